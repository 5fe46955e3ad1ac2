"""The module's Ethernet side, in builds that have one."""

from typing import TYPE_CHECKING

from custom_components.esp_at.at.commands.ethernet import (
    EthernetConnected,
    EthernetDisconnected,
    EthernetGotAddress,
)

from .state import Addresses

if TYPE_CHECKING:
    from .module import SimulatedModule

ADDRESS_SECONDS = 0.5


class WiredSide:
    """The Ethernet interface."""

    def __init__(self, module: SimulatedModule) -> None:
        """Start unplugged."""
        self._module = module
        self.connected = False
        self.addresses = Addresses()

    @property
    def has_address(self) -> bool:
        """Return whether the interface is part of a network."""
        return self.addresses != Addresses()

    def start(self) -> None:
        """Begin anew after a start."""
        self.stop()
        self.update()

    def stop(self) -> None:
        """Forget the link without a word."""
        self.connected = False
        self.addresses = Addresses()

    def update(self) -> None:
        """Notice whether the cable is in."""
        if "+CIPETH" not in self._module.build.commands:
            return
        plugged = self._module.surroundings.cable is not None
        if plugged == self.connected:
            return
        self.connected = plugged
        if plugged:
            self._module.emit(EthernetConnected())
            self.configure()
        else:
            self.addresses = Addresses()
            self._module.emit(EthernetDisconnected())
            self._module.soon(self._module.links.network_lost)

    def configure(self) -> None:
        """Take the addresses that are set up now, if the cable is in."""
        if not self.connected:
            return
        settings = self._module.state.settings
        if not settings.ethernet_dhcp and settings.ethernet_address is not None:
            self._got(settings.ethernet_address)
        else:
            self._module.spawn(self._ask_for_address())

    async def _ask_for_address(self) -> None:
        await self._module.sleep(ADDRESS_SECONDS)
        cable = self._module.surroundings.cable
        settings = self._module.state.settings
        if self.connected and cable is not None and settings.ethernet_dhcp:
            self._got(
                Addresses(
                    ip=cable.address, gateway=cable.gateway, netmask=cable.netmask
                )
            )

    def _got(self, addresses: Addresses) -> None:
        self.addresses = addresses
        self._module.emit(EthernetGotAddress(ip=addresses.ip))
