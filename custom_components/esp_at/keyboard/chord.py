"""Keys that are pressed at once, and how people write them."""

from typing import Final, NamedTuple

from ..at.errors import InvalidParameter
from .usages import KEY_ALIASES, KEYS, MODIFIERS, Modifier

MOST_KEYS: Final = 6
"""How many keys fit in one report, beside the modifiers."""


class Chord(NamedTuple):
    """Keys pressed at once while modifiers are down; at most six keys.

    Without keys the modifiers are pressed alone. ``Chord(Modifier(0))`` stands for
    "everything up": it presses nothing, and what was down before it is released.
    """

    modifiers: Modifier
    keys: tuple[int, ...] = ()


RELEASED: Final = Chord(Modifier(0))
"""Nothing is down."""


def parse_chord(text: str) -> Chord:
    """Return the keys that a text such as ``ctrl+alt+delete`` names.

    Names stand between plus signs, in any order and case; a hyphen or a space in a
    name is as good as its underscore. The key of the plus sign is ``plus`` (the
    keypad's, which is the same on every layout). A capital letter all by itself is the
    key with Shift, ``A`` is ``shift+a``; in ``Ctrl+C`` it only names the key.

    Raises:
        InvalidParameter: "keys", with the reason ``unknown_key`` (and the ``key``),
            ``repeated_key`` (and the ``key``), ``too_many_keys`` (and the ``maximum``)
            or ``empty``.
    """
    modifiers, keys = Modifier(0), list[int]()
    if len(text) == 1 and text.isupper():
        modifiers = Modifier.LEFT_SHIFT
    for written in map(str.strip, text.split("+")):
        modifier, key = _meaning(written)
        if modifier & modifiers or key in keys:
            raise InvalidParameter("keys", "repeated_key", key=written)
        modifiers |= modifier
        if key is not None:
            keys.append(key)
    if len(keys) > MOST_KEYS:
        raise InvalidParameter("keys", "too_many_keys", maximum=str(MOST_KEYS))
    return Chord(modifiers, tuple(keys))


def _meaning(written: str) -> tuple[Modifier, int | None]:
    """Return the modifier or the key behind one name."""
    if not written:
        raise InvalidParameter("keys", "empty")
    name = written.lower()
    if len(name) > 1:
        name = name.replace("-", "_").replace(" ", "_")
    if name in MODIFIERS:
        return MODIFIERS[name], None
    key = KEYS.get(name, KEY_ALIASES.get(name))
    if key is None:
        raise InvalidParameter("keys", "unknown_key", key=written)
    return Modifier(0), key
