"""What can go wrong between a caller and the module."""

from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .command import Command, Record


_MEANINGS = {
    0x03: "it does not look like a command",
    0x04: "a parameter has the wrong length",
    0x05: "a parameter has the wrong type",
    0x06: "there are too many or too few parameters",
    0x07: "a parameter has a value that is not allowed",
    0x08: "parameter {} cannot be read",
    0x09: "the firmware does not know it",
    0x0A: "it could not be carried out",
    0x0B: "the module is busy",
    0x0C: "it does not exist in this form",
}


def error_code_meaning(number: int) -> str:
    """Return the words for the number behind ``ERR CODE:``, and the number."""
    words = _MEANINGS.get(number >> 16 & 0xFF)
    if words is None:
        return f"0x{number:08x}"
    return f"{words.format((number & 0xFF) + 1)} (0x{number:08x})"


class EspAtError(Exception):
    """Base of every error of this package."""


class TransportError(EspAtError):
    """The serial line failed."""


class PortProblem(StrEnum):
    """Why a port could not be opened."""

    NOT_FOUND = "not_found"
    IN_USE = "in_use"
    NO_PERMISSION = "no_permission"
    NOT_A_SERIAL_PORT = "not_a_serial_port"
    UNREACHABLE = "unreachable"
    BAD_URL = "bad_url"
    OTHER = "other"


class CannotConnect(TransportError):
    """The port could not be opened; ``problem`` says why.

    ``kind`` names the library's error for the log. The error itself is not kept: it
    may quote the port's URL, and with it a password.
    """

    def __init__(self, problem: PortProblem, kind: str = "") -> None:
        """Keep the problem."""
        shown = problem.value.replace("_", " ")
        super().__init__(f"the port cannot be opened: {shown}")
        self.problem, self.kind = problem, kind


class ConnectionLost(TransportError):
    """The port went away, or the module stopped answering for good."""


class ModuleAsleep(TransportError):
    """The module is in deep sleep; it wakes by itself."""

    def __init__(self) -> None:
        """Say it."""
        super().__init__("the module is asleep")


class InvalidParameter(EspAtError, ValueError):
    """A value does not fit its parameter; nothing was sent.

    ``reason`` names the rule (range, length, control_character, mac_address,
    ip_address, host_name, line_length, choice, escape, text) and ``limits`` what it allows.
    The value itself is not kept: it may be a secret.
    """

    def __init__(self, parameter: str, reason: str, **limits: str) -> None:
        """Name the parameter, the rule and its limits."""
        shown = ", ".join(f"{key} {value}" for key, value in limits.items() if value)
        super().__init__(f"{parameter}: {reason}" + (f" ({shown})" if shown else ""))
        self.parameter, self.reason, self.limits = parameter, reason, limits


class CommandError(EspAtError):
    """A command did not succeed."""

    def __init__(self, command: Command[Any], message: str) -> None:
        """Keep the command; the message never holds its arguments."""
        super().__init__(f"{command.title} {message}")
        self.command = command


class CommandFailed(CommandError):
    """The module refused the command.

    ``code`` is the command's own reason where it has one (``+CWJAP:2``),
    ``error_code`` the number behind ``ERR CODE:``, ``records`` what came before.
    """

    def __init__(
        self,
        command: Command[Any],
        *,
        code: IntEnum | str | None = None,
        error_code: int | None = None,
        records: tuple[Record, ...] = (),
    ) -> None:
        """Keep what the module said."""
        reason = (
            code.name.lower().replace("_", " ") if isinstance(code, IntEnum) else code
        )
        shown = [reason] if reason else []
        if error_code is not None:
            shown.append(error_code_meaning(error_code))
        super().__init__(command, "failed" + (f": {', '.join(shown)}" if shown else ""))
        self.code, self.error_code, self.records = code, error_code, records


class CommandUnsupported(CommandFailed):
    """The firmware does not have the command."""


class CommandTimeout(CommandError, TimeoutError):
    """The module did not answer in time."""

    def __init__(self, command: Command[Any], seconds: float) -> None:
        """Say how long was waited."""
        super().__init__(command, f"got no answer within {seconds:g} s")


class ModuleBusy(CommandError):
    """The module stayed busy with something else."""

    def __init__(self, command: Command[Any]) -> None:
        """Keep the command that was not taken."""
        super().__init__(command, "was not taken: the module is busy")


class ModuleReset(CommandError):
    """The module restarted while the command was running."""

    def __init__(self, command: Command[Any]) -> None:
        """Keep the command whose result is unknown."""
        super().__init__(command, "was cut short: the module restarted")


class DataMissing(CommandError):
    """The module asked for data, and none was given."""

    def __init__(self, command: Command[Any]) -> None:
        """Keep the command."""
        super().__init__(command, "asks for data, and none was given")


class InvalidResponse(CommandError):
    """The module answered something that is not this command's response."""

    def __init__(self, command: Command[Any]) -> None:
        """Keep the command."""
        super().__init__(command, "got an answer that cannot be read")


class MalformedCommand(EspAtError):
    """A command line that no module would take; the simulator answers with it.

    ``reason`` is one of prefix, unknown, form, token, missing, surplus; ``index``
    counts parameters from 0.
    """

    def __init__(
        self, reason: str, index: int = 0, *, given: int = 0, needed: int = 0
    ) -> None:
        """Say what is wrong, where, and how many parameters there were."""
        super().__init__(f"{reason} at parameter {index}")
        self.reason, self.index, self.given, self.needed = reason, index, given, needed
