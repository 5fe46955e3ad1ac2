"""TCP-IP AT commands: addresses and names, links, the server, passthrough.

Where several links are possible (AT+CIPMUX=1) each command begins with its link, and
where there is one only it must not: fields that are a ``Link`` are left out then.
"""

from enum import StrEnum
from typing import Annotated, Self, override

from ..command import (
    ExecuteCommand,
    KeyedRecord,
    QueryCommand,
    Record,
    SetCommand,
    TestCommand,
    Urc,
)
from ..fields import (
    UNQUOTED,
    AnyIp,
    BlockData,
    BlockLength,
    ByteCount,
    EscapedLength,
    Flag,
    Host,
    HostName,
    Ip,
    IpAddress,
    Key,
    Link,
    LinkId,
    MacAddress,
    Multiplexed,
    Number,
    OpenIntEnum,
    PayloadLength,
    Port,
    Since,
    Text,
    TrueFalse,
)

type Ipv6Address = Annotated[str, AnyIp()]
type AnyIpAddress = Annotated[str, AnyIp()]
type KeepAlive = Annotated[int, Number(minimum=0, maximum=7200, unit="s")]
type ConnectTimeout = Annotated[
    int, Number(minimum=0, maximum=60000, unit="ms"), Since("4.1")
]
type Size = Annotated[int, Number(minimum=0, maximum=0x7FFFFFFF, unit="bytes")]

ALL_LINKS = 5
"""The link that stands for every one."""

type LinkOrAll = Annotated[
    int | None, Number(minimum=0, maximum=ALL_LINKS), Multiplexed()
]


# The module's own addresses


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


class TestLocalAddresses(
    TestCommand[None], name="+CIFSR", spec="4.8", since="1.0", until="1.1"
):
    """Ask whether the command exists."""


class GetLocalAddresses(
    ExecuteCommand[LocalAddresses | None], name="+CIFSR", spec="4.8"
):
    """Query the module's own addresses.

    The specification shows bare addresses; the firmware says which each one is.
    """


class Ipv6(Record, prefix="+CIPV6"):
    """Whether IPv6 is on."""

    enabled: Flag


class GetIpv6(QueryCommand[Ipv6], name="+CIPV6", since="2.2"):
    """Query whether IPv6 is on."""


class SetIpv6(SetCommand[None], name="+CIPV6", since="2.2"):
    """Switch IPv6 on or off; links have to be closed."""

    enabled: Flag


# Names and round trips


class DnsServers(Record, prefix="+CIPDNS"):
    """The DNS servers, and whether they were set by hand.

    Firmware 1 prints one address without quotes, and nothing before it.
    """

    manual: Flag
    first: AnyIpAddress | None = None
    second: AnyIpAddress | None = None
    third: AnyIpAddress | None = None


class GetDnsServers(QueryCommand[DnsServers], name="+CIPDNS", spec="4.27", since="2.0"):
    """Query the DNS servers."""


class SetDnsServers(SetCommand[None], name="+CIPDNS", spec="4.27", timeout=5):
    """Set the DNS servers; saved. Alone, False leaves it to DHCP again."""

    manual: Flag
    first: AnyIpAddress | None = None
    second: AnyIpAddress | None = None
    third: AnyIpAddress | None = None


class IpNetwork(OpenIntEnum):
    """Which addresses of a name are wanted."""

    PREFER_IPV4 = 1
    IPV4 = 2
    IPV6 = 3


class ResolvedName(Record, prefix="+CIPDOMAIN"):
    """The address behind a name."""

    address: Annotated[str, AnyIp(quoted_since=(2, 2))]


class ResolveName(SetCommand[ResolvedName], name="+CIPDOMAIN", spec="4.2", timeout=65):
    """Look a name up; it may take as long as three servers do not answer.

    The specification calls it an Execute form, and forgets the OK.
    """

    name_to_resolve: Annotated[str, Host(max_bytes=255)]
    network: Annotated[IpNetwork | None, Number(minimum=1, maximum=3), Since("2.2")] = (
        None
    )
    lookup_timeout: ConnectTimeout | None = None


