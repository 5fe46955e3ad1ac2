"""A simulated module with a host in reach of its keyboard, in a process of its own.

    python -m script.lib.bench.keyboard_module BAUDRATE

Prints the path of its port, then a line for each report that the host gets: its time by
the clock of the machine, in nanoseconds. A rate of 0 is a line without a limit.
"""

import asyncio
import sys
import time
from typing import override

from esp_at_simulator import SimulatedModule
from esp_at_simulator.hid_host import HidHost
from esp_at_simulator.pty_port import PtyPort
from script.lib.bench.exact_line import ExactLine
from script.lib.bench.linked_module import precise
from script.lib.process import end_on_signals


class TimedHost(HidHost):
    """Says when a report comes."""

    @override
    def take(self, report: bytes) -> None:
        say(time.monotonic_ns())


async def main(baudrate: int) -> None:
    """Run until the process is ended."""
    end_on_signals()
    module = SimulatedModule("4.1", time_scale=0)
    module.surroundings.hid_hosts.append(TimedHost("Bench"))
    port = ExactLine(baudrate=baudrate, paced=True) if baudrate else PtyPort()
    async with module.on_port(port):
        say(port.address)
        await asyncio.Event().wait()


def say(what: object) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        asyncio.run(main(int(sys.argv[1])), loop_factory=precise)
    except KeyboardInterrupt, asyncio.CancelledError:
        sys.exit(0)
