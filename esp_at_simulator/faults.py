"""What goes wrong on a serial line, and with what is behind it.

All times are real seconds; no fault is scaled by the module's ``time_scale``.
"""

import asyncio
from collections import deque
from dataclasses import dataclass
from random import Random
import re
from typing import TYPE_CHECKING

from custom_components.esp_at.at.commands.wifi import (
    ClientConnected,
    ClientDisconnected,
)

from .receiver import State

if TYPE_CHECKING:
    from .module import SimulatedModule

PIECE_SECONDS = 0.002
"""The pause between the pieces of a split write."""

MANY_PIECES = 100
"""So many of them hold the network up."""

_STRANGER = "02:00:5e:00:53:01"
_ITEM = re.compile(
    r"(?P<name>[a-z_]+)(=(?P<value>[\d.]+))?(@(?P<start>[\d.]+)(/(?P<period>[\d.]+))?)?"
)


class Faults:
    """The faults of one module; all are off at first.

    The attributes hold until they are changed; the methods happen once.
    """

    def __init__(self, module: SimulatedModule, *, seed: int = 0) -> None:
        """Prepare; ``seed`` makes what happens by chance repeatable."""
        self._module = module
        self._random = Random(seed)
        self.drop_in = 0.0
        """Probability that a byte of the host is lost."""
        self.drop_out = 0.0
        """Probability that a byte of the module is lost."""
        self.flip = 0.0
        """Probability that a byte of the module arrives as another."""
        self.cut = 0.0
        """Probability that a write of the module loses its end."""
        self.garbage = 0.0
        """Probability that noise precedes a write of the module."""
        self.split = 0
        """How many bytes the host gets at once; 0 leaves writes whole."""
        self._pieces: deque[bytes] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._silent_until = 0.0
        self._reset_after: int | None = None
        self._reset_in_payload: int | None = None
        self._lose_payload = 0
        self._busy = 0
        self._hang = 0

    @property
    def drop(self) -> float:
        """Return the probability that a byte is lost on its way to the host."""
        return self.drop_out

    @drop.setter
    def drop(self, probability: float) -> None:
        """Set it for both directions."""
        self.drop_in = self.drop_out = probability

    def silence(self, seconds: float) -> None:
        """Lose everything in both directions for a time."""
        self._silent_until = asyncio.get_running_loop().time() + seconds

    def noise(self, count: int = 16) -> None:
        """Send bytes that mean nothing."""
        self._module.port.write(self._noise(count))

    def reset_after(self, count: int) -> None:
        """Reset the module after so many more bytes of it: inside a response."""
        self._reset_after = count

    def reset_in_payload(self, count: int) -> None:
        """Reset the module after so many more bytes of data from the host."""
        self._reset_in_payload = count

    def lose_payload(self, count: int) -> None:
        """Lose the next bytes of data from the host: the module waits for more."""
        self._lose_payload = count

    def busy(self, count: int = 1) -> None:
        """Answer the next command lines with ``busy p...``."""
        self._busy = count

    def hang(self, count: int = 1) -> None:
        """Take the next command lines and never answer; only AT+RST ends it."""
        self._hang = count

    def flood(self, count: int = 100) -> None:
        """Send unsolicited result codes as fast as the line takes them."""
        self._module.spawn(self._flood(count))

    def vanish(self, seconds: float = 1.0) -> None:
        """Take the port away and bring it back after a time."""
        self._module.unplug()
        loop = asyncio.get_running_loop()
        self._module.later(loop.call_later(seconds, self._module.plug))

    def reset(self) -> None:
        """Reset the module without a word, as a dip of its supply does."""
        self._module.brown_out()

    def clear(self) -> None:
        """End every fault."""
        self.drop = self.flip = self.cut = self.garbage = 0.0
        self.split = self._lose_payload = self._busy = self._hang = 0
        self._silent_until = 0.0
        self._reset_after = self._reset_in_payload = None

    def busy_with_line(self) -> bool:
        """Return whether a command line is to be thrown away."""
        self._busy, was = max(self._busy - 1, 0), self._busy
        return bool(was)

    def hangs(self) -> bool:
        """Return whether a command is never to be answered."""
        self._hang, was = max(self._hang - 1, 0), self._hang
        return bool(was)

    def incoming(self, data: bytes) -> bytes:
        """Return what the module gets of the host's bytes."""
        if self._is_silent():
            return b""
        if self.drop_in:
            data = self._thin(data, self.drop_in)
        if self._module.receiver.state is State.PAYLOAD:
            data = self._spoil_payload(data)
        return data

    def outgoing(self, data: bytes) -> None:
        """Send what is left of the module's bytes."""
        if self._is_silent():
            return
        if self._reset_after is not None:
            data, rest = data[: self._reset_after], data[self._reset_after :]
            self._reset_after -= len(data)
            if rest or not self._reset_after:
                self._reset_after = None
                self._module.soon(self._module.brown_out)
        if self.drop_out:
            data = self._thin(data, self.drop_out)
        if self.flip:
            data = bytes(
                byte ^ (1 << self._random.randrange(8))
                if self._happens(self.flip)
                else byte
                for byte in data
            )
        if self.cut and self._happens(self.cut):
            data = data[: self._random.randrange(len(data) + 1)]
        if self.garbage and self._happens(self.garbage):
            data = self._noise(self._random.randint(1, 8)) + data
        if not self.split and not self._pieces:
            self._module.port.write(data)
            return
        size = self.split or len(data) or 1
        self._pieces.extend(data[i : i + size] for i in range(0, len(data), size))
        if self._timer is None:
            self._next_piece()

    @property
    def congested(self) -> bool:
        """Return whether many pieces wait."""
        return len(self._pieces) > MANY_PIECES

    async def room(self) -> None:
        """Wait until few pieces wait."""
        while self.congested:
            await asyncio.sleep(PIECE_SECONDS)

    async def drain(self) -> None:
        """Wait until no pieces are left."""
        while self._pieces:
            await asyncio.sleep(PIECE_SECONDS)

    def discard(self) -> None:
        """Forget what was not sent yet."""
        self._pieces.clear()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _next_piece(self) -> None:
        self._timer = None
        if self._pieces:
            self._module.port.write(self._pieces.popleft())
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(PIECE_SECONDS, self._next_piece)

    def _spoil_payload(self, data: bytes) -> bytes:
        lost, self._lose_payload = self._lose_payload, 0
        if lost:
            self._lose_payload = max(lost - len(data), 0)
            data = data[lost:]
        if self._reset_in_payload is not None:
            self._reset_in_payload -= len(data)
            if self._reset_in_payload <= 0:
                self._reset_in_payload = None
                self._module.soon(self._module.brown_out)
                return b""
        return data

    async def _flood(self, count: int) -> None:
        codes = (ClientConnected(mac=_STRANGER), ClientDisconnected(mac=_STRANGER))
        for number in range(count):
            self._module.emit(codes[number % 2])
            if number % 20 == 19:
                await asyncio.sleep(PIECE_SECONDS)

    def _is_silent(self) -> bool:
        return bool(self._silent_until) and (
            asyncio.get_running_loop().time() < self._silent_until
        )

    def _happens(self, probability: float) -> bool:
        return self._random.random() < probability

    def _thin(self, data: bytes, probability: float) -> bytes:
        return bytes(byte for byte in data if not self._happens(probability))

    def _noise(self, count: int) -> bytes:
        return bytes(self._random.choices((*range(0x80, 0x100), 0), k=count))


