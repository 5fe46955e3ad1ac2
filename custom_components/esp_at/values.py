"""What users write: data in four spellings, hosts, URLs, numbers in a range."""

import base64
from collections.abc import Mapping
from enum import StrEnum
import ipaddress
import re
from typing import Any
from urllib.parse import urlsplit

from homeassistant.helpers import config_validation as cv
import probatio

from .at.errors import InvalidParameter

MAX_DATA = 1 << 20
"""Bytes that one action sends at most: at 115200 baud they take a minute and a half."""

# What a name or an address is made of; in quotes, nothing of it needs an escape
_HOST = re.compile(r"[A-Za-z0-9_.:%-]+")
_URL_REST = re.compile(r"[^\s/?#\"\\]+[^\s\"\\\x00-\x1f\x7f]*")
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_ONE_LINE = re.compile(r"[^\x00-\x1f\x7f]*")
_ESCAPE = re.compile(r"\\(?:([rnt0\\])|x([0-9A-Fa-f]{2})|)")
_ESCAPED = {"r": b"\r", "n": b"\n", "t": b"\t", "0": b"\0", "\\": b"\\"}


class Encoding(StrEnum):
    """How data are written."""

    TEXT = "text"
    ESCAPED = "escaped"
    """Text in which a backslash begins a control character, or any byte."""
    HEX = "hex"
    BASE64 = "base64"


ENCODING = probatio.In([encoding.value for encoding in Encoding])
HEADERS = {cv.string: cv.string}


def decode(name: str, text: str, encoding: str, *, maximum: int = MAX_DATA) -> bytes:
    """Return the bytes that a field stands for; raise InvalidParameter.

    There must be one byte at least, and no more than ``maximum``.
    """
    # No byte is spelt longer than \xNN
    if len(text) > 4 * maximum:
        raise wrong_size(name, maximum)
    match Encoding(encoding):
        case Encoding.TEXT:
            data = _utf8(name, text)
        case Encoding.ESCAPED:
            data = unescape(name, text)
        case Encoding.HEX:
            try:
                data = bytes.fromhex(text)
            except ValueError:
                raise InvalidParameter(name, "hex") from None
        case _:
            try:
                data = base64.b64decode("".join(text.split()), validate=True)
            except ValueError:
                raise InvalidParameter(name, "base64") from None
    if not 0 < len(data) <= maximum:
        raise wrong_size(name, maximum)
    return data


def unescape(name: str, text: str) -> bytes:
    r"""Return text as bytes; ``\r \n \t \0 \\`` and ``\xNN`` stand for one byte each.

    Raises InvalidParameter for any other backslash.
    """
    data = bytearray()
    end = 0
    for found in _ESCAPE.finditer(text):
        letter, digits = found.groups()
        data += _utf8(name, text[end : found.start()])
        end = found.end()
        if letter:
            data += _ESCAPED[letter]
        elif digits:
            data.append(int(digits, 16))
        else:
            raise InvalidParameter(name, "escape")
    return bytes(data + _utf8(name, text[end:]))


def spellings(data: bytes) -> dict[str, Any]:
    """Return data as an action answers with them; ``text`` is None unless UTF-8."""
    return {
        "text": as_text(data),
        "hex": data.hex(),
        "base64": as_base64(data),
        "length": len(data),
    }


def as_text(data: bytes) -> str | None:
    """Return data as text; None if they are not UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def as_base64(data: bytes) -> str:
    """Return data as Base64."""
    return base64.b64encode(data).decode()


def within(
    name: str, value: float, *, minimum: float, maximum: float, unit: str = ""
) -> None:
    """Raise InvalidParameter for a number out of its range."""
    if not minimum <= value <= maximum:
        raise InvalidParameter(
            name,
            "range",
            minimum=f"{minimum:.15g}",
            maximum=f"{maximum:.15g}",
            unit=unit,
        )


def port(name: str, value: int) -> None:
    """Raise InvalidParameter for what is no port."""
    within(name, value, minimum=1, maximum=65535)


def host(name: str, value: str) -> None:
    """Raise InvalidParameter for what is neither a host name nor an address."""
    if not _HOST.fullmatch(value):
        raise InvalidParameter(name, "host_name")


def address(name: str, value: str) -> None:
    """Raise InvalidParameter for what is no IPv4 address."""
    try:
        ipaddress.IPv4Address(value)
    except ValueError:
        raise InvalidParameter(name, "ip_address") from None


def one_line(name: str, value: str) -> None:
    """Raise InvalidParameter for what is no text, or has control characters."""
    if not _ONE_LINE.fullmatch(value):
        raise InvalidParameter(name, "control_character")
    _utf8(name, value)


def headers(name: str, given: Mapping[str, str]) -> None:
    """Raise InvalidParameter for what would be another header, or none."""
    for key, value in given.items():
        if not _HEADER_NAME.fullmatch(key) or not _ONE_LINE.fullmatch(value):
            raise InvalidParameter(name, "header")


def at_most(name: str, count: int, maximum: int) -> None:
    """Raise InvalidParameter for a list with too many members."""
    if count > maximum:
        raise InvalidParameter(name, "count", maximum=str(maximum))


def url(name: str, value: str, *schemes: str) -> None:
    """Raise InvalidParameter for what is no URL of these schemes, or leads nowhere."""
    scheme, _, rest = value.partition("://")
    if scheme.lower() not in schemes or not _URL_REST.fullmatch(rest):
        raise InvalidParameter(
            name, "url", schemes=" or ".join(f"{scheme}://" for scheme in schemes)
        )
    try:
        parts = urlsplit(value)
        leads = _HOST.fullmatch(parts.hostname or "") and parts.port != 0
    except ValueError:
        leads = None
    if not leads:
        raise InvalidParameter(name, "url_target")


def choice[Meaning](name: str, value: str, choices: Mapping[str, Meaning]) -> Meaning:
    """Return what a word stands for; raise InvalidParameter, which names the words."""
    if value not in choices:
        raise InvalidParameter(name, "choice_of", choices=", ".join(choices))
    return choices[value]


def wrong_size(name: str, maximum: int) -> InvalidParameter:
    """Return the error for a field that makes no byte, or too many."""
    return InvalidParameter(name, "length", minimum="1", maximum=str(maximum))


def _utf8(name: str, text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:  # half a surrogate pair
        raise InvalidParameter(name, "text") from None
