"""Which commands each generation registers, read from the tables."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from custom_components.esp_at.at.command import Form

OFFICIAL = "official"
"""The family of what every build has."""

_TABLES = Path(__file__).parent / "tables"
_FORMS = {"T": Form.TEST, "Q": Form.QUERY, "S": Form.SET, "E": Form.EXECUTE}


@dataclass(frozen=True, slots=True)
class Entry:
    """One command as the firmware registers it."""

    name: str
    """Without its ``AT``."""
    forms: frozenset[Form]
    family: str
    chips: frozenset[str]


@cache
def read_table(name: str) -> tuple[Entry, ...]:
    """Return the commands of a generation, in the firmware's order."""
    entries, family = [], OFFICIAL
    for line in (_TABLES / f"{name}.txt").read_text("ascii").splitlines():
        if line[0] == "[":
            family = line[1:-1]
            continue
        command, forms, *chips = line.split()
        known = frozenset(_FORMS[form] for form in forms)
        entries.append(
            Entry(command.removeprefix("AT"), known, family, frozenset(chips))
        )
    return tuple(entries)
