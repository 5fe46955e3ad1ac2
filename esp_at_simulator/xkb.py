"""The keyboard stack of a Linux desktop: libxkbcommon with its layouts and Compose.

It turns keys into text as a real host does, and knows nothing of our own tables.
"""

import ctypes
from functools import cache
import os
from pathlib import Path
from typing import Any, Final
import weakref

_TOP = Path(__file__).parents[1]
ROOTS: Final = (_TOP / ".venv" / "xkb", Path("/"))
"""Where Debian's packages may be unpacked; ``ESP_AT_XKB`` names another place."""

# The key codes of Linux' input layer, by HID usage from 0x04 on
_KEY_CODES = (
    *(30, 48, 46, 32, 18, 33, 34, 35, 23, 36, 37, 38, 50, 49, 24, 25, 16, 19, 31, 20),
    *(22, 47, 17, 45, 21, 44, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 28, 1, 14, 15, 57, 12),
    *(13, 26, 27, 43, 43, 39, 40, 41, 51, 52, 53, 58, 59, 60, 61, 62, 63, 64, 65, 66),
    *(67, 68, 87, 88, 99, 70, 119, 110, 102, 104, 111, 107, 109, 106, 105, 108, 103),
    *(69, 98, 55, 74, 78, 96, 79, 80, 81, 75, 76, 77, 71, 72, 73, 82, 83, 86, 127),
)
_MODIFIER_CODES = (29, 42, 56, 125, 97, 54, 100, 126)
_FIRST_MODIFIER = 0xE0
KEY_CODES: Final = {
    **dict(enumerate(_KEY_CODES, 0x04)),
    **dict(enumerate(_MODIFIER_CODES, _FIRST_MODIFIER)),
}
"""The key code of every usage up to 0x65 and of the modifiers, 0xE0 to 0xE7."""

_LOCALE = "en_US.UTF-8"
# X counts key codes from 8
_OFFSET = 8
_NO_DEFAULT_INCLUDES = 1
_COMPOSE_TEXT_V1 = 1
_COMPOSING, _COMPOSED, _CANCELLED = 1, 2, 3
_EFFECTIVE = 1 << 3
# With one of these down a key is a shortcut, and types nothing
_SHORTCUTS = (b"Control", b"Mod1", b"Mod4")

# What X gives for a dead key and a space is the ASCII character that looks like it
_SPACING_ACCENTS = '<dead_acute> <space> : "´"\n<dead_diaeresis> <space> : "¨"\n'


class XkbMissing(Exception):
    """libxkbcommon or the data of its layouts is not there."""


class _Names(ctypes.Structure):
    _fields_ = [
        (name, ctypes.c_char_p)
        for name in ("rules", "model", "layout", "variant", "options")
    ]


@cache
def _root() -> Path:
    """Return where the packages are."""
    chosen = os.environ.get("ESP_AT_XKB")
    for root in (Path(chosen),) if chosen else ROOTS:
        if _library_paths(root) and (root / "usr/share/X11/locale").is_dir():
            return root
    raise XkbMissing("libxkbcommon0, xkb-data or libx11-data is missing")


def _library_paths(root: Path) -> list[Path]:
    return sorted(root.glob("usr/lib/*/libxkbcommon.so.0"))


@cache
def _library() -> ctypes.CDLL:
    """Return the library, with the types of what is used of it."""
    library = ctypes.CDLL(str(_library_paths(_root())[0]))
    pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32
    for name, result, arguments in (
        ("context_new", pointer, [ctypes.c_int]),
        ("context_include_path_append", ctypes.c_int, [pointer, text]),
        ("keymap_new_from_names", pointer, [pointer, pointer, ctypes.c_int]),
        ("state_new", pointer, [pointer]),
        ("state_unref", None, [pointer]),
        ("keymap_unref", None, [pointer]),
        ("state_update_key", ctypes.c_int, [pointer, number, ctypes.c_int]),
        ("state_key_get_one_sym", number, [pointer, number]),
        ("state_key_get_utf8", ctypes.c_int, [pointer, number, text, ctypes.c_size_t]),
        ("state_mod_name_is_active", ctypes.c_int, [pointer, text, ctypes.c_int]),
        ("keysym_get_name", ctypes.c_int, [number, text, ctypes.c_size_t]),
        (
            "compose_table_new_from_buffer",
            pointer,
            [pointer, text, ctypes.c_size_t, text, ctypes.c_int, ctypes.c_int],
        ),
        ("compose_state_new", pointer, [pointer, ctypes.c_int]),
        ("compose_state_unref", None, [pointer]),
        ("compose_state_feed", ctypes.c_int, [pointer, number]),
        ("compose_state_get_status", ctypes.c_int, [pointer]),
        ("compose_state_get_utf8", ctypes.c_int, [pointer, text, ctypes.c_size_t]),
        ("compose_state_reset", None, [pointer]),
    ):
        function = getattr(library, f"xkb_{name}")
        function.restype, function.argtypes = result, arguments
    return library


@cache
def _context() -> int:
    context: int = _library().xkb_context_new(_NO_DEFAULT_INCLUDES)
    for folder in (Path(__file__).parent, _root() / "usr/share/X11/xkb"):
        _library().xkb_context_include_path_append(context, bytes(folder))
    return context


@cache
def _compose_table(locale: str, spacing_accents: bool) -> int:
    """Return the Compose sequences of a locale; they are read once."""
    folder = _root() / "usr/share/X11/locale"
    sequences = (folder / locale / "Compose").read_text(encoding="utf-8")
    # One file includes another by where it is when it is installed
    sequences = sequences.replace('"/usr/share/X11/locale', f'"{folder}')
    data = (sequences + "\n" + _SPACING_ACCENTS * spacing_accents).encode()
    table: int | None = _library().xkb_compose_table_new_from_buffer(
        _context(), data, len(data), locale.encode(), _COMPOSE_TEXT_V1, 0
    )
    if table is None:
        raise XkbMissing(f"no Compose sequences for {locale}")
    return table


