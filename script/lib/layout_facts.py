"""What Windows and macOS have of a layout, where xkeyboard-config has more.

Compared with the descriptions of both systems' layouts in Unicode's CLDR, which had
them until 2023.
"""

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

# What may follow a dead key on Windows and macOS; more differs between their layouts
_COMPOSED = {
    "\u0300": "aeiouAEIOU ",
    "\u0301": "aeiouyAEIOUY ",
    "\u0302": "aeiouAEIOU ",
    "\u0303": "anoANO ",
    "\u0308": "aeiouyAEIOU ",
}
_NOT_ON_MACOS = "\u0301y\u0301Y"


@dataclass(frozen=True)
class Facts:
    """What is known of a layout.

    ``windows_alt_gr`` has, behind the name of a key, the one or two characters that
    AltGr and Shift with AltGr give on Windows; dead keys as in our tables.
    ``composes_not`` has for a system what its dead keys do not compose: the dead key
    and the base, one after another. Where ``option`` is false, nothing is known of the
    Option key. ``unused`` names keys that keyboards of the layout do not have.
    """

    title: str
    windows_alt_gr: str = ""
    composes_not: Mapping[str, str] = field(default_factory=dict)
    option: bool = True
    unused: tuple[str, ...] = ()

    def restrict(self, key: str, levels: list[str], system: str) -> list[str]:
        """Return what a key gives on the system, of what xkeyboard-config says."""
        if key in self.unused:
            return [""] * len(levels)
        if system == "windows":
            pairs = (pair.partition(":") for pair in self.windows_alt_gr.split())
            real = {name: given for name, _, given in pairs}.get(key, "").ljust(2)
            return levels[:2] + [
                text if text == there else ""
                for text, there in zip(levels[2:], real, strict=True)
            ]
        return levels if self.option or system == "linux" else [*levels[:2], "", ""]

    def composes(self, system: str, *, dead: str, base: str) -> bool:
        """Tell whether the system composes a dead key with a base."""
        if system == "linux":
            return True
        lacks = self.composes_not.get(system, "")
        if system == "macos":
            lacks += _NOT_ON_MACOS
        return base in _COMPOSED.get(dead, "") and dead + base not in lacks


_NORDIC = "2:@ 3:£ 4:$ 5:€ 7:{ 8:[ 9:] 0:} e:€ right_bracket:\u0303 m:µ "
_SWISS = (
    "1:¦ 2:@ 3:# 4:° 5:§ 6:¬ 7:| 8:¢ minus:\u0301 equal:\u0303 e:€ left_bracket:[ "
    "right_bracket:] quote:{ backslash:} iso_backslash:\\"
)
_SWISS_MACOS = "\u0301A\u0301I\u0301O\u0301U"
LAYOUTS = {
    "us": Facts("United States", unused=("iso_backslash",)),
    "uk": Facts("United Kingdom", "grave:¦ 4:€ e:éÉ u:úÚ i:íÍ o:óÓ a:áÁ"),
    "de": Facts(
        "German",
        "2:² 3:³ 7:{ 8:[ 9:] 0:} minus:\\ q:@ e:€ right_bracket:~ iso_backslash:| m:µ",
    ),
    "fr": Facts(
        "French",
        "2:\u0303 3:# 4:{ 5:[ 6:| 7:\u0300 8:\\ 9:^ 0:@ minus:] equal:} e:€ "
        "right_bracket:¤",
    ),
    "es": Facts(
        "Spanish",
        "grave:\\ 1:| 2:@ 3:# 4:\u0303 5:€ 6:¬ e:€ left_bracket:[ right_bracket:] "
        "quote:{ backslash:}",
    ),
    "it": Facts(
        "Italian", "5:€ e:€ left_bracket:[{ right_bracket:]} semicolon:@ quote:#"
    ),
    "pt_br": Facts(
        "Portuguese (Brazil)",
        "1:¹ 2:² 3:³ 4:£ 5:¢ 6:¬ equal:§ q:/ w:? e:° right_bracket:ª backslash:º",
        option=False,
    ),
    "da": Facts("Danish", _NORDIC + "equal:| iso_backslash:\\"),
    "nb": Facts("Norwegian", _NORDIC + "equal:\u0301"),
    "sv": Facts("Swedish", _NORDIC + "minus:\\ iso_backslash:|"),
    "fi": Facts("Finnish", _NORDIC + "minus:\\ iso_backslash:|"),
    "de_ch": Facts("German (Switzerland)", _SWISS, {"macos": _SWISS_MACOS}),
    "fr_ch": Facts(
        "French (Switzerland)",
        _SWISS,
        # On Windows a space makes a quotation mark of the diaeresis
        {"windows": "\u0308 ", "macos": _SWISS_MACOS},
    ),
    "ja": Facts("Japanese", option=False, unused=("iso_backslash",)),
}
