"""Who may use the line next."""

import asyncio
from collections.abc import Callable
from enum import IntEnum
import heapq
from itertools import count


class Priority(IntEnum):
    """How urgent a command is; the smallest goes first."""

    SET_UP = 0
    USER = 1
    REFRESH = 2


class HeldBack(Exception):
    """A refresh found that the module must be set up first."""


class Turns:
    """A lock that goes to the most urgent waiter, and among equals to the first.

    Waiters less urgent than ``floor`` are kept waiting: after a restart the module
    must be set up before anybody else talks to it. A refresh is sent away instead:
    who refreshes may be who has to do the set-up.
    """

    def __init__(self, on_change: Callable[[], None] = lambda: None) -> None:
        """Start with nobody on the line; call back when that changes."""
        self._on_change = on_change
        self._taken = False
        self._floor = Priority.REFRESH
        self._order = count()
        self._waiting: list[tuple[Priority, int, asyncio.Future[None]]] = []

    @property
    def taken(self) -> bool:
        """Return whether somebody has the line."""
        return self._taken

    @property
    def busy(self) -> bool:
        """Return whether somebody has the line, or waits for it."""
        return self._taken or bool(self._waiting)

    def set_floor(self, floor: Priority) -> None:
        """Let only waiters at least this urgent pass."""
        self._floor = floor
        if floor < Priority.REFRESH:
            self.refuse(HeldBack(), only=Priority.REFRESH)
        self._pass_on()

    async def take(self, priority: Priority) -> None:
        """Wait for the line; raise HeldBack, or what ``refuse`` was given."""
        while not await self._granted(priority):
            pass

    async def _granted(self, priority: Priority) -> bool:
        """Wait for the line; return whether it may still be used when it came."""
        if priority is Priority.REFRESH and self._floor < priority:
            raise HeldBack
        if not self._taken and priority <= self._floor and not self._waiting:
            self._taken = True
            self._on_change()
            return True
        granted = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (priority, next(self._order), granted))
        self._pass_on()
        try:
            await granted
        except asyncio.CancelledError:
            if granted.done() and not granted.cancelled() and not granted.exception():
                self.give_back()  # granted and cancelled in the same moment
            raise
        if priority > self._floor:  # granted and held back in the same moment
            self.give_back()
            return False
        return True

    def give_back(self) -> None:
        """Hand the line to the next waiter."""
        self._taken = False
        self._pass_on()
        self._on_change()

    def refuse(self, error: Exception, *, only: Priority | None = None) -> None:
        """Send every waiter away, or those of one priority."""
        waiting, self._waiting = self._waiting, []
        for waiter in waiting:
            priority, _, granted = waiter
            if only not in (None, priority):
                heapq.heappush(self._waiting, waiter)
            elif not granted.done():
                granted.set_exception(error)

    def _pass_on(self) -> None:
        while not self._taken and self._waiting and self._waiting[0][0] <= self._floor:
            granted = heapq.heappop(self._waiting)[2]
            if not granted.done():
                self._taken = True
                self._on_change()
                granted.set_result(None)
