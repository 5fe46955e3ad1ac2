"""Programs beside the module, for demos and tests: real servers on this machine.

Each has an address and a port that the module uses, and listens at a free port of
this machine, so that many simulations run side by side.
"""

from abc import ABC, abstractmethod
import asyncio
from contextlib import suppress
import socket
import ssl
import struct
from types import TracebackType
from typing import Any, Self, override

from .certificates import Authority, Identity
from .internet import Internet, Peer

MOST_READ = 65536


class Neighbour(ABC):
    """A server that the module reaches as ``shown``, and by its name if it has one.

    With an ``identity`` it speaks TLS. It has a UDP port beside if it answers there.
    """

    def __init__(
        self,
        internet: Internet,
        shown: Peer,
        *,
        name: str | None = None,
        identity: Identity | None = None,
    ) -> None:
        """Prepare; ``start`` follows."""
        self.shown, self.name = shown, name
        self._internet, self._identity = internet, identity
        self._server: asyncio.Server | None = None
        self._datagrams: asyncio.DatagramTransport | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    async def start(self) -> None:
        """Listen, and be found; nothing happens if it does already."""
        if self._server is not None:
            return
        context = self.tls_context()
        own = self._internet.bind_address
        self._server = await asyncio.start_server(self._serve, own, 0, ssl=context)
        port = self._server.sockets[0].getsockname()[1]
        loop = asyncio.get_running_loop()
        self._datagrams, _ = await loop.create_datagram_endpoint(
            lambda: _Datagrams(self), local_addr=(own, port)
        )
        self._internet.silent.discard(self.shown[0])
        self._internet.add_service(self.shown, (own, port), name=self.name)

    def stop(self) -> None:
        """Be gone: connections are reset, and new ones refused."""
        self._internet.remove_service(self.shown)
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._datagrams is not None:
            self._datagrams.close()
            self._datagrams = None
        for writer in tuple(self._writers):
            reset(writer)

    def vanish(self) -> None:
        """Be gone without a word: what is sent here is never answered."""
        self._internet.silent.add(self.shown[0])
        self.stop()

    async def __aenter__(self) -> Self:
        """Start."""
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop."""
        self.stop()
        await asyncio.sleep(0)

    def tls_context(self) -> ssl.SSLContext | None:
        """Return how TLS is done, None without."""
        if self._identity is None:
            return None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._identity.load_into(context)
        return context

    @abstractmethod
    async def serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Talk to one client, until it is to be closed."""

    def answer(self, data: bytes) -> bytes | None:
        """Return what a datagram is answered with."""
        return None

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._writers.add(writer)
        try:
            with suppress(OSError):
                await self.serve(reader, writer)
        finally:
            self._writers.discard(writer)
            writer.close()


class _Datagrams(asyncio.DatagramProtocol):
    """A neighbour's UDP port."""

    def __init__(self, neighbour: Neighbour) -> None:
        self._neighbour = neighbour
        self._transport: asyncio.DatagramTransport | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.DatagramTransport)
        self._transport = transport

    @override
    def datagram_received(self, data: bytes, addr: tuple[Any, ...]) -> None:
        answer = self._neighbour.answer(data)
        if answer is not None and self._transport is not None:
            self._transport.sendto(answer, addr)


class EchoNeighbour(Neighbour):
    """Sends back what it gets, over TCP and UDP."""

    @override
    async def serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        while data := await reader.read(MOST_READ):
            writer.write(data)
            await writer.drain()

    @override
    def answer(self, data: bytes) -> bytes:
        return data


class PushNeighbour(Neighbour):
    """Sends 3000 letters at once, and hangs up when it hears anything."""

    @override
    async def serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        letters = bytes(range(ord("A"), ord("Z") + 1))
        writer.write((letters * 116)[:3000])
        await reader.read(1)


class ControlNeighbour(Neighbour):
    r"""Does what a line asks for.

    ``S20`` sends 20 bytes; ``P5,6`` sends 5 and, 0.3 s later, 6; ``D1`` sends after 1 s
    what looks like responses; ``C`` closes, ``R`` resets the connection.
    """

    PIECE_SECONDS = 0.3
    CONFUSING = b"OK\r\n>\r\nERROR\r\n"

    @override
    async def serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        while line := (await reader.readline()).decode("ascii", "replace").strip():
            match line[0], line[1:]:
                case "S", length:
                    writer.write(b"x" * int(length))
                case "P", lengths:
                    for length in lengths.split(","):
                        writer.write(b"p" * int(length))
                        await asyncio.sleep(self.PIECE_SECONDS)
                case "D", seconds:
                    await asyncio.sleep(float(seconds))
                    writer.write(self.CONFUSING)
                case "C", _:
                    return
                case _:
                    reset(writer)
                    return
            await writer.drain()


def reset(writer: asyncio.StreamWriter) -> None:
    """End a connection with a reset in place of a close."""
    connection = writer.get_extra_info("socket")
    if connection is not None:
        with suppress(OSError):
            connection.setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
            )
    writer.transport.abort()


class Neighbourhood:
    """The neighbours of a demo, by their names.

    Each name has an address of its own in the simulated network.
    """

    ADDRESSES = "192.168.1.{}"
    FIRST_HOST = 10

    def __init__(self, internet: Internet) -> None:
        """Start alone."""
        self._internet = internet
        self._neighbours: dict[str, list[Neighbour]] = {}

    def add_echo(self, name: str, port: int) -> Neighbour:
        """Prepare a neighbour that sends back what it gets; ``start`` brings it up."""
        known = self._neighbours.setdefault(name.lower(), [])
        host = self.FIRST_HOST + list(self._neighbours).index(name.lower())
        shown = (self.ADDRESSES.format(host), port)
        known.append(EchoNeighbour(self._internet, shown, name=name))
        return known[-1]

    async def start(self, name: str | None = None) -> None:
        """Bring a neighbour back, or all; raise LookupError."""
        for neighbour in self._named(name):
            await neighbour.start()

    def vanish(self, name: str) -> None:
        """Let a neighbour be gone without a word; raise LookupError."""
        for neighbour in self._named(name):
            neighbour.vanish()

    def stop(self) -> None:
        """End them all."""
        for neighbour in self._named(None):
            neighbour.stop()

    def _named(self, name: str | None) -> list[Neighbour]:
        if name is None:
            return [one for known in self._neighbours.values() for one in known]
        if name.lower() not in self._neighbours:
            raise LookupError(f"there is no neighbour {name!r}")
        return self._neighbours[name.lower()]


def secure_echo(
    internet: Internet,
    shown: Peer,
    *,
    name: str | None = None,
    authority: Authority | None = None,
) -> EchoNeighbour:
    """Return an echo over TLS, whose certificate an authority signed."""
    signer = authority or Authority("simulated world")
    identity = signer.sign(*filter(None, (name, shown[0])))
    return EchoNeighbour(internet, shown, name=name, identity=identity)
