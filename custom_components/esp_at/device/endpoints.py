"""What a kept connection leads to."""

from dataclasses import dataclass, field

from .socket_types import PeerMode, TlsOptions


@dataclass(frozen=True, kw_only=True)
class TcpClient:
    """A server to connect to, over TLS where ``tls`` is given.

    ``keep_alive`` is in seconds, 1 to 7200.
    """

    host: str
    port: int
    tls: TlsOptions | None = None
    keep_alive: int | None = None


@dataclass(frozen=True, kw_only=True)
class UdpPeer:
    """Someone to exchange datagrams with; ``local_port`` is where ours come from."""

    host: str
    port: int
    local_port: int | None = None
    peer: PeerMode = PeerMode.FIXED


@dataclass(frozen=True, kw_only=True)
class TcpServer:
    """A port that others connect to; ``idle_timeout`` is in seconds, 0 never."""

    port: int
    max_connections: int = 4
    idle_timeout: int = 0
    tls: bool = False
    verify_client: bool = False


@dataclass(frozen=True, kw_only=True)
class WebSocketClient:
    """A WebSocket server; all but the subprotocol may hold secrets."""

    url: str = field(repr=False)
    subprotocol: str | None = None
    authorization: str | None = field(default=None, repr=False)
    headers: tuple[str, ...] = field(default=(), repr=False)


type Endpoint = TcpClient | UdpPeer | TcpServer | WebSocketClient
