"""A serial line that is exact for single commands, not only for streams."""

import asyncio
from collections.abc import Callable
import time
from typing import override

from esp_at_simulator.pty_port import PtyPort

TIMER_SECONDS = 0.0003
"""How late a timer of the event loop may be; so long is waited by looking at the clock."""


class ExactLine(PtyPort):
    """A pseudo-terminal on which each byte arrives when its last bit would.

    The simulator's own pace is right over a second, but gives a command and its answer
    up to two milliseconds each: more than we measure here.
    """

    _in_free = _out_free = 0.0

    @override
    def write(self, data: bytes) -> None:
        self._out_free = self._carry(self._out_free, data, self._transmit)

    @override
    def _arrived(self, data: bytes) -> None:
        self._in_free = self._carry(self._in_free, data, self.received)

    def _carry(
        self, free: float, data: bytes, deliver: Callable[[bytes], None]
    ) -> float:
        """Deliver data when they would be across; return that time."""
        loop = asyncio.get_running_loop()
        across = max(free, loop.time()) + len(data) / self._bytes_a_second

        def arrive() -> None:
            while time.monotonic() < across:
                pass
            deliver(data)

        loop.call_at(across - TIMER_SECONDS, arrive)
        return across
