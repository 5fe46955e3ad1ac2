"""UDP links: to whom they send, and whom they hear."""

import asyncio
from collections.abc import AsyncGenerator
import socket
from typing import Any, override

import pytest

from esp_at_simulator import SimulatedModule

from .host import Host

pytestmark = pytest.mark.usefixtures("socket_enabled")


class Station(asyncio.DatagramProtocol):
    """A UDP port of another machine."""

    def __init__(self) -> None:
        """Start with nothing heard."""
        self.heard: asyncio.Queue[bytes] = asyncio.Queue()
        self.transport: asyncio.DatagramTransport | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.DatagramTransport)
        self.transport = transport

    @override
    def datagram_received(self, data: bytes, addr: tuple[Any, ...]) -> None:
        self.heard.put_nowait(data)

    @property
    def port(self) -> int:
        """Return its port."""
        assert self.transport is not None
        return int(self.transport.get_extra_info("sockname")[1])

    def send(self, data: bytes, port: int) -> None:
        """Send to the module."""
        assert self.transport is not None
        self.transport.sendto(data, ("127.0.0.1", port))

    async def hears(self) -> bytes:
        """Return the next datagram."""
        async with asyncio.timeout(2):
            return await self.heard.get()


async def _station() -> Station:
    loop = asyncio.get_running_loop()
    _, station = await loop.create_datagram_endpoint(
        Station, local_addr=("127.0.0.1", 0)
    )
    return station


@pytest.fixture
async def stations(socket_enabled: None) -> AsyncGenerator[tuple[Station, Station]]:
    """Return two machines of the network."""
    both = await _station(), await _station()
    yield both
    for station in both:
        assert station.transport is not None
        station.transport.close()


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(
    ("mode", "heard_by"), [(0, [0, 0, 0]), (1, [0, 1, 1]), (2, [0, 1, 0])]
)
async def test_peers(
    stations: tuple[Station, Station],
    online_host: Host,
    mode: int,
    heard_by: list[int],
) -> None:
    """A link sends as told, to who sent first, or to who sent last."""
    port = _free_port()
    await online_host.command("AT+CIPDINFO=1")
    await online_host.command(
        f'AT+CIPSTART="UDP","127.0.0.1",{stations[0].port},{port},{mode}'
    )
    senders: list[Station | None] = [None, stations[1], stations[0]]
    for sender, listener in zip(senders, heard_by, strict=True):
        if sender is not None:
            sender.send(b"hey", port)
            shown = b'\r\n+IPD,3,"127.0.0.1",%d:hey\r\n' % sender.port
            assert await online_host.until(b"hey\r\n") == shown
        await online_host.payload("AT+CIPSEND=2", b"hi")
        assert await stations[listener].hears() == b"hi"


async def test_another_peer(
    stations: tuple[Station, Station], online_host: Host
) -> None:
    """One datagram may go elsewhere; the next goes to the peer again."""
    await online_host.command(f'AT+CIPSTART="UDP","127.0.0.1",{stations[0].port}')
    line = f'AT+CIPSEND=3,"127.0.0.1",{stations[1].port}'
    await online_host.payload(line, b"you")
    assert await stations[1].hears() == b"you"
    await online_host.payload("AT+CIPSEND=2", b"me")
    assert await stations[0].hears() == b"me"
    named = f'AT+CIPSEND=3,"nobody.test",{stations[1].port}'
    await online_host.payload(named, b"you", end=b"SEND FAIL\r\n")


async def test_broadcast(stations: tuple[Station, Station], online_host: Host) -> None:
    """A broadcast reaches this machine, and no other."""
    port = stations[0].port
    await online_host.command(f'AT+CIPSTART="UDP","255.255.255.255",{port}')
    await online_host.payload("AT+CIPSEND=4", b"wake")
    assert await stations[0].hears() == b"wake"


async def test_a_port_that_is_taken(
    stations: tuple[Station, Station], online_host: Host
) -> None:
    """A local port of another program is refused."""
    line = f'AT+CIPSTART="UDP","127.0.0.1",9,{stations[0].port},0'
    error = b"\r\nERROR\r\n"
    assert await online_host.command(line, end=error) == error


async def test_a_mode_needs_a_port(online_host: Host) -> None:
    """To whom a link sends is only told behind a local port."""
    error = b"\r\nERROR\r\n"
    line = 'AT+CIPSTART="UDP","127.0.0.1",9,,2'
    assert await online_host.command(line, end=error) == error


async def test_datagrams_that_find_no_room_are_lost(
    module: SimulatedModule, stations: tuple[Station, Station], online_host: Host
) -> None:
    """In passive mode datagrams wait one by one, and the latest are lost."""
    port = _free_port()
    await online_host.command("AT+CIPMUX=1")
    await online_host.command("AT+CIPRECVTYPE=5,1")
    await online_host.command(
        f'AT+CIPSTART=1,"UDP","127.0.0.1",{stations[0].port},{port},0'
    )
    for number in range(8):
        stations[0].send(bytes([number]) * 1000, port)
    assert await online_host.until(b"+IPD,1,1000\r\n") == b"\r\n+IPD,1,1000\r\n"
    assert not await online_host.quiet()
    lengths = await online_host.command("AT+CIPRECVLEN?")
    assert lengths.startswith(b"+CIPRECVLEN:0,5000,0,0,0\r\n")
    await online_host.command("AT+CIPRECVDATA=1,400")
    rest = await online_host.command("AT+CIPRECVDATA=1,5000")
    assert rest.endswith(b"+CIPRECVDATA:600,%b\r\nOK\r\n" % (b"\0" * 600))
    for number in range(1, 5):
        answer = await online_host.command("AT+CIPRECVDATA=1,5000")
        assert b"+CIPRECVDATA:1000,%b\r\nOK" % (bytes([number]) * 1000) in answer
    error = b"\r\nERROR\r\n"
    assert error in await online_host.command("AT+CIPRECVDATA=1,5000", end=error)
