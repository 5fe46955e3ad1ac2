"""The module's clock: time servers, and how far it is off."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
import logging
from typing import override

from ..at.commands import basic, sntp
from ..at.errors import InvalidParameter
from ..at.turns import Priority
from .connection import DeviceOptions
from .feature import DeviceLink, Feature
from .state import ClockState

_LOGGER = logging.getLogger(__name__)

MOST_SERVERS = 3
_EARLIEST, _LATEST = timedelta(hours=-12), timedelta(hours=14)
_HOUR = timedelta(hours=1)
# Before that nobody has set the clock
_PLAUSIBLE = datetime(2020, 1, 1, tzinfo=UTC)
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"


class ClockFeature(Feature):
    """Let the module ask time servers, and compare its clock with ours."""

    def __init__(
        self,
        link: DeviceLink,
        options: DeviceOptions,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        """Take what the options want, and our clock."""
        super().__init__(link)
        self._clock = clock
        self._servers = options.time_servers
        self._utc_offset = self._followed_offset = options.utc_offset
        self._zone: int | None = None
        link.client.subscribe(sntp.TimeUpdated, self._updated)

    @property
    def supports_drift(self) -> bool:
        """Return whether the module tells its time."""
        return self._supports(basic.GetClock) or self._supports(sntp.GetClock)

    @property
    def supports_time_servers(self) -> bool:
        """Return whether the module can ask time servers."""
        return self._supports(sntp.SetTimeSource)

    @override
    async def set_up(self) -> None:
        """Ask the wanted servers again, or none: a restart forgets them."""
        if not self.supports_time_servers:
            return
        self._update(replace(self._known, synchronised=False, servers=()))
        if self._servers:
            await self._follow(Priority.SET_UP)
        elif (await self._run(sntp.GetTimeSource(), Priority.SET_UP)).enabled:
            await self._run(sntp.SetTimeSource(enabled=False), Priority.SET_UP)

    @override
    async def refresh(self) -> None:
        """Follow a change of the offset from UTC; compare the clocks."""
        if self._servers and self._wanted_zone() != self._zone:
            await self._follow(Priority.REFRESH)
        if self.supports_drift:
            drift = await self._drift()  # the module may tell something meanwhile
            self._update(replace(self._known, drift=drift))

    async def set_time_servers(
        self, servers: tuple[str, ...], *, utc_offset: timedelta | None = None
    ) -> None:
        """Ask one to three servers from now on; again after restarts. ``Spec 4.15``.

        ``utc_offset`` is -12 to 14 hours; firmware before 2.2 takes whole hours of it.
        Without it, the one of the options is followed. Raises InvalidParameter and Unsupported.
        """
        self._require(self.supports_time_servers, "time_servers")
        if not 1 <= len(servers) <= MOST_SERVERS:
            raise InvalidParameter(
                "servers", "range", minimum="1", maximum=str(MOST_SERVERS)
            )
        if utc_offset is not None and not _EARLIEST <= utc_offset <= _LATEST:
            raise InvalidParameter(
                "utc_offset", "range", minimum="-12", maximum="14", unit="h"
            )
        before = self._servers, self._utc_offset
        self._servers = servers
        self._utc_offset = (
            self._followed_offset if utc_offset is None else lambda: utc_offset
        )
        try:
            await self._apply(Priority.USER)
        except BaseException:
            self._servers, self._utc_offset = before
            raise

    async def stop_time_servers(self) -> None:
        """Ask no time server any more; raise Unsupported. ``Spec 4.15``."""
        self._require(self.supports_time_servers, "time_servers")
        self._servers = ()
        await self._run(sntp.SetTimeSource(enabled=False))
        self._update(replace(self._known, synchronised=False, servers=()))

    async def _follow(self, priority: Priority) -> None:
        """Apply what is wanted; options that cannot be right do not stop a set-up."""
        try:
            await self._apply(priority)
        except InvalidParameter as err:
            _LOGGER.warning("The time servers of the options are not used: %s", err)
            self._servers = ()

    async def _apply(self, priority: Priority) -> None:
        zone, servers = self._wanted_zone(), self._servers
        command = sntp.SetTimeSource(enabled=True, zone=zone, servers=servers)
        if servers != self._known.servers:
            self._update(replace(self._known, synchronised=False))
        await self._run(command, priority)
        self._zone = zone
        self._update(replace(self._known, servers=servers))

    def _wanted_zone(self) -> int:
        """Return the offset from UTC as the firmware takes it."""
        offset = min(max(self._utc_offset(), _EARLIEST), _LATEST)
        hours, minutes = divmod(int(abs(offset) / timedelta(minutes=1)), 60)
        sign = -1 if offset < timedelta() else 1
        if self._link.firmware.has("2.2"):
            return sign * (hours * 100 + minutes if minutes else hours)
        return min(max(sign * hours, -11), 13)

    async def _drift(self) -> float | None:
        """Return the whole seconds that the module is ahead; None if it has no time."""
        before = self._clock()
        told = await self._time()
        after = self._clock()
        if told is None or told < _PLAUSIBLE:
            return None
        # What it told holds for a second: the least drift that explains it
        ahead = max((told - after).total_seconds(), 0)
        behind = max((before - told).total_seconds() - 1, 0)
        return float(int(ahead - behind))

    async def _time(self) -> datetime | None:
        if self._supports(basic.GetClock):
            stamp = await self._run(basic.GetClock(), Priority.REFRESH)
            return datetime.fromtimestamp(stamp.timestamp, UTC)
        local = _parse((await self._run(sntp.GetClock(), Priority.REFRESH)).time)
        return local and local - (self._zone or 0) * _HOUR

    def _updated(self, _: sntp.TimeUpdated) -> None:
        self._update(replace(self._known, synchronised=True))

    @property
    def _known(self) -> ClockState:
        return self._link.state.clock

    def _update(self, clock: ClockState) -> None:
        self._link.update(replace(self._link.state, clock=clock))


def _parse(text: str) -> datetime | None:
    """Read the time as C's asctime words it, in English wherever we run."""
    try:
        _, month, day, time, year = text.split()
        hour, minute, second = time.split(":")
        return datetime(
            int(year),
            _MONTHS.index(month) // 3 + 1,
            int(day),
            int(hour),
            int(minute),
            int(second),
            tzinfo=UTC,
        )
    except ValueError:
        return None
