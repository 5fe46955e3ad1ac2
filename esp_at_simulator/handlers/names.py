"""TCP-IP AT commands that find hosts: names and echoes."""

import asyncio

from custom_components.esp_at.at.commands import tcpip

from ..dispatcher import Refused
from ..internet import is_address
from ..station import NOT_CONNECTED
from .base import Handlers

LOOKUP_SECONDS = 6.3
"""How long the module asks for a name without a network, or a server that answers."""
ECHO_SECONDS = 1.0
"""The pace of echo requests: a reply is told of at its end."""
ECHO_MILLISECONDS = 6
"""How long an echo takes inside the simulated network."""


class NameHandlers(Handlers):
    """Looking names up, and asking hosts for an echo.

    Names are really looked up. An echo comes from the hosts of the simulated network
    only: a program may not send such requests of its own.
    """

    @tcpip.ResolveName.handler
    async def resolve(self, command: tcpip.ResolveName) -> tcpip.ResolvedName:
        """Return the address behind a name."""
        limit = (command.lookup_timeout or 0) / 1000 or LOOKUP_SECONDS
        try:
            address = await self._resolve(command.name_to_resolve, limit)
        except OSError:
            raise Refused from None
        network = command.network
        self.require(network is not tcpip.IpNetwork.IPV4 or ":" not in address)
        self.require(network is not tcpip.IpNetwork.IPV6 or ":" in address)
        return tcpip.ResolvedName(address=address)

    @tcpip.Ping.handler
    async def ping(self, command: tcpip.Ping) -> tcpip.RoundTrip:
        """Return how long the echo took; firmware 2.0 has no word for a bad name."""
        try:
            address = await self._resolve(command.host, LOOKUP_SECONDS)
        except OSError:
            told = self.profile.ping_tells_of_names
            raise Refused("TIMEOUT" if told else None) from None
        await self.module.sleep(ECHO_SECONDS)
        if not self.module.has_address or not self._is_local(address):
            raise Refused("TIMEOUT")
        return tcpip.RoundTrip(milliseconds=str(ECHO_MILLISECONDS))

    async def _resolve(self, name: str, limit: float) -> str:
        """Return an address; raise OSError, after ``limit`` where nobody answers.

        Addresses are no names: they need no server.
        """
        if is_address(name):
            return name
        servers = self.settings.dns_servers
        if not self.module.has_address or (
            servers is not None and not any(map(self._is_local, servers))
        ):
            await self.module.sleep(limit)
            raise TimeoutError
        async with asyncio.timeout(limit):
            return await self.module.surroundings.internet.resolve(name)

    def _is_local(self, address: str) -> bool:
        """Return whether an address is in the simulated network, and answers."""
        module = self.module
        internet = module.surroundings.internet
        known = {
            self.station.addresses.ip,
            self.station.addresses.gateway,
            module.wired.addresses.ip,
            module.wired.addresses.gateway,
            *(ip for ip in module.soft_ap.clients.values() if ip),
            *internet.names.values(),
            *internet.routes,
            *(host for host, _ in internet.forwards),
        }
        if (point := self.station.point) is not None:
            known.add(point.network.dns)
        return address in known - {NOT_CONNECTED.ip}
