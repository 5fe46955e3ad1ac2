"""The module's server, as something to accept connections from."""

import asyncio
from collections.abc import Awaitable, Callable

from .errors import SocketClosed
from .socket import Socket
from .socket_types import CloseReason


class Listener:
    """A port at which the module accepts connections."""

    def __init__(
        self, port: int, *, tls: bool, stop: Callable[[bool], Awaitable[None]]
    ) -> None:
        """Begin with nobody there; ``stop`` ends the server."""
        self.port, self.tls = port, tls
        self._stop = stop
        self._accepted: asyncio.Queue[Socket | None] = asyncio.Queue()
        self.close_reason: CloseReason | None = None

    @property
    def closed(self) -> bool:
        """Return whether no more connections are accepted."""
        return self.close_reason is not None

    async def accept(self) -> Socket:
        """Return the next connection; raise SocketClosed once there can be none."""
        if self.close_reason is None:
            socket = await self._accepted.get()
            if socket is not None:
                return socket
            self._accepted.put_nowait(None)  # for whoever waits, too
        raise SocketClosed(self.close_reason or CloseReason.OURS)

    async def close(self, *, close_links: bool = True) -> None:
        """Accept no more connections, and on request end those that are there."""
        if not self.closed:
            await self._stop(close_links)

    def require_open(self) -> None:
        """Raise SocketClosed once no more connections are accepted."""
        if self.close_reason is not None:
            raise SocketClosed(self.close_reason)

    def connected(self, socket: Socket) -> None:
        """Take a connection that came in."""
        self._accepted.put_nowait(socket)

    def end(self, reason: CloseReason) -> None:
        """Tell who accepts that nothing more will come."""
        if self.close_reason is None:
            self.close_reason = reason
            self._accepted.put_nowait(None)
