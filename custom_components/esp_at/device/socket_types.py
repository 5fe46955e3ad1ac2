"""The words of sockets: what a link speaks, where it leads, why it ended."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class SocketKind(StrEnum):
    """What a link speaks."""

    TCP = "tcp"
    UDP = "udp"
    SSL = "ssl"


class PeerMode(StrEnum):
    """To whom a UDP link sends: as told, to who sent first, or to who sent last."""

    FIXED = "fixed"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, kw_only=True)
class TlsOptions:
    """How TLS is spoken; the certificates are those in the module's flash."""

    verify_server: bool = False
    client_certificate: bool = False
    server_name: str | None = None
    certificate: int = 0
    authority: int = 0
    alpn: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where a link leads; ``keep_alive`` is in seconds."""

    kind: SocketKind
    host: str
    port: int
    local_port: int | None = None
    peer: PeerMode = PeerMode.FIXED
    keep_alive: int | None = None
    tls: TlsOptions | None = None
    ipv6: bool = False


class Remote(NamedTuple):
    """The other end's address and port."""

    host: str
    port: int


class Chunk(NamedTuple):
    """Bytes that came in; of UDP one datagram."""

    data: bytes
    remote: Remote | None


class CloseReason(StrEnum):
    """Why a link ended; damaged is when bytes were lost on the serial line."""

    PEER = "peer"
    OURS = "ours"
    DAMAGED = "damaged"
    RESTARTED = "restarted"
    NETWORK = "network"
    TOO_SLOW = "too_slow"