class RoundTrip(Record, prefix="+PING"):
    """How long an echo took; TIMEOUT stands before an ERROR."""

    milliseconds: Annotated[str, Text(max_bytes=10, quoted_since=UNQUOTED)]


class Ping(SetCommand[RoundTrip], name="+PING", spec="4.26", timeout=20):
    """Send an ICMP echo request and wait for the reply.

    The specification prints ``+timeout``; the firmware prints ``+PING:TIMEOUT``.
    """

    host: Annotated[str, Host(max_bytes=255)]


# Links


class LinkKind(StrEnum):
    """What a link speaks; IPv6 since 2.2. What a newer firmware may add is kept."""

    TCP = "TCP"
    UDP = "UDP"
    SSL = "SSL"
    TCP6 = "TCPv6"
    UDP6 = "UDPv6"
    SSL6 = "SSLv6"

    @classmethod
    @override
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member


type Kind = Annotated[LinkKind, Text(max_bytes=5)]


class LinkRole(OpenIntEnum):
    """Who began a connection."""

    CLIENT = 0
    SERVER = 1


class LinkOpened(Urc, prefix="CONNECT", suffix=",CONNECT"):
    """A connection is up; without a link where there can be only one."""

    link_id: LinkId | None = None


class LinkFailed(Urc, prefix="CONNECT FAIL", suffix=",CONNECT FAIL"):
    """A connection could not be made; only firmware 1 says so."""

    link_id: LinkId | None = None


class LinkClosed(Urc, prefix="CLOSED", suffix=",CLOSED"):
    """A connection has ended."""

    link_id: LinkId | None = None


class LinkDetails(Urc, prefix="+LINK_CONN"):
    """A connection is up; comes in place of CONNECT if AT+SYSMSG asks for it."""

    status: Annotated[int, Number()]
    link_id: LinkId
    kind: Kind
    role: LinkRole
    remote_ip: AnyIpAddress
    remote_port: Port
    local_port: Annotated[int, Number(minimum=0, maximum=65535)]


class OpenStream(
    SetCommand[None],
    name="+CIPSTART",
    spec="4.3",
    timeout=75,
    variants=("TCP", "SSL", "TCPv6", "SSLv6"),
):
    """Connect to a server; CONNECT comes before the OK.

    A dead address is refused after 15 s, a TLS server may take 60 s. A link that is
    open already must not be opened again: 2.0 mixes both up.
    """

    link_id: Link = None
    kind: Kind
    host: HostName
    port: Port
    keep_alive: KeepAlive | None = None
    local_ip: AnyIpAddress | None = None
    connect_timeout: ConnectTimeout | None = None


class DatagramPeer(OpenIntEnum):
    """To whom a UDP link sends: as told, to who sent first, or to who sent last."""

    FIXED = 0
    FIRST = 1
    LAST = 2


class OpenDatagram(
    SetCommand[None],
    name="+CIPSTART",
    spec="4.3",
    timeout=25,
    variants=("UDP", "UDPv6"),
):
    """Open a UDP port; ``peer`` needs a ``local_port``."""

    link_id: Link = None
    kind: Kind
    host: HostName
    port: Port
    local_port: Port | None = None
    peer: DatagramPeer | None = None
    local_ip: AnyIpAddress | None = None
    connect_timeout: ConnectTimeout | None = None


class OpenStreamAnywhere(
    SetCommand[None],
    name="+CIPSTARTEX",
    spec="4.4",
    since="2.0",
    timeout=75,
    variants=("TCP", "SSL", "TCPv6", "SSLv6"),
):
    """Connect over whichever link is free; CONNECT says which it was."""

    kind: Kind
    host: HostName
    port: Port
    keep_alive: KeepAlive | None = None
    local_ip: AnyIpAddress | None = None


class OpenDatagramAnywhere(
    SetCommand[None],
    name="+CIPSTARTEX",
    spec="4.4",
    since="2.0",
    timeout=25,
    variants=("UDP", "UDPv6"),
):
    """Open a UDP port over whichever link is free; CONNECT says which it was."""

    kind: Kind
    host: HostName
    port: Port
    local_port: Port | None = None
    peer: DatagramPeer | None = None
    local_ip: AnyIpAddress | None = None


