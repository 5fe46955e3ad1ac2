"""Wi-Fi AT commands: the manual's chapter 3, and what came to it later."""

from enum import IntFlag
from typing import Annotated

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
    Channel,
    Flag,
    Ip,
    IpAddress,
    Mac,
    MacAddress,
    Number,
    OpenIntEnum,
    Password,
    Port,
    Rssi,
    Since,
    Ssid,
    Text,
    Word,
)

type UnquotedIp = Annotated[str, Ip(quoted_since=UNQUOTED)]
type UnquotedMac = Annotated[str, Mac(quoted_since=UNQUOTED)]
type Ipv6Address = Annotated[str, AnyIp()]
type HostName = Annotated[str, Text(min_bytes=1, max_bytes=32)]


class StationConnected(Urc, prefix="WIFI CONNECTED"):
    """The station is associated with an access point; it has no address yet."""


class StationGotAddress(Urc, prefix="WIFI GOT IP"):
    """The station has an IPv4 address."""


class StationGotLinkLocalAddress(Urc, prefix="WIFI GOT IPv6 LL"):
    """The station has a link-local IPv6 address."""


class StationGotGlobalAddress(Urc, prefix="WIFI GOT IPv6 GL"):
    """The station has a global IPv6 address."""


class StationDisconnected(Urc, prefix="WIFI DISCONNECT"):
    """The station has lost its access point, or left it."""


class ClientConnected(Urc, prefix="+STA_CONNECTED"):
    """A station has joined the module's access point.

    The manual prints a blank behind the colon; the firmware does not.
    """

    mac: MacAddress


class ClientDisconnected(Urc, prefix="+STA_DISCONNECTED"):
    """A station has left the module's access point."""

    mac: MacAddress


class ClientGotAddress(Urc, prefix="+DIST_STA_IP"):
    """The module's DHCP server has given a station an address."""

    mac: MacAddress
    ip: IpAddress


class SmartConfigTypeFound(Urc, prefix="smartconfig type"):
    """SmartConfig hears a telephone: ESPTOUCH, AIRKISS, ESPTOUCH_V2 or UNKNOWN."""

    type: Annotated[str, Word()]


class SmartConfigGotNetwork(
    Urc, prefix="Smart get wifi info", aliases=("Smart get Wi-Fi info",)
):
    """SmartConfig knows the network; its name and password follow."""


class SmartConfigSsid(Urc, prefix="ssid"):
    """The network's name, from SmartConfig."""

    ssid: Annotated[str, Word()]


class SmartConfigPassword(Urc, prefix="password"):
    """The network's password, from SmartConfig."""

    password: Annotated[str, Word(secret=True)]


class SmartConfigData(Urc, prefix="+SCRD"):
    """What the telephone sent besides, from SmartConfig of the second version."""

    length: Annotated[int, BlockLength()]
    data: Annotated[bytes, BlockData()]


class SmartConfigConnected(
    Urc,
    prefix="smartconfig connected wifi",
    aliases=("smartconfig connected wi-fi",),
):
    """SmartConfig has connected the station; AT+CWSTOPSMART has to follow."""


class WifiMode(OpenIntEnum):
    """Which roles the module plays."""

    OFF = 0
    STATION = 1
    ACCESS_POINT = 2
    BOTH = 3


class WifiModeRange(Record, prefix="+CWMODE", bracketed=True):
    """Which modes there are, as ``1-3``."""

    range: Annotated[str, Word()]


class TestWifiMode(TestCommand[WifiModeRange], name="+CWMODE", spec="3.1", until="2.1"):
    """Query which modes there are; not in the specification."""


class WifiModeSetting(Record, prefix="+CWMODE"):
    """Which roles the module plays."""

    mode: WifiMode


class GetWifiMode(QueryCommand[WifiModeSetting], name="+CWMODE", spec="3.1"):
    """Query which roles the module plays."""


