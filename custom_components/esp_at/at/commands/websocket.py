"""WebSocket AT commands: three connections at most, in builds that have them."""

from typing import Annotated

from ..command import QueryCommand, Record, SetCommand, Urc
from ..fields import (
    BlockData,
    BlockLength,
    Number,
    OpenIntEnum,
    PayloadLength,
    Since,
    Text,
)

type SocketId = Annotated[int, Number(minimum=0, maximum=2)]


class WebSocketOpened(Urc, prefix="+WS_CONNECTED"):
    """A WebSocket is open."""

    socket_id: SocketId


class WebSocketLost(Urc, prefix="+WS_DISCONNECTED"):
    """A WebSocket's connection was lost."""

    socket_id: SocketId


class WebSocketClosed(Urc, prefix="+WS_CLOSED"):
    """A WebSocket was closed."""

    socket_id: SocketId


class WebSocketData(Urc, prefix="+WS_DATA"):
    """A message came over a WebSocket, or a part of one."""

    socket_id: SocketId
    length: Annotated[int, BlockLength()]
    data: Annotated[bytes, BlockData()]


class SetWebSocket(SetCommand[None], name="+WSCFG", since="3.1", optional=True):
    """Set how a WebSocket keeps alive and authenticates, before it is opened."""

    socket_id: SocketId
    ping_interval: Annotated[int, Number(minimum=1, maximum=7200, unit="s")]
    ping_timeout: Annotated[int, Number(minimum=1, maximum=7200, unit="s")]
    buffer: Annotated[int, Number(minimum=1, maximum=8192, unit="bytes")] | None = None
    authentication: (
        Annotated[int, Number(minimum=0, maximum=3), Since("4.1")] | None
    ) = None
    certificate: Annotated[int, Number(minimum=0), Since("4.1")] | None = None
    authority: Annotated[int, Number(minimum=0), Since("4.1")] | None = None


class WebSocketHeader(Record, prefix="+WSHEAD"):
    """A header that every WebSocket is opened with."""

    index: Annotated[int, Number(minimum=0)]
    header: Annotated[str, Text(secret=True)]


class GetWebSocketHeaders(
    QueryCommand[tuple[WebSocketHeader, ...]],
    name="+WSHEAD",
    since="3.3",
    optional=True,
):
    """Query the headers that every WebSocket is opened with."""


class ForgetWebSocketHeaders(
    SetCommand[None], name="+WSHEAD", since="3.3", optional=True, fixed=(0,)
):
    """Forget the headers that every WebSocket is opened with."""


class AddWebSocketHeader(
    SetCommand[None], name="+WSHEAD", since="3.3", optional=True, timeout=5
):
    """Add a header, ``name: value``, that every WebSocket is opened with."""

    header: Annotated[bytes, PayloadLength(maximum=8192, secret=True)]


class WebSocketStatus(OpenIntEnum):
    """How far a WebSocket has come."""

    CLOSED = 0
    OPEN = 1
    CLOSING = 2


class OpenWebSocketState(Record, prefix="+WSOPEN"):
    """One WebSocket, and where it leads."""

    socket_id: SocketId
    status: WebSocketStatus
    url: Annotated[str, Text(secret=True)]


class GetWebSockets(
    QueryCommand[tuple[OpenWebSocketState, ...]],
    name="+WSOPEN",
    since="3.1",
    optional=True,
):
    """Query the WebSockets that are open."""


class OpenWebSocket(
    SetCommand[None], name="+WSOPEN", since="3.1", optional=True, timeout=70
):
    """Open a WebSocket; +WS_CONNECTED comes before the OK.

    ``authorization`` is the value of the header of that name.
    """

    socket_id: SocketId
    url: Annotated[str, Text(min_bytes=1, max_bytes=256, secret=True)]
    subprotocol: Annotated[str, Text(max_bytes=128)] | None = None
    connect_timeout: (
        Annotated[int, Number(minimum=0, maximum=60000, unit="ms")] | None
    ) = None
    authorization: Annotated[str, Text(max_bytes=256, secret=True)] | None = None


class FrameKind(OpenIntEnum):
    """What a WebSocket frame carries."""

    CONTINUATION = 0
    TEXT = 1
    BINARY = 2
    CLOSE = 8
    PING = 9
    PONG = 10


class SendFrame(
    SetCommand[None],
    name="+WSSEND",
    since="3.1",
    optional=True,
    timeout=20,
    final="SEND OK",
):
    """Send a frame over a WebSocket, as text if it is not said otherwise."""

    socket_id: SocketId
    data: Annotated[bytes, PayloadLength(maximum=8192)]
    kind: FrameKind | None = None
    send_timeout: Annotated[int, Number(minimum=0, maximum=60000, unit="ms")] | None = (
        None
    )


class CloseWebSocket(
    SetCommand[None], name="+WSCLOSE", since="3.1", optional=True, timeout=10
):
    """Close a WebSocket; +WS_CLOSED may come after the OK."""

    socket_id: SocketId
