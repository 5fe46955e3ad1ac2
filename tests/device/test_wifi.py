"""The station: joining, losing, scanning, and what the state says of it."""

import pytest

from custom_components.esp_at.at.errors import (
    CommandFailed,
    ConnectionLost,
    InvalidParameter,
)
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.errors import (
    JoinFailed,
    JoinFailure,
    Unsupported,
)
from custom_components.esp_at.device.state import (
    Address,
    DeviceEvent,
    Encryption,
    Station,
    StationConnection,
    WifiChange,
    WifiChanged,
    WifiMode,
)
from esp_at_simulator import Enterprise, SimulatedModule

from ..conftest import HOME, PASSWORD
from .helpers import connected, until

PROFILES = ["1.1", "2.0", "2.3", "3.4", "4.1", "5.0"]


def station_of(device: EspAtDevice) -> Station:
    """Return the station as it is now."""
    return device.state.station


def heard_by(device: EspAtDevice) -> list[DeviceEvent]:
    """Return the list that the device's events go to."""
    heard: list[DeviceEvent] = []
    device.subscribe_events(heard.append)
    return heard


@pytest.mark.parametrize("profile", PROFILES)
async def test_join(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """A joined station shows network, signal and address, in every generation."""
    point = simulator.surroundings.access_point(HOME)
    station = device.state.station

    assert station.connection is StationConnection.CONNECTED
    assert (station.ssid, station.bssid) == (HOME, point.bssid)
    assert (station.channel, station.rssi) == (6, -55)
    assert station.address == Address(
        ip="192.168.1.50", gateway="192.168.1.1", netmask="255.255.255.0"
    )
    assert station.dhcp is True
    assert station.mac == device.mac == "24:0a:c4:5e:53:10"
    assert station.host_name == "espressif"


async def test_join_switches_the_station_on(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """Joining while the module is an access point only keeps the access point."""
    await device.wifi.set_mode(WifiMode.ACCESS_POINT)
    assert device.state.station.connection is StationConnection.NOT_STARTED
    assert device.state.station.ssid is None

    await device.wifi.join(HOME, PASSWORD)

    assert device.state.wifi_mode is WifiMode.BOTH
    assert device.state.soft_ap.enabled
    assert connected(device)
    # Not to the saved network first
    assert "AT+CWMODE=3,0" in simulator.received


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(
    ("ssid", "password", "reason"),
    [
        (HOME, "wrong horse", JoinFailure.WRONG_PASSWORD),
        ("Nowhere", "wrong horse", JoinFailure.NOT_FOUND),
    ],
)
async def test_join_refused(
    device: EspAtDevice, ssid: str, password: str, reason: JoinFailure
) -> None:
    """A refused join names the module's reason and leaves no network in the state."""
    with pytest.raises(JoinFailed) as caught:
        await device.wifi.join(ssid, password)

    assert caught.value.reason is reason
    await until(
        lambda: device.state.station.connection is StationConnection.DISCONNECTED
    )
    assert device.state.station.ssid is None
    assert password not in str(caught.value)


async def test_join_times_out(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """A network that does not answer is a time-out, after the seconds that were given."""
    simulator.surroundings.add_access_point("Deaf").answers = False

    with pytest.raises(JoinFailed) as caught:
        await device.wifi.join("Deaf", timeout=3)

    assert caught.value.reason is JoinFailure.TIMEOUT
    assert 'AT+CWJAP="Deaf","",,,,,,3' in simulator.received


@pytest.mark.parametrize("profile", ["2.0"])
async def test_join_time_out_of_old_firmware(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """Firmware that knows no time-out is not given one."""
    await device.wifi.join(HOME, PASSWORD, timeout=3)

    assert simulator.received.count(f'AT+CWJAP="{HOME}","{PASSWORD}"') == 2


async def test_join_by_bssid(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """Of two access points of one name the one with the address is joined."""
    weak = simulator.surroundings.add_access_point(
        HOME, password=PASSWORD, rssi=-80, channel=11
    )
    await device.wifi.join(HOME, PASSWORD, bssid=weak.bssid)

    assert device.state.station.bssid == weak.bssid
    assert device.state.station.channel == 11


@pytest.mark.parametrize("ssid", ['a,b"c\\d', "Zuhause ☕", '",0,"', "+++", "OK"])
async def test_join_odd_names(
    device: EspAtDevice, simulator: SimulatedModule, ssid: str
) -> None:
    """A name of any characters is joined, and shown as it is."""
    simulator.surroundings.add_access_point(ssid, password='p"w,\\12345')

    await device.wifi.join(ssid, 'p"w,\\12345')

    assert device.state.station.ssid == ssid


@pytest.mark.parametrize("ssid", ["a\r\nAT+RESTORE", "a\0", "x" * 33])
async def test_join_refuses_what_ends_the_line(
    device: EspAtDevice, simulator: SimulatedModule, ssid: str
) -> None:
    """A name that would be a second command is refused; the network stays."""
    with pytest.raises(InvalidParameter) as caught:
        await device.wifi.join(ssid, PASSWORD)

    assert caught.value.parameter == "ssid"
    assert "AT+RESTORE" not in simulator.received
    await until(lambda: connected(device))


@pytest.mark.parametrize("profile", ["2.0", "2.3", "4.1"])
@pytest.mark.parametrize("method", ["peap", "ttls"])
async def test_join_enterprise(
    device: EspAtDevice, simulator: SimulatedModule, method: str
) -> None:
    """An enterprise network is joined with its login, and refused without."""
    login = Enterprise(identity="me", username="user", password="secret")
    simulator.surroundings.add_access_point("Office", enterprise=login)

    await device.wifi.join_enterprise(
        "Office", method=method, identity="me", username="user", password="secret"
    )
    assert device.state.station.ssid == "Office"

    with pytest.raises(JoinFailed) as caught:
        await device.wifi.join_enterprise(
            "Office", method=method, identity="me", username="user", password="wrong"
        )
    assert caught.value.reason is JoinFailure.TIMEOUT


async def test_unknown_enterprise_method(device: EspAtDevice) -> None:
    """A method that does not exist is refused before anything is sent."""
    with pytest.raises(InvalidParameter) as caught:
        await device.wifi.join_enterprise("Office", method="leap", identity="me")

    assert caught.value.parameter == "method"


@pytest.mark.parametrize("families", [()])
async def test_enterprise_is_not_built_in(device: EspAtDevice) -> None:
    """The official firmware has no enterprise networks, and the verb says so."""
    assert not device.wifi.supports_enterprise
    with pytest.raises(Unsupported) as caught:
        await device.wifi.join_enterprise("Office", method="peap", identity="me")

    assert caught.value.feature == "enterprise"


@pytest.mark.parametrize("profile", PROFILES)
async def test_leave(device: EspAtDevice) -> None:
    """A station that left shows no network, and says so once."""
    heard = heard_by(device)

    await device.wifi.leave()

    assert device.state.station.connection is StationConnection.DISCONNECTED
    assert device.state.station.ssid is None
    assert device.state.station.address is None
    assert device.state.station.mac == device.mac
    await until(lambda: bool(heard))
    assert heard == [WifiChanged(change=WifiChange.DISCONNECTED)]


async def test_reconnect(device: EspAtDevice) -> None:
    """The last network is joined again without its password."""
    await device.wifi.leave()
    heard = heard_by(device)

    await device.wifi.reconnect()

    assert connected(device)
    assert [event.change for event in heard if isinstance(event, WifiChanged)] == [
        WifiChange.CONNECTED,
        WifiChange.GOT_ADDRESS,
    ]


@pytest.mark.parametrize("profile", ["1.1", "2.0"])
async def test_no_reconnect_before_2_2(device: EspAtDevice) -> None:
    """Old firmware cannot rejoin without a password; the verb says so."""
    assert not device.wifi.supports_reconnect
    with pytest.raises(Unsupported) as caught:
        await device.wifi.reconnect()

    assert caught.value.feature == "reconnect"
    assert caught.value.firmware == device.firmware.version_text


async def test_network_vanishes_and_returns(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """The state follows a network that goes and comes, without a refresh of ours."""
    point = simulator.surroundings.access_point(HOME)
    heard = heard_by(device)

    simulator.surroundings.remove_access_point(HOME)
    await until(lambda: device.state.station.ssid is None)
    assert device.state.station.connection is not StationConnection.CONNECTED

    simulator.surroundings.access_points.append(point)
    simulator.surroundings.changed()
    await until(lambda: connected(device) and device.state.station.ssid == HOME)
    assert WifiChanged(change=WifiChange.DISCONNECTED) in heard
    assert heard[-1] == WifiChanged(change=WifiChange.GOT_ADDRESS)


@pytest.mark.parametrize("profile", PROFILES)
async def test_scan(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """A scan lists what is in range, the strongest first."""
    simulator.surroundings.add_access_point("Cafe, the", rssi=-40, channel=11)
    simulator.surroundings.add_access_point("", password="x" * 8, rssi=-90, channel=1)

    found = await device.wifi.scan()

    assert [(point.ssid, point.rssi) for point in found] == [
        ("Cafe, the", -40),
        (HOME, -55),
        ("", -90),
    ]
    assert [point.encryption for point in found[:2]] == [
        Encryption.OPEN,
        Encryption.WPA2,
    ]
    assert found[0].channel == 11
    assert (found[0].wps is None) == (not device.firmware.has("2.2"))


async def test_scan_for_one(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """A scan can be narrowed to a name, an address or a channel."""
    other = simulator.surroundings.add_access_point("Other", channel=11)

    for wanted in (
        await device.wifi.scan("Other"),
        await device.wifi.scan(bssid=other.bssid),
        await device.wifi.scan(channel=11),
        await device.wifi.scan("Other", passive=True),
    ):
        assert [point.ssid for point in wanted] == ["Other"]
    assert await device.wifi.scan("Nowhere") == ()


@pytest.mark.parametrize("profile", ["1.1"])
async def test_no_passive_scan_before_2_0(device: EspAtDevice) -> None:
    """Firmware 1 can only ask; a passive scan is refused."""
    with pytest.raises(Unsupported):
        await device.wifi.scan(passive=True)


async def test_modes(device: EspAtDevice) -> None:
    """Each mode switches what belongs to it."""
    await device.wifi.set_mode(WifiMode.OFF)
    assert device.state.wifi_mode is WifiMode.OFF
    assert station_of(device).connection is StationConnection.NOT_STARTED
    off = device.state.soft_ap
    assert not off.enabled

    await device.wifi.set_mode(WifiMode.BOTH)
    await until(lambda: connected(device) and device.state.soft_ap.ssid is not None)
    assert device.state.soft_ap.enabled


@pytest.mark.parametrize("profile", PROFILES)
async def test_auto_connect(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """Whether the module joins after a start can be switched, and is kept."""
    assert station_of(device).auto_connect is True
    await device.wifi.set_auto_connect(False)
    assert station_of(device).auto_connect is False

    await device.system.restart()
    await until(lambda: device.counters.restarts == 1 and device.state.online)
    assert station_of(device).auto_connect is False
    assert not simulator.nvs.auto_connect


async def test_host_name_survives_restarts(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """The module forgets its host name at a restart; it is set again."""
    await device.wifi.set_host_name("attic")
    assert device.state.station.host_name == "attic"

    simulator.brown_out()
    await until(lambda: device.counters.restarts == 1 and connected(device))

    assert device.state.station.host_name == "attic"


async def test_host_name_without_station(device: EspAtDevice) -> None:
    """A host name is refused while the station is off, and none is shown."""
    await device.wifi.set_mode(WifiMode.ACCESS_POINT)
    assert device.state.station.host_name is None

    with pytest.raises(CommandFailed):
        await device.wifi.set_host_name("attic")


@pytest.mark.parametrize("profile", PROFILES)
async def test_address(device: EspAtDevice) -> None:
    """A fixed address switches DHCP off, and DHCP takes it away again."""
    fixed = Address(ip="192.168.1.77", gateway="192.168.1.1", netmask="255.255.255.0")

    await device.wifi.set_address(fixed)
    assert station_of(device).dhcp is False
    await until(lambda: device.state.station.address == fixed)

    await device.wifi.use_dhcp()
    assert station_of(device).dhcp is True
    await until(
        lambda: (
            (address := device.state.station.address) is not None
            and address.ip == "192.168.1.50"
        )
    )


async def test_verbs_without_a_module(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """A verb on a port that is gone fails at once."""
    simulator.unplug()
    await until(lambda: not device.state.online)

    with pytest.raises(ConnectionLost):
        await device.wifi.scan()
