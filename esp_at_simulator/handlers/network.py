"""Wi-Fi AT commands: addresses, DHCP, the access point, phones; and DNS servers."""

import ipaddress

from custom_components.esp_at.at.commands import tcpip, wifi

from ..dispatcher import Refused
from ..state import Addresses, SoftApSettings
from .wifi import WifiHandlers

_ALL_ZERO, _BROADCAST = "00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff"


class SoftApHandlers(WifiHandlers):
    """The module's own access point."""

    @wifi.GetSoftAp.handler
    async def get_soft_ap(self, command: wifi.GetSoftAp) -> wifi.SoftAp:
        """Report the access point."""
        self._require_soft_ap()
        settings = self.settings.soft_ap
        return wifi.SoftAp(
            ssid=settings.ssid,
            password=settings.password,
            channel=settings.channel,
            encryption=wifi.Encryption(settings.encryption),
            max_connections=settings.max_connections,
            hidden=settings.hidden,
        )

    @wifi.ConfigureSoftAp.handler
    async def configure(self, command: wifi.ConfigureSoftAp) -> None:
        """Set the access point up; its stations have to join again."""
        self._require_soft_ap()
        encryption = int(command.encryption)
        self.require(encryption in (0, 2, 3, 4, 6, 7))
        size = len(command.password.encode())
        self.require(8 <= size <= 64 if encryption else not size)
        most = command.max_connections or self.profile.soft_ap_connections
        self.require(most <= self.profile.soft_ap_connections)
        await self.module.sleep(0.1)
        self.save(
            soft_ap=SoftApSettings(
                ssid=command.ssid,
                password=command.password,
                channel=command.channel,
                encryption=encryption,
                max_connections=most,
                hidden=bool(command.hidden),
            )
        )
        self.module.soft_ap.restart()

    @wifi.GetClients.handler
    async def get_clients(self, command: wifi.GetClients) -> tuple[wifi.Client, ...]:
        """List the stations that got an address."""
        self._require_soft_ap()
        clients = self.module.soft_ap.clients
        return tuple(wifi.Client(ip=ip, mac=mac) for mac, ip in clients.items() if ip)

    @wifi.DisconnectClient.handler
    async def disconnect(self, command: wifi.DisconnectClient) -> None:
        """Send a station away."""
        self._require_soft_ap()
        self.require(self.module.soft_ap.send_away(command.mac.lower()))

    @wifi.DisconnectAllClients.handler
    async def disconnect_all(self, command: wifi.DisconnectAllClients) -> None:
        """Send all stations away."""
        self._require_soft_ap()
        for mac in tuple(self.module.soft_ap.clients):
            self.module.soft_ap.send_away(mac)

    @wifi.GetSoftApProtocols.handler
    async def get_protocols(
        self, command: wifi.GetSoftApProtocols
    ) -> wifi.SoftApProtocols:
        """Report the access point's standards."""
        return wifi.SoftApProtocols(
            protocols=wifi.Protocols(self.settings.soft_ap_protocols)
        )

    @wifi.SetSoftApProtocols.handler
    async def set_protocols(self, command: wifi.SetSoftApProtocols) -> None:
        """Choose the access point's standards."""
        self.save(soft_ap_protocols=int(command.protocols))

    @wifi.GetDhcpRange.handler
    async def get_range(self, command: wifi.GetDhcpRange) -> wifi.DhcpRange:
        """Report what the DHCP server gives away."""
        settings = self.settings
        return wifi.DhcpRange(
            lease=settings.lease_minutes,
            start=settings.lease_start,
            end=settings.lease_end,
        )

    @wifi.SetDhcpRange.handler
    async def set_range(self, command: wifi.SetDhcpRange) -> None:
        """Choose what the DHCP server gives away."""
        self._require_soft_ap()
        self.require(self.settings.soft_ap_dhcp)
        if not command.enable:
            start, end = _default_range(self.settings.soft_ap_address.ip)
            self.save(lease_minutes=120, lease_start=start, lease_end=end)
            return
        lease, start_given, end_given = command.lease, command.start, command.end
        if lease is None or start_given is None or end_given is None:
            raise Refused
        own = self.settings.soft_ap_address
        subnet = ipaddress.IPv4Network((own.ip, own.netmask), strict=False)
        first = ipaddress.IPv4Address(start_given)
        last = ipaddress.IPv4Address(end_given)
        self.require(first in subnet and last in subnet and first <= last)
        self.save(lease_minutes=lease, lease_start=start_given, lease_end=end_given)

    @wifi.GetSoftApAddress.handler
    async def get_address(self, command: wifi.GetSoftApAddress) -> wifi.SoftApAddress:
        """Report the access point's addresses."""
        own = self.settings.soft_ap_address
        return wifi.SoftApAddress(ip=own.ip, gateway=own.gateway, netmask=own.netmask)

    @wifi.SetSoftApAddress.handler
    async def set_address(self, command: wifi.SetSoftApAddress) -> None:
        """Give the access point an address; the DHCP range follows it."""
        self._require_soft_ap()
        own = self.settings.soft_ap_address
        moved = command.ip if self.profile.address_moves_gateway else own.gateway
        start, end = _default_range(command.ip)
        self.save(
            soft_ap_address=Addresses(
                ip=command.ip,
                gateway=command.gateway or moved,
                netmask=command.netmask or own.netmask,
            ),
            lease_start=start,
            lease_end=end,
        )

    @wifi.GetSoftApMac.handler
    async def get_mac(self, command: wifi.GetSoftApMac) -> wifi.SoftApMac:
        """Report the access point's MAC address."""
        return wifi.SoftApMac(mac=self.settings.soft_ap_mac)

    @wifi.SetSoftApMac.handler
    async def set_mac(self, command: wifi.SetSoftApMac) -> None:
        """Set the access point's MAC address."""
        mac = command.mac.lower()
        self.require(is_station_address(mac) and mac != self.settings.station_mac)
        self.save(soft_ap_mac=mac)

    def _require_soft_ap(self) -> None:
        self.require(self.module.soft_ap.enabled, self.profile.soft_ap_off_code)


