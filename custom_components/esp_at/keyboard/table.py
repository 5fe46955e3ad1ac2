"""What the keys of one layout give on one system: the form of the generated tables."""

from collections.abc import Mapping
from typing import Final, NamedTuple

ROWS: Final = (
    ("grave", *"1234567890", "minus", "equal"),
    (*"qwertyuiop", "left_bracket", "right_bracket", "backslash"),
    (*"asdfghjkl", "semicolon", "quote"),
    ("iso_backslash", *"zxcvbnm", "comma", "period", "slash"),
)
"""The keys that type characters, as they lie on a keyboard."""

NOTHING: Final = " "
"""Where a key types nothing; every layout types a space with its own key."""


class Table(NamedTuple):
    """The characters of a layout.

    ``levels`` shows the keyboard up to four times: keys alone, with Shift, with AltGr and
    with both. For each of its ``ROWS`` there is a text with what each key gives: a
    character, ``NOTHING``, or the combining character of a dead key. ``composed`` has
    for each dead key the characters that may follow, and as the second text, in the same
    order, what comes of them.
    """

    levels: tuple[tuple[str, str, str, str], ...]
    composed: Mapping[str, tuple[str, str]]
