"""Links to other machines over the module's network; none of their bytes is lost."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
import logging
from types import MappingProxyType
from typing import override

from ..at.commands import tcpip
from ..at.errors import CommandFailed, EspAtError
from ..at.turns import Priority
from .background import Background
from .errors import ConnectFailed, NoFreeLink, NotOnNetwork, ServerRunning
from .feature import DeviceLink, Feature
from .fetcher import Fetcher
from .link_set_up import LinkSetUp
from .listener import Listener
from .sender import Sender
from .socket import LONGEST_QUEUE, LinkTaken, Socket
from .socket_types import CloseReason, Remote, SocketKind, Target

_LOGGER = logging.getLogger(__name__)

MAX_LINKS = 5
# What came unasked for and waits for its reader, before the module is held back
_ENOUGH = 256 * 1024
# How long after a loss it is looked what it was
_LOOK_AROUND = 0.5


class SocketsFeature(Feature):
    """Connect, listen and keep track of the module's five links.

    The module always runs with several links possible and with the sender's address
    shown. Where the firmware can, streams wait in the module until they are read.
    """

    max_links = MAX_LINKS

    def __init__(self, link: DeviceLink) -> None:
        """Listen to what happens to links."""
        super().__init__(link)
        self._sockets: dict[int, Socket] = {}
        self._ended: dict[int, Socket] = {}
        """What ended last on a link: its last data may come behind."""
        self._unclosed: set[int] = set()
        """Links that should be closed, and of which nobody knows."""
        self._listener: Listener | None = None
        self._opening = asyncio.Lock()
        self._beginning: Socket | None = None
        self._set_up = LinkSetUp(link)
        self._sender = Sender(link, on_torn=self._torn)
        self._fetcher = Fetcher(link.client, self._sockets.values(), on_torn=self._torn)
        self._look_around: asyncio.Task[None] | None = None
        self._tasks = Background()
        client = link.client
        client.subscribe(tcpip.LinkOpened, self._opened)
        client.subscribe(tcpip.LinkDetails, self._opened)
        client.subscribe(tcpip.LinkClosed, self._closed)
        client.subscribe(tcpip.DataReceived, self._received)
        client.subscribe(tcpip.DataWaiting, self._waiting)
        client.subscribe_damage(self._damaged)

    @property
    def open_sockets(self) -> Mapping[int, Socket]:
        """Return the links that are open, by number."""
        return MappingProxyType(self._sockets)

    @property
    def listener(self) -> Listener | None:
        """Return the server, if it runs."""
        return self._listener

    async def open(self, target: Target) -> Socket:
        """Connect; the sockets of UDP are connected at once.

        Raises InvalidParameter and Unsupported before anything is sent, NotOnNetwork,
        NoFreeLink, ConnectFailed when the other end is not there or refuses, and
        SocketClosed when the module restarted meanwhile. Who is cancelled leaves no
        link behind.
        """
        self._set_up.check(target)
        if not self._link.state.on_network:
            raise NotOnNetwork
        return await self._tasks.finish(self._open(target), unwanted=self._unwanted)

    async def listen(
        self,
        port: int,
        *,
        max_connections: int = 4,
        idle_timeout: int = 0,
        tls: bool = False,
        verify_client: bool = False,
    ) -> Listener:
        """Accept connections at a port; ``idle_timeout`` is in seconds, 0 never.

        Raises InvalidParameter and Unsupported before anything is sent, ServerRunning
        since the module has one server only, SocketClosed when the module restarted
        meanwhile, and CommandFailed.
        """
        commands = self._set_up.server(
            port,
            max_connections=max_connections,
            idle_timeout=idle_timeout,
            tls=tls,
            verify_client=verify_client,
        )
        if self._listener is not None:
            raise ServerRunning(self._listener.port)
        listener = Listener(port, tls=tls, stop=self._stop_listening)
        self._listener = listener
        try:
            for command in commands:
                await self._link.client.execute(command, on_turn=listener.require_open)
        except BaseException:
            if not listener.closed:  # it may run all the same
                self._listener = None
                listener.end(CloseReason.OURS)
                self._tasks.spawn(self._run(self._set_up.stop_server(close_links=True)))
            raise
        return listener

    @override
    async def set_up(self) -> None:
        self.lost()
        self._unclosed.clear()
        await self._set_up.run()

    @override
    async def refresh(self) -> None:
        """Find out what the line did not bring: ends of links, data that wait."""
        known = dict(self._sockets)
        if not known and self._listener is None and not self._unclosed:
            return
        listed = await self._set_up.open_links(Priority.REFRESH)
        links = {link.link_id: link for link in listed}
        for link_id, socket in known.items():
            if link_id not in links and self._sockets.get(link_id) is socket:
                self._end(socket, self._reason())
        for link_id, details in links.items():
            if link_id in self._unclosed:
                self._hang_up(link_id)
            elif link_id not in self._sockets and details.role:
                self._accept(link_id)
        self._unclosed &= set(links)
        await self._look_for_data(Priority.REFRESH)

    @override
    def lost(self) -> None:
        for socket in tuple(self._sockets.values()):
            self._end(socket, CloseReason.RESTARTED)
        self._ended.clear()
        if self._beginning is not None:  # what was set up for it is forgotten
            self._beginning.end(CloseReason.RESTARTED)
        if self._listener is not None:
            self._listener.end(CloseReason.RESTARTED)
            self._listener = None
        self._throttle()

    @override
    async def close(self) -> None:
        open_links = bool(self._sockets)
        self.lost()
        if fetching := self._fetcher.stop():
            await asyncio.wait([fetching])
        await self._tasks.end()
        if open_links and self._link.state.online:
            try:
                async with asyncio.timeout(2):
                    await self._run(tcpip.CloseLink(link_id=tcpip.ALL_LINKS))
            except (EspAtError, TimeoutError) as err:
                _LOGGER.debug("Links were not closed: %s", err)

    # What sockets ask for

    async def send_over(
        self, socket: Socket, data: bytes, *, to: Remote | None
    ) -> None:
        """Send data for a link's owner; see ``Socket.send``."""
        await self._sender.send(socket, data, to=to)

    async def close_socket(self, socket: Socket) -> None:
        """Close a link for its owner."""
        self._end(socket, CloseReason.OURS)
        await asyncio.wait([self._hang_up(socket.link_id)])

    def was_read(self, socket: Socket) -> None:
        """Fetch more, or let the module send again."""
        if socket.data_waits:
            self._fetcher.wake()
        elif not socket.passive:
            self._throttle()

    # Opening and closing

    async def _open(self, target: Target) -> Socket:
        async with self._opening:
            while True:
                with suppress(LinkTaken):
                    return await self._open_link(self._free_link(), target)

    async def _open_link(self, link_id: int, target: Target) -> Socket:
        remote = Remote(target.host, target.port)
        socket = Socket(self, link_id, kind=target.kind, remote=remote)
        socket.local_port = target.local_port

        def begin() -> None:
            # What came before is another's; data may come before the OK is understood
            socket.require_open()
            self._require_vacant(link_id)
            self._sockets[link_id] = socket
            self._ended.pop(link_id, None)

        self._beginning = socket
        try:
            socket.passive = await self._set_up.prepare(link_id, target)
            await self._set_up.connect(link_id, target, on_turn=begin)
        except BaseException as err:
            told = isinstance(err, CommandFailed | ConnectFailed)
            if self._forget(socket) and not told:
                self._unclosed.add(link_id)
            raise
        finally:
            self._beginning = None
        return socket

    def _free_link(self) -> int:
        """Return the highest link: the server gives out the lowest."""
        for link_id in reversed(range(MAX_LINKS)):
            if link_id not in self._sockets and link_id not in self._unclosed:
                return link_id
        raise NoFreeLink(MAX_LINKS)

    def _require_vacant(self, link_id: int) -> None:
        """Raise LinkTaken if somebody has connected over a link meanwhile."""
        if link_id in self._sockets:
            raise LinkTaken

    def _unwanted(self, socket: Socket) -> None:
        """Close what was opened for somebody who has gone."""
        self._break(socket, CloseReason.OURS)

    def _torn(self, socket: Socket) -> None:
        """Give up a stream of which bytes were lost on the serial line."""
        self._break(socket, CloseReason.DAMAGED)

    def _break(self, socket: Socket, reason: CloseReason) -> None:
        """End a link from here, without waiting for the module."""
        if self._sockets.get(socket.link_id) is socket:
            self._end(socket, reason)
            self._hang_up(socket.link_id)

    def _end(self, socket: Socket, reason: CloseReason) -> None:
        self._forget(socket)
        socket.end(reason)
        if reason is CloseReason.PEER:
            self._ended[socket.link_id] = socket
        self._throttle()

    def _forget(self, socket: Socket) -> bool:
        """Return whether the link was this socket's until now."""
        if self._sockets.get(socket.link_id) is not socket:
            return False
        del self._sockets[socket.link_id]
        return True

    def _hang_up(self, link_id: int) -> asyncio.Task[None]:
        """Close a link in the background; it is not free until it is closed."""
        self._unclosed.add(link_id)
        return self._tasks.spawn(self._close_link(link_id))

    async def _close_link(self, link_id: int) -> None:
        try:
            await self._link.client.execute(
                tcpip.CloseLink(link_id=link_id),
                on_turn=lambda: self._require_vacant(link_id),
            )
        except CommandFailed, LinkTaken:
            pass  # it is closed
        except EspAtError as err:
            _LOGGER.debug("Link %s may still be open: %s", link_id, err)
            return
        self._unclosed.discard(link_id)

    async def _stop_listening(self, close_links: bool) -> None:
        listener, self._listener = self._listener, None
        if listener is None:
            return
        listener.end(CloseReason.OURS)
        accepted = [s for s in self._sockets.values() if s.accepted and close_links]
        for socket in accepted:
            socket.end(CloseReason.OURS)
        await self._run(self._set_up.stop_server(close_links=close_links))
        for socket in accepted:  # before 2.2 they stay
            if self._sockets.get(socket.link_id) is socket:
                await self.close_socket(socket)

    def _accept(self, link_id: int) -> None:
        """Take a connection that the server accepted."""
        if (listener := self._listener) is None:
            return
        socket = Socket(
            self,
            link_id,
            kind=SocketKind.SSL if listener.tls else SocketKind.TCP,
            accepted=True,
            passive=self._set_up.is_passive(link_id),
        )
        socket.local_port = listener.port
        self._ended.pop(link_id, None)
        self._sockets[link_id] = socket
        self._tasks.spawn(self._introduce(listener, socket))

    async def _introduce(self, listener: Listener, socket: Socket) -> None:
        """Find out who has connected, and hand the connection over."""
        try:
            for link in await self._set_up.open_links(Priority.USER):
                if link.link_id == socket.link_id:
                    socket.remote = Remote(link.remote_ip, link.remote_port)
            # What came with the connection is not always announced
            await self._look_for_data(Priority.USER)
        except EspAtError as err:
            _LOGGER.debug("It is not known who has connected: %s", err)
        listener.connected(socket)

    async def _look_for_data(self, priority: Priority) -> None:
        """Fetch what waits unannounced."""
        passive = [socket for socket in self._sockets.values() if socket.passive]
        if passive:
            lengths = (await self._run(tcpip.GetBufferedLengths(), priority)).lengths
            for socket in passive:
                if any(length > 0 for length in lengths[socket.link_id :][:1]):
                    socket.data_waits = True
            self._fetcher.wake()

    # What the module tells

    def _opened(self, urc: tcpip.LinkOpened | tcpip.LinkDetails) -> None:
        if urc.link_id is not None and urc.link_id not in self._sockets:
            self._accept(urc.link_id)

    def _closed(self, urc: tcpip.LinkClosed) -> None:
        if urc.link_id is None:
            return
        self._unclosed.discard(urc.link_id)
        if (socket := self._sockets.get(urc.link_id)) is not None:
            self._end(socket, self._reason())

    def _received(self, urc: tcpip.DataReceived) -> None:
        if urc.link_id is None:
            self._damaged()
            return
        socket = self._sockets.get(urc.link_id) or self._ended.get(urc.link_id)
        if socket is None:
            return
        remote = None
        if urc.remote_ip is not None and urc.remote_port is not None:
            remote = Remote(urc.remote_ip, urc.remote_port)
        socket.take(urc.data, remote)
        if socket.queued > _ENOUGH:
            if socket.queued > LONGEST_QUEUE:
                self._break(socket, CloseReason.TOO_SLOW)
            self._throttle()

    def _waiting(self, urc: tcpip.DataWaiting) -> None:
        whole = len(urc.numbers) == 2
        socket = self._sockets.get(urc.numbers[0]) if whole else None
        if not whole or (socket is not None and not socket.passive):
            self._damaged()  # the head of data that came unasked for
        elif socket is not None:
            socket.data_waits = True
            self._fetcher.wake()

    def _damaged(self, _: None = None) -> None:
        """Bytes were lost: streams that came unasked for have a hole, somewhere."""
        for socket in tuple(self._sockets.values()):
            if not socket.passive and socket.kind is not SocketKind.UDP:
                self._break(socket, CloseReason.DAMAGED)
        if self._sockets and (not self._look_around or self._look_around.done()):
            self._look_around = self._tasks.spawn(self._look_soon())

    async def _look_soon(self) -> None:
        """Find out whether a connection began or ended unheard."""
        await asyncio.sleep(_LOOK_AROUND)
        await self.refresh()

    def _throttle(self) -> None:
        """Hold the module back while a reader is behind."""
        behind = any(
            socket.queued > _ENOUGH and not socket.passive
            for socket in self._sockets.values()
        )
        self._link.client.throttle(throttled=behind)

    def _reason(self) -> CloseReason:
        """Return why the module may have ended a link by itself."""
        return CloseReason.PEER if self._link.state.on_network else CloseReason.NETWORK