@dataclass(frozen=True, slots=True)
class TimedFault:
    """One item of a ``--faults`` specification."""

    name: str
    value: float | None
    start: float
    period: float | None


_ATTRIBUTES = ("drop", "drop_in", "drop_out", "flip", "cut", "garbage", "split")
_ACTIONS = (
    *("silence", "noise", "reset_after", "reset_in_payload", "lose_payload"),
    *("busy", "hang", "flood", "vanish", "reset"),
)


# Probabilities and seconds; the others count
_FRACTIONS = frozenset({*_ATTRIBUTES, "silence", "vanish"} - {"split"})
FAULTS = _ATTRIBUTES + _ACTIONS


def parse_faults(text: str) -> tuple[TimedFault, ...]:
    """Read ``NAME[=VALUE][@START[/PERIOD]],...``; raise ValueError."""
    faults = []
    for item in filter(None, text.split(",")):
        match = _ITEM.fullmatch(item.strip())
        if match is None or match["name"] not in FAULTS:
            known = ", ".join(FAULTS)
            raise ValueError(f"no fault {item.strip()!r}; there are {known}")
        value, period = match["value"], match["period"]
        faults.append(
            TimedFault(
                match["name"],
                None if value is None else float(value),
                float(match["start"] or 0),
                None if period is None else float(period),
            )
        )
    return tuple(faults)


async def run_fault(module: SimulatedModule, fault: TimedFault) -> None:
    """Apply one item, at its time, and again every period."""
    await asyncio.sleep(fault.start)
    while True:
        apply_fault(module, fault.name, fault.value)
        if fault.period is None:
            return
        await asyncio.sleep(fault.period)


def apply_fault(module: SimulatedModule, name: str, value: float | None = None) -> None:
    """Set an attribute of the faults, or do what one of their methods does."""
    given = value if value is None or name in _FRACTIONS else int(value)
    if name in _ATTRIBUTES:
        setattr(module.faults, name, given or 0)
    elif given is None:
        getattr(module.faults, name)()
    else:
        getattr(module.faults, name)(given)
