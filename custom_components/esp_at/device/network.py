"""What the module's network knows: names, echoes, sleeping machines."""

import ipaddress
import re
from typing import override

from ..at.commands import tcpip, wifi
from ..at.errors import CommandFailed, InvalidParameter
from ..at.turns import Priority
from .errors import NoReply, NotOnNetwork, NotResolved
from .feature import DeviceLink, Feature
from .socket_types import SocketKind, Target
from .sockets import SocketsFeature
from .state import StationConnection

MOST_DNS_SERVERS = 3
_MAC = re.compile(r"[0-9A-Fa-f]{2}(?:([:-]?)[0-9A-Fa-f]{2})(?:\1[0-9A-Fa-f]{2}){4}")
_REPEATS = 16


class NetworkFeature(Feature):
    """Find others by name, and be found by it."""

    _announced: wifi.SetMdns | None = None

    def __init__(self, link: DeviceLink, sockets: SocketsFeature) -> None:
        """Take what sends datagrams."""
        super().__init__(link)
        self._sockets = sockets

    @property
    def supports_mdns(self) -> bool:
        """Return whether the module can announce services."""
        return self._supports(wifi.SetMdns)

    @property
    def supports_dns(self) -> bool:
        """Return whether the DNS servers can be chosen."""
        return self._supports(tcpip.SetDnsServers)

    @property
    def supports_ping(self) -> bool:
        """Return whether the module can ask for an echo."""
        return self._supports(tcpip.Ping)

    @override
    async def set_up(self) -> None:
        """Announce again what a restart forgot."""
        if self._announced is not None:
            await self._run(self._announced, Priority.SET_UP)

    async def resolve(self, host: str) -> str:
        """Return the address behind a name of 1 to 255 bytes. ``Spec 4.2``.

        Raises InvalidParameter, NotResolved and NotOnNetwork.
        """
        try:
            command = tcpip.ResolveName(name_to_resolve=host)
            return (await self._run(command)).address
        except CommandFailed:
            self._require_network()
            raise NotResolved(host) from None
        except InvalidParameter as err:
            raise InvalidParameter("host", err.reason, **err.limits) from None

    async def ping(self, host: str) -> int:
        """Return how many milliseconds the echo of a host took. ``Spec 4.26``.

        Raises InvalidParameter, NoReply, NotResolved, NotOnNetwork and Unsupported.
        """
        self._require(self.supports_ping, "ping")
        try:
            echo = await self._run(tcpip.Ping(host=host))
            return int(echo.milliseconds)
        except CommandFailed, ValueError:
            self._require_network()
            if not _is_address(host):  # it says the same of a name that is none
                await self.resolve(host)
            raise NoReply(host) from None

    async def set_dns(self, servers: tuple[str, ...] | None) -> None:
        """Use one to three DNS servers, or with None those of DHCP; saved. ``Spec 4.27``.

        Raises InvalidParameter for what is no address, and Unsupported.
        """
        self._require(self.supports_dns, "dns")
        if servers is None:
            await self._run(tcpip.SetDnsServers(manual=False))
            return
        if not 1 <= len(servers) <= MOST_DNS_SERVERS:
            raise InvalidParameter(
                "servers", "range", minimum="1", maximum=str(MOST_DNS_SERVERS)
            )
        if not all(map(_is_address, servers)):
            raise InvalidParameter("servers", "ip_address")
        first, second, third = (*servers, None, None)[:MOST_DNS_SERVERS]
        await self._run(
            tcpip.SetDnsServers(manual=True, first=first, second=second, third=third)
        )

    async def wake_on_lan(
        self, mac: str, *, broadcast: str = "255.255.255.255", port: int = 9
    ) -> None:
        """Send the magic packet that wakes a machine up in the module's network.

        ``mac`` may have colons, dashes or nothing between its bytes. Raises
        InvalidParameter, and what opening a socket and sending raise.
        """
        if not _MAC.fullmatch(mac):
            raise InvalidParameter("mac", "mac_address")
        if not _is_address(broadcast):
            raise InvalidParameter("broadcast", "ip_address")
        address = bytes.fromhex(re.sub("[:-]", "", mac))
        target = Target(kind=SocketKind.UDP, host=broadcast, port=port)
        socket = await self._sockets.open(target)
        try:
            await socket.send(b"\xff" * 6 + address * _REPEATS)
        finally:
            await socket.close()

    async def set_mdns(self, host_name: str, service: str, port: int) -> None:
        """Announce a service such as ``_http``; again after restarts. ``Spec 3.19``.

        The port is 1 to 65535. Raises Unsupported.
        """
        self._require(self.supports_mdns, "mdns")
        command = wifi.SetMdns(
            enable=True, host_name=host_name, service=service, port=port
        )
        if self._announced is not None:  # the module knows one service at a time
            await self.stop_mdns()
        await self._run(command)
        self._announced = command

    async def stop_mdns(self) -> None:
        """Stop announcing; raise Unsupported. ``Spec 3.19``."""
        self._require(self.supports_mdns, "mdns")
        self._announced = None
        await self._run(wifi.SetMdns(enable=False))

    def _require_network(self) -> None:
        """Raise NotOnNetwork where that is why nothing was found."""
        state = self._link.state
        wired = state.ethernet is not None and state.ethernet.address is not None
        if state.station.connection is not StationConnection.CONNECTED and not wired:
            raise NotOnNetwork


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
