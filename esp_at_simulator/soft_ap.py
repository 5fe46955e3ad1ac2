"""The module's own access point and the stations on it."""

import ipaddress
from typing import TYPE_CHECKING

from custom_components.esp_at.at.command import Urc
from custom_components.esp_at.at.commands.wifi import (
    ClientConnected,
    ClientDisconnected,
    ClientGotAddress,
    WifiMode,
)

from .surroundings import Station

if TYPE_CHECKING:
    from .module import SimulatedModule

JOIN_SECONDS = 0.2
LEASE_SECONDS = 0.3


class SoftApRadio:
    """The side of the radio that stations join."""

    def __init__(self, module: SimulatedModule) -> None:
        """Start without stations."""
        self._module = module
        self.clients: dict[str, str] = {}
        """The stations by MAC address, with the address given to them, or none."""
        self._sent_away: set[str] = set()

    @property
    def enabled(self) -> bool:
        """Return whether the module plays an access point."""
        state = self._module.state
        return state.wifi_started and bool(
            state.settings.wifi_mode & WifiMode.ACCESS_POINT.value
        )

    def start(self) -> None:
        """Begin anew after a start."""
        self.clients.clear()
        self._sent_away.clear()
        self.update()

    def stop(self) -> None:
        """Drop all stations without a word."""
        self.clients.clear()

    def restart(self) -> None:
        """Lose all stations, as a change of the settings does; they may come back."""
        for mac in tuple(self.clients):
            self._lose(mac)
        self._sent_away.clear()
        self.update()

    def send_away(self, mac: str) -> bool:
        """Disconnect a station; it stays away. Return whether it was there."""
        if mac not in self.clients:
            return False
        self._sent_away.add(mac)
        self._lose(mac)
        return True

    def update(self) -> None:
        """Let stations in and notice those that went."""
        around = self._module.surroundings.stations
        for mac in tuple(self.clients):
            if mac not in around or not self.enabled:
                self._lose(mac)
        self._sent_away &= set(around)
        for station in around.values():
            if self._admits(station):
                self._module.spawn(self._join(station))

    def _admits(self, station: Station) -> bool:
        settings = self._module.state.settings.soft_ap
        return (
            self.enabled
            and station.mac not in self.clients
            and station.mac not in self._sent_away
            and station.ssid in (None, settings.ssid)
            and (not settings.password or station.password in (None, settings.password))
            and len(self.clients) < settings.max_connections
        )

    async def _join(self, station: Station) -> None:
        await self._module.sleep(JOIN_SECONDS)
        around = self._module.surroundings.stations
        if around.get(station.mac) is not station or not self._admits(station):
            return
        self.clients[station.mac] = ""
        self._tell(ClientConnected(mac=station.mac))
        if not station.uses_dhcp or not self._module.state.settings.soft_ap_dhcp:
            return
        await self._module.sleep(LEASE_SECONDS)
        if station.mac in self.clients and (address := self._free_address()):
            self.clients[station.mac] = address
            self._tell(ClientGotAddress(mac=station.mac, ip=address))

    def _free_address(self) -> str | None:
        settings = self._module.state.settings
        number = int(ipaddress.IPv4Address(settings.lease_start))
        last = int(ipaddress.IPv4Address(settings.lease_end))
        taken = set(self.clients.values())
        while number <= last:
            address = str(ipaddress.IPv4Address(number))
            if address not in taken:
                return address
            number += 1
        return None

    def _tell(self, urc: Urc) -> None:
        if self._module.profile.tells_of_clients:
            self._module.emit(urc)

    def _lose(self, mac: str) -> None:
        del self.clients[mac]
        self._tell(ClientDisconnected(mac=mac))
