"""Wi-Fi AT commands: the mode, and the station that joins networks."""

from typing import Any, override

from custom_components.esp_at.at.command import Command
from custom_components.esp_at.at.commands import wifi
from custom_components.esp_at.at.module_codec import encode_record

from ..dispatcher import Refused
from ..state import Login, Target
from ..station import CannotJoin
from .base import Handlers


class WifiHandlers(Handlers):
    """What every command of the manual's chapter 3 shares."""

    @override
    def admit(self, command: type[Command[Any]]) -> None:
        self.require(self.state.wifi_started or command in _WITHOUT_DRIVER)


_WITHOUT_DRIVER = (wifi.GetWifiDriver, wifi.SetWifiDriver)


class ModeHandlers(WifiHandlers):
    """The driver, the mode and the country."""

    @wifi.GetWifiDriver.handler
    async def get_driver(self, command: wifi.GetWifiDriver) -> wifi.WifiDriver:
        """Report whether the driver is there."""
        return wifi.WifiDriver(initialized=self.state.wifi_started)

    @wifi.SetWifiDriver.handler
    async def set_driver(self, command: wifi.SetWifiDriver) -> None:
        """Remove the driver, or bring it back."""
        if bool(command.initialize) == self.state.wifi_started:
            return
        if not command.initialize:
            self.station.leave()
            self.state.wifi_started = False
            self.module.soft_ap.update()
            return
        await self.module.sleep(1)
        self.state.wifi_started = True
        self.module.then(self.station.start)
        self.module.then(self.module.soft_ap.start)

    @wifi.TestWifiMode.handler
    async def test_mode(self, command: wifi.TestWifiMode) -> wifi.WifiModeRange:
        """Say which modes there are."""
        return wifi.WifiModeRange(range="1-3")

    @wifi.GetWifiMode.handler
    async def get_mode(self, command: wifi.GetWifiMode) -> wifi.WifiModeSetting:
        """Report the mode."""
        return wifi.WifiModeSetting(mode=wifi.WifiMode(self.settings.wifi_mode))

    @wifi.SetWifiMode.handler
    async def set_mode(self, command: wifi.SetWifiMode) -> None:
        """Switch roles on and off."""
        was_station = self.station.enabled
        was_soft_ap = self.module.soft_ap.enabled
        self.save(wifi_mode=int(command.mode))
        if self.station.enabled != was_station or (
            self.module.soft_ap.enabled != was_soft_ap
        ):
            await self.module.sleep(0.1)
        if was_station and not self.station.enabled:
            self.station.leave()
        elif self.station.enabled and not was_station:
            if command.auto_connect is None or command.auto_connect:
                self.module.then(lambda: self.station.search(at_once=True))
        self.module.then(self.module.soft_ap.update)

    @wifi.GetCountry.handler
    async def get_country(self, command: wifi.GetCountry) -> wifi.Country:
        """Report the country."""
        policy, code, first, channels = self.state.country
        return wifi.Country(
            policy=wifi.CountryPolicy(policy),
            code=code,
            first_channel=first,
            channels=channels,
        )

    @wifi.SetCountry.handler
    async def set_country(self, command: wifi.SetCountry) -> None:
        """Set the country."""
        policy = int(command.policy)
        self.state.country = (
            policy,
            command.code,
            command.first_channel,
            command.channels,
        )

    @wifi.GetStationProtocols.handler
    async def get_station_protocols(
        self, command: wifi.GetStationProtocols
    ) -> wifi.StationProtocols:
        """Report the station's standards."""
        return wifi.StationProtocols(
            protocols=wifi.Protocols(self.settings.station_protocols)
        )

    @wifi.SetStationProtocols.handler
    async def set_station_protocols(self, command: wifi.SetStationProtocols) -> None:
        """Choose the station's standards."""
        self.save(station_protocols=int(command.protocols))

    @wifi.GetBandwidth.handler
    async def get_bandwidth(
        self, command: wifi.GetBandwidth
    ) -> tuple[wifi.Bandwidth, ...]:
        """Report the channel widths."""
        return tuple(
            wifi.Bandwidth(interface=interface, width=width)
            for interface, width in self.state.bandwidths.items()
        )

    @wifi.SetBandwidth.handler
    async def set_bandwidth(self, command: wifi.SetBandwidth) -> None:
        """Set a channel width."""
        self.require(command.interface in self.state.bandwidths)
        self.state.bandwidths[command.interface] = command.width

    @wifi.GetWifiTimes.handler
    async def get_times(self, command: wifi.GetWifiTimes) -> wifi.WifiTimes:
        """Report after how long a silent peer counts as gone."""
        settings = self.settings
        return wifi.WifiTimes(
            access_point_inactivity=settings.soft_ap_inactive_seconds,
            station_inactivity=settings.station_inactive_seconds,
            listen_interval=settings.listen_interval,
        )

    @wifi.SetWifiTimes.handler
    async def set_times(self, command: wifi.SetWifiTimes) -> None:
        """Choose after how long a silent peer counts as gone."""
        given = {
            "soft_ap_inactive_seconds": command.access_point_inactivity,
            "station_inactive_seconds": command.station_inactivity,
            "listen_interval": command.listen_interval,
        }
        self.save(**{name: value for name, value in given.items() if value is not None})


