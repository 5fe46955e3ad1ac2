"""A module that has joined its network, for actions that use it."""

from collections.abc import AsyncGenerator

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from esp_at_simulator import SimulatedModule
from tests.common import until
from tests.conftest import HOME, PASSWORD
from tests.device.helpers import quiet
from tests.services.relay import Relay


@pytest.fixture
async def online(
    hass: HomeAssistant, entry: MockConfigEntry, socket_enabled: None
) -> MockConfigEntry:
    """Return the entry of a module that has an address, and nothing to do."""
    device = entry.runtime_data.device
    await device.wifi.join(HOME, PASSWORD)
    await until(lambda: device.state.station.address is not None)
    await quiet(device)
    return entry


@pytest.fixture
async def relay(simulator: SimulatedModule) -> AsyncGenerator[Relay]:
    """Return a relay board in the module's network, that says nothing yet."""
    async with Relay(simulator.surroundings.internet) as relay:
        yield relay
    await until(lambda: not relay.connected)
