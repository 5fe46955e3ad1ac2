"""One link of the module: a real socket on this machine."""

from abc import ABC, abstractmethod
import asyncio
from contextlib import suppress
import socket
import ssl
import struct
from typing import TYPE_CHECKING, Any, override

from custom_components.esp_at.at.commands.tcpip import (
    DatagramPeer,
    LinkKind,
    LinkRole,
)

from .inbox import DatagramInbox, Inbox, StreamInbox
from .internet import Peer

if TYPE_CHECKING:
    from .links import Links
    from .state import TcpOptions

READ_BYTES = 5760
"""What the network brings at once: the window that the module gives its peers."""
SEND_BUFFER = 16384
"""What the module's network stack takes before a peer has to."""

type Handshake = tuple[ssl.SSLContext, str]
"""How TLS is done, and the name that the server is told; empty for none."""


class LinkBroken(Exception):
    """Data could not be sent."""


class Link(ABC):
    """A link; ``remote`` and ``local_port`` are what the module calls them."""

    inbox: Inbox

    def __init__(
        self, links: Links, number: int, *, kind: LinkKind, remote: Peer
    ) -> None:
        """Belong to a module."""
        self._links = links
        self.number, self.kind, self.remote = number, kind, remote
        self.role = LinkRole.CLIENT
        self.local_port = 0
        self.closed_by_peer = False
        self.left_to_deliver: int | None = None
        """How often data still come in, on a link that firmware broke."""
        self.idle_timer: asyncio.TimerHandle | None = None

    @property
    def is_stream(self) -> bool:
        """Return whether it is a connection."""
        return self.kind not in (LinkKind.UDP, LinkKind.UDP6)

    @property
    def is_tls(self) -> bool:
        """Return whether it is encrypted."""
        return self.kind in (LinkKind.SSL, LinkKind.SSL6)

    @abstractmethod
    async def send(self, data: bytes, to: Peer | None = None) -> None:
        """Send; return once the network has taken it all, raise LinkBroken."""

    @abstractmethod
    def close(self) -> None:
        """Close it as the host wants it."""

    @abstractmethod
    def drop(self) -> None:
        """Close it without a word to anybody."""

    @abstractmethod
    def hold(self, *, on: bool) -> None:
        """Take no data for now, or go on."""


class StreamLink(Link, asyncio.BufferedProtocol):
    """A TCP or TLS connection."""

    def __init__(
        self, links: Links, number: int, *, kind: LinkKind, remote: Peer
    ) -> None:
        """Wait for the connection."""
        super().__init__(links, number, kind=kind, remote=remote)
        self.inbox = StreamInbox(links.profile.window)
        self._buffer = bytearray(READ_BYTES)
        self._transport: asyncio.Transport | None = None
        self._started = self._gone = False
        self._held = False
        self._may_write = asyncio.Event()
        self._may_write.set()

    # What asyncio calls

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.set_write_buffer_limits(0)
        transport.pause_reading()
        self.local_port = self.local_port or transport.get_extra_info("sockname")[1]

    @override
    def get_buffer(self, sizehint: int) -> bytearray:
        return self._buffer

    @override
    def buffer_updated(self, nbytes: int) -> None:
        self._links.intake.take(
            self, bytes(memoryview(self._buffer)[:nbytes]), self.remote
        )

    @override
    def eof_received(self) -> bool:
        return False

    @override
    def pause_writing(self) -> None:
        self._may_write.clear()

    @override
    def resume_writing(self) -> None:
        self._may_write.set()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._gone = True
        self._may_write.set()
        self._links.lost(self)

    # What the module does

    @property
    def certificate(self) -> dict[str, Any]:
        """Return the server's certificate, empty without one that was verified."""
        assert self._transport is not None
        return self._transport.get_extra_info("peercert") or {}

    def start(self) -> None:
        """Let data come in."""
        self._started = True
        self._update()

    @override
    def hold(self, *, on: bool) -> None:
        self._held = on
        self._update()

    def _update(self) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        if self._started and not self._held:
            self._transport.resume_reading()
        else:
            self._transport.pause_reading()

    @override
    async def send(self, data: bytes, to: Peer | None = None) -> None:
        assert self._transport is not None
        if self._gone or self._transport.is_closing():
            raise LinkBroken
        self._transport.write(data)
        options = self._links.tcp_options(self.number)
        limit = options.send_timeout / 1000 * self._links.time_scale
        try:
            async with asyncio.timeout(limit or None):
                await self._may_write.wait()
        except TimeoutError:
            raise LinkBroken from None
        if self._gone:
            raise LinkBroken

    @override
    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    @override
    def drop(self) -> None:
        if self._transport is not None:
            self._transport.abort()


class DatagramLink(Link, asyncio.DatagramProtocol):
    """A UDP port, and to whom it sends."""

    def __init__(
        self,
        links: Links,
        number: int,
        *,
        kind: LinkKind,
        remote: Peer,
        mode: DatagramPeer,
    ) -> None:
        """Send to ``remote`` at first."""
        super().__init__(links, number, kind=kind, remote=remote)
        self.inbox = DatagramInbox(links.profile.window)
        self._mode = mode
        self._transport: asyncio.DatagramTransport | None = None
        self._held = False

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.DatagramTransport)
        self._transport = transport
        self.local_port = self.local_port or transport.get_extra_info("sockname")[1]

    @override
    def datagram_received(self, data: bytes, addr: tuple[Any, ...]) -> None:
        peer = self._links.internet.shown_peer(addr[0], addr[1])
        if self._mode is not DatagramPeer.FIXED:
            self.remote = peer
            if self._mode is DatagramPeer.FIRST:
                self._mode = DatagramPeer.FIXED
        if not self._held:  # a radio whose buffers are full loses datagrams
            self._links.intake.take(self, data, peer)

    @override
    def error_received(self, exc: Exception) -> None:
        """Hear of no port that is closed; nobody is told."""

    @override
    def hold(self, *, on: bool) -> None:
        self._held = on

    @override
    async def send(self, data: bytes, to: Peer | None = None) -> None:
        assert self._transport is not None
        if self._transport.is_closing():
            raise LinkBroken
        self._transport.sendto(data, self._links.internet.real(*(to or self.remote)))

    @override
    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    @override
    def drop(self) -> None:
        self.close()


def set_options(connection: socket.socket, options: TcpOptions) -> None:
    """Let a connection behave as AT+CIPTCPOPT and AT+CIPSTART say."""
    connection.setblocking(False)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
    if options.linger >= 0:
        linger = struct.pack("ii", 1, options.linger)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    if options.keep_alive:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, True)
        with suppress(AttributeError):  # not every system tells how often
            connection.setsockopt(
                socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, options.keep_alive
            )
