"""Wi-Fi as a host sees it."""

import pytest

from esp_at_simulator import Enterprise, SimulatedModule

from .host import Host

JOIN = 'AT+CWJAP="Home","correct horse"'
PHONE = "aa:bb:cc:00:00:01"


@pytest.fixture
async def station(quiet_host: Host) -> Host:
    """Return a host whose module plays a station only."""
    await quiet_host.command("AT+CWMODE=1")
    return quiet_host


async def test_join(station: Host) -> None:
    """The WIFI lines come before the OK."""
    assert await station.command(JOIN) == (
        b"WIFI CONNECTED\r\nWIFI GOT IP\r\n\r\nOK\r\n"
    )
    assert b'+CWSTATE:2,"Home"\r\n' in await station.command("AT+CWSTATE?")


@pytest.mark.parametrize(
    ("line", "reason"),
    [('AT+CWJAP="Home","wrong"', 2), ('AT+CWJAP="Nowhere","x"', 3)],
)
async def test_why_a_join_failed(station: Host, line: str, reason: int) -> None:
    """A wrong password and a missing network have their own numbers."""
    assert await station.command(line, end=b"ERROR\r\n") == (
        b"+CWJAP:%d\r\n\r\nERROR\r\n" % reason
    )


async def test_a_network_that_does_not_answer(
    module: SimulatedModule, station: Host
) -> None:
    """An access point that lets nobody in is a time-out."""
    module.surroundings.access_point("Home").answers = False
    assert await station.command(JOIN, end=b"ERROR\r\n") == b"+CWJAP:1\r\n\r\nERROR\r\n"


async def test_a_lost_network_is_found_again(
    module: SimulatedModule, station: Host
) -> None:
    """The module says that it lost the network, and joins it when it is back."""
    await station.command(JOIN)
    module.surroundings.remove_access_point("Home")
    assert await station.until(b"\r\n") == b"WIFI DISCONNECT\r\n"
    assert b'+CWSTATE:4,"Home"' in await station.command("AT+CWSTATE?")
    module.surroundings.add_access_point("Home", password="correct horse")
    assert await station.until(b"GOT IP\r\n") == b"WIFI CONNECTED\r\nWIFI GOT IP\r\n"


async def test_leaving_is_for_good(module: SimulatedModule, station: Host) -> None:
    """After AT+CWQAP the module does not come back by itself."""
    await station.command(JOIN)
    assert await station.command("AT+CWQAP") == b"WIFI DISCONNECT\r\n\r\nOK\r\n"
    module.surroundings.changed()
    assert not await station.quiet()


async def test_join_again(station: Host) -> None:
    """AT+CWJAP alone joins the network of last time."""
    await station.command(JOIN)
    await station.command("AT+CWQAP")
    assert await station.command("AT+CWJAP") == (
        b"WIFI CONNECTED\r\nWIFI GOT IP\r\n\r\nOK\r\n"
    )


async def test_by_bssid(module: SimulatedModule, station: Host) -> None:
    """Of two access points of a name the one that is asked for is joined."""
    other = module.surroundings.add_access_point(
        "Home", password="correct horse", rssi=-80, bssid="02:00:00:00:00:09"
    )
    await station.command(f'{JOIN},"{other.bssid}"')
    assert other.bssid.encode() in await station.command("AT+CWJAP?")


async def test_fixed_address(station: Host) -> None:
    """A fixed address is there at once, before the OK; DHCP is off then."""
    await station.command(JOIN)
    line = 'AT+CIPSTA="192.168.1.77","192.168.1.1","255.255.255.0"'
    assert await station.command(line) == b"WIFI GOT IP\r\n\r\nOK\r\n"
    assert b'+CIPSTA:ip:"192.168.1.77"' in await station.command("AT+CIPSTA?")
    assert b"+CWDHCP:6\r\n" in await station.command("AT+CWDHCP?")
    await station.command("AT+CWDHCP=1,1")
    assert await station.until(b"GOT IP\r\n") == b"WIFI GOT IP\r\n"
    assert b'+CIPSTA:ip:"192.168.1.50"' in await station.command("AT+CIPSTA?")


