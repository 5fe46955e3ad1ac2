"""Inputs to the host of the keyboard: one at a time, and nothing stays down."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from ..at.client import AtClient
from ..at.commands import hid
from ..at.errors import (
    CommandError,
    CommandFailed,
    ConnectionLost,
    EspAtError,
    TransportError,
)
from ..at.turns import Priority
from ..keyboard.chord import RELEASED, Chord
from ..keyboard.usages import ConsumerUsage, Modifier, MouseButton
from .background import Background
from .errors import KeyboardBusy, NoHost

type Report = hid.SendKeys | hid.MoveMouse | hid.SendConsumerControl

_NO_MODIFIER = Modifier(0)
_NO_BUTTON = MouseButton(0)
_NO_KEY = 0
_MOST_KEYS = 6
# Ten thousand characters take longer; who waits is told
_PATIENCE = 60.0
_RELEASE_ATTEMPTS = 5
_RELEASE_PAUSE = 0.2
_CLOSE_TIMEOUT = 2.0
# The module takes more than the air may have room for, and loses the rest unsaid
_MOST_AT_ONCE = 4
_AIR_TIME = 0.5


class Interruption:
    """Ends what is going on with an error, at once where it only waits."""

    def __init__(self) -> None:
        """Start with nothing in the way."""
        self._event = asyncio.Event()
        self._error: EspAtError | None = None

    def set(self, error: EspAtError) -> None:
        """End what is going on."""
        self._error = error
        self._event.set()

    def check(self) -> None:
        """Raise what was set."""
        if self._error is not None:
            raise self._error

    async def pause(self, seconds: float) -> None:
        """Wait, and raise what was set meanwhile."""
        self.check()
        if seconds <= 0:
            return
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            return
        self.check()


class HidReporter:
    """Sends what is pressed and moved to the host.

    A report is sent no sooner than ``interval`` seconds after the last: hosts lose
    what comes faster. What may be down on the host is known at every moment, and after
    every sequence, however it ends, it is let go.
    """

    def __init__(
        self, client: AtClient, interval: float, *, on_refused: Callable[[], None]
    ) -> None:
        """Take the line; ``on_refused`` is told that no host takes reports."""
        self._client, self._interval = client, interval
        self._on_refused = on_refused
        self._turn = asyncio.Lock()
        self._background = Background()
        self._interruption = Interruption()
        self._closed = False
        self._next_at = 0.0
        self._sent_at, self._at_once, self._media = 0.0, 0, False
        self._again: asyncio.TimerHandle | None = None
        self._modifiers = _NO_MODIFIER
        self._buttons = _NO_BUTTON

    @property
    def holds(self) -> bool:
        """Return whether a modifier or a button may be down on the host."""
        return bool(self._modifiers or self._buttons)

    def interrupt(self, error: EspAtError) -> None:
        """End every sequence, also those that wait, with an error."""
        self._forget_air()
        self._interruption.set(error)
        self._interruption = Interruption()

    @asynccontextmanager
    async def sequence(self) -> AsyncIterator[Sequence]:
        """Have the host for oneself; on leaving, everything is let go.

        Raises KeyboardBusy after a minute, ConnectionLost once this is closed, and what
        it is interrupted with.
        """
        sequence = Sequence(self, self._interruption)
        await self._take_turn(_PATIENCE)
        try:
            sequence.check()
            yield sequence
        finally:
            # Whoever is cancelled does not wait; who comes next does
            release = self._background.spawn(self.let_go())
            release.add_done_callback(lambda _: self._turn.release())
            await asyncio.wait([release])

    @asynccontextmanager
    async def undisturbed(self, patience: float = _PATIENCE) -> AsyncIterator[None]:
        """Have the host for oneself without sending anything to it.

        Raises KeyboardBusy after ``patience`` seconds, ConnectionLost once this is closed.
        """
        await self._take_turn(patience)
        try:
            yield
        finally:
            self._turn.release()

    def let_go_soon(self) -> None:
        """Let everything go in the background, behind what is going on."""

        async def run() -> None:
            async with self.sequence():
                pass

        self._background.spawn(run())

    async def let_go(self) -> None:
        """Release what may be down; what cannot be is released later.

        A cable that is pulled keeps it down: nothing reaches the module then.
        """
        if self.holds:
            await asyncio.sleep(max(0.0, self._next_at - _now()))
        for _ in range(_RELEASE_ATTEMPTS):
            try:
                await self.release(Priority.USER)
            except CommandFailed:
                pass  # no host, or the line lost a digit of it
            except CommandError:
                await asyncio.sleep(_RELEASE_PAUSE)
            except TransportError:
                return
            if not self.holds:
                return

    async def release(self, priority: Priority, *, surely: bool = False) -> None:
        """Release what may be down, or ``surely`` everything; raise CommandError."""
        if self._modifiers or surely:
            await self._execute(_keys(RELEASED), self._take_off, priority)
            self._modifiers = _NO_MODIFIER
        if self._buttons or surely:
            await self._execute(_mouse(_NO_BUTTON), self._take_off, priority)
            self._buttons = _NO_BUTTON

    async def close(self) -> None:
        """End everything for good; what is down gets two seconds to be let go."""
        self._closed = True
        self.interrupt(ConnectionLost("the device was closed"))
        try:
            async with asyncio.timeout(_CLOSE_TIMEOUT), self._turn:
                pass
        except TimeoutError:
            pass
        await self._background.end()

    async def press(self, chord: Chord, interruption: Interruption) -> None:
        """Press and release keys; their modifiers stay down until the next report."""
        if not chord.keys and self._modifiers & chord.modifiers:
            # They are down already: to press them, they must be up first
            await self._send_keys(RELEASED, interruption)
        if chord.keys or chord.modifiers or self._modifiers:
            await self._send_keys(chord, interruption)

    async def move(
        self,
        buttons: MouseButton,
        interruption: Interruption,
        *,
        x: int = 0,
        y: int = 0,
        wheel: int = 0,
    ) -> None:
        """Move by at most 127 each way; exactly these buttons are down from now on."""
        self._buttons |= buttons
        await self._send(_mouse(buttons, x, y, wheel), interruption)
        self._buttons = buttons

    async def consumer(self, usage: ConsumerUsage, interruption: Interruption) -> None:
        """Press and release a media key."""
        await self._send(hid.SendConsumerControl(usage=usage), interruption)
        self._media = True

    async def _send_keys(self, chord: Chord, interruption: Interruption) -> None:
        self._modifiers |= chord.modifiers
        await self._send(_keys(chord), interruption)
        self._modifiers = chord.modifiers

    async def _send(self, report: Report, interruption: Interruption) -> None:
        def take_off() -> None:
            interruption.check()
            self._take_off()

        if (wait := self._next_at - _now()) > 0:
            await interruption.pause(wait)
        try:
            await self._execute(report, take_off, Priority.USER)
        except CommandFailed as err:
            self._on_refused()
            raise NoHost from err

    async def _execute(
        self, report: Report, on_turn: Callable[[], None], priority: Priority
    ) -> None:
        """Send a report; once more if it is refused: the line may have lost a digit."""
        try:
            await self._client.execute(report, priority=priority, on_turn=on_turn)
        except CommandFailed:
            await self._client.execute(report, priority=priority, on_turn=on_turn)

    def _take_off(self) -> None:
        now = _now()
        if now - self._sent_at > _AIR_TIME:
            self._at_once = 0
        self._at_once += 1
        self._sent_at, self._next_at = now, now + self._interval
        self._forget_air()
        if self._at_once > _MOST_AT_ONCE and not self._closed:
            self._again = asyncio.get_running_loop().call_later(
                _AIR_TIME, lambda: self._background.spawn(self._release_again())
            )

    def _forget_air(self) -> None:
        if self._again is not None:
            self._again.cancel()

    async def _release_again(self) -> None:
        """Release everything once a slow host has taken what waited for the air.

        The report that did so may be among those that were lost.
        """
        async with self.undisturbed():
            await self.release(Priority.USER, surely=True)
            if self._media:
                await self._client.execute(hid.SendConsumerControl(usage=_NO_KEY))
                self._media = False

    async def _take_turn(self, patience: float) -> None:
        try:
            async with asyncio.timeout(patience):
                await self._turn.acquire()
        except TimeoutError:
            raise KeyboardBusy from None
        if self._closed:
            self._turn.release()
            raise ConnectionLost("the device was closed")


class Sequence:
    """Inputs that belong together."""

    def __init__(self, reporter: HidReporter, interruption: Interruption) -> None:
        """Begin one; it ends when it is interrupted."""
        self._reporter, self._interruption = reporter, interruption

    def check(self) -> None:
        """Raise what the sequence was interrupted with."""
        self._interruption.check()

    async def pause(self, seconds: float) -> None:
        """Keep down what is down for a while."""
        await self._interruption.pause(seconds)

    async def press(self, chord: Chord) -> None:
        """Press and release keys; their modifiers stay down until the next input."""
        await self._reporter.press(chord, self._interruption)

    async def move(
        self, buttons: MouseButton, *, x: int = 0, y: int = 0, wheel: int = 0
    ) -> None:
        """Move by at most 127 each way; exactly these buttons are down from now on."""
        await self._reporter.move(buttons, self._interruption, x=x, y=y, wheel=wheel)

    async def consumer(self, usage: ConsumerUsage) -> None:
        """Press and release a media key."""
        await self._reporter.consumer(usage, self._interruption)


def _now() -> float:
    return asyncio.get_running_loop().time()


def _keys(chord: Chord) -> hid.SendKeys:
    first, second, third, fourth, fifth, sixth = (*chord.keys, *(0,) * _MOST_KEYS)[
        :_MOST_KEYS
    ]
    return hid.SendKeys(
        modifiers=chord.modifiers,
        key_1=first,
        key_2=second,
        key_3=third,
        key_4=fourth,
        key_5=fifth,
        key_6=sixth,
    )


def _mouse(
    buttons: MouseButton, x: int = 0, y: int = 0, wheel: int = 0
) -> hid.MoveMouse:
    return hid.MoveMouse(buttons=buttons, x=x, y=y, wheel=wheel)