# Starts or stops the radio: 0.3 s measured
class SetWifiMode(SetCommand[None], name="+CWMODE", spec="3.1", timeout=5):
    """Choose which roles the module plays; saved.

    Switching the station on may connect it to the saved access point.
    """

    mode: Annotated[WifiMode, Number(minimum=0, maximum=3)]
    auto_connect: Annotated[Flag | None, Since("2.1")] = None
    """Whether to join the saved access point; on if left out."""


class ConnectionState(OpenIntEnum):
    """How far the station has come."""

    NOT_STARTED = 0
    NO_ADDRESS = 1
    CONNECTED = 2
    CONNECTING = 3
    DISCONNECTED = 4


class StationState(Record, prefix="+CWSTATE"):
    """How far the station has come, and with which network."""

    state: ConnectionState
    ssid: Ssid


class GetStationState(QueryCommand[StationState], name="+CWSTATE", since="2.2"):
    """Query how far the station has come."""


class JoinError(OpenIntEnum):
    """Why the station could not join."""

    TIMEOUT = 1
    WRONG_PASSWORD = 2
    NOT_FOUND = 3
    FAILED = 4


type ReconnectInterval = Annotated[int, Number(minimum=0, maximum=7200, unit="s")]
type ListenInterval = Annotated[int, Number(minimum=0, maximum=100, unit="beacons")]


class ScanMode(OpenIntEnum):
    """Which of several access points of a name is joined."""

    FIRST = 0
    STRONGEST = 1


class ManagementFrameProtection(IntFlag):
    """Protection of management frames."""

    CAPABLE = 1
    REQUIRED = 2


class AccessPoint(Record, prefix="+CWJAP"):
    """The access point the station is joined to.

    The specification shows four fields; its firmware prints seven.
    """

    ssid: Ssid
    bssid: MacAddress
    channel: Channel
    rssi: Rssi
    reject_weak: Annotated[Flag | None, Since("2.0")] = None
    reconnect_interval: Annotated[ReconnectInterval | None, Since("2.0")] = None
    """In seconds; in 2.0 whether to reconnect at all."""
    listen_interval: Annotated[ListenInterval | None, Since("2.0")] = None
    scan_mode: Annotated[ScanMode | None, Since("2.1")] = None
    frame_protection: Annotated[ManagementFrameProtection | None, Since("2.2")] = None


class GetAccessPoint(QueryCommand[AccessPoint | None], name="+CWJAP", spec="3.2"):
    """Query the access point the station is joined to; nothing if there is none."""


# 15 s unless join_timeout says otherwise, and up to 7 s to leave and to scan
class JoinAccessPoint(
    SetCommand[None], name="+CWJAP", spec="3.2", timeout=30, errors=JoinError
):
    """Join an access point; saved. The WIFI lines come before the result.

    What is left out stays as it was, from 2.1 on the network, too.
    """

    ssid: Ssid | None = None
    password: Password | None = None
    bssid: MacAddress | None = None
    """Needed only where several access points share the name."""
    reject_weak: Annotated[Flag | None, Since("2.0")] = None
    """Whether to refuse open and WEP networks."""
    reconnect_interval: Annotated[ReconnectInterval | None, Since("2.0")] = None
    """0 is never. In 2.0 0 or 1: whether to reconnect."""
    listen_interval: Annotated[
        int | None, Number(minimum=1, maximum=100, unit="beacons"), Since("2.0")
    ] = None
    scan_mode: Annotated[ScanMode | None, Since("2.1")] = None
    join_timeout: Annotated[
        int | None, Number(minimum=3, maximum=600, unit="s"), Since("2.2")
    ] = None
    frame_protection: Annotated[
        ManagementFrameProtection | None, Number(minimum=0, maximum=3), Since("2.2")
    ] = None


class RejoinAccessPoint(
    ExecuteCommand[None],
    name="+CWJAP",
    spec="3.2",
    since="2.2",
    timeout=30,
    errors=JoinError,
):
    """Join the access point of last time."""


class Reconnection(Record, prefix="+CWRECONNCFG"):
    """How the station tries to get a lost access point back."""

    interval: ReconnectInterval
    attempts: Annotated[int, Number(minimum=0, maximum=1000)]


