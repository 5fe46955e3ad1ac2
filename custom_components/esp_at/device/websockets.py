"""WebSockets through the module's network, in builds that have them."""

import asyncio
from collections import deque
import logging
from typing import override
from urllib.parse import urlsplit

from ..at.commands import websocket
from ..at.commands.websocket import WebSocketStatus
from ..at.errors import (
    CommandFailed,
    EspAtError,
    InvalidParameter,
)
from ..at.fields import to_utf8
from .background import Background
from .errors import ConnectFailed, NoFreeWebSocket, SendFailed, SocketClosed
from .feature import DeviceLink, Feature
from .socket_types import CloseReason

_LOGGER = logging.getLogger(__name__)

MAX_WEBSOCKETS = 3
LONGEST_QUEUE = 64 * 1024
"""Bytes that wait for a reader; who leaves more lying about loses the WebSocket."""

LONGEST_TIMEOUT = 60
MOST_HEADERS = 10
"""That anybody may ask for: each is a command of its own."""
_SCHEMES = {"ws": 80, "wss": 443}
# Messages up to the buffer come whole; the module has to find the memory for it
_BUFFER = 4096
_PING_INTERVAL, _PING_TIMEOUT = 30, 60
# An empty message counts, too
_OVERHEAD = 64
_MARGIN = 10


class WebSocket:
    """A WebSocket that is open, or was."""

    def __init__(self, owner: WebSocketsFeature, socket_id: int) -> None:
        """Begin with nothing received."""
        self._owner, self.socket_id = owner, socket_id
        self.close_reason: CloseReason | None = None
        self._messages: deque[bytes] = deque()
        self._queued = 0
        self._news = asyncio.Event()

    @property
    def closed(self) -> bool:
        """Return whether it has ended; what came before can still be read."""
        return self.close_reason is not None

    async def send(self, data: bytes, *, binary: bool = False) -> None:
        """Send a message of 1 to 8192 bytes, as text unless ``binary``.

        Raises InvalidParameter, also for text that is no UTF-8, SocketClosed, and
        SendFailed.
        """
        await self._owner.send_over(self, data, binary=binary)

    async def receive(self) -> bytes:
        """Return the next message; it may wait for ever.

        One that is longer than 4096 bytes comes in parts, which nothing tells from
        messages. Raises SocketClosed once it has ended and everything was read.
        """
        while not self._messages:
            if self.close_reason is not None:
                raise SocketClosed(self.close_reason)
            self._news.clear()
            await self._news.wait()
        data = self._messages.popleft()
        self._queued -= len(data) + _OVERHEAD
        return data

    async def close(self) -> None:
        """Close it; nothing happens if it is closed already."""
        if not self.closed:
            await self._owner.close_socket(self)

    # What the feature does

    def take(self, data: bytes) -> bool:
        """Queue a message; return whether there is room for more."""
        self._messages.append(data)
        self._queued += len(data) + _OVERHEAD
        self._news.set()
        return self._queued <= LONGEST_QUEUE

    def end(self, reason: CloseReason) -> None:
        """Tell the reader that nothing more will come; the first reason counts."""
        if self.close_reason is None:
            self.close_reason = reason
        self._news.set()


