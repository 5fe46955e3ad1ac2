"""TCP-IP AT commands of time: SNTP servers and the module's clock."""

from typing import Annotated

from ..command import QueryCommand, Record, SetCommand, Urc
from ..fields import Flag, Host, Number, Word

type TimeZone = Annotated[int, Number(minimum=-1200, maximum=1400)]
type TimeServer = Annotated[str, Host()]


class TimeSource(Record, prefix="+CIPSNTPCFG"):
    """Whether the module asks time servers, and which.

    Firmware up to 2.2 does not print the zone while it is off.
    """

    enabled: Flag
    zone: TimeZone | None = None
    servers: tuple[TimeServer, ...] = ()


class GetTimeSource(QueryCommand[TimeSource], name="+CIPSNTPCFG", spec="4.15"):
    """Query whether the module asks time servers, and which."""


class SetTimeSource(SetCommand[None], name="+CIPSNTPCFG", spec="4.15"):
    """Ask up to three time servers, or none; alone, False switches it off.

    ``zone`` is in hours, or since 2.2 in hours times 100 and minutes. The specification
    forgets the first parameter, and invents an Execute form.
    """

    enabled: Flag
    zone: TimeZone | None = None
    servers: tuple[TimeServer, ...] = ()


class Clock(Record, prefix="+CIPSNTPTIME", ended=False):
    """The module's clock as C's asctime words it; 1970 until it was set."""

    time: Annotated[str, Word()]


class GetClock(QueryCommand[Clock], name="+CIPSNTPTIME", spec="4.16"):
    """Query the module's clock, in the zone of AT+CIPSNTPCFG."""


class TimeUpdated(Urc, prefix="+TIME_UPDATED"):
    """The module's clock was set from a time server."""


class TimeInterval(Record, prefix="+CIPSNTPINTV"):
    """How often time servers are asked."""

    seconds: Annotated[int, Number(minimum=15, maximum=4294967, unit="s")]


class GetTimeInterval(QueryCommand[TimeInterval], name="+CIPSNTPINTV", since="2.4"):
    """Query how often time servers are asked."""


class SetTimeInterval(SetCommand[None], name="+CIPSNTPINTV", since="2.4"):
    """Set how often time servers are asked."""

    seconds: Annotated[int, Number(minimum=15, maximum=4294967, unit="s")]
