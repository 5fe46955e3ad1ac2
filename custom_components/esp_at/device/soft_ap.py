"""The module's own access point."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, override

from ..at.commands import wifi
from ..at.errors import InvalidParameter
from ..at.fields import to_utf8
from ..at.turns import Priority
from .feature import DeviceLink, Feature
from .roles import add_role, has_access_point
from .state import (
    Address,
    Encryption,
    SoftAp,
    SoftApClient,
    WifiChange,
    WifiChanged,
    WifiMode,
)
from .wifi import ENCRYPTIONS, address_of, encryption_of

_SHORTEST_PASSWORD = 8
_LONGEST_PASSWORD = 63
# The firmware refuses to offer these
_NOT_OFFERED = (Encryption.WEP, Encryption.WPA2_ENTERPRISE, Encryption.UNKNOWN)


class SoftApFeature(Feature):
    """Offer a network, know who is in it, and send them away."""

    def __init__(self, link: DeviceLink) -> None:
        """Listen to who comes and goes."""
        super().__init__(link)
        client = link.client
        client.subscribe(wifi.ClientConnected, self._client_connected)
        client.subscribe(wifi.ClientDisconnected, self._client_disconnected)
        client.subscribe(wifi.ClientGotAddress, self._client_got_address)

    @property
    def supports_disconnect_clients(self) -> bool:
        """Return whether stations can be sent away."""
        return self._supports(wifi.DisconnectClient)

    @override
    async def set_up(self) -> None:
        """Read the MAC address; forget who was there before a restart."""
        mac = await self._run(wifi.GetSoftApMac(), Priority.SET_UP)
        self._change(mac=mac.mac, clients=())

    @override
    async def refresh(self) -> None:
        """Read the access point and its stations."""
        await self._read(Priority.REFRESH)

    async def configure(
        self,
        ssid: str,
        *,
        password: str | None = None,
        channel: int = 1,
        encryption: Encryption = Encryption.WPA2,
        max_connections: int | None = None,
        hidden: bool = False,
    ) -> None:
        """Offer a network; saved. Switches the access point on. ``Spec 3.6``.

        The password has 8 to 63 bytes, the channel is 1 to 14, at most 15 stations
        (10 before 2.2). Raises InvalidParameter before anything is sent.
        """
        if encryption in _NOT_OFFERED:
            raise InvalidParameter("encryption", "choice")
        protected = encryption not in (Encryption.OPEN, Encryption.OWE)
        size = len(to_utf8("password", password or ""))
        if protected and not _SHORTEST_PASSWORD <= size <= _LONGEST_PASSWORD:
            raise InvalidParameter(
                "password",
                "length",
                minimum=str(_SHORTEST_PASSWORD),
                maximum=str(_LONGEST_PASSWORD),
            )
        command = wifi.ConfigureSoftAp(
            ssid=ssid,
            password=(password or "") if protected else "",
            channel=channel,
            encryption=ENCRYPTIONS[encryption],
            max_connections=max_connections,
            hidden=hidden,
        )
        await add_role(self._link, WifiMode.ACCESS_POINT)
        await self._run(command)
        await self._read(Priority.USER)

    async def disconnect_client(self, mac: str) -> None:
        """Send one station away; raise Unsupported before 2.0. ``Spec 3.8``."""
        self._require(self.supports_disconnect_clients, "disconnect_clients")
        await self._run(wifi.DisconnectClient(mac=mac.lower()))

    async def disconnect_all(self) -> None:
        """Send all stations away; raise Unsupported before 2.0. ``Spec 3.8``."""
        self._require(self.supports_disconnect_clients, "disconnect_clients")
        await self._run(wifi.DisconnectAllClients())

    async def set_address(self, address: Address) -> None:
        """Give the access point its address; saved. ``Spec 3.15``."""
        command = wifi.SetSoftApAddress(
            ip=address.ip, gateway=address.gateway, netmask=address.netmask
        )
        await self._run(command)
        await self._read(Priority.USER)

    async def set_dhcp(self, enabled: bool) -> None:
        """Choose whether the access point gives addresses away; saved. ``Spec 3.9``."""
        side = wifi.Interfaces.ACCESS_POINT
        await self._run(wifi.SetDhcp(enable=enabled, interfaces=side))
        answer = await self._run(wifi.GetDhcp())
        self._change(dhcp=side in answer.enabled)

    async def set_dhcp_range(
        self, start: str, end: str, *, lease: timedelta = timedelta(hours=2)
    ) -> None:
        """Choose the addresses to give away, for 1 to 2880 minutes. ``Spec 3.10``."""
        minutes = int(lease / timedelta(minutes=1))
        command = wifi.SetDhcpRange(enable=True, lease=minutes, start=start, end=end)
        await self._run(command)

    async def _read(self, priority: Priority) -> None:
        if not has_access_point(self._link.state.wifi_mode):
            soft_ap = self._link.state.soft_ap
            off = SoftAp(mac=soft_ap.mac, dhcp=soft_ap.dhcp)
            self._link.update(replace(self._link.state, soft_ap=off))
            return
        offered = await self._run(wifi.GetSoftAp(), priority)
        address = await self._run(wifi.GetSoftApAddress(), priority)
        listed = await self._run(wifi.GetClients(), priority)
        with_address = {client.mac: client.ip for client in listed}
        known = {mac for mac, ip in self._known.items() if ip is None}
        self._change(
            enabled=True,
            ssid=offered.ssid,
            channel=offered.channel,
            encryption=encryption_of(offered.encryption),
            max_connections=offered.max_connections,
            hidden=offered.hidden,
            address=address_of(address),
            clients=_clients({**dict.fromkeys(known), **with_address}),
        )

    def _client_connected(self, event: wifi.ClientConnected) -> None:
        self._change(clients=_clients({**self._known, event.mac: None}))
        self._emit(WifiChange.CLIENT_CONNECTED, event.mac)

    def _client_got_address(self, event: wifi.ClientGotAddress) -> None:
        self._change(clients=_clients({**self._known, event.mac: event.ip}))

    def _client_disconnected(self, event: wifi.ClientDisconnected) -> None:
        ip = self._known.get(event.mac)
        left = {mac: ip for mac, ip in self._known.items() if mac != event.mac}
        self._change(clients=_clients(left))
        self._emit(WifiChange.CLIENT_DISCONNECTED, event.mac, ip)

    @property
    def _known(self) -> dict[str, str | None]:
        return {client.mac: client.ip for client in self._link.state.soft_ap.clients}

    def _emit(self, change: WifiChange, mac: str, ip: str | None = None) -> None:
        self._link.emit(WifiChanged(change=change, mac=mac, ip=ip))

    def _change(self, **parts: Any) -> None:
        soft_ap: SoftAp = replace(self._link.state.soft_ap, **parts)
        self._link.update(replace(self._link.state, soft_ap=soft_ap))


def _clients(addresses: dict[str, str | None]) -> tuple[SoftApClient, ...]:
    return tuple(SoftApClient(mac=mac, ip=ip) for mac, ip in sorted(addresses.items()))
