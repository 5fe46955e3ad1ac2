"""Binary sensors show what the module tells."""

from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry
from syrupy.assertion import SnapshotAssertion

from esp_at_simulator.module import SimulatedModule
from tests.common import assert_platform, state_of, until
from tests.conftest import HOME, PASSWORD


async def test_binary_sensors(
    hass: HomeAssistant, entry: MockConfigEntry, snapshot: SnapshotAssertion
) -> None:
    """The binary sensors of a module that was just delivered."""
    assert_platform(hass, "binary_sensor", snapshot)


async def test_wifi(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry
) -> None:
    """Wi-Fi is connected while there is a network."""
    assert state_of(hass, "binary_sensor", "wifi") == "off"
    await entry.runtime_data.device.wifi.join(HOME, PASSWORD)
    await until(lambda: state_of(hass, "binary_sensor", "wifi") == "on")
    simulator.surroundings.remove_access_point(HOME)
    await until(lambda: state_of(hass, "binary_sensor", "wifi") == "off")


async def test_access_point(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """The access point is on in the modes that have it."""
    await hass.services.async_call(
        "select",
        "select_option",
        {"entity_id": "select.esp_at_wroom_32_wi_fi_mode", "option": "both"},
        blocking=True,
    )
    await until(lambda: state_of(hass, "binary_sensor", "access_point") == "on")


async def test_ethernet(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry
) -> None:
    """The wire is connected while the cable is in."""
    simulator.surroundings.plug_ethernet()
    await until(lambda: state_of(hass, "binary_sensor", "ethernet") == "on")
    simulator.surroundings.unplug_ethernet()
    await until(lambda: state_of(hass, "binary_sensor", "ethernet") == "off")
