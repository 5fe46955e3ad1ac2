"""Add and edit kept connections, which are subentries of a module's config entry."""

from collections.abc import Mapping

from homeassistant.config_entries import ConfigSubentryFlow

from ..const import (
    SUBENTRY_SERVER,
    SUBENTRY_TCP_CLIENT,
    SUBENTRY_UDP_PEER,
    SUBENTRY_WEBSOCKET,
)
from .flow import ServerFlow, TcpClientFlow, UdpPeerFlow, WebSocketFlow

SUBENTRY_FLOWS: Mapping[str, type[ConfigSubentryFlow]] = {
    SUBENTRY_TCP_CLIENT: TcpClientFlow,
    SUBENTRY_UDP_PEER: UdpPeerFlow,
    SUBENTRY_SERVER: ServerFlow,
    SUBENTRY_WEBSOCKET: WebSocketFlow,
}
