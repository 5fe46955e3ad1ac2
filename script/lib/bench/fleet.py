"""What 1, 10 and 50 idle modules cost one Home Assistant."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
import sys
import tempfile
from typing import Self

from script.lib.api import Api
from script.lib.bench.figure import Figure
from script.lib.home_assistant import HomeAssistant, running
from script.lib.process import end, spawn

SIZES = (1, 10, 50)
# One refresh of every module at the default interval lies in it
WATCHED_SECONDS = 61
SETTLE_SECONDS = 15
MOST_CPU_PERCENT = 0.2
# Linear: the fiftieth module costs no more than one of the first ten, and a bit
MOST_GROWTH = 1.5
TICKS = 100


async def measure() -> list[Figure]:
    """Add modules step by step to one real Home Assistant and watch its process."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "config").mkdir()
        home = HomeAssistant(folder / "config")
        async with AsyncExitStack() as stack:
            api = await stack.enter_async_context(running(home))
            ports = await stack.enter_async_context(Ports(folder, max(SIZES)))
            empty_cpu, empty_memory = await _watch(home)
            each: dict[int, float] = {}
            added = 0
            for size in SIZES:
                while added < size:
                    await _add(api, ports.paths[added])
                    added += 1
                cpu, memory = await _watch(home)
                each[size] = max(cpu - empty_cpu, 0) / size
                figures += [
                    Figure(
                        name=f"idle CPU a module, {size} of them",
                        value=each[size],
                        unit="% of a core",
                        beside=empty_cpu,
                        goal=f"under {MOST_CPU_PERCENT} %, linear",
                        holds=each[size] < MOST_CPU_PERCENT
                        and each[size] <= max(each[SIZES[0]], 0.05) * MOST_GROWTH,
                    ),
                    Figure(
                        name=f"memory a module, {size} of them",
                        value=max(memory - empty_memory, 0) / size,
                        unit="MB",
                        beside=empty_memory,
                    ),
                ]
    return figures


class Ports:
    """Simulated modules in one process of their own."""

    def __init__(self, folder: Path, count: int) -> None:
        """Take where the ports are to stand."""
        self.paths = [folder / f"module{index}" for index in range(count)]
        self._folder = folder
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        """Start the modules and wait for their ports."""
        log = (self._folder / "simulators.txt").open("wb")
        self._stack.callback(log.close)
        process = await spawn(
            (sys.executable, "-m", "script.lib.bench.modules", *map(str, self.paths)),
            log.fileno(),
        )
        self._stack.push_async_callback(end, process)
        async with asyncio.timeout(60):
            while not all(path.exists() for path in self.paths):
                await asyncio.sleep(0.1)
        return self

    async def __aexit__(self, *_: object) -> None:
        """End them."""
        await self._stack.aclose()


async def _add(api: Api, port: Path) -> None:
    answers = {"device": str(port), "baudrate": "115200", "flow_control": False}
    await api.set_up("esp_at", answers)


async def _watch(home: HomeAssistant) -> tuple[float, float]:
    """Return the CPU use in percent and the memory in MB, over a while."""
    await asyncio.sleep(SETTLE_SECONDS)
    before = _cpu_seconds(home)
    await asyncio.sleep(WATCHED_SECONDS)
    used = _cpu_seconds(home) - before
    return used / WATCHED_SECONDS * 100, _memory(home)


def _cpu_seconds(home: HomeAssistant) -> float:
    fields = _process(home).joinpath("stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _memory(home: HomeAssistant) -> float:
    status = _process(home).joinpath("status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1]) / 1024


def _process(home: HomeAssistant) -> Path:
    return Path("/proc") / str(home.process_id)
