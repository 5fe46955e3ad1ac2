"""What a kept connection speaks over: a link of the module, or a WebSocket."""

from typing import Protocol

from ..at.errors import InvalidParameter
from .endpoints import TcpClient, UdpPeer, WebSocketClient
from .socket_types import Chunk, Remote, SocketKind, Target
from .sockets import SocketsFeature
from .websockets import WebSocket, WebSocketsFeature


class Channel(Protocol):
    """What a conversation needs of a socket."""

    @property
    def link_id(self) -> int | None:
        """Return the number of the link, where it has one."""

    @property
    def remote(self) -> Remote | None:
        """Return the other end, where it is known."""

    async def send(self, data: bytes, *, to: Remote | None = None) -> None:
        """Send data whole."""

    async def receive(self) -> Chunk:
        """Return the next bytes; raise EspAtError once there can be none."""

    async def close(self) -> None:
        """Close it; nothing happens if it is closed already."""


class WebSocketChannel:
    """A WebSocket as a channel: no link stands for it."""

    link_id: int | None = None
    remote: Remote | None = None

    def __init__(self, websocket: WebSocket) -> None:
        """Take an open one."""
        self._websocket = websocket

    async def send(self, data: bytes, *, to: Remote | None = None) -> None:
        """Send one message, as text where it can be text."""
        if to is not None:
            raise InvalidParameter("to", "choice")
        await self._websocket.send(data, binary=not _is_text(data))

    async def receive(self) -> Chunk:
        """Return the next message."""
        return Chunk(await self._websocket.receive(), None)

    async def close(self) -> None:
        """Close it."""
        await self._websocket.close()


async def open_channel(
    endpoint: TcpClient | UdpPeer | WebSocketClient,
    sockets: SocketsFeature,
    websockets: WebSocketsFeature,
) -> Channel:
    """Connect to where a connection leads; raise what the features raise."""
    if not isinstance(endpoint, WebSocketClient):
        return await sockets.open(_target(endpoint))
    websocket = await websockets.open(
        endpoint.url,
        subprotocol=endpoint.subprotocol,
        authorization=endpoint.authorization,
        headers=endpoint.headers,
    )
    return WebSocketChannel(websocket)


def _target(endpoint: TcpClient | UdpPeer) -> Target:
    if isinstance(endpoint, UdpPeer):
        return Target(
            kind=SocketKind.UDP,
            host=endpoint.host,
            port=endpoint.port,
            local_port=endpoint.local_port,
            peer=endpoint.peer,
        )
    return Target(
        kind=SocketKind.TCP if endpoint.tls is None else SocketKind.SSL,
        host=endpoint.host,
        port=endpoint.port,
        keep_alive=endpoint.keep_alive,
        tls=endpoint.tls,
    )


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
