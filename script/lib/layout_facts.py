"""What Windows and macOS have of a layout, where xkeyboard-config has more."""

from collections.abc import Mapping
from dataclasses import dataclass, field

DEAD_KEYS = {
    "dead_grave": "\u0300",
    "dead_acute": "\u0301",
    "dead_circumflex": "\u0302",
    "dead_tilde": "\u0303",
    "dead_macron": "\u0304",
    "dead_breve": "\u0306",
    "dead_abovedot": "\u0307",
    "dead_diaeresis": "\u0308",
    "dead_hook": "\u0309",
    "dead_abovering": "\u030a",
    "dead_doubleacute": "\u030b",
    "dead_caron": "\u030c",
    "dead_horn": "\u031b",
    "dead_belowdot": "\u0323",
    "dead_cedilla": "\u0327",
    "dead_ogonek": "\u0328",
    "dead_stroke": "\u0335",
}
"""The combining character that stands for a dead key in our tables."""

# What may follow a dead key on both systems; more differs between them
_COMPOSED = {
    "\u0300": "aeiouAEIOU ",
    "\u0301": "aeiouAEIOU ",
    "\u0302": "aeiouAEIOU ",
    "\u0303": "anoANO ",
    "\u0308": "aeiouAEIOU ",
}


@dataclass(frozen=True)
class Facts:
    """What is known of a layout.

    ``windows_alt_gr`` has, by key, the one or two characters that AltGr and Shift with
    AltGr give on Windows; ``windows_lacks`` the characters of the other levels that are
    not there.
    """

    title: str
    windows_alt_gr: dict[str, str] = field(default_factory=dict)
    windows_lacks: dict[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()

    def restrict(
        self, rows: Mapping[str, list[str]], system: str
    ) -> dict[str, list[str]]:
        """Return the rows without what the system does not have."""
        rows = {key: levels for key, levels in rows.items() if key not in self.unused}
        if system == "windows":
            for key, levels in rows.items():
                if key.startswith("keypad_"):
                    continue
                real = self.windows_alt_gr.get(key, "").ljust(2)
                lacks = self.windows_lacks.get(key, "")
                levels[:2] = ["" if text in lacks else text for text in levels[:2]]
                levels[2:] = [
                    text if text == there else ""
                    for text, there in zip(levels[2:], real, strict=True)
                ]
        return rows

    def composes(self, system: str, *, dead: str, base: str) -> bool:
        """Tell whether the system composes a dead key with a base."""
        return system == "linux" or base in _COMPOSED.get(dead, "")


LAYOUTS = {
    "us": Facts("United States", unused=("iso_backslash",)),
    "de": Facts(
        "German",
        {
            "2": "²",
            "3": "³",
            "7": "{",
            "8": "[",
            "9": "]",
            "0": "}",
            "minus": "\\",
            "q": "@",
            "e": "€",
            "right_bracket": "~",
            "iso_backslash": "|",
            "m": "µ",
        },
    ),
}
