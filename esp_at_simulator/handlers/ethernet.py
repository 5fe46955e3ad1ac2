"""Ethernet AT commands."""

from custom_components.esp_at.at.commands import ethernet

from ..state import Addresses
from .base import Handlers
from .network import is_station_address


class EthernetHandlers(Handlers):
    """The manual's chapter 7, in builds with the family ``ethernet``."""

    @ethernet.GetEthernetMac.handler
    async def get_mac(self, command: ethernet.GetEthernetMac) -> ethernet.EthernetMac:
        """Report the MAC address."""
        return ethernet.EthernetMac(mac=self.settings.ethernet_mac)

    @ethernet.SetEthernetMac.handler
    async def set_mac(self, command: ethernet.SetEthernetMac) -> None:
        """Set the MAC address."""
        mac = command.mac.lower()
        self.require(is_station_address(mac))
        self.save(ethernet_mac=mac)

    @ethernet.GetEthernetAddress.handler
    async def get_address(
        self, command: ethernet.GetEthernetAddress
    ) -> ethernet.EthernetAddress:
        """Report the addresses."""
        own = self.module.wired.addresses
        return ethernet.EthernetAddress(
            ip=own.ip, gateway=own.gateway, netmask=own.netmask
        )

    @ethernet.SetEthernetAddress.handler
    async def set_address(self, command: ethernet.SetEthernetAddress) -> None:
        """Give the wired side a fixed address."""
        before = self.settings.ethernet_address or self.module.wired.addresses
        fixed = Addresses(
            ip=command.ip,
            gateway=command.gateway or before.gateway,
            netmask=command.netmask or before.netmask,
        )
        self.save(ethernet_address=fixed, ethernet_dhcp=False)
        self.module.wired.configure()

    @ethernet.GetEthernetHostName.handler
    async def get_host_name(
        self, command: ethernet.GetEthernetHostName
    ) -> ethernet.EthernetHostName:
        """Report the host name."""
        return ethernet.EthernetHostName(host_name=self.state.ethernet_host_name)

    @ethernet.SetEthernetHostName.handler
    async def set_host_name(self, command: ethernet.SetEthernetHostName) -> None:
        """Set the host name."""
        self.state.ethernet_host_name = command.host_name
