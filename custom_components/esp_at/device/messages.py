"""What comes in on connections, and how it is cut into messages."""

from dataclasses import dataclass, field
from datetime import datetime

from ..at.errors import EspAtError, InvalidParameter
from .socket_types import Remote

LONGEST_MESSAGE = 64 * 1024
"""In bytes; what grows longer without an end is delivered in pieces of this size."""

LONGEST_DELIMITER = 64
_LONGEST_WAIT = 86400


@dataclass(frozen=True, kw_only=True)
class MessageFraming:
    """Where a message ends: at a delimiter, after a length, or as it comes.

    The delimiter, 1 to 64 bytes, is no part of the message; ``length`` is in bytes, 1
    to 65536. Raises InvalidParameter, for both together too.
    """

    delimiter: bytes | None = None
    length: int | None = None

    def __post_init__(self) -> None:
        """Check both."""
        check_end(self.delimiter, self.length)
        if self.delimiter is not None and self.length is not None:
            raise InvalidParameter("delimiter", "choice")


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message that came in; ``remote`` says from whom, where that is known.

    ``connection`` is the key of a kept connection, ``link`` the number of a link.
    """

    data: bytes = field(repr=False)
    remote: Remote | None = None
    link: int | None = None
    connection: str | None = None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class AnswerRule:
    """When an answer is complete: what comes first of the given ends.

    ``length`` is in bytes, 1 to 65536, ``delimiter`` 1 to 64 bytes and part of the
    answer. ``silence`` and ``timeout`` are in seconds, up to a day; silence counts from
    the first byte on. Without any end all that comes within the time-out is the answer.
    Raises InvalidParameter.
    """

    length: int | None = None
    delimiter: bytes | None = None
    silence: float | None = None
    timeout: float = 10.0

    def __post_init__(self) -> None:
        """Check every end."""
        check_end(self.delimiter, self.length)
        for name in ("silence", "timeout"):
            seconds = getattr(self, name)
            if seconds is not None and not 0 < seconds <= _LONGEST_WAIT:
                raise InvalidParameter(
                    name, "range", minimum="0", maximum=str(_LONGEST_WAIT), unit="s"
                )


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back; ``complete`` is whether the end came that was waited for."""

    data: bytes = field(repr=False)
    remote: Remote | None = None
    complete: bool


@dataclass(frozen=True, kw_only=True)
class ConnectionState:
    """How a kept connection is doing; bytes and messages count since it was made.

    A server is connected while it listens; ``peers`` are those connected now.
    ``error`` is why it is not connected, or how a peer's connection broke.
    """

    connected: bool = False
    peers: tuple[Remote, ...] = ()
    bytes_in: int = 0
    bytes_out: int = 0
    messages: int = 0
    last_message: Message | None = None
    error: EspAtError | None = None


def check_end(delimiter: bytes | None, length: int | None) -> None:
    """Raise InvalidParameter for an end that would never come."""
    if delimiter is not None and not 1 <= len(delimiter) <= LONGEST_DELIMITER:
        raise InvalidParameter(
            "delimiter", "length", minimum="1", maximum=str(LONGEST_DELIMITER)
        )
    if length is not None and not 1 <= length <= LONGEST_MESSAGE:
        raise InvalidParameter(
            "length", "range", minimum="1", maximum=str(LONGEST_MESSAGE), unit="bytes"
        )
