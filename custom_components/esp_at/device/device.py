"""A module as one thing: it connects, stays connected, and keeps its state."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
import logging
from typing import Any

from ..at.client import AtClient
from ..at.errors import (
    CommandError,
    ConnectionLost,
    EspAtError,
    ModuleAsleep,
    ModuleReset,
)
from ..at.listeners import enlist, notify
from .clock import ClockFeature
from .connection import Connection, DeviceOptions, PortSettings
from .connections import ConnectionsFeature
from .ethernet import EthernetFeature
from .feature import Feature
from .firmware import Firmware
from .hid import HidFeature
from .http import HttpFeature
from .link_counters import LinkCounters
from .network import NetworkFeature
from .provisioning import ProvisioningFeature
from .sockets import SocketsFeature
from .soft_ap import SoftApFeature
from .state import (
    DeviceEvent,
    DeviceRestarted,
    DeviceState,
    Restart,
    RestartReason,
)
from .system import SystemFeature
from .update import UpdateFeature
from .websockets import WebSocketsFeature
from .wifi import WifiFeature

__all__ = ["DeviceOptions", "EspAtDevice", "LinkCounters", "PortSettings"]

_LOGGER = logging.getLogger(__name__)

_FIRST_BACK_OFF = 0.5
_LONGEST_BACK_OFF = 60.0
_MOST_SET_UPS = 5
# A command before the restart, the boot and the first set-up fit in here
_RESTART_EXPECTED = 20.0
_WAKE_UP_MARGIN = 15.0


class EspAtDevice:
    """A module on a serial line.

    After ``connect`` it looks after itself: a restarted module is set up again, a
    lost port is reopened with back-off, until ``close``.
    """

    def __init__(
        self,
        port: PortSettings,
        options: DeviceOptions | None = None,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Take the port; nothing is opened yet."""
        self.client = AtClient()
        options = options or DeviceOptions()
        self._connection = Connection(self.client, port, options)
        self._clock = clock
        self._state = DeviceState()
        self._firmware: Firmware | None = None
        self._state_listeners: list[Callable[[DeviceState], None]] = []
        self._event_listeners: list[Callable[[DeviceEvent], None]] = []
        self._publication: asyncio.Handle | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._attention = asyncio.Event()
        self._restart_seen = False
        self._untold: Restart | None = None
        self._refresh_wanted = False
        self._expected: tuple[RestartReason, float] | None = None
        self._asleep_until: float | None = None
        self._reconnects = 0
        self.system = SystemFeature(self)
        self.wifi = WifiFeature(self)
        self.soft_ap = SoftApFeature(self)
        self.sockets = SocketsFeature(self)
        self.network = NetworkFeature(self, self.sockets)
        self.provisioning = ProvisioningFeature(self)
        self.ethernet = EthernetFeature(self)
        self.clock = ClockFeature(self, options, clock=clock)
        self.websockets = WebSocketsFeature(self)
        self.connections = ConnectionsFeature(
            self, self.sockets, self.websockets, clock=clock
        )
        self.http = HttpFeature(self)
        self.hid = HidFeature(self, options)
        self.updates = UpdateFeature(self)
        self._features: tuple[Feature, ...] = (
            self.system,
            self.wifi,
            self.soft_ap,
            self.network,
            self.provisioning,
            self.ethernet,
            self.sockets,
            self.clock,
            self.websockets,
            self.connections,
            self.http,
            self.hid,
            self.updates,
        )
        self.client.on_restart = self._note_restart
        self.client.on_lost = self._note_lost
        self.client.on_noise = self._note_noise

    @property
    def state(self) -> DeviceState:
        """Return what is known now."""
        return self._state

    @property
    def firmware(self) -> Firmware:
        """Return what the module runs; raise ConnectionLost before the first connect."""
        if self._firmware is None:
            raise ConnectionLost("the module was never connected")
        return self._firmware

    @property
    def mac(self) -> str:
        """Return the station's MAC address, which tells one module from another."""
        return self._state.station.mac or ""

    @property
    def baudrate(self) -> int:
        """Return the rate at which the line runs now."""
        return self._connection.baudrate

    @property
    def counters(self) -> LinkCounters:
        """Return what happened on the line so far."""
        return LinkCounters(**asdict(self.client.counters), reconnects=self._reconnects)

    async def connect(self) -> None:
        """Open the port, set the module up and read its state.

        Raises CannotConnect, NothingAnswers, NotEspAt, FirmwareTooOld, or another
        EspAtError; then nothing is left open.
        """
        try:
            await self._bring_up()
        except BaseException:
            await self.client.close()
            raise
        self._untold = None  # nobody listened yet
        self._keeper = asyncio.create_task(self._keep(), name="esp_at keeper")

    async def close(self) -> None:
        """End every task and close the port."""
        keeper, self._keeper = self._keeper, None
        try:
            for feature in reversed(self._features):
                await feature.close()
            if keeper is not None:
                keeper.cancel()
                await asyncio.wait([keeper])
        finally:
            await self.client.close()
        self._set_online(online=False)
        if self._publication is not None:
            self._publication.cancel()
            self._publication = None

    async def refresh(self) -> DeviceState:
        """Read what the module never tells by itself; return the state.

        While another command runs the last state is returned instead of waiting
        behind it. Raises ConnectionLost while the module is not there.
        """
        if not self._state.online:
            raise ConnectionLost("the module is not connected")
        if not self.client.busy:
            await self._each(lambda feature: feature.refresh())
            if self._connection.echo_is_back:  # its ``ready`` was lost
                self.client.hold()
                self._note_restart()
        return self._state

    def subscribe(self, callback: Callable[[DeviceState], None]) -> Callable[[], None]:
        """Call back with each new state; return how to stop."""
        return enlist(self._state_listeners, callback)

    def subscribe_events(
        self, callback: Callable[[DeviceEvent], None]
    ) -> Callable[[], None]:
        """Call back with each event; return how to stop."""
        return enlist(self._event_listeners, callback)

    def diagnostics(self) -> dict[str, Any]:
        """Return what helps to understand a fault; secrets are struck out."""
        return {
            "firmware": asdict(self._firmware) if self._firmware else None,
            "baudrate": self._connection.baudrate,
            "message_mode": self._connection.message_mode,
            "counters": asdict(self.counters),
            "wire": self.client.wire_log.lines(),
        }

    def update(self, state: DeviceState) -> None:
        """Take a new state; what changed at the same moment is published once."""
        if state == self._state:
            return
        self._state = state
        if self._publication is None:
            self._publication = asyncio.get_running_loop().call_soon(self._publish)

    def emit(self, event: DeviceEvent) -> None:
        """Tell subscribers that something happened, after the state that it made.

        What closing does is no news.
        """
        if self._keeper is None:
            return
        self._publish()
        notify(self._event_listeners, event)

    def refresh_soon(self) -> None:
        """Refresh in the background; calls that come together are one refresh."""
        self._refresh_wanted = True
        self._attention.set()

    def expect_restart(
        self, reason: RestartReason, *, within: float = _RESTART_EXPECTED
    ) -> None:
        """Say why the module is about to restart."""
        until = asyncio.get_running_loop().time() + within
        self._expected = (reason, until)

    def fall_asleep(self, duration: timedelta) -> None:
        """Say that the module sleeps; it is looked for again when it should be awake."""
        wakes = asyncio.get_running_loop().time() + duration.total_seconds()
        self._asleep_until = wakes + _WAKE_UP_MARGIN
        self._expected = (RestartReason.WAKE_UP, self._asleep_until)
        self.client.fall_asleep()
        self._set_online(online=False)
        self._attention.set()

    async def _keep(self) -> None:
        """Set a restarted module up again, reopen a lost port."""
        back_off = _FIRST_BACK_OFF
        while True:
            await self._wait_for_attention()
            try:
                if not self.client.connected:
                    await self._bring_up()
                    self._reconnects += 1
                    self._tell_restart()
                elif self._restart_seen:
                    await self._set_up_firmly()
                    self._tell_restart()
                elif self._refresh_wanted:
                    self._refresh_wanted = False
                    await self._each(lambda feature: feature.refresh())
                else:
                    await self._check()
            except ModuleReset, ModuleAsleep:
                continue  # noted already: it is set up in the next round
            except EspAtError as err:
                _LOGGER.debug("The module is not back yet: %s", err)
            except Exception:
                # A fault of ours: the module is looked after all the same
                _LOGGER.exception("The module could not be looked after")
            else:
                back_off = _FIRST_BACK_OFF
                continue
            await self.client.close()
            self._set_online(online=False)
            await asyncio.sleep(back_off)
            back_off = min(back_off * 2, _LONGEST_BACK_OFF)
            self._attention.set()

    async def _wait_for_attention(self) -> None:
        """Return when the line was lost, the module restarted or overslept."""
        while True:
            try:
                async with asyncio.timeout_at(self._asleep_until):
                    await self._attention.wait()
            except TimeoutError:  # it should be awake: ready may have been lost
                self._restart_seen = True
                return
            finally:
                self._attention.clear()
            if self._asleep_until is None or self._restart_seen:
                return
            if not self.client.connected:
                return

    async def _check(self) -> None:
        """Look whether the module still answers, at the rate that the line has."""
        if not await self.client.probe(1.0):
            raise ConnectionLost("the module does not answer at this rate")

    async def _bring_up(self) -> None:
        untold = self._untold
        await self._connection.open()
        # Opening a port resets many boards, and plugging one in starts it
        self._untold, self._restart_seen = untold, False
        await self._set_up_firmly()

    async def _set_up_firmly(self) -> None:
        """Set the module up, and again should it restart meanwhile."""
        self._asleep_until = None
        for _ in range(_MOST_SET_UPS):
            if self._restart_seen:
                self._restart_seen = False
                await self._connection.restarted()
            try:
                await self._set_up()
            except ModuleReset:
                continue
            if not self._restart_seen:
                return
        raise ConnectionLost("the module keeps restarting")

    async def _set_up(self) -> None:
        """Run the set-up list and read everything."""
        self._firmware = await self._connection.set_up(self._clock())
        await self._each(lambda feature: feature.set_up())
        self.client.admit()
        await self._each(lambda feature: feature.refresh())
        self._set_online(online=True)

    async def _each(self, step: Callable[[Feature], Awaitable[None]]) -> None:
        """Run a step of every feature; one refusal does not hide the others."""
        for feature in self._features:
            try:
                await step(feature)
            except ModuleReset:
                raise
            except CommandError as err:
                _LOGGER.debug("%s: %s", type(feature).__name__, err)

    def _note_restart(self) -> None:
        self._restart_seen = True
        reason, until = self._expected or (RestartReason.UNEXPECTED, 0.0)
        if asyncio.get_running_loop().time() > until:
            reason = RestartReason.UNEXPECTED
        if self.client.recovering:
            reason = RestartReason.RECOVERY
        self._expected = None
        self._untold = Restart(at=self._clock(), reason=reason)
        self._give_up()
        self.update(replace(self._state, online=False, last_restart=self._untold))
        self._attention.set()

    def _tell_restart(self) -> None:
        """Tell of a restart once the module is there again."""
        untold, self._untold = self._untold, None
        if untold is not None:
            self.emit(DeviceRestarted(reason=untold.reason))

    def _note_lost(self) -> None:
        self._set_online(online=False)
        self._attention.set()

    def _note_noise(self) -> None:
        # A module that restarts talks at its own rate again, not at the faster one
        if self._connection.fast:
            self._attention.set()

    def _give_up(self) -> None:
        for feature in self._features:
            feature.lost()

    def _set_online(self, *, online: bool) -> None:
        if not online:
            self._give_up()
        self.update(replace(self._state, online=online))

    def _publish(self) -> None:
        if self._publication is None:
            return
        self._publication.cancel()
        self._publication = None
        notify(self._state_listeners, self._state)
