"""What came in on a link and waits for the host, in passive mode."""

from abc import ABC, abstractmethod
from collections import deque
from typing import override

from .internet import Peer

SEGMENT = 1440
"""How many bytes a TCP segment has at most, and with it a ``+IPD``."""

type Part = tuple[bytes, Peer | None]


class Inbox(ABC):
    """Data that wait until AT+CIPRECVDATA fetches them."""

    def __init__(self) -> None:
        """Start empty."""
        self.noticed = False
        """Whether the host was told that something waits."""

    @property
    @abstractmethod
    def waiting(self) -> int:
        """Return how many bytes the host may fetch."""

    @property
    def held(self) -> int:
        """Return how many bytes there are, beyond what the host may fetch too."""
        return self.waiting

    @property
    def full(self) -> bool:
        """Return whether the peer should send no more."""
        return False

    @abstractmethod
    def add(self, data: bytes, peer: Peer | None) -> None:
        """Take data from the network."""

    @abstractmethod
    def grow(self) -> bool:
        """Let one more segment come in; return whether there was one."""

    @abstractmethod
    def read(self, length: int) -> Part:
        """Fetch up to so many bytes, with who sent them."""

    def fill(self) -> None:
        """Let in what has room."""
        while self.grow():
            pass


class StreamInbox(Inbox):
    """The receive window of a TCP connection.

    Only whole segments fit into it. Bytes that the host fetched make room again, but
    in small amounts the peer does not learn of them.
    """

    def __init__(self, window: int) -> None:
        """Open a window of so many bytes."""
        super().__init__()
        self._window = window
        self._data = bytearray()
        self._peer: Peer | None = None
        self._waiting = self._untold = 0

    @property
    @override
    def waiting(self) -> int:
        return self._waiting

    @property
    @override
    def held(self) -> int:
        return len(self._data)

    @property
    @override
    def full(self) -> bool:
        # A window more is on its way, and comes in as soon as there is room
        return len(self._data) - self._waiting >= self._window

    @override
    def add(self, data: bytes, peer: Peer | None) -> None:
        self._data += data
        self._peer = peer

    @override
    def grow(self) -> bool:
        step = min(SEGMENT, len(self._data) - self._waiting)
        if not step or self._waiting + step + self._untold > self._window:
            return False
        self._waiting += step
        return True

    @override
    def read(self, length: int) -> Part:
        size = min(length, self._waiting)
        data = bytes(self._data[:size])
        del self._data[:size]
        self._waiting -= size
        self._untold += size
        if self._untold >= self._window // 4:
            self._untold = 0
        return data, self._peer


class DatagramInbox(Inbox):
    """Datagrams in a row; what has no room is lost."""

    def __init__(self, window: int) -> None:
        """Have room for so many bytes."""
        super().__init__()
        self._window = window
        self._parts: deque[Part] = deque()
        self._waiting = 0

    @property
    @override
    def waiting(self) -> int:
        return self._waiting

    @override
    def add(self, data: bytes, peer: Peer | None) -> None:
        if data and self._waiting + len(data) <= self._window:
            self._parts.append((data, peer))
            self._waiting += len(data)

    @override
    def grow(self) -> bool:
        return False

    @override
    def read(self, length: int) -> Part:
        data, peer = self._parts.popleft()
        if rest := data[length:]:
            self._parts.appendleft((rest, peer))
        self._waiting -= len(data[:length])
        return data[:length], peer
