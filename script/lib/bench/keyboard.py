"""How fast the keyboard types, and how soon an action reaches the host."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
import tempfile
import time
from typing import Self, cast, override

import serialx

from custom_components.esp_at.device.connection import DeviceOptions, PortSettings
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.keyboard.layout import HostSystem, layout_of
from script.lib.api import Api, eventually
from script.lib.bench.child import talking_child
from script.lib.bench.figure import Figure
from script.lib.home_assistant import HomeAssistant, running
from script.lib.module import DOMAIN, Module

RATE = 115200
BITS_PER_BYTE = 10
TEXT = """\
Dear neighbour, our module types this letter by itself: nobody sits at the keyboard.
It begins at 7:45, takes "as long as it takes" (a second or two, we hope), and ends
with 100 % of what was asked for. Is that fast? Ask John, Mary & the others in Room 12;
they have waited since May. P.S. Call +44 20 7946 0000, or write to hello@example.org!
"""
TYPED = 4
"""How often the text is typed at each rate."""
LEAST_SHARE = 90
MOST_COMMANDS = 1.2
ROUNDS = 7
CALLS = 20
PAUSE_SECONDS = 0.03
"""Between two actions; longer than the pace of the keyboard."""
START_SECONDS = 20
MOST_OWN_MS = 5.0
KEY = b"AT+BLEHIDKB=0,4,0,0,0,0,0\r\n"
BYTES_A_KEY = len(KEY) + len(b"\r\nOK\r\n")


class Host:
    """A simulated module, and when reports came to the host in its reach."""

    def __init__(self, output: asyncio.StreamReader, path: str) -> None:
        """Take what the process of the module prints."""
        self.path = path
        self.times: list[float] = []
        """When each report came, in seconds of the monotonic clock."""
        self._came = asyncio.Event()
        self._reading = asyncio.create_task(self._read(output))

    @classmethod
    @asynccontextmanager
    async def of_module(cls, rate: int) -> AsyncIterator[Self]:
        """Run a module whose line has a rate; 0 is one without a limit."""
        async with talking_child("keyboard_module", str(rate)) as output:
            host = cls(output, (await output.readline()).decode().strip())
            try:
                yield host
            finally:
                host._reading.cancel()

    async def _read(self, output: asyncio.StreamReader) -> None:
        while line := await output.readline():
            self.times.append(int(line) / 1e9)
            self._came.set()

    async def count(self, wanted: int) -> None:
        """Wait until so many reports have come; raise TimeoutError."""
        async with asyncio.timeout(START_SECONDS):
            while len(self.times) < wanted:
                self._came.clear()
                await self._came.wait()


@dataclass(frozen=True)
class Typed:
    """What it took to type a text."""

    characters: int
    seconds: float
    commands: int
    reports: int
    line_bytes: int

    @property
    def rate(self) -> float:
        """Return characters a second."""
        return self.characters / self.seconds

    @property
    def share(self) -> float:
        """Return how much of the time the line was in use at 115200 baud, in percent."""
        return self.line_bytes * BITS_PER_BYTE / RATE / self.seconds * 100


class Line(asyncio.Protocol):
    """The least that a serialx user can do: send a command, wait for its result."""

    def __init__(self) -> None:
        """Wait for nothing yet."""
        self._transport: asyncio.Transport | None = None
        self._heard = bytearray()
        self._answered = asyncio.Event()

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    @override
    def data_received(self, data: bytes) -> None:
        self._heard += data
        if self._heard.endswith((b"OK\r\n", b"ERROR\r\n")):
            self._answered.set()

    async def command(self, line: bytes) -> None:
        """Send a command; raise ConnectionError if it fails, or TimeoutError."""
        if self._transport is None:
            raise ConnectionError("not connected")
        self._heard.clear()
        self._answered.clear()
        self._transport.write(line)
        async with asyncio.timeout(START_SECONDS):
            await self._answered.wait()
        if not self._heard.endswith(b"OK\r\n"):
            raise ConnectionError(f"{line!r} was answered by {bytes(self._heard)!r}")


async def measure() -> list[Figure]:
    """Measure typing at the device, then what lies above it in Home Assistant."""
    paced, unlimited = await _typed(RATE), await _typed(0)
    bare_paced, bare_unlimited = await _bare_rate(RATE), await _bare_rate(0)
    commands = paced.commands / paced.characters
    return [
        Figure(
            name=f"characters a second at {RATE}",
            value=paced.rate,
            unit="characters/s",
            beside=bare_paced,
        ),
        Figure(
            name=f"share of the wire while typing at {RATE}",
            value=paced.share,
            unit="%",
            beside=bare_paced * BYTES_A_KEY * BITS_PER_BYTE / RATE * 100,
            goal=f"at least {LEAST_SHARE} %",
            holds=paced.share >= LEAST_SHARE,
        ),
        Figure(
            name="characters a second on an unlimited line",
            value=unlimited.rate,
            unit="characters/s",
            beside=bare_unlimited,
        ),
        Figure(
            name="commands per character of plain text",
            value=commands,
            unit="commands",
            goal=f"at most {MOST_COMMANDS}",
            holds=commands <= MOST_COMMANDS,
        ),
        Figure(
            name="reports per character of plain text",
            value=paced.reports / paced.characters,
            unit="reports",
        ),
        *await _latency(),
    ]


async def _typed(rate: int) -> Typed:
    """Type the text over a line of a rate, as fast as it goes."""
    async with Host.of_module(rate) as host:
        device = EspAtDevice(
            PortSettings(url=host.path, baudrate=rate or RATE),
            DeviceOptions(keyboard=True, keystroke_interval=0),
        )
        await device.connect()

        async def is_connected() -> bool:
            return device.state.hid.connected

        await eventually(is_connected, seconds=START_SECONDS, what="the host")
        layout = layout_of("us", HostSystem.LINUX)
        await device.hid.type_text(TEXT, layout)
        await asyncio.sleep(1)  # until the last report has come
        before, reports = device.client.counters, len(host.times)
        took = []
        for _ in range(TYPED):
            start = time.perf_counter()
            await device.hid.type_text(TEXT, layout)
            took.append(time.perf_counter() - start)
        await asyncio.sleep(1)
        after = device.client.counters
        typed = Typed(
            characters=len(TEXT) * TYPED,
            seconds=median(took) * TYPED,
            commands=after.commands - before.commands,
            reports=len(host.times) - reports,
            line_bytes=sum(
                now - then
                for now, then in (
                    (after.bytes_in, before.bytes_in),
                    (after.bytes_out, before.bytes_out),
                )
            ),
        )
        await device.close()
    return typed


@asynccontextmanager
async def _bare_line(host: Host) -> AsyncIterator[Line]:
    """Open the line of a module as a bare serialx user, who makes it a keyboard."""
    transport, protocol = await serialx.create_serial_connection(
        asyncio.get_running_loop(), Line, host.path, RATE
    )
    line = cast("Line", protocol)
    await asyncio.sleep(1)  # the module prints what it has to after its start
    await line.command(b"ATE0\r\n")
    await line.command(b"AT+BLEHIDINIT=1\r\n")
    await asyncio.sleep(1)  # the host connects
    yield line
    transport.abort()


async def _bare_rate(rate: int) -> float:
    """Return how many keys a second a bare serialx user sends."""
    took = []
    async with Host.of_module(rate) as host, _bare_line(host) as line:
        for _ in range(TYPED):
            start = time.perf_counter()
            for _ in TEXT:
                await line.command(KEY)
            took.append(time.perf_counter() - start)
    return len(TEXT) / median(took)


async def _latency() -> list[Figure]:
    """Measure from action to report, an idle action, and a bare line, in turns."""
    actions: list[float] = []
    idle: list[float] = []
    bare: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "config").mkdir()
        home = HomeAssistant(folder / "config")
        async with (
            Host.of_module(0) as host,
            Host.of_module(0) as plain,
            _bare_line(plain) as line,
            running(home) as api,
        ):
            module = await _ready(api, host.path)
            for _ in range(ROUNDS):
                for _ in range(CALLS):
                    actions.append(await _action(host, module))
                    idle.append(await _idle(api))
                    bare.append(await _bare(plain, line))
                    await asyncio.sleep(PAUSE_SECONDS)
    # Half of an idle action is the way there
    own = median(actions) - median(idle) / 2 - median(bare)
    return [
        Figure(
            name="from action to report at the host",
            value=median(actions) * 1000,
            unit="ms",
            beside=median(bare) * 1000,
        ),
        Figure(
            name="an action that does nothing, there and back",
            value=median(idle) * 1000,
            unit="ms",
        ),
        Figure(
            name="our own part from action to report",
            value=own * 1000,
            unit="ms",
            goal=f"under {MOST_OWN_MS:g} ms",
            holds=own * 1000 < MOST_OWN_MS,
        ),
    ]


async def _ready(api: Api, path: str) -> Module:
    """Set a module up as the keyboard of the host in its reach."""
    answers = {"device": path, "baudrate": str(RATE), "flow_control": False}
    module = await Module.of_entry(api, await api.set_up(DOMAIN, answers))
    await (await module.keyboard()).switch_on()
    return module


async def _action(host: Host, module: Module) -> float:
    """Return the seconds from an action to the first report that it sends."""
    before = len(host.times)
    start = time.monotonic()
    await module.call("press_keys", keys="a", respond=False)
    await host.count(before + 2)
    return host.times[before] - start


async def _idle(api: Api) -> float:
    """Return the seconds that an action takes which finds nothing to do."""
    start = time.monotonic()
    await api.call("persistent_notification.dismiss", {"notification_id": "none"})
    return time.monotonic() - start


async def _bare(host: Host, line: Line) -> float:
    """Return the seconds from a written command to the report that it sends."""
    before = len(host.times)
    start = time.monotonic()
    await line.command(KEY)
    await host.count(before + 2)
    return host.times[before] - start
