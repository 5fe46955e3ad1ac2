"""The module's WebSockets: real connections to real servers."""

import asyncio
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import aiohttp
from yarl import URL

from custom_components.esp_at.at.commands.websocket import (
    WebSocketClosed,
    WebSocketData,
    WebSocketLost,
    WebSocketOpened,
)

from .http_client import RequestFailed

if TYPE_CHECKING:
    from .module import SimulatedModule

WEBSOCKETS = 3
_UNLIMITED = aiohttp.ClientTimeout()
LARGEST_MESSAGE = 16 * 1024 * 1024


class _Connection:
    """One WebSocket that is open."""

    def __init__(
        self,
        url: str,
        socket: aiohttp.ClientWebSocketResponse,
        resources: AsyncExitStack,
    ) -> None:
        self.url, self.socket, self._resources = url, socket, resources
        self.closing = False
        self.reader: asyncio.Task[None] | None = None

    async def release(self) -> None:
        """Let go of the connection, whatever its state."""
        await self._resources.aclose()


class WebSockets:
    """The WebSockets of a module."""

    def __init__(self, module: SimulatedModule) -> None:
        """Start with none open."""
        self._module = module
        self.open: dict[int, _Connection] = {}

    def stop(self) -> None:
        """Drop every connection without a word, as a reset does.

        Their readers are tasks of the module: they end with it.
        """
        self.open.clear()

    async def connect(
        self,
        socket_id: int,
        url: str,
        *,
        headers: dict[str, str],
        subprotocol: str | None,
        timeout: float,
    ) -> None:
        """Open a WebSocket; raise RequestFailed. ``timeout`` is in seconds."""
        module = self._module
        resources = AsyncExitStack()
        try:
            async with asyncio.timeout(timeout):
                target = URL(url, encoded=True)
                real, host = await module.http.locate(target)
                settings = module.state.websockets.settings[socket_id]
                connector = aiohttp.TCPConnector(ssl=module.http.tls("wss", settings))
                session = await resources.enter_async_context(
                    aiohttp.ClientSession(connector=connector, timeout=_UNLIMITED)
                )
                socket = await session.ws_connect(
                    real,
                    protocols=(subprotocol,) if subprotocol else (),
                    headers={"Host": host, **headers},
                    server_hostname=target.host,
                    max_msg_size=LARGEST_MESSAGE,
                )
        except (aiohttp.ClientError, OSError, ValueError) as err:
            await resources.aclose()
            raise RequestFailed(type(err).__name__) from err
        except BaseException:
            await resources.aclose()
            raise
        connection = self.open[socket_id] = _Connection(url, socket, resources)
        module.emit(WebSocketOpened(socket_id=socket_id))
        connection.reader = module.spawn(self._read(socket_id, connection))

    async def close(self, connection: _Connection) -> None:
        """Say good-bye to the server."""
        connection.closing = True
        await connection.socket.close()
        await self._ended(connection)

    async def _read(self, socket_id: int, connection: _Connection) -> None:
        """Print what comes, until the connection ends."""
        module = self._module
        size = module.state.websockets.settings[socket_id].buffer
        try:
            async for message in connection.socket:
                data = message.data
                data = data.encode() if isinstance(data, str) else data
                for start in range(0, len(data), size) or (0,):
                    part = data[start : start + size]
                    module.emit(
                        WebSocketData(socket_id=socket_id, length=len(part), data=part)
                    )
                await module.drain()
        finally:
            if not connection.closing:
                await self._ended(connection)

    async def _ended(self, connection: _Connection) -> None:
        """Tell the host that a connection is gone, unless a reset took it."""
        code = connection.socket.close_code
        clean = code not in (None, aiohttp.WSCloseCode.ABNORMAL_CLOSURE)
        for socket_id, known in tuple(self.open.items()):
            if known is connection:
                del self.open[socket_id]
                ended = WebSocketClosed if clean else WebSocketLost
                self._module.emit(ended(socket_id=socket_id))
        await connection.release()
