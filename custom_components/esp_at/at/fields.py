"""Wire shapes of parameters, and the aliases that many commands share.

A shape states range, unit and quoting once. It knows how a value is written on a
command line and in a response, and how to read it back.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import IntEnum
import re
from typing import Annotated, Any, Self, override

from .errors import InvalidParameter

ENCODING = "utf-8"
# An SSID in another encoding survives the round trip
ENCODING_ERRORS = "surrogateescape"

_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', ",": "\\,"})
# A line is one command: these would end it, or make the module drop what is before
_FORBIDDEN = re.compile("[\r\n\0]")
_MAC = re.compile(r"[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}")
_ANY_IP = re.compile(r"[0-9A-Fa-f:.]{2,39}")
_IP = re.compile(r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}")


def to_bytes(text: str) -> bytes:
    """Return text as it goes over the line."""
    return text.encode(ENCODING, ENCODING_ERRORS)


def to_text(data: bytes) -> str:
    """Return bytes of the line as text; any bytes survive."""
    return data.decode(ENCODING, ENCODING_ERRORS)


def version(text: str) -> tuple[int, ...]:
    """Return a firmware version as numbers that compare."""
    return tuple(int(part) for part in text.split("."))


def _bound(limit: int | None) -> str:
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
                minimum=_bound(low),
                maximum=_bound(high),
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
            raise InvalidParameter(name, "control_character") from None
        if size < self.min_bytes or (
            self.max_bytes is not None and size > self.max_bytes
        ):
            raise InvalidParameter(
                name,
                "length",
                minimum=str(self.min_bytes),
                maximum=_bound(self.max_bytes),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Mac(Text):
    """A MAC address, six pairs of hexadecimal digits with colons."""

    max_bytes: int | None = 17

    @property
    @override
    def pattern(self) -> str:
        return rf'"?{_MAC.pattern}"?'

    @override
    def check(self, name: str, value: Any) -> None:
        if not _MAC.fullmatch(value):
            raise InvalidParameter(name, "mac_address")

    @override
    def decode(self, token: str) -> str:
        return token.strip('"').lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ip(Text):
    """An IPv4 address."""

    max_bytes: int | None = 15

    @property
    @override
    def pattern(self) -> str:
        return rf'"?{_IP.pattern}"?'

    @override
    def check(self, name: str, value: Any) -> None:
        if not _IP.fullmatch(value) or any(
            int(part) > 255 for part in value.split(".")
        ):
            raise InvalidParameter(name, "ip_address")

    @override
    def decode(self, token: str) -> str:
        return token.strip('"')


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyIp(Text):
    """An IPv4 or IPv6 address."""

    max_bytes: int | None = 39

    @property
    @override
    def pattern(self) -> str:
        return r'"?[0-9A-Fa-f:.]{2,39}"?'

    @override
    def check(self, name: str, value: Any) -> None:
        if not _ANY_IP.fullmatch(value):
            raise InvalidParameter(name, "ip_address")

    @override
    def decode(self, token: str) -> str:
        return token.strip('"')


@dataclass(frozen=True, slots=True, kw_only=True)
class PayloadLength(Number):
    """The byte count of data that follows the ``>`` prompt; the field holds the data."""

    minimum: int | None = 1

    @override
    def check(self, name: str, value: Any) -> None:
        size = len(value)
        low, high = self.minimum or 0, self.maximum
        if size < low or (high is not None and size > high):
            raise InvalidParameter(
                name, "length", minimum=str(low), maximum=_bound(high)
            )

    @override
    def encode(self, value: Any) -> str:
        return str(len(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockLength(Number):
    """The byte count of the data that ends the same line."""

    @property
    @override
    def pattern(self) -> str:
        return r"\d{1,9}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockData(Word):
    """The counted data that ends a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByteCount(Number):
    """A number of bytes, with the word behind it."""

    @property
    @override
    def pattern(self) -> str:
        return r"\d{1,10} bytes"

    @override
    def encode(self, value: Any) -> str:
        return f"{value} bytes"

    @override
    def decode(self, token: str) -> int:
        return int(token.split(maxsplit=1)[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse(Number):
    """A flag that the module prints as a word."""

    @property
    @override
    def pattern(self) -> str:
        return "true|false"

    @override
    def encode(self, value: Any) -> str:
        return "true" if value else "false"

    @override
    def decode(self, token: str) -> int:
        return int(token == "true")


@dataclass(frozen=True, slots=True)
class Multiplexed:
    """Marks a link that stands on the line only while AT+CIPMUX=1 holds."""


@dataclass(frozen=True, slots=True)
class Since:
    """The firmware from which on a parameter or a field exists."""

    version: str


@dataclass(frozen=True, slots=True)
class Key:
    """How a field of a KeyedRecord is called on the line."""

    name: str


class OpenIntEnum(IntEnum):
    """An IntEnum that keeps values a newer firmware may add."""

    @classmethod
    @override
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, int):
            return None
        member = int.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member


type Flag = Annotated[bool, Number(minimum=0, maximum=1)]
type LinkId = Annotated[int, Number(minimum=0, maximum=4)]
type Link = Annotated[LinkId | None, Multiplexed()]
type Port = Annotated[int, Number(minimum=1, maximum=65535)]
type Ssid = Annotated[str, Text(max_bytes=32)]
type Password = Annotated[str, Text(max_bytes=64, secret=True)]
type MacAddress = Annotated[str, Mac()]
type HostName = Annotated[str, Text(min_bytes=1, max_bytes=64)]
type IpAddress = Annotated[str, Ip()]
type Rssi = Annotated[int, Number(minimum=-128, maximum=127, unit="dBm")]
type Channel = Annotated[int, Number(minimum=0, maximum=196)]
