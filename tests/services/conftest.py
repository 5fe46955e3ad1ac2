"""Fixtures: a host that the module is the keyboard and the mouse of."""

from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from esp_at_simulator import SimulatedModule
from esp_at_simulator.hid_host import HidHost
from tests.common import until


@pytest.fixture
def options(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Return options whose keyboard loses no time; parametrize to add to them."""
    more: dict[str, Any] = getattr(request, "param", {})
    return {"keyboard": {"keystroke_interval": 0, **more}}


@pytest.fixture
def host(request: pytest.FixtureRequest) -> HidHost:
    """Return a host out of reach; parametrize to set what it is."""
    return HidHost("PC", **getattr(request, "param", {}))


@pytest.fixture
async def keyboard(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    simulator: SimulatedModule,
    host: HidHost,
) -> MockConfigEntry:
    """Return the entry of a module that is the keyboard of the host."""
    device = entry.runtime_data.device
    simulator.surroundings.hid_hosts.append(host)
    await device.hid.turn_on()
    await until(lambda: device.state.hid.connected)
    host.clear()
    return entry
