"""Give a recorded session to the simulator and put both answers side by side."""

import asyncio
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
import re
from typing import Any, override

from custom_components.esp_at.at.command import REGISTRY, Form
from custom_components.esp_at.at.errors import MalformedCommand
from custom_components.esp_at.at.module_codec import CommandLine, parse_line
from esp_at_simulator import SimulatedModule
from esp_at_simulator.profile import CHIPS, PROFILES, Build
from tests.recordings import Exchange, Recording

from .masks import Mask, mask, mask_old
from .peers import Clients, recorded_peers
from .radio import prepare
from .virtual import MemoryPort

ECHO_OFF = b"ATE0"
TERMINATOR = b"\r\n"
PROMPT = b"\r\n>"

# Bytes that only the commands of a chapter bring about, by one of these commands
_BROUGHT_ABOUT = {"+MQTTCONN": re.compile(rb"\+MQTT")}
_SPOILED = b"ERR CODE:0x01030000"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the host sent, what firmware answered, and what the simulator did."""

    exchange: Exchange
    answered: bytes
    counts: bool

    mask: Mask = mask

    @property
    def agrees(self) -> bool:
        """Return whether both answered alike, but for free values."""
        return self.mask(self.exchange.received) == self.mask(self.answered)

    @override
    def __str__(self) -> str:
        """Show both."""
        sent = self.exchange
        return (
            f"{sent.time:9.3f} > {sent.sent[:200]!r}\n"
            f"    firmware  {self.mask(sent.received)!r}\n"
            f"    simulator {self.mask(self.answered)!r}"
        )


class Use(Enum):
    """What is done with an exchange."""

    COMPARE = auto()
    SEND = auto()
    """Send it, for its effect; the answer shows a chapter still to come."""
    LEAVE_OUT = auto()


class Selector:
    """Tell exchanges of declared commands from those of chapters still to come."""

    def __init__(self, recording: Recording) -> None:
        """Look at what the recorded firmware registers."""
        self._registered = Build(PROFILES[recording.profile], CHIPS["esp32"]).commands
        self._foreign = False
        self._typed = b""

    def use(self, exchange: Exchange) -> Use:
        """Return what the simulator can be asked for."""
        use = self._use(exchange, self._typed + exchange.sent)
        if use is Use.LEAVE_OUT:
            self._foreign = True
        if use is Use.LEAVE_OUT or exchange.sent.endswith(TERMINATOR):
            self._typed = b""
        else:
            self._typed += exchange.sent
        return use

    def _use(self, exchange: Exchange, typed: bytes) -> Use:
        line = _command_line(typed)
        if line is None:
            return Use.LEAVE_OUT if self._foreign else Use.COMPARE
        if not self._is_declared(line):
            return Use.LEAVE_OUT
        if self._foreign and (
            not exchange.received.startswith(exchange.sent)
            or _SPOILED in exchange.received
        ):
            return Use.LEAVE_OUT  # data of a command still to come, or behind them
        self._foreign = any(
            pattern.search(exchange.received)
            for name, pattern in _BROUGHT_ABOUT.items()
            if not any(key.name == name for key in REGISTRY)
        )
        return Use.SEND if self._foreign else Use.COMPARE

    def _is_declared(self, line: CommandLine) -> bool:
        forms = self._registered.get(line.name)
        if forms is None or line.form not in forms:
            return True  # refused by the firmware, whatever we declare
        return any(key.name == line.name and key.form == line.form for key in REGISTRY)


def _command_line(sent: bytes) -> CommandLine | None:
    if not sent.endswith(TERMINATOR) or sent[:2].upper() != b"AT":
        return None
    try:
        return parse_line(sent)
    except MalformedCommand:
        name, _, _ = sent[2:].decode("latin-1").partition("=")
        return CommandLine(name.upper(), Form.SET)


def selected(recording: Recording) -> Iterator[tuple[Exchange, Use]]:
    """Yield every exchange, and what is done with it."""
    selector = Selector(recording)
    for exchange in recording.exchanges:
        yield exchange, selector.use(exchange)


async def replay(recording: Recording) -> tuple[list[Comparison], bytes]:
    """Run a session; return the comparisons and what the module said at its start."""
    module = SimulatedModule(recording.profile, mac="10:01:00:c4:0a:24")
    module.nvs.settings.wifi_mode = 1
    module.nvs.other_firmware = "unknown"
    port = MemoryPort()
    loop = asyncio.get_running_loop()
    radio = prepare(recording, module)
    internet = module.surroundings.internet
    clients = Clients(recording.name, internet)
    masked = mask_old if recording.profile == "2.0" else mask
    found: list[Comparison] = []
    async with recorded_peers(internet), radio.time_server(), module.on_port(port):
        greeting = port.take()
        offset = recording.exchanges[0].time - loop.time()
        moments = [
            loop.create_task(_at(time - offset, work))
            for time, work in clients.moments()
        ]
        for exchange, use in selected(recording):
            await asyncio.sleep(exchange.time - offset - loop.time())
            _credit(found, port.take())
            radio.before(exchange)
            if use is not Use.LEAVE_OUT:
                counts = use is Use.COMPARE and not _ends_session(exchange)
                found.append(Comparison(exchange, b"", counts, masked))
                for part in _parts(exchange):
                    port.host_sends(part)
        await asyncio.sleep(recording.transfers[-1].time - offset - loop.time() + 0.2)
        _credit(found, port.take())
        await asyncio.gather(*moments)
        clients.close()
    return [comparison for comparison in _joined(found) if comparison.counts], greeting


async def _at(time: float, work: Coroutine[Any, Any, None]) -> None:
    await asyncio.sleep(time - asyncio.get_running_loop().time())
    await work


def _ends_session(exchange: Exchange) -> bool:
    """Return whether the recording ended before an answer could come."""
    return exchange.until == float("inf") and not exchange.received


def _credit(found: list[Comparison], data: bytes) -> None:
    """Give what came to the last exchange that was sent."""
    if found and data:
        found[-1] = replace(found[-1], answered=found[-1].answered + data)


def _joined(found: list[Comparison]) -> Iterator[Comparison]:
    """Join exchanges whose answers were recorded as one with the next."""
    waiting: Comparison | None = None
    for comparison in found:
        if waiting is not None:
            comparison = Comparison(
                replace(
                    comparison.exchange,
                    sent=waiting.exchange.sent + comparison.exchange.sent,
                ),
                waiting.answered + comparison.answered,
                comparison.counts,
                comparison.mask,
            )
        waiting = None if comparison.exchange.received else comparison
        if waiting is None:
            yield comparison
    if waiting is not None:
        yield waiting


def _parts(exchange: Exchange) -> list[bytes]:
    if exchange.bytewise:
        return [bytes([byte]) for byte in exchange.sent]
    return [exchange.sent]
