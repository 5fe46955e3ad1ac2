"""Connections that are kept, and links that actions open."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
import logging
from types import MappingProxyType
from typing import override

from ..at.commands import wifi
from ..at.errors import EspAtError
from .channels import Channel
from .endpoints import Endpoint, TcpClient, TcpServer, UdpPeer, WebSocketClient
from .errors import UnknownLink
from .exchange import Conversation
from .feature import DeviceLink, Feature
from .kept_connection import KeptConnection
from .messages import (
    LONGEST_DELIMITER,
    LONGEST_MESSAGE,
    Answer,
    AnswerRule,
    ConnectionState,
    Message,
    MessageFraming,
)
from .socket import Socket
from .socket_types import Chunk, Remote, SocketKind, Target
from .sockets import SocketsFeature
from .state import DataArrived, StationConnection
from .websockets import WebSocketsFeature

__all__ = [
    "LONGEST_DELIMITER",
    "LONGEST_MESSAGE",
    "Answer",
    "AnswerRule",
    "ConnectionState",
    "ConnectionsFeature",
    "Endpoint",
    "KeptConnection",
    "Message",
    "MessageFraming",
    "TcpClient",
    "TcpServer",
    "UdpPeer",
    "WebSocketClient",
]

_LOGGER = logging.getLogger(__name__)

# How long an unload waits for the module to close what is open
_CLOSE_TIMEOUT = 2.0


class ConnectionsFeature(Feature):
    """Keep connections, and read what comes on links that actions opened."""

    def __init__(
        self,
        link: DeviceLink,
        sockets: SocketsFeature,
        websockets: WebSocketsFeature,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        """Take what opens links and WebSockets."""
        super().__init__(link)
        self._sockets, self._websockets, self._clock = sockets, websockets, clock
        self._kept: dict[str, KeptConnection] = {}
        self._links: dict[Conversation, asyncio.Task[None]] = {}
        self._networks: tuple[bool, ...] = ()
        self._restarted = False
        link.client.subscribe(wifi.StationGotAddress, self._got_address)

    @property
    def kept(self) -> Mapping[str, KeptConnection]:
        """Return the connections that are kept, by key."""
        return MappingProxyType(self._kept)

    @override
    async def set_up(self) -> None:
        """Notice that the module is there anew."""
        self._restarted = True

    @override
    async def refresh(self) -> None:
        """Connect at once what was waiting for a network, or for the module."""
        state = self._link.state
        networks = (
            state.station.connection is StationConnection.CONNECTED,
            state.ethernet is not None and state.ethernet.address is not None,
            state.soft_ap.enabled,
        )
        if networks != self._networks or self._restarted:
            self._networks, self._restarted = networks, False
            self._retry()

    @override
    async def close(self) -> None:
        """End every task; close servers and WebSockets, links are closed as one."""
        kept = tuple(self._kept.values())
        self._kept.clear()
        tasks = tuple(self._links.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        with suppress(TimeoutError):
            async with asyncio.timeout(_CLOSE_TIMEOUT):
                await asyncio.gather(*(connection.hang_up() for connection in kept))

    # Kept connections

    def keep(
        self, key: str, endpoint: Endpoint, framing: MessageFraming
    ) -> KeptConnection:
        """Connect in the background, and again whenever the connection is lost.

        It is tried at growing intervals of 1 to 60 s, and at once when the module has
        got its address or has restarted. Raises ValueError for a key that is in use.
        """
        if key in self._kept:
            raise ValueError(f"{key} is kept already")
        connection = KeptConnection(
            key,
            endpoint,
            framing,
            sockets=self._sockets,
            websockets=self._websockets,
            clock=self._clock,
            arrived=self._arrived,
        )
        self._kept[key] = connection
        return connection

    async def drop(self, key: str) -> None:
        """Close a kept connection for good; nothing happens if there is none."""
        connection = self._kept.pop(key, None)
        if connection is not None:
            await connection.hang_up()

    # Links of actions

    async def open(self, target: Target) -> Socket:
        """Connect; what comes in becomes events until the link is closed.

        Raises what ``device.sockets.open`` raises.
        """
        socket = await self._sockets.open(target)
        self._read(socket)
        return socket

    async def send(
        self,
        link: int,
        data: bytes,
        answer: AnswerRule | None = None,
        *,
        to: Remote | None = None,
    ) -> Answer | None:
        """Send over a link that is open; return the answer where a rule is given.

        Links of kept connections may be used too. Raises UnknownLink, and what
        ``Socket.send`` raises.
        """
        return await self._conversation(link).exchange(data, answer, to=to)

    async def send_once(
        self,
        target: Target,
        data: bytes,
        answer: AnswerRule | None = None,
        *,
        keep_open: bool = False,
    ) -> tuple[Answer | None, int | None]:
        """Connect, send, wait for the answer, and close unless it is kept open.

        Returns the answer, and the link that stays open. Raises what ``open`` and
        ``send`` raise; then the link is closed.
        """
        socket = await self._sockets.open(target)
        conversation = self._read(socket)
        stays = False
        try:
            found = await conversation.exchange(data, answer)
            stays = keep_open and not socket.closed
        finally:
            if not stays:
                await socket.close()
        return found, socket.link_id if stays else None

    async def close_link(self, link: int) -> None:
        """Close a link; raise UnknownLink."""
        await self._conversation(link).channel.close()

    def _read(self, socket: Socket) -> Conversation:
        conversation = Conversation(
            socket,
            MessageFraming(),
            deliver=self._deliver,
            count=_nothing,
            datagrams=socket.kind is SocketKind.UDP,
        )
        task = asyncio.create_task(self._read_to_end(conversation), name="esp_at link")
        self._links[conversation] = task
        return conversation

    async def _read_to_end(self, conversation: Conversation) -> None:
        try:
            await conversation.run()
        except EspAtError as err:
            _LOGGER.debug("A link has ended: %s", err)
        finally:
            del self._links[conversation]

    def _conversation(self, link: int) -> Conversation:
        """Return who reads a link that is open; raise UnknownLink."""
        socket = self._sockets.open_sockets.get(link)
        for conversation in self._conversations():
            if socket is not None and conversation.channel is socket:
                return conversation
        raise UnknownLink(link)

    def _conversations(self) -> Iterator[Conversation]:
        yield from self._links
        for connection in self._kept.values():
            yield from connection.conversations

    # What happens

    def _deliver(self, channel: Channel, chunk: Chunk) -> None:
        self._arrived(
            Message(
                data=chunk.data,
                remote=chunk.remote,
                link=channel.link_id,
                at=self._clock(),
            )
        )

    def _arrived(self, message: Message) -> None:
        self._link.emit(DataArrived(message=message))

    def _got_address(self, _: wifi.StationGotAddress) -> None:
        if self._link.state.online:  # or a refresh follows, once it is set up
            self._retry()

    def _retry(self) -> None:
        for connection in self._kept.values():
            connection.retry()


def _nothing(_in: int, _out: int) -> None:
    """Count nothing: the socket does."""