async def test_scan_output(module: SimulatedModule, station: Host) -> None:
    """The mask chooses the fields, the filters the networks."""
    module.surroundings.add_access_point("Far", rssi=-90, channel=1)
    await station.command("AT+CWLAPOPT=1,6,-70")
    assert await station.command("AT+CWLAP") == b'+CWLAP:("Home",-55)\r\n\r\nOK\r\n'


async def test_hidden_network(module: SimulatedModule, station: Host) -> None:
    """A hidden network shows only when it is asked for."""
    module.surroundings.add_access_point("Cellar", hidden=True)
    assert b"Cellar" not in await station.command("AT+CWLAP")
    assert b"Cellar" in await station.command('AT+CWLAP="Cellar"')


async def test_scan_needs_the_station(quiet_host: Host) -> None:
    """With the access point alone there is no scan."""
    assert await quiet_host.command("AT+CWLAP", end=b"ERROR\r\n") == b"\r\nERROR\r\n"


async def test_stations_of_the_access_point(
    module: SimulatedModule, quiet_host: Host
) -> None:
    """Stations come, get an address, are sent away and stay away."""
    module.surroundings.add_station(PHONE)
    assert await quiet_host.until(b'.2"\r\n') == (
        b'+STA_CONNECTED:"aa:bb:cc:00:00:01"\r\n'
        b'+DIST_STA_IP:"aa:bb:cc:00:00:01","192.168.4.2"\r\n'
    )
    assert b"+CWLIF:192.168.4.2,aa:bb:cc:00:00:01\r\n" in (
        await quiet_host.command("AT+CWLIF")
    )
    assert await quiet_host.command(f'AT+CWQIF="{PHONE}"') == (
        b'+STA_DISCONNECTED:"aa:bb:cc:00:00:01"\r\n\r\nOK\r\n'
    )
    assert not await quiet_host.quiet()


async def test_access_point_password(module: SimulatedModule, quiet_host: Host) -> None:
    """A protected access point takes only who knows the password."""
    await quiet_host.command('AT+CWSAP="Own","longenough",5,3')
    module.surroundings.add_station(PHONE, ssid="Own", password="something else")
    assert not await quiet_host.quiet()
    module.surroundings.add_station(PHONE, ssid="Own", password="longenough")
    assert b"+STA_CONNECTED" in await quiet_host.until(b"\r\n")
    module.surroundings.remove_station(PHONE)
    assert b"+STA_DISCONNECTED" in await quiet_host.until(b"+STA_DISCONNECTED")


@pytest.mark.parametrize(
    "line",
    [
        'AT+CWSAP="Own","short",5,3',
        'AT+CWSAP="Own","longenough",5,0',
        'AT+CWSAP="Own","longenough",5,5',
        'AT+CWSAP="Own","longenough",15,3',
    ],
)
async def test_refused_access_points(quiet_host: Host, line: str) -> None:
    """Passwords and encryptions that cannot be are refused."""
    assert await quiet_host.command(line, end=b"ERROR\r\n") == b"\r\nERROR\r\n"


async def test_dhcp_range(quiet_host: Host) -> None:
    """The range has to be in the access point's network, and goes back on request."""
    line = 'AT+CWDHCPS=1,60,"192.168.4.10","192.168.4.12"'
    assert await quiet_host.command(line) == b"\r\nOK\r\n"
    assert b"+CWDHCPS:60,192.168.4.10,192.168.4.12\r\nOK" in (
        await quiet_host.command("AT+CWDHCPS?")
    )
    wrong = 'AT+CWDHCPS=1,60,"10.0.0.10","10.0.0.12"'
    assert await quiet_host.command(wrong, end=b"ERROR\r\n") == b"\r\nERROR\r\n"
    await quiet_host.command("AT+CWDHCPS=0")
    assert b"192.168.4.2,192.168.4.101" in await quiet_host.command("AT+CWDHCPS?")


