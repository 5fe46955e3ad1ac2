"""What the module remembers: in flash, or until it restarts."""

import asyncio
from copy import deepcopy
from dataclasses import dataclass, field
import time
from typing import Any

from .certificates import factory
from .headers import KeptHeaders
from .profile import Build

_BINARY = 8
"""The type of what is neither a number nor a text in the key store."""

LINKS = 5
"""How many links there may be."""


@dataclass(kw_only=True)
class Uart:
    """A serial line's settings."""

    baudrate: int = 115200
    data_bits: int = 8
    stop_bits: int = 1
    parity: int = 0
    flow_control: int = 0

    @property
    def measured_baudrate(self) -> int:
        """Return the rate that the clock divider of the chip makes of it."""
        sixteenths = 80_000_000 * 16 // self.baudrate
        return 80_000_000 * 16 // sixteenths


@dataclass(kw_only=True)
class Target:
    """The network that the station is to join."""

    ssid: str
    password: str = ""
    bssid: str | None = None
    reject_weak: bool = False
    reconnect_interval: int | None = None
    """In seconds, 0 never; None is the firmware's default."""
    listen_interval: int | None = None
    scan_mode: int = 0
    timeout: int = 15
    """In seconds."""
    frame_protection: int = 1
    enterprise: Login | None = None


@dataclass(kw_only=True)
class Login:
    """How to log in to an enterprise network."""

    method: int
    identity: str
    username: str
    password: str
    security: int


@dataclass(kw_only=True)
class SoftApSettings:
    """The module's own access point."""

    ssid: str = ""
    password: str = ""
    channel: int = 1
    encryption: int = 0
    max_connections: int = 10
    hidden: bool = False


@dataclass(kw_only=True)
class Addresses:
    """The addresses of an interface."""

    ip: str = "0.0.0.0"
    gateway: str = "0.0.0.0"
    netmask: str = "0.0.0.0"


@dataclass(frozen=True, kw_only=True)
class TcpOptions:
    """How one link's connections behave."""

    linger: int = -1
    """In seconds; -1 leaves it to the system."""
    no_delay: bool = False
    send_timeout: int = 0
    """In milliseconds, 0 for ever."""
    keep_alive: int = 0
    """In seconds, 0 never."""


@dataclass(frozen=True, kw_only=True)
class TlsSettings:
    """How one link authenticates."""

    authentication: int = 0
    """1 shows a certificate, 2 verifies the server, 3 does both."""
    certificate: int = 0
    authority: int = 0
    common_name: str = ""
    server_name: str = ""
    protocols: tuple[str, ...] = ()
    key: bytes = b""
    hint: str = ""
    suites: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PassthroughTarget:
    """Where passthrough leads from the start on."""

    kind: str
    host: str
    port: int
    keep_alive: int = 0
    local_port: int = 0


@dataclass(kw_only=True)
class LinkState:
    """What is set up for links until the next restart."""

    multiplexed: bool = False
    sender_shown: bool = False
    passive: list[bool] = field(default_factory=lambda: [False] * LINKS)
    passthrough: bool = False
    most_connections: int = LINKS
    server_timeout: int = 0
    report: int = 1024
    transmit: int = 2920
    persistent: bool = False


@dataclass(kw_only=True)
class Settings:
    """What set commands change and, with AT+SYSSTORE=1, save."""

    wifi_mode: int = 2
    target: Target | None = None
    soft_ap: SoftApSettings = field(default_factory=SoftApSettings)
    station_dhcp: bool = True
    soft_ap_dhcp: bool = True
    ethernet_dhcp: bool = True
    lease_minutes: int = 120
    lease_start: str = "192.168.4.2"
    lease_end: str = "192.168.4.101"
    station_address: Addresses | None = None
    """None without a static one."""
    soft_ap_address: Addresses = field(
        default_factory=lambda: Addresses(
            ip="192.168.4.1", gateway="192.168.4.1", netmask="255.255.255.0"
        )
    )
    ethernet_address: Addresses | None = None
    station_mac: str = ""
    soft_ap_mac: str = ""
    ethernet_mac: str = ""
    station_protocols: int = 7
    soft_ap_protocols: int = 7
    reconnect_interval: int = 0
    reconnect_count: int = 0
    soft_ap_inactive_seconds: int = 0
    station_inactive_seconds: int = 0
    listen_interval: int = 0
    message_mode: int = 0
    dns_servers: tuple[str, ...] | None = None
    """None leaves them to DHCP."""
    reconnect_tenths: int = 1
    tcp_options: tuple[TcpOptions, ...] = (TcpOptions(),) * LINKS
    tls: tuple[TlsSettings, ...] = (TlsSettings(),) * LINKS
    ipv6: bool = False


