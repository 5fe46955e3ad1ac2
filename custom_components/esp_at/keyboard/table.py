"""What the keys of one layout give on one system: the form of the generated tables."""

from collections.abc import Mapping
from typing import Final, NamedTuple

NOTHING: Final = " "
"""A level on which a key types nothing; every layout types a space with its own key."""


class Table(NamedTuple):
    """The characters of a layout, by key.

    ``keys`` has for the name of a key what it gives alone, with Shift, with AltGr and
    with both: a character, ``NOTHING``, or the combining character of a dead key.
    ``composed`` has for each dead key the characters that may follow, and as the second
    text, in the same order, what comes of them.
    """

    keys: Mapping[str, str]
    composed: Mapping[str, tuple[str, str]]
