"""The command in flight, and what becomes of it."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from . import codec
from .command import Command
from .errors import CommandFailed, CommandUnsupported
from .framer import Block, Line
from .result_codes import ERROR_CODE

_UNKNOWN_COMMAND = 0x09


@dataclass(slots=True, eq=False, repr=False)
class PendingCommand:
    """The command in flight; it prints nothing, for its line may hold a secret."""

    command: Command[Any]
    line: bytes
    payload: bytes | None
    finals: frozenset[bytes]
    done: asyncio.Future[None]
    timeout: float
    timer: asyncio.TimerHandle
    patience: float = 10.0
    """Seconds beyond the time-out, as long as the module goes on talking."""
    frames: list[Line | Block] = field(default_factory=list)
    detail: str | None = None
    error_code: int | None = None
    prompted: bool = False
    busy: bool = False
    probing: bool = False
    probe: asyncio.TimerHandle | None = None

    def take_error_code(self, text: bytes) -> None:
        """Keep the number of a line that says why the module refuses."""
        try:
            self.error_code = int(text.removeprefix(ERROR_CODE), 16)
        except ValueError:
            self.error_code = None

    def failure(self) -> CommandFailed:
        """Return the error for what the module said."""
        number = self.error_code
        unknown = number is not None and number >> 16 & 0xFF == _UNKNOWN_COMMAND
        kind = CommandUnsupported if unknown else CommandFailed
        return kind(
            self.command,
            code=codec.error_reason(self.command, self.detail),
            error_code=number,
            records=codec.decode_records(self.command, self.frames),
        )
