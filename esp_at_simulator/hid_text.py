"""What becomes of keys on a host: its text field, and its shortcuts."""

from custom_components.esp_at.keyboard.layout import LAYOUTS, HostSystem
from custom_components.esp_at.keyboard.usages import KEYS, Modifier

from .hid_unicode import unicode_entry
from .xkb import host_keyboard

FIRST_MODIFIER = 0xE0
REMEMBERED = 10_000
"""How many strokes and shortcuts a host remembers."""

_MODIFIERS = (
    *("ctrl", "shift", "alt", "gui"),
    *("right_ctrl", "right_shift", "alt_gr", "right_gui"),
)
_CTRL, _LEFT_ALT, _RIGHT_ALT, _GUI = {0xE0, 0xE4}, 0xE2, 0xE6, {0xE3, 0xE7}
_NAMES = {usage: name for name, usage in KEYS.items()}


class Typist:
    """One text field with the cursor at its end, and the keyboard before it."""

    def __init__(self, layout: str, system: str) -> None:
        """Load the layout; raise ValueError for an unknown one, or an unknown system."""
        try:
            self._keyboard = host_keyboard(layout, HostSystem(system))
        except KeyError:
            known = ", ".join(LAYOUTS)
            raise ValueError(f"no layout {layout}; there are {known}") from None
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


def key_name(usage: int) -> str:
    """Return how a key is called."""
    return _NAMES.get(usage, f"0x{usage:02x}")


def modifier_names(modifiers: Modifier) -> list[str]:
    """Return how modifiers are called, in the order of their bits."""
    return [name for bit, name in enumerate(_MODIFIERS) if modifiers & 1 << bit]


def _stroke(modifiers: set[int], usage: int) -> str:
    """Return a key's name behind those of the modifiers that are held."""
    held = (_MODIFIERS[modifier - FIRST_MODIFIER] for modifier in sorted(modifiers))
    return "+".join((*held, key_name(usage)))


def _remember(kept: list[str], item: str) -> None:
    kept.append(item)
    if len(kept) > REMEMBERED:
        del kept[: REMEMBERED // 2]
