"""SNTP: the module's client, and a server that tells a time of one's choice.

The client really asks over UDP, where the simulated network leads; nothing is made up
for a server that does not answer.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
import socket
import struct
import time
from typing import TYPE_CHECKING, override

from custom_components.esp_at.at.commands.sntp import TimeUpdated

if TYPE_CHECKING:
    from .internet import Internet, Peer
    from .module import SimulatedModule

PORT = 123
FIRST_SECONDS = 0.3
"""How long after its command the module begins to ask."""
REPLY_SECONDS = 3.0
"""How long the module waits for one server."""
RETRY_SECONDS = 15.0
"""How long it waits once none has answered."""

_BETWEEN_EPOCHS = 2_208_988_800
"""Seconds from 1900, where NTP starts, to 1970."""
_ERA = 1 << 32
_PACKET_SIZE = 48
_TRANSMITTED = 40
"""Where the time stands at which a packet was sent."""
_REQUEST = b"\x23" + bytes(_PACKET_SIZE - 1)  # version 4, client
_REPLY_HEAD = b"\x24\x01\x00\xec"  # version 4, server, a clock of the first stratum


class TimeKeeper:
    """The module's side: asks its servers in turn, and sets the clock."""

    def __init__(self, module: SimulatedModule) -> None:
        """Start idle; nothing is asked until ``start``."""
        self._module = module
        self._asking: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Ask the servers that are set up now."""
        self.stop()
        self._asking = self._module.spawn(self._keep())

    def stop(self) -> None:
        """Ask no more."""
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None

    async def _keep(self) -> None:
        module = self._module
        await module.sleep(FIRST_SECONDS)
        while True:
            now = await self._ask_in_turn()
            if now is None:
                await module.sleep(RETRY_SECONDS)
                continue
            module.state.clock = now
            if module.profile.tells_of_time:
                module.emit(TimeUpdated())
            await module.sleep(module.state.time_interval)

    async def _ask_in_turn(self) -> float | None:
        for server in self._module.state.time_servers:
            if not self._module.has_address:
                return None
            try:
                async with asyncio.timeout(REPLY_SECONDS):
                    return await ask(self._module.surroundings.internet, server)
            except OSError, ValueError:  # no such name, no answer, or nonsense
                continue
        return None


async def ask(internet: Internet, server: str) -> float:
    """Return what a server says, in seconds since 1970.

    Raises OSError if there is none, ValueError for an answer that is none.
    """
    peer = internet.real(await internet.resolve(server), PORT)
    loop = asyncio.get_running_loop()
    family = socket.AF_INET6 if ":" in peer[0] else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as line:
        line.setblocking(False)
        await loop.sock_connect(line, peer)
        await loop.sock_sendall(line, _REQUEST)
        reply = await loop.sock_recv(line, 512)
    if len(reply) < _PACKET_SIZE:
        raise ValueError("too short for SNTP")
    seconds, fraction = struct.unpack_from(">II", reply, _TRANSMITTED)
    return float((seconds - _BETWEEN_EPOCHS) % _ERA + fraction / _ERA)


class TimeServer(asyncio.DatagramProtocol):
    """Answers SNTP with what ``clock`` returns, in seconds since 1970."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        """Take the clock, by default the machine's."""
        self._clock = clock
        self._transport: asyncio.DatagramTransport | None = None
        self.asked = 0
        """How often."""

    @asynccontextmanager
    async def serve(
        self, host: str = "127.0.0.1", port: int = 0
    ) -> AsyncIterator[Peer]:
        """Answer; give where."""
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(
            lambda: self, local_addr=(host, port)
        )
        try:
            address, bound = transport.get_extra_info("sockname")[:2]
            yield address, bound
        finally:
            transport.close()

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.DatagramTransport):
            self._transport = transport

    @override
    def datagram_received(self, data: bytes, addr: Peer) -> None:
        if len(data) < _PACKET_SIZE or self._transport is None:
            return
        self.asked += 1
        now = self._clock()
        seconds = (int(now) + _BETWEEN_EPOCHS) % _ERA
        stamp = struct.pack(">II", seconds, int(now % 1 * _ERA))
        asked_at = data[_TRANSMITTED:_PACKET_SIZE]
        head = _REPLY_HEAD.ljust(16, b"\0")
        self._transport.sendto(head + stamp + asked_at + stamp + stamp, addr)
