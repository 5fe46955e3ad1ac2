"""Switches: connecting at boot, and DHCP."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from syrupy.assertion import SnapshotAssertion

from esp_at_simulator.module import SimulatedModule
from tests.common import assert_platform, call, state_of, until
from tests.conftest import HOME, PASSWORD


async def test_switches(
    hass: HomeAssistant, entry: MockConfigEntry, snapshot: SnapshotAssertion
) -> None:
    """The switches of a module that was just delivered."""
    assert_platform(hass, "switch", snapshot)


@pytest.mark.parametrize("action", ["turn_off", "turn_on"])
async def test_auto_connect(
    hass: HomeAssistant,
    simulator: SimulatedModule,
    entry: MockConfigEntry,
    action: str,
) -> None:
    """The module is told whether to connect when it boots."""
    await call(hass, "switch", action, "auto_connect")
    assert f"AT+CWAUTOCONN={int(action == 'turn_on')}" in simulator.received
    assert state_of(hass, "switch", "auto_connect") == action.removeprefix("turn_")


async def test_dhcp(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry
) -> None:
    """Without DHCP the station keeps the address that it has."""
    await entry.runtime_data.device.wifi.join(HOME, PASSWORD)
    await until(lambda: state_of(hass, "sensor", "ip_address") == "192.168.1.50")
    assert state_of(hass, "switch", "dhcp") == "on"

    await call(hass, "switch", "turn_off", "dhcp")
    assert 'AT+CIPSTA="192.168.1.50","192.168.1.1","255.255.255.0"' in (
        simulator.received
    )
    assert state_of(hass, "switch", "dhcp") == "off"
    assert state_of(hass, "sensor", "ip_address") == "192.168.1.50"

    await call(hass, "switch", "turn_on", "dhcp")
    assert state_of(hass, "switch", "dhcp") == "on"


async def test_no_address_to_keep(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Outside of a network there is no address, and that is told."""
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "switch", "turn_off", "dhcp")
    assert caught.value.translation_key == "no_address_to_keep"
