"""What the config subentry of a kept connection means to the device."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

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


MODELS: Mapping[str, str] = {
    SUBENTRY_TCP_CLIENT: "TCP client",
    SUBENTRY_UDP_PEER: "UDP peer",
    SUBENTRY_SERVER: "TCP server",
    SUBENTRY_WEBSOCKET: "WebSocket",
}
"""What the device of a connection is called by type of its subentry."""


def endpoint(subentry_type: str, settings: Settings) -> Endpoint:
    """Return where a connection leads."""
    match subentry_type:
        case "tcp_client":
            return TcpClient(
                host=settings[CONF_HOST],
                port=settings[CONF_PORT],
                tls=_tls(settings) if settings[CONF_TLS] else None,
                keep_alive=settings.get(CONF_KEEP_ALIVE),
            )
        case "udp_peer":
            return UdpPeer(
                host=settings[CONF_HOST],
                port=settings[CONF_PORT],
                local_port=settings.get(CONF_LOCAL_PORT),
                peer=PeerMode(settings[CONF_PEER_MODE]),
            )
        case "server":
            return TcpServer(
                port=settings[CONF_PORT],
                max_connections=settings[CONF_MAX_CONNECTIONS],
                idle_timeout=settings[CONF_IDLE_TIMEOUT],
                tls=settings[CONF_TLS],
                verify_client=settings[CONF_VERIFY_CLIENT],
            )
        case _:
            return WebSocketClient(
                url=settings[CONF_URL],
                subprotocol=settings.get(CONF_SUBPROTOCOL),
                authorization=settings.get(CONF_AUTHORIZATION),
                headers=tuple(settings.get(CONF_HEADERS, ())),
            )


def _tls(settings: Settings) -> TlsOptions:
    return TlsOptions(
        verify_server=settings[CONF_VERIFY_CERTIFICATE],
        client_certificate=settings[CONF_CLIENT_CERTIFICATE],
        server_name=settings.get(CONF_SERVER_NAME),
    )


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


def links(subentry_type: str, settings: Settings) -> int:
    """Return how many of the module's links a connection may take."""
    match subentry_type:
        case "server":
            return int(settings[CONF_MAX_CONNECTIONS])
        case "websocket":  # WebSockets are counted by themselves
            return 0
        case _:
            return 1