@dataclass(kw_only=True)
class Nvs:
    """What outlasts a restart; ``settings`` are loaded at every start."""

    settings: Settings = field(default_factory=Settings)
    uart: Uart = field(default_factory=Uart)
    auto_connect: bool = True
    passthrough: PassthroughTarget | None = None
    """Where the module is led after its start, without a command."""
    flash: dict[str, bytearray] = field(default_factory=dict)
    files: dict[str, bytearray] = field(default_factory=dict)
    stored: dict[str, dict[str, tuple[int, bytes]]] = field(default_factory=dict)
    """The manufacturing partition: name space, key, type and value."""
    other_firmware: str = ""
    """The version in the other update slot; ``unknown`` where there is none."""
    firmware: str | None = None
    """The version that an update installed; None while it is the one built in."""
    swapped: bool = False
    """Whether the second update slot runs."""
    hid_name: str = "ESP-AT-HID"
    bonds: list[str] = field(default_factory=list)
    """The Bluetooth addresses of the hosts that are known."""

    @classmethod
    def factory(cls, build: Build, mac: str, baudrate: int) -> Nvs:
        """Return a module as it leaves the factory; ``mac`` is the station's."""
        profile = build.profile
        settings = Settings(
            station_mac=mac,
            soft_ap_mac=next_mac(mac, 1),
            ethernet_mac=next_mac(mac, 3),
            soft_ap=SoftApSettings(
                ssid=f"ESP_{mac[9:].replace(':', '').upper()}",
                max_connections=profile.soft_ap_connections,
            ),
            station_protocols=profile.protocols,
            soft_ap_protocols=profile.protocols,
        )
        return cls(
            settings=settings,
            uart=Uart(baudrate=baudrate, flow_control=profile.flow_control),
            flash={
                partition.name: bytearray(
                    (
                        profile.flash.get(partition.name)
                        or factory().get(partition.name, b"")
                    ).ljust(partition.size, b"\xff")
                )
                for partition in profile.partitions
            },
            stored={name: _keys(name) for name in profile.namespaces},
            other_firmware=profile.binary or "unknown",
        )


def _now() -> float:
    """Return the time of the loop, which a replayed session lets jump."""
    try:
        return asyncio.get_running_loop().time()
    except RuntimeError:  # a module that is not switched on yet
        return time.monotonic()


@dataclass(kw_only=True)
class HttpSettings:
    """What AT+HTTPURLCFG, AT+HTTPCHEAD and AT+HTTPCFG keep until a restart."""

    long_url: str = ""
    headers: KeptHeaders = field(default_factory=KeptHeaders)
    authentication: int = 0
    certificate: int = 0
    authority: int = 0


@dataclass(kw_only=True)
class WebSocketSettings:
    """What AT+WSCFG sets for one WebSocket; times in seconds."""

    ping_interval: int = 10
    ping_timeout: int = 120
    buffer: int = 1024
    authentication: int = 0
    certificate: int = 0
    authority: int = 0


@dataclass(kw_only=True)
class WebSocketsState:
    """What AT+WSCFG and AT+WSHEAD keep until a restart."""

    settings: dict[int, WebSocketSettings] = field(default_factory=dict)
    headers: KeptHeaders = field(default_factory=KeptHeaders)


@dataclass(kw_only=True)
class State:
    """What a restart resets."""

    settings: Settings
    uart: Uart
    transmit_power: list[int]
    lap_mask: int
    echo: bool = True
    error_codes: bool = False
    store: bool = True
    sleep_mode: int = 1
    wake_source: tuple[int, int, int] | None = None
    host_name: str = "espressif"
    country: tuple[int, str, int, int] = (1, "CN", 1, 13)
    wifi_started: bool = True
    lap_sort: int = 0
    lap_rssi: int = -100
    lap_encryptions: int = 0xFFFF
    booted: float = field(default_factory=_now)
    clock_offset: float = 0.0
    time_servers: tuple[str, ...] = ()
    """Empty while the module asks for no time."""
    time_interval: int = 3600
    zone: int = 0
    """In hours, or in hours times 100 and minutes."""
    minimum_free: int = 0
    passthrough_interval: int = 20
    filtering: bool = False
    filters: list[tuple[bytes, bytes]] = field(default_factory=list)
    user_memory: bytearray | None = None
    registers: dict[int, int] = field(default_factory=dict)
    mdns: tuple[str, str, int] | None = None
    files_mounted: bool = True
    ethernet_host_name: str = "espressif"
    host_asleep: bool = False
    bandwidths: dict[int, int] = field(default_factory=lambda: {0: 1, 1: 1})
    links: LinkState = field(default_factory=LinkState)
    http: HttpSettings = field(default_factory=HttpSettings)
    websockets: WebSocketsState = field(default_factory=WebSocketsState)
    hid: bool = False
    """Whether the module is a HID device."""
    ble_role: int = 0
    blufi: bool = False
    classic_bluetooth: bool = False

    @classmethod
    def booted_from(cls, nvs: Nvs, build: Build) -> State:
        """Return the state after a start."""
        profile = build.profile
        return cls(
            settings=deepcopy(nvs.settings),
            uart=deepcopy(nvs.uart),
            transmit_power=list(profile.transmit_power),
            lap_mask=profile.lap_mask,
            minimum_free=profile.minimum_free_memory,
            error_codes=profile.codes_always,
        )

    @property
    def clock(self) -> int:
        """Return the module's time; it starts at 0."""
        return int(_now() - self.booted + self.clock_offset)

    @clock.setter
    def clock(self, timestamp: float) -> None:
        self.clock_offset = timestamp - (_now() - self.booted)


def save(state: State, nvs: Nvs, **changes: Any) -> None:
    """Change settings, in flash too unless AT+SYSSTORE=0 holds."""
    for name, value in changes.items():
        if not hasattr(state.settings, name):
            raise AttributeError(name)
        setattr(state.settings, name, value)
        if state.store:
            setattr(nvs.settings, name, deepcopy(value))


def _keys(namespace: str) -> dict[str, tuple[int, bytes]]:
    """Return what a new module keeps in a name space: certificates and keys."""
    kept = factory().get(namespace)
    return {} if kept is None else {f"{namespace}.0": (_BINARY, kept)}


def next_mac(mac: str, step: int) -> str:
    """Return a MAC address ``step`` further in its last byte."""
    last = (int(mac[-2:], 16) + step) & 0xFF
    return f"{mac[:-2]}{last:02x}"
