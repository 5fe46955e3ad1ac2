"""Event entities tell what happened."""

from typing import Any

from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from syrupy.assertion import SnapshotAssertion

from esp_at_simulator.module import SimulatedModule
from tests.common import assert_platform, entity_id, state_of, until
from tests.conftest import HOME, PASSWORD

CLIENT = "a0:b1:c2:00:00:01"


def attributes(hass: HomeAssistant, key: str) -> dict[str, Any]:
    """Return the attributes of an event entity that are about the last event."""
    state = hass.states.get(entity_id(hass, "event", key))
    assert state is not None
    wanted = ("event_type", "mac", "ip")
    return {name: state.attributes[name] for name in wanted if name in state.attributes}


async def test_events(
    hass: HomeAssistant, entry: MockConfigEntry, snapshot: SnapshotAssertion
) -> None:
    """The event entities before anything happened."""
    assert_platform(hass, "event", snapshot)


async def test_wifi(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry
) -> None:
    """Joining and losing a network are told."""
    await entry.runtime_data.device.wifi.join(HOME, PASSWORD)
    await until(lambda: attributes(hass, "wifi") == {"event_type": "got_address"})

    simulator.surroundings.remove_access_point(HOME)
    await until(lambda: attributes(hass, "wifi") == {"event_type": "disconnected"})


async def test_client(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry
) -> None:
    """Who comes and goes at the access point is told."""
    device = entry.runtime_data.device
    await device.soft_ap.configure("attic", password="12345678")
    simulator.surroundings.add_station(CLIENT)
    await until(lambda: any(client.ip for client in device.state.soft_ap.clients))
    assert attributes(hass, "wifi") == {"event_type": "client_connected", "mac": CLIENT}
    (client,) = device.state.soft_ap.clients

    simulator.surroundings.remove_station(CLIENT)
    gone = {"event_type": "client_disconnected", "mac": CLIENT, "ip": client.ip}
    await until(lambda: attributes(hass, "wifi") == gone)


@pytest.mark.parametrize("profile", ["1.1", "2.3", "4.1"])
async def test_restart(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry
) -> None:
    """A restart that nobody asked for is told, and is no change of Wi-Fi."""
    simulator.brown_out()
    await until(lambda: attributes(hass, "restart") == {"event_type": "unexpected"})
    assert attributes(hass, "wifi").get("event_type") is None


@pytest.mark.parametrize("way", ["reconnect", "reload"])
async def test_old_event(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry, way: str
) -> None:
    """A module that comes back does not tell again what it told before."""
    simulator.brown_out()
    await until(lambda: attributes(hass, "restart") == {"event_type": "unexpected"})
    told = state_of(hass, "event", "restart")

    if way == "reload":
        assert await hass.config_entries.async_reload(entry.entry_id)
    else:
        simulator.unplug()
        await until(lambda: state_of(hass, "event", "restart") == STATE_UNAVAILABLE)
        simulator.plug()
        await until(lambda: state_of(hass, "event", "restart") != STATE_UNAVAILABLE)
    await hass.async_block_till_done()
    assert state_of(hass, "event", "restart") == told
    assert attributes(hass, "restart") == {"event_type": "unexpected"}
