"""What runs beside: tasks that end with a reset, timers that end with the line."""

import asyncio
from collections.abc import Callable, Coroutine
import logging
from typing import Any

_LOGGER = logging.getLogger(__name__)

LETTING_GO = 1.0
"""How long a cancelled task may take to end, in seconds."""

PENDING_TIMERS = 50
"""How many timers are kept; older ones have run long ago."""


class BackgroundWork:
    """The tasks and timers of one module."""

    def __init__(self) -> None:
        """Start idle."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._timers: list[asyncio.Handle] = []

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Do something beside; a reset ends it. It starts at once."""
        task = asyncio.get_running_loop().create_task(work, eager_start=True)
        if task.done():
            _report(task)
        else:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            task.add_done_callback(_report)
        return task

    def soon(self, action: Callable[[], None]) -> None:
        """Do something once what is going on now has ended."""
        self.later(asyncio.get_running_loop().call_soon(action))

    def later(self, timer: asyncio.Handle) -> None:
        """Keep a timer that ends with the line, not with a reset."""
        self._timers = [t for t in self._timers if not t.cancelled()][-PENDING_TIMERS:]
        self._timers.append(timer)

    def cancel_tasks(self) -> None:
        """End everything that runs, but for who asks."""
        current = asyncio.current_task()
        for task in tuple(self._tasks):
            if task is not current:
                task.cancel()

    async def settle(self) -> None:
        """Wait until what was cancelled has let go of what it held."""
        if self._tasks:
            await asyncio.wait(tuple(self._tasks), timeout=LETTING_GO)

    def cancel_timers(self) -> None:
        """End every timer."""
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()


def _report(task: asyncio.Task[None]) -> None:
    """Say what should never happen: a part of the simulator failed."""
    if not task.cancelled() and (error := task.exception()) is not None:
        _LOGGER.error("The simulated module failed", exc_info=error)
