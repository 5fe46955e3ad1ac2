"""Japanese; written by script/layouts, do not edit it by hand."""

from ..table import Table

TABLES = {
    "windows": Table(
        levels=(
            (" 1234567890-^", "qwertyuiop@[]", "asdfghjkl;:", " zxcvbnm,./"),
            (" !\"#$%&'() =~", "QWERTYUIOP`{}", "ASDFGHJKL+*", " ZXCVBNM<>?"),
        ),
        composed={},
    ),
    "linux": Table(
        levels=(
            (" 1234567890-^", "qwertyuiop@[]", "asdfghjkl;:", " zxcvbnm,./"),
            (" !\"#$%&'()~=~", "QWERTYUIOP`{}", "ASDFGHJKL+*", " ZXCVBNM<>?"),
        ),
        composed={},
    ),
    "macos": Table(
        levels=(
            (" 1234567890-^", "qwertyuiop@[]", "asdfghjkl;:", " zxcvbnm,./"),
            (" !\"#$%&'() =~", "QWERTYUIOP`{}", "ASDFGHJKL+*", " ZXCVBNM<>?"),
        ),
        composed={},
    ),
}
