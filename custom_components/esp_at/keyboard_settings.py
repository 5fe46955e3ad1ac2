"""What the options say of the keyboard: its name, its pace, and how the host reads it."""

from collections.abc import Mapping
from typing import Any

from homeassistant.const import CONF_NAME

from .at.errors import InvalidParameter
from .const import (
    CONF_HOST_SYSTEM,
    CONF_KEYBOARD,
    CONF_KEYSTROKE_INTERVAL,
    CONF_LAYOUT,
    DEFAULT_HOST_SYSTEM,
    DEFAULT_KEYSTROKE_INTERVAL,
    DEFAULT_LAYOUT,
)
from .coordinator import EspAtConfigEntry
from .keyboard.layout import HostSystem, Layout, layout_of

_MAX_NAME_BYTES = 32


def layout_for(
    entry: EspAtConfigEntry, layout: str | None = None, system: str | None = None
) -> Layout:
    """Return how the host reads the keys: as given, else as the options say.

    Raises InvalidParameter for a layout or a system that does not exist.
    """
    options = _options(entry)
    name = options.get(CONF_LAYOUT, DEFAULT_LAYOUT) if layout is None else layout
    if system is None:
        system = options.get(CONF_HOST_SYSTEM, DEFAULT_HOST_SYSTEM)
    try:
        host = HostSystem(system)
    except ValueError as error:
        raise InvalidParameter("system", "choice") from error
    return layout_of(name, host)


def keyboard_name(entry: EspAtConfigEntry) -> str | None:
    """Return under which name hosts are to find the module, None for the firmware's."""
    name: str | None = _options(entry).get(CONF_NAME)
    return name


def keystroke_interval(entry: EspAtConfigEntry) -> float:
    """Return the pace of the keyboard, in seconds."""
    milliseconds: float = _options(entry).get(
        CONF_KEYSTROKE_INTERVAL, DEFAULT_KEYSTROKE_INTERVAL
    )
    return milliseconds / 1000


def has_valid_name(options: Mapping[str, Any]) -> bool:
    """Return whether the module can take the name, if any: 1 to 32 bytes on one line."""
    name: str = options.get(CONF_NAME, "keyboard")
    return name.isprintable() and 1 <= len(name.encode()) <= _MAX_NAME_BYTES


def _options(entry: EspAtConfigEntry) -> Mapping[str, Any]:
    options: Mapping[str, Any] = entry.options.get(CONF_KEYBOARD, {})
    return options
