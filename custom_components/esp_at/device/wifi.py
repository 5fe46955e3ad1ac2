"""The module as a Wi-Fi station, and which of its roles are on."""

from dataclasses import replace
import math
from typing import Any, override

from ..at.command import Command
from ..at.commands import wifi
from ..at.errors import CommandFailed, InvalidParameter
from ..at.turns import Priority
from .errors import JoinFailed, JoinFailure
from .feature import DeviceLink, Feature
from .roles import add_role, has_station, read_mode, set_mode
from .state import (
    Address,
    Encryption,
    FoundAccessPoint,
    Station,
    StationConnection,
    WifiChange,
    WifiChanged,
    WifiMode,
)

_CONNECTIONS = {
    wifi.ConnectionState.NOT_STARTED: StationConnection.NOT_STARTED,
    wifi.ConnectionState.NO_ADDRESS: StationConnection.NO_ADDRESS,
    wifi.ConnectionState.CONNECTED: StationConnection.CONNECTED,
    wifi.ConnectionState.CONNECTING: StationConnection.CONNECTING,
    wifi.ConnectionState.DISCONNECTED: StationConnection.DISCONNECTED,
}
_JOIN_FAILURES = {
    wifi.JoinError.TIMEOUT: JoinFailure.TIMEOUT,
    wifi.JoinError.WRONG_PASSWORD: JoinFailure.WRONG_PASSWORD,
    wifi.JoinError.NOT_FOUND: JoinFailure.NOT_FOUND,
    wifi.JoinError.FAILED: JoinFailure.FAILED,
    "Timeout": JoinFailure.TIMEOUT,  # an enterprise network's only reason
}
_METHODS = {method.name.lower(): method for method in wifi.EnterpriseMethod}
ENCRYPTIONS = {
    Encryption.OPEN: wifi.Encryption.OPEN,
    Encryption.WEP: wifi.Encryption.WEP,
    Encryption.WPA: wifi.Encryption.WPA_PSK,
    Encryption.WPA2: wifi.Encryption.WPA2_PSK,
    Encryption.WPA_WPA2: wifi.Encryption.WPA_WPA2_PSK,
    Encryption.WPA2_ENTERPRISE: wifi.Encryption.WPA2_ENTERPRISE,
    Encryption.WPA3: wifi.Encryption.WPA3_PSK,
    Encryption.WPA2_WPA3: wifi.Encryption.WPA2_WPA3_PSK,
    Encryption.WAPI: wifi.Encryption.WAPI_PSK,
    Encryption.OWE: wifi.Encryption.OWE,
}
_ENCRYPTIONS_OF_WIRE = {
    number: encryption for encryption, number in ENCRYPTIONS.items()
}
NO_ADDRESS = "0.0.0.0"
# Before the module tries to join it may have to leave, to scan and to wait for DHCP
_JOIN_MARGIN = 15.0
_DEFAULT_JOIN_TIMEOUT = 15.0


def encryption_of(number: wifi.Encryption) -> Encryption:
    """Return how an access point is protected; newer ways are unknown."""
    return _ENCRYPTIONS_OF_WIRE.get(number, Encryption.UNKNOWN)


def address_of(
    answer: wifi.StationAddress | wifi.SoftApAddress,
) -> Address | None:
    """Return an address as the state holds it; None while there is none."""
    if answer.ip == NO_ADDRESS:
        return None
    return Address(ip=answer.ip, gateway=answer.gateway, netmask=answer.netmask)


