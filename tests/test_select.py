"""Selects change the mode of Wi-Fi, and how the module sleeps."""

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from syrupy.assertion import SnapshotAssertion

from esp_at_simulator.module import SimulatedModule
from tests.common import assert_platform, call, entity_id, state_of


async def test_selects(
    hass: HomeAssistant, entry: MockConfigEntry, snapshot: SnapshotAssertion
) -> None:
    """The selects of a module that was just delivered."""
    assert_platform(hass, "select", snapshot)


@pytest.mark.parametrize(
    ("option", "number"),
    [("both", 3), ("access_point", 2), ("off", 0), ("station", 1)],
)
async def test_wifi_mode(
    hass: HomeAssistant,
    simulator: SimulatedModule,
    entry: MockConfigEntry,
    option: str,
    number: int,
) -> None:
    """The module takes the mode, and the select shows what it took."""
    await call(hass, "select", "select_option", "wifi_mode", option=option)

    assert f"AT+CWMODE={number}" in simulator.received
    assert state_of(hass, "select", "wifi_mode") == option


async def test_sleep_mode(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry
) -> None:
    """The module takes the sleep mode."""
    await call(hass, "select", "select_option", "sleep_mode", option="off")
    assert "AT+SLEEP=0" in simulator.received
    assert state_of(hass, "select", "sleep_mode") == "off"


@pytest.mark.parametrize("profile", ["2.0"])
async def test_sleep_modes_of_old_firmware(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Only modes that the firmware knows are offered."""
    state = hass.states.get(entity_id(hass, "select", "sleep_mode"))
    assert state is not None
    assert state.attributes["options"] == ["off", "modem"]
