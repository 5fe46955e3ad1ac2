"""What every action over the module's network says while the module is away."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.esp_at.services import http, network, sockets, update, websockets
from esp_at_simulator import SimulatedModule
from tests.common import until
from tests.services.common import call

# Enough fields for each action
CALLS: dict[str, dict[str, Any]] = {
    "http_request": {"url": "http://relay.lan/"},
    "ping": {"host": "relay.lan"},
    "resolve_host": {"host": "relay.lan"},
    "set_dns": {"servers": ["192.168.1.1"]},
    "set_time_servers": {"servers": ["clock.lan"]},
    "socket_close": {"link": 0},
    "socket_open": {"host": "relay.lan", "port": 4000},
    "socket_send": {"host": "relay.lan", "port": 4000, "data": "on"},
    "update_firmware": {"url": "http://relay.lan/esp-at.bin"},
    "wake_on_lan": {"mac": "24:0a:c4:00:00:01"},
    "websocket_send": {"url": "ws://relay.lan/", "data": "on"},
}


def test_every_action() -> None:
    """No action over the network is forgotten here."""
    subjects = (http, network, sockets, update, websockets)
    assert set(CALLS) == {
        action.name for subject in subjects for action in subject.ACTIONS
    }


@pytest.mark.parametrize("action", CALLS)
async def test_away(
    hass: HomeAssistant,
    online: MockConfigEntry,
    simulator: SimulatedModule,
    action: str,
) -> None:
    """Nobody waits for a module that is not there: what is wrong is said at once."""
    device = online.runtime_data.device
    simulator.unplug()
    await until(lambda: not device.state.online)
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, online, action, **CALLS[action])
    if action == "socket_close":  # its links went with it
        assert isinstance(caught.value, ServiceValidationError)
        assert caught.value.translation_key == "unknown_link"
    else:
        assert caught.value.translation_key == "connection_lost"
    simulator.plug()
    await until(lambda: device.state.online)
