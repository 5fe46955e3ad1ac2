"""The module's end of the serial line.

It carries the bytes of a UART at a line rate, on a pseudo-terminal or a socket. Where
the rate of the host is known, what goes over the line is garbled while the two
disagree, as on a real UART.
"""

from abc import ABC, abstractmethod
import asyncio
from collections import deque
from collections.abc import Callable
from random import Random

BITS_PER_BYTE = 10
"""Start bit, eight data bits, stop bit."""

SLICE_SECONDS = 0.004
"""A paced line is written in slices of about this long."""

TIMER_SECONDS = 0.001
"""How late the timers of event loops are at most: they round up to this."""

HIGH_WATER, LOW_WATER = 8192, 4096
"""Bytes that wait for the line, in the buffer of a UART: more hold data of links up."""

MOST_ANSWERS = 65536
"""More that wait hold the commands up, too, until there are fewer."""

MOST_WAITING = 1 << 20
"""More than this is never kept: what a module says to nobody is lost."""

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
        self.timer_seconds = TIMER_SECONDS
        """How much earlier a timer is set than it is due; 0 where they are exact."""
        self._random = Random(seed)
        self._output: deque[bytes] = deque()
        self._pump: asyncio.TimerHandle | None = None
        self._output_free = self._input_free = self._behind = 0.0
        self._timers: set[asyncio.TimerHandle] = set()
        self._drained, self._room = asyncio.Event(), asyncio.Event()
        self._drained.set()
        self._room.set()
        self._paced_bytes = 0
        self._holders: set[object] = set()

    @property
    @abstractmethod
    def address(self) -> str:
        """Return what a host opens."""

    @abstractmethod
    def open(self) -> None:
        """Bring the line up."""

    @abstractmethod
    def _transmit(self, data: bytes) -> None:
        """Put bytes on the line, and keep what does not fit."""

    @property
    def waiting(self) -> int:
        """Return how many bytes are not on the line yet."""
        return self._paced_bytes

    @property
    def congested(self) -> bool:
        """Return whether so much waits that no more should come."""
        return not self._room.is_set()

    async def room(self) -> None:
        """Wait until little waits."""
        await self._room.wait()

    def hold_input(self, holder: object, *, on: bool = True) -> None:
        """Let the bytes of the host wait while anybody holds them."""
        held = bool(self._holders)
        if on:
            self._holders.add(holder)
        else:
            self._holders.discard(holder)
        if held != bool(self._holders):
            self._set_reading(reading=held)

    @abstractmethod
    def _set_reading(self, *, reading: bool) -> None:
        """Take what the host sends, or leave it where it is."""

    def _waiting_changed(self) -> None:
        """Hold the module up, or let it go on, by how much waits."""
        waiting = self.waiting
        if waiting > MOST_ANSWERS:
            self.hold_input(self)
        if waiting > HIGH_WATER:
            self._room.clear()
        elif waiting <= LOW_WATER:
            self._room.set()
            self.hold_input(self, on=False)

    def host_baudrate(self) -> int | None:
        """Return the rate the host has set; None where it cannot be known."""
        return None

    def write(self, data: bytes) -> None:
        """Send bytes at the line's pace."""
        if not self.paced:
            self._transmit(self._on_the_wire(data))
            return
        if self._paced_bytes > MOST_WAITING:
            return
        size = max(1, int(self._bytes_a_second * SLICE_SECONDS))
        self._output.extend(data[i : i + size] for i in range(0, len(data), size))
        self._paced_bytes += len(data)
        self._waiting_changed()
        self._drained.clear()
        if self._pump is None:
            # An answer begins when what it answers was due, however long we took
            soon = asyncio.get_running_loop().time() + self.timer_seconds
            self._output_free = max(self._output_free, min(self._input_free, soon))
            self._begin_slice()

    async def drain(self) -> None:
        """Wait until all bytes are on the line."""
        await self._drained.wait()

    def discard(self) -> None:
        """Forget what was not sent yet, as a reset does."""
        self._output.clear()
        self._paced_bytes = 0
        self._waiting_changed()
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()
        self._output_free = self._input_free = self._behind = 0.0
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

    def _begin_slice(self) -> None:
        self._pump = None
        if not self._output:
            self._drained.set()
            return
        loop = asyncio.get_running_loop()
        # From when it was due, not from now: a late timer does not slow the line
        begin = max(self._output_free, loop.time() - SLICE_SECONDS)
        self._output_free = begin + len(self._output[0]) / self._bytes_a_second
        self._pump = loop.call_at(
            self._output_free - self.timer_seconds, self._send_slice
        )

    def _send_slice(self) -> None:
        """Put bytes on the line, once the last of them would have come over it."""
        now = asyncio.get_running_loop().time()
        self._behind = min(now - self._output_free, SLICE_SECONDS)
        data = self._output.popleft()
        self._paced_bytes -= len(data)
        self._waiting_changed()
        self._transmit(self._on_the_wire(data))
        self._begin_slice()

    def _arrived(self, data: bytes) -> None:
        """Take bytes of the host, when they would have come over the line."""
        data = self._on_the_wire(data)
        if not self.paced:
            self.received(data)
            return
        loop = asyncio.get_running_loop()
        size = max(1, int(self._bytes_a_second * SLICE_SECONDS))
        # The host would have spoken sooner had it heard us in time
        free = max(self._input_free, loop.time() - self._behind)
        for start in range(0, len(data), size):
            part = data[start : start + size]
            free += len(part) / self._bytes_a_second
            self._later(free, part)
        self._input_free = free

    def _later(self, when: float, data: bytes) -> None:
        def deliver() -> None:
            self._timers.discard(timer)
            self.received(data)

        # Late each time, a line would not reach its rate
        loop = asyncio.get_running_loop()
        timer = loop.call_at(when - self.timer_seconds, deliver)
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
