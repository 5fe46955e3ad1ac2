"""What the module's receive task makes of the bytes of the host."""

from collections.abc import Callable
from enum import Enum, auto
import time
from typing import Protocol

from .payload import Payload

MAX_LINE = 256
"""Bytes of a command line, CR LF included; a longer one is an error."""

CHUNK = 120
"""Bytes that one read of the UART driver returns at most."""

TERMINATOR = b"\r\n"
RESTART = b"AT+RST\r\n"
ESCAPE = b"+++"

ESCAPE_SILENCE = 0.02
"""How long nothing comes, in seconds, before an escape that counts as one."""


class Reader(Protocol):
    """What the receiver tells the module."""

    @property
    def echo(self) -> bool:
        """Return whether command lines are sent back."""

    def send(self, data: bytes) -> None:
        """Send bytes to the host."""

    def line_received(self, line: bytes) -> Callable[[], None] | None:
        """Return what runs a command line; None if it was refused at once."""

    def line_overflowed(self) -> None:
        """Refuse a line that was too long."""

    def busy(self, *, with_code: bool) -> None:
        """Say that input was thrown away."""

    def forced_restart(self) -> None:
        """Restart, whatever runs."""

    def payload_received(self, data: bytes) -> None:
        """Take the complete data of the running command."""

    def passed_through(self, data: bytes) -> None:
        """Take data of passthrough."""

    def payload_cancelled(self) -> None:
        """Give up the data of the running command."""


class State(Enum):
    """What incoming bytes are at the moment."""

    DEAF = auto()
    """Lost: the module boots, sleeps or is switched off."""
    IDLE = auto()
    """Parts of a command line."""
    BUSY = auto()
    """Unwanted: a command runs."""
    PAYLOAD = auto()
    """Data of the running command."""
    SENDING = auto()
    """Ignored: the data of the running command are on their way."""
    PASSTHROUGH = auto()
    """Data for the network."""


class Receiver:
    """Cut bytes into command lines and data.

    A lone CR or LF ends nothing; a NUL drops what was typed before it; bytes behind
    a command in the same chunk, and all that comes while it runs, are thrown away
    with ``busy p...``.
    """

    def __init__(
        self, reader: Reader, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Start deaf; ``clock`` tells seconds."""
        self._reader, self._clock = reader, clock
        self.state = State.DEAF
        self._line = bytearray()
        self._overflow = False
        self._payload: Payload | None = None
        self._escapable = False
        self._quiet_since = 0.0

    def reset(self, state: State) -> None:
        """Forget everything half received."""
        self.state = state
        self._line.clear()
        self._payload = None
        self._overflow = False

    def expect(self, payload: Payload, *, escapable: bool = False) -> None:
        """Take what comes next as data.

        ``+++`` alone cancels ``escapable`` ones; while they are sent on, all that
        comes is ignored.
        """
        self.state = State.PAYLOAD
        self._payload, self._escapable = payload, escapable
        self._quiet_since = 0.0

    def finished(self) -> None:
        """Be ready for the next command line."""
        if self.state in (State.BUSY, State.PAYLOAD, State.SENDING):
            self.reset(State.IDLE)

    def feed(self, data: bytes) -> None:
        """Take bytes as they come off the line."""
        while data:
            if self.state in (State.DEAF, State.SENDING):
                return
            if self.state is State.PASSTHROUGH:
                self._reader.passed_through(data)
                return
            if self.state is State.PAYLOAD:
                self._take_payload(data)
                return
            chunk, data = data[:CHUNK], data[CHUNK:]
            if self.state is State.IDLE:
                self._take_line(chunk)
            elif RESTART in chunk:
                self._reader.forced_restart()
                return
            else:
                self._reader.busy(with_code=True)

    def _take_line(self, chunk: bytes) -> None:
        line = self._line
        seen = max(len(line) - 1, 0)
        before = len(line)
        line += chunk
        end = line.find(TERMINATOR, seen)
        surplus = b""
        if end >= 0:
            end += len(TERMINATOR)
            surplus = bytes(line[end:])
            del line[end:]
            chunk = chunk[: end - before]
        if self._reader.echo:
            self._reader.send(chunk.replace(b"\0", b""))
        if (nul := line.rfind(b"\0")) >= 0:
            del line[: nul + 1]
            self._overflow = False
        if end < 0:
            self._bound()
            return
        complete = bytes(line)
        overflow = self._overflow or len(complete) > MAX_LINE
        line.clear()
        self._overflow = False
        run = None
        if overflow:
            self._reader.line_overflowed()
        else:
            run = self._reader.line_received(complete)
        if run is not None:
            self.state = State.BUSY
            if surplus:
                self._reader.busy(with_code=True)
            run()
        elif surplus:
            self._take_line(surplus)

    def _bound(self) -> None:
        """Keep no more of a line than tells that it is too long."""
        if len(self._line) > MAX_LINE:
            del self._line[:-1]
            self._overflow = True

    def _take_payload(self, data: bytes) -> None:
        payload, now = self._payload, self._clock()
        assert payload is not None
        quiet = now - self._quiet_since >= ESCAPE_SILENCE
        self._quiet_since = now
        if self._escapable and data == ESCAPE and quiet:
            self.state = State.BUSY
            payload.fail()
            self._reader.payload_cancelled()
            return
        surplus = payload.take(data)
        if surplus is None:
            return
        self.state = State.SENDING if self._escapable else State.BUSY
        if surplus:
            self._reader.busy(with_code=False)
        self._reader.payload_received(bytes(payload.data))
