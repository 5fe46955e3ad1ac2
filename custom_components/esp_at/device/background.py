"""Tasks that outlive who asked for them."""

import asyncio
from collections.abc import Callable, Coroutine
import logging
from typing import Any

from ..at.errors import ConnectionLost

_LOGGER = logging.getLogger(__name__)

# A module that does something else keeps an unload waiting no longer
_CLOSE_TIMEOUT = 2.0


class Background:
    """What a feature does by itself, until it is closed."""

    def __init__(self) -> None:
        """Start with nothing to do."""
        self._tasks: set[asyncio.Task[Any]] = set()

    def spawn[R](self, work: Coroutine[Any, Any, R]) -> asyncio.Task[R]:
        """Do something; how it fails is for the log only."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(_note_failure)
        return task

    async def finish[R](
        self, work: Coroutine[Any, Any, R], *, unwanted: Callable[[R], None]
    ) -> R:
        """Return what comes of something that is done to its end whoever goes.

        If nobody waits any more it is given to ``unwanted``. Raises ConnectionLost when
        the feature is closed meanwhile.
        """
        task = self.spawn(work)

        def drop(done: asyncio.Task[R]) -> None:
            if not done.cancelled() and done.exception() is None:
                unwanted(done.result())

        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            task.add_done_callback(drop)
            raise
        return outcome(task)

    async def end(self) -> None:
        """Give up everything; what tidies up behind itself has two seconds."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=_CLOSE_TIMEOUT)


def outcome[R](task: asyncio.Task[R]) -> R:
    """Return what came of a task; raise ConnectionLost if it was given up."""
    if task.cancelled():
        raise ConnectionLost("the device was closed")
    return task.result()


def _note_failure(task: asyncio.Task[Any]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        _LOGGER.debug("In the background: %s", error)
