"""A simulated module on a network, in a process of its own.

    python -m script.lib.bench.linked_module PROFILE BAUDRATE

Prints the path of its port. A rate of 0 is a line without a limit.
"""

import asyncio
import selectors
import sys

from esp_at_simulator import SimulatedModule
from script.lib.process import end_on_signals
from script.lib.simulator import NETWORK, NETWORK_PASSWORD


async def main(profile: str, baudrate: int) -> None:
    """Run until the process is ended."""
    end_on_signals()
    module = SimulatedModule(
        profile, time_scale=0, baudrate=baudrate or None, paced=bool(baudrate)
    )
    module.surroundings.add_access_point(NETWORK, password=NETWORK_PASSWORD)
    async with module.on_pty() as path:
        module.port.timer_seconds = 0
        sys.stdout.write(f"{path}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def precise() -> asyncio.AbstractEventLoop:
    """Return a loop whose timers are not rounded up to milliseconds; a UART's are not."""
    return asyncio.SelectorEventLoop(selectors.SelectSelector())


if __name__ == "__main__":
    try:
        asyncio.run(main(sys.argv[1], int(sys.argv[2])), loop_factory=precise)
    except KeyboardInterrupt, asyncio.CancelledError:
        sys.exit(0)
