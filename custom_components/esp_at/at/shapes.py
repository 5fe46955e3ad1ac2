"""How one value looks on the line.

A shape states range, unit and quoting once. It knows how a value is written on a
command line and in a response, and how to read it back.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
import re
from typing import Any, override

from .errors import InvalidParameter

ENCODING = "utf-8"
# An SSID in another encoding survives the round trip
ENCODING_ERRORS = "surrogateescape"

_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', ",": "\\,"})
# A line is one command: these would end it, or make the module drop what is before
_FORBIDDEN = re.compile("[\r\n\0]")


def to_bytes(text: str) -> bytes:
    """Return text as it goes over the line."""
    return text.encode(ENCODING, ENCODING_ERRORS)


def to_utf8(name: str, text: str) -> bytes:
    """Return a parameter's text as UTF-8; raise InvalidParameter if it is none."""
    try:
        return text.encode(ENCODING)
    except UnicodeEncodeError:  # half a surrogate pair
        raise InvalidParameter(name, "text") from None


def to_text(data: bytes) -> str:
    """Return bytes of the line as text; any bytes survive."""
    return data.decode(ENCODING, ENCODING_ERRORS)


def version(text: str) -> tuple[int, ...]:
    """Return a firmware version as numbers that compare."""
    return tuple(int(part) for part in text.split("."))


def bound(limit: int | None) -> str:
    """Return a limit in words; empty where there is none."""
    return "" if limit is None else str(limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(ABC):
    """How one value looks on the line."""

    secret: bool = False

    @property
    @abstractmethod
    def pattern(self) -> str:
        """Return the regular expression of the value in a response."""

    @property
    def header_pattern(self) -> str:
        """Return the same for the head of counted data, which may look like fields."""
        return self.pattern

    @abstractmethod
    def check(self, name: str, value: Any) -> None:
        """Raise InvalidParameter if the module would not take the value."""

    @abstractmethod
    def encode(self, value: Any) -> str:
        """Return the value as it stands on a command line."""

    def print(self, value: Any, firmware: tuple[int, ...]) -> str:
        """Return the value as the module prints it: never escaped."""
        return self.encode(value)

    @abstractmethod
    def decode(self, token: str) -> Any:
        """Return the value that a token of a response stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Shape):
    """A decimal number, or a hexadecimal one as the module prints some."""

    minimum: int | None = None
    maximum: int | None = None
    unit: str | None = None
    hexadecimal: bool = False

    @property
    @override
    def pattern(self) -> str:
        return r"[+-]?(?:0[xX][0-9A-Fa-f]{1,16}|\d{1,20})"

    @override
    def check(self, name: str, value: Any) -> None:
        low, high = self.minimum, self.maximum
        if (low is not None and value < low) or (high is not None and value > high):
            raise InvalidParameter(
                name,
                "range",
                minimum=bound(low),
                maximum=bound(high),
                unit=self.unit or "",
            )

    @override
    def encode(self, value: Any) -> str:
        return f"0x{value:x}" if self.hexadecimal else str(int(value))

    @override
    def decode(self, token: str) -> int:
        return int(token, 16 if "x" in token.lower() else 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decimal(Shape):
    """A number with decimals."""

    unit: str | None = None

    @property
    @override
    def pattern(self) -> str:
        return r"-?\d{1,9}(?:\.\d{1,9})?"

    @override
    def check(self, name: str, value: Any) -> None:
        return

    @override
    def encode(self, value: Any) -> str:
        return f"{value:.2f}"

    @override
    def decode(self, token: str) -> float:
        return float(token)


UNQUOTED = (1000,)
"""``quoted_since`` of what no firmware prints with quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Shape):
    """A string in double quotes, with the ESP-AT escapes on the way in."""

    min_bytes: int = 0
    max_bytes: int | None = None
    quoted_since: tuple[int, ...] = ()
    """From which firmware on the module prints the quotes."""

    @property
    @override
    def pattern(self) -> str:
        # Printed strings are not escaped: an SSID may hold quotes and commas
        return rf'(?:".{{0,{self.max_bytes or 512}}}"|[^",\r\n]*)'

    @property
    @override
    def header_pattern(self) -> str:
        return self.pattern.replace('}"|', '}?"|')

    @override
    def check(self, name: str, value: Any) -> None:
        if _FORBIDDEN.search(value):
            raise InvalidParameter(name, "control_character")
        try:
            size = len(to_bytes(value))
        except UnicodeEncodeError:  # half a surrogate pair
            raise InvalidParameter(name, "text") from None
        if size < self.min_bytes or (
            self.max_bytes is not None and size > self.max_bytes
        ):
            raise InvalidParameter(
                name,
                "length",
                minimum=str(self.min_bytes),
                maximum=bound(self.max_bytes),
            )

    @override
    def encode(self, value: Any) -> str:
        return f'"{value.translate(_ESCAPED)}"'

    @override
    def print(self, value: Any, firmware: tuple[int, ...]) -> str:
        return f'"{value}"' if firmware >= self.quoted_since else str(value)

    @override
    def decode(self, token: str) -> str:
        return token[1:-1] if token[:1] == '"' else token


@dataclass(frozen=True, slots=True, kw_only=True)
class Word(Shape):
    """A string that the module prints without quotes, commas and all."""

    @property
    @override
    def pattern(self) -> str:
        return r".*"

    @override
    def check(self, name: str, value: Any) -> None:
        if _FORBIDDEN.search(value):
            raise InvalidParameter(name, "control_character")

    @override
    def encode(self, value: Any) -> str:
        return str(value)

    @override
    def decode(self, token: str) -> str:
        return (
            token[1:-1] if token[:1] == '"' == token[-1:] and len(token) > 1 else token
        )
