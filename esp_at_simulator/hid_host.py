"""A television, a computer or a telephone that the module is the keyboard of."""

import asyncio
from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING

from custom_components.esp_at.keyboard.usages import (
    ConsumerUsage,
    Modifier,
    MouseButton,
)

from .hid_parser import Parsed, ReportParser
from .hid_text import FIRST_MODIFIER, Typist

if TYPE_CHECKING:
    from .hid_air import Air
    from .hid_device import HidDevice

REMEMBERED = 100_000
"""How much of each kind a host remembers."""

_CONSUMER_PAGE = 0xC
_X, _Y, _WHEEL, _CHANNEL = 0x10030, 0x10031, 0x10038, 0xC0086
_MODIFIERS = range(FIRST_MODIFIER, FIRST_MODIFIER + 8)
_CHANNELS = {1: ConsumerUsage.CHANNEL_UP, -1: ConsumerUsage.CHANNEL_DOWN}

type Point = tuple[int, int]


class HidHost:
    """One host, and what it sees of the module: nothing but what its reports say.

    Its user typed everything into one empty text field. ``layout`` is one of the
    names in the keyboard package, ``system`` windows, linux or macos. With
    ``bonded`` it believes that it knows the module; with ``connects`` it connects
    whenever the module is there, until its user disconnects it.
    """

    def __init__(
        self,
        name: str,
        *,
        layout: str = "us",
        system: str = "linux",
        bonded: bool = False,
        connects: bool = True,
    ) -> None:
        """Be out of reach yet; raise ValueError for an unknown layout or system."""
        self.name, self.layout, self.system = name, layout, system
        self.bonded, self.connects = bonded, connects
        self.refuses = False
        """Whether it connects to nobody, not even if it is asked to."""
        self.interval = 0.0
        """How often it listens, in seconds; 0 takes no time."""
        self.delay = 0.02
        """How long it takes to connect, in seconds."""
        self.lost_reports = 0
        """How many reports the module had no room for."""
        digest = sha256(name.encode()).digest()
        self.address = bytes((digest[0] | 0xC0, *digest[1:6])).hex(":")
        self.connected = False
        self.peer_name: str | None = None
        """The name of the module that it is, or was, connected to."""
        self._typist = Typist(layout, system)
        self._parser: ReportParser | None = None
        self._device: HidDevice | None = None
        self._air: Air | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._away = False
        self._keys: tuple[int, ...] = ()
        self._pressed_at: dict[MouseButton, Point] = {}
        self._consumer: frozenset[int] = frozenset()
        self._observers: list[Callable[[], None]] = []
        self.modifiers = Modifier(0)
        self.buttons = MouseButton(0)
        self.clear()

    def clear(self) -> None:
        """Forget what was seen; what is down stays down."""
        self._typist.clear()
        self.pointer: Point = (0, 0)
        self.path: list[Point] = [self.pointer]
        """Where the pointer was, from its first place on."""
        self.wheel = 0
        """Notches of the wheel, those down counted negative."""
        self.clicks: list[MouseButton] = []
        """Buttons that went down and up at one place."""
        self.drags: list[tuple[MouseButton, Point, Point]] = []
        """Buttons that went up elsewhere than down."""
        self.consumer: list[int] = []
        """The keys of a remote that went down."""
        self.reports: list[bytes] = []
        """The last reports, each behind its number."""
        self.report_count = 0
        self._tell()

    # What its user sees

    @property
    def text(self) -> str:
        """Return what stands in the text field."""
        return self._typist.text

    @property
    def shortcuts(self) -> list[str]:
        """Return the shortcuts that were pressed, as ``ctrl+alt+delete``."""
        return self._typist.shortcuts

    @property
    def strokes(self) -> list[str]:
        """Return every key that went down, behind the modifiers that were."""
        return self._typist.strokes

    @property
    def keys(self) -> frozenset[int]:
        """Return the usages of the keys that are down, without modifiers."""
        return frozenset(self._keys)

    @property
    def quiet(self) -> bool:
        """Return whether nothing at all is down."""
        return not (self._keys or self.modifiers or self.buttons or self._consumer)

    def observe(self, observer: Callable[[], None]) -> Callable[[], None]:
        """Tell of everything that can be seen here to change; return how to stop."""
        self._observers.append(observer)
        return lambda: self._observers.remove(observer)

    @property
    def observed(self) -> bool:
        """Return whether anybody is told of changes."""
        return bool(self._observers)

    # What its user does

    async def connect(self) -> bool:
        """Look for a module and connect; return whether it stays connected."""
        self._away = False
        await asyncio.sleep(self.delay)
        return self._connect()

    def disconnect(self) -> None:
        """Disconnect, and stay away until it is to connect again."""
        self._away = True
        self._cancel()
        device = self._device
        self._let_go()
        if device is not None:
            device.lost(self)

    def forget(self) -> None:
        """Remove the module from what this host knows; that disconnects, too."""
        self.disconnect()
        self.bonded = False

    # What the radio tells

    def enter(self, air: Air) -> None:
        """Come into reach."""
        self._air = air
        self.look()

    def leave(self) -> None:
        """Go out of reach, without a word."""
        self._cancel()
        if self._device is not None:
            self.link_fades(self._device)
        self._air = None

    def look(self) -> None:
        """Connect by and by if a module waits."""
        willing = self.connects and not self._away and not self.refuses
        if not willing or self.connected or self._timer is not None:
            return
        if self._air is not None and self._air.advertising is not None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(self.delay, self._try)

    def link_fades(self, device: HidDevice) -> None:
        """Lose the link after a while: one side is gone without a word."""
        if self._device is device and self._air is not None:
            self._cancel()
            loop, seconds = asyncio.get_running_loop(), self._air.supervision_seconds
            self._timer = loop.call_later(seconds, self._faded, device)

    def forget_link(self, device: HidDevice, *, waits: bool) -> None:
        """Notice that a module is gone for good; ``waits`` if there are others."""
        if self._device is device:
            self._cancel()
            self._let_go()
        if waits:
            self.look()
        else:
            self._cancel()

    def take(self, report: bytes) -> None:
        """Take a report, if it can be heard."""
        if self._air is None:
            self.lost_reports += 1
            return
        _remember(self.reports, report)
        self.report_count += 1
        parsed = self._parser.parse(report) if self._parser is not None else None
        if parsed is not None:
            self._follow(parsed)
        self._tell()

    # Inside

    def _follow(self, parsed: Parsed) -> None:
        match parsed.application:
            case 0x10002:
                self._mouse(parsed)
            case 0x10006:
                self._keyboard(parsed)
            case 0xC0001:
                self._remote(parsed)

    def _tell(self) -> None:
        for observer in tuple(self._observers):
            observer()

    def _try(self) -> None:
        self._timer = None
        self._connect()

    def _connect(self) -> bool:
        if self._device is not None and self._device.host is self:
            return True
        self._cancel()
        if self.connected:
            self._let_go()
        device = self._air.advertising if self._air is not None else None
        if device is None or self.refuses:
            return False
        if not device.accept(self):
            self._away = True  # its user has to put the bond right
            device.advertise()
            return False
        self._device, self.connected, self.bonded = device, True, True
        self.peer_name = device.name
        self._parser = ReportParser(device.report_map)
        self._tell()
        return True

    def _faded(self, device: HidDevice) -> None:
        self._timer = None
        self._let_go()
        device.lost(self)
        self.look()

    def _let_go(self) -> None:
        """Be without the module: nothing is down any more."""
        self._timer, self._device, self.connected = None, None, False
        self._keys, self._consumer = (), frozenset()
        self.modifiers, self.buttons = Modifier(0), MouseButton(0)
        self._pressed_at.clear()
        self._typist.release_all()
        self._tell()

    def _cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _keyboard(self, parsed: Parsed) -> None:
        usages = [usage & 0xFFFF for usage in dict.fromkeys(parsed.down)]
        modifiers = Modifier(
            sum(1 << u - FIRST_MODIFIER for u in usages if u in _MODIFIERS)
        )
        for bit, usage in enumerate(_MODIFIERS):
            if modifiers & ~self.modifiers & 1 << bit:
                self._typist.press(usage)
            elif self.modifiers & ~modifiers & 1 << bit:
                self._typist.release(usage)
        self.modifiers = modifiers
        if parsed.is_overrun:
            return
        keys = tuple(u for u in usages if u not in _MODIFIERS)
        before, self._keys = self._keys, keys
        for usage in before:
            if usage not in keys:
                self._typist.release(usage)
        for usage in keys:
            if usage not in before:
                self._typist.press(usage)

    def _mouse(self, parsed: Parsed) -> None:
        x, y = parsed.moved.get(_X, 0), parsed.moved.get(_Y, 0)
        if x or y:
            self.pointer = (self.pointer[0] + x, self.pointer[1] + y)
            _remember(self.path, self.pointer)
        self.wheel += parsed.moved.get(_WHEEL, 0)
        now = MouseButton(sum(1 << (usage & 0xFFFF) - 1 for usage in parsed.down))
        before, self.buttons = self.buttons, now
        for button in MouseButton:
            if button in now & ~before:
                self._pressed_at[button] = self.pointer
            elif button in before & ~now:
                start = self._pressed_at.pop(button)
                if start == self.pointer:
                    _remember(self.clicks, button)
                else:
                    _remember(self.drags, (button, start, self.pointer))

    def _remote(self, parsed: Parsed) -> None:
        down = [
            usage & 0xFFFF for usage in parsed.down if usage >> 16 == _CONSUMER_PAGE
        ]
        if channel := _CHANNELS.get(parsed.moved.get(_CHANNEL, 0)):
            down.append(channel)
        for usage in down:
            if usage not in self._consumer:
                _remember(self.consumer, usage)
        self._consumer = frozenset(down)


def _remember[T](kept: list[T], item: T) -> None:
    kept.append(item)
    if len(kept) > REMEMBERED:
        del kept[: REMEMBERED // 2]
