"""How hosts take characters by their number, which no key of theirs types."""

from abc import ABC, abstractmethod
from string import hexdigits
from typing import override

from custom_components.esp_at.keyboard.usages import KEYS

LEFT_CTRL, LEFT_SHIFT, LEFT_ALT = 0xE0, 0xE1, 0xE2
_CTRL, _SHIFT = {LEFT_CTRL, 0xE4}, {LEFT_SHIFT, 0xE5}
_KEYPAD = {KEYS[f"keypad_{digit}"]: str(digit) for digit in range(10)}
_HEX = {KEYS[digit]: digit for digit in "0123456789abcdef"}
_ENDS = (KEYS["space"], KEYS["enter"], KEYS["keypad_enter"])
# What the old code pages of PCs show for numbers below a blank
_SYMBOLS = "☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼"
_UNITS_OF_PAIRS = range(0xD800, 0xE000)


class UnicodeEntry(ABC):
    """One system's way; ``down`` are the modifiers that are held."""

    def __init__(self) -> None:
        """Wait for the start of a number."""
        self.digits: str | None = None
        """What was typed of a number; None outside one."""

    @abstractmethod
    def press(self, usage: int, text: str, down: set[int]) -> str | None:
        """Take a key that would type ``text``; None if it belongs to no number."""

    def release(self, usage: int) -> str:
        """Take the release of a modifier; return the character that it ends."""
        return ""


class LinuxEntry(UnicodeEntry):
    """Ctrl+Shift+U, hexadecimal digits of the layout, and a space or Enter."""

    @override
    def press(self, usage: int, text: str, down: set[int]) -> str | None:
        """Take a key."""
        if usage == KEYS["u"] and down & _CTRL and down & _SHIFT:
            self.digits = ""
            return ""
        if self.digits is None:
            return None
        if usage in _ENDS:
            digits, self.digits = self.digits, None
            return _character(int(digits, 16)) if digits else ""
        if usage == KEYS["escape"]:
            self.digits = None
        elif usage == KEYS["backspace"]:
            self.digits = self.digits[:-1]
        elif text and text in hexdigits:
            self.digits += text
        return ""


class WindowsEntry(UnicodeEntry):
    """Alt held down, and decimal digits of the keypad.

    With a 0 in front it is the number in Windows' own code page or in Unicode, without
    one in the code page of DOS up to 255. Word, WordPad and what shares their text
    field take numbers above 255.
    """

    def __init__(self, code_page: str) -> None:
        """Take DOS' code page for the host's country."""
        super().__init__()
        self._code_page = code_page

    @override
    def press(self, usage: int, text: str, down: set[int]) -> str | None:
        """Take a key."""
        if down != {LEFT_ALT} or usage not in _KEYPAD:
            return None
        self.digits = (self.digits or "") + _KEYPAD[usage]
        return ""

    @override
    def release(self, usage: int) -> str:
        """Type the character when Alt goes up."""
        if usage != LEFT_ALT or self.digits is None:
            return ""
        digits, self.digits = self.digits, None
        number = int(digits)
        if digits[0] != "0" and 0 < number <= len(_SYMBOLS):
            return _SYMBOLS[number - 1]
        if number <= 0xFF:
            page = "cp1252" if digits[0] == "0" else self._code_page
            return bytes((number,)).decode(page, "ignore")
        return _character(number)


class MacEntry(UnicodeEntry):
    """The left Option key held down, and four hexadecimal digits for each UTF-16 unit.

    A Mac does so while its input source is *Unicode Hex Input*, whose keys are where
    a US keyboard has them.
    """

    def __init__(self) -> None:
        """Wait for the first digit."""
        super().__init__()
        self._first_unit = b""

    @override
    def press(self, usage: int, text: str, down: set[int]) -> str | None:
        """Take a key; the fourth digit types, or waits for the rest of a pair."""
        if down != {LEFT_ALT} or usage not in _HEX:
            return None
        self.digits = (self.digits or "") + _HEX[usage]
        if len(self.digits) < 4:
            return ""
        unit, self.digits = bytes.fromhex(self.digits), None
        units, self._first_unit = self._first_unit + unit, b""
        if len(units) == 2 and int.from_bytes(units) in range(0xD800, 0xDC00):
            self._first_unit = units
            return ""
        return units.decode("utf-16-be", "ignore")

    @override
    def release(self, usage: int) -> str:
        """Drop a number that is not complete."""
        if usage == LEFT_ALT:
            self.digits, self._first_unit = None, b""
        return ""


def unicode_entry(system: str, layout: str) -> UnicodeEntry:
    """Return how a system does it."""
    match system:
        case "windows":
            return WindowsEntry("cp437" if layout == "us" else "cp850")
        case "macos":
            return MacEntry()
        case _:
            return LinuxEntry()


def _character(number: int) -> str:
    """Return a character of Unicode; nothing where there is none."""
    if number > 0x10FFFF or number in _UNITS_OF_PAIRS:
        return ""
    return chr(number)
