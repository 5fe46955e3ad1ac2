"""Many simulated modules in one process.

python -m script.lib.bench.modules PATH...
"""

import asyncio
from contextlib import AsyncExitStack
import sys

from esp_at_simulator import SimulatedModule
from script.lib.process import end_on_signals
from script.lib.simulator import NETWORK, NETWORK_PASSWORD


async def main(paths: list[str]) -> None:
    """Run a module at each path until the process is ended."""
    end_on_signals()
    async with AsyncExitStack() as stack:
        for index, path in enumerate(paths):
            module = SimulatedModule(mac=f"24:0a:c4:00:00:{index:02x}")
            module.surroundings.add_access_point(NETWORK, password=NETWORK_PASSWORD)
            await stack.enter_async_context(module.on_pty(path))
        await asyncio.Event().wait()


if __name__ == "__main__":
    try:
        asyncio.run(main(sys.argv[1:]))
    except KeyboardInterrupt, asyncio.CancelledError:
        sys.exit(0)
