"""Bytes over the module's links, beside the least that a serialx user can do.

That is a copy on the same kind of line, or where the firmware takes data in small
portions only, sending these.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
import time
from typing import cast, override

import serialx

from custom_components.esp_at.device.device import EspAtDevice, PortSettings
from custom_components.esp_at.device.socket import Socket
from custom_components.esp_at.device.socket_types import SocketKind, Target
from script.lib.bench.bare import BareHost
from script.lib.bench.child import child
from script.lib.bench.figure import Figure
from script.lib.bench.portions import PORTION, PortionSender, share_possible
from script.lib.bench.round_trip import MOST_CPU_MS
from script.lib.simulator import NETWORK, NETWORK_PASSWORD

MEGABYTE = 1_000_000
ROUNDS = 5
SECONDS_ON_THE_WIRE = 4
RATES = (115200, 921600, 3_000_000)
BITS_PER_BYTE = 10
LEAST_SHARE = 95


class Way(StrEnum):
    """Which way the bytes go."""

    DOWN = "down"
    UP = "up"


MODES = {"2.0": "active", "4.1": "passive"}
IN_PORTIONS = ("active", Way.UP)
"""Where a megabyte takes some 500 commands, each with a pause: no host reaches the usual
goals there."""
MOST_CPU = {Way.DOWN: 0.03, Way.UP: 0.05}


@dataclass(frozen=True)
class Cost:
    """What it took to move some bytes."""

    size: int
    seconds: float
    cpu_seconds: float

    @property
    def rate(self) -> float:
        """Return megabytes a second."""
        return self.size / self.seconds / MEGABYTE

    @property
    def cpu(self) -> float:
        """Return CPU seconds a megabyte."""
        return self.cpu_seconds / self.size * MEGABYTE


class Copy(BareHost):
    """The least that a serialx user can do: count what comes in."""

    _missing = 0

    @override
    def data_received(self, data: bytes) -> None:
        self._missing -= len(data)
        if self._missing <= 0:
            self.done()

    async def move(self, way: Way, size: int) -> None:
        """Get or send so many bytes."""
        done = self.expect()
        self._missing = size if way is Way.DOWN else 1
        self.transport.write(b"%d\n" % size)
        if way is Way.UP:
            self.transport.write(bytes(size))
        await done


async def measure() -> list[Figure]:
    """Measure what a megabyte costs, and how much of the wire is used."""
    figures: list[Figure] = []
    copies = {way: await _copy(way) for way in Way}
    least = {(mode, way): copies[way] for mode in MODES.values() for way in Way}
    least[IN_PORTIONS] = await _portions()
    async with child("internet_peer") as peer:
        for profile, mode in MODES.items():
            async with linked(profile, 0, int(peer)) as socket:
                for way in Way:
                    costs = [await _cost(socket, way, MEGABYTE) for _ in range(ROUNDS)]
                    figures += _figures(mode, way, costs, least[mode, way])
        for profile, mode in MODES.items():
            for rate in RATES:
                async with linked(profile, rate, int(peer)) as socket:
                    for way in Way:
                        size = rate // BITS_PER_BYTE * SECONDS_ON_THE_WIRE
                        cost = await _cost(socket, way, size)
                        figures.append(_share(mode, way, rate, cost))
    return figures


@asynccontextmanager
async def linked(profile: str, rate: int, port: int) -> AsyncIterator[Socket]:
    """Connect to the peer through a module."""
    async with child("linked_module", profile, str(rate)) as path:
        device = EspAtDevice(PortSettings(url=path, baudrate=rate or 115200))
        await device.connect()
        await device.wifi.join(NETWORK, NETWORK_PASSWORD)
        target = Target(kind=SocketKind.TCP, host="127.0.0.1", port=port)
        socket = await device.sockets.open(target)
        while device.client.busy:  # what the connection has changed is read, too
            await asyncio.sleep(0.1)
        yield socket
        await device.close()


async def _cost(socket: Socket, way: Way, size: int) -> Cost:
    start, cpu = time.perf_counter(), time.process_time()
    request = f"{way} {size}\n".encode()
    missing = size if way is Way.DOWN else 1
    if way is Way.UP:
        await socket.send(request + bytes(size))
    else:
        await socket.send(request)
    while missing > 0:
        missing -= len((await socket.receive()).data)
    return Cost(size, time.perf_counter() - start, time.process_time() - cpu)


async def _copy(way: Way) -> Cost:
    kind = "source" if way is Way.DOWN else "sink"
    return await _least(kind, Copy, lambda copy: copy.move(way, MEGABYTE))


async def _portions() -> Cost:
    return await _least("portions", PortionSender, lambda host: host.send(MEGABYTE))


async def _least[Host: asyncio.Protocol](
    kind: str, host: Callable[[], Host], move: Callable[[Host], Awaitable[None]]
) -> Cost:
    """Measure a bare serialx user, who moves a megabyte."""
    async with child("answerer", kind) as path:
        transport, protocol = await serialx.create_serial_connection(
            asyncio.get_running_loop(), host, path, 115200
        )
        costs = []
        for _ in range(ROUNDS):
            start, cpu = time.perf_counter(), time.process_time()
            await move(cast("Host", protocol))
            spent = time.perf_counter() - start, time.process_time() - cpu
            costs.append(Cost(MEGABYTE, *spent))
        transport.abort()
    return _middle(costs)


def _middle(costs: list[Cost]) -> Cost:
    return Cost(
        costs[0].size,
        median(cost.seconds for cost in costs),
        median(cost.cpu_seconds for cost in costs),
    )


def _figures(mode: str, way: Way, costs: list[Cost], copy: Cost) -> list[Figure]:
    cost, most, why = _middle(costs), MOST_CPU[way], ""
    if (mode, way) == IN_PORTIONS:
        most = MOST_CPU_MS / 1000 * MEGABYTE / PORTION
        why = f": {MOST_CPU_MS} ms for each command of {PORTION} bytes"
    return [
        Figure(
            name=f"throughput {way}, {mode}",
            value=cost.rate,
            unit="MB/s",
            beside=copy.rate,
        ),
        Figure(
            name=f"CPU {way}, {mode}",
            value=cost.cpu,
            unit="s/MB",
            beside=copy.cpu,
            goal=f"at most {most:.2g} s/MB{why}",
            holds=cost.cpu <= most,
        ),
    ]


def _share(mode: str, way: Way, rate: int, cost: Cost) -> Figure:
    share = cost.rate * MEGABYTE * BITS_PER_BYTE / rate * 100
    least, why = float(LEAST_SHARE), ""
    possible = share_possible(rate / BITS_PER_BYTE)
    if (mode, way) == IN_PORTIONS and possible < LEAST_SHARE:
        least = LEAST_SHARE * possible / 100
        why = f": commands of {PORTION} bytes, with their pause, leave {possible:.1f} %"
    return Figure(
        name=f"share of the wire {way} at {rate}, {mode}",
        value=share,
        unit="%",
        goal=f"at least {least:.3g} %{why}",
        holds=share >= least,
    )
