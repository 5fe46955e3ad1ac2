"""A text as keystrokes."""

from typing import Final
import unicodedata

from ..at.errors import InvalidParameter
from .chord import RELEASED, Chord
from .layout import HostSystem, Layout
from .usages import KEYS, Modifier

type Strokes = tuple[Chord, ...]

_CONTROLS: Final = {
    "\n": (Chord(Modifier(0), (KEYS["enter"],)),),
    "\t": (Chord(Modifier(0), (KEYS["tab"],)),),
}
# Control characters, and halves of characters that no text can hold
_UNTYPED = {"Cc", "Cs"}
_ANSI_CODE_PAGE = "cp1252"
# Its Windows has another code page, in which these numbers are other characters
_WITHOUT_CODE_PAGE = {"ja"}


def compose(
    text: str, layout: Layout, *, unicode_entry: bool = False
) -> tuple[tuple[str, Strokes], ...]:
    r"""Return each character of a text with the chords that type it.

    The text is composed first (NFC). ``"\n"`` and ``"\r\n"`` are Enter, ``"\t"`` is
    Tab. The chord without anything, ``RELEASED``, must be sent as it is: what was down
    before it goes up, and only that ends an entry by number.

    With ``unicode_entry``, what the layout does not have is entered as a number, as the
    host offers it: on Windows with Alt and the keypad (characters of Windows-1252
    everywhere, others where rich text is edited; Num Lock must be on), on Linux with
    Ctrl+Shift+U (GTK and IBus), on macOS with Option. There the input source must be
    Unicode Hex Input, which has the keys of a US keyboard and no other character on
    Option: the layout must be "us".

    Raises:
        InvalidParameter: "text", with the reason ``not_typeable``, every such character
            once in ``characters`` and the ``layout``; or "layout", with the reason
            ``unicode_hex_input``, for Unicode entry on macOS with another layout than
            "us".
    """
    if unicode_entry and layout.system is HostSystem.MACOS and layout.name != "us":
        raise InvalidParameter("layout", "unicode_hex_input")
    typed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    strokes = {
        character: _strokes(character, layout, unicode_entry=unicode_entry)
        for character in dict.fromkeys(typed)
    }
    missing = [character for character, found in strokes.items() if found is None]
    if missing:
        raise InvalidParameter(
            "text",
            "not_typeable",
            characters=" ".join(map(_shown, missing)),
            layout=layout.name,
        )
    return tuple(
        (character, found)
        for character in typed
        if (found := strokes[character]) is not None
    )


def _strokes(character: str, layout: Layout, *, unicode_entry: bool) -> Strokes | None:
    """Return the chords of one character; None if there are none."""
    if character in _CONTROLS:
        return _CONTROLS[character]
    direct = layout.strokes(character)
    if not unicode_entry:
        return direct
    if layout.system is HostSystem.MACOS and direct is not None:
        # Option enters numbers now, and types no characters
        if any(chord.modifiers & Modifier.RIGHT_ALT for chord in direct):
            direct = None
    if direct is not None or unicodedata.category(character) in _UNTYPED:
        return direct
    match layout.system:
        case HostSystem.WINDOWS:
            return _windows_entry(character, layout)
        case HostSystem.MACOS:
            return _macos_entry(character)
        case _:
            return _linux_entry(character, layout)


def _windows_entry(character: str, layout: Layout) -> Strokes | None:
    """Return Alt and the number on the keypad: of the code page, or of Unicode."""
    number = str(ord(character))
    try:
        in_code_page = character.encode(_ANSI_CODE_PAGE)[0]
    except UnicodeEncodeError:
        pass
    else:
        if layout.name in _WITHOUT_CODE_PAGE:
            return None
        number = f"0{in_code_page}"
    return (
        *(Chord(Modifier.LEFT_ALT, (KEYS[f"keypad_{digit}"],)) for digit in number),
        RELEASED,
    )


def _macos_entry(character: str) -> Strokes:
    """Return Option and four hexadecimal digits for each unit of UTF-16."""
    units = character.encode("utf-16-be").hex()
    return (
        *(Chord(Modifier.LEFT_ALT, (KEYS[digit],)) for digit in units),
        RELEASED,
    )


def _linux_entry(character: str, layout: Layout) -> Strokes:
    """Return Ctrl+Shift+U, the number in hexadecimal and a space."""
    shortcut = Modifier.LEFT_CTRL | Modifier.LEFT_SHIFT
    digits = f"{ord(character):x} "
    typed = [layout.strokes(digit) or () for digit in f"u{digits}"]
    return (
        Chord(shortcut, typed[0][0].keys),
        *(chord for chords in typed[1:] for chord in chords),
    )


def _shown(character: str) -> str:
    """Return a character as people can read it."""
    if character.isprintable() and not character.isspace():
        if not unicodedata.combining(character):
            return character
    return f"U+{ord(character):04X}"
