"""Who may use the line next."""

import asyncio
from enum import IntEnum
import heapq
from itertools import count


class Priority(IntEnum):
    """How urgent a command is; the smallest goes first."""

    SET_UP = 0
    USER = 1
    REFRESH = 2


class Turns:
    """A lock that goes to the most urgent waiter, and among equals to the first.

    Waiters less urgent than ``floor`` are kept waiting: after a restart the module
    must be set up before anybody else talks to it.
    """

    def __init__(self) -> None:
        """Start with nobody on the line."""
        self._taken = False
        self._floor = Priority.REFRESH
        self._order = count()
        self._waiting: list[tuple[Priority, int, asyncio.Future[None]]] = []

    @property
    def busy(self) -> bool:
        """Return whether somebody has the line, or waits for it."""
        return self._taken or bool(self._waiting)

    def set_floor(self, floor: Priority) -> None:
        """Let only waiters at least this urgent pass."""
        self._floor = floor
        self._pass_on()

    async def take(self, priority: Priority) -> None:
        """Wait for the line; raise what ``refuse`` was given."""
        if not self._taken and priority <= self._floor and not self._waiting:
            self._taken = True
            return
        granted = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (priority, next(self._order), granted))
        self._pass_on()
        try:
            await granted
        except asyncio.CancelledError:
            if granted.done() and not granted.cancelled() and not granted.exception():
                self.give_back()  # granted and cancelled in the same moment
            raise

    def give_back(self) -> None:
        """Hand the line to the next waiter."""
        self._taken = False
        self._pass_on()

    def refuse(self, error: Exception) -> None:
        """Send every waiter away."""
        waiting, self._waiting = self._waiting, []
        for _, _, granted in waiting:
            if not granted.done():
                granted.set_exception(error)

    def _pass_on(self) -> None:
        while not self._taken and self._waiting and self._waiting[0][0] <= self._floor:
            granted = heapq.heappop(self._waiting)[2]
            if not granted.done():
                self._taken = True
                granted.set_result(None)