class XkbKeyboard:
    """A keyboard with a layout, and the text that its keys give.

    ``layout`` and ``variant`` are names of xkeyboard-config, such as "de" and "mac".
    ``locale`` is one that has Compose sequences of its own. With ``spacing_accents`` a
    dead key and a space give the accent itself, as on Windows and macOS.
    """

    def __init__(
        self,
        layout: str,
        variant: str = "",
        *,
        locale: str = _LOCALE,
        spacing_accents: bool = False,
    ) -> None:
        """Load the layout.

        Raises:
            XkbMissing: The library, its data or this layout is not there.
        """
        library = self._library = _library()
        names = _Names(b"evdev", b"pc105", layout.encode(), variant.encode(), b"")
        keymap = library.xkb_keymap_new_from_names(_context(), ctypes.byref(names), 0)
        if keymap is None:
            raise XkbMissing(f"no layout {layout} {variant}")
        self._state: int = library.xkb_state_new(keymap)
        library.xkb_keymap_unref(keymap)  # the state keeps it
        self._compose: int = library.xkb_compose_state_new(
            _compose_table(locale, spacing_accents), 0
        )
        self._dead_key = ""
        weakref.finalize(self, library.xkb_state_unref, self._state)
        weakref.finalize(self, library.xkb_compose_state_unref, self._compose)

    @property
    def dead_key(self) -> str:
        """The dead key that waits for its base, such as "dead_acute"; empty for none."""
        return self._dead_key

    def press(self, usage: int) -> str:
        """Press a key or a modifier and return what it types.

        Nothing for dead keys, for shortcuts, and for keys that type no text; a line feed
        for Enter and a tab for Tab.
        """
        code = KEY_CODES[usage] + _OFFSET
        # What a key gives depends on what was down before it
        keysym = self._library.xkb_state_key_get_one_sym(self._state, code)
        text = self._read(self._library.xkb_state_key_get_utf8, self._state, code)
        shortcut = self._is_shortcut()
        self._library.xkb_state_update_key(self._state, code, 1)
        if usage >= _FIRST_MODIFIER or shortcut:
            return ""
        self._library.xkb_compose_state_feed(self._compose, keysym)
        status = self._library.xkb_compose_state_get_status(self._compose)
        self._dead_key = ""
        if status == _COMPOSING:
            self._dead_key = self._read(self._library.xkb_keysym_get_name, keysym)
            return ""
        if status == _COMPOSED:
            text = self._read(self._library.xkb_compose_state_get_utf8, self._compose)
        elif status == _CANCELLED:
            return ""
        text = text.replace("\r", "\n")
        return text if text.isprintable() or text in {"\n", "\t"} else ""

    def forget_dead_key(self) -> None:
        """Let the next key type as if no dead key had been pressed."""
        self._library.xkb_compose_state_reset(self._compose)
        self._dead_key = ""

    def release(self, usage: int) -> None:
        """Release a key or a modifier."""
        code = KEY_CODES[usage] + _OFFSET
        self._library.xkb_state_update_key(self._state, code, 0)

    def _is_shortcut(self) -> bool:
        return any(
            self._library.xkb_state_mod_name_is_active(self._state, name, _EFFECTIVE)
            for name in _SHORTCUTS
        )

    @staticmethod
    def _read(function: Any, *arguments: int) -> str:
        """Call a function that writes a text into a buffer."""
        buffer = ctypes.create_string_buffer(64)
        function(*arguments, buffer, len(buffer))
        return buffer.value.decode()


# Layout and variant on Windows, Linux and macOS. "windows" and "macos" are our own files
# beside this one: what those systems have, where xkeyboard-config has something else
_SOURCES = {
    "us": ("us", "us", "macos(us)"),
    "uk": ("windows(gb)", "gb", "macos(gb)"),
    "de": ("de", "de", "macos(de)"),
    "fr": ("windows(fr)", "fr", "macos(fr)"),
    "es": ("windows(es)", "es", "macos(es)"),
    "it": ("it(winkeys)", "it", "macos(it)"),
    "pt_br": ("br", "br", "br"),
    "da": ("dk(winkeys)", "dk", "macos(dk)"),
    "nb": ("no(winkeys)", "no", "macos(no)"),
    "sv": ("se", "se", "macos(se)"),
    "fi": ("fi(winkeys)", "fi", "macos(se)"),
    "de_ch": ("windows(ch_de)", "ch(de)", "macos(ch_de)"),
    "fr_ch": ("windows(ch_fr)", "ch(fr)", "macos(ch_fr)"),
    "ja": ("jp(OADG109A)", "jp", "jp(OADG109A)"),
}
# Locales with Compose sequences of their own, and whose users have the layout
_LOCALES = {"pt_br": "pt_BR.UTF-8", "fi": "fi_FI.UTF-8"}


def host_keyboard(layout: str, system: str) -> XkbKeyboard:
    """Return the keyboard of a host that has one of our layouts.

    ``layout`` is a name of ``keyboard.layout.LAYOUTS``, ``system`` a ``HostSystem``.
    Raises ``KeyError`` or ``ValueError`` for other names.
    """
    source = _SOURCES[layout][("windows", "linux", "macos").index(system)]
    name, _, variant = source.removesuffix(")").partition("(")
    on_linux = system == "linux"
    return XkbKeyboard(
        name,
        variant,
        locale=_LOCALES.get(layout, _LOCALE) if on_linux else _LOCALE,
        spacing_accents=not on_linux,
    )
