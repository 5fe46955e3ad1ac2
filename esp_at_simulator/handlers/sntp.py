"""TCP-IP AT commands of time."""

import time

from custom_components.esp_at.at.commands import sntp

from .base import Handlers

DEFAULT_SERVERS = ("cn.ntp.org.cn", "ntp.sjtu.edu.cn", "us.pool.ntp.org")
_MOST_SERVERS = 3
_HOURS = range(-12, 15)


class TimeHandlers(Handlers):
    """Time servers, and the clock as they are told it."""

    @sntp.GetTimeSource.handler
    async def get_source(self, command: sntp.GetTimeSource) -> sntp.TimeSource:
        """Report the servers; old firmware shows no zone while it asks none."""
        state = self.state
        if state.time_servers:
            return sntp.TimeSource(
                enabled=True, zone=state.zone, servers=state.time_servers
            )
        zone = state.zone if self.profile.shows_zone_when_off else None
        return sntp.TimeSource(enabled=False, zone=zone)

    @sntp.SetTimeSource.handler
    async def set_source(self, command: sntp.SetTimeSource) -> None:
        """Set the servers and the zone; the first answer sets the clock."""
        if not command.enabled:
            self.state.time_servers = ()
            self.module.time_keeper.stop()
            return
        zone = command.zone
        self.require(zone is not None and self._is_zone(zone))
        self.require(len(command.servers) <= _MOST_SERVERS)
        self.state.zone = zone or 0
        self.state.time_servers = command.servers or DEFAULT_SERVERS
        self.module.then(self.module.time_keeper.start)

    @sntp.GetClock.handler
    async def get_clock(self, command: sntp.GetClock) -> sntp.Clock:
        """Report the module's clock in the zone that was set."""
        now = time.gmtime(self.state.clock + _offset(self.state.zone))
        return sntp.Clock(time=time.asctime(now))

    @sntp.GetTimeInterval.handler
    async def get_interval(self, command: sntp.GetTimeInterval) -> sntp.TimeInterval:
        """Report how often servers are asked."""
        return sntp.TimeInterval(seconds=self.state.time_interval)

    @sntp.SetTimeInterval.handler
    async def set_interval(self, command: sntp.SetTimeInterval) -> None:
        """Set how often servers are asked; they are asked at once."""
        self.state.time_interval = command.seconds
        if self.state.time_servers:
            self.module.then(self.module.time_keeper.start)

    def _is_zone(self, zone: int) -> bool:
        if zone in _HOURS:
            return self.profile.zone_minutes or zone in range(-11, 14)
        return self.profile.zone_minutes and abs(zone) % 100 < 60


def _offset(zone: int) -> int:
    """Return a zone in seconds; beyond the hours of the day it has minutes too."""
    if zone in _HOURS:
        return zone * 3600
    hours, minutes = divmod(abs(zone), 100)
    seconds = hours * 3600 + minutes * 60
    return seconds if zone > 0 else -seconds