class GetReconnection(QueryCommand[Reconnection], name="+CWRECONNCFG", since="2.2"):
    """Query how the station tries to get a lost access point back."""


class SetReconnection(SetCommand[None], name="+CWRECONNCFG", since="2.2"):
    """Choose how the station tries to get a lost access point back; saved."""

    interval: ReconnectInterval
    """0 is never."""
    attempts: Annotated[int, Number(minimum=0, maximum=1000)]
    """0 is without end."""


class SetScanOutput(SetCommand[None], name="+CWLAPOPT", spec="3.3"):
    """Choose what AT+CWLAP lists, until the next restart.

    The client reads the first five fields only if all of them are shown.
    """

    sort: Flag
    """By signal; without effect in newer firmware."""
    fields: Annotated[int, Number(minimum=0, maximum=0x7FF)]
    """A bit for each field of the list; 31 is the most before 2.2."""
    minimum_rssi: Annotated[
        int | None, Number(minimum=-100, maximum=40, unit="dBm"), Since("2.2")
    ] = None
    encryptions: Annotated[
        int | None, Number(minimum=0, maximum=0xFFFF), Since("2.2")
    ] = None
    """A bit for each kind of encryption."""


class Encryption(OpenIntEnum):
    """How an access point is protected."""

    OPEN = 0
    WEP = 1
    WPA_PSK = 2
    WPA2_PSK = 3
    WPA_WPA2_PSK = 4
    WPA2_ENTERPRISE = 5
    WPA3_PSK = 6
    WPA2_WPA3_PSK = 7
    WAPI_PSK = 8
    OWE = 9
    WPA3_ENTERPRISE_192 = 10


class Cipher(OpenIntEnum):
    """How frames are encrypted."""

    NONE = 0
    WEP40 = 1
    WEP104 = 2
    TKIP = 3
    CCMP = 4
    TKIP_CCMP = 5
    AES_CMAC_128 = 6
    UNKNOWN = 7


class Protocols(IntFlag):
    """Standards of 802.11; LR is Espressif's own, AX only on a C6."""

    B = 1
    G = 2
    N = 4
    LR = 8
    AX = 16


class FoundAccessPoint(Record, prefix="+CWLAP", bracketed=True):
    """One access point of a scan.

    The specification shows it without parentheses; the firmware prints them. The name
    may hold any character, quotes and parentheses among them.
    """

    encryption: Encryption
    ssid: Ssid
    rssi: Rssi
    bssid: MacAddress
    channel: Channel
    frequency_offset: Annotated[int | None, Number(), Since("2.2")] = None
    frequency_calibration: Annotated[int | None, Number(), Since("2.2")] = None
    pairwise_cipher: Annotated[Cipher | None, Since("2.2")] = None
    group_cipher: Annotated[Cipher | None, Since("2.2")] = None
    protocols: Annotated[Protocols | None, Since("2.2")] = None
    wps: Annotated[Flag | None, Since("2.2")] = None


class ScanType(OpenIntEnum):
    """Whether the module asks, or only listens."""

    ACTIVE = 0
    PASSIVE = 1


type ScanTime = Annotated[int, Number(minimum=0, maximum=1500, unit="ms")]


# 14 channels of up to 1.5 s
class FindAccessPoints(
    SetCommand[tuple[FoundAccessPoint, ...]], name="+CWLAP", spec="3.4", timeout=25
):
    """List the access points in range that have a name, an address or a channel.

    Any of the first three may be left out. The station must be on.
    """

    ssid: Ssid | None = None
    bssid: MacAddress | None = None
    channel: Channel | None = None
    scan_type: Annotated[ScanType | None, Since("2.0")] = None
    minimum_time: Annotated[ScanTime | None, Since("2.0")] = None
    maximum_time: Annotated[ScanTime | None, Since("2.0")] = None
    """On each channel; 0 is 120 ms asking and 360 ms listening."""
    extended_channels: Annotated[
        int | None, Number(minimum=0, maximum=0xFFFFFFFF), Since("4.1")
    ] = None
    """A bit for each further channel; undocumented."""


