"""The text sets the host name."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from syrupy.assertion import SnapshotAssertion

from esp_at_simulator.module import SimulatedModule
from tests.common import assert_platform, call, state_of, until
from tests.conftest import HOME, PASSWORD


async def test_texts(
    hass: HomeAssistant, entry: MockConfigEntry, snapshot: SnapshotAssertion
) -> None:
    """The text of a module that was just delivered."""
    assert_platform(hass, "text", snapshot)


async def test_host_name(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry
) -> None:
    """The name is kept by the module, and set again after a restart."""
    await entry.runtime_data.device.wifi.join(HOME, PASSWORD)
    await call(hass, "text", "set_value", "host_name", value="attic")
    assert state_of(hass, "text", "host_name") == "attic"

    simulator.received.clear()
    simulator.power_cycle()
    await until(lambda: 'AT+CWHOSTNAME="attic"' in simulator.received)
    await until(lambda: state_of(hass, "text", "host_name") == "attic")


async def test_too_long(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """What does not fit is refused with the limit, and nothing is sent."""
    await entry.runtime_data.device.wifi.join(HOME, PASSWORD)
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "text", "set_value", "host_name", value="ü" * 20)
    assert caught.value.translation_key == "invalid_length"
    assert caught.value.translation_placeholders == {
        "parameter": "host_name",
        "minimum": "1",
        "maximum": "32",
    }
