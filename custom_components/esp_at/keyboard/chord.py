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
    name is as good as its underscore. The key of the plus sign is ``plus`` (Shift and
    the key ``equal``), and one capital letter is the key with Shift: ``A`` is
    ``shift+a``.

    Raises:
        InvalidParameter: "keys", with the reason ``unknown_key`` (and the ``key``),
            ``repeated_key`` (and the ``key``), ``too_many_keys`` (and the ``maximum``)
            or ``empty``.
    """
    if not text.strip():
        raise InvalidParameter("keys", "empty")
    modifiers, keys = Modifier(0), list[int]()
    for part in text.split("+"):
        written = part.strip()
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
    """Return the modifier and the key behind one name."""
    if len(written) == 1 and "A" <= written <= "Z":
        return Modifier.LEFT_SHIFT, KEYS[written.lower()]
    if not written:
        raise InvalidParameter("keys", "empty")
    name = written.lower().replace("-", "_").replace(" ", "_")
    if name == "plus":
        return Modifier.LEFT_SHIFT, KEYS["equal"]
    if name in MODIFIERS:
        return MODIFIERS[name], None
    key = KEYS.get(name, KEY_ALIASES.get(name))
    if key is None:
        raise InvalidParameter("keys", "unknown_key", key=written)
    return Modifier(0), key