# 14 channels at 120 ms, and what a busy radio adds
class ListAccessPoints(
    ExecuteCommand[tuple[FoundAccessPoint, ...]], name="+CWLAP", spec="3.4", timeout=12
):
    """List the access points in range; the station must be on."""


class TestLeave(TestCommand[None], name="+CWQAP", spec="3.5", until="2.1"):
    """Test whether the command exists."""


class LeaveAccessPoint(ExecuteCommand[None], name="+CWQAP", spec="3.5", timeout=5):
    """Leave the access point; it is not rejoined until asked for.

    ``WIFI DISCONNECT`` comes before or after the OK.
    """


class SoftAp(Record, prefix="+CWSAP"):
    """The module's own access point."""

    ssid: Ssid
    password: Password
    channel: Channel
    encryption: Encryption
    max_connections: Annotated[int, Number(minimum=1, maximum=15)]
    hidden: Flag


class GetSoftAp(QueryCommand[SoftAp], name="+CWSAP", spec="3.6"):
    """Query the module's own access point; an error if it is off."""


class ConfigureSoftAp(SetCommand[None], name="+CWSAP", spec="3.6", timeout=5):
    """Set up the module's own access point; saved. It must be on.

    WEP and enterprise encryption cannot be offered.
    """

    ssid: Annotated[str, Text(min_bytes=1, max_bytes=32)]
    password: Password
    """8 to 63 bytes, 64 in old firmware; empty for an open network."""
    channel: Annotated[int, Number(minimum=1, maximum=14)]
    encryption: Encryption
    max_connections: Annotated[int, Number(minimum=1, maximum=15)] | None = None
    """Up to 10 before 2.2."""
    hidden: Flag | None = None


class Client(Record, prefix="+CWLIF"):
    """A station on the module's access point.

    The specification leaves the prefix out; the firmware prints it.
    """

    ip: UnquotedIp
    mac: UnquotedMac


class GetClients(ExecuteCommand[tuple[Client, ...]], name="+CWLIF", spec="3.7"):
    """List the stations that got an address from the module; an error if it is off."""


class DisconnectClient(SetCommand[None], name="+CWQIF", spec="3.8", since="2.0"):
    """Send a station away from the module's access point."""

    mac: MacAddress


class DisconnectAllClients(
    ExecuteCommand[None], name="+CWQIF", spec="3.8", since="2.0"
):
    """Send all stations away from the module's access point."""


class Interfaces(IntFlag):
    """The module's sides to networks."""

    STATION = 1
    ACCESS_POINT = 2
    ETHERNET = 4


class DhcpState(Record, prefix="+CWDHCP", ended=False):
    """On which sides DHCP is on; 2.0 shows Ethernet's bit without Ethernet."""

    enabled: Interfaces


class GetDhcp(QueryCommand[DhcpState], name="+CWDHCP", spec="3.9"):
    """Query on which sides DHCP is on."""


# Saves, and may restart the DHCP client: 0.15 s measured
class SetDhcp(SetCommand[None], name="+CWDHCP", spec="3.9", timeout=5):
    """Switch DHCP on or off; saved. A fixed address set later switches it off."""

    enable: Flag
    interfaces: Annotated[Interfaces, Number(minimum=1, maximum=7)]


type Lease = Annotated[int, Number(minimum=1, maximum=2880, unit="min")]


class DhcpRange(Record, prefix="+CWDHCPS", ended=False):
    """What the module's DHCP server gives away.

    The specification prints an equals sign; the firmware prints a colon.
    """

    lease: Lease
    start: UnquotedIp
    end: UnquotedIp


class GetDhcpRange(QueryCommand[DhcpRange], name="+CWDHCPS", spec="3.10"):
    """Query what the module's DHCP server gives away."""


class SetDhcpRange(SetCommand[None], name="+CWDHCPS", spec="3.10", timeout=5):
    """Choose what the module's DHCP server gives away; saved.

    Alone, False goes back to the default range.
    """

    enable: Flag
    lease: Lease | None = None
    start: IpAddress | None = None
    end: IpAddress | None = None


