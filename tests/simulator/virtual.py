"""A loop whose clock jumps, and a line that only lives in memory.

They let a recorded session of minutes pass in a moment, with every pause in it. What
real sockets carry takes real time, which is waited for.
"""

import asyncio
import selectors
from typing import Any, override

from esp_at_simulator.port import Port

LOOP_FILES = 1
"""What the loop itself waits for: its own wake-up."""

PATIENCE = 0.002
"""How long, in real seconds, bytes on their way from socket to socket may take."""


class _JumpingSelector(selectors.DefaultSelector):
    """Never waits: what would be waited for is added to the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    @override
    def select(self, timeout: float | None = None) -> Any:
        ready = super().select(0)
        if not ready and len(self.get_map()) > LOOP_FILES and timeout != 0:
            ready = super().select(PATIENCE)
        if not ready and timeout:
            self.now += timeout
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop in which time passes only while nothing is to be done."""

    def __init__(self) -> None:
        """Start the clock at 0."""
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)

    @override
    def time(self) -> float:
        return self._jumping.now


class MemoryPort(Port):
    """A line without a device: ``written`` is what the module sent."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.written = bytearray()

    @property
    @override
    def address(self) -> str:
        return ""

    @override
    def open(self) -> None:
        return

    @override
    def _transmit(self, data: bytes) -> None:
        self.written += data

    @override
    def _set_reading(self, *, reading: bool) -> None:
        return

    def host_sends(self, data: bytes) -> None:
        """Let the host send."""
        self._arrived(data)

    def take(self) -> bytes:
        """Return what the module sent since the last time."""
        data = bytes(self.written)
        self.written.clear()
        return data
