"""A serial line as a TCP socket, which knows no rates."""

import asyncio
from contextlib import suppress
import socket
from typing import override

from .port import HIGH_WATER, LOW_WATER, MOST_WAITING, Port

WAITING_BYTES = 4096
"""What is printed while no host is connected waits, up to this much."""


class TcpPort(Port):
    """A socket that one host at a time may connect to."""

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        baudrate: int | None = None,
        paced: bool = False,
        seed: int = 0,
    ) -> None:
        """Remember where to listen; port 0 takes a free one."""
        super().__init__(baudrate=baudrate, paced=paced, seed=seed)
        self._host, self._port = host, port
        self._socket: socket.socket | None = None
        self._accepting: set[asyncio.Task[None]] = set()
        self._peer: asyncio.Transport | None = None
        self._waiting = bytearray()

    @property
    @override
    def address(self) -> str:
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"socket://{host}:{self._port}"

    @override
    def open(self) -> None:
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        self._socket = socket.create_server((self._host, self._port), family=family)
        self._socket.setblocking(False)
        self._port = self._socket.getsockname()[1]
        asyncio.get_running_loop().add_reader(self._socket, self._accept)

    @override
    def close(self) -> None:
        super().close()
        if self._socket is not None:
            asyncio.get_running_loop().remove_reader(self._socket)
            self._socket.close()
            self._socket = None
        for task in self._accepting:
            task.cancel()
        if self._peer is not None:
            self._peer.abort()
            self._peer = None

    def _accept(self) -> None:
        assert self._socket is not None
        with suppress(BlockingIOError):
            connection, _ = self._socket.accept()
            task = asyncio.get_running_loop().create_task(self._serve(connection))
            self._accepting.add(task)
            task.add_done_callback(self._accepting.discard)

    async def _serve(self, connection: socket.socket) -> None:
        connection.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.connect_accepted_socket(lambda: _Peer(self), connection)

    def connected(self, peer: asyncio.Transport) -> None:
        """Let a host have the line; the one before loses it."""
        if self._peer is not None:
            self._peer.abort()
        self._peer = peer
        peer.set_write_buffer_limits(HIGH_WATER, LOW_WATER)
        self._set_reading(reading=not self._holders)
        self._waiting_changed()
        if self._waiting:
            peer.write(bytes(self._waiting))
            self._waiting.clear()

    def disconnected(self, peer: asyncio.Transport) -> None:
        """Forget a host that went away."""
        if self._peer is peer:
            self._peer = None
            self._waiting_changed()

    def arrived(self, data: bytes) -> None:
        """Take what a host sent."""
        self._arrived(data)

    @property
    @override
    def waiting(self) -> int:
        unsent = self._peer.get_write_buffer_size() if self._peer else 0
        return super().waiting + unsent

    def writable(self) -> None:
        """Go on once a host has taken what waited."""
        self._waiting_changed()

    @override
    def _set_reading(self, *, reading: bool) -> None:
        if self._peer is not None:
            if reading:
                self._peer.resume_reading()
            else:
                self._peer.pause_reading()

    @override
    def _transmit(self, data: bytes) -> None:
        if self._peer is not None:
            if self._peer.get_write_buffer_size() <= MOST_WAITING:
                self._peer.write(data)
            self._waiting_changed()
        elif self._socket is not None:
            self._waiting += data[: WAITING_BYTES - len(self._waiting)]


class _Peer(asyncio.Protocol):
    """A host's connection."""

    def __init__(self, port: TcpPort) -> None:
        self._port = port
        self._transport: asyncio.Transport | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._port.connected(transport)

    @override
    def resume_writing(self) -> None:
        self._port.writable()

    @override
    def data_received(self, data: bytes) -> None:
        self._port.arrived(data)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        if self._transport is not None:
            self._port.disconnected(self._transport)
