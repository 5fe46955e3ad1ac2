"""What a host makes of keys: text, shortcuts, characters by their number."""

from collections.abc import Iterable, Sequence

import pytest

from custom_components.esp_at.keyboard.chord import Chord, parse_chord
from custom_components.esp_at.keyboard.layout import LAYOUTS, HostSystem
from custom_components.esp_at.keyboard.usages import KEYS, Modifier
from esp_at_simulator.hid_text import Typist

CTRL, SHIFT, ALT, GUI, ALT_GR = 0xE0, 0xE1, 0xE2, 0xE3, 0xE6


def type_chords(typist: Typist, chords: Iterable[Chord]) -> None:
    """Press chords as the module does: keys go up at once, modifiers when they must."""
    held = Modifier(0)
    for modifiers, keys in (*chords, Chord(Modifier(0))):
        for bit in range(8):
            if held & ~modifiers & 1 << bit:
                typist.release(0xE0 + bit)
            elif modifiers & ~held & 1 << bit:
                typist.press(0xE0 + bit)
        held = modifiers
        for key in keys:
            typist.press(key)
        for key in keys:
            typist.release(key)


def after(
    keys: str | Sequence[str], *, layout: str = "us", system: str = "linux"
) -> Typist:
    """Return a host after chords, given by their names."""
    typist = Typist(layout, system)
    names = keys.split() if isinstance(keys, str) else keys
    type_chords(typist, map(parse_chord, names))
    return typist


@pytest.mark.parametrize(
    ("keys", "layout", "text"),
    [
        ("h i space shift+y", "us", "hi Y"),
        ("h i space shift+y", "de", "hi Z"),
        ("alt_gr+q alt_gr+e", "de", "@€"),
        ("1 shift+1 q", "fr", "&1a"),
        ("left_bracket e", "fr", "ê"),
        ("equal e equal space", "de", "é'"),
        ("equal x", "de", ""),
        ("caps_lock a caps_lock a", "us", "Aa"),
        ("keypad_1 keypad_plus keypad_enter", "us", "1+\n"),
        ("a enter tab b", "us", "a\n\tb"),
        ("a b backspace c", "us", "ac"),
        ("backspace", "us", ""),
        ("escape f5 up delete", "us", ""),
        ("a equal backspace b", "de", "ab"),
    ],
)
def test_text(keys: str, layout: str, text: str) -> None:
    """Keys type what they type in the host's layout."""
    typist = after(keys, layout=layout)
    assert typist.text == text
    assert not typist.shortcuts


@pytest.mark.parametrize("system", HostSystem)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout(layout: str, system: str) -> None:
    """Every layout types a space, digits of the keypad and all letters of ASCII."""
    letters = "space keypad_7 " + " ".join("abcdefghijklmnopqrstuvwxyz")
    typed = after(letters, layout=layout, system=system).text
    assert typed[:2] == " 7"
    # A French one has m on another key
    assert {*typed[2:]} >= {*"abcdefghijklmnopqrstuvwxyz"} - {"m"}


@pytest.mark.parametrize(
    ("keys", "shortcuts"),
    [
        ("ctrl+c", ["ctrl+c"]),
        ("alt+ctrl+delete", ["ctrl+alt+delete"]),
        ("gui+shift+s", ["shift+gui+s"]),
        ("alt+f4 ctrl+enter", ["alt+f4", "ctrl+enter"]),
        ("gui", ["gui"]),
        ("gui a", ["gui"]),
        ("alt_gr+x", ["alt_gr+x"]),
        ("shift ctrl", []),
    ],
)
def test_shortcuts(keys: str, shortcuts: list[str]) -> None:
    """Shortcuts type nothing, and are named in the order of the modifiers' bits."""
    typist = after(keys)
    assert typist.shortcuts == shortcuts
    assert typist.text in ("", "a")