class CloseOnlyLink(ExecuteCommand[None], name="+CIPCLOSE", spec="4.7", timeout=10):
    """Close the only link."""


class CloseLink(SetCommand[None], name="+CIPCLOSE", spec="4.7", timeout=10):
    """Close a link, or all of them; CLOSED comes before the OK."""

    link_id: Annotated[int, Number(minimum=0, maximum=ALL_LINKS)]


class LinkProgress(OpenIntEnum):
    """What AT+CIPSTATUS tells of all links; it is history more than state."""

    INACTIVE = 0
    IDLE = 1
    GOT_ADDRESS = 2
    CONNECTED = 3
    DISCONNECTED = 4
    NO_ACCESS_POINT = 5


class OpenLink(Record, prefix="+CIPSTATE"):
    """One link that is open."""

    link_id: LinkId
    kind: Kind
    remote_ip: AnyIpAddress
    remote_port: Annotated[int, Number(minimum=0, maximum=65535)]
    local_port: Annotated[int, Number(minimum=0, maximum=65535)]
    role: LinkRole


class GetOpenLinks(
    QueryCommand[tuple[OpenLink, ...]], name="+CIPSTATE", since="2.4", timeout=5
):
    """Query the links that are open."""


class LinkStatus(OpenLink, prefix="+CIPSTATUS"):
    """One link that is open, as all firmware tells it."""


class GetLinkStatus(
    ExecuteCommand[tuple[LinkStatus, ...]], name="+CIPSTATUS", spec="4.1", timeout=5
):
    """Query the links that are open; the specification forgets the OK."""


class OverallStatus(Urc, prefix="STATUS"):
    """The line before AT+CIPSTATUS's list."""

    progress: LinkProgress


class Multiplexing(Record, prefix="+CIPMUX"):
    """Whether several links are possible."""

    enabled: Flag


class GetMultiplexing(QueryCommand[Multiplexing], name="+CIPMUX", spec="4.9"):
    """Query whether several links are possible."""


class SetMultiplexing(SetCommand[None], name="+CIPMUX", spec="4.9"):
    """Allow several links, or one; not while a link is open or a server runs."""

    enabled: Flag


# Sending


class PayloadTaken(Record, prefix="Recv", separator=" ", lead="\r\n"):
    """How many bytes of data the module took."""

    length: Annotated[int, ByteCount()]


# The module hands the data to the network, which may take its time
_SEND_TIMEOUT = 60


class TestSend(TestCommand[None], name="+CIPSEND", spec="4.5", until="2.1"):
    """Ask whether the command exists."""


class Send(
    SetCommand[PayloadTaken],
    name="+CIPSEND",
    spec="4.5",
    timeout=_SEND_TIMEOUT,
    final="SEND OK",
):
    """Send data over a link, of UDP to another peer too.

    The most is 2048 bytes before 2.3, 8192 after. 2.0 takes a length of 0 and then
    waits for ever.
    """

    link_id: Link = None
    data: Annotated[bytes, PayloadLength(maximum=8192)]
    host: HostName | None = None
    port: Port | None = None


class StartPassthrough(ExecuteCommand[None], name="+CIPSEND", spec="4.5"):
    """Enter passthrough; all that follows is data, until ``+++`` stands alone."""


class TestSendEscaped(TestCommand[None], name="+CIPSENDEX", spec="4.6", until="2.1"):
    """Ask whether the command exists."""


class SendEscaped(
    SetCommand[PayloadTaken],
    name="+CIPSENDEX",
    spec="4.6",
    timeout=_SEND_TIMEOUT,
    final="SEND OK",
):
    r"""Send data that may end early: ``\0`` ends it, ``\\`` is a backslash.

    2.0 does not know ``\\0``.
    """

    link_id: Link = None
    data: Annotated[bytes, EscapedLength(maximum=8192)]
    host: HostName | None = None
    port: Port | None = None


