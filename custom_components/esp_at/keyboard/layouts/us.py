"""United States; written by script/layouts, do not edit it by hand."""

from ..table import Table

TABLES = {
    "windows": Table(
        levels=(
            ("`1234567890-=", "qwertyuiop[]\\", "asdfghjkl;'", " zxcvbnm,./"),
            ("~!@#$%^&*()_+", "QWERTYUIOP{}|", 'ASDFGHJKL:"', " ZXCVBNM<>?"),
        ),
        composed={},
    ),
    "linux": Table(
        levels=(
            ("`1234567890-=", "qwertyuiop[]\\", "asdfghjkl;'", " zxcvbnm,./"),
            ("~!@#$%^&*()_+", "QWERTYUIOP{}|", 'ASDFGHJKL:"', " ZXCVBNM<>?"),
        ),
        composed={},
    ),
    "macos": Table(
        levels=(
            ("`1234567890-=", "qwertyuiop[]\\", "asdfghjkl;'", " zxcvbnm,./"),
            ("~!@#$%^&*()_+", "QWERTYUIOP{}|", 'ASDFGHJKL:"', " ZXCVBNM<>?"),
            (
                "\u0300¡™£¢∞§¶•ªº–≠",
                "œ∑\u0301®†¥\u0308\u0302øπ“‘«",
                "åß∂ƒ©˙∆˚¬…æ",
                " Ω≈ç√∫\u0303µ≤≥÷",
            ),
            (" ⁄€‹›ﬁﬂ‡°·‚—±", "Œ„´‰ˇÁ¨ˆØ∏”’»", "ÅÍÎÏ˝ÓÔ ÒÚÆ", " ¸˛Ç◊ı˜Â¯˘¿"),
        ),
        composed={
            "\u0300": ("AEIUaeiou", "ÀÈÌÙàèìòù"),
            "\u0301": ("Eaeiou", "Éáéíóú"),
            "\u0308": ("AEOUaeiouy", "ÄËÖÜäëïöüÿ"),
            "\u0302": ("EUaeiou", "ÊÛâêîôû"),
            "\u0303": ("ANOano", "ÃÑÕãñõ"),
        },
    ),
}
