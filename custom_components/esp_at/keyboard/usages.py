"""The keys, modifiers, mouse buttons and media keys that the module can send, by name.

Usages are those of the HID Usage Tables. A key is named by what stands on it on a US
keyboard: ``"y"`` is the key that types z on a German one.
"""

from collections.abc import Mapping
from enum import IntEnum, IntFlag
from string import ascii_lowercase
from typing import Final


class Modifier(IntFlag):
    """The modifier keys, as the first byte of a keyboard's report holds them."""

    LEFT_CTRL = 0x01
    LEFT_SHIFT = 0x02
    LEFT_ALT = 0x04
    LEFT_GUI = 0x08
    RIGHT_CTRL = 0x10
    RIGHT_SHIFT = 0x20
    RIGHT_ALT = 0x40
    RIGHT_GUI = 0x80


class MouseButton(IntFlag):
    """The buttons of the mouse, as the first byte of its report holds them."""

    LEFT = 0x01
    RIGHT = 0x02
    MIDDLE = 0x04


class ConsumerUsage(IntEnum):
    """The media keys that have an effect: the firmware sends nothing for others."""

    POWER = 0x30
    ASSIGN_SELECTION = 0x81
    RECALL_LAST = 0x83
    CHANNEL_UP = 0x9C
    CHANNEL_DOWN = 0x9D
    PLAY = 0xB0
    PAUSE = 0xB1
    RECORD = 0xB2
    FAST_FORWARD = 0xB3
    REWIND = 0xB4
    NEXT = 0xB5
    PREVIOUS = 0xB6
    STOP = 0xB7
    MUTE = 0xE2
    VOLUME_UP = 0xE9
    VOLUME_DOWN = 0xEA


# In the order of their usages, which are consecutive
_NAMES = (
    *ascii_lowercase,
    *"1234567890",
    *("enter", "escape", "backspace", "tab", "space", "minus", "equal"),
    *("left_bracket", "right_bracket", "backslash", "iso_hash", "semicolon"),
    *("quote", "grave", "comma", "period", "slash", "caps_lock"),
    *(f"f{number}" for number in range(1, 13)),
    *("print_screen", "scroll_lock", "pause", "insert", "home", "page_up", "delete"),
    *("end", "page_down", "right", "left", "down", "up", "num_lock"),
    *("keypad_divide", "keypad_multiply", "keypad_minus", "keypad_plus"),
    *("keypad_enter", *(f"keypad_{digit}" for digit in "1234567890")),
    *("keypad_period", "iso_backslash", "menu"),
)

LARGEST_KEY: Final = 0x65
"""Hosts ignore larger usages: the module's report map ends here."""

KEYS: Final[Mapping[str, int]] = dict(zip(_NAMES, range(0x04, 0x66), strict=True))
"""Every key: its name and its usage, 0x04 to 0x65."""

KEY_ALIASES: Final[Mapping[str, int]] = {
    alias: KEYS[name]
    for alias, name in {
        "'": "quote",
        ",": "comma",
        "-": "minus",
        ".": "period",
        "/": "slash",
        ";": "semicolon",
        "=": "equal",
        "[": "left_bracket",
        "\\": "backslash",
        "]": "right_bracket",
        "`": "grave",
        "apostrophe": "quote",
        "application": "menu",
        "break": "pause",
        "caps": "caps_lock",
        "del": "delete",
        "dot": "period",
        "equals": "equal",
        "esc": "escape",
        "hyphen": "minus",
        "ins": "insert",
        "keypad_dot": "keypad_period",
        "pagedown": "page_down",
        "pageup": "page_up",
        "pgdn": "page_down",
        "pgup": "page_up",
        "plus": "keypad_plus",
        "prtsc": "print_screen",
        "return": "enter",
    }.items()
}
"""Other names that people type for the same keys."""

MODIFIERS: Final[Mapping[str, Modifier]] = {
    "ctrl": Modifier.LEFT_CTRL,
    "shift": Modifier.LEFT_SHIFT,
    "alt": Modifier.LEFT_ALT,
    "gui": Modifier.LEFT_GUI,
    "alt_gr": Modifier.RIGHT_ALT,
    "right_ctrl": Modifier.RIGHT_CTRL,
    "right_shift": Modifier.RIGHT_SHIFT,
    "right_alt": Modifier.RIGHT_ALT,
    "right_gui": Modifier.RIGHT_GUI,
    "left_ctrl": Modifier.LEFT_CTRL,
    "left_shift": Modifier.LEFT_SHIFT,
    "left_alt": Modifier.LEFT_ALT,
    "left_gui": Modifier.LEFT_GUI,
    "control": Modifier.LEFT_CTRL,
    "win": Modifier.LEFT_GUI,
    "cmd": Modifier.LEFT_GUI,
    "command": Modifier.LEFT_GUI,
    "meta": Modifier.LEFT_GUI,
    "super": Modifier.LEFT_GUI,
    "option": Modifier.LEFT_ALT,
    "altgr": Modifier.RIGHT_ALT,
}
"""Every modifier by name; several names may mean the same one."""

CONSUMER: Final[Mapping[str, ConsumerUsage]] = {
    usage.name.lower(): usage for usage in ConsumerUsage
}
"""Every media key by name, such as ``volume_up``."""
