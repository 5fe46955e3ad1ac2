"""Run the measurements that the command line names."""

import asyncio
from collections.abc import Awaitable, Callable
import json
import sys

from script.lib.bench import fleet, framer, keyboard, links, round_trip, start
from script.lib.bench.figure import Figure

MEASUREMENTS: dict[str, Callable[[], Awaitable[list[Figure]]]] = {
    "round_trip": round_trip.measure,
    "framer": framer.measure,
    "links": links.measure,
    "keyboard": keyboard.measure,
    "start": start.measure,
    "fleet": fleet.measure,
}


def main(names: list[str]) -> int:
    """Measure and print; return 0 if every goal holds."""
    if unknown := set(names) - MEASUREMENTS.keys():
        sys.stderr.write(
            f"unknown: {', '.join(sorted(unknown))};"
            f" there are {', '.join(MEASUREMENTS)}\n"
        )
        return 2
    figures: list[Figure] = []
    for name in names or MEASUREMENTS:
        figures += asyncio.run(_measure(name))
    json.dump({"figures": [f.as_json() for f in figures]}, sys.stdout, indent=1)
    sys.stdout.write("\n")
    return 0 if all(figure.holds is not False for figure in figures) else 1


async def _measure(name: str) -> list[Figure]:
    return await MEASUREMENTS[name]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
