"""Actions that set addresses and names."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.esp_at.device.state import Address, DeviceState
from esp_at_simulator import SimulatedModule
from tests.common import until
from tests.conftest import HOME, PASSWORD
from tests.services.common import call

STATIC = {
    "method": "static",
    "ip_address": "192.168.77.5",
    "gateway": "192.168.77.1",
    "netmask": "255.255.255.0",
}
ADDRESS = Address(ip="192.168.77.5", gateway="192.168.77.1", netmask="255.255.255.0")


def state(entry: MockConfigEntry) -> DeviceState:
    """Return what the device knows."""
    known: DeviceState = entry.runtime_data.device.state
    return known


async def test_station(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A static address takes the place of DHCP, and DHCP that of the address."""
    await call(hass, entry, "join_wifi", ssid=HOME, password=PASSWORD)
    await call(hass, entry, "set_ip_address", interface="station", **STATIC)
    assert state(entry).station.address == ADDRESS
    assert state(entry).station.dhcp is False

    await call(hass, entry, "set_ip_address", interface="station", method="dhcp")
    assert state(entry).station.dhcp is True
    await until(lambda: state(entry).station.address not in (None, ADDRESS))


async def test_access_point(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """The access point takes a static address only."""
    await call(hass, entry, "set_access_point", ssid="Guests")
    await call(hass, entry, "set_ip_address", interface="access_point", **STATIC)
    assert state(entry).soft_ap.address == ADDRESS

    with pytest.raises(ServiceValidationError) as caught:
        await call(
            hass, entry, "set_ip_address", interface="access_point", method="dhcp"
        )
    assert caught.value.translation_key == "access_point_needs_address"


async def test_ethernet(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """The wired side takes both."""
    simulator.surroundings.plug_ethernet()
    await call(hass, entry, "set_ip_address", interface="ethernet", **STATIC)
    wired = state(entry).ethernet
    assert wired is not None
    assert wired.address == ADDRESS

    await call(hass, entry, "set_ip_address", interface="ethernet", method="dhcp")


@pytest.mark.parametrize("families", [()])
async def test_no_ethernet(
    hass: HomeAssistant, entry: MockConfigEntry, families: tuple[str, ...]
) -> None:
    """A build without Ethernet says that it has none."""
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, entry, "set_ip_address", interface="ethernet", method="dhcp")
    assert caught.value.translation_key == "unsupported"


async def test_static_without_address(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """A static address needs to be given."""
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, entry, "set_ip_address", interface="station", method="static")
    assert caught.value.translation_key == "ip_address_missing"


async def test_mdns(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """The module announces itself, and stops."""
    await call(hass, entry, "join_wifi", ssid=HOME, password=PASSWORD)
    await call(
        hass,
        entry,
        "set_mdns",
        enabled=True,
        host_name="workshop",
        service="_http",
        port=80,
    )
    assert simulator.state.mdns is not None
    await call(hass, entry, "set_mdns", enabled=False)
    assert simulator.state.mdns is None

    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, entry, "set_mdns", enabled=True, host_name="workshop")
    assert caught.value.translation_key == "mdns_incomplete"
