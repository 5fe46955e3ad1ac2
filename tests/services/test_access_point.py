"""Actions of the module's own access point."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.esp_at.device.state import DeviceState, Encryption
from esp_at_simulator import SimulatedModule
from tests.common import state_of, until
from tests.services.common import call

CLIENTS = ("24:0a:c4:00:00:01", "24:0a:c4:00:00:02")


def state(entry: MockConfigEntry) -> DeviceState:
    """Return what the device knows."""
    known: DeviceState = entry.runtime_data.device.state
    return known


async def test_protected(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """With a password and nothing else it is WPA2, and it is switched on."""
    await call(
        hass, entry, "set_access_point", ssid="Workshop", password="twelve hammers"
    )
    soft_ap = state(entry).soft_ap
    assert soft_ap.enabled
    assert soft_ap.ssid == "Workshop"
    assert soft_ap.encryption is Encryption.WPA2
    await until(lambda: state_of(hass, "binary_sensor", "access_point") == "on")


async def test_every_field(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Each field reaches the module."""
    await call(
        hass,
        entry,
        "set_access_point",
        ssid="Workshop",
        password="twelve hammers",
        channel=11,
        encryption="wpa_wpa2",
        max_connections=3,
        hidden=True,
    )
    soft_ap = state(entry).soft_ap
    assert soft_ap.channel == 11
    assert soft_ap.encryption is Encryption.WPA_WPA2
    assert soft_ap.max_connections == 3
    assert soft_ap.hidden


async def test_open(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Without a password it is open."""
    await call(hass, entry, "set_access_point", ssid="Guests")
    assert state(entry).soft_ap.encryption is Encryption.OPEN


async def test_short_password(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A password that no client could use is refused by its name."""
    with pytest.raises(ServiceValidationError, match="password"):
        await call(hass, entry, "set_access_point", ssid="Workshop", password="short")


@pytest.mark.parametrize(
    ("fields", "left"),
    [
        ({}, 0),
        ({"mac_address": CLIENTS[0]}, 1),
        ({"mac_address": list(CLIENTS)}, 0),
    ],
)
async def test_disconnect(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    simulator: SimulatedModule,
    fields: dict[str, str],
    left: int,
) -> None:
    """One client, several or all are sent away."""
    await call(hass, entry, "set_access_point", ssid="Guests")
    for mac in CLIENTS:
        simulator.surroundings.add_station(mac)
    await until(lambda: len(state(entry).soft_ap.clients) == 2)

    await call(hass, entry, "disconnect_clients", **fields)
    await until(lambda: len(state(entry).soft_ap.clients) == left)
    await until(lambda: state_of(hass, "sensor", "access_point_clients") == str(left))


async def test_dhcp_range(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """The next client gets the first address of the range."""
    await call(hass, entry, "set_access_point", ssid="Guests")
    await call(
        hass,
        entry,
        "set_dhcp_range",
        start="192.168.4.50",
        end="192.168.4.60",
        lease={"hours": 12},
    )
    simulator.surroundings.add_station(CLIENTS[0])
    await until(
        lambda: (
            [client.ip for client in state(entry).soft_ap.clients] == ["192.168.4.50"]
        )
    )
