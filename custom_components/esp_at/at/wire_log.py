"""What went over the line lately, without secrets."""

from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
import logging
import re
import time
from typing import Any

from . import codec
from .command import BEHIND_NAME, RECORDS, REGISTRY, Command, RawCommand, Record
from .errors import MalformedCommand
from .fields import Number, Shape, to_text
from .framer import Block, Frame, Line
from .layout import parameters
from .module_codec import find_command, parse_line

_LOGGER = logging.getLogger("custom_components.esp_at.at.wire")

KEPT_LINES = 200
_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"?')
_HARMLESS = re.compile(r'|"\*\*\*"|-?\d{1,5}')
# Whole, behind noise, or without its begin; what is quoted is in the module's list
_ECHO = re.compile(r'(?<!")AT\+|^AT|^[A-Z0-9+_]*=', re.IGNORECASE)


class WireLog:
    """Keeps the last lines for diagnostics, and logs each at DEBUG.

    Lines are put into words only when somebody reads them: most never are.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._kept: deque[tuple[float, Callable[[], str]]] = deque(maxlen=KEPT_LINES)

    def sent(self, command: Command[Any], line: bytes) -> None:
        """Note a command line."""
        self._keep(lambda: f"> {mask_command(command, line)}")

    def sent_data(self, size: int) -> None:
        """Note the data of a command; its content is not kept."""
        self._keep(lambda: f"> <{size} bytes>")

    def noted(self, text: str) -> None:
        """Note what happened to the line itself."""
        self._keep(lambda: f"# {text}")

    def received(self, frame: Frame) -> None:
        """Note a line that came in."""
        self._keep(lambda: f"< {mask_frame(frame)}")

    def lines(self) -> list[str]:
        """Return the kept lines, each with its time."""
        return [
            f"{datetime.fromtimestamp(at, UTC).isoformat(timespec='milliseconds')} {text()}"
            for at, text in self._kept
        ]

    def _keep(self, text: Callable[[], str]) -> None:
        self._kept.append((time.time(), text))
        if _LOGGER.isEnabledFor(logging.DEBUG):
            _LOGGER.debug("%s", text())


def mask_command(command: Command[Any], line: bytes) -> str:
    """Return a command line with its secrets struck out."""
    text = to_text(line).rstrip("\r\n")
    if isinstance(command, RawCommand):
        return mask_line(text)
    secrets = _secret_shapes(type(command))
    if _has_secret_number(secrets):
        return mask_line(text)
    return _QUOTED.sub('"***"', text) if secrets else _printable(text)


def mask_line(text: str) -> str:
    """Return a command line that is known only as text, with its secrets struck out."""
    secrets: tuple[Shape, ...] = ()  # what is unknown may have any
    try:
        declared = find_command(parse_line(text.encode(errors="surrogateescape")))
        secrets = _secret_shapes(declared)
        if not secrets:
            return _printable(text)
    except MalformedCommand:
        pass
    masked = _QUOTED.sub('"***"', text)
    head = BEHIND_NAME.split(masked, maxsplit=1)[0]
    separator, rest = masked[len(head) :][:1], masked[len(head) + 1 :]
    if _has_secret_number(secrets) or _is_rest_of_secret(head, separator):
        return _printable(f"{head}{separator}***")
    # A string that lacks its quotes may be a secret, too
    shown = (p if _HARMLESS.fullmatch(p) else "***" for p in rest.split(","))
    return _printable(head + separator + ",".join(shown))


def _secret_shapes(command: type[Command[Any]]) -> tuple[Shape, ...]:
    return tuple(p.shape for p in parameters(command) if p.shape.secret)


def _has_secret_number(secrets: tuple[Shape, ...]) -> bool:
    return any(isinstance(shape, Number) for shape in secrets)


def _is_rest_of_secret(head: str, separator: str) -> bool:
    """Return whether a name is one with secret numbers, of which letters were lost."""
    if separator != "=":
        return False
    for name in _names_of_secret_numbers():
        letters = iter(name)
        if all(letter in letters for letter in head.upper()):
            return True
    return False


@cache
def _names_of_secret_numbers() -> tuple[str, ...]:
    return tuple(
        f"AT{key.name}"
        for key, declared in REGISTRY.items()
        if _has_secret_number(_secret_shapes(declared))
    )


def mask_frame(frame: Frame) -> str:
    """Return a line that came in with its secrets struck out."""
    if isinstance(frame, Block):
        return f"{_printable(to_text(frame.header))}<{len(frame.data)} bytes>"
    text = to_text(frame.text)
    if (echo := _ECHO.search(text)) is not None:
        return _printable(text[: echo.start()]) + mask_line(text[echo.start() :])
    for record in _secret_records():
        if text.startswith(record.prefix):
            return _mask_record(record, frame)
    return _printable(text)


def _mask_record(record: type[Record], line: Line) -> str:
    text = to_text(line.text)[len(record.prefix) + 1 :]
    match = codec.record_pattern(record).fullmatch(text)
    if match is None:
        return f"{record.prefix}:***"
    shown = [
        '"***"' if p.shape.secret else token
        for p, token in zip(parameters(record), match.groups(), strict=True)
        if token is not None
    ]
    return _printable(f"{record.prefix}:{','.join(shown)}")


_SECRET_RECORDS: list[type[Record]] = []


def _secret_records() -> list[type[Record]]:
    if not _SECRET_RECORDS:
        _SECRET_RECORDS.extend(
            record
            for record in RECORDS
            if any(p.shape.secret for p in parameters(record))
        )
    return _SECRET_RECORDS


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
