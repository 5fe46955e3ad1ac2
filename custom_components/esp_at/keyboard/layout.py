"""Which keys type a character: layouts by name, for each kind of host."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Final

from ..at.errors import InvalidParameter
from .chord import Chord
from .layouts import TABLES
from .table import ROWS, Table
from .usages import KEYS, Modifier


class HostSystem(StrEnum):
    """Whose idea of a layout counts; phones and TVs have one of these, too.

    Android and most TVs read their keys as Linux does, iOS, iPadOS and tvOS as macOS.
    What Linux has on AltGr besides, an Android device may lack: Windows' characters
    are those that all have.
    """

    WINDOWS = "windows"
    LINUX = "linux"
    MACOS = "macos"


LAYOUTS: Final[Mapping[str, Mapping[str, Table]]] = TABLES
"""Every layout by name, with a table for each host system."""

# The right Option key is AltGr's on macOS: both Option keys type the same characters
_LEVELS = (
    Modifier(0),
    Modifier.LEFT_SHIFT,
    Modifier.RIGHT_ALT,
    Modifier.LEFT_SHIFT | Modifier.RIGHT_ALT,
)
# The keys there that do not follow Num Lock are the same on every layout
_KEYPAD = {
    "/": "keypad_divide",
    "*": "keypad_multiply",
    "-": "keypad_minus",
    "+": "keypad_plus",
}
_SPACE = Chord(Modifier(0), (KEYS["space"],))


class Layout:
    """The characters that a keyboard layout has on a kind of host, and their keys."""

    def __init__(self, name: str, system: HostSystem) -> None:
        """Read the table of a layout; ``layout_of`` does so only once."""
        self.name, self.system = name, system
        table = LAYOUTS[name][system]
        self._strokes: dict[str, tuple[Chord, ...]] = {" ": (_SPACE,)}
        for character, chord in _direct(table):
            self._strokes.setdefault(character, (chord,))
        for character, strokes in sorted(
            self._dead(table), key=lambda found: _effort(found[1])
        ):
            self._strokes.setdefault(character, strokes)
        for dead_key in table.composed:
            self._strokes.pop(dead_key, None)
        self.characters = frozenset(self._strokes)
        """Every character that can be typed; Enter and Tab are none."""

    def strokes(self, character: str) -> tuple[Chord, ...] | None:
        """Return the keys that type a character, as few as possible.

        One chord, or two where a dead key is needed. None if the layout cannot type it.
        Caps Lock must be off.
        """
        return self._strokes.get(character)

    def _dead(self, table: Table) -> Iterator[tuple[str, tuple[Chord, ...]]]:
        """Yield what a dead key and one more key give."""
        for dead_key, (bases, results) in table.composed.items():
            for base, result in zip(bases, results, strict=True):
                yield result, self._strokes[dead_key] + self._strokes[base]


def _direct(table: Table) -> Iterator[tuple[str, Chord]]:
    """Yield what one chord gives, the easiest first; the keypad's come last."""
    for modifiers, level in zip(_LEVELS, table.levels, strict=False):
        for keys, row in zip(ROWS, level, strict=True):
            for key, character in zip(keys, row, strict=False):
                yield character, Chord(modifiers, (KEYS[key],))
    for character, key in _KEYPAD.items():
        yield character, Chord(Modifier(0), (KEYS[key],))


def _effort(strokes: tuple[Chord, ...]) -> int:
    """Tell how many modifiers must be pressed."""
    return sum(chord.modifiers.bit_count() for chord in strokes)


@cache
def layout_of(name: str, system: HostSystem) -> Layout:
    """Return a layout by name; nothing is read from a file.

    Raises:
        InvalidParameter: "layout", with the reason ``choice``: there is none of this name.
    """
    if name not in LAYOUTS:
        raise InvalidParameter("layout", "choice")
    return Layout(name, system)