class JoinHandlers(WifiHandlers):
    """Joining and leaving networks."""

    @wifi.GetStationState.handler
    async def get_state(self, command: wifi.GetStationState) -> wifi.StationState:
        """Report how far the station has come."""
        return wifi.StationState(state=self.station.progress, ssid=self.station.tried)

    @wifi.GetAccessPoint.handler
    async def get_access_point(
        self, command: wifi.GetAccessPoint
    ) -> wifi.AccessPoint | None:
        """Report the network, or nothing."""
        point, target = self.station.point, self.settings.target
        if point is None:
            return None
        reconnect, listen = self.profile.join_defaults
        target = target or Target(ssid=point.ssid)
        given = target.reconnect_interval
        beacons = target.listen_interval
        return wifi.AccessPoint(
            ssid=point.ssid,
            bssid=point.bssid,
            channel=point.channel,
            rssi=point.rssi,
            reject_weak=target.reject_weak,
            reconnect_interval=reconnect if given is None else given,
            listen_interval=listen if beacons is None else beacons,
            scan_mode=wifi.ScanMode(target.scan_mode),
            frame_protection=wifi.ManagementFrameProtection(target.frame_protection),
        )

    @wifi.JoinAccessPoint.handler
    async def join(self, command: wifi.JoinAccessPoint) -> None:
        """Join a network."""
        self.require(self.station.enabled)
        before = self.settings.target
        ssid, password = command.ssid, command.password
        if ssid is None:
            if before is None:
                raise Refused
            ssid = before.ssid
            password = before.password if password is None else password
        await self._join(
            Target(
                ssid=ssid,
                password=password or "",
                bssid=command.bssid.lower() if command.bssid else None,
                reject_weak=bool(command.reject_weak),
                reconnect_interval=command.reconnect_interval,
                listen_interval=command.listen_interval,
                scan_mode=command.scan_mode or 0,
                timeout=command.join_timeout or 15,
                frame_protection=1
                if command.frame_protection is None
                else int(command.frame_protection),
            )
        )

    @wifi.RejoinAccessPoint.handler
    async def rejoin(self, command: wifi.RejoinAccessPoint) -> None:
        """Join the network of last time."""
        target = self.settings.target
        if target is None or not self.station.enabled:
            raise Refused
        await self._join(target)

    async def _join(self, target: Target) -> None:
        self.save(target=target)
        try:
            await self.station.join(target)
        except CannotJoin as err:
            raise Refused(err.reason) from None

    @wifi.GetEnterpriseAccessPoint.handler
    async def get_enterprise(
        self, command: wifi.GetEnterpriseAccessPoint
    ) -> wifi.EnterpriseAccessPoint | None:
        """Report the enterprise network that is set up."""
        target = self.settings.target
        login = target.enterprise if target else None
        record = wifi.EnterpriseAccessPoint(
            ssid=target.ssid if target and login else "",
            method=wifi.EnterpriseMethod(login.method if login else 0),
            identity=login.identity if login else "",
            username=login.username if login else "",
            password=login.password if login else "",
            security=wifi.Certificates(login.security if login else 0),
        )
        if not self.profile.enterprise_comma:
            return record
        printed = encode_record(record, self.profile.version).decode()
        ssid, method, *middle, security = printed.rstrip().split(",")
        fields = (ssid.replace(":", ",", 1), f" {method}", *middle, f" {security}")
        self.module.send(f"{','.join(fields)}\r\n".encode())
        return None

    @wifi.JoinEnterpriseAccessPoint.handler
    async def join_enterprise(self, command: wifi.JoinEnterpriseAccessPoint) -> None:
        """Join an enterprise network."""
        self.require(self.station.enabled)
        target = Target(
            ssid=command.ssid,
            timeout=command.join_timeout or 15,
            enterprise=Login(
                method=int(command.method),
                identity=command.identity,
                username=command.username or "",
                password=command.password or "",
                security=int(command.security),
            ),
        )
        self.save(target=target)
        try:
            await self.station.join(target)
        except CannotJoin:
            raise Refused("Timeout") from None

    @wifi.TestLeave.handler
    async def test_leave(self, command: wifi.TestLeave) -> None:
        """Say that the command exists."""

    @wifi.LeaveAccessPoint.handler
    async def leave(self, command: wifi.LeaveAccessPoint) -> None:
        """Leave the network; links close too."""
        if not self.module.links.open or not self.profile.leaves_after_links:
            self.station.leave()
            return
        self.module.then(self._leave_links)

    def _leave_links(self) -> None:
        self.module.links.close_all()
        self.station.leave()

    @wifi.GetReconnection.handler
    async def get_reconnection(
        self, command: wifi.GetReconnection
    ) -> wifi.Reconnection:
        """Report how a lost network is looked for."""
        return wifi.Reconnection(
            interval=self.settings.reconnect_interval,
            attempts=self.settings.reconnect_count,
        )

    @wifi.SetReconnection.handler
    async def set_reconnection(self, command: wifi.SetReconnection) -> None:
        """Choose how a lost network is looked for."""
        self.save(reconnect_interval=command.interval, reconnect_count=command.attempts)

    @wifi.GetAutoConnect.handler
    async def get_auto_connect(self, command: wifi.GetAutoConnect) -> wifi.AutoConnect:
        """Report whether the station joins after a start."""
        return wifi.AutoConnect(enabled=self.nvs.auto_connect)

    @wifi.SetAutoConnect.handler
    async def set_auto_connect(self, command: wifi.SetAutoConnect) -> None:
        """Join after a start, or not; saved whatever AT+SYSSTORE says."""
        self.nvs.auto_connect = bool(command.enabled)

    @wifi.GetStationHostName.handler
    async def get_host_name(
        self, command: wifi.GetStationHostName
    ) -> wifi.StationHostName:
        """Report the host name."""
        return wifi.StationHostName(host_name=self.state.host_name)

    @wifi.SetStationHostName.handler
    async def set_host_name(self, command: wifi.SetStationHostName) -> None:
        """Set the host name."""
        self.require(self.station.enabled)
        self.state.host_name = command.host_name