class AutoConnect(Record, prefix="+CWAUTOCONN", ended=False):
    """Whether the station joins by itself after a start."""

    enabled: Flag


class GetAutoConnect(QueryCommand[AutoConnect], name="+CWAUTOCONN", spec="3.11"):
    """Query whether the station joins by itself; not in the specification."""


class SetAutoConnect(SetCommand[None], name="+CWAUTOCONN", spec="3.11", timeout=5):
    """Choose whether the station joins by itself after a start; always saved."""

    enabled: Flag


class SoftApProtocols(Record, prefix="+CWAPPROTO", ended=False):
    """The standards of the module's access point."""

    protocols: Protocols


class GetSoftApProtocols(QueryCommand[SoftApProtocols], name="+CWAPPROTO", since="2.1"):
    """Query the standards of the module's access point."""


class SetSoftApProtocols(SetCommand[None], name="+CWAPPROTO", since="2.1", timeout=5):
    """Choose the standards of the module's access point; saved."""

    protocols: Annotated[Protocols, Number(minimum=1, maximum=31)]


class StationProtocols(Record, prefix="+CWSTAPROTO", ended=False):
    """The station's standards."""

    protocols: Protocols


class GetStationProtocols(
    QueryCommand[StationProtocols], name="+CWSTAPROTO", since="2.1"
):
    """Query the station's standards."""


class SetStationProtocols(SetCommand[None], name="+CWSTAPROTO", since="2.1", timeout=5):
    """Choose the station's standards; saved."""

    protocols: Annotated[Protocols, Number(minimum=1, maximum=31)]


class StationMac(Record, prefix="+CIPSTAMAC"):
    """The station's MAC address."""

    mac: MacAddress


class GetStationMac(QueryCommand[StationMac], name="+CIPSTAMAC", spec="3.12"):
    """Query the station's MAC address."""


class SetStationMac(SetCommand[None], name="+CIPSTAMAC", spec="3.12", timeout=5):
    """Set the station's MAC address; saved. It must not be a group address."""

    mac: MacAddress


class SoftApMac(Record, prefix="+CIPAPMAC"):
    """The MAC address of the module's access point."""

    mac: MacAddress


class GetSoftApMac(QueryCommand[SoftApMac], name="+CIPAPMAC", spec="3.13"):
    """Query the MAC address of the module's access point."""


class SetSoftApMac(SetCommand[None], name="+CIPAPMAC", spec="3.13", timeout=5):
    """Set the MAC address of the module's access point; saved.

    It must not be a group address, nor the station's.
    """

    mac: MacAddress


class StationAddress(KeyedRecord, prefix="+CIPSTA"):
    """The station's addresses; 0.0.0.0 while it has none.

    The specification shows one line; the firmware prints one for each field.
    """

    ip: IpAddress
    gateway: IpAddress
    netmask: IpAddress
    ip6ll: Annotated[Ipv6Address | None, Since("2.2")] = None
    ip6gl: Annotated[Ipv6Address | None, Since("2.2")] = None


class GetStationAddress(QueryCommand[StationAddress], name="+CIPSTA", spec="3.14"):
    """Query the station's addresses."""


class SetStationAddress(SetCommand[None], name="+CIPSTA", spec="3.14", timeout=5):
    """Give the station a fixed address; saved. Switches its DHCP off."""

    ip: IpAddress
    gateway: IpAddress | None = None
    netmask: IpAddress | None = None


class SoftApAddress(KeyedRecord, prefix="+CIPAP"):
    """The addresses of the module's access point.

    The specification shows one line; the firmware prints one for each field.
    """

    ip: IpAddress
    gateway: IpAddress
    netmask: IpAddress
    ip6ll: Annotated[Ipv6Address | None, Since("2.2")] = None
    ip6gl: Annotated[Ipv6Address | None, Since("2.2")] = None


class GetSoftApAddress(QueryCommand[SoftApAddress], name="+CIPAP", spec="3.15"):
    """Query the addresses of the module's access point."""


