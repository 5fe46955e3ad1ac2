"""The module as keyboard, mouse and remote of a host, over BLE."""

from contextlib import suppress
from dataclasses import replace
from typing import override

from ..at.commands import hid
from ..at.errors import CommandFailed, ConnectionLost, EspAtError
from ..at.turns import Priority
from ..keyboard.chord import Chord
from ..keyboard.layout import Layout
from ..keyboard.usages import ConsumerUsage, Modifier, MouseButton
from .bluetooth_roles import end_roles
from .connection import DeviceOptions
from .errors import (
    HidRefused,
    InputReleased,
    InputStopped,
    KeyboardBusy,
    KeyboardOff,
    MovementStopped,
    NoHost,
    PressesStopped,
    TypingStopped,
)
from .feature import DeviceLink, Feature
from .hid_inputs import (
    Step,
    characters,
    clicks,
    media_presses,
    presses,
    scrolling,
    way,
)
from .hid_reporter import HidReporter
from .state import (
    HidHostConnected,
    HidHostDisconnected,
    HidState,
)

_NO_BUTTON = MouseButton(0)
_NO_MODIFIER = Modifier(0)
# Whoever has the host may need the module set up first, by who waits here
_PATIENCE = 2.0


class HidFeature(Feature):
    """Be the keyboard, mouse and remote of a host.

    Every input ends with all keys, modifiers and buttons up, also when it is cancelled
    or fails. The firmware releases keys by itself: only modifiers and buttons can be
    held. Inputs raise KeyboardOff, NoHost, KeyboardBusy, Unsupported and what the line
    raises; what was done in part raises a kind of InputStopped, whose cause is that.
    """

    def __init__(self, link: DeviceLink, options: DeviceOptions) -> None:
        """Listen to hosts that come and go."""
        super().__init__(link)
        self._wanted = options.keyboard
        self._name = options.keyboard_name
        self._refused = False
        self._doubts = 0
        self._reporter = HidReporter(
            link.client, options.keystroke_interval, on_refused=self._refused_report
        )
        link.client.subscribe(hid.HidHostConnected, lambda _: self._host_came())
        link.client.subscribe(hid.HidHostDisconnected, lambda _: self._host_gone())

    @property
    def supported(self) -> bool:
        """Return whether the module can be a keyboard.

        Some builds before 2.2 cannot, and only refuse: known once it is set up.
        """
        return self._supports(hid.SendKeys) and not self._refused

    @property
    def supports_name(self) -> bool:
        """Return whether the name under which hosts find it can be chosen."""
        return self.supported and self._supports(hid.SetHidName)

    @property
    def wanted(self) -> bool:
        """Return whether it is to be a keyboard, now and after every restart."""
        return self._wanted

    @override
    async def set_up(self) -> None:
        """Be a keyboard again if that is wanted, and let everything go."""
        self._refused = False
        if not self.supported:
            self._update(enabled=None, connected=False)
            return
        try:
            enabled = (await self._run(hid.GetHid(), Priority.SET_UP)).enabled
        except CommandFailed:
            # What is on the module's own list is there: the line damaged a byte
            if self._link.firmware.commands is not None:
                raise
            self._refused = True
            self._update(enabled=None, connected=False)
            return
        if enabled and (not self._wanted or not await self._has_name()):
            await self._run(hid.SetHid(enabled=False), Priority.SET_UP)
            enabled = False
        self._update(
            enabled=enabled, connected=enabled and self._link.state.hid.connected
        )
        if enabled:
            await self._look_for_host(Priority.SET_UP)
        elif self._wanted:
            await self._start(Priority.SET_UP)
        await self._read_name(Priority.SET_UP)

    @override
    async def refresh(self) -> None:
        """Notice what the line lost: hosts that came, or that it is on or off."""
        if not self.supported:
            return
        enabled = (await self._run(hid.GetHid(), Priority.REFRESH)).enabled
        if enabled is not self._link.state.hid.enabled:
            self._host_gone()
            self._update(enabled=enabled, connected=False)
        # Who sets the module up waits for nobody: then the next refresh does it
        with suppress(KeyboardBusy):
            await self._catch_up()

    async def _catch_up(self) -> None:
        """Start again what is off and wanted; look for a host that may be there."""
        doubts, known = self._count_doubts(), self._link.state.hid
        if not known.enabled and self._wanted:
            async with self._reporter.undisturbed(_PATIENCE):
                if self._wanted and not self._link.state.hid.enabled:
                    await self._start(Priority.REFRESH)
        elif known.enabled and not known.connected and doubts != self._doubts:
            async with self._reporter.undisturbed(_PATIENCE):
                await self._look_for_host(Priority.REFRESH)
        self._doubts = doubts

    @override
    def lost(self) -> None:
        """End what is being typed: the module restarts, or its port is gone."""
        self._reporter.interrupt(ConnectionLost("the module went away"))
        self._set_connected(connected=False)

    @override
    async def close(self) -> None:
        """Let everything go."""
        await self._reporter.close()

    async def turn_on(self) -> None:
        """Become a keyboard that advertises, again after every restart. ``Spec 5.37``.

        Other Bluetooth roles are taken down first, each with an event BluetoothRoleEnded.
        Raises HidRefused and Unsupported.
        """
        self._require(self.supported, "keyboard")
        self._wanted = True
        async with self._reporter.undisturbed():
            if self._link.state.hid.enabled:
                return
            try:
                await self._start(Priority.USER)
            except CommandFailed as err:
                self._wanted = False
                raise HidRefused from err
        await self._read_name(Priority.USER)

    async def turn_off(self) -> None:
        """Be no keyboard any more; what is being typed ends. ``Spec 5.37``.

        Raises Unsupported.
        """
        self._require(self.supported, "keyboard")
        self._wanted = False
        self._reporter.interrupt(KeyboardOff())
        async with self._reporter.undisturbed():
            await self._run(hid.SetHid(enabled=False))
            self._set_connected(connected=False)
            self._update(enabled=False, connected=False)

    async def press(
        self, chord: Chord, *, repeats: int = 1, hold: float = 0, interval: float = 0
    ) -> None:
        """Press keys at once and release them, up to 100 times. ``Spec 5.38``.

        ``hold`` keeps modifiers that are alone down for up to 10 s; ``interval`` is the
        time between repeats, up to 60 s. Raises InvalidParameter and PressesStopped.
        """
        await self._do(presses(chord, repeats, hold, interval), PressesStopped)

    async def type_text(
        self, text: str, layout: Layout, *, unicode_entry: bool = False
    ) -> None:
        """Type up to 10,000 characters as the host's layout has them. ``Spec 5.38``.

        ``unicode_entry`` types what the layout lacks by the way that the host's system
        has for it. Raises InvalidParameter before anything is typed, and TypingStopped.
        """
        steps = characters(text, layout, unicode_entry=unicode_entry)
        await self._do(steps, TypingStopped)

    async def consumer(
        self, usage: ConsumerUsage, *, repeats: int = 1, interval: float = 0
    ) -> None:
        """Press a media key, as ``press`` does. ``Spec 5.40``."""
        await self._do(media_presses(usage, repeats, interval), PressesStopped)

    async def move(self, x: int, y: int, *, buttons: MouseButton = _NO_BUTTON) -> None:
        """Move the pointer by up to 10,000 pixels each way, in a line. ``Spec 5.39``.

        Right and down are positive. ``buttons`` go down before and up behind. Raises
        InvalidParameter and MovementStopped.
        """
        await self._do(way(x, y, buttons), MovementStopped)

    async def drag(
        self, x: int, y: int, *, button: MouseButton = MouseButton.LEFT
    ) -> None:
        """Press a button, ``move``, and release it there. ``Spec 5.39``."""
        await self.move(x, y, buttons=button)

    async def click(
        self,
        button: MouseButton = MouseButton.LEFT,
        *,
        count: int = 1,
        hold: float = 0,
        modifiers: Modifier = _NO_MODIFIER,
    ) -> None:
        """Click up to 10 times, each held for up to 10 s. ``Spec 5.39``.

        ``modifiers`` of the keyboard are down meanwhile. Raises InvalidParameter and
        PressesStopped.
        """
        await self._do(clicks(button, count, hold, modifiers), PressesStopped)

    async def scroll(self, notches: int) -> None:
        """Turn the wheel by up to 1,000 notches; up is positive. ``Spec 5.39``.

        Raises InvalidParameter and MovementStopped.
        """
        await self._do(scrolling(notches), MovementStopped)

    async def release(self) -> None:
        """Let everything go, and give up what is being typed."""
        self._require(self.supported, "keyboard")
        self._reporter.interrupt(InputReleased())
        async with self._reporter.undisturbed():
            await self._require_host(surely=True)

    async def _do(self, steps: list[Step], stopped: type[InputStopped]) -> None:
        """Do steps in one sequence; say how far it came if it fails."""
        self._require(self.supported, "keyboard")
        async with self._reporter.sequence() as inputs:
            await self._require_host()
            for done, step in enumerate(steps):
                try:
                    await step(inputs)
                except EspAtError as err:
                    if not done and isinstance(err, KeyboardOff | NoHost):
                        raise
                    raise stopped(done, len(steps)) from err

    async def _require_host(self, *, surely: bool = False) -> None:
        """Raise KeyboardOff or NoHost; the line may have lost that a host came.

        Everything is released where it did, and with ``surely`` in any case.
        """
        if not self._link.state.hid.enabled:
            raise KeyboardOff
        if surely or not self._link.state.hid.connected:
            await self._look_for_host(Priority.USER)
            if not self._link.state.hid.connected:
                if not (await self._run(hid.GetHid())).enabled:
                    self._link.refresh_soon()  # a restart went unheard
                raise NoHost

    async def _look_for_host(self, priority: Priority) -> None:
        """Release everything: that is refused only where there is no host."""
        try:
            await self._reporter.release(priority, surely=True)
        except CommandFailed:
            self._set_connected(connected=False)
        else:
            self._set_connected(connected=True)

    async def _start(self, priority: Priority) -> None:
        await end_roles(self._link, priority)
        if not await self._has_name(priority) and self._name is not None:
            await self._run(hid.SetHidName(device_name=self._name), priority)
        try:
            await self._run(hid.SetHid(enabled=True), priority)
        except CommandFailed:
            # Some builds refuse the first time, and a set-up may have been faster
            if not (await self._run(hid.GetHid(), priority)).enabled:
                await self._run(hid.SetHid(enabled=True), priority)
        self._update(enabled=True, connected=self._link.state.hid.connected)

    async def _has_name(self, priority: Priority = Priority.SET_UP) -> bool:
        """Return whether the module has the wanted name, or none can be given."""
        if self._name is None or not self.supports_name:
            return True
        return (await self._run(hid.GetHidName(), priority)).device_name == self._name

    async def _read_name(self, priority: Priority) -> None:
        if self.supports_name:
            name = (await self._run(hid.GetHidName(), priority)).device_name
            self._replace(replace(self._link.state.hid, name=name))

    def _host_came(self) -> None:
        self._update(enabled=True, connected=self._link.state.hid.connected)
        self._set_connected(connected=True)
        if self._reporter.holds:
            self._reporter.let_go_soon()

    def _refused_report(self) -> None:
        """Notice that there is no host, and look whether a restart went unheard."""
        self._host_gone()
        self._link.refresh_soon()

    def _host_gone(self) -> None:
        self._reporter.interrupt(NoHost())
        self._set_connected(connected=False)

    def _set_connected(self, *, connected: bool) -> None:
        if connected is self._link.state.hid.connected:
            return
        self._update(enabled=self._link.state.hid.enabled, connected=connected)
        self._link.emit(HidHostConnected() if connected else HidHostDisconnected())

    def _update(self, *, enabled: bool | None, connected: bool) -> None:
        known = self._link.state.hid
        self._replace(replace(known, enabled=enabled, connected=connected))

    def _replace(self, state: HidState) -> None:
        self._link.update(replace(self._link.state, hid=state))

    def _count_doubts(self) -> int:
        """Return how often something came over the line that could not be read."""
        counters = self._link.client.counters
        return counters.noise + counters.unknown_lines + counters.dropped_bytes
