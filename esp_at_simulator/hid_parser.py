"""What a host reads out of reports: nothing but what the module's report map says."""

from dataclasses import dataclass

from hidtools.hid import HidField, ReportDescriptor

_RELATIVE = 1 << 2
_ERRORS = range(0x70001, 0x70004)
"""What stands for more keys than a keyboard can tell apart."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """One report: which usages are down, in its order, and what moved how far."""

    application: int
    """What the report belongs to: a mouse, a keyboard, a remote."""
    down: tuple[int, ...]
    moved: dict[int, int]
    """Usages of relative fields, without those that stand still."""

    @property
    def is_overrun(self) -> bool:
        """Return whether the keys of this report mean nothing."""
        return any(usage in _ERRORS for usage in self.down)


class ReportParser:
    """A host's knowledge of a device, from the report map that the device serves."""

    def __init__(self, report_map: bytes) -> None:
        """Read the map."""
        self._map = ReportDescriptor.from_bytes(report_map)

    def parse(self, report: bytes) -> Parsed | None:
        """Take a report apart that begins with its number; None if the map has none."""
        layout = self._map.get(report[0], len(report))
        if layout is None:
            return None
        down, moved = list[int](), dict[int, int]()
        for field in layout:
            if field.is_const:
                continue
            values = [int(value) for value in field.get_values(list(report))]
            if field.is_array:
                down += _selected(field, values)
            elif field.type & _RELATIVE:
                moved |= {field.usage: values[0]} if values[0] else {}
            elif values[0]:
                down.append(field.usage)
        return Parsed(layout.application or 0, tuple(down), moved)


def _selected(field: HidField, values: list[int]) -> list[int]:
    """Return the usages that an array names; what is out of its range names none."""
    first, known = field.logical_min, field.usages or []
    named = (v - first for v in values if first <= v <= field.logical_max)
    return [known[index] for index in named if known[index] & 0xFFFF]