async def test_smartconfig(module: SimulatedModule, station: Host) -> None:
    """A phone tells the network, and the module joins it."""
    await station.command("AT+CWSTARTSMART=1")
    module.surroundings.smartconfig("Home", "correct horse")
    assert await station.until(b"connected wifi\r\n") == (
        b"smartconfig type:ESPTOUCH\r\nSmart get wifi info\r\n"
        b"ssid:Home\r\npassword:correct horse\r\n"
        b"WIFI CONNECTED\r\nWIFI GOT IP\r\nsmartconfig connected wifi\r\n"
    )
    await station.command("AT+CWSTOPSMART")
    module.surroundings.smartconfig("Home", "correct horse")
    assert not await station.quiet()


async def test_smartconfig_second_version(
    module: SimulatedModule, station: Host
) -> None:
    """The second version brings data of its own; other phones are not heard."""
    await station.command('AT+CWSTARTSMART=4,0,"1234567890abcdef"')
    module.surroundings.smartconfig("Home", "correct horse")
    assert not await station.quiet()
    module.surroundings.smartconfig(
        "Home", "correct horse", kind="ESPTOUCH_V2", data="hello"
    )
    assert b"+SCRD:5,hello\r\n" in await station.until(b"connected wifi\r\n")


async def test_wps(module: SimulatedModule, station: Host) -> None:
    """The button of an access point lets the module in; only WIFI lines tell."""
    await station.command("AT+WPS=1")
    module.surroundings.press_wps_button("Home")
    assert await station.until(b"GOT IP\r\n") == b"WIFI CONNECTED\r\nWIFI GOT IP\r\n"


async def test_enterprise(module: SimulatedModule, station: Host) -> None:
    """An enterprise network wants a login; a wrong one is a time-out."""
    module.surroundings.add_access_point(
        "Office", enterprise=Enterprise(identity="i", username="u", password="p")
    )
    assert (
        await station.command(
            'AT+CWJEAP="Office",1,"i","u","wrong",0', end=b"ERROR\r\n"
        )
        == b"+CWJEAP:Timeout\r\n\r\nERROR\r\n"
    )
    assert await station.command('AT+CWJEAP="Office",1,"i","u","p",0') == (
        b"WIFI CONNECTED\r\nWIFI GOT IP\r\n\r\nOK\r\n"
    )
    assert b'+CWJEAP:"Office",1,"i","u","p",0\r\n' in (
        await station.command("AT+CWJEAP?")
    )


@pytest.mark.parametrize("profile", ["2.0"])
async def test_enterprise_query_of_2_0(station: Host, profile: str) -> None:
    """2.0 prints a comma behind the name, and blanks."""
    await station.command('AT+CWJEAP="X",1,"i","u","p",3', end=b"ERROR\r\n")
    assert b'+CWJEAP,"X", 1,"i","u","p", 3\r\n' in await station.command("AT+CWJEAP?")


async def test_without_the_driver(station: Host) -> None:
    """Without the Wi-Fi driver every Wi-Fi command is an error."""
    await station.command("AT+CWINIT=0")
    assert await station.command("AT+CWMODE?", end=b"ERROR\r\n") == b"\r\nERROR\r\n"
    await station.command("AT+CWINIT=1")
    assert b"+CWMODE:1" in await station.command("AT+CWMODE?")


async def test_ethernet(module: SimulatedModule, quiet_host: Host) -> None:
    """The cable brings an address, by DHCP or a fixed one."""
    module.surroundings.plug_ethernet("192.168.2.60")
    assert await quiet_host.until(b".60\r\n") == (
        b"+ETH_CONNECTED\r\n+ETH_GOT_IP:192.168.2.60\r\n"
    )
    await quiet_host.command('AT+CIPETH="192.168.2.70"')
    assert b'+CIPETH:ip:"192.168.2.70"' in await quiet_host.command("AT+CIPETH?")
    module.surroundings.unplug_ethernet()
    assert await quiet_host.until(b"DISCONNECTED\r\n") == b"+ETH_DISCONNECTED\r\n"
