"""Turn a user's wire log into a recorded session.

A wire log has lines, not bytes: line ends, blank lines and prompts are put back as the
firmware prints them, and data that the log only counts become as many dots.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
import json
from pathlib import Path
import re
import sys
from typing import Any

TOP = Path(__file__).parents[2]
FOLDER = TOP / "tests" / "recordings"

_STAMP = r"(?P<time>\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[.,]\d+(?:[+-]\d\d:?\d\d|Z)?)"
_ENTRY = re.compile(rf"{_STAMP} (?P<way>[<>#]) (?P<text>.*)")
_LOGGED = re.compile(rf"{_STAMP} .*?\.at\.wire\] (?P<way>[<>#]) (?P<text>.*)")
_COUNTED = re.compile(r"(?P<head>.*)<(?P<count>\d+) bytes>")
# The answer to AT+GMR, or what diagnostics say of the firmware
_VERSION = re.compile(r"(?:AT version:|\"version_text\": *\")(\d+\.\d+\.\d+)")
_PSEUDONYM = re.compile(r"<(?P<kind>mac|ip|text) (?P<number>\d+)>")
_ESCAPED = re.compile(r"\\x([0-9a-f]{2})")

# What the firmware puts a blank line before
_RESULTS = re.compile(
    r"OK|ERROR|ready|busy p\.\.\.|SEND (?:OK|FAIL|Canceled)|SET OK|WRITE OK"
    r"|Recv \d+ bytes|Will force to restart!!!"
)


class NoWireLog(ValueError):
    """There is nothing of a wire log in the file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a wire log; ``way`` is ``<``, ``>`` or ``#``."""

    time: datetime
    way: str
    text: str


def entries(log: str) -> Iterator[Entry]:
    """Yield the wire log's lines from a log or from diagnostics."""
    try:
        lines = list(_strings(json.loads(log)))
    except json.JSONDecodeError:
        lines = log.splitlines()
    for line in lines:
        match = _ENTRY.fullmatch(line) or _LOGGED.match(line)
        if match is not None:
            stamp = match["time"].replace(",", ".")
            text = _PSEUDONYM.sub(_stand_in, match["text"])
            yield Entry(datetime.fromisoformat(stamp), match["way"], text)


def _stand_in(pseudonym: re.Match[str]) -> str:
    """Return a value of the kind that diagnostics replaced."""
    number = int(pseudonym["number"])
    high, low = divmod(number, 256)
    match pseudonym["kind"]:
        case "mac":
            return f"02:00:00:00:{high % 256:02x}:{low:02x}"
        case "ip":
            return f"198.18.{high % 256}.{low}"
        case _:
            return f"text {number}"


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def convert(text: str, name: str, firmware: str | None = None) -> tuple[str, str]:
    """Return a session's name and its text; raise NoWireLog.

    ``firmware`` is taken from the answer to AT+GMR where it is not given.
    """
    found = list(entries(text))
    if not found:
        raise NoWireLog("there is no line of a wire log in it")
    if firmware is None:
        version = _VERSION.search(text)
        if version is None:
            raise NoWireLog("AT+GMR is not in it: say the version with --firmware")
        firmware = version[1]
    head = f"# ESP-AT {firmware}; {name}; from a wire log"
    lines = [f"{head}; seconds, > sent or < received, bytes as a Python literal"]
    start, before = found[0].time, ""
    for entry in found:
        seconds = (entry.time - start).total_seconds()
        if entry.way == "#":
            lines.append(f"# {entry.text}")
            continue
        if entry.way == ">" and _COUNTED.fullmatch(entry.text):
            prompt = b"\r\n>" if before == "OK" else b">"
            lines.append(f"{seconds:9.3f} < {prompt!r}")
        lines.append(f"{seconds:9.3f} {entry.way} {_bytes(entry)!r}")
        before = entry.text
    return f"{firmware}_{name}", "\n".join(lines) + "\n"


def _bytes(entry: Entry) -> bytes:
    """Return a line as it was on the wire."""
    if counted := _COUNTED.fullmatch(entry.text):
        data = _raw(counted["head"]) + b"." * int(counted["count"])
        return data if entry.way == ">" else data + b"\r\n"
    lead = b"\r\n" if entry.way == "<" and _RESULTS.fullmatch(entry.text) else b""
    return lead + _raw(entry.text) + b"\r\n"


def _raw(text: str) -> bytes:
    pieces = _ESCAPED.split(text)
    return b"".join(
        bytes.fromhex(piece) if index % 2 else piece.encode("utf-8", "surrogateescape")
        for index, piece in enumerate(pieces)
    )


def main() -> int:
    """Convert the file of the command line; return the exit status."""
    parser = argparse.ArgumentParser(prog="script/recording", description=__doc__)
    parser.add_argument("log", type=Path, help="Home Assistant's log, or diagnostics")
    parser.add_argument("name", help="what the session shows, as lost_bytes")
    parser.add_argument("--firmware", metavar="VERSION", help="as 3.4.0")
    parser.add_argument("--folder", type=Path, default=FOLDER, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if not re.fullmatch(r"[a-z0-9_-]+", arguments.name):
        parser.error("NAME takes a-z, 0-9, _ and -")
    try:
        text = arguments.log.read_text("utf-8", "surrogateescape")
        name, session = convert(text, arguments.name, arguments.firmware)
    except (OSError, NoWireLog) as err:
        print(f"error: {arguments.log}: {err}", file=sys.stderr)
        return 1
    path = arguments.folder / f"{name}.txt"
    path.write_text(session, "utf-8")
    print(f"written: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
