"""The number sets the transmit power."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from syrupy.assertion import SnapshotAssertion

from tests.common import assert_platform, call, state_of


async def test_numbers(
    hass: HomeAssistant, entry: MockConfigEntry, snapshot: SnapshotAssertion
) -> None:
    """The number of a module that was just delivered."""
    assert_platform(hass, "number", snapshot)


async def test_transmit_power(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """The chip takes the next level that it knows, and that one is shown."""
    await entry.runtime_data.device.wifi.set_mode("station")
    await call(hass, "number", "set_value", "transmit_power", value=12.5)
    assert 11 <= float(state_of(hass, "number", "transmit_power")) <= 12.5


async def test_out_of_range(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A power that no module has is refused."""
    with pytest.raises(ServiceValidationError):
        await call(hass, "number", "set_value", "transmit_power", value=30)


async def test_wifi_off(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """What the module refuses is told with the command and the reason."""
    await call(hass, "select", "select_option", "wifi_mode", option="off")
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, "number", "set_value", "transmit_power", value=20)
    assert caught.value.translation_key in {"command_failed", "command_failed_because"}
    assert caught.value.translation_placeholders is not None
    assert caught.value.translation_placeholders["command"] == "AT+RFPOWER"