class AddressHandlers(WifiHandlers):
    """The station's addresses, DHCP, DNS servers."""

    @wifi.GetDhcp.handler
    async def get_dhcp(self, command: wifi.GetDhcp) -> wifi.DhcpState:
        """Report on which sides DHCP is on."""
        settings = self.settings
        wired = "+CIPETH" in self.build.commands or self.profile.factory_dhcp & 4
        return wifi.DhcpState(
            enabled=wifi.Interfaces(
                settings.station_dhcp
                | settings.soft_ap_dhcp << 1
                | bool(settings.ethernet_dhcp and wired) << 2
            )
        )

    @wifi.SetDhcp.handler
    async def set_dhcp(self, command: wifi.SetDhcp) -> None:
        """Switch DHCP on or off."""
        enable, sides = bool(command.enable), command.interfaces
        self.require(
            wifi.Interfaces.ETHERNET not in sides or "+CIPETH" in self.build.commands
        )
        await self.module.sleep(0.1)
        if wifi.Interfaces.STATION in sides:
            self.save(station_dhcp=enable)
            if enable:
                self.module.then(self.station.configure)
        if wifi.Interfaces.ACCESS_POINT in sides:
            self.save(soft_ap_dhcp=enable)
        if wifi.Interfaces.ETHERNET in sides:
            self.save(ethernet_dhcp=enable)
            if enable:
                self.module.then(self.module.wired.configure)

    @wifi.GetStationAddress.handler
    async def get_address(self, command: wifi.GetStationAddress) -> wifi.StationAddress:
        """Report the station's addresses."""
        own = self.station.addresses
        return wifi.StationAddress(ip=own.ip, gateway=own.gateway, netmask=own.netmask)

    @wifi.SetStationAddress.handler
    async def set_address(self, command: wifi.SetStationAddress) -> None:
        """Give the station a fixed address."""
        before = self.settings.station_address or self.station.addresses
        fixed = Addresses(
            ip=command.ip,
            gateway=command.gateway or before.gateway,
            netmask=command.netmask or before.netmask,
        )
        self.save(station_address=fixed, station_dhcp=False)
        self.station.configure()

    @wifi.GetStationMac.handler
    async def get_mac(self, command: wifi.GetStationMac) -> wifi.StationMac:
        """Report the station's MAC address."""
        return wifi.StationMac(mac=self.settings.station_mac)

    @wifi.SetStationMac.handler
    async def set_mac(self, command: wifi.SetStationMac) -> None:
        """Set the station's MAC address."""
        mac = command.mac.lower()
        self.require(is_station_address(mac) and mac != self.settings.soft_ap_mac)
        self.save(station_mac=mac)

    @tcpip.TestLocalAddresses.handler
    async def test_local(self, command: tcpip.TestLocalAddresses) -> None:
        """Say that the command exists."""

    @tcpip.GetLocalAddresses.handler
    async def get_local(
        self, command: tcpip.GetLocalAddresses
    ) -> tcpip.LocalAddresses | None:
        """Report the addresses of the sides that are on."""
        settings, wired = self.settings, self.module.wired
        soft_ap, station = self.module.soft_ap.enabled, self.station.enabled
        ethernet = "+CIPETH" in self.build.commands
        if not (soft_ap or station or ethernet):
            return None
        return tcpip.LocalAddresses(
            ap_ip=settings.soft_ap_address.ip if soft_ap else None,
            ap_mac=settings.soft_ap_mac if soft_ap else None,
            station_ip=self.station.addresses.ip if station else None,
            station_mac=settings.station_mac if station else None,
            ethernet_ip=wired.addresses.ip if ethernet else None,
            ethernet_mac=settings.ethernet_mac if ethernet else None,
        )

    @tcpip.GetDnsServers.handler
    async def get_dns(self, command: tcpip.GetDnsServers) -> tcpip.DnsServers:
        """Report the DNS servers; the network's comes first."""
        manual = self.settings.dns_servers
        servers = self.profile.dns_servers if manual is None else manual
        point = self.station.point
        if manual is None and point is not None:
            servers = (point.network.dns, *servers[1:])
        first, second, third = (*servers, None, None, None)[:3]
        return tcpip.DnsServers(
            manual=manual is not None, first=first, second=second, third=third
        )

    @tcpip.SetDnsServers.handler
    async def set_dns(self, command: tcpip.SetDnsServers) -> None:
        """Set the DNS servers."""
        given = (command.first, command.second, command.third)
        servers = tuple(server for server in given if server)
        self.require(servers or not command.manual)
        await self.module.sleep(0.1)
        self.save(dns_servers=servers if command.manual else None)


