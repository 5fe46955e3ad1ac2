"""TCP-IP AT commands: so far what set-up, Wi-Fi and the framing of the line need."""

from typing import Annotated

from ..command import (
    ExecuteCommand,
    KeyedRecord,
    QueryCommand,
    Record,
    SetCommand,
    Urc,
)
from ..fields import (
    AnyIp,
    BlockData,
    BlockLength,
    Flag,
    Ip,
    IpAddress,
    Key,
    LinkId,
    MacAddress,
    Number,
    OpenIntEnum,
    Port,
    Text,
)

type Ipv6Address = Annotated[str, AnyIp()]


class LocalAddresses(KeyedRecord, prefix="+CIFSR", key_separator=","):
    """The module's own addresses, of the sides that are on."""

    ap_ip: Annotated[IpAddress | None, Key("APIP")] = None
    ap_ip6_link_local: Annotated[Ipv6Address | None, Key("APIP6LL")] = None
    ap_ip6_global: Annotated[Ipv6Address | None, Key("APIP6GL")] = None
    ap_mac: Annotated[MacAddress | None, Key("APMAC")] = None
    station_ip: Annotated[IpAddress | None, Key("STAIP")] = None
    station_ip6_link_local: Annotated[Ipv6Address | None, Key("STAIP6LL")] = None
    station_ip6_global: Annotated[Ipv6Address | None, Key("STAIP6GL")] = None
    station_mac: Annotated[MacAddress | None, Key("STAMAC")] = None
    ethernet_ip: Annotated[IpAddress | None, Key("ETHIP")] = None
    ethernet_ip6_link_local: Annotated[Ipv6Address | None, Key("ETHIP6LL")] = None
    ethernet_ip6_global: Annotated[Ipv6Address | None, Key("ETHIP6GL")] = None
    ethernet_mac: Annotated[MacAddress | None, Key("ETHMAC")] = None


class GetLocalAddresses(
    ExecuteCommand[LocalAddresses | None], name="+CIFSR", spec="4.8"
):
    """Query the module's own addresses.

    The specification shows bare addresses; the firmware says which each one is.
    """


class DnsServers(Record, prefix="+CIPDNS"):
    """The DNS servers, and whether they were set by hand.

    Firmware 1 prints one address without quotes, and nothing before it.
    """

    manual: Flag
    first: Annotated[str, AnyIp()] | None = None
    second: Annotated[str, AnyIp()] | None = None
    third: Annotated[str, AnyIp()] | None = None


class GetDnsServers(QueryCommand[DnsServers], name="+CIPDNS", spec="4.27", since="2.0"):
    """Query the DNS servers."""


class SetDnsServers(SetCommand[None], name="+CIPDNS", spec="4.27", timeout=5):
    """Set the DNS servers; saved. Alone, False leaves it to DHCP again."""

    manual: Flag
    first: Annotated[str, AnyIp()] | None = None
    second: Annotated[str, AnyIp()] | None = None
    third: Annotated[str, AnyIp()] | None = None


class LinkOpened(Urc, prefix="CONNECT", suffix=",CONNECT"):
    """A connection is up; without a link where there can be only one."""

    link_id: LinkId | None = None


class LinkFailed(Urc, prefix="CONNECT FAIL", suffix=",CONNECT FAIL"):
    """A connection could not be made; only firmware 1 says so."""

    link_id: LinkId | None = None


class LinkClosed(Urc, prefix="CLOSED", suffix=",CLOSED"):
    """A connection has ended."""

    link_id: LinkId | None = None


class LinkRole(OpenIntEnum):
    """Who began a connection."""

    CLIENT = 0
    SERVER = 1


class LinkDetails(Urc, prefix="+LINK_CONN"):
    """A connection is up; comes in place of CONNECT if AT+SYSMSG asks for it."""

    status: Annotated[int, Number()]
    link_id: LinkId
    kind: Annotated[str, Text(max_bytes=5)]
    role: LinkRole
    remote_ip: Annotated[str, AnyIp()]
    remote_port: Port
    local_port: Port


class DataReceived(Urc, prefix="+IPD", separator=","):
    """Data arrived on a connection; the sender's address only with AT+CIPDINFO=1."""

    link_id: LinkId | None = None
    length: Annotated[int, BlockLength()]
    remote_ip: Annotated[str, Ip(quoted_since=(2,))] | None = None
    remote_port: Port | None = None
    data: Annotated[bytes, BlockData()]


class DataWaiting(Urc, prefix="+IPD", separator=","):
    """Data waits on a connection; not said again until some was read.

    Where several connections are possible the first number is the link.
    """

    numbers: Annotated[tuple[int, ...], Number(minimum=0)]


class BufferedData(Record, prefix="+CIPRECVDATA", ended=False):
    """Data that waited, as the module prints it with AT+CIPDINFO=0.

    With 1 the sender's address stands before the data. Which of both it is cannot be
    told from the bytes while they come in, so the line is kept in this mode.
    """

    length: Annotated[int, BlockLength()]
    data: Annotated[bytes, BlockData()]


class LongSendProgress(Urc, prefix="+CIPSENDL"):
    """How many bytes of a long send were sent, and how many came over the line."""

    sent: Annotated[int, Number(minimum=0)]
    received: Annotated[int, Number(minimum=0)]


class PassthroughEnded(Urc, prefix="+QUITT"):
    """Passthrough has ended."""


class TimeUpdated(Urc, prefix="+TIME_UPDATED"):
    """The module's clock was set from a time server."""


class UpdateProgress(Urc, prefix="+CIPUPDATE"):
    """How far a firmware update has come, 1 to 4; -1 is a failure."""

    step: Annotated[int, Number(minimum=-1, maximum=4)]
