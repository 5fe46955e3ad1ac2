"""The module's own access point and the stations on it."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from custom_components.esp_at.at.errors import InvalidParameter
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.errors import Unsupported
from custom_components.esp_at.device.state import (
    Address,
    DeviceEvent,
    Encryption,
    SoftAp,
    SoftApClient,
    WifiChange,
    WifiChanged,
    WifiMode,
)
from esp_at_simulator import SimulatedModule

from .helpers import until

PROFILES = ["1.1", "2.0", "2.3", "3.4", "4.1", "5.0"]
MAC = "5c:cf:7f:00:00:01"


def soft_ap_of(device: EspAtDevice) -> SoftAp:
    """Return the access point as it is now."""
    return device.state.soft_ap


@pytest.mark.parametrize("profile", PROFILES)
async def test_configure(device: EspAtDevice) -> None:
    """Setting up the access point switches it on beside the station."""
    await device.soft_ap.configure("Guests", password="come in!", channel=6)
    soft_ap = device.state.soft_ap

    assert device.state.wifi_mode is WifiMode.BOTH
    assert soft_ap.enabled
    assert (soft_ap.ssid, soft_ap.channel) == ("Guests", 6)
    assert soft_ap.encryption is Encryption.WPA2
    assert soft_ap.hidden is False
    assert soft_ap.dhcp is True
    assert soft_ap.address == Address(
        ip="192.168.4.1", gateway="192.168.4.1", netmask="255.255.255.0"
    )
    assert soft_ap.mac == "24:0a:c4:5e:53:11"
    assert soft_ap.clients == ()


async def test_configure_in_full(device: EspAtDevice) -> None:
    """Everything that can be set is set."""
    await device.soft_ap.configure(
        'a,b"c\\d',
        encryption=Encryption.OPEN,
        channel=11,
        max_connections=2,
        hidden=True,
    )
    soft_ap = device.state.soft_ap

    assert (soft_ap.ssid, soft_ap.channel) == ('a,b"c\\d', 11)
    assert soft_ap.encryption is Encryption.OPEN
    assert soft_ap.max_connections == 2
    assert soft_ap.hidden is True


@pytest.mark.parametrize(
    ("password", "encryption", "parameter"),
    [
        ("short", Encryption.WPA2, "password"),
        ("x" * 64, Encryption.WPA2, "password"),
        ("long enough \ud83d", Encryption.WPA2, "password"),
        (None, Encryption.WPA2, "password"),
        ("long enough", Encryption.WEP, "encryption"),
        ("long enough", Encryption.WPA2_ENTERPRISE, "encryption"),
        ("long enough", Encryption.UNKNOWN, "encryption"),
    ],
)
async def test_configure_refused(
    device: EspAtDevice,
    simulator: SimulatedModule,
    *,
    password: str | None,
    encryption: Encryption,
    parameter: str,
) -> None:
    """What the module would not take is refused; the mode stays as it was."""
    await device.wifi.set_mode(WifiMode.STATION)
    with pytest.raises(InvalidParameter) as caught:
        await device.soft_ap.configure(
            "Guests", password=password, encryption=encryption
        )

    assert caught.value.parameter == parameter
    assert device.state.wifi_mode is WifiMode.STATION
    assert not any(line.startswith("AT+CWSAP=") for line in simulator.received)


@pytest.mark.parametrize("profile", ["2.0", "2.3", "4.1"])
async def test_clients(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """Who is on the access point is told as it happens, with the address."""
    heard: list[DeviceEvent] = []
    await device.soft_ap.configure("Guests", password="come in!")
    device.subscribe_events(heard.append)

    simulator.surroundings.add_station(MAC)
    with_address = SoftApClient(mac=MAC, ip="192.168.4.2")
    await until(lambda: device.state.soft_ap.clients == (with_address,))
    await device.refresh()
    assert device.state.soft_ap.clients == (with_address,)

    simulator.surroundings.remove_station(MAC)
    await until(lambda: device.state.soft_ap.clients == ())
    assert heard == [
        WifiChanged(change=WifiChange.CLIENT_CONNECTED, mac=MAC),
        WifiChanged(change=WifiChange.CLIENT_DISCONNECTED, mac=MAC, ip="192.168.4.2"),
    ]


async def test_client_without_dhcp(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """A station with an address of its own is known, though the module lists it not."""
    await device.soft_ap.configure("Guests", password="come in!")
    simulator.surroundings.add_station(MAC, uses_dhcp=False)

    await until(lambda: device.state.soft_ap.clients == (SoftApClient(mac=MAC),))
    await device.refresh()

    assert device.state.soft_ap.clients == (SoftApClient(mac=MAC),)


@pytest.mark.parametrize("profile", ["1.1"])
async def test_clients_of_old_firmware(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """Firmware 1 tells of no stations; a refresh finds them, and that they left."""
    await device.soft_ap.configure("Guests", password="come in!")
    simulator.surroundings.add_station(MAC)

    async def clients() -> tuple[SoftApClient, ...]:
        return (await device.refresh()).soft_ap.clients

    for _ in range(200):
        if await clients():
            break
    assert [client.mac for client in await clients()] == [MAC]
    simulator.surroundings.remove_station(MAC)
    assert await clients() == ()


async def test_disconnect(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """Stations are sent away, one or all."""
    await device.soft_ap.configure("Guests", password="come in!")
    others = [f"5c:cf:7f:00:00:{number:02x}" for number in range(2, 4)]
    for mac in (MAC, *others):
        simulator.surroundings.add_station(mac)
    await until(lambda: len(device.state.soft_ap.clients) == 3)

    await device.soft_ap.disconnect_client(MAC.upper())
    await until(
        lambda: [client.mac for client in device.state.soft_ap.clients] == others
    )

    await device.soft_ap.disconnect_all()
    await until(lambda: device.state.soft_ap.clients == ())


@pytest.mark.parametrize("profile", ["1.1"])
async def test_no_disconnect_before_2_0(device: EspAtDevice) -> None:
    """Firmware 1 cannot send stations away; the verbs say so."""
    assert not device.soft_ap.supports_disconnect_clients
    with pytest.raises(Unsupported):
        await device.soft_ap.disconnect_client(MAC)
    with pytest.raises(Unsupported):
        await device.soft_ap.disconnect_all()


async def test_address(device: EspAtDevice) -> None:
    """The access point's address can be chosen."""
    await device.soft_ap.configure("Guests", password="come in!")
    wanted = Address(ip="192.168.5.1", gateway="192.168.5.1", netmask="255.255.255.0")

    await device.soft_ap.set_address(wanted)

    assert device.state.soft_ap.address == wanted


