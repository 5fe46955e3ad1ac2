"""Give a recorded session to the simulator and put both answers side by side."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
import re
from typing import override

from custom_components.esp_at.at.command import REGISTRY, Form
from custom_components.esp_at.at.errors import MalformedCommand
from custom_components.esp_at.at.module_codec import CommandLine, parse_line
from esp_at_simulator import SimulatedModule
from esp_at_simulator.profile import CHIPS, PROFILES, Build
from tests.recordings import Exchange, Recording

from .radio import prepare
from .virtual import MemoryPort

ECHO_OFF = b"ATE0"
TERMINATOR = b"\r\n"
PROMPT = b"\r\n>"

# Bytes that only the commands of a chapter bring about, by one of these commands
_BROUGHT_ABOUT = {
    "+CIPSTART": re.compile(
        rb"\+IPD|(?:^|[\n,])(?:CONNECT|CLOSED)\r\n|\+LINK_CONN|\+QUITT|\r\n>\r\nready"
    ),
    "+MQTTCONN": re.compile(rb"\+MQTT"),
}
# Commands that show after the next restart only
_LASTING = ("+SAVETRANSLINK",)
_SPOILED = b"ERR CODE:0x01030000"

# Values that are another session's, not the firmware's
_FREE = (
    (re.compile(rb"(\+SYSRAM:)[\d,]+"), rb"\1#"),
    (re.compile(rb"(\+SYSTIMESTAMP:)-?\d+"), rb"\1#"),
    # Unset, the clock counts from the start, which no recording shows
    (re.compile(rb"(\+CIPSNTPTIME:.{10} \d\d:)\d\d:\d\d( 1970)"), rb"\1#\2"),
    (re.compile(rb"(\+CWLAP:\(\d+,\"[^\"]*\",)-\d+"), rb"\1#"),
    (re.compile(rb"(\+CWJAP:\"[^\"]*\",\"[^\"]*\",\d+,)-\d+"), rb"\1#"),
)
# When a station comes or goes is the radio's, as is the order of a scan
_STATION = re.compile(rb"\+STA_(?:DIS)?CONNECTED:[^\r]*\r\n")
_SCAN = re.compile(rb"(?:\+CWLAP:\([^\r]*\)\r\n)+")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the host sent, what firmware answered, and what the simulator did."""

    exchange: Exchange
    answered: bytes
    counts: bool

    @property
    def agrees(self) -> bool:
        """Return whether both answered alike, but for free values."""
        return mask(self.exchange.received) == mask(self.answered)

    @override
    def __str__(self) -> str:
        """Show both."""
        sent = self.exchange
        return (
            f"{sent.time:9.3f} > {sent.sent[:200]!r}\n"
            f"    firmware  {mask(sent.received)!r}\n"
            f"    simulator {mask(self.answered)!r}"
        )


def mask(data: bytes) -> bytes:
    """Return an answer without its free values."""
    for pattern, shown in _FREE:
        data = pattern.sub(shown, data)
    data = _STATION.sub(b"", data) + b"".join(_STATION.findall(data))
    return _SCAN.sub(lambda scan: b"".join(sorted(scan[0].splitlines(True))), data)


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
        self._foreign = self._lasting = False
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
            self._lasting |= line.name in _LASTING
            return Use.LEAVE_OUT
        if self._foreign and (
            not exchange.received.startswith(exchange.sent)
            or _SPOILED in exchange.received
        ):
            return Use.LEAVE_OUT  # data of a command still to come, or behind them
        self._foreign = (self._lasting and line.name == "+RST") or any(
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
    found: list[Comparison] = []
    async with radio.time_server(), module.on_port(port):
        greeting = port.take()
        offset = recording.exchanges[0].time - loop.time()
        for exchange, use in selected(recording):
            await asyncio.sleep(exchange.time - offset - loop.time())
            _credit(found, port.take())
            radio.before(exchange)
            if use is not Use.LEAVE_OUT:
                found.append(Comparison(exchange, b"", use is Use.COMPARE))
                for part in _parts(exchange):
                    port.host_sends(part)
        await asyncio.sleep(recording.transfers[-1].time - offset - loop.time() + 0.2)
        _credit(found, port.take())
    return [comparison for comparison in _joined(found) if comparison.counts], greeting


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