def test_gui_is_no_shortcut_beside_others() -> None:
    """Only a tap on the key alone opens what it opens."""
    typist = Typist("us", "windows")
    for usage in (GUI, SHIFT):
        typist.press(usage)
    for usage in (SHIFT, GUI):
        typist.release(usage)
    assert not typist.shortcuts


def test_strokes() -> None:
    """Every key that went down is remembered with its modifiers."""
    strokes = after("a shift+b escape alt+tab gui").strokes
    assert strokes == ["a", "shift+b", "escape", "alt+tab", "gui"]


@pytest.mark.parametrize("layout", ["us", "fr"])
@pytest.mark.parametrize(
    ("digits", "text"),
    [("1f600", "😀"), ("e9", "é"), ("d800", ""), ("110000", ""), ("", "")],
)
def test_linux_unicode(layout: str, digits: str, text: str) -> None:
    """Ctrl+Shift+U, digits as the layout types them, and a space."""
    shift = "shift+" if layout == "fr" else ""
    # AZERTY has a where the US layout has q, and its digits with Shift
    names = [
        f"{shift}{digit}" if digit.isdecimal() else digit.replace("a", "q")
        for digit in digits
    ]
    typist = after(["ctrl+shift+u", *names, "space", "x"], layout=layout)
    assert typist.text == text + "x"
    assert not typist.shortcuts


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("e 9 escape a", "a"),
        ("f backspace e 9 enter", "é"),
        ("e f1 9 space", "é"),
    ],
)
def test_linux_unicode_edited(keys: str, text: str) -> None:
    """A number can be corrected and given up."""
    assert after(f"ctrl+shift+u {keys}").text == text


@pytest.mark.parametrize(
    ("digits", "text"),
    [
        ("0233", "é"),
        ("0128", "€"),
        ("130", "é"),
        ("1", "☺"),
        ("8364", "€"),
        ("128512", "😀"),
        ("0", "\0"),
    ],
)
def test_windows_unicode(digits: str, text: str) -> None:
    """Alt and the keypad: the number of a code page, or of Unicode."""
    keys = [f"alt+keypad_{digit}" for digit in digits]
    typist = after([*keys, "x"], system="windows", layout="de")
    assert typist.text == text + "x"
    assert not typist.shortcuts


def test_alt_and_other_digits_are_shortcuts() -> None:
    """Only the keypad's digits are part of a number."""
    typist = after("alt+1 alt+keypad_enter", system="windows")
    assert typist.shortcuts == ["alt+1", "alt+keypad_enter"]


@pytest.mark.parametrize(
    ("digits", "text"),
    [("20ac", "€"), ("d83dde00", "😀"), ("00e90062", "éb"), ("20a", ""), ("d83d", "")],
)
def test_macos_unicode(digits: str, text: str) -> None:
    """Option and four digits for each unit; what is incomplete is dropped."""
    keys = [f"alt+{digit}" for digit in digits]
    typist = after([*keys, "x"], system="macos")
    assert typist.text == text + "x"
    assert not typist.shortcuts


def test_release_all() -> None:
    """Everything goes up, and the next key types as if nothing had been."""
    typist = Typist("de", "linux")
    for usage in (SHIFT, KEYS["a"]):
        typist.press(usage)
    typist.release_all()
    typist.press(KEYS["b"])
    assert typist.text == "Ab"


@pytest.mark.parametrize(
    ("layout", "system", "reason"),
    [("klingon", "linux", "no layout klingon; there are us,"), ("us", "dos", "dos")],
)
def test_unknown(layout: str, system: str, reason: str) -> None:
    """What does not exist is named."""
    with pytest.raises(ValueError, match=reason):
        Typist(layout, system)


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what was pressed the last is remembered."""
    monkeypatch.setattr("esp_at_simulator.hid_text.REMEMBERED", 10)
    strokes = after("a " * 10 + "b").strokes
    assert strokes == ["a"] * 5 + ["b"]