async def test_dhcp(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """Whether, and what, addresses are given away can be chosen."""
    await device.soft_ap.configure("Guests", password="come in!")
    await device.soft_ap.set_dhcp(False)
    assert soft_ap_of(device).dhcp is False
    assert device.state.station.dhcp is True
    await device.soft_ap.set_dhcp(True)
    assert soft_ap_of(device).dhcp is True

    await device.soft_ap.set_dhcp_range(
        "192.168.4.20", "192.168.4.30", lease=timedelta(hours=1)
    )
    assert 'AT+CWDHCPS=1,60,"192.168.4.20","192.168.4.30"' in simulator.received


async def test_off(device: EspAtDevice) -> None:
    """An access point that is switched off has neither name nor stations."""
    await device.soft_ap.configure("Guests", password="come in!")
    await device.wifi.set_mode(WifiMode.STATION)
    await device.refresh()

    assert not device.state.soft_ap.enabled
    assert device.state.soft_ap.ssid is None
    assert device.state.soft_ap.mac == "24:0a:c4:5e:53:11"


async def test_a_client_that_leaves_while_it_is_read(device: EspAtDevice) -> None:
    """A client without an address that leaves during a refresh does not come back."""

    def put(*clients: SoftApClient) -> None:
        soft_ap = replace(device.state.soft_ap, clients=clients)
        device.update(replace(device.state, soft_ap=soft_ap))

    await device.soft_ap.configure("Guests", password="come in!")
    put(SoftApClient(mac=MAC))
    reading = asyncio.create_task(device.soft_ap.refresh())
    await asyncio.sleep(0)
    put()
    await reading

    assert device.state.soft_ap.clients == ()
