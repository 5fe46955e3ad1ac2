"""What each layout types, as a real keyboard stack reads it."""

import pytest

from custom_components.esp_at.at.errors import InvalidParameter
from custom_components.esp_at.keyboard.chord import Chord
from custom_components.esp_at.keyboard.layout import LAYOUTS, HostSystem, layout_of
from custom_components.esp_at.keyboard.usages import KEYS, LARGEST_KEY, Modifier
from esp_at_simulator.xkb import XkbKeyboard, host_keyboard

ALL_LAYOUTS = pytest.mark.parametrize("name", sorted(LAYOUTS))
ALL_SYSTEMS = pytest.mark.parametrize("system", list(HostSystem))
ASCII = frozenset(map(chr, range(0x20, 0x7F)))
# On keys that the module cannot send, or that the layout has not
NOT_TYPED = {
    ("ja", HostSystem.WINDOWS): "\\_|",
    ("ja", HostSystem.LINUX): "\\_|",
    ("ja", HostSystem.MACOS): "\\_|",
    ("pt_br", HostSystem.MACOS): "?",
    ("it", HostSystem.WINDOWS): "`~",
}


def tap(keyboard: XkbKeyboard, chord: Chord) -> str:
    """Press a chord and release it; return what was typed."""
    modifiers = [0xE0 + bit for bit in range(8) if chord.modifiers >> bit & 1]
    for modifier in modifiers:
        keyboard.press(modifier)
    text = "".join(keyboard.press(key) for key in chord.keys)
    for key in [*chord.keys, *modifiers]:
        keyboard.release(key)
    return text


@ALL_LAYOUTS
@ALL_SYSTEMS
def test_every_character(name: str, system: HostSystem) -> None:
    """The keys of each character type it, wherever Num Lock stands."""
    layout = layout_of(name, system)
    for num_lock in (False, True):
        keyboard = host_keyboard(name, system)
        if num_lock:
            tap(keyboard, Chord(Modifier(0), (KEYS["num_lock"],)))
        typed = {
            character: "".join(
                tap(keyboard, chord) for chord in layout.strokes(character) or ()
            )
            for character in sorted(layout.characters)
        }
        assert typed == {character: character for character in layout.characters}


@ALL_LAYOUTS
@ALL_SYSTEMS
def test_strokes(name: str, system: HostSystem) -> None:
    """One stroke or two, with nothing but Shift and AltGr, and keys that are sent."""
    layout = layout_of(name, system)
    allowed = Modifier.LEFT_SHIFT | Modifier.RIGHT_ALT
    for character in layout.characters:
        strokes = layout.strokes(character)
        assert strokes is not None
        assert 1 <= len(strokes) <= 2
        for modifiers, keys in strokes:
            assert len(keys) == 1
            assert keys[0] <= LARGEST_KEY
            assert not modifiers & ~allowed


@ALL_LAYOUTS
@ALL_SYSTEMS
def test_ascii(name: str, system: HostSystem) -> None:
    """ASCII can be typed everywhere, but for what is known to be missing."""
    missing = ASCII - layout_of(name, system).characters
    assert missing == set(NOT_TYPED.get((name, system), ""))


@pytest.mark.parametrize(
    ("name", "system", "characters"),
    [
        ("uk", HostSystem.WINDOWS, "£€¬¦áéíóúÁÉÍÓÚ"),
        ("de", HostSystem.WINDOWS, "äöüÄÖÜß§°€²³µ´áàâ"),
        ("fr", HostSystem.WINDOWS, "éèçàù²°£µ§€¤êëÿñ"),
        ("es", HostSystem.WINDOWS, "ñÑçÇ¡¿ºª·¬€áàâäãý"),
        ("it", HostSystem.WINDOWS, "èéòçà°ù§ì£€"),
        ("pt_br", HostSystem.WINDOWS, "çÇãõáàâü¹²³£¢¬§°ªº"),
        ("da", HostSystem.WINDOWS, "æøåÆØÅ½§¤£€µéèêëñ"),
        ("nb", HostSystem.WINDOWS, "æøåÆØÅ§¤£€µéèêëñ"),
        ("sv", HostSystem.WINDOWS, "åäöÅÄÖ§½¤£€µéèêëñ"),
        ("fi", HostSystem.WINDOWS, "åäöÅÄÖ§½¤£€µéèêëñ"),
        ("de_ch", HostSystem.WINDOWS, "äöüèéàç§°£€¦¢¬ÄÖÜ´"),
        ("fr_ch", HostSystem.WINDOWS, "äöüèéàç§°£€¦¢¬ÄÖÜ´"),
        ("us", HostSystem.MACOS, "éüñç€£©®™…–—“”‘’«»ß"),
        ("de", HostSystem.MACOS, "äöüÄÖÜß€„“”‚‘’…–—©®™µñç"),
        ("de", HostSystem.LINUX, "äöüÄÖÜßẞ€„“”‚‘’…–—→łøþčőů"),
        ("pt_br", HostSystem.LINUX, "çÇãõáàâü"),
    ],
)
def test_own_characters(name: str, system: HostSystem, characters: str) -> None:
    """What people of a country write is there."""
    assert not set(characters) - layout_of(name, system).characters


