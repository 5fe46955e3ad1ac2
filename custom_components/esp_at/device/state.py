"""What is known of a module at one moment; frozen, replaced as a whole."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from .messages import Message


class WifiMode(StrEnum):
    """Which of its two radios' roles the module plays."""

    OFF = "off"
    STATION = "station"
    ACCESS_POINT = "access_point"
    BOTH = "both"


class StationConnection(StrEnum):
    """How far the station has come."""

    NOT_STARTED = "not_started"
    NO_ADDRESS = "no_address"
    CONNECTED = "connected"
    CONNECTING = "connecting"
    DISCONNECTED = "disconnected"


class SleepMode(StrEnum):
    """How the module saves power while it idles."""

    OFF = "off"
    MODEM = "modem"
    LIGHT = "light"
    MODEM_LISTEN = "modem_listen"


class RestartReason(StrEnum):
    """Why the module restarted, where that is known."""

    REQUESTED = "requested"
    FACTORY_RESET = "factory_reset"
    ROLLBACK = "rollback"
    UPDATE = "update"
    WAKE_UP = "wake_up"
    RECOVERY = "recovery"
    UNEXPECTED = "unexpected"


class Encryption(StrEnum):
    """How an access point is protected."""

    OPEN = "open"
    WEP = "wep"
    WPA = "wpa"
    WPA2 = "wpa2"
    WPA_WPA2 = "wpa_wpa2"
    WPA2_ENTERPRISE = "wpa2_enterprise"
    WPA3 = "wpa3"
    WPA2_WPA3 = "wpa2_wpa3"
    WAPI = "wapi"
    OWE = "owe"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Address:
    """An IPv4 address with what belongs to it."""

    ip: str
    gateway: str | None = None
    netmask: str | None = None


@dataclass(frozen=True, kw_only=True)
class Station:
    """The module as a client of an access point; signal in dBm."""

    connection: StationConnection = StationConnection.NOT_STARTED
    ssid: str | None = None
    bssid: str | None = None
    channel: int | None = None
    rssi: int | None = None
    mac: str | None = None
    address: Address | None = None
    host_name: str | None = None
    dhcp: bool | None = None
    auto_connect: bool | None = None


@dataclass(frozen=True, kw_only=True)
class SoftApClient:
    """A station on the module's own access point; no address until DHCP gave one."""

    mac: str
    ip: str | None = None


@dataclass(frozen=True, kw_only=True)
class SoftAp:
    """The module's own access point."""

    enabled: bool = False
    ssid: str | None = None
    channel: int | None = None
    encryption: Encryption | None = None
    max_connections: int | None = None
    hidden: bool | None = None
    mac: str | None = None
    address: Address | None = None
    dhcp: bool | None = None
    clients: tuple[SoftApClient, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ethernet:
    """The wired side, where the build has one."""

    connected: bool | None = None
    mac: str | None = None
    address: Address | None = None


@dataclass(frozen=True, kw_only=True)
class Memory:
    """Free heap in bytes: now, and the least since the restart (None before 2.2)."""

    free: int
    minimum_free: int | None = None


@dataclass(frozen=True, kw_only=True)
class ClockState:
    """How the module keeps time; ``drift`` is its clock less ours, in seconds.

    ``synchronised`` says whether a time server has set the clock, which firmware tells
    from 3.0 on. It tells whole seconds only: a drift of less is not to be seen.
    """

    drift: float | None = None
    synchronised: bool = False
    servers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HidState:
    """The keyboard and mouse over BLE; ``enabled`` is None where there is none."""

    enabled: bool | None = None
    connected: bool = False
    """Whether a host uses it."""
    name: str | None = None
    """Under which name hosts find it; None before 2.4."""


@dataclass(frozen=True, kw_only=True)
class Restart:
    """The last restart that was seen."""

    at: datetime
    reason: RestartReason


@dataclass(frozen=True, kw_only=True)
class DeviceState:
    """Everything that entities show."""

    online: bool = False
    wifi_mode: WifiMode | None = None
    station: Station = field(default_factory=Station)
    soft_ap: SoftAp = field(default_factory=SoftAp)
    ethernet: Ethernet | None = None
    memory: Memory | None = None
    temperature: float | None = None
    """Of the chip, in degrees Celsius; C3 only."""
    transmit_power: float | None = None
    """In dBm."""
    sleep_mode: SleepMode | None = None
    last_restart: Restart | None = None
    clock: ClockState = field(default_factory=ClockState)
    hid: HidState = field(default_factory=HidState)

    @property
    def on_network(self) -> bool:
        """Return whether there is a network to send over, be it the module's own."""
        wired = self.ethernet is not None and self.ethernet.address is not None
        joined = self.station.connection is StationConnection.CONNECTED
        return wired or joined or self.soft_ap.enabled


@dataclass(frozen=True, kw_only=True)
class FoundAccessPoint:
    """One access point of a scan; signal in dBm."""

    ssid: str
    bssid: str
    rssi: int
    channel: int
    encryption: Encryption
    wps: bool | None = None


@dataclass(frozen=True, kw_only=True)
class DeviceRestarted:
    """Event: the module restarted; it is set up again."""

    reason: RestartReason


class WifiChange(StrEnum):
    """What happened to the Wi-Fi."""

    CONNECTED = "connected"
    GOT_ADDRESS = "got_address"
    DISCONNECTED = "disconnected"
    CLIENT_CONNECTED = "client_connected"
    CLIENT_DISCONNECTED = "client_disconnected"
    SMARTCONFIG_STARTED = "smartconfig_started"
    SMARTCONFIG_FINISHED = "smartconfig_finished"


@dataclass(frozen=True, kw_only=True)
class WifiChanged:
    """Event: something happened to the Wi-Fi; ``mac`` and ``ip`` of a client."""

    change: WifiChange
    mac: str | None = None
    ip: str | None = None


@dataclass(frozen=True, kw_only=True)
class DataArrived:
    """Event: a message came in, on a kept connection or on a link that was opened."""

    message: Message


@dataclass(frozen=True, kw_only=True)
class HidHostConnected:
    """Event: a host uses the keyboard from now on."""


@dataclass(frozen=True, kw_only=True)
class HidHostDisconnected:
    """Event: the keyboard's host is gone."""


class BluetoothRole(StrEnum):
    """What a module can be to others over Bluetooth, one at a time."""

    BLE = "ble"
    BLUFI = "blufi"
    CLASSIC = "classic"


@dataclass(frozen=True, kw_only=True)
class BluetoothRoleEnded:
    """Event: a role was taken down for the keyboard, which tolerates no other."""

    role: BluetoothRole


type DeviceEvent = (
    DeviceRestarted
    | WifiChanged
    | DataArrived
    | HidHostConnected
    | HidHostDisconnected
    | BluetoothRoleEnded
)
