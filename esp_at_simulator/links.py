"""The module's five links: opening and closing them, and what comes in."""

import asyncio
import socket
import ssl
from typing import TYPE_CHECKING

from custom_components.esp_at.at.commands.basic import MessageMode
from custom_components.esp_at.at.commands.tcpip import (
    DatagramPeer,
    LinkClosed,
    LinkDetails,
    LinkKind,
    LinkOpened,
    LinkProgress,
    LinkRole,
)

from .intake import Intake
from .internet import Internet
from .link import DatagramLink, Handshake, Link, StreamLink, set_options
from .server import LinkServer
from .state import LINKS, LinkState, TcpOptions

if TYPE_CHECKING:
    from .module import SimulatedModule
    from .profile import Profile

LEAST_PATIENCE = 5.0
"""Real sockets take real time, however fast the module's goes by."""

HANDSHAKE_SECONDS = 10.0

SHORT_LOSS_SECONDS = 15.0
"""How long a network may be gone for connections that outlast its loss."""


class CannotConnect(Exception):
    """No link was opened."""


class Links:
    """The links of one module, and its server."""

    def __init__(self, module: SimulatedModule) -> None:
        """Start without links."""
        self._module = module
        self.open: dict[int, Link] = {}
        self.server = LinkServer(self, module)
        self.intake = Intake(self, module)
        self._opening: set[int] = set()
        self._was_connected = self._stuck = False

    # What parts of it ask for

    @property
    def profile(self) -> Profile:
        """Return the firmware's generation."""
        return self._module.profile

    @property
    def internet(self) -> Internet:
        """Return where the network leads."""
        return self._module.surroundings.internet

    @property
    def time_scale(self) -> float:
        """Return how long the module's seconds are."""
        return self._module.time_scale

    @property
    def _state(self) -> LinkState:
        return self._module.state.links

    def tcp_options(self, number: int) -> TcpOptions:
        """Return how a link's connections behave."""
        return self._module.state.settings.tcp_options[number]

    # Opening

    @property
    def free(self) -> int | None:
        """Return the first link that is not taken."""
        taken = self.open.keys() | self._opening
        return next((n for n in range(LINKS) if n not in taken), None)

    async def connect(
        self,
        number: int,
        kind: LinkKind,
        remote: tuple[str, int],
        *,
        options: TcpOptions,
        tls: Handshake | None = None,
        patience: float | None = None,
    ) -> StreamLink:
        """Connect to a server; raise CannotConnect, also if that takes too long."""
        seconds = self.profile.connect_seconds if patience is None else patience
        self._opening.add(number)
        try:
            address = await self._look_up(remote[0])
            if address in self.internet.silent:
                await self._module.sleep(seconds)
                raise CannotConnect
            link = StreamLink(self, number, kind=kind, remote=(address, remote[1]))
            await self._connect(link, options, tls, patience=seconds)
        except (OSError, TimeoutError, ssl.CertificateError) as err:
            raise CannotConnect from err
        finally:
            self._opening.discard(number)
        if not self._module.online:
            link.drop()
            raise CannotConnect
        self.open[number] = link
        return link

    async def _connect(
        self,
        link: StreamLink,
        options: TcpOptions,
        tls: Handshake | None,
        *,
        patience: float,
    ) -> None:
        loop = asyncio.get_running_loop()
        real = self.internet.real(*link.remote)
        family = socket.AF_INET6 if ":" in real[0] else socket.AF_INET
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            set_options(connection, options)
            if family == socket.AF_INET:
                connection.bind((self.internet.local_address(real[0]), 0))
            limit = max(patience * self.time_scale, LEAST_PATIENCE)
            async with asyncio.timeout(limit):
                await loop.sock_connect(connection, real)
            if tls is None:
                await loop.create_connection(lambda: link, sock=connection)
            else:
                await loop.create_connection(
                    lambda: link,
                    sock=connection,
                    ssl=tls[0],
                    server_hostname=tls[1],
                    ssl_handshake_timeout=max(
                        HANDSHAKE_SECONDS * self.time_scale, LEAST_PATIENCE
                    ),
                )
        except BaseException:
            connection.close()
            raise

    async def bind(
        self,
        number: int,
        kind: LinkKind,
        remote: tuple[str, int],
        *,
        local_port: int = 0,
        mode: DatagramPeer = DatagramPeer.FIXED,
    ) -> DatagramLink:
        """Open a UDP port; raise CannotConnect."""
        self._opening.add(number)
        loop = asyncio.get_running_loop()
        try:
            address = await self._look_up(remote[0])
            peer = (address, remote[1])
            link = DatagramLink(self, number, kind=kind, remote=peer, mode=mode)
            link.local_port = local_port
            own = self.internet.local_address(self.internet.real(*peer)[0])
            real = (own, self.internet.local_port(local_port))
            await loop.create_datagram_endpoint(
                lambda: link, local_addr=real, allow_broadcast=True
            )
        except OSError as err:
            raise CannotConnect from err
        finally:
            self._opening.discard(number)
        self.open[number] = link
        return link

    async def _look_up(self, host: str) -> str:
        if not self._module.online:
            raise CannotConnect
        return await self.internet.resolve(host)

    def announce(self, link: Link) -> None:
        """Say that a link is up."""
        if link.is_stream and (
            link.role is LinkRole.CLIENT or self.profile.server_counts
        ):
            self._was_connected = True
        if self._module.state.settings.message_mode & MessageMode.LINK_DETAILS:
            self._module.emit(
                LinkDetails(
                    status=0,
                    link_id=link.number,
                    kind=link.kind,
                    role=link.role,
                    remote_ip=link.remote[0],
                    remote_port=link.remote[1],
                    local_port=link.local_port,
                )
            )
        else:
            self._module.emit(LinkOpened(link_id=self.name(link.number)))

    def name(self, number: int) -> int | None:
        """Return how a link is called; not at all where there is one only."""
        return number if self._state.multiplexed else None

    # Closing

    def close(self, link: Link) -> None:
        """Close a link that the host wants closed; unread data are lost."""
        self.forget(link)
        link.close()
        self._module.emit(LinkClosed(link_id=self.name(link.number)))

    def lost(self, link: Link) -> None:
        """Notice that a peer closed a link; it is told when nothing waits."""
        if self.open.get(link.number) is not link:
            return
        link.closed_by_peer = True
        if self._module.passthrough.lost(link):
            self.forget(link)
        elif not link.inbox.held:
            self.close(link)

    def network_lost(self) -> None:
        """Close every link, once no network is left."""
        if self._module.online:
            return
        self._was_connected = False
        if self._state.persistent and self.open:
            self._module.spawn(self._wait_for_network())
        else:
            self.close_all()

    async def _wait_for_network(self) -> None:
        await self._module.sleep(SHORT_LOSS_SECONDS)
        if not self._module.online:
            self.close_all()

    def close_all(self) -> None:
        """Close every link, without a word to its peer."""
        for link in self.links:
            self.forget(link)
            link.drop()
            if not self._module.passthrough.lost(link):
                self._module.emit(LinkClosed(link_id=self.name(link.number)))

    def stop(self) -> None:
        """Drop everything without a word, as a reset does."""
        self.server.stop()
        for link in self.links:
            self.forget(link)
            link.drop()
        self._opening.clear()
        self._was_connected = self._stuck = False
        self.intake.reset()

    def forget(self, link: Link) -> None:
        """Let a link be free again."""
        if self.open.get(link.number) is link:
            del self.open[link.number]
        self.server.forget(link)

    @property
    def links(self) -> tuple[Link, ...]:
        """Return the links that are open, by their numbers."""
        return tuple(self.open[number] for number in sorted(self.open))

    @property
    def progress(self) -> LinkProgress:
        """Return what AT+CIPSTATUS tells of all links."""
        if not self._module.online:
            tried = bool(self._module.station.tried)
            return LinkProgress.NO_ACCESS_POINT if tried else LinkProgress.INACTIVE
        counted = [
            link
            for link in self.links
            if link.role is LinkRole.CLIENT or self.profile.server_counts
        ]
        if any(link.is_stream for link in counted):
            return LinkProgress.CONNECTED
        if counted:
            return LinkProgress(self.profile.status_of_datagrams)
        if self._was_connected:
            return LinkProgress.DISCONNECTED
        return LinkProgress.GOT_ADDRESS

    # What old firmware does wrong

    def opened_twice(self, link: Link) -> None:
        """Mix links up, as 2.0 does when one is opened that is open."""
        if not self.profile.mixes_up_links:
            return
        if self._state.multiplexed:
            self._stuck = True
        else:
            link.left_to_deliver = 1

    async def hang_if_mixed_up(self) -> None:
        """Never return in a module whose links are mixed up."""
        if self._stuck:
            await asyncio.get_running_loop().create_future()