class WifiFeature(Feature):
    """Join, leave and scan; the mode of both roles."""

    _wanted_host_name: str | None = None
    _has_enterprise = False

    def __init__(self, link: DeviceLink) -> None:
        """Listen to what the station does."""
        super().__init__(link)
        client = link.client
        client.subscribe(wifi.StationConnected, self._connected)
        client.subscribe(wifi.StationGotAddress, self._got_address)
        client.subscribe(wifi.StationDisconnected, self._disconnected)

    @property
    def supports_auto_connect(self) -> bool:
        """Return whether joining at boot can be switched."""
        return self._supports(wifi.SetAutoConnect)

    @property
    def supports_reconnect(self) -> bool:
        """Return whether the last network can be rejoined without its password."""
        return self._supports(wifi.RejoinAccessPoint)

    @property
    def supports_enterprise(self) -> bool:
        """Return whether enterprise networks can be joined."""
        return self._has_enterprise

    @override
    async def set_up(self) -> None:
        """Read what changes seldom; set the host name that a restart forgot."""
        await read_mode(self._link, Priority.SET_UP)
        mac = await self._run(wifi.GetStationMac(), Priority.SET_UP)
        self._change(mac=mac.mac)
        await self._read_dhcp(Priority.SET_UP)
        if self.supports_auto_connect:
            await self._read_auto_connect(Priority.SET_UP)
        await self._restore_host_name(Priority.SET_UP)
        self._has_enterprise = await self._look_for_enterprise()

    @override
    async def refresh(self) -> None:
        """Read the mode, and where the station is."""
        await read_mode(self._link, Priority.REFRESH)
        await self._read_station(Priority.REFRESH)

    async def scan(
        self,
        ssid: str | None = None,
        bssid: str | None = None,
        *,
        channel: int | None = None,
        passive: bool = False,
    ) -> tuple[FoundAccessPoint, ...]:
        """Return the access points in range, the strongest first. ``Spec 3.4``.

        Switches the station on where it is off. Takes 2 to 10 seconds. Raises
        Unsupported for a passive scan before 2.0.
        """
        self._require(not passive or self._link.firmware.has("2.0"), "passive_scan")
        await add_role(self._link, WifiMode.STATION)
        found: tuple[wifi.FoundAccessPoint, ...]
        if ssid is None and bssid is None and channel is None and not passive:
            found = await self._run(wifi.ListAccessPoints())
        else:
            wanted = wifi.FindAccessPoints(
                ssid=ssid,
                bssid=bssid,
                channel=channel,
                scan_type=wifi.ScanType.PASSIVE if passive else None,
            )
            found = await self._run(wanted)
        points = (
            FoundAccessPoint(
                ssid=point.ssid,
                bssid=point.bssid,
                rssi=point.rssi,
                channel=point.channel,
                encryption=encryption_of(point.encryption),
                wps=point.wps,
            )
            for point in found
        )
        return tuple(sorted(points, key=lambda point: -point.rssi))

    async def join(
        self,
        ssid: str,
        password: str | None = None,
        *,
        bssid: str | None = None,
        timeout: float | None = None,
    ) -> None:
        """Join an access point, and return once there is an address. ``Spec 3.2``.

        ``timeout`` is 3 to 600 seconds, from firmware 2.2 on. Switches the station on
        where it is off. Raises JoinFailed with the module's reason.
        """
        await add_role(self._link, WifiMode.STATION)
        command = wifi.JoinAccessPoint(
            ssid=ssid,
            password=password or "",
            bssid=bssid,
            join_timeout=self._join_timeout(timeout),
        )
        await self._join(command, timeout)

    async def join_enterprise(
        self,
        ssid: str,
        *,
        method: str,
        identity: str,
        username: str | None = None,
        password: str | None = None,
        security: int = 0,
        timeout: float | None = None,
    ) -> None:
        """Join an enterprise network by ``tls``, ``peap`` or ``ttls``. ``Spec 3.20``.

        ``security`` has bit 0 to show the module's certificate and bit 1 to check the
        network's. Raises Unsupported, InvalidParameter and JoinFailed.
        """
        self._require(self.supports_enterprise, "enterprise")
        if method not in _METHODS:
            raise InvalidParameter("method", "choice")
        await add_role(self._link, WifiMode.STATION)
        command = wifi.JoinEnterpriseAccessPoint(
            ssid=ssid,
            method=_METHODS[method],
            identity=identity,
            username=username,
            password=password,
            security=wifi.Certificates(security),
            join_timeout=self._join_timeout(timeout),
        )
        await self._join(command, timeout)

    async def leave(self) -> None:
        """Leave the access point; the module does not rejoin by itself. ``Spec 3.5``."""
        await self._run(wifi.LeaveAccessPoint())
        await self._read_station(Priority.USER)

    async def reconnect(self) -> None:
        """Rejoin the network of last time; raise Unsupported, JoinFailed. ``Spec 3.2``."""
        self._require(self.supports_reconnect, "reconnect")
        await self._join(wifi.RejoinAccessPoint(), None)

    async def set_mode(self, mode: WifiMode) -> None:
        """Choose which of its roles the module plays; saved. ``Spec 3.1``."""
        await set_mode(self._link, mode)
        await self._restore_host_name(Priority.USER)
        await self._read_station(Priority.USER)
        self._link.refresh_soon()

    async def set_auto_connect(self, enabled: bool) -> None:
        """Choose whether the module joins its network when it boots. ``Spec 3.11``."""
        self._require(self.supports_auto_connect, "auto_connect")
        await self._run(wifi.SetAutoConnect(enabled=enabled))
        await self._read_auto_connect(Priority.USER)

    async def set_host_name(self, name: str) -> None:
        """Set the name the network sees, 1 to 32 bytes. ``Spec 3.21``.

        The module forgets it at a restart; it is set again.
        """
        await self._run(wifi.SetStationHostName(host_name=name))
        self._wanted_host_name = name
        await self._read_host_name(Priority.USER)

    async def set_address(self, address: Address) -> None:
        """Give the station a fixed address; saved. ``Spec 3.14``."""
        command = wifi.SetStationAddress(
            ip=address.ip, gateway=address.gateway, netmask=address.netmask
        )
        await self._run(command)
        await self._read_dhcp(Priority.USER)
        await self._read_station(Priority.USER)

    async def use_dhcp(self, enabled: bool = True) -> None:
        """Let the network give the station its address, or not; saved. ``Spec 3.9``."""
        station = wifi.Interfaces.STATION
        await self._run(wifi.SetDhcp(enable=enabled, interfaces=station))
        await self._read_dhcp(Priority.USER)

    @property
    def _station_on(self) -> bool:
        return has_station(self._link.state.wifi_mode)

    async def _restore_host_name(self, priority: Priority) -> None:
        """Set the name again that a restart, or a station that was off, forgot."""
        if self._wanted_host_name and self._station_on:
            name = wifi.SetStationHostName(host_name=self._wanted_host_name)
            await self._run(name, priority)

    async def _look_for_enterprise(self) -> bool:
        """Return whether the build has enterprise networks; before 2.2 by trying."""
        firmware = self._link.firmware
        if firmware.commands is not None:
            return self._supports(wifi.JoinEnterpriseAccessPoint)
        if not firmware.has(wifi.GetEnterpriseAccessPoint.since):
            return False
        try:
            await self._run(wifi.GetEnterpriseAccessPoint(), Priority.SET_UP)
        except CommandFailed:
            return False
        return True

    def _join_timeout(self, timeout: float | None) -> int | None:
        """Return what to tell the module; before 2.2 it decides itself."""
        if timeout is None or not self._link.firmware.has("2.2"):
            return None
        return math.ceil(timeout)

    async def _join(self, command: Command[None], timeout: float | None) -> None:
        patience = (timeout or _DEFAULT_JOIN_TIMEOUT) + _JOIN_MARGIN
        self._change(connection=StationConnection.CONNECTING)
        try:
            await self._link.client.execute(command, timeout=patience)
        except CommandFailed as err:
            if err.code is None:
                raise
            reason = _JOIN_FAILURES.get(err.code, JoinFailure.UNKNOWN)
            raise JoinFailed(reason) from err
        finally:
            self._link.refresh_soon()
        await self._read_station(Priority.USER)

    async def _read_dhcp(self, priority: Priority) -> None:
        answer = await self._run(wifi.GetDhcp(), priority)
        self._change(dhcp=wifi.Interfaces.STATION in answer.enabled)
        soft_ap = replace(
            self._link.state.soft_ap,
            dhcp=wifi.Interfaces.ACCESS_POINT in answer.enabled,
        )
        self._link.update(replace(self._link.state, soft_ap=soft_ap))

    async def _read_auto_connect(self, priority: Priority) -> None:
        answer = await self._run(wifi.GetAutoConnect(), priority)
        self._change(auto_connect=answer.enabled)

    async def _read_host_name(self, priority: Priority) -> None:
        answer = await self._run(wifi.GetStationHostName(), priority)
        self._change(host_name=answer.host_name)

    async def _read_station(self, priority: Priority) -> None:
        if not self._station_on:
            self._change(
                **_NOWHERE, connection=StationConnection.NOT_STARTED, host_name=None
            )
            return
        joined = await self._run(wifi.GetAccessPoint(), priority)
        address = await self._run(wifi.GetStationAddress(), priority)
        here = address_of(address) if joined else None
        connection = await self._read_connection(joined is not None, here, priority)
        if joined is None:
            self._change(**_NOWHERE, connection=connection)
        else:
            self._change(
                ssid=joined.ssid,
                bssid=joined.bssid,
                channel=joined.channel,
                rssi=joined.rssi,
                address=here,
                connection=connection,
            )
        await self._read_host_name(priority)

    async def _read_connection(
        self, joined: bool, address: Address | None, priority: Priority
    ) -> StationConnection:
        if self._supports(wifi.GetStationState):
            answer = await self._run(wifi.GetStationState(), priority)
            return _CONNECTIONS.get(answer.state, StationConnection.DISCONNECTED)
        # Before 2.2 the module does not tell; it is joined or not
        if not joined:
            return StationConnection.DISCONNECTED
        return StationConnection.CONNECTED if address else StationConnection.NO_ADDRESS

    def _connected(self, _: wifi.StationConnected) -> None:
        self._change(connection=StationConnection.NO_ADDRESS)
        self._link.emit(WifiChanged(change=WifiChange.CONNECTED))

    def _got_address(self, _: wifi.StationGotAddress) -> None:
        self._change(connection=StationConnection.CONNECTED)
        self._link.emit(WifiChanged(change=WifiChange.GOT_ADDRESS))
        self._link.refresh_soon()

    def _disconnected(self, _: wifi.StationDisconnected) -> None:
        self._change(**_NOWHERE, connection=StationConnection.DISCONNECTED)
        self._link.emit(WifiChanged(change=WifiChange.DISCONNECTED))
        self._link.refresh_soon()  # a read that was under way may know the old network

    def _change(self, **parts: Any) -> None:
        station: Station = replace(self._link.state.station, **parts)
        self._link.update(replace(self._link.state, station=station))


_NOWHERE: dict[str, None] = dict.fromkeys(
    ("ssid", "bssid", "channel", "rssi", "address")
)
