"""Buttons restart, reconnect, reset and roll back the module."""

from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from syrupy.assertion import SnapshotAssertion

from esp_at_simulator.module import SimulatedModule
from tests.common import assert_platform, call, entity_id, state_of, until
from tests.conftest import HOME, PASSWORD

pytestmark = pytest.mark.usefixtures("entity_registry_enabled_by_default")


async def test_buttons(
    hass: HomeAssistant, entry: MockConfigEntry, snapshot: SnapshotAssertion
) -> None:
    """The buttons of a module whose firmware has everything."""
    assert_platform(hass, "button", snapshot)


@pytest.mark.parametrize(
    ("key", "line", "reason"),
    [
        ("restart", "AT+RST", "requested"),
        ("factory_reset", "AT+RESTORE", "factory_reset"),
        ("roll_back", "AT+SYSROLLBACK", "rollback"),
    ],
)
async def test_restarting(
    hass: HomeAssistant,
    simulator: SimulatedModule,
    entry: MockConfigEntry,
    key: str,
    line: str,
    reason: str,
) -> None:
    """A button that restarts the module does so, and the reason is known."""
    await call(hass, "button", "press", key)
    assert line in simulator.received

    def told() -> bool:
        state = hass.states.get(entity_id(hass, "event", "restart"))
        return state is not None and state.attributes.get("event_type") == reason

    await until(told)
    assert state_of(hass, "button", key) != STATE_UNAVAILABLE


async def test_reconnect(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry
) -> None:
    """The network of last time is joined again; where it is gone, that is told."""
    device = entry.runtime_data.device
    await device.wifi.join(HOME, PASSWORD)
    await device.wifi.leave()
    assert state_of(hass, "binary_sensor", "wifi") == "off"

    await call(hass, "button", "press", "reconnect")
    await until(lambda: state_of(hass, "binary_sensor", "wifi") == "on")

    simulator.surroundings.remove_access_point(HOME)
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, "button", "press", "reconnect")
    assert caught.value.translation_key == "join_not_found"
