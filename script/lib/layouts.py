"""The tables of custom_components/esp_at/keyboard/layouts.

script/layouts            write them
script/layouts --check    fail if they are not up to date

What a key gives comes from a real keyboard stack: libxkbcommon, xkeyboard-config's
layouts and libX11's Compose sequences. What Windows and macOS have instead is in
esp_at_simulator/symbols, and what they do not have in script/lib/layout_facts.py.
"""

import argparse
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
import subprocess
import sys
import unicodedata

from custom_components.esp_at.keyboard.table import NOTHING, ROWS, Table
from custom_components.esp_at.keyboard.usages import KEYS
from esp_at_simulator.xkb import XkbKeyboard, host_keyboard
from script.lib.layout_facts import DEAD_KEYS, LAYOUTS, Facts

type Rows = Mapping[str, list[str]]

TOP = Path(__file__).parents[2]
FOLDER = TOP / "custom_components" / "esp_at" / "keyboard" / "layouts"
SHIFT, ALT_GR = 0xE1, 0xE6
LEVELS = ((), (SHIFT,), (ALT_GR,), (SHIFT, ALT_GR))
SYSTEMS = ("windows", "linux", "macos")
HEAD = '''"""{title}; written by script/layouts, do not edit it by hand."""

from ..table import Table

'''


def press(keyboard: XkbKeyboard, key: str, level: int) -> str:
    """Return what a key types on a level; the combining character of a dead key."""
    for modifier in LEVELS[level]:
        keyboard.press(modifier)
    text = keyboard.press(KEYS[key])
    keyboard.release(KEYS[key])
    for modifier in LEVELS[level]:
        keyboard.release(modifier)
    return text or DEAD_KEYS.get(keyboard.dead_key, "")


def rows(keyboard: XkbKeyboard) -> Rows:
    """Return what each key types on its four levels; empty texts for nothing."""
    found = {}
    for key in chain(*ROWS):
        levels = []
        for level in range(len(LEVELS)):
            text = press(keyboard, key, level)
            is_dead = bool(keyboard.dead_key)
            keyboard.forget_dead_key()
            levels.append(text if is_dead or is_character(text) else "")
        found[key] = levels
    return found


def is_character(text: str) -> bool:
    """Tell whether a text is one character that normalising leaves as it is."""
    return (
        len(text) == 1
        and unicodedata.normalize("NFC", text) == text
        and not unicodedata.category(text).startswith("M")
    )


def table(name: str, system: str) -> Table:
    """Return the table of a layout on a system."""
    facts, keyboard = LAYOUTS[name], host_keyboard(name, system)
    found = {
        key: facts.restrict(key, levels, system)
        for key, levels in rows(keyboard).items()
    }
    # A level that adds nothing is as good as none
    for levels in found.values():
        for level in range(len(levels) - 1, 0, -1):
            if levels[level] in levels[:level]:
                levels[level] = ""
    given = list(dict.fromkeys(text for levels in found.values() for text in levels))
    dead_keys = [text for text in given if text in DEAD_KEYS.values()]
    bases = sorted({*given, " "} - {"", *dead_keys})
    composed = {}
    for dead in dead_keys:
        pairs = [
            (base, result)
            for base in [*bases, dead]
            if facts.composes(system, dead=dead, base=base)
            and (result := composition(keyboard, found, dead=dead, base=base))
            and result not in given
        ]
        if pairs:
            composed[dead] = (
                "".join(base for base, _ in pairs),
                "".join(result for _, result in pairs),
            )
    for levels in found.values():
        levels[:] = [
            "" if text in dead_keys and text not in composed else text
            for text in levels
        ]
    shown = []
    for level in range(len(LEVELS)):
        one, two, three, four = (
            "".join(found[key][level] or NOTHING for key in keys).rstrip(NOTHING)
            for keys in ROWS
        )
        shown.append((one, two, three, four))
    while not any(shown[-1]):
        shown.pop()
    return Table(tuple(shown), composed)


def where(found: Rows, character: str) -> tuple[str, int]:
    """Return the key and the level of a character, the lowest level first."""
    return min(
        (
            (key, levels.index(character))
            for key, levels in found.items()
            if character in levels
        ),
        key=lambda place: place[1],
    )


def composition(keyboard: XkbKeyboard, found: Rows, *, dead: str, base: str) -> str:
    """Return the character that a dead key and a base give; empty for none."""
    press(keyboard, *where(found, dead))
    result = press(keyboard, *(("space", 0) if base == " " else where(found, base)))
    waits = keyboard.dead_key
    keyboard.forget_dead_key()
    return result if is_character(result) and not waits else ""


def literal(text: str) -> str:
    """Return a text as a string literal, with combining characters spelt out."""
    quote = "'" if '"' in text and "'" not in text else '"'
    shown = "".join(
        character
        if character.isprintable() and not 0x300 <= ord(character) < 0x370
        else ascii(character)[1:-1]
        for character in text.replace("\\", "\\\\").replace(quote, f"\\{quote}")
    )
    return f"{quote}{shown}{quote}"


def source(name: str, facts: Facts) -> Iterator[str]:
    """Yield the lines of a layout's module."""
    yield HEAD.format(title=facts.title)
    yield "TABLES = {\n"
    for system in SYSTEMS:
        levels, composed = table(name, system)
        yield f'"{system}": Table(levels=('
        for level in levels:
            yield f"({', '.join(map(literal, level))}),"
        yield "), composed={"
        for dead, pairs in composed.items():
            yield f"{literal(dead)}: ({', '.join(map(literal, pairs))}),"
        yield "}),"
    yield "}\n"


def formatted(text: str) -> str:
    """Return a module as the formatter leaves it."""
    ruff = subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--stdin-filename", "layout.py", "-"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
        cwd=TOP,
    )
    return ruff.stdout


def index() -> str:
    """Return the module that lists the layouts."""
    names = ", ".join(sorted(LAYOUTS))
    entries = "".join(f'    "{name}": {name}.TABLES,\n' for name in LAYOUTS)
    return (
        '"""Every layout by name; written by script/layouts, do not edit it by hand."""\n'
        "\nfrom collections.abc import Mapping\n\n"
        f"from ..table import Table\nfrom . import {names}\n\n"
        f"TABLES: Mapping[str, Mapping[str, Table]] = {{\n{entries}}}\n"
    )


def main() -> int:
    """Write the tables, or compare them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    wanted = {FOLDER / "__init__.py": formatted(index())}
    check = parser.parse_args().check
    for name, facts in LAYOUTS.items():
        wanted[FOLDER / f"{name}.py"] = formatted("".join(source(name, facts)))
    old = [
        path
        for path, text in wanted.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    if not check:
        for path in old:
            path.write_text(wanted[path], encoding="utf-8")
    elif old:
        print("Run script/layouts:", *(path.relative_to(TOP) for path in old))
    return 1 if check and old else 0


if __name__ == "__main__":
    sys.exit(main())
