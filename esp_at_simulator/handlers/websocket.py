"""WebSocket AT commands, in builds that have them."""

from typing import Any

import aiohttp

from custom_components.esp_at.at.commands import websocket

from ..dispatcher import Refused, check_before_prompt
from ..http_client import RequestFailed
from ..state import WebSocketSettings
from .base import Handlers

CONNECT_TIMEOUT = 15.0
SEND_TIMEOUT = 10.0
"""In seconds; real time, as the servers are real."""


class WebSocketHandlers(Handlers):
    """Three WebSockets."""

    @websocket.SetWebSocket.handler
    async def configure(self, command: websocket.SetWebSocket) -> None:
        """Set up a WebSocket that is not open."""
        self.require(command.socket_id not in self.module.websockets.open)
        settings = WebSocketSettings(
            ping_interval=command.ping_interval,
            ping_timeout=command.ping_timeout,
            authentication=command.authentication or 0,
            certificate=command.certificate or 0,
            authority=command.authority or 0,
        )
        self.require_certificates("wss", settings)
        if command.buffer is not None:
            settings.buffer = command.buffer
        self.state.websockets.settings[command.socket_id] = settings

    @websocket.GetWebSocketHeaders.handler
    async def get_headers(
        self, command: websocket.GetWebSocketHeaders
    ) -> tuple[websocket.WebSocketHeader, ...]:
        """List what every WebSocket is opened with."""
        return self.state.websockets.headers.listed(websocket.WebSocketHeader)

    @websocket.AddWebSocketHeader.handler
    async def add_header(self, command: websocket.AddWebSocketHeader) -> None:
        """Open WebSockets with a header more."""
        self.state.websockets.headers.add(command.header)

    @websocket.ForgetWebSocketHeaders.handler
    async def forget_headers(self, command: websocket.ForgetWebSocketHeaders) -> None:
        """Open WebSockets without further headers."""
        self.state.websockets.headers.clear()

    @websocket.GetWebSockets.handler
    async def get_sockets(
        self, command: websocket.GetWebSockets
    ) -> tuple[websocket.OpenWebSocketState, ...]:
        """List what is open."""
        return tuple(
            websocket.OpenWebSocketState(
                socket_id=socket_id,
                status=(
                    websocket.WebSocketStatus.CLOSING
                    if connection.closing
                    else websocket.WebSocketStatus.OPEN
                ),
                url=connection.url,
            )
            for socket_id, connection in sorted(self.module.websockets.open.items())
        )

    @websocket.OpenWebSocket.handler
    async def open(self, command: websocket.OpenWebSocket) -> None:
        """Connect; +WS_CONNECTED comes before the OK."""
        sockets = self.module.websockets
        self.require(command.socket_id not in sockets.open)
        self.state.websockets.settings.setdefault(
            command.socket_id, WebSocketSettings()
        )
        headers = dict(self.state.websockets.headers.pairs)
        if command.authorization is not None:
            headers["Authorization"] = command.authorization
        milliseconds = command.connect_timeout
        try:
            await sockets.connect(
                command.socket_id,
                command.url,
                headers=headers,
                subprotocol=command.subprotocol,
                timeout=milliseconds / 1000 if milliseconds else CONNECT_TIMEOUT,
            )
        except RequestFailed:
            raise Refused from None

    @check_before_prompt(websocket.SendFrame)
    def check_send(self, values: dict[str, Any]) -> None:
        """Refuse data for what is not open."""
        self.require(values["socket_id"] in self.module.websockets.open)

    @websocket.SendFrame.handler
    async def send(self, command: websocket.SendFrame) -> None:
        """Send a frame."""
        connection = self.module.websockets.open.get(command.socket_id)
        if connection is None:
            raise Refused
        kind = websocket.FrameKind.TEXT if command.kind is None else command.kind
        try:
            await connection.socket.send_frame(
                command.data, aiohttp.WSMsgType(int(kind))
            )
        except aiohttp.ClientError, ConnectionError, ValueError:
            raise Refused from None

    @websocket.CloseWebSocket.handler
    async def close(self, command: websocket.CloseWebSocket) -> None:
        """Close; +WS_CLOSED comes once the server agrees, behind the OK."""
        connection = self.module.websockets.open.get(command.socket_id)
        if connection is None:
            raise Refused

        def say_good_bye() -> None:
            self.module.spawn(self.module.websockets.close(connection))

        self.module.then(say_good_bye)
