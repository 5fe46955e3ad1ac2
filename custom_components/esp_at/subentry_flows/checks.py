"""What the values in the forms of a connection must be like."""

from collections.abc import Callable, Mapping
from typing import Any

from homeassistant.const import CONF_HOST, CONF_NAME, CONF_PORT, CONF_URL

from .. import values
from ..at.errors import InvalidParameter
from ..connection_settings import Framing
from ..const import (
    CONF_AUTHORIZATION,
    CONF_DELIMITER,
    CONF_ENDING,
    CONF_FRAMING,
    CONF_HEADERS,
    CONF_IDLE_TIMEOUT,
    CONF_KEEP_ALIVE,
    CONF_LENGTH,
    CONF_LOCAL_PORT,
    CONF_MAX_CONNECTIONS,
    CONF_PEER_MODE,
    CONF_SERVER_NAME,
    CONF_SUBPROTOCOL,
)
from ..device.messages import LONGEST_DELIMITER, LONGEST_MESSAGE
from ..device.socket_types import PeerMode
from ..device.websockets import MOST_HEADERS

_LONGEST_HOST = 64
_LONGEST_URL = 256


def _text(longest: int) -> Callable[[str], str]:
    """Return the check for text of one line, in bytes as the module counts."""

    def check(text: str) -> str:
        text = text.strip()
        if not text.isprintable() or not 0 < len(text.encode()) <= longest:
            raise ValueError("not a line, or too long")
        return text

    return check


def _number(low: int, high: int) -> Callable[[float], int]:
    """Return the check for a whole number."""

    def check(number: float) -> int:
        # Infinity and what is not a number are out of any range
        if not low <= number <= high or number != int(number):
            raise ValueError("out of range")
        return int(number)

    return check


def _host(text: str) -> str:
    text = _text(_LONGEST_HOST)(text)
    values.host(CONF_HOST, text)
    if ":" in text:
        raise ValueError("an IPv6 address")
    return text


def _url(text: str) -> str:
    text = _text(_LONGEST_URL)(text)
    values.url(CONF_URL, text, "ws", "wss")
    return text


def _escapes(shortest: int) -> Callable[[str], str]:
    """Return the check for bytes that are written with escapes; blanks count."""

    def check(text: str) -> str:
        data = values.unescape(CONF_DELIMITER, text)
        if not shortest <= len(data) <= LONGEST_DELIMITER:
            raise ValueError("too short or too long")
        return text

    return check


def _headers(lines: list[str]) -> list[str]:
    """Check lines such as ``X-Key: secret``; empty ones are left out."""
    lines = [line.strip() for line in lines if line.strip()]
    if len(lines) > MOST_HEADERS:
        raise ValueError("too many headers")
    for line in lines:
        _text(_LONGEST_URL)(line)
        name, colon, value = line.partition(":")
        if not colon:
            raise ValueError("no colon")
        values.headers(CONF_HEADERS, {name: value.strip()})
    return lines


_PORT = _number(1, 65535)
_CHECKS: Mapping[str, Callable[[Any], Any]] = {
    CONF_NAME: _text(100),
    CONF_HOST: _host,
    CONF_PORT: _PORT,
    CONF_KEEP_ALIVE: _number(1, 7200),
    CONF_SERVER_NAME: _host,
    CONF_LOCAL_PORT: _PORT,
    CONF_MAX_CONNECTIONS: _number(1, 5),
    CONF_IDLE_TIMEOUT: _number(0, 7200),
    CONF_URL: _url,
    CONF_SUBPROTOCOL: _text(128),
    CONF_AUTHORIZATION: _text(_LONGEST_URL),
    CONF_HEADERS: _headers,
    CONF_DELIMITER: _escapes(1),
    CONF_LENGTH: _number(1, LONGEST_MESSAGE),
    CONF_ENDING: _escapes(0),
}
CHECKED = tuple(_CHECKS)
"""The fields that may be wrong; the error of each is ``invalid_`` and its name."""


def check(user_input: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what was typed as it is kept, and the errors by field.

    What is not needed with the chosen framing is left out.
    """
    needed = {Framing.DELIMITER: CONF_DELIMITER, Framing.LENGTH: CONF_LENGTH}
    chosen = needed.get(user_input.get(CONF_FRAMING, Framing.NONE))
    settings: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for field, value in user_input.items():
        if field in needed.values() and field != chosen:
            continue
        try:
            settings[field] = _CHECKS.get(field, lambda given: given)(value)
        except ValueError, InvalidParameter:
            errors[field] = f"invalid_{field}"
    if chosen is not None and chosen not in user_input:
        errors[chosen] = f"invalid_{chosen}"
    if (
        user_input.get(CONF_PEER_MODE, PeerMode.FIXED) != PeerMode.FIXED
        and CONF_LOCAL_PORT not in user_input
    ):
        errors[CONF_LOCAL_PORT] = "local_port_missing"
    return settings, errors
