"""The module's end of the serial line: a pseudo-terminal or a TCP socket.

Both carry the bytes of a UART at a line rate. On a pseudo-terminal the simulator
sees the rate that the host has set, and garbles what goes over the line while the
two disagree, as a real UART does. A socket knows no rates.
"""

from abc import ABC, abstractmethod
import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
import errno
import fcntl
import os
from pathlib import Path
import pty
from random import Random
import socket
import struct
import termios
import tty
from typing import override

BITS_PER_BYTE = 10
"""Start bit, eight data bits, stop bit."""

WAITING_BYTES = 4096
"""What is printed while no host is connected waits, up to this much."""

SLICE_SECONDS = 0.004
"""A paced line is written in slices of about this long."""

# Linux: TCGETS2, which also reads rates that have no B constant
_TCGETS2 = 0x802C542A
_TERMIOS2 = struct.Struct("=4IB19B2I")
_RATES = {
    value: int(name[1:])
    for name, value in vars(termios).items()
    if name[0] == "B" and name[1:].isdecimal()
}

type Received = Callable[[bytes], None]


class Port(ABC):
    """One end of the line.

    ``baudrate`` is the module's own line rate in bits a second, or None where any
    rate of the host fits; ``paced`` whether bytes take the time they would take.
    """

    def __init__(
        self, *, baudrate: int | None = None, paced: bool = False, seed: int = 0
    ) -> None:
        """Set the rate; nothing is open yet."""
        self.baudrate = baudrate
        self.paced = paced and baudrate is not None
        self.received: Received = lambda data: None
        self._random = Random(seed)
        self._output: deque[bytes] = deque()
        self._pump: asyncio.TimerHandle | None = None
        self._output_free = self._input_free = 0.0
        self._timers: set[asyncio.TimerHandle] = set()
        self._drained = asyncio.Event()
        self._drained.set()

    @property
    @abstractmethod
    def address(self) -> str:
        """Return what a host opens."""

    @abstractmethod
    def open(self) -> None:
        """Bring the line up."""

    @abstractmethod
    def _transmit(self, data: bytes) -> None:
        """Put bytes on the line; what does not fit is lost."""

    def host_baudrate(self) -> int | None:
        """Return the rate the host has set; None where it cannot be known."""
        return None

    def write(self, data: bytes) -> None:
        """Send bytes at the line's pace."""
        if not self.paced:
            self._transmit(self._on_the_wire(data))
            return
        size = max(1, int(self._bytes_a_second * SLICE_SECONDS))
        self._output.extend(data[i : i + size] for i in range(0, len(data), size))
        self._drained.clear()
        if self._pump is None:
            self._send_slice()

    async def drain(self) -> None:
        """Wait until all bytes are on the line."""
        await self._drained.wait()

    def discard(self) -> None:
        """Forget what was not sent yet, as a reset does."""
        self._output.clear()
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()
        self._output_free = self._input_free = 0.0
        if self._pump is not None:
            self._pump.cancel()
            self._pump = None
        self._drained.set()

    def close(self) -> None:
        """Take the line down."""
        self.discard()

    @property
    def _bytes_a_second(self) -> float:
        return (self.baudrate or 0) / BITS_PER_BYTE

    def _send_slice(self) -> None:
        self._pump = None
        if not self._output:
            self._drained.set()
            return
        loop = asyncio.get_running_loop()
        data = self._output.popleft()
        self._transmit(self._on_the_wire(data))
        # From when it was due, not from now: a late timer does not slow the line
        seconds = len(data) / self._bytes_a_second
        self._output_free = (
            max(self._output_free, loop.time() - SLICE_SECONDS) + seconds
        )
        self._pump = loop.call_at(self._output_free, self._send_slice)

    def _arrived(self, data: bytes) -> None:
        """Take bytes of the host, when they would have come over the line."""
        data = self._on_the_wire(data)
        if not self.paced:
            self.received(data)
            return
        loop = asyncio.get_running_loop()
        size = max(1, int(self._bytes_a_second * SLICE_SECONDS))
        free = max(self._input_free, loop.time())
        for start in range(0, len(data), size):
            part = data[start : start + size]
            free += len(part) / self._bytes_a_second
            self._later(free, part)
        self._input_free = free

    def _later(self, when: float, data: bytes) -> None:
        def deliver() -> None:
            self._timers.discard(timer)
            self.received(data)

        timer = asyncio.get_running_loop().call_at(when, deliver)
        self._timers.add(timer)

    def _on_the_wire(self, data: bytes) -> bytes:
        if self.baudrate is None:
            return data
        theirs = self.host_baudrate()
        # Two ends that differ by less than 3 % still understand each other
        if theirs is None or abs(theirs - self.baudrate) * 100 <= self.baudrate * 3:
            return data
        length = max(1, round(len(data) * min(theirs / self.baudrate, 4)))
        noise = (0x00, 0x80, 0xC0, 0xE0, 0xF0, 0xF8, 0xFC, 0xFE, 0xFF)
        return bytes(self._random.choices(noise, k=length))


