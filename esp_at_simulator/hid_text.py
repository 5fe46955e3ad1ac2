"""What becomes of keys on a host: its text field, and its shortcuts."""

from collections.abc import Mapping

from custom_components.esp_at.keyboard.usages import KEYS

from .hid_unicode import unicode_entry
from .xkb import XkbKeyboard

FIRST_MODIFIER = 0xE0
REMEMBERED = 10_000
"""How many strokes and shortcuts a host remembers."""

SYSTEMS = ("windows", "linux", "macos")
# The layout's name, the variant of it, and the variant that a Macintosh has
LAYOUTS: Mapping[str, tuple[str, str, str]] = {
    "us": ("us", "", "mac"),
    "uk": ("gb", "", "mac"),
    "de": ("de", "", "mac"),
    "fr": ("fr", "", "mac"),
    "es": ("es", "", "mac"),
    "it": ("it", "", "mac"),
    "pt_br": ("br", "", ""),
    "da": ("dk", "", "mac"),
    "nb": ("no", "", "mac"),
    "sv": ("se", "", "mac"),
    "fi": ("fi", "", "mac"),
    "de_ch": ("ch", "", "de_mac"),
    "fr_ch": ("ch", "fr", "fr_mac"),
    "ja": ("jp", "", "mac"),
}

_MODIFIERS = (
    *("ctrl", "shift", "alt", "gui"),
    *("right_ctrl", "right_shift", "alt_gr", "right_gui"),
)
_CTRL, _LEFT_ALT, _RIGHT_ALT, _GUI = {0xE0, 0xE4}, 0xE2, 0xE6, {0xE3, 0xE7}
_NAMES = {usage: name for name, usage in KEYS.items()}


class Typist:
    """One text field with the cursor at its end, and the keyboard before it."""

    def __init__(self, layout: str, system: str) -> None:
        """Load the layout; raise ValueError for an unknown one."""
        if layout not in LAYOUTS:
            raise ValueError(f"no layout {layout}; there are {', '.join(LAYOUTS)}")
        if system not in SYSTEMS:
            raise ValueError(f"no system {system}; there are {', '.join(SYSTEMS)}")
        name, variant, on_macintosh = LAYOUTS[layout]
        own = system != "linux"
        self._keyboard = XkbKeyboard(
            name, on_macintosh if system == "macos" else variant, spacing_accents=own
        )
        self._entry = unicode_entry(system, layout)
        self._down: set[int] = set()
        self._tapped: int | None = None
        # Keypads type digits on a computer that has been started
        self._keyboard.press(KEYS["num_lock"])
        self._keyboard.release(KEYS["num_lock"])
        self.clear()

    def clear(self) -> None:
        """Empty the text field, and forget what was pressed."""
        self.text = ""
        self.strokes: list[str] = []
        self.shortcuts: list[str] = []

    def press(self, usage: int) -> None:
        """Take a key or a modifier that goes down."""
        modifiers = {key for key in self._down if key >= FIRST_MODIFIER}
        self._down.add(usage)
        if usage >= FIRST_MODIFIER:
            self._tapped = usage if not modifiers else None
            self._keyboard.press(usage)
            return
        self._tapped = None
        stroke = _stroke(modifiers, usage)
        _remember(self.strokes, stroke)
        had_dead_key = bool(self._keyboard.dead_key)
        text = self._keyboard.press(usage)
        entered = self._entry.press(usage, text, modifiers)
        if entered is not None:
            self.text += entered
        elif self._is_shortcut(modifiers, text):
            _remember(self.shortcuts, stroke)
        elif usage != KEYS["backspace"]:
            self.text += text
        elif not had_dead_key:
            self.text = self.text[:-1]

    def release(self, usage: int) -> None:
        """Take a key or a modifier that goes up."""
        self._down.discard(usage)
        self._keyboard.release(usage)
        if usage < FIRST_MODIFIER:
            return
        self.text += self._entry.release(usage)
        if usage in _GUI and self._tapped == usage:
            _remember(self.strokes, _MODIFIERS[usage - FIRST_MODIFIER])
            _remember(self.shortcuts, _MODIFIERS[usage - FIRST_MODIFIER])

    def release_all(self) -> None:
        """Let everything go, keys first."""
        for usage in sorted(self._down):
            self.release(usage)

    def _is_shortcut(self, modifiers: set[int], text: str) -> bool:
        """Return whether a key is one; where the right Alt is no AltGr, it makes one."""
        if modifiers & (_CTRL | _GUI | {_LEFT_ALT}):
            return True
        types = bool(text or self._keyboard.dead_key)
        return _RIGHT_ALT in modifiers and not types


def _stroke(modifiers: set[int], usage: int) -> str:
    """Return a key's name behind those of the modifiers that are held."""
    held = (_MODIFIERS[modifier - FIRST_MODIFIER] for modifier in sorted(modifiers))
    return "+".join((*held, _NAMES.get(usage, f"0x{usage:02x}")))


def _remember(kept: list[str], item: str) -> None:
    kept.append(item)
    if len(kept) > REMEMBERED:
        del kept[: REMEMBERED // 2]
