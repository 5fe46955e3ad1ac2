"""Actions that ask the module's network."""

import asyncio
from typing import override

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from esp_at_simulator import SimulatedModule
from esp_at_simulator.sntp import TimeServer
from tests.common import until
from tests.services.common import call

NAS = "10.0.2.2"
MAC = "24:0A:C4:00:00:17"
PACKET = b"\xff" * 6 + bytes.fromhex("240ac4000017") * 16


class Sleeper(asyncio.DatagramProtocol):
    """A machine that waits for its packet."""

    def __init__(self) -> None:
        """Begin asleep."""
        self.heard: list[bytes] = []

    @override
    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.heard.append(data)


async def test_ping(hass: HomeAssistant, online: MockConfigEntry) -> None:
    """An echo is told in milliseconds."""
    response = await call(hass, online, "ping", host="192.168.1.1")
    assert response == {"milliseconds": 6}


async def test_ping_nobody(hass: HomeAssistant, online: MockConfigEntry) -> None:
    """Who does not answer is named."""
    with pytest.raises(HomeAssistantError, match=r"192\.0\.2\.9 did not answer"):
        await call(hass, online, "ping", host="192.0.2.9")


async def test_ping_without_network(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """A module without a network says what it lacks."""
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, entry, "ping", host="192.168.1.1")
    assert caught.value.translation_key == "not_on_network"


async def test_resolve(
    hass: HomeAssistant, online: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """A name has its address, and one that does not exist is named."""
    simulator.surroundings.internet.names["nas.lan"] = NAS
    response = await call(hass, online, "resolve_host", host="nas.lan")
    assert response == {"address": NAS}

    with pytest.raises(HomeAssistantError, match=r"no address for nowhere\.invalid"):
        await call(hass, online, "resolve_host", host="nowhere.invalid")


@pytest.mark.parametrize("action", ["ping", "resolve_host"])
@pytest.mark.parametrize(
    "host", ['na"s', "na,s", "na\\s", "na s", "nas\r\nAT+RST", "nas\0", "", "nås"]
)
async def test_no_host(
    hass: HomeAssistant,
    online: MockConfigEntry,
    simulator: SimulatedModule,
    action: str,
    host: str,
) -> None:
    """What is no host is refused by the field's name, and nothing is sent."""
    sent = len(simulator.received)
    with pytest.raises(ServiceValidationError, match="host must be a host name"):
        await call(hass, online, action, host=host)
    assert len(simulator.received) == sent


@pytest.mark.parametrize("action", ["ping", "resolve_host"])
async def test_host_too_long(
    hass: HomeAssistant, online: MockConfigEntry, action: str
) -> None:
    """The limit of a name is told."""
    with pytest.raises(ServiceValidationError, match="host must be 1 to 255 bytes"):
        await call(hass, online, action, host="n" * 256)


async def test_dns(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """Servers are set by hand, and left to DHCP again."""
    await call(hass, entry, "set_dns", servers=["192.168.1.1", "192.168.1.2"])
    assert simulator.received[-1] == 'AT+CIPDNS=1,"192.168.1.1","192.168.1.2"'
    await call(hass, entry, "set_dns", servers="192.168.1.1")
    assert simulator.received[-1] == 'AT+CIPDNS=1,"192.168.1.1"'
    await call(hass, entry, "set_dns")
    assert simulator.received[-1] == "AT+CIPDNS=0"


@pytest.mark.parametrize(
    ("servers", "words"),
    [
        (["192.168.1.1"] * 4, "servers must hold at most 3"),
        (["dns.example"], "servers must be an"),
        (['192.168.1.1"'], "servers must be"),
    ],
)
async def test_dns_refused(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    simulator: SimulatedModule,
    servers: list[str],
    words: str,
) -> None:
    """Too many servers, and what is no address, are refused."""
    sent = len(simulator.received)
    with pytest.raises(ServiceValidationError, match=words):
        await call(hass, entry, "set_dns", servers=servers)
    assert len(simulator.received) == sent


async def test_time_servers(
    hass: HomeAssistant, online: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """The module asks the server, in Home Assistant's zone, until it is told not to."""
    await hass.config.async_set_time_zone("Asia/Kolkata")
    server = TimeServer()
    async with server.serve() as where:
        simulator.surroundings.internet.add_service((NAS, 123), where, name="clock.lan")
        await call(hass, online, "set_time_servers", servers="clock.lan")
        assert simulator.received[-1].startswith('AT+CIPSNTPCFG=1,530,"clock.lan"')
        clock = online.runtime_data.device.state
        assert clock.clock.servers == ("clock.lan",)
        await until(lambda: server.asked)
        await until(lambda: online.runtime_data.device.state.clock.synchronised)

        await call(hass, online, "set_time_servers", servers=[])
        assert simulator.received[-1] == "AT+CIPSNTPCFG=0"


@pytest.mark.parametrize(
    ("servers", "words"),
    [
        (["a", "b", "c", "d"], "servers must hold at most 3"),
        (['a"'], "servers must be a host name"),
        (["n" * 65], "servers must be 1 to 64 bytes"),
    ],
)
async def test_time_servers_refused(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    simulator: SimulatedModule,
    servers: list[str],
    words: str,
) -> None:
    """Too many servers, and what is no host, are refused."""
    sent = len(simulator.received)
    with pytest.raises(ServiceValidationError, match=words):
        await call(hass, entry, "set_time_servers", servers=servers)
    assert len(simulator.received) == sent


async def test_wake_on_lan(
    hass: HomeAssistant, online: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """The magic packet goes to everyone in the module's network."""
    loop = asyncio.get_running_loop()
    transport, sleeper = await loop.create_datagram_endpoint(
        Sleeper, local_addr=("127.0.0.1", 0)
    )
    where = transport.get_extra_info("sockname")
    simulator.surroundings.internet.add_service(("255.255.255.255", 9), where)
    simulator.surroundings.internet.add_service(("192.168.1.255", 7), where)
    try:
        await call(hass, online, "wake_on_lan", mac=MAC)
        await until(lambda: sleeper.heard == [PACKET])
        await call(
            hass,
            online,
            "wake_on_lan",
            mac=MAC.lower().replace(":", "-"),
            broadcast_address="192.168.1.255",
            port=7,
        )
        await until(lambda: sleeper.heard == [PACKET] * 2)
    finally:
        transport.close()
    assert not online.runtime_data.device.sockets.open_sockets


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"mac": "24:0A:C4"}, "mac must be a MAC address"),
        ({"mac": MAC, "port": 0}, "port must be from 1 to 65535"),
        ({"mac": MAC, "port": 70000}, "port must be from 1 to 65535"),
        ({"mac": MAC, "broadcast_address": "all"}, "broadcast_address must be"),
        ({"mac": MAC, "broadcast_address": "ff02::1"}, "must be an IPv4 address"),
    ],
)
async def test_wake_on_lan_refused(
    hass: HomeAssistant,
    online: MockConfigEntry,
    simulator: SimulatedModule,
    fields: dict[str, str | int],
    words: str,
) -> None:
    """A field that is wrong is named, and nothing is sent."""
    sent = len(simulator.received)
    with pytest.raises(ServiceValidationError, match=words):
        await call(hass, online, "wake_on_lan", **fields)
    assert len(simulator.received) == sent