class SetSoftApAddress(SetCommand[None], name="+CIPAP", spec="3.15", timeout=5):
    """Give the module's access point an address; saved.

    Without a gateway 3.4 makes the address the gateway, too; 2.0 keeps it.
    """

    ip: IpAddress
    gateway: IpAddress | None = None
    netmask: IpAddress | None = None


class SmartConfigType(OpenIntEnum):
    """How a telephone tells the module the network."""

    ESPTOUCH = 1
    AIRKISS = 2
    BOTH = 3
    ESPTOUCH_V2 = 4


class StartSmartConfig(ExecuteCommand[None], name="+CWSTARTSMART", spec="3.16"):
    """Wait for a telephone to tell the network, by ESP-TOUCH or AirKiss.

    Leaves the access point first. AT+CWSTOPSMART has to follow.
    """


class StartSmartConfigOf(SetCommand[None], name="+CWSTARTSMART", spec="3.16"):
    """Wait for a telephone to tell the network in one of the ways."""

    type: Annotated[SmartConfigType, Number(minimum=1, maximum=4)]
    """ESPTOUCH_V2 from 2.4 on."""
    minimum_encryption: Annotated[Encryption | None, Since("2.2")] = None
    key: Annotated[
        str | None, Text(min_bytes=16, max_bytes=16, secret=True), Since("2.4")
    ] = None
    """Decrypts what ESPTOUCH_V2 sends."""


class StopSmartConfig(ExecuteCommand[None], name="+CWSTOPSMART", spec="3.17"):
    """Stop SmartConfig, whether it succeeded or not."""


class SetWps(SetCommand[None], name="+WPS", spec="3.18", timeout=5):
    """Start or stop WPS by push button; the station must be on.

    Its progress goes to the log port; WIFI lines tell that it succeeded.
    """

    enable: Flag
    minimum_encryption: Annotated[Encryption | None, Since("2.2")] = None


class SetMdns(SetCommand[None], name="+MDNS", spec="3.19"):
    """Announce a service by mDNS; alone, False ends it."""

    enable: Flag
    host_name: Annotated[str, Text(min_bytes=1, max_bytes=63)] | None = None
    service: Annotated[str, Text(min_bytes=1, max_bytes=63)] | None = None
    """With its underscore, as ``_iot``."""
    port: Port | None = None
    instance: Annotated[str | None, Text(max_bytes=63), Since("4.1")] = None
    protocol: Annotated[str | None, Text(max_bytes=4), Since("4.1")] = None
    """``_tcp`` or ``_udp``."""
    text_count: Annotated[int | None, Number(minimum=1, maximum=10), Since("4.1")] = (
        None
    )
    """How many pairs ``texts`` holds."""
    texts: Annotated[tuple[str, ...], Text(max_bytes=63), Since("4.1")] = ()
    """Keys and values in turn."""


class EnterpriseMethod(OpenIntEnum):
    """How an enterprise network checks who joins."""

    TLS = 0
    PEAP = 1
    TTLS = 2


class Certificates(IntFlag):
    """Which certificates an enterprise network needs."""

    CLIENT = 1
    """The module shows its own."""
    SERVER = 2
    """The module checks the network's."""


type Identity = Annotated[str, Text(max_bytes=32)]
type EnterprisePassword = Annotated[str, Text(max_bytes=32, secret=True)]


class EnterpriseAccessPoint(Record, prefix="+CWJEAP"):
    """The enterprise network that is set up.

    2.0 prints a comma behind the name, and blanks.
    """

    ssid: Ssid
    method: EnterpriseMethod
    identity: Identity
    username: Identity
    password: EnterprisePassword
    security: Certificates


class GetEnterpriseAccessPoint(
    QueryCommand[EnterpriseAccessPoint | None],
    name="+CWJEAP",
    spec="3.20",
    since="2.0",
    optional=True,
):
    """Query the enterprise network that is set up."""