@pytest.mark.parametrize(
    ("name", "system", "character", "strokes"),
    [
        ("us", HostSystem.LINUX, "/", [(0, "slash")]),
        ("de", HostSystem.LINUX, "/", [(Modifier.LEFT_SHIFT, "7")]),
        ("de", HostSystem.WINDOWS, "z", [(0, "y")]),
        ("de", HostSystem.WINDOWS, "@", [(Modifier.RIGHT_ALT, "q")]),
        ("de", HostSystem.MACOS, "@", [(Modifier.RIGHT_ALT, "l")]),
        ("de_ch", HostSystem.MACOS, "@", [(Modifier.RIGHT_ALT, "g")]),
        ("es", HostSystem.MACOS, "@", [(Modifier.RIGHT_ALT, "2")]),
        ("sv", HostSystem.MACOS, "@", [(Modifier.RIGHT_ALT, "2")]),
        ("fi", HostSystem.MACOS, "@", [(Modifier.RIGHT_ALT, "2")]),
        ("da", HostSystem.MACOS, "@", [(Modifier.RIGHT_ALT, "backslash")]),
        ("nb", HostSystem.MACOS, "@", [(0, "backslash")]),
        ("it", HostSystem.MACOS, "@", [(Modifier.RIGHT_ALT, "semicolon")]),
        ("de", HostSystem.WINDOWS, "é", [(0, "equal"), (0, "e")]),
        ("de", HostSystem.WINDOWS, "^", [(0, "grave"), (0, "space")]),
        ("fr", HostSystem.LINUX, "1", [(Modifier.LEFT_SHIFT, "1")]),
        ("fr", HostSystem.WINDOWS, "é", [(0, "2")]),
        ("pt_br", HostSystem.WINDOWS, "?", [(Modifier.RIGHT_ALT, "w")]),
        ("pt_br", HostSystem.MACOS, "/", [(0, "keypad_divide")]),
        ("us", HostSystem.LINUX, " ", [(0, "space")]),
    ],
)
def test_which_keys(
    name: str, system: HostSystem, *, character: str, strokes: list[tuple[int, str]]
) -> None:
    """The easiest keys are taken: none more than needed, the keypad last."""
    assert layout_of(name, system).strokes(character) == tuple(
        Chord(Modifier(modifiers), (KEYS[key],)) for modifiers, key in strokes
    )


def test_not_there() -> None:
    """A character that the layout lacks has no keys; an unknown layout is refused."""
    layout = layout_of("us", HostSystem.WINDOWS)
    assert layout.strokes("é") is None
    assert layout.strokes("\n") is None
    assert layout is layout_of("us", HostSystem.WINDOWS)
    with pytest.raises(InvalidParameter, match="layout"):
        layout_of("tlh", HostSystem.LINUX)


@ALL_LAYOUTS
def test_windows_and_linux_agree(name: str) -> None:
    """Plain keys and Shift mean the same on both: only dead keys and AltGr differ."""
    windows, linux = (
        layout_of(name, system) for system in (HostSystem.WINDOWS, HostSystem.LINUX)
    )
    differ = {
        character
        for character in ASCII & windows.characters & linux.characters
        if character.isalnum()
        and windows.strokes(character) != linux.strokes(character)
    }
    assert not differ
