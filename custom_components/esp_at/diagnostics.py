"""What a report of a problem needs, with everything private struck out."""

from collections.abc import Mapping
from dataclasses import asdict
import re
from typing import Any
from urllib.parse import urlsplit

from homeassistant.components.diagnostics import REDACTED, async_redact_data
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_DEVICE, CONF_HOST, CONF_NAME, CONF_URL
from homeassistant.core import HomeAssistant

from .connections import EspAtConnection
from .const import (
    CONF_AUTHORIZATION,
    CONF_HEADERS,
    CONF_SERVER_NAME,
    CONF_SUBPROTOCOL,
    CONF_TIME_SERVERS,
)
from .coordinator import EspAtConfigEntry
from .device.socket import Socket
from .device.socket_types import Remote
from .errors import describe

_PRIVATE = {
    CONF_AUTHORIZATION,
    CONF_HEADERS,
    CONF_NAME,
    CONF_SUBPROTOCOL,
    CONF_TIME_SERVERS,
    CONF_URL,
    "bssid",
    "gateway",
    "host_name",
    "ip",
    "mac",
    "password",
    "servers",
    "ssid",
    "title",
    "unique_id",
}
_HOSTS = {CONF_HOST, CONF_SERVER_NAME}
_MAC = re.compile(r"(?:[0-9a-f]{2}:){5}[0-9a-f]{2}", re.IGNORECASE)
# A firmware's version has four numbers as well
_IP = re.compile(r"(?<![\d.v])(?<!version:)(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
# What stands between two commas and is nobody's name
_HARMLESS = re.compile(r"(?:-?(?:0x[0-9a-f]+|\d+)|\*{3}|\?)?", re.IGNORECASE)
_ARGUMENTS = re.compile(r"(AT\+\w+=)(.+)", re.IGNORECASE)
# Lines on which the module prints a name without quotes
_UNQUOTED = re.compile(
    r"(\+C[WE]HOSTNAME:|\+BLEHIDNAME:|ssid:|password:|\+SCRD:\d+,)(.+)", re.IGNORECASE
)
_PUBLIC = "+CMD:"


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: EspAtConfigEntry
) -> dict[str, Any]:
    """Return entry, state, firmware, counters and the last lines on the wire."""
    pseudonyms = Pseudonyms()
    config = _with_pseudonyms(entry.as_dict(), pseudonyms)
    config["data"] = {
        **entry.data,
        CONF_DEVICE: redact_port(entry.data[CONF_DEVICE]),
    }
    found: dict[str, Any] = {"entry": async_redact_data(config, _PRIVATE)}
    if entry.state is not ConfigEntryState.LOADED:
        return found  # set-up fails, and nothing more is known

    device = entry.runtime_data.device
    told = device.diagnostics()
    lines: list[str] = told.pop("wire")
    return {
        **found,
        "state": async_redact_data(_plain(asdict(device.state)), _PRIVATE),
        "device": async_redact_data(_plain(told), _PRIVATE),
        "connections": [
            _connection(connection, pseudonyms)
            for connection in entry.runtime_data.connections
        ],
        "links": [
            _link(link, pseudonyms) for link in device.sockets.open_sockets.values()
        ],
        "wire": [pseudonyms.mask_entry(line) for line in lines],
    }


def _connection(connection: EspAtConnection, pseudonyms: Pseudonyms) -> dict[str, Any]:
    """Return how a kept connection is doing, without what went over it."""
    state = connection.state
    return {
        "subentry_id": connection.key,
        "type": connection.type,
        "connected": state.connected,
        "peers": [_peer(peer, pseudonyms) for peer in state.peers],
        "bytes_in": state.bytes_in,
        "bytes_out": state.bytes_out,
        "messages": state.messages,
        # The words of an error name hosts
        "error": None if state.error is None else describe(state.error).key,
    }


def _link(link: Socket, pseudonyms: Pseudonyms) -> dict[str, Any]:
    """Return how a link is doing, kept or opened by an action."""
    return {
        "link": link.link_id,
        "kind": link.kind,
        "accepted": link.accepted,
        "remote": None if link.remote is None else _peer(link.remote, pseudonyms),
        "bytes_in": link.bytes_in,
        "bytes_out": link.bytes_out,
    }


def _peer(remote: Remote, pseudonyms: Pseudonyms) -> str:
    return f"{pseudonyms.name(remote.host)}:{remote.port}"


def _with_pseudonyms(value: Any, pseudonyms: Pseudonyms) -> Any:
    """Return a value with a stand-in for each host in it."""
    match value:
        case Mapping():
            return {
                key: pseudonyms.name(item)
                if key in _HOSTS and isinstance(item, str)
                else _with_pseudonyms(item, pseudonyms)
                for key, item in value.items()
            }
        case list() | tuple():
            return [_with_pseudonyms(item, pseudonyms) for item in value]
    return value


def _plain(value: Any) -> Any:
    """Return a value with lists in it for all that is like one: only these are searched."""
    match value:
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case frozenset():
            return sorted(value)
    return value


def redact_port(url: str) -> str:
    """Return a port without host, credentials and query.

    A path stays, but for the MAC address by which Espressif's own adapters are named.
    """
    parts = urlsplit(url)
    if not parts.scheme:
        return _MAC.sub(REDACTED, parts.path)
    return f"{parts.scheme}://{REDACTED}"


class Pseudonyms:
    """Replaces what is private in lines of the wire, the same by the same.

    Who reads the log still sees that an address of one line is that of another.
    """

    def __init__(self) -> None:
        """Know nobody yet."""
        self._names: dict[str, str] = {}

    def mask_entry(self, entry: str) -> str:
        """Return an entry of the wire log: time, direction, line."""
        time, direction, line = entry.split(" ", 2)
        return f"{time} {direction} {self.mask(line)}"

    def mask(self, line: str) -> str:
        """Return a line with nothing private in it."""
        if line.startswith(_PUBLIC):
            return line
        if match := _UNQUOTED.fullmatch(line):
            return f"{match[1]}{self.name(match[2])}"
        if match := _ARGUMENTS.fullmatch(line):  # of a user, who may forget the quotes
            return match[1] + self._strings(match[2])
        head, quote, _ = line.partition('"')
        last = line.rfind('"') if line.count('"') % 2 == 0 else len(line)
        # A name may hold quotes and commas: all between the first quote and the last
        # is private, but for bare numbers
        middle = line[len(head) : last + 1] if quote else ""
        tail = line[last + 1 :] if quote else ""
        return self._addresses(head) + self._strings(middle) + self._addresses(tail)

    def _strings(self, text: str) -> str:
        if not text:
            return ""
        return ",".join(
            piece if _HARMLESS.fullmatch(piece) else f'"{self.name(piece.strip('"'))}"'
            for piece in text.split(",")
        )

    def _addresses(self, text: str) -> str:
        for pattern in (_MAC, _IP):
            text = pattern.sub(lambda match: self.name(match[0]), text)
        return text

    def name(self, value: str) -> str:
        """Return the stand-in for a name or an address."""
        kind = "text"
        if _MAC.fullmatch(value):
            kind = "mac"
        elif _IP.fullmatch(value):
            kind = "ip"
        number = len(self._names) + 1
        return self._names.setdefault(value.lower(), f"<{kind} {number}>")