class JoinEnterpriseAccessPoint(
    SetCommand[None],
    name="+CWJEAP",
    spec="3.20",
    since="2.0",
    optional=True,
    timeout=30,
    errors=JoinError,
):
    """Join an enterprise network; saved. Its only reason is ``+CWJEAP:Timeout``.

    TLS needs no username and no password.
    """

    ssid: Ssid
    method: Annotated[EnterpriseMethod, Number(minimum=0, maximum=2)]
    identity: Identity
    username: Identity | None = None
    password: EnterprisePassword | None = None
    security: Annotated[Certificates, Number(minimum=0, maximum=3)]
    join_timeout: Annotated[
        int | None, Number(minimum=3, maximum=600, unit="s"), Since("2.2")
    ] = None


class StationHostName(Record, prefix="+CWHOSTNAME"):
    """The station's host name; printed without quotes."""

    host_name: Annotated[str, Word()]


class GetStationHostName(
    QueryCommand[StationHostName], name="+CWHOSTNAME", spec="3.21"
):
    """Query the station's host name; the station must be on."""


class SetStationHostName(SetCommand[None], name="+CWHOSTNAME", spec="3.21"):
    """Set the station's host name until the next restart; the station must be on."""

    host_name: HostName


class CountryPolicy(OpenIntEnum):
    """Whose country counts."""

    ACCESS_POINT = 0
    FIXED = 1


class Country(Record, prefix="+CWCOUNTRY"):
    """Which channels may be used."""

    policy: CountryPolicy
    code: Annotated[str, Text(max_bytes=3)]
    first_channel: Channel
    channels: Annotated[int, Number(minimum=0, maximum=14)]


class GetCountry(QueryCommand[Country], name="+CWCOUNTRY", since="2.1"):
    """Query which channels may be used."""


class SetCountry(SetCommand[None], name="+CWCOUNTRY", since="2.1", timeout=5):
    """Choose which channels may be used, until the next restart."""

    policy: Annotated[CountryPolicy, Number(minimum=0, maximum=1)]
    code: Annotated[str, Text(min_bytes=2, max_bytes=3)]
    first_channel: Annotated[int, Number(minimum=1, maximum=14)]
    channels: Annotated[int, Number(minimum=1, maximum=14)]


type Inactivity = Annotated[int, Number(minimum=0, maximum=0xFFFF, unit="s")]


class WifiTimes(Record, prefix="+CWCONFIG"):
    """After how long a silent peer counts as gone; 0 is the firmware's own choice."""

    access_point_inactivity: Inactivity
    station_inactivity: Inactivity
    listen_interval: ListenInterval


class GetWifiTimes(QueryCommand[WifiTimes], name="+CWCONFIG", since="4.1"):
    """Query after how long a silent peer counts as gone."""


class SetWifiTimes(SetCommand[None], name="+CWCONFIG", since="4.1"):
    """Choose after how long a silent peer counts as gone; saved."""

    access_point_inactivity: Inactivity | None = None
    station_inactivity: Inactivity | None = None
    listen_interval: ListenInterval | None = None


class WifiDriver(Record, prefix="+CWINIT"):
    """Whether the Wi-Fi driver is there."""

    initialized: Flag


class GetWifiDriver(QueryCommand[WifiDriver], name="+CWINIT", since="3.1"):
    """Query whether the Wi-Fi driver is there."""


# Starting takes 1.4 s
class SetWifiDriver(SetCommand[None], name="+CWINIT", since="3.1", timeout=10):
    """Remove the Wi-Fi driver to free its memory, or bring it back.

    Without it every Wi-Fi command is an error.
    """

    initialize: Flag


class Bandwidth(Record, prefix="+CWBANDWIDTH"):
    """An interface's channel width; undocumented, the meaning is inferred."""

    interface: Annotated[int, Number()]
    width: Annotated[int, Number()]
    width_5ghz: Annotated[int, Number()] | None = None


class GetBandwidth(
    QueryCommand[tuple[Bandwidth, ...]], name="+CWBANDWIDTH", since="4.1"
):
    """Query the channel widths; undocumented."""


class SetBandwidth(SetCommand[None], name="+CWBANDWIDTH", since="4.1"):
    """Set an interface's channel width; undocumented."""

    interface: Annotated[int, Number()]
    width: Annotated[int, Number()]
