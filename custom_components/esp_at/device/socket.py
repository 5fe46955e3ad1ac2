"""One link of the module, as something to send over and to receive from."""

import asyncio
from collections import deque
from typing import Protocol

from .errors import SocketClosed
from .socket_types import Chunk, CloseReason, Remote, SocketKind

LONGEST_QUEUE = 4 * 1024 * 1024
"""Bytes that wait for a reader; who leaves more lying about loses the link."""


class LinkTaken(Exception):
    """Somebody has connected over a link in the meantime."""


class SocketOwner(Protocol):
    """What a socket needs of the feature that made it."""

    async def send_over(
        self, socket: Socket, data: bytes, *, to: Remote | None
    ) -> None:
        """Send data."""

    async def close_socket(self, socket: Socket) -> None:
        """Close the link."""

    def was_read(self, socket: Socket) -> None:
        """Notice that there is room for more."""


class Socket:
    """A link that is open, or was; of TCP and TLS a stream, of UDP datagrams.

    ``accepted`` is whether the other end began it. ``passive`` is whether the module
    keeps the data until they are fetched.
    """

    def __init__(
        self,
        owner: SocketOwner,
        link_id: int,
        *,
        kind: SocketKind,
        remote: Remote | None = None,
        accepted: bool = False,
        passive: bool = False,
    ) -> None:
        """Begin with nothing received."""
        self._owner = owner
        self.link_id = link_id
        self.kind, self.remote, self.accepted = kind, remote, accepted
        self.local_port: int | None = None
        self.passive = passive
        self.bytes_in = self.bytes_out = 0
        self.close_reason: CloseReason | None = None
        self.data_waits = False
        """Whether the module has said that data wait to be fetched."""
        self.queued = 0
        """Bytes that came in and were not read yet."""
        self.sending = asyncio.Lock()
        self._chunks: deque[Chunk] = deque()
        self._news = asyncio.Event()

    @property
    def closed(self) -> bool:
        """Return whether the link has ended; what came before can still be read."""
        return self.close_reason is not None

    async def send(self, data: bytes, *, to: Remote | None = None) -> None:
        """Send data whole, of UDP to the peer or to another.

        Raises InvalidParameter, SocketClosed, and SendFailed, which says how much went.
        """
        await self._owner.send_over(self, data, to=to)

    async def receive(self) -> Chunk:
        """Return the next bytes, of UDP the next datagram; it may wait for ever.

        Raises SocketClosed once the link has ended and everything was read.
        """
        while not self._chunks:
            if self.close_reason is not None:
                raise SocketClosed(self.close_reason)
            self._news.clear()
            await self._news.wait()
        chunk = self._chunks.popleft()
        self.queued -= len(chunk.data)
        self._owner.was_read(self)
        return chunk

    async def close(self) -> None:
        """Close the link; nothing happens if it is closed already."""
        if not self.closed:
            await self._owner.close_socket(self)

    # What the feature does

    def require_open(self) -> None:
        """Raise SocketClosed if the link has ended: its number may be another's."""
        if self.close_reason is not None:
            raise SocketClosed(self.close_reason)

    def take(self, data: bytes, remote: Remote | None) -> None:
        """Queue bytes that came in."""
        self.bytes_in += len(data)
        self.queued += len(data)
        self._chunks.append(Chunk(data, remote or self.remote))
        self._news.set()

    def end(self, reason: CloseReason) -> None:
        """Tell the reader that nothing more will come; the first reason counts."""
        if self.close_reason is None:
            self.close_reason = reason
        self.data_waits = False
        self._news.set()
