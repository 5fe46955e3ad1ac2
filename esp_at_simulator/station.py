"""The module's Wi-Fi station: joining, losing and finding networks again."""

import asyncio
from typing import TYPE_CHECKING

from custom_components.esp_at.at.commands.wifi import (
    ConnectionState,
    JoinError,
    StationConnected,
    StationDisconnected,
    StationGotAddress,
    WifiMode,
)

from .state import Addresses, Target
from .surroundings import AccessPoint

if TYPE_CHECKING:
    from .module import SimulatedModule

ASSOCIATION_SECONDS = 0.6
ADDRESS_SECONDS = 0.4
REFUSAL_SECONDS = 4.0
"""How long the module tries before it says that it could not join."""

NOT_CONNECTED = Addresses()


class CannotJoin(Exception):
    """The station could not join; ``reason`` is what the module prints."""

    def __init__(self, reason: JoinError) -> None:
        """Keep the reason."""
        super().__init__(reason.name)
        self.reason = reason


class StationRadio:
    """The side of the radio that joins networks."""

    def __init__(self, module: SimulatedModule) -> None:
        """Start off; ``start`` follows at boot."""
        self._module = module
        self.progress = ConnectionState.NOT_STARTED
        self.point: AccessPoint | None = None
        self.addresses = NOT_CONNECTED
        self.tried = ""
        """The name of the network of the last attempt."""
        self._searching: asyncio.Task[None] | None = None

    @property
    def enabled(self) -> bool:
        """Return whether the module plays a station."""
        state = self._module.state
        return state.wifi_started and bool(
            state.settings.wifi_mode & WifiMode.STATION.value
        )

    @property
    def connected(self) -> bool:
        """Return whether the module has an address in a network."""
        return self.progress is ConnectionState.CONNECTED

    def start(self) -> None:
        """Forget the link, and join the saved network where that is wanted."""
        self.stop()
        self.progress = ConnectionState(self._module.profile.state_before_join)
        self.tried = ""
        if self.enabled and self._module.nvs.auto_connect:
            self.search(at_once=True)

    def stop(self) -> None:
        """Drop the link without a word, as a reset does."""
        self.end_search()
        self.point, self.addresses = None, NOT_CONNECTED
        self.progress = ConnectionState.NOT_STARTED

    def leave(self) -> bool:
        """Leave the network for good; return whether there was one."""
        self.end_search()
        if self.progress is not ConnectionState.NOT_STARTED or self.point:
            self.progress = ConnectionState.DISCONNECTED
        return self._lose()

    async def join(self, target: Target) -> None:
        """Join a network; raise CannotJoin."""
        self.end_search()
        if self._lose():
            await self._module.sleep(0.01)
        self.tried = target.ssid
        await self._connect(target)

    def search(self, *, at_once: bool = False) -> None:
        """Try to join the saved network in the background, as set up."""
        self.end_search()
        settings = self._module.state.settings
        if settings.target is not None:
            self._searching = self._module.spawn(self._search(at_once=at_once))

    def end_search(self) -> None:
        """Stop trying."""
        if self._searching is not None:
            self._searching.cancel()
            self._searching = None

    def networks_changed(self) -> None:
        """Notice that the network is gone."""
        points = self._module.surroundings.access_points
        if self.point is not None and not any(p is self.point for p in points):
            self.progress = ConnectionState.DISCONNECTED
            self._lose()
            self.search()

    def visible(self, target: Target) -> AccessPoint | None:
        """Return the access point that would be joined, the strongest one."""
        fitting = [
            point
            for point in self._module.surroundings.access_points
            if point.ssid == target.ssid and target.bssid in (None, "", point.bssid)
        ]
        return max(fitting, key=lambda point: point.rssi, default=None)

    def configure(self) -> None:
        """Take the addresses that are set up now, if the link is up."""
        if self.point is None:
            return
        fixed = self._module.state.settings.station_address
        if not self._module.state.settings.station_dhcp and fixed is not None:
            self._got(fixed)
        else:
            self._module.spawn(self._ask_for_address())

    async def _search(self, *, at_once: bool) -> None:
        settings = self._module.state.settings
        target = settings.target
        assert target is not None
        interval, left = settings.reconnect_interval, settings.reconnect_count
        if not interval:
            wanted = target.reconnect_interval
            interval, left = 1 if wanted is None else wanted, 0
        self.tried = target.ssid
        while True:
            if not at_once:
                if not interval:
                    return
                await self._module.sleep(interval)
            at_once = False
            try:
                await self._connect(target, patience=0.2)
            except CannotJoin:
                left -= 1
                if left == 0:
                    return
                if not interval:
                    return
            else:
                return

    async def _connect(self, target: Target, patience: float = REFUSAL_SECONDS) -> None:
        self.progress = ConnectionState.CONNECTING
        try:
            await self._associate(target, patience)
        except CannotJoin:
            self.progress = ConnectionState.DISCONNECTED
            raise

    async def _associate(self, target: Target, patience: float) -> None:
        module = self._module
        point = self.visible(target)
        reason = self._refusal(target, point)
        if point is None or reason is not None:
            await module.sleep(min(patience, target.timeout))
            raise CannotJoin(reason or JoinError.NOT_FOUND)
        await module.sleep(ASSOCIATION_SECONDS)
        if not any(p is point for p in module.surroundings.access_points):
            raise CannotJoin(JoinError.NOT_FOUND)
        self.point = point
        self.progress = ConnectionState.NO_ADDRESS
        module.emit(StationConnected())
        fixed = module.state.settings.station_address
        if not module.state.settings.station_dhcp and fixed is not None:
            self._got(fixed)
            return
        await module.sleep(ADDRESS_SECONDS if point.dhcp else target.timeout)
        if self.point is not point or not point.dhcp:
            self._lose()
            raise CannotJoin(JoinError.TIMEOUT)
        self._got_leased(point)

    def _refusal(self, target: Target, point: AccessPoint | None) -> JoinError | None:
        if point is None:
            return JoinError.NOT_FOUND
        if not point.answers:
            return JoinError.TIMEOUT
        if point.enterprise is not None:
            login, known = target.enterprise, point.enterprise
            right = login is not None and (
                (login.identity, login.username, login.password)
                == (known.identity, known.username, known.password)
            )
            return None if right else JoinError.TIMEOUT
        if not point.password and target.password:
            return JoinError(self._module.profile.open_network_code)
        if target.reject_weak and not point.password:
            return JoinError.FAILED
        if point.password != target.password:
            return JoinError.WRONG_PASSWORD
        return None

    async def _ask_for_address(self) -> None:
        await self._module.sleep(ADDRESS_SECONDS)
        if self.point is not None and self.point.dhcp:
            self._got_leased(self.point)

    def _got_leased(self, point: AccessPoint) -> None:
        network = point.network
        self._got(
            Addresses(
                ip=network.address, gateway=network.gateway, netmask=network.netmask
            )
        )

    def _got(self, addresses: Addresses) -> None:
        self.addresses = addresses
        self.progress = ConnectionState.CONNECTED
        self._module.emit(StationGotAddress())

    def _lose(self) -> bool:
        if self.point is None:
            return False
        self.point, self.addresses = None, NOT_CONNECTED
        self._module.emit(StationDisconnected())
        self._module.soon(self._module.links.network_lost)
        return True
