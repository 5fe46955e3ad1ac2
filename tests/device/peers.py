"""Real programs at the other end of a module's links."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import override

from custom_components.esp_at.device.errors import SocketClosed
from custom_components.esp_at.device.socket import Socket
from custom_components.esp_at.device.socket_types import CloseReason

type Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class TcpPeer:
    """A TCP server whose connections a test takes one by one."""

    def __init__(self) -> None:
        """Start with nobody there."""
        self.port = 0
        self.arrived: asyncio.Queue[Streams] = asyncio.Queue()

    async def connection(self) -> Streams:
        """Return the next connection."""
        async with asyncio.timeout(10):
            return await self.arrived.get()


@asynccontextmanager
async def tcp_peer(
    serve: Callable[[Streams], Awaitable[None]] | None = None,
) -> AsyncIterator[TcpPeer]:
    """Run a TCP server, of which ``serve`` handles each connection, or the test does."""
    peer = TcpPeer()
    writers: list[asyncio.StreamWriter] = []

    async def arrived(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        writers.append(writer)
        if serve is None:
            peer.arrived.put_nowait((reader, writer))
        else:
            await serve((reader, writer))

    server = await asyncio.start_server(arrived, "127.0.0.1", 0)
    peer.port = server.sockets[0].getsockname()[1]
    try:
        yield peer
    finally:
        server.close()
        for writer in writers:
            writer.close()
        await asyncio.sleep(0)


async def echo(streams: Streams) -> None:
    """Send everything back."""
    reader, writer = streams
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()


class UdpPeer(asyncio.DatagramProtocol):
    """A UDP port that answers each datagram with itself, and keeps it."""

    def __init__(self) -> None:
        """Start with nothing heard."""
        self.port = 0
        self.heard: list[bytes] = []
        self._transport: asyncio.DatagramTransport | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        assert isinstance(transport, asyncio.DatagramTransport)
        self._transport = transport

    @override
    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Send it back."""
        self.heard.append(data)
        assert self._transport is not None
        self._transport.sendto(data, addr)


@asynccontextmanager
async def udp_peer() -> AsyncIterator[UdpPeer]:
    """Run a UDP port."""
    transport, peer = await asyncio.get_running_loop().create_datagram_endpoint(
        UdpPeer, local_addr=("127.0.0.1", 0)
    )
    peer.port = transport.get_extra_info("sockname")[1]
    try:
        yield peer
    finally:
        transport.close()
        await asyncio.sleep(0)


async def receive(socket: Socket, size: int) -> bytes:
    """Return so many bytes of a stream."""
    data = b""
    async with asyncio.timeout(20):
        while len(data) < size:
            data += (await socket.receive()).data
    return data


async def ended(socket: Socket) -> tuple[bytes, CloseReason]:
    """Return what is left of a stream, and why it ended."""
    data = b""
    async with asyncio.timeout(20):
        while True:
            try:
                data += (await socket.receive()).data
            except SocketClosed as closed:
                return data, closed.reason