class PtyPort(Port):
    """A pseudo-terminal; ``link`` is a symbolic link to keep pointing at it."""

    def __init__(
        self,
        *,
        link: Path | None = None,
        baudrate: int | None = None,
        paced: bool = False,
        seed: int = 0,
    ) -> None:
        """Remember the link; the terminal comes with open."""
        super().__init__(baudrate=baudrate, paced=paced, seed=seed)
        self.link = link
        self._master = self._slave = -1
        self._path = ""

    @property
    @override
    def address(self) -> str:
        return str(self.link) if self.link else self._path

    @property
    def is_open(self) -> bool:
        """Return whether the terminal exists."""
        return self._master >= 0

    @override
    def open(self) -> None:
        self._master, self._slave = pty.openpty()
        os.set_blocking(self._master, False)
        tty.setraw(self._slave)
        if self.baudrate is not None:
            self._set_rate(self.baudrate)
        self._path = os.ttyname(self._slave)
        if self.link is not None:
            self._point_link()
        asyncio.get_running_loop().add_reader(self._master, self._readable)

    @override
    def close(self) -> None:
        """Take the terminal away, as when the adapter is pulled out."""
        super().close()
        if not self.is_open:
            return
        asyncio.get_running_loop().remove_reader(self._master)
        os.close(self._slave)
        os.close(self._master)
        self._master = self._slave = -1
        if self.link is not None and self._is_ours(self.link):
            self.link.unlink()

    @override
    def host_baudrate(self) -> int | None:
        if not self.is_open:
            return None
        with suppress(OSError):
            blank = bytes(_TERMIOS2.size)
            return int(_TERMIOS2.unpack(fcntl.ioctl(self._slave, _TCGETS2, blank))[-1])
        with suppress(termios.error):
            return _RATES.get(termios.tcgetattr(self._slave)[5])
        return None

    @override
    def _transmit(self, data: bytes) -> None:
        while data and self.is_open:
            try:
                sent = os.write(self._master, data)
            except BlockingIOError:
                return  # no host reads: a UART would have lost them too
            except OSError as err:
                if err.errno == errno.EIO:
                    return
                raise
            data = data[sent:]

    def _set_rate(self, baudrate: int) -> None:
        """Start at the module's rate, for hosts that never set one."""
        code = getattr(termios, f"B{baudrate}", None)
        if code is not None:
            attributes = termios.tcgetattr(self._slave)
            attributes[4] = attributes[5] = code
            termios.tcsetattr(self._slave, termios.TCSANOW, attributes)

    def _point_link(self) -> None:
        assert self.link is not None
        fresh = self.link.with_name(f".{self.link.name}.{os.getpid()}")
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(self._path)
        fresh.replace(self.link)

    def _is_ours(self, link: Path) -> bool:
        return link.is_symlink() and str(link.readlink()) == self._path

    def _readable(self) -> None:
        try:
            data = os.read(self._master, 65536)
        except BlockingIOError:
            return
        except OSError as err:
            if err.errno == errno.EIO:
                return
            raise
        if data:
            self._arrived(data)


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
        return f"socket://{self._host}:{self._port}"

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
        if self._waiting:
            peer.write(bytes(self._waiting))
            self._waiting.clear()

    def disconnected(self, peer: asyncio.Transport) -> None:
        """Forget a host that went away."""
        if self._peer is peer:
            self._peer = None

    def arrived(self, data: bytes) -> None:
        """Take what a host sent."""
        self._arrived(data)

    @override
    def _transmit(self, data: bytes) -> None:
        if self._peer is not None:
            self._peer.write(data)
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
    def data_received(self, data: bytes) -> None:
        self._port.arrived(data)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        if self._transport is not None:
            self._port.disconnected(self._transport)