class ProvisioningHandlers(WifiHandlers):
    """SmartConfig, WPS and mDNS."""

    @wifi.StartSmartConfig.handler
    async def start_smartconfig(self, command: wifi.StartSmartConfig) -> None:
        """Listen for a phone."""
        self._start(wifi.SmartConfigType.BOTH)

    @wifi.StartSmartConfigOf.handler
    async def start_smartconfig_of(self, command: wifi.StartSmartConfigOf) -> None:
        """Listen for a phone that speaks in one way."""
        self._start(command.type)

    @wifi.StopSmartConfig.handler
    async def stop_smartconfig(self, command: wifi.StopSmartConfig) -> None:
        """Listen no more."""
        self.module.provisioning.smartconfig = None

    @wifi.SetWps.handler
    async def set_wps(self, command: wifi.SetWps) -> None:
        """Wait for the button of an access point, or not."""
        self.require(self.station.enabled)
        if command.enable:
            self.station.leave()
        await self.module.sleep(0.1)
        self.module.provisioning.wps = bool(command.enable)
        self.module.then(self.module.provisioning.look_for_button)

    @wifi.SetMdns.handler
    async def set_mdns(self, command: wifi.SetMdns) -> None:
        """Announce a service, or not."""
        if not command.enable:
            self.state.mdns = None
            return
        name, service, port = command.host_name, command.service, command.port
        if name is None or service is None or port is None:
            raise Refused
        self.state.mdns = (name, service, port)

    def _start(self, kind: wifi.SmartConfigType) -> None:
        self.require(self.station.enabled and kind <= self.profile.smartconfig_types)
        self.station.leave()
        self.module.provisioning.smartconfig = kind


def is_station_address(mac: str) -> bool:
    """Return whether an interface may have a MAC address."""
    return not int(mac[:2], 16) & 1 and mac not in (_ALL_ZERO, _BROADCAST)


def _default_range(address: str) -> tuple[str, str]:
    network = address.rpartition(".")[0]
    return f"{network}.2", f"{network}.101"