class LongSendProgress(Urc, prefix="+CIPSENDL"):
    """How many bytes of a long send were sent, and how many came over the line."""

    sent: Annotated[int, Number(minimum=0)]
    received: Annotated[int, Number(minimum=0)]


class SendLong(
    SetCommand[tuple[LongSendProgress, ...]],
    name="+CIPSENDL",
    since="2.4",
    timeout=_SEND_TIMEOUT,
    final="SEND OK",
):
    """Send more than one command's worth; the module sends on as data come in."""

    link_id: Link = None
    data: Annotated[bytes, PayloadLength(maximum=0x7FFFFFFF)]
    host: HostName | None = None
    port: Port | None = None


class LongSendSettings(Record, prefix="+CIPSENDLCFG"):
    """After how many bytes a long send is reported, and sent."""

    report: Annotated[int, Number(minimum=100, maximum=1 << 20, unit="bytes")]
    transmit: Annotated[int, Number(minimum=100, maximum=2920, unit="bytes")]


class GetLongSendSettings(
    QueryCommand[LongSendSettings], name="+CIPSENDLCFG", since="2.4"
):
    """Query after how many bytes a long send is reported, and sent."""


class SetLongSendSettings(SetCommand[None], name="+CIPSENDLCFG", since="2.4"):
    """Set after how many bytes a long send is reported, and sent."""

    report: Annotated[int, Number(minimum=100, maximum=1 << 20, unit="bytes")]
    transmit: Annotated[int, Number(minimum=100, maximum=2920, unit="bytes")] | None = (
        None
    )


# Receiving


class DataReceived(Urc, prefix="+IPD", separator=",", lead="\r\n"):
    """Data arrived on a connection; the sender's address only with AT+CIPDINFO=1."""

    link_id: LinkId | None = None
    length: Annotated[int, BlockLength()]
    remote_ip: Annotated[str, Ip(quoted_since=(2,))] | None = None
    remote_port: Port | None = None
    data: Annotated[bytes, BlockData()]


class DataWaiting(Urc, prefix="+IPD", separator=",", lead="\r\n"):
    """Data waits on a connection; not said again until some was read.

    Where several connections are possible the first number is the link.
    """

    numbers: Annotated[tuple[int, ...], Number(minimum=0)]


class SenderShown(Record, prefix="+CIPDINFO", ended=False):
    """Whether received data come with their sender's address."""

    enabled: Annotated[bool, TrueFalse()]


class GetSenderShown(QueryCommand[SenderShown], name="+CIPDINFO", spec="4.18"):
    """Query whether received data come with their sender's address."""


class ShowSender(SetCommand[None], name="+CIPDINFO", spec="4.18"):
    """Let received data come with their sender's address, or without."""

    enabled: Flag


class ReceiveMode(Record, prefix="+CIPRECVMODE"):
    """Whether received data wait until they are fetched."""

    passive: Flag


class GetReceiveMode(
    QueryCommand[ReceiveMode], name="+CIPRECVMODE", spec="4.23", since="2.0"
):
    """Query whether received data wait until they are fetched."""


class SetReceiveMode(SetCommand[None], name="+CIPRECVMODE", spec="4.23", since="2.0"):
    """Let received data of every link wait until they are fetched, or come at once.

    What waited comes at once. In 2.0 the data of a UDP link wait for ever.
    """

    passive: Flag


class LinkReceiveMode(Record, prefix="+CIPRECVTYPE"):
    """Whether the data of one link wait until they are fetched."""

    link_id: LinkId
    passive: Flag


class GetLinkReceiveModes(
    QueryCommand[tuple[LinkReceiveMode, ...]], name="+CIPRECVTYPE", since="3.3"
):
    """Query of each link whether its data wait until they are fetched."""


class SetLinkReceiveMode(SetCommand[None], name="+CIPRECVTYPE", since="3.3"):
    """Let the data of one link, or of all, wait until they are fetched.

    It holds for connections that the link has later, too.
    """

    link_id: LinkOrAll = None
    passive: Flag


