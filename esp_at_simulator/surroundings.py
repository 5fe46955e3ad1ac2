"""What is around the module: networks, stations, phones, a cable."""

from collections.abc import Callable
from dataclasses import dataclass, field
import ipaddress
from random import Random
from typing import Protocol

from .hid_air import Air
from .hid_host import HidHost
from .internet import Internet
from .neighbours import Neighbourhood

OPEN, WPA2_PSK, WPA2_ENTERPRISE = 0, 3, 5


@dataclass(frozen=True, kw_only=True)
class Network:
    """The addresses that a network hands out."""

    address: str = "192.168.1.50"
    gateway: str = "192.168.1.1"
    netmask: str = "255.255.255.0"
    dns: str = "192.168.1.1"


@dataclass(kw_only=True)
class Enterprise:
    """Who may join a WPA2 enterprise network."""

    identity: str
    username: str
    password: str


@dataclass(kw_only=True)
class AccessPoint:
    """A Wi-Fi network in range; RSSI in dBm."""

    ssid: str
    password: str = ""
    rssi: int = -55
    channel: int = 6
    bssid: str = ""
    encryption: int = OPEN
    hidden: bool = False
    answers: bool = True
    """Whether it lets stations join; otherwise they time out."""
    dhcp: bool = True
    network: Network = field(default_factory=Network)
    enterprise: Enterprise | None = None
    protocols: int = 7
    """b 1, g 2, n 4."""
    wps: bool = True
    wps_pressed: bool = False


@dataclass(kw_only=True)
class Station:
    """A device that joins the module's own access point when it can."""

    mac: str
    ssid: str | None = None
    """Which network it wants; None takes any."""
    password: str | None = None
    """None knows every password."""
    uses_dhcp: bool = True


@dataclass(frozen=True, kw_only=True)
class Phone:
    """What a phone sends over SmartConfig."""

    ssid: str
    password: str
    kind: str = "ESPTOUCH"
    """ESPTOUCH, AIRKISS or ESPTOUCH_V2."""
    data: str = ""
    """Reserved data, ESPTOUCH_V2 only."""


class Observer(Protocol):
    """What a module is told of changes around it."""

    def networks_changed(self) -> None:
        """React to an access point that came, went or changed."""

    def stations_changed(self) -> None:
        """React to a station that came or went."""

    def phone_sent(self, phone: Phone) -> None:
        """React to a phone that sends credentials."""

    def cable_changed(self) -> None:
        """React to the Ethernet cable."""


class Surroundings:
    """Everything that modules can meet; several modules may share one."""

    def __init__(self, *, seed: int = 0) -> None:
        """Start in an empty place."""
        self.access_points: list[AccessPoint] = []
        self.stations: dict[str, Station] = {}
        self.cable: Network | None = None
        self.internet = Internet()
        self.neighbours = Neighbourhood(self.internet)
        self.update_server: str | None = None
        """The URL of Espressif's server; None while there is no way to it."""
        self.hid_hosts = Air()
        """Who may use a module as its keyboard."""
        self.temperature = 42.5
        """Of the chip, in degrees Celsius."""
        self._random = Random(seed)
        self._observers: list[Observer] = []

    def observe(self, observer: Observer) -> Callable[[], None]:
        """Tell a module of every change; return how to stop."""
        self._observers.append(observer)
        return lambda: self._observers.remove(observer)

    def add_access_point(
        self,
        ssid: str,
        *,
        password: str = "",
        rssi: int = -55,
        channel: int = 6,
        bssid: str | None = None,
        encryption: int | None = None,
        hidden: bool = False,
        network: Network | None = None,
        enterprise: Enterprise | None = None,
    ) -> AccessPoint:
        """Switch a network on; ``encryption`` is the module's number for it."""
        if encryption is None:
            encryption = WPA2_PSK if password else OPEN
            encryption = WPA2_ENTERPRISE if enterprise else encryption
        if bssid is None:
            tail = self._random.randbytes(3)
            bssid = "c4:36:55:" + tail.hex(":")
        point = AccessPoint(
            ssid=ssid,
            password=password,
            rssi=rssi,
            channel=channel,
            bssid=bssid.lower(),
            encryption=encryption,
            hidden=hidden,
            network=network or Network(),
            enterprise=enterprise,
        )
        self.access_points.append(point)
        self.changed()
        return point

    def remove_access_point(self, ssid: str) -> None:
        """Switch a network off."""
        self.access_points = [p for p in self.access_points if p.ssid != ssid]
        self.changed()

    def access_point(self, ssid: str) -> AccessPoint:
        """Return the network of this name; raise LookupError."""
        for point in self.access_points:
            if point.ssid == ssid:
                return point
        raise LookupError(f"there is no access point {ssid!r}")

    def changed(self) -> None:
        """Tell the modules that a network changed, after changing one by hand."""
        for observer in tuple(self._observers):
            observer.networks_changed()

    def add_station(
        self,
        mac: str,
        *,
        ssid: str | None = None,
        password: str | None = None,
        uses_dhcp: bool = True,
    ) -> Station:
        """Bring a device that joins a module's access point when it can."""
        station = Station(
            mac=mac.lower(), ssid=ssid, password=password, uses_dhcp=uses_dhcp
        )
        self.stations[station.mac] = station
        for observer in tuple(self._observers):
            observer.stations_changed()
        return station

    def remove_station(self, mac: str) -> None:
        """Take a device away."""
        self.stations.pop(mac.lower(), None)
        for observer in tuple(self._observers):
            observer.stations_changed()

    def smartconfig(
        self, ssid: str, password: str, *, kind: str = "ESPTOUCH", data: str = ""
    ) -> None:
        """Send a network's credentials from a phone to every module that listens."""
        phone = Phone(ssid=ssid, password=password, kind=kind, data=data)
        for observer in tuple(self._observers):
            observer.phone_sent(phone)

    def press_wps_button(self, ssid: str) -> None:
        """Let the next module with WPS on into a network."""
        self.access_point(ssid).wps_pressed = True
        self.changed()

    def add_hid_host(
        self,
        name: str,
        *,
        layout: str = "us",
        system: str = "linux",
        connects: bool = True,
        delay: float = 1.0,
    ) -> HidHost:
        """Bring a host into reach that may use a module as its keyboard.

        It takes ``delay`` seconds to connect. Raises ValueError for an unknown layout
        or system.
        """
        host = HidHost(name, layout=layout, system=system, connects=connects)
        host.delay = delay
        self.hid_hosts.append(host)
        return host

    def hid_host(self, name: str) -> HidHost:
        """Return the host of this name; raise LookupError."""
        for host in self.hid_hosts:
            if host.name == name:
                return host
        raise LookupError(f"there is no host {name!r}")

    def remove_hid_host(self, name: str) -> None:
        """Take a host out of reach."""
        self.hid_hosts.remove(self.hid_host(name))

    def plug_ethernet(
        self,
        address: str = "192.168.2.60",
        gateway: str = "192.168.2.1",
        netmask: str = "255.255.255.0",
    ) -> None:
        """Put the Ethernet cable in; DHCP hands out ``address``."""
        self.cable = Network(
            address=str(ipaddress.IPv4Address(address)),
            gateway=gateway,
            netmask=netmask,
        )
        self._cable_changed()

    def unplug_ethernet(self) -> None:
        """Pull the Ethernet cable out."""
        self.cable = None
        self._cable_changed()

    def _cable_changed(self) -> None:
        for observer in tuple(self._observers):
            observer.cable_changed()
