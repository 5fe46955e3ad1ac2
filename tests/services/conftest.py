"""A module that has joined its network, for actions that use it."""

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.common import until
from tests.conftest import HOME, PASSWORD


@pytest.fixture
async def online(
    hass: HomeAssistant, entry: MockConfigEntry, socket_enabled: None
) -> MockConfigEntry:
    """Return the entry of a module that has an address; sockets are allowed."""
    device = entry.runtime_data.device
    await device.wifi.join(HOME, PASSWORD)
    await until(lambda: device.state.station.address is not None)
    return entry
