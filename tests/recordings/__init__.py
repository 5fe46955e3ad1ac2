"""Sessions of real firmware, and how to read them."""

import ast
from dataclasses import dataclass
from pathlib import Path
import re

FOLDER = Path(__file__).parent
_LINE = re.compile(
    r" *(?P<time>\d+\.\d+) (?P<way>[<>]) (?P<bytewise>\(byte-wise\) )?(?P<data>b.*)"
)

PROFILES = {"2.0.0": "2.0", "2.3.0": "2.3", "3.4.0": "3.4", "3.5.0": "3.5"}
"""Which of the simulator's profiles a file's prefix stands for."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Bytes that went one way; time in seconds."""

    time: float
    sent: bool
    data: bytes
    bytewise: bool = False


@dataclass(frozen=True, slots=True)
class Exchange:
    """Bytes of the host, and all that came until it sent again."""

    time: float
    sent: bytes
    received: bytes
    bytewise: bool
    until: float
    """When the host sent again; infinite at the end."""


@dataclass(frozen=True, slots=True)
class Recording:
    """One session."""

    name: str
    profile: str
    transfers: tuple[Transfer, ...]
    from_wire_log: bool
    """Whether it was a user's log: another radio, and no blank lines or echo."""

    @property
    def greeting(self) -> bytes:
        """Return what came before the host sent anything."""
        received = b""
        for transfer in self.transfers:
            if transfer.sent:
                break
            received += transfer.data
        return received

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Return the session as what was sent and what came of it."""
        starts = [i for i, transfer in enumerate(self.transfers) if transfer.sent]
        found = []
        for start, end in zip(starts, [*starts[1:], len(self.transfers)], strict=True):
            first = self.transfers[start]
            answers = self.transfers[start + 1 : end]
            last = end == len(self.transfers)
            found.append(
                Exchange(
                    first.time,
                    first.data,
                    b"".join(transfer.data for transfer in answers),
                    first.bytewise,
                    float("inf") if last else self.transfers[end].time,
                )
            )
        return tuple(found)


def names() -> list[str]:
    """Return the names of all sessions."""
    return sorted(
        path.stem
        for path in FOLDER.glob("*.txt")
        if not path.stem.endswith("_command_table")
    )


def read(name: str) -> Recording:
    """Read a session; raise ValueError where a line makes no sense."""
    path = FOLDER / f"{name}.txt"
    return parse(name, path.read_text("utf-8"))


def parse(name: str, text: str) -> Recording:
    """Read a session from its text; raise ValueError where a line makes no sense."""
    transfers = []
    from_wire_log = text.startswith("#") and "from a wire log" in text.splitlines()[0]
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#") or not line.strip():
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"{name}:{number} is no line of a recording")
        data = ast.literal_eval(match["data"])
        transfers.append(
            Transfer(
                float(match["time"]),
                match["way"] == ">",
                data,
                match["bytewise"] is not None,
            )
        )
    return Recording(name, profile_of(name), tuple(transfers), from_wire_log)


def profile_of(name: str) -> str:
    """Return the simulator's profile that is nearest to a session's firmware."""
    firmware = name.partition("_")[0]
    return PROFILES.get(firmware) or ".".join(firmware.split(".")[:2])
