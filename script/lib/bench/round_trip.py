"""A command's round trip and its CPU time, beside a bare serialx echo."""

import asyncio
from collections.abc import Awaitable, Callable
from statistics import median
import time
from typing import cast, override

import serialx

from custom_components.esp_at.at.client import AtClient
from custom_components.esp_at.at.commands.basic import Attention
from script.lib.bench.bare import BareHost
from script.lib.bench.child import child
from script.lib.bench.figure import Figure

ROUNDS = 7
COMMANDS = 3000
LINE = b"AT\r\n\r\n"
MOST_TIMES_ECHO = 2.0
MOST_CPU_MS = 0.15


class Echo(BareHost):
    """The least that a serialx user can do: send, wait for the same."""

    _missing = 0

    @override
    def data_received(self, data: bytes) -> None:
        self._missing -= len(data)
        if self._missing <= 0:
            self.done()

    async def round_trip(self) -> None:
        """Send a line of a command's size and wait until it is back."""
        done = self.expect()
        self._missing = len(LINE)
        self.transport.write(LINE)
        await done


async def measure() -> list[Figure]:
    """Measure both in turns, so that the machine's moods hit both."""
    async with (
        child("answerer", "echo") as echo_path,
        child("answerer", "at") as at_path,
    ):
        transport, echo = await serialx.create_serial_connection(
            asyncio.get_running_loop(), Echo, echo_path, 115200
        )
        client = AtClient()
        await client.open(at_path, baudrate=115200)
        client.admit()
        echoes: list[float] = []
        commands: list[float] = []
        cpu: list[float] = []
        for _ in range(ROUNDS):
            echoes.append((await _timed(cast("Echo", echo).round_trip))[0])
            wall, used = await _timed(lambda: client.execute(Attention()))
            commands.append(wall)
            cpu.append(used)
        await client.close()
        transport.abort()
    ratio = median(commands) / median(echoes)
    return [
        Figure(
            name="command round trip",
            value=median(commands) * 1000,
            unit="ms",
            beside=median(echoes) * 1000,
            goal=f"at most {MOST_TIMES_ECHO:g} times a bare serialx echo",
            holds=ratio <= MOST_TIMES_ECHO,
        ),
        Figure(
            name="CPU per command",
            value=median(cpu) * 1000,
            unit="ms",
            goal=f"at most {MOST_CPU_MS} ms",
            holds=median(cpu) * 1000 <= MOST_CPU_MS,
        ),
    ]


async def _timed(run: Callable[[], Awaitable[None]]) -> tuple[float, float]:
    """Return the wall and the CPU seconds of one run."""
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(COMMANDS):
        await run()
    return (
        (time.perf_counter() - wall) / COMMANDS,
        (time.process_time() - cpu) / COMMANDS,
    )
