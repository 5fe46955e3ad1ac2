"""The module's server: who connects gets a link."""

import asyncio
import socket
from typing import TYPE_CHECKING

from custom_components.esp_at.at.commands.tcpip import LinkKind, LinkRole

from .link import Handshake, Link, StreamLink, set_options

if TYPE_CHECKING:
    from .links import Links
    from .module import SimulatedModule

DEFAULT_PORT = 333
BACKLOG = 5


class LinkServer:
    """A port that accepts connections while links are free."""

    def __init__(self, links: Links, module: SimulatedModule) -> None:
        """Start closed."""
        self._links, self._module = links, module
        self._socket: socket.socket | None = None
        self._accepting: asyncio.Task[None] | None = None
        self._free = asyncio.Event()
        self._tls: Handshake | None = None
        self.port = DEFAULT_PORT
        self.kind = LinkKind.TCP
        self.verifies = False
        self.interface = 0

    @property
    def running(self) -> bool:
        """Return whether connections are accepted."""
        return self._socket is not None

    @property
    def clients(self) -> tuple[Link, ...]:
        """Return the links that the server made."""
        links = self._links.links
        return tuple(link for link in links if link.role is LinkRole.SERVER)

    def start(self, port: int, kind: LinkKind, *, tls: Handshake | None = None) -> None:
        """Accept connections; raise OSError if the port is taken."""
        internet = self._links.internet
        six = kind in (LinkKind.TCP6, LinkKind.SSL6)
        address = "::1" if six else internet.bind_address
        connection = socket.socket(
            socket.AF_INET6 if six else socket.AF_INET, socket.SOCK_STREAM
        )
        try:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, True)
            connection.bind((address, internet.local_port(port)))
            connection.listen(BACKLOG)
            connection.setblocking(False)
        except OSError:
            connection.close()
            raise
        self._socket, self._tls = connection, tls
        self.port, self.kind = port, kind
        self._accepting = self._module.spawn(self._accept(connection))

    def stop(self) -> None:
        """Accept no more; what is there stays."""
        if self._accepting is not None:
            self._accepting.cancel()
            self._accepting = None
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def used(self, link: Link) -> None:
        """Begin anew to wait for a client that says nothing."""
        if link.idle_timer is not None:
            link.idle_timer.cancel()
            link.idle_timer = None
        seconds = self._module.state.links.server_timeout
        if link.role is LinkRole.SERVER and seconds:
            link.idle_timer = asyncio.get_running_loop().call_later(
                seconds * self._module.time_scale, self._links.close, link
            )

    def forget(self, link: Link) -> None:
        """Have room for another client."""
        if link.idle_timer is not None:
            link.idle_timer.cancel()
            link.idle_timer = None
        self._free.set()

    def limits_changed(self) -> None:
        """Look again how many clients may come, and for how long they may be silent."""
        self._free.set()
        for link in self.clients:
            self.used(link)

    async def _accept(self, listening: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            self._free.clear()
            most = self._module.state.links.most_connections
            number = self._links.free
            if len(self.clients) >= most or number is None:
                await self._free.wait()
                continue
            connection, _ = await loop.sock_accept(listening)
            if _has_ended(connection):
                connection.close()
            else:
                await self._take(connection)

    async def _take(self, connection: socket.socket) -> None:
        """Make a link of a connection, unless its handshake fails."""
        loop, internet = asyncio.get_running_loop(), self._links.internet
        address, port, *_ = connection.getpeername()
        number = self._links.free
        if number is None:
            connection.close()
            return
        link = StreamLink(
            self._links,
            number,
            kind=self.kind,
            remote=(internet.shown(address), port),
        )
        link.role, link.local_port = LinkRole.SERVER, self.port
        try:
            set_options(connection, self._links.tcp_options(number))
            await loop.connect_accepted_socket(
                lambda: link, connection, ssl=self._tls[0] if self._tls else None
            )
        except OSError:
            connection.close()
            return
        if number in self._links.open:  # taken during the handshake
            link.drop()
            return
        self._links.open[number] = link
        self._links.announce(link)
        self.used(link)
        link.start()


def _has_ended(connection: socket.socket) -> bool:
    """Return whether a client went away while it waited to be let in."""
    connection.setblocking(False)
    try:
        return not connection.recv(1, socket.MSG_PEEK)
    except BlockingIOError:
        return False
    except OSError:
        return True
