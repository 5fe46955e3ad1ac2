"""Actions by which a phone or a router gives the module its network."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from esp_at_simulator import SimulatedModule
from tests.common import state_of, until
from tests.conftest import HOME, PASSWORD
from tests.services.common import call


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"kind": "both"},
        {"kind": "esptouch_v2", "key": "sixteen letters!"},
    ],
)
async def test_smartconfig(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    simulator: SimulatedModule,
    fields: dict[str, str],
) -> None:
    """A phone gives the module its network."""
    await call(hass, entry, "start_smartconfig", **fields)
    kind = "ESPTOUCH_V2" if "key" in fields else "ESPTOUCH"
    simulator.surroundings.smartconfig(HOME, PASSWORD, kind=kind)
    await until(lambda: state_of(hass, "sensor", "ssid") == HOME)
    await call(hass, entry, "stop_smartconfig")


async def test_smartconfig_key_of_the_wrong_size(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """A key that the firmware would not take is refused by its name."""
    with pytest.raises(ServiceValidationError, match="key"):
        await call(
            hass, entry, "start_smartconfig", kind="esptouch_v2", key="too short"
        )


async def test_wps(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """The module joins the router whose button is pressed."""
    await call(hass, entry, "start_wps")
    simulator.surroundings.press_wps_button(HOME)
    await until(lambda: state_of(hass, "sensor", "ssid") == HOME)