class BufferedData(Record, prefix="+CIPRECVDATA", ended=False):
    """Data that waited; with AT+CIPDINFO=1 the sender's address stands before them."""

    length: Annotated[int, BlockLength()]
    remote_ip: Annotated[str, Ip(quoted_since=(2,))] | None = None
    remote_port: Port | None = None
    data: Annotated[bytes, BlockData()]


class FetchData(
    SetCommand[BufferedData], name="+CIPRECVDATA", spec="4.24", since="2.0", timeout=10
):
    """Fetch data that wait; where none do it is refused.

    The manual's 2048 bytes are no limit: 2.0 gives all that it has.
    """

    link_id: Link = None
    length: Annotated[int, Number(minimum=1, maximum=0x7FFFFFFF, unit="bytes")]


class BufferedLengths(Record, prefix="+CIPRECVLEN"):
    """How many bytes wait, of one link or of all.

    A link that is not open has -1 up to 2.3, 0 later. Of TLS they are encrypted bytes.
    """

    lengths: Annotated[tuple[int, ...], Number()]


class GetBufferedLengths(
    QueryCommand[BufferedLengths],
    name="+CIPRECVLEN",
    spec="4.25",
    since="2.0",
    aliases=("+CIPRCVLEN",),
):
    """Query how many bytes wait; the specification prints CIPRCVLEN."""


# The server


class Server(Record, prefix="+CIPSERVER"):
    """Whether the module accepts connections, and at which port."""

    enabled: Flag
    port: Port | None = None
    kind: Kind | None = None
    verify_client: Flag | None = None
    interface: Annotated[int, Number(minimum=0, maximum=3), Since("4.1")] | None = None


class GetServer(QueryCommand[Server], name="+CIPSERVER", spec="4.10"):
    """Query the server; the specification lacks this form."""


class StopServer(
    SetCommand[None], name="+CIPSERVER", spec="4.10", timeout=10, fixed=(0,)
):
    """Accept no more connections; before 2.2 those that are there always stay."""

    close_links: Annotated[bool, Number(minimum=0, maximum=1), Since("2.2")] | None = (
        None
    )


class StartServer(
    SetCommand[None], name="+CIPSERVER", spec="4.10", timeout=5, fixed=(1,)
):
    """Accept connections, at port 333 if none is named; needs AT+CIPMUX=1."""

    port: Port | None = None
    kind: Kind | None = None
    verify_client: Flag | None = None
    interface: Annotated[int, Number(minimum=0, maximum=3), Since("4.1")] | None = None


class MostConnections(Record, prefix="+CIPSERVERMAXCONN"):
    """How many connections the server accepts."""

    number: Annotated[int, Number(minimum=1, maximum=5)]


class GetMostConnections(
    QueryCommand[MostConnections], name="+CIPSERVERMAXCONN", spec="4.11"
):
    """Query how many connections the server accepts."""


class SetMostConnections(SetCommand[None], name="+CIPSERVERMAXCONN", spec="4.11"):
    """Set how many connections the server accepts; before it is started."""

    number: Annotated[int, Number(minimum=1, maximum=5)]


class ServerFull(Urc, prefix="Have", separator=" "):
    """A connection was refused: as many are there as may be."""

    connections: Annotated[str, Text(max_bytes=14, quoted_since=UNQUOTED)]


class ServerTimeout(Record, prefix="+CIPSTO"):
    """After which silence the server closes a connection; 0 is never."""

    seconds: Annotated[int, Number(minimum=0, maximum=7200, unit="s")]


class GetServerTimeout(QueryCommand[ServerTimeout], name="+CIPSTO", spec="4.14"):
    """Query after which silence the server closes a connection."""


class SetServerTimeout(SetCommand[None], name="+CIPSTO", spec="4.14"):
    """Set after which silence the server closes a connection; 0 is never."""

    seconds: Annotated[int, Number(minimum=0, maximum=7200, unit="s")]


# Options of a connection


