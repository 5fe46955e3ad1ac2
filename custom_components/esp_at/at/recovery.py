"""Bring a line back to where the module listens for commands."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from .errors import ConnectionLost
from .protocol import AtProtocol
from .result_codes import BUSY, READY, REFUSALS, SUCCESSES

_PROBE = b"AT\r\n"
_SIGNS = SUCCESSES | REFUSALS | {BUSY, READY}
_PROBE_WAITS = (0.3, 0.5, 1.0, 2.0)
# A command that timed out may still be at work: a TLS connect is the slowest
_BUSY_WAIT = 15.0
_GUARD = 0.05
# The module takes that long to listen again
_PASSTHROUGH_GUARD = 1.0
_QUIET = 0.05
_QUIET_WAIT = 2.0
# A network port may be that slow
_LONGEST_LAG = 1.0
_PADDING = 2048
_MOST_PADDING = 8192
# A module with a large file system needs seconds to boot
_BOOT_WAIT = 8.0
# Whether the pin is wired is unknown: a person may be waiting for nothing
_RESET_WAIT = 4.0


class Recovery:
    """A ladder of ever stronger means; each rung has a time limit.

    Probe; leave data mode or passthrough (``+++``); fill up the data the module still waits for;
    ``AT+RST``, which even a busy module takes; the reset pin. The whole ladder takes
    less than 45 seconds.
    """

    def __init__(
        self,
        protocol: AtProtocol,
        reset_pin: Callable[[], Awaitable[bool]] | None = None,
    ) -> None:
        """Take the line, and how to pulse the reset pin where the port has one."""
        self._protocol, self._reset_pin = protocol, reset_pin
        self._signs: asyncio.Queue[bytes] = asyncio.Queue()
        self._stuck = False
        """Whether a command is running that does not end."""

    async def run(self) -> bool:
        """Recover; return whether the module had to be restarted.

        Raises ConnectionLost when the module does not answer to anything.
        """
        with self._listening():
            self._protocol.reset_framer()
            if self._protocol.data_owed and await self._leave_data_mode():
                return False
            if await self._probe() or await self._leave_passthrough():
                return False
            if await self._fill_up():
                return False
            if await self._restart():
                return True
        raise ConnectionLost("the module answers to nothing")

    async def answers(self, wait: float) -> bool:
        """Return whether the module answers a probe within ``wait`` seconds."""
        with self._listening():
            return await self._answers(wait)

    @contextmanager
    def _listening(self) -> Iterator[None]:
        self._protocol.observer = self._signs.put_nowait
        try:
            yield
        finally:
            self._protocol.observer = None

    async def _leave_data_mode(self) -> bool:
        await asyncio.sleep(_GUARD)
        self._protocol.write(b"+++")
        await asyncio.sleep(_GUARD)
        return await self._answers(_PROBE_WAITS[0])

    async def _leave_passthrough(self) -> bool:
        """End the mode in which a module may start, and in which all is data."""
        if self._stuck:
            return False
        await asyncio.sleep(_GUARD)
        self._protocol.write(b"+++")
        await asyncio.sleep(_PASSTHROUGH_GUARD)
        return await self._answers(_PROBE_WAITS[0])

    async def _probe(self) -> bool:
        for wait in _PROBE_WAITS:
            if self._stuck:
                break
            if await self._answers(wait):
                return True
        return False

    async def _fill_up(self) -> bool:
        filled = 0
        while not self._stuck and filled < max(self._protocol.data_owed, _MOST_PADDING):
            self._protocol.write(b"\r\n" * (_PADDING // 2))
            filled += _PADDING
            if await self._answers(_PROBE_WAITS[0]):
                return True
        return False

    async def _restart(self) -> bool:
        self._protocol.write(b"\r\nAT+RST\r\n")
        sign = await self._next_sign(_PROBE_WAITS[-1])
        if sign == READY or (
            sign is not None and await self._next_sign(_BOOT_WAIT, only=READY)
        ):
            return True
        if self._reset_pin is None or not await self._reset_pin():
            return False
        return await self._next_sign(_RESET_WAIT, only=READY) is not None

    async def _answers(self, wait: float) -> bool:
        """Send a probe; return whether the module listens, once the line is quiet."""
        while not self._signs.empty():
            self._signs.get_nowait()
        self._protocol.write(_PROBE)
        now = asyncio.get_running_loop().time()
        if self._protocol.probed_at is None:
            self._protocol.probed_at = now
        lag = min(now - self._protocol.probed_at, _LONGEST_LAG)
        sign = await self._next_sign(wait)
        if sign == BUSY:
            sign = await self._next_sign(_BUSY_WAIT, but=sign)
            self._stuck = sign is None
        if sign is None:
            return False
        if not await self._falls_quiet(lag):
            return False
        self._protocol.dirty, self._protocol.data_owed = False, 0
        self._protocol.probed_at = None
        return True

    async def _falls_quiet(self, lag: float) -> bool:
        """Let late results go by: of the command that timed out, of earlier probes.

        If it was the first probe that was answered, the last one's answer comes
        ``lag`` seconds later.
        """
        try:
            async with asyncio.timeout(_QUIET_WAIT + lag):
                while await self._next_sign(_QUIET + lag) is not None:
                    pass
        except TimeoutError:  # something that talks without end is no module
            return False
        return True

    async def _next_sign(
        self, wait: float, *, only: bytes | None = None, but: bytes | None = None
    ) -> bytes | None:
        """Return the next line that says how the module is, within ``wait`` seconds.

        Raises ConnectionLost as soon as the port is gone.
        """
        try:
            async with asyncio.timeout(wait):
                while True:
                    if self._protocol.lost:
                        raise ConnectionLost("the port went away")
                    sign = await self._signs.get()
                    wanted = sign == only if only else sign in _SIGNS and sign != but
                    if wanted:
                        return sign
        except TimeoutError:
            return None
