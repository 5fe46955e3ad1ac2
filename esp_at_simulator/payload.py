"""What the data behind a ``>`` prompt are, and where they end."""

from abc import ABC, abstractmethod
import asyncio
from collections.abc import AsyncIterator, Callable
from typing import override

BACKSLASH, ZERO = ord("\\"), ord("0")

STREAM_BYTES = 16384
"""How much of a long send waits for the network before the line is held up."""


class Payload(ABC):
    """Data of a running command, as they come over the line."""

    def __init__(self) -> None:
        """Start empty."""
        self.data = bytearray()

    @abstractmethod
    def take(self, data: bytes) -> bytes | None:
        """Take data; return what lies behind their end, None before it."""

    def fail(self) -> None:
        """Learn that no more comes."""
        self.data.clear()


class CountedPayload(Payload):
    """A number of bytes; a negative one never comes to an end."""

    def __init__(self, length: int) -> None:
        """Expect so many bytes."""
        super().__init__()
        self._length = length

    @override
    def take(self, data: bytes) -> bytes | None:
        if self._length < 0:
            return None
        missing = self._length - len(self.data)
        self.data += data[:missing]
        return data[missing:] if len(self.data) == self._length else None


class EscapedPayload(Payload):
    r"""At most so many bytes, that ``\0`` may end earlier.

    A backslash takes the meaning of what is behind it, unless ``knows_backslash`` is
    False: then only the first ``\0`` counts, and what follows it is dropped.
    """

    def __init__(self, length: int, *, knows_backslash: bool = True) -> None:
        """Expect at most so many bytes."""
        super().__init__()
        self._length = length
        self._knows_backslash = knows_backslash
        self._escaped = False

    @override
    def take(self, data: bytes) -> bytes | None:
        for index, byte in enumerate(data):
            if self._escaped:
                if self._ends(byte):
                    return data[index + 1 :] if self._knows_backslash else b""
            elif byte == BACKSLASH:
                self._escaped = True
            else:
                self.data.append(byte)
            if not self._escaped and len(self.data) == self._length:
                return data[index + 1 :]
        return None

    def _ends(self, byte: int) -> bool:
        """Take the byte behind a backslash; return whether it ends the data."""
        if byte == ZERO:
            return True
        self.data.append(byte)
        # Without escapes of itself, each backslash may begin the end
        self._escaped = byte == BACKSLASH and not self._knows_backslash
        return False


class StreamedPayload(Payload):
    """A number of bytes that are worked on as they come.

    ``hold`` is told True while more waits than is good, and False again.
    """

    def __init__(self, length: int, hold: Callable[[bool], None]) -> None:
        """Expect so many bytes."""
        super().__init__()
        self.received = 0
        self._length, self._hold = length, hold
        self._more = asyncio.Event()
        self._failed = False

    @override
    def take(self, data: bytes) -> bytes | None:
        missing = self._length - self.received
        self.data += data[:missing]
        self.received += len(data[:missing])
        self._more.set()
        if len(self.data) >= STREAM_BYTES:
            self._hold(True)
        return data[missing:] if self.received == self._length else None

    @override
    def fail(self) -> None:
        self._failed = True
        self._more.set()

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield the data; they end early if the host takes them back."""
        left = self._length
        while left and not self._failed:
            await self._more.wait()
            self._more.clear()
            data = bytes(self.data)
            self.data.clear()
            self._hold(False)
            left -= len(data)
            if data:
                yield data