class WebSocketsFeature(Feature):
    """Open WebSockets, three at most."""

    max_websockets = MAX_WEBSOCKETS

    def __init__(self, link: DeviceLink) -> None:
        """Listen to what happens to WebSockets."""
        super().__init__(link)
        self._open: dict[int, WebSocket] = {}
        self._unclosed: set[int] = set()
        """Those that nobody reads, until the module has closed them."""
        self._opening = asyncio.Lock()
        self._tasks = Background()
        self._headers_left = False
        client = link.client
        client.subscribe(websocket.WebSocketData, self._received)
        client.subscribe(websocket.WebSocketClosed, self._closed)
        client.subscribe(websocket.WebSocketLost, self._lost)

    @property
    def supported(self) -> bool:
        """Return whether the build has WebSockets."""
        return self._supports(websocket.OpenWebSocket)

    @property
    def supports_headers(self) -> bool:
        """Return whether a WebSocket can be opened with headers of one's own."""
        return self._supports(websocket.AddWebSocketHeader)

    async def open(
        self,
        url: str,
        *,
        subprotocol: str | None = None,
        authorization: str | None = None,
        headers: tuple[str, ...] = (),
        timeout: float = 15,
    ) -> WebSocket:
        """Connect to ``ws://`` or ``wss://``; ``timeout`` is 1 to 60 seconds.

        ``authorization`` is the value of the header of that name, ``headers`` are lines
        of ``name: value``. The URL has to fit a command line of 256 bytes. Raises
        InvalidParameter and Unsupported before anything is sent, NoFreeWebSocket, and
        ConnectFailed when the server is not there or refuses. Who is cancelled leaves
        no WebSocket behind.
        """
        self._require(self.supported, "websockets")
        self._require(not headers or self.supports_headers, "websocket_headers")
        host, port = _split(url)
        if not 1 <= timeout <= LONGEST_TIMEOUT:
            raise InvalidParameter(
                "timeout", "range", minimum="1", maximum=f"{LONGEST_TIMEOUT}", unit="s"
            )
        command = websocket.OpenWebSocket(
            socket_id=0,
            url=url,
            subprotocol=subprotocol,
            connect_timeout=int(timeout * 1000),
            authorization=authorization,
        )
        self._link.client.check(command)
        lines = tuple(_header_line(line) for line in headers)
        return await self._tasks.finish(
            self._connect(command, lines, (host, port)), unwanted=self._unwanted
        )

    @override
    async def set_up(self) -> None:
        self.lost()
        # It may have run on without us
        self._unclosed.update(range(MAX_WEBSOCKETS))
        self._headers_left = self.supports_headers

    @override
    def lost(self) -> None:
        for socket in tuple(self._open.values()):
            self._end(socket, CloseReason.RESTARTED)

    @override
    async def close(self) -> None:
        await self._tasks.end()
        left = tuple(self._open)
        self.lost()
        if not self._link.state.online:
            return
        try:
            async with asyncio.timeout(2):
                for socket_id in left:
                    await self._close(socket_id)
        except TimeoutError:
            _LOGGER.debug("WebSockets were not closed in time")

    # What a WebSocket asks for

    async def send_over(self, socket: WebSocket, data: bytes, *, binary: bool) -> None:
        """Send a message for a WebSocket's owner; see ``WebSocket.send``."""
        if not binary and not _is_text(data):
            raise InvalidParameter("data", "text")
        kind = websocket.FrameKind.BINARY if binary else websocket.FrameKind.TEXT
        command = websocket.SendFrame(socket_id=socket.socket_id, data=data, kind=kind)
        self._link.client.check(command)
        if socket.close_reason is not None:
            raise SocketClosed(socket.close_reason)
        try:
            await self._run(command)
        except CommandFailed as err:
            raise SendFailed(0, len(data)) from err

    async def close_socket(self, socket: WebSocket) -> None:
        """Close for a WebSocket's owner."""
        self._end(socket, CloseReason.OURS)
        await asyncio.wait([self._tasks.spawn(self._close(socket.socket_id))])

    # Opening and closing

    async def _connect(
        self,
        command: websocket.OpenWebSocket,
        headers: tuple[bytes, ...],
        where: tuple[str, int],
    ) -> WebSocket:
        async with self._opening:
            socket = WebSocket(self, await self._free_id())
            number = socket.socket_id
            # At once: a message may come in before the OK is understood
            self._open[number] = socket
            self._unclosed.discard(number)
            try:
                await self._forget_headers()
                await self._configure(number, headers)
                await self._link.client.execute(
                    websocket.OpenWebSocket(
                        socket_id=number,
                        url=command.url,
                        subprotocol=command.subprotocol,
                        connect_timeout=command.connect_timeout,
                        authorization=command.authorization,
                    ),
                    timeout=(command.connect_timeout or 0) / 1000 + _MARGIN,
                )
            except CommandFailed as err:
                self._forget(socket)
                raise ConnectFailed(*where) from err
            except EspAtError:
                self._forget(socket)
                self._tasks.spawn(self._close(number))
                raise
            except BaseException:
                self._forget(socket)
                self._unclosed.add(number)
                raise
            finally:
                await self._tidy_up()
            if socket.close_reason is CloseReason.RESTARTED:
                # It waited for the line while the module was set up anew
                self._tasks.spawn(self._close(number))
                raise SocketClosed(CloseReason.RESTARTED)
            return socket

    async def _configure(self, number: int, headers: tuple[bytes, ...]) -> None:
        await self._run(
            websocket.SetWebSocket(
                socket_id=number,
                ping_interval=_PING_INTERVAL,
                ping_timeout=_PING_TIMEOUT,
                buffer=_BUFFER,
            )
        )
        for header in headers:
            self._headers_left = True
            await self._run(websocket.AddWebSocketHeader(header=header))

    async def _forget_headers(self) -> None:
        """Take back the headers of one WebSocket: no other may send them along."""
        if self._headers_left:
            await self._run(websocket.ForgetWebSocketHeaders())
            self._headers_left = False

    async def _tidy_up(self) -> None:
        try:
            await self._forget_headers()
        except EspAtError as err:
            _LOGGER.debug("Headers are to be forgotten later: %s", err)

    async def _free_id(self) -> int:
        numbers = set(range(MAX_WEBSOCKETS)) - set(self._open)
        if numbers <= self._unclosed:  # it may not have said that one is closed
            states = await self._states()
            self._unclosed &= states.keys()
            for number in self._unclosed:
                if states[number] is WebSocketStatus.OPEN:
                    self._tasks.spawn(self._close(number))
        for number in sorted(numbers - self._unclosed):
            return number
        raise NoFreeWebSocket(MAX_WEBSOCKETS)

    async def _states(self) -> dict[int, WebSocketStatus]:
        """Return how those are doing that are not closed."""
        try:
            listed = await self._run(websocket.GetWebSockets())
        except CommandFailed:
            return {}
        states = {known.socket_id: known.status for known in listed}
        return {n: s for n, s in states.items() if s is not WebSocketStatus.CLOSED}

    def _unwanted(self, socket: WebSocket) -> None:
        """Close what was opened for somebody who has gone."""
        self._break(socket, CloseReason.OURS)

    def _break(self, socket: WebSocket, reason: CloseReason) -> None:
        if self._open.get(socket.socket_id) is socket:
            self._end(socket, reason)
            self._tasks.spawn(self._close(socket.socket_id))

    def _end(self, socket: WebSocket, reason: CloseReason) -> None:
        self._forget(socket)
        socket.end(reason)

    def _forget(self, socket: WebSocket) -> None:
        if self._open.get(socket.socket_id) is socket:
            del self._open[socket.socket_id]

    async def _close(self, number: int) -> None:
        """Close a WebSocket; its number is free once the module says that it is."""
        self._unclosed.add(number)
        try:
            await self._run(websocket.CloseWebSocket(socket_id=number))
        except CommandFailed:
            self._unclosed.discard(number)  # it is closed
        except EspAtError as err:
            _LOGGER.debug("WebSocket %s may still be open: %s", number, err)

    # What the module tells

    def _received(self, urc: websocket.WebSocketData) -> None:
        socket = self._open.get(urc.socket_id)
        if socket is not None and not socket.take(urc.data):
            self._break(socket, CloseReason.TOO_SLOW)

    def _closed(self, urc: websocket.WebSocketClosed) -> None:
        self._gone(urc.socket_id, CloseReason.PEER)

    def _lost(self, urc: websocket.WebSocketLost) -> None:
        self._gone(urc.socket_id, CloseReason.NETWORK)

    def _gone(self, number: int, reason: CloseReason) -> None:
        self._unclosed.discard(number)
        if (socket := self._open.get(number)) is not None:
            self._end(socket, reason)


def _split(url: str) -> tuple[str, int]:
    """Return host and port of a URL; raise InvalidParameter for what is none."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, scheme = None, None, ""
    else:
        scheme = parts.scheme
    if not host or scheme not in _SCHEMES:
        raise InvalidParameter("url", "url", schemes="ws:// / wss://")
    return host, port or _SCHEMES[scheme]


def _header_line(line: str) -> bytes:
    name, colon, _ = line.partition(":")
    if not colon or not name.strip() or any(char in line for char in "\r\n\0"):
        raise InvalidParameter("headers", "choice")
    return to_utf8("headers", line)


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
