"""What the config subentry of a kept connection means to the device."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from homeassistant.const import CONF_HOST, CONF_PORT, CONF_URL

from . import values
from .const import (
    CONF_AUTHORIZATION,
    CONF_CLIENT_CERTIFICATE,
    CONF_DELIMITER,
    CONF_ENCODING,
    CONF_ENDING,
    CONF_FRAMING,
    CONF_HEADERS,
    CONF_IDLE_TIMEOUT,
    CONF_KEEP_ALIVE,
    CONF_LENGTH,
    CONF_LOCAL_PORT,
    CONF_MAX_CONNECTIONS,
    CONF_PEER_MODE,
    CONF_SERVER_NAME,
    CONF_SUBPROTOCOL,
    CONF_TLS,
    CONF_VERIFY_CERTIFICATE,
    CONF_VERIFY_CLIENT,
    SUBENTRY_SERVER,
    SUBENTRY_TCP_CLIENT,
    SUBENTRY_UDP_PEER,
    SUBENTRY_WEBSOCKET,
)
from .device.connections import (
    Endpoint,
    MessageFraming,
    TcpClient,
    TcpServer,
    UdpPeer,
    WebSocketClient,
)
from .device.socket_types import PeerMode, TlsOptions

type Settings = Mapping[str, Any]
"""The data of a subentry, as its flow has checked them."""


class Framing(StrEnum):
    """How messages are told apart."""

    NONE = "none"
    DELIMITER = "delimiter"
    LENGTH = "length"


class Kind(NamedTuple):
    """What a type of subentries stands for."""

    model: str
    """What the device of a connection is called."""
    endpoint: Callable[[Settings], Endpoint]
    links: Callable[[Settings], int]
    """How many of the module's links a connection may take."""


def _tcp_client(settings: Settings) -> Endpoint:
    return TcpClient(
        host=settings[CONF_HOST],
        port=settings[CONF_PORT],
        tls=_tls(settings) if settings[CONF_TLS] else None,
        keep_alive=settings.get(CONF_KEEP_ALIVE),
    )


def _tls(settings: Settings) -> TlsOptions:
    return TlsOptions(
        verify_server=settings[CONF_VERIFY_CERTIFICATE],
        client_certificate=settings[CONF_CLIENT_CERTIFICATE],
        server_name=settings.get(CONF_SERVER_NAME),
    )


def _udp_peer(settings: Settings) -> Endpoint:
    return UdpPeer(
        host=settings[CONF_HOST],
        port=settings[CONF_PORT],
        local_port=settings.get(CONF_LOCAL_PORT),
        peer=PeerMode(settings[CONF_PEER_MODE]),
    )


def _server(settings: Settings) -> Endpoint:
    return TcpServer(
        port=settings[CONF_PORT],
        max_connections=settings[CONF_MAX_CONNECTIONS],
        idle_timeout=settings[CONF_IDLE_TIMEOUT],
        tls=settings[CONF_TLS],
        verify_client=settings[CONF_VERIFY_CLIENT],
    )


def _websocket(settings: Settings) -> Endpoint:
    return WebSocketClient(
        url=settings[CONF_URL],
        subprotocol=settings.get(CONF_SUBPROTOCOL),
        authorization=settings.get(CONF_AUTHORIZATION),
        headers=tuple(settings.get(CONF_HEADERS, ())),
    )


KINDS: Mapping[str, Kind] = {
    SUBENTRY_TCP_CLIENT: Kind("TCP client", _tcp_client, lambda _: 1),
    SUBENTRY_UDP_PEER: Kind("UDP peer", _udp_peer, lambda _: 1),
    SUBENTRY_SERVER: Kind(
        "TCP server", _server, lambda settings: int(settings[CONF_MAX_CONNECTIONS])
    ),
    # WebSockets are counted by themselves
    SUBENTRY_WEBSOCKET: Kind("WebSocket", _websocket, lambda _: 0),
}


def framing(settings: Settings) -> MessageFraming:
    """Return where a message of a connection ends; raise InvalidParameter."""
    match Framing(settings[CONF_FRAMING]):
        case Framing.DELIMITER:
            return MessageFraming(
                delimiter=values.unescape(CONF_DELIMITER, settings[CONF_DELIMITER])
            )
        case Framing.LENGTH:
            return MessageFraming(length=settings[CONF_LENGTH])
        case _:
            return MessageFraming()


def payload(settings: Settings, text: str) -> bytes:
    """Return the bytes of a message that a user sends; raise InvalidParameter."""
    data = values.decode("message", text, settings[CONF_ENCODING])
    return data + values.unescape(CONF_ENDING, settings.get(CONF_ENDING, ""))
