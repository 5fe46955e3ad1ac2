"""Fetch what waits in the module, as fast as it is read and no faster."""

import asyncio
from collections.abc import Callable, Iterable
import logging

from ..at.client import AtClient
from ..at.commands import tcpip
from ..at.errors import CommandFailed, CommandTimeout, InvalidResponse, ModuleBusy
from .errors import SocketClosed
from .socket import Socket
from .socket_types import CloseReason, Remote

_LOGGER = logging.getLogger(__name__)

# As much as a link's window holds
_PORTION = 5760
_ENOUGH = 64 * 1024
"""Bytes that may wait for their reader before more is fetched."""


class Fetcher:
    """Fetches data of passive links, from one after the other.

    A task runs while there is something to fetch; ``sockets`` is looked at anew before
    every step.
    """

    def __init__(
        self,
        client: AtClient,
        sockets: Iterable[Socket],
        *,
        on_torn: Callable[[Socket], None],
    ) -> None:
        """Take the links, and whom to tell of one whose data were lost."""
        self._client, self._sockets, self._on_torn = client, sockets, on_torn
        self._task: asyncio.Task[None] | None = None
        self._last = -1

    def wake(self) -> None:
        """Look whether there is something to fetch."""
        if self._task is None and self._next() is not None:
            self._task = asyncio.create_task(self._fetch(), name="esp_at fetcher")
            self._task.add_done_callback(self._ended)

    def stop(self) -> asyncio.Task[None] | None:
        """Fetch no more; return what has to be waited for."""
        if self._task is not None:
            self._task.cancel()
        return self._task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._task = None
        if task.cancelled():
            return
        if (error := task.exception()) is not None:
            _LOGGER.debug("Fetching stopped: %s", error)
        else:
            self.wake()  # something may have come since it looked last

    def _next(self) -> Socket | None:
        """Return the next link that has data and room for them, in turn."""
        ready = [s for s in self._sockets if s.data_waits and s.queued < _ENOUGH]
        later = (s for s in ready if s.link_id > self._last)
        return next(later, ready[0] if ready else None)

    async def _fetch(self) -> None:
        while (socket := self._next()) is not None:
            self._last = socket.link_id
            socket.data_waits = False  # what is said from now on counts
            try:
                found = await self._client.execute(
                    tcpip.FetchData(link_id=socket.link_id, length=_PORTION),
                    on_turn=socket.require_open,
                )
            except CommandFailed, SocketClosed:
                continue  # nothing was there
            except ModuleBusy:
                socket.data_waits = not socket.closed
                continue
            except CommandTimeout, InvalidResponse:
                self._on_torn(socket)  # the data have gone from the module
                continue
            if socket.close_reason is CloseReason.DAMAGED:
                continue
            remote = None
            if found.remote_ip and found.remote_port:
                remote = Remote(found.remote_ip, found.remote_port)
            socket.take(found.data, remote)
            if len(found.data) >= _PORTION:
                socket.data_waits = True