class TcpOptions(Record, prefix="+CIPTCPOPT"):
    """A link's options: linger and send time-out in seconds and milliseconds."""

    link_id: LinkId
    linger: Annotated[int, Number(minimum=-1, maximum=10, unit="s")]
    no_delay: Flag
    send_timeout: Annotated[int, Number(minimum=0, maximum=600_000, unit="ms")]
    keep_alive: Annotated[KeepAlive, Since("2.4")] | None = None


class GetTcpOptions(
    QueryCommand[tuple[TcpOptions, ...]], name="+CIPTCPOPT", since="2.1"
):
    """Query the options of each link."""


class SetTcpOptions(SetCommand[None], name="+CIPTCPOPT", since="2.1"):
    """Set a link's options, for the connections that it makes from now on."""

    link_id: LinkOrAll = None
    linger: Annotated[int, Number(minimum=-1, maximum=10, unit="s")] | None = None
    no_delay: Flag | None = None
    send_timeout: (
        Annotated[int, Number(minimum=0, maximum=600_000, unit="ms")] | None
    ) = None
    keep_alive: Annotated[KeepAlive, Since("2.4")] | None = None


class Persistence(Record, prefix="+CIPCONNPERSIST"):
    """Whether connections outlast a short loss of the Wi-Fi."""

    enabled: Flag


class GetPersistence(QueryCommand[Persistence], name="+CIPCONNPERSIST", since="5.0.1"):
    """Query whether connections outlast a short loss of the Wi-Fi."""


class SetPersistence(SetCommand[None], name="+CIPCONNPERSIST", since="5.0.1"):
    """Let connections outlast a short loss of the Wi-Fi."""

    enabled: Flag


# Passthrough


class TransferMode(Record, prefix="+CIPMODE"):
    """Whether AT+CIPSEND enters passthrough."""

    passthrough: Flag


class GetTransferMode(QueryCommand[TransferMode], name="+CIPMODE", spec="4.12"):
    """Query whether AT+CIPSEND enters passthrough."""


class SetTransferMode(SetCommand[None], name="+CIPMODE", spec="4.12"):
    """Allow passthrough; needs AT+CIPMUX=0 and a link with one peer."""

    passthrough: Flag


class PassthroughEnded(Urc, prefix="+QUITT", lead="\r\n"):
    """Passthrough has ended."""


class ReconnectInterval(Record, prefix="+CIPRECONNINTV"):
    """How often passthrough connects again, in tenths of a second."""

    tenths: Annotated[int, Number(minimum=1, maximum=36000, unit="0.1 s")]


class GetReconnectInterval(
    QueryCommand[ReconnectInterval], name="+CIPRECONNINTV", spec="4.21", since="2.1"
):
    """Query how often passthrough connects again."""


class SetReconnectInterval(
    SetCommand[None], name="+CIPRECONNINTV", spec="4.21", since="2.0"
):
    """Set how often passthrough connects again; the specification forgets the OK."""

    tenths: Annotated[int, Number(minimum=1, maximum=36000, unit="0.1 s")]


class ForgetPassthrough(
    SetCommand[None], name="+SAVETRANSLINK", spec="4.13", timeout=5, fixed=(0,)
):
    """Start in command mode from now on; saved."""


class StartInPassthrough(
    SetCommand[None], name="+SAVETRANSLINK", spec="4.13", timeout=5, fixed=(1,)
):
    """Start in passthrough from now on; saved.

    ``option`` is TCP's keep-alive in seconds, or UDP's local port.
    """

    host: HostName
    port: Port
    kind: Kind | None = None
    option: Annotated[int, Number(minimum=0, maximum=65535)] | None = None


class StartInBlePassthrough(
    SetCommand[None], name="+SAVETRANSLINK", timeout=5, fixed=(2,)
):
    """Start in passthrough over Bluetooth LE from now on; saved. Since 2.1."""

    role: Annotated[int, Number(minimum=1, maximum=2)]
    send_service: Annotated[int, Number(minimum=1)]
    send_characteristic: Annotated[int, Number(minimum=1)]
    receive_service: Annotated[int, Number(minimum=1)]
    receive_characteristic: Annotated[int, Number(minimum=1)]
    peer: MacAddress | None = None
