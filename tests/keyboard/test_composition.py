"""Texts as keystrokes."""

import unicodedata

from hypothesis import given, strategies as st
import pytest

from custom_components.esp_at.at.errors import InvalidParameter
from custom_components.esp_at.keyboard.chord import RELEASED, Chord
from custom_components.esp_at.keyboard.composition import compose
from custom_components.esp_at.keyboard.layout import LAYOUTS, HostSystem, layout_of
from custom_components.esp_at.keyboard.usages import KEYS, Modifier
from esp_at_simulator.xkb import host_keyboard

from .test_layout import tap

PLACES = st.tuples(st.sampled_from(sorted(LAYOUTS)), st.sampled_from(HostSystem))
ALT = Modifier.LEFT_ALT


def keys(modifiers: Modifier, *names: str) -> tuple[Chord, ...]:
    """Return chords of one key each."""
    return tuple(Chord(modifiers, (KEYS[name],)) for name in names)


@given(PLACES, st.data())
def test_typed_text(place: tuple[str, HostSystem], data: st.DataObject) -> None:
    """What is composed is what the host reads."""
    layout = layout_of(*place)
    characters = st.sampled_from(sorted(layout.characters | {"\n", "\t"}))
    text = data.draw(st.text(characters))
    keyboard = host_keyboard(*place)
    composed = compose(text, layout)
    assert "".join(character for character, _ in composed) == text
    read = [tap(keyboard, chord) for _, strokes in composed for chord in strokes]
    assert "".join(read) == text


@given(PLACES, st.text(), st.booleans())
def test_any_text(
    place: tuple[str, HostSystem], text: str, unicode_entry: bool
) -> None:
    """Any text is composed as a whole, or what cannot be typed is named."""
    name, system = place
    if unicode_entry and system is HostSystem.MACOS:
        name = "us"
    layout = layout_of(name, system)
    refused: InvalidParameter | None = None
    composed: tuple[tuple[str, tuple[Chord, ...]], ...] = ()
    try:
        composed = compose(text, layout, unicode_entry=unicode_entry)
    except InvalidParameter as error:
        refused = error
    if refused is None:
        read = "".join(character for character, _ in composed)
        assert read == unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
        assert all(strokes for _, strokes in composed)
        return
    assert (refused.parameter, refused.reason) == ("text", "not_typeable")
    assert refused.limits["layout"] == name
    named = refused.limits["characters"].split(" ")
    assert len(named) == len(set(named)) > 0


def test_composed_first() -> None:
    """An accent that stands behind its letter becomes one character with it."""
    layout = layout_of("de", HostSystem.WINDOWS)
    composed = compose("e\u0301A\u0308\r\n\n\t", layout)
    assert [character for character, _ in composed] == ["é", "Ä", "\n", "\n", "\t"]
    assert composed[2:] == (
        ("\n", keys(Modifier(0), "enter")),
        ("\n", keys(Modifier(0), "enter")),
        ("\t", keys(Modifier(0), "tab")),
    )


def test_all_missing_characters_are_named() -> None:
    """Each once, in the order of the text; what nobody can see by its number."""
    with pytest.raises(InvalidParameter) as refused:
        compose("aéb漢é\x07\u200b\u00a0\rm\u0302😀", layout_of("us", HostSystem.LINUX))
    assert refused.value.limits == {
        "characters": "é 漢 U+0007 U+200B U+00A0 U+000D U+0302 😀",
        "layout": "us",
    }


@pytest.mark.parametrize("system", list(HostSystem))
@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\x85", "\r", "\ud800"])
def test_control_characters(system: HostSystem, character: str) -> None:
    """Nothing enters a control character, and no half of one."""
    with pytest.raises(InvalidParameter, match=f"U\\+{ord(character):04X}"):
        compose(f"a{character}", layout_of("us", system), unicode_entry=True)


@pytest.mark.parametrize(
    ("character", "digits"),
    [("é", "0233"), ("€", "0128"), ("ÿ", "0255"), ("ł", "322"), ("😀", "128512")],
)
def test_windows_entry(character: str, digits: str) -> None:
    """Alt is held for the number, and released behind it."""
    layout = layout_of("us", HostSystem.WINDOWS)
    number = keys(ALT, *(f"keypad_{digit}" for digit in digits))
    assert compose(character * 2, layout, unicode_entry=True) == (
        (character, (*number, RELEASED)),
        (character, (*number, RELEASED)),
    )


def test_windows_entry_in_japan() -> None:
    """There the numbers of the Western code page are other characters."""
    layout = layout_of("ja", HostSystem.WINDOWS)
    with pytest.raises(InvalidParameter, match="é"):
        compose("é", layout, unicode_entry=True)
    assert compose("漢", layout, unicode_entry=True)


@pytest.mark.parametrize(
    ("character", "digits"), [("é", "00e9"), ("漢", "6f22"), ("😀", "d83dde00")]
)
def test_macos_entry(character: str, digits: str) -> None:
    """Option is held for four digits of each unit, and released behind them."""
    layout = layout_of("us", HostSystem.MACOS)
    assert compose(character, layout, unicode_entry=True) == (
        (character, (*keys(ALT, *digits), RELEASED)),
    )


def test_macos_entry_and_other_keys() -> None:
    """Plain keys stay as they are; what Option would type is a number, too."""
    layout = layout_of("us", HostSystem.MACOS)
    assert compose("A", layout, unicode_entry=True) == compose("A", layout)
    assert compose("£", layout) == (("£", keys(Modifier.RIGHT_ALT, "3")),)
    assert compose("£", layout, unicode_entry=True) == (
        ("£", (*keys(ALT, *"00a3"), RELEASED)),
    )
    with pytest.raises(InvalidParameter) as refused:
        compose("a", layout_of("de", HostSystem.MACOS), unicode_entry=True)
    assert refused.value.parameter == "layout"


def test_linux_entry() -> None:
    """Ctrl+Shift+U, the digits as the layout has them, and a space."""
    shortcut = Modifier.LEFT_CTRL | Modifier.LEFT_SHIFT
    assert compose("漢", layout_of("us", HostSystem.LINUX), unicode_entry=True) == (
        ("漢", (*keys(shortcut, "u"), *keys(Modifier(0), *"6f22", "space"))),
    )
    shift = Modifier.LEFT_SHIFT
    assert compose("ł", layout_of("fr", HostSystem.WINDOWS), unicode_entry=True)
    assert compose("漢", layout_of("fr", HostSystem.LINUX), unicode_entry=True) == (
        (
            "漢",
            (
                *keys(shortcut, "u"),
                *keys(shift, "6"),
                *keys(Modifier(0), "f"),
                *keys(shift, "2", "2"),
                *keys(Modifier(0), "space"),
            ),
        ),
    )
