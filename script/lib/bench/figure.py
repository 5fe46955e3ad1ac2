"""One measured figure."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A value, the peer's value of the same run, and what is wanted.

    ``goal`` says it in words; ``holds`` whether it was reached, None where there is
    no goal.
    """

    name: str
    value: float
    unit: str
    beside: float | None = None
    goal: str | None = None
    holds: bool | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the figure as ``script/bench`` prints it."""
        return {
            "name": self.name,
            "value": round(self.value, 4),
            "unit": self.unit,
            "beside": None if self.beside is None else round(self.beside, 4),
            "ratio": round(self.value / self.beside, 2) if self.beside else None,
            "goal": self.goal,
            "holds": self.holds,
        }
