"""The shapes that commands name, the marks of fields, and aliases many commands share."""

from dataclasses import dataclass
from enum import IntEnum
import re
from typing import Annotated, Any, Self, override

from .errors import InvalidParameter
from .shapes import (
    ENCODING,
    ENCODING_ERRORS,
    UNQUOTED,
    Decimal,
    Number,
    Shape,
    Text,
    Word,
    bound,
    to_bytes,
    to_text,
    to_utf8,
    version,
)

__all__ = [
    "ENCODING",
    "ENCODING_ERRORS",
    "UNQUOTED",
    "AnyIp",
    "BlockData",
    "BlockLength",
    "ByteCount",
    "Channel",
    "Decimal",
    "EscapedLength",
    "Flag",
    "Host",
    "HostName",
    "Ip",
    "IpAddress",
    "Key",
    "Link",
    "LinkId",
    "Mac",
    "MacAddress",
    "Multiplexed",
    "Number",
    "OpenIntEnum",
    "Password",
    "PayloadLength",
    "Port",
    "Rssi",
    "Shape",
    "Since",
    "Ssid",
    "Text",
    "TrueFalse",
    "Word",
    "to_bytes",
    "to_text",
    "to_utf8",
    "version",
]

_MAC = re.compile(r"[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}")
_ANY_IP = re.compile(r"[0-9A-Fa-f:.]{2,39}")
_HOST = re.compile(r"[A-Za-z0-9_.:%-]+")
_IP = re.compile(r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}")
# Not behind a backslash: that is a backslash, and a 0
_ENDED = re.compile(rb"(?<!\\)(?:\\\\)*\\0\Z")


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
class Host(Text):
    """The name of a machine, or its address."""

    min_bytes: int = 1
    max_bytes: int | None = 64

    @override
    def check(self, name: str, value: Any) -> None:
        super(Host, self).check(name, value)
        if not _HOST.fullmatch(value):
            raise InvalidParameter(name, "host_name")


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
                name, "length", minimum=str(low), maximum=bound(high)
            )

    @override
    def encode(self, value: Any) -> str:
        return str(len(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class EscapedLength(PayloadLength):
    r"""The byte count of data whose end is ``\0``.

    The module counts what the escapes stand for, and takes what is behind the end for
    the next command: data with escapes have to end in the only ``\0`` that they hold.
    """

    @override
    def check(self, name: str, value: Any) -> None:
        PayloadLength.check(self, name, value)
        body = value[:-2] if _ENDED.search(value) else value
        if rb"\0" in body or (b"\\" in body and body is value):
            raise InvalidParameter(name, "escape")


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
type HostName = Annotated[str, Host()]
type IpAddress = Annotated[str, Ip()]
type Rssi = Annotated[int, Number(minimum=-128, maximum=127, unit="dBm")]
type Channel = Annotated[int, Number(minimum=0, maximum=196)]
