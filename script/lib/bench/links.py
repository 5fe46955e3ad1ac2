"""Bytes over the module's links, beside a bare serialx copy on the same kind of line."""

import asyncio
from collections.abc import AsyncIterator
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
from script.lib.bench.child import child
from script.lib.bench.figure import Figure
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
# Before 2.3 a command takes 2048 bytes, after a pause of which the firmware has need:
# no host sends a megabyte with less than 500 of them, or fills a fast line
GOALS = {("active", Way.DOWN), ("passive", Way.DOWN), ("passive", Way.UP)}
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


class Copy(asyncio.Protocol):
    """The least that a serialx user can do: count what comes in."""

    def __init__(self) -> None:
        """Wait for nothing yet."""
        self.transport: asyncio.Transport | None = None
        self._missing = 0
        self._done: asyncio.Future[None] | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)

    @override
    def data_received(self, data: bytes) -> None:
        self._missing -= len(data)
        if self._missing <= 0 and self._done is not None:
            self._done.set_result(None)
            self._done = None

    async def move(self, way: Way, size: int) -> None:
        """Get or send so many bytes."""
        if self.transport is None:
            raise ConnectionError("not connected")
        self._done = done = asyncio.get_running_loop().create_future()
        self._missing = size if way is Way.DOWN else 1
        self.transport.write(b"%d\n" % size)
        if way is Way.UP:
            self.transport.write(bytes(size))
        await done


async def measure() -> list[Figure]:
    """Measure what a megabyte costs, and how much of the wire is used."""
    figures: list[Figure] = []
    copies = {way: await _copy(way) for way in Way}
    async with child("internet_peer") as peer:
        for profile, mode in MODES.items():
            async with linked(profile, 0, int(peer)) as socket:
                for way in Way:
                    costs = [await _cost(socket, way, MEGABYTE) for _ in range(ROUNDS)]
                    figures += _figures(mode, way, costs, copies[way])
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
        yield await device.sockets.open(target)
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
    async with child("answerer", kind) as path:
        transport, protocol = await serialx.create_serial_connection(
            asyncio.get_running_loop(), Copy, path, 115200
        )
        copy, costs = cast("Copy", protocol), []
        for _ in range(ROUNDS):
            start, cpu = time.perf_counter(), time.process_time()
            await copy.move(way, MEGABYTE)
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
    cost, most = _middle(costs), MOST_CPU[way]
    wanted = (mode, way) in GOALS
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
            goal=f"at most {most} s/MB" if wanted else None,
            holds=cost.cpu <= most if wanted else None,
        ),
    ]


def _share(mode: str, way: Way, rate: int, cost: Cost) -> Figure:
    share = cost.rate * MEGABYTE * BITS_PER_BYTE / rate * 100
    wanted = (mode, way) in GOALS
    return Figure(
        name=f"share of the wire {way} at {rate}, {mode}",
        value=share,
        unit="%",
        goal=f"at least {LEAST_SHARE} %" if wanted else None,
        holds=share >= LEAST_SHARE if wanted else None,
    )
