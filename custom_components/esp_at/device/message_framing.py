"""Cut what comes in into messages; how it arrived in pieces makes no difference."""

from collections.abc import Iterator

from .messages import LONGEST_MESSAGE, MessageFraming
from .socket_types import Chunk, Remote

MOST_SENDERS = 16
"""Of how many senders of datagrams the beginning of a message is kept."""


class MessageCutter:
    """Cuts one stream of bytes; without an end of messages each piece is one."""

    def __init__(self, framing: MessageFraming) -> None:
        """Begin with nothing."""
        self._framing = framing
        self._buffer = bytearray()
        self._searched = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield the messages that are complete with these bytes."""
        self._buffer += data
        if self._framing.delimiter is not None:
            yield from self._up_to(self._framing.delimiter)
        elif self._framing.length is not None:
            while len(self._buffer) >= self._framing.length:
                yield self._take(self._framing.length)
        else:
            yield self._take(len(self._buffer))

    def rest(self) -> bytes:
        """Return, and forget, the beginning of a message without an end."""
        return self._take(len(self._buffer))

    def _up_to(self, delimiter: bytes) -> Iterator[bytes]:
        size = len(delimiter)
        furthest = LONGEST_MESSAGE + size
        while True:
            found = self._buffer.find(delimiter, self._searched, furthest)
            if found >= 0:
                yield self._take(found)
                del self._buffer[:size]
            elif len(self._buffer) >= furthest:
                yield self._take(LONGEST_MESSAGE)
            else:
                self._searched = max(len(self._buffer) - size + 1, 0)
                return

    def _take(self, size: int) -> bytes:
        message = bytes(self._buffer[:size])
        del self._buffer[:size]
        self._searched = 0
        return message


class DatagramCutter:
    """Cuts datagrams: those of each sender are a stream, if messages have an end."""

    def __init__(self, framing: MessageFraming) -> None:
        """Begin with nothing."""
        self._framing = framing
        self._cutters: dict[Remote | None, MessageCutter] = {}

    def feed(self, datagram: Chunk) -> Iterator[Chunk]:
        """Yield the messages that are complete, and what is left of a sender long ago."""
        remote = datagram.remote
        cutter = self._cutters.pop(remote, None) or MessageCutter(self._framing)
        self._cutters[remote] = cutter  # the last one spoke last
        for message in cutter.feed(datagram.data):
            yield Chunk(message, remote)
        if len(self._cutters) > MOST_SENDERS:
            yield from self._rest_of(next(iter(self._cutters)))

    def rest(self) -> Iterator[Chunk]:
        """Yield, and forget, the beginnings of messages without an end."""
        for remote in tuple(self._cutters):
            yield from self._rest_of(remote)

    def _rest_of(self, remote: Remote | None) -> Iterator[Chunk]:
        if rest := self._cutters.pop(remote).rest():
            yield Chunk(rest, remote)
