"""A connection that is made again whenever it is lost, until it is dropped."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
import logging
from typing import Any, NoReturn

from ..at.errors import EspAtError, InvalidParameter
from ..at.listeners import enlist, notify
from .channels import Channel, open_channel
from .endpoints import Endpoint, TcpServer, UdpPeer
from .errors import SocketClosed
from .exchange import Conversation
from .listener import Listener
from .messages import ConnectionState, Message, MessageFraming
from .socket_types import Chunk, CloseReason, Remote
from .sockets import SocketsFeature
from .websockets import WebSocketsFeature

_LOGGER = logging.getLogger(__name__)

FIRST_BACK_OFF, LONGEST_BACK_OFF = 1.0, 60.0
# How a connection to our server usually ends
_USUAL = {CloseReason.PEER, CloseReason.OURS}


class KeptConnection:
    """One connection with all that keeps it: a task, its back-off, its counters."""

    def __init__(
        self,
        key: str,
        endpoint: Endpoint,
        framing: MessageFraming,
        *,
        sockets: SocketsFeature,
        websockets: WebSocketsFeature,
        clock: Callable[[], datetime],
        arrived: Callable[[Message], None],
    ) -> None:
        """Take where to connect, and whom to tell of messages; connect at once."""
        self.key, self.endpoint, self.framing = key, endpoint, framing
        self._sockets, self._websockets = sockets, websockets
        self._clock, self._arrived = clock, arrived
        self._state = ConnectionState()
        self._listeners: list[Callable[[ConnectionState], None]] = []
        self._message_listeners: list[Callable[[Message], None]] = []
        self._conversations: list[Conversation] = []
        self._listener: Listener | None = None
        self._connected_at: float | None = None
        self._again = asyncio.Event()
        self._task = asyncio.create_task(self._keep(), name=f"esp_at {key}")

    @property
    def state(self) -> ConnectionState:
        """Return how the connection is doing."""
        return self._state

    @property
    def conversations(self) -> tuple[Conversation, ...]:
        """Return what is open now: one, or of a server one for each peer."""
        return tuple(self._conversations)

    def subscribe(
        self, callback: Callable[[ConnectionState], None]
    ) -> Callable[[], None]:
        """Call back with each new state; return how to stop."""
        return enlist(self._listeners, callback)

    def subscribe_messages(
        self, callback: Callable[[Message], None]
    ) -> Callable[[], None]:
        """Call back with each message; return how to stop."""
        return enlist(self._message_listeners, callback)

    async def send(self, data: bytes, *, to: Remote | None = None) -> None:
        """Send data: of a server to every peer, or to one; of UDP to anyone.

        Raises why there is no connection, SendFailed, and InvalidParameter. Where one
        of several peers fails the others get the data all the same.
        """
        receivers = list(self._receivers(to))
        if isinstance(self.endpoint, TcpServer):
            to = None  # the link says it
        results = await asyncio.gather(
            *(conversation.send(data, to=to) for conversation in receivers),
            return_exceptions=True,
        )
        for result in results:
            if isinstance(result, BaseException):
                raise result

    def retry(self) -> None:
        """Connect at once, where that is still to be done: something has changed."""
        if not self._state.connected:
            self._again.set()

    async def stop(self) -> None:
        """Keep it no more; what is open stays so until ``hang_up``."""
        self._task.cancel()
        await asyncio.wait([self._task])
        self._change(connected=False)

    async def hang_up(self) -> None:
        """Keep it no more, and close what is open."""
        opened: list[Channel | Listener] = [c.channel for c in self._conversations]
        if self._listener is not None:
            opened.append(self._listener)
        await self.stop()
        for each in opened:
            try:
                await each.close()
            except EspAtError as err:
                _LOGGER.debug("Connection %s did not close: %s", self.key, err)

    async def _keep(self) -> None:
        back_off = FIRST_BACK_OFF
        while True:
            self._again.clear()
            if await self._try() >= back_off:
                # One that ended at once would be no success
                back_off = FIRST_BACK_OFF
            if await self._changed_within(back_off):
                back_off = FIRST_BACK_OFF
            else:
                back_off = min(back_off * 2, LONGEST_BACK_OFF)

    async def _try(self) -> float:
        """Connect, and return how many seconds the connection held."""
        self._connected_at = None
        error: EspAtError | None = None
        try:
            await self._connect()
        except EspAtError as err:
            _LOGGER.debug("Connection %s: %s", self.key, err)
            error = err
        except Exception:
            # A fault of ours: the connection is tried again all the same
            _LOGGER.exception("Connection %s failed", self.key)
        self._change(connected=False, error=error)
        return self._held()

    def _held(self) -> float:
        if self._connected_at is None:
            return 0
        return asyncio.get_running_loop().time() - self._connected_at

    async def _changed_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self._again.wait()
        except TimeoutError:
            return False
        return True

    async def _connect(self) -> None:
        """Connect, and stay until the connection has ended; raise why it has."""
        if isinstance(self.endpoint, TcpServer):
            await self._serve(await self._listen(self.endpoint))
        else:
            await self._converse(
                await open_channel(self.endpoint, self._sockets, self._websockets)
            )

    async def _converse(self, channel: Channel) -> None:
        conversation = Conversation(
            channel,
            self.framing,
            deliver=self._deliver,
            count=self._count,
            datagrams=isinstance(self.endpoint, UdpPeer),
        )
        self._conversations.append(conversation)
        self._change(connected=True, error=None)
        try:
            await conversation.run()
        except SocketClosed as err:
            served = isinstance(self.endpoint, TcpServer)
            if served and err.reason in _USUAL and not conversation.cut_off:
                return
            raise
        finally:
            self._conversations.remove(conversation)
            self._change()

    async def _listen(self, endpoint: TcpServer) -> Listener:
        """Start the server; who is cancelled meanwhile leaves none behind."""
        starting = asyncio.create_task(
            self._sockets.listen(
                endpoint.port,
                max_connections=endpoint.max_connections,
                idle_timeout=endpoint.idle_timeout,
                tls=endpoint.tls,
                verify_client=endpoint.verify_client,
            )
        )
        try:
            await asyncio.wait([starting])
        except asyncio.CancelledError:
            await asyncio.wait([starting])
            with suppress(EspAtError):
                await starting.result().close()
            raise
        return starting.result()

    async def _serve(self, listener: Listener) -> None:
        self._listener = listener
        self._change(connected=True, error=None)
        tasks: set[asyncio.Task[None]] = set()
        try:
            while True:
                socket = await listener.accept()
                task = asyncio.create_task(self._serve_peer(socket))
                tasks.add(task)
                task.add_done_callback(tasks.discard)
        except SocketClosed:
            if tasks:  # what came in is still delivered
                await asyncio.wait(tasks)
            raise
        finally:
            self._listener = None
            await _cancel(tasks)

    async def _serve_peer(self, channel: Channel) -> None:
        try:
            await self._converse(channel)
        except EspAtError as err:
            _LOGGER.debug("A peer of %s: %s", self.key, err)
            self._change(error=err)

    def _receivers(self, to: Remote | None) -> Iterator[Conversation]:
        """Yield over what data go out; raise why there is nothing."""
        if not self._conversations:
            self._refuse()
        if to is None or not isinstance(self.endpoint, TcpServer):
            yield from self._conversations
            return
        peers = [c for c in self._conversations if c.channel.remote == to]
        if not peers:
            raise InvalidParameter("to", "choice")
        yield from peers

    def _refuse(self) -> NoReturn:
        if self._state.connected:  # a server without a peer
            raise SocketClosed(CloseReason.PEER)
        if self._state.error is not None:
            raise self._state.error.with_traceback(None)
        raise SocketClosed(CloseReason.NETWORK)

    def _deliver(self, channel: Channel, chunk: Chunk) -> None:
        message = Message(
            data=chunk.data,
            remote=chunk.remote,
            link=channel.link_id,
            connection=self.key,
            at=self._clock(),
        )
        self._change(messages=self._state.messages + 1, last_message=message)
        notify(self._message_listeners, message)
        self._arrived(message)

    def _count(self, bytes_in: int, bytes_out: int) -> None:
        self._change(
            bytes_in=self._state.bytes_in + bytes_in,
            bytes_out=self._state.bytes_out + bytes_out,
        )

    def _change(self, **changes: Any) -> None:
        """Replace parts of the state, and tell."""
        remotes = (conversation.channel.remote for conversation in self._conversations)
        state = replace(self._state, peers=tuple(filter(None, remotes)), **changes)
        if state == self._state:
            return
        if state.connected and not self._state.connected:
            self._connected_at = asyncio.get_running_loop().time()
        self._state = state
        notify(self._listeners, state)


async def _cancel(tasks: set[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks)
