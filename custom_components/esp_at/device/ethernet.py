"""The wired side, where the build has one."""

from dataclasses import replace
from typing import override

from ..at.commands import ethernet, wifi
from ..at.errors import CommandFailed
from ..at.turns import Priority
from .feature import DeviceLink, Feature
from .state import Address, Ethernet
from .wifi import NO_ADDRESS


class EthernetFeature(Feature):
    """Know the wired side and give it an address."""

    _present = False

    def __init__(self, link: DeviceLink) -> None:
        """Listen to the cable."""
        super().__init__(link)
        client = link.client
        client.subscribe(ethernet.EthernetConnected, self._plugged)
        client.subscribe(ethernet.EthernetDisconnected, self._unplugged)
        client.subscribe(ethernet.EthernetGotAddress, self._got_address)

    @property
    def supported(self) -> bool:
        """Return whether the module has a wired side."""
        return self._present

    @override
    async def set_up(self) -> None:
        """Look whether there is a wired side; old firmware lists no commands."""
        listed = self._link.firmware.commands is not None
        if listed and not self._supports(ethernet.GetEthernetMac):
            self._present = False
            return
        try:
            answer = await self._run(ethernet.GetEthernetMac(), Priority.SET_UP)
        except CommandFailed:
            self._present = False
            return
        self._present = True
        self._update(replace(self._known, mac=answer.mac))

    @override
    async def refresh(self) -> None:
        """Read the address."""
        if self._present:
            await self._read(Priority.REFRESH)

    async def set_address(self, address: Address) -> None:
        """Give the wired side a fixed address; saved; raise Unsupported. ``Spec 7.2``."""
        self._require(self._present, "ethernet")
        command = ethernet.SetEthernetAddress(
            ip=address.ip, gateway=address.gateway, netmask=address.netmask
        )
        await self._run(command)
        await self._read(Priority.USER)

    async def use_dhcp(self) -> None:
        """Let the network give the address; saved; raise Unsupported. ``Spec 3.9``."""
        self._require(self._present, "ethernet")
        side = wifi.Interfaces.ETHERNET
        await self._run(wifi.SetDhcp(enable=True, interfaces=side))
        await self._read(Priority.USER)

    async def _read(self, priority: Priority) -> None:
        answer = await self._run(ethernet.GetEthernetAddress(), priority)
        address = None
        if answer.ip != NO_ADDRESS:
            address = Address(
                ip=answer.ip, gateway=answer.gateway, netmask=answer.netmask
            )
        connected = self._known.connected
        if connected is None:  # plugged or not before we listened
            connected = address is not None
        self._update(replace(self._known, address=address, connected=connected))

    def _plugged(self, _: ethernet.EthernetConnected) -> None:
        self._update(replace(self._known, connected=True))

    def _unplugged(self, _: ethernet.EthernetDisconnected) -> None:
        self._update(replace(self._known, connected=False, address=None))

    def _got_address(self, _: ethernet.EthernetGotAddress) -> None:
        self._link.refresh_soon()

    @property
    def _known(self) -> Ethernet:
        return self._link.state.ethernet or Ethernet()

    def _update(self, wired: Ethernet) -> None:
        self._link.update(replace(self._link.state, ethernet=wired))
