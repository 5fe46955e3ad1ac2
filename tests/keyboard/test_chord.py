"""Names of keys, and keys that are pressed at once."""

from random import Random

from hypothesis import given, strategies as st
import pytest

from custom_components.esp_at.at.errors import InvalidParameter
from custom_components.esp_at.keyboard.chord import Chord, parse_chord
from custom_components.esp_at.keyboard.usages import (
    CONSUMER,
    KEY_ALIASES,
    KEYS,
    LARGEST_KEY,
    MODIFIERS,
    ConsumerUsage,
    Modifier,
)

NAMES = sorted(KEYS)
NOTHING = Modifier(0)


def test_usages() -> None:
    """The names stand for what the HID Usage Tables call by them, and are complete."""
    assert sorted(KEYS.values()) == list(range(0x04, LARGEST_KEY + 1))
    expected = {
        "a": 4,
        "z": 29,
        "1": 30,
        "9": 38,
        "0": 39,
        "enter": 40,
        "escape": 41,
        "backspace": 42,
        "tab": 43,
        "space": 44,
        "minus": 45,
        "slash": 56,
        "caps_lock": 57,
        "f1": 58,
        "f12": 69,
        "print_screen": 70,
        "pause": 72,
        "insert": 73,
        "home": 74,
        "page_up": 75,
        "delete": 76,
        "end": 77,
        "page_down": 78,
        "right": 79,
        "left": 80,
        "down": 81,
        "up": 82,
        "num_lock": 83,
        "keypad_divide": 84,
        "keypad_enter": 88,
        "keypad_1": 89,
        "keypad_0": 98,
        "keypad_period": 99,
        "iso_backslash": 100,
        "menu": 101,
    }
    assert {name: KEYS[name] for name in expected} == expected
    assert not set(KEYS) & set(KEY_ALIASES)
    assert not (set(KEYS) | set(KEY_ALIASES)) & set(MODIFIERS)


def test_media_keys() -> None:
    """Those that have an effect have names, and no other is there."""
    assert set(CONSUMER.values()) == set(ConsumerUsage)
    assert len(CONSUMER) == 16
    assert CONSUMER["volume_up"] == 0xE9
    # The remote takes names of both kinds
    assert set(CONSUMER) & set(KEYS) == {"pause"}


@pytest.mark.parametrize(
    ("text", "modifiers", "keys"),
    [
        ("enter", NOTHING, ["enter"]),
        ("Return", NOTHING, ["enter"]),
        ("ctrl+alt+delete", Modifier.LEFT_CTRL | Modifier.LEFT_ALT, ["delete"]),
        (" Ctrl + Alt + Del ", Modifier.LEFT_CTRL | Modifier.LEFT_ALT, ["delete"]),
        ("delete+alt+ctrl", Modifier.LEFT_CTRL | Modifier.LEFT_ALT, ["delete"]),
        ("a", NOTHING, ["a"]),
        ("A", Modifier.LEFT_SHIFT, ["a"]),
        ("Ctrl+C", Modifier.LEFT_CTRL, ["c"]),
        ("Ctrl+Shift+T", Modifier.LEFT_CTRL | Modifier.LEFT_SHIFT, ["t"]),
        ("plus", NOTHING, ["keypad_plus"]),
        ("ctrl+-", Modifier.LEFT_CTRL, ["minus"]),
        ("gui", Modifier.LEFT_GUI, []),
        ("win+l", Modifier.LEFT_GUI, ["l"]),
        ("cmd+option+esc", Modifier.LEFT_GUI | Modifier.LEFT_ALT, ["escape"]),
        ("altgr+e", Modifier.RIGHT_ALT, ["e"]),
        ("right ctrl+PGUP", Modifier.RIGHT_CTRL, ["page_up"]),
        ("left-shift+Page-Down", Modifier.LEFT_SHIFT, ["page_down"]),
        ("a+b+c+d+e+f", NOTHING, list("abcdef")),
    ],
)
def test_parse(text: str, modifiers: Modifier, keys: list[str]) -> None:
    """People write shortcuts in many ways."""
    assert parse_chord(text) == Chord(modifiers, tuple(KEYS[key] for key in keys))


@pytest.mark.parametrize(
    ("text", "reason", "limits"),
    [
        ("", "empty", {}),
        ("  ", "empty", {}),
        ("ctrl+", "empty", {}),
        ("ctrl++", "empty", {}),
        ("ctrl+foo", "unknown_key", {"key": "foo"}),
        ("volume_up", "unknown_key", {"key": "volume_up"}),
        ("é", "unknown_key", {"key": "é"}),
        ("É", "unknown_key", {"key": "É"}),
        ("ctrl+control", "repeated_key", {"key": "control"}),
        ("a+b+a", "repeated_key", {"key": "a"}),
        ("esc+escape", "repeated_key", {"key": "escape"}),
        ("a+b+c+d+e+f+g", "too_many_keys", {"maximum": "6"}),
    ],
)
def test_refused(text: str, reason: str, limits: dict[str, str]) -> None:
    """What is wrong is named."""
    with pytest.raises(InvalidParameter) as refused:
        parse_chord(text)
    assert refused.value.parameter == "keys"
    assert (refused.value.reason, refused.value.limits) == (reason, limits)


@given(
    st.lists(st.sampled_from(list(MODIFIERS)), unique_by=lambda name: MODIFIERS[name]),
    st.lists(st.sampled_from(NAMES), max_size=6, unique=True),
    st.randoms(),
)
def test_any_chord(modifiers: list[str], keys: list[str], random: Random) -> None:
    """Whatever the names and their order, all that was named is pressed."""
    names = [*modifiers, *keys]
    if not names:
        return
    random.shuffle(names)
    chord = parse_chord("+".join(names))
    assert set(chord.keys) == {KEYS[key] for key in keys}
    assert chord.modifiers == sum(MODIFIERS[name] for name in modifiers)


@given(st.text())
def test_any_text(text: str) -> None:
    """Any text is a chord that fits in a report, or is refused."""
    try:
        chord = parse_chord(text)
    except InvalidParameter:
        return
    assert len(chord.keys) <= 6
    assert chord.keys or chord.modifiers
    assert all(0x04 <= key <= LARGEST_KEY for key in chord.keys)
