"""What a report of a problem needs, with everything private struck out."""

from dataclasses import asdict
import re
from typing import Any
from urllib.parse import urlsplit

from homeassistant.components.diagnostics import REDACTED, async_redact_data
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_DEVICE
from homeassistant.core import HomeAssistant

from .coordinator import EspAtConfigEntry

_PRIVATE = {
    "bssid",
    "gateway",
    "host_name",
    "ip",
    "mac",
    "password",
    "ssid",
    "title",
    "unique_id",
}
_MAC = re.compile(r"(?:[0-9a-f]{2}:){5}[0-9a-f]{2}", re.IGNORECASE)
# A firmware's version has four numbers as well
_IP = re.compile(r"(?<![\d.v])(?<!version:)(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
# What stands between two commas and is nobody's name
_HARMLESS = re.compile(r"(?:-?(?:0x[0-9a-f]+|\d+)|\*{3}|\?)?", re.IGNORECASE)
_ARGUMENTS = re.compile(r"(AT\+\w+=)(.+)", re.IGNORECASE)
# Lines on which the module prints a name without quotes
_UNQUOTED = re.compile(
    r"(\+C[WE]HOSTNAME:|ssid:|password:|\+SCRD:\d+,)(.+)", re.IGNORECASE
)
_PUBLIC = "+CMD:"


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: EspAtConfigEntry
) -> dict[str, Any]:
    """Return entry, state, firmware, counters and the last lines on the wire."""
    config = entry.as_dict()
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
    pseudonyms = Pseudonyms()
    return {
        **found,
        "state": async_redact_data(_plain(asdict(device.state)), _PRIVATE),
        "device": async_redact_data(_plain(told), _PRIVATE),
        "wire": [pseudonyms.mask_entry(line) for line in lines],
    }


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
            return f"{match[1]}{self._name(match[2])}"
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
            piece if _HARMLESS.fullmatch(piece) else f'"{self._name(piece.strip('"'))}"'
            for piece in text.split(",")
        )

    def _addresses(self, text: str) -> str:
        for pattern in (_MAC, _IP):
            text = pattern.sub(lambda match: self._name(match[0]), text)
        return text

    def _name(self, value: str) -> str:
        kind = "text"
        if _MAC.fullmatch(value):
            kind = "mac"
        elif _IP.fullmatch(value):
            kind = "ip"
        number = len(self._names) + 1
        return self._names.setdefault(value.lower(), f"<{kind} {number}>")
