"""What the README's examples talk to: real programs in the module's network."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
import json
from typing import Any, override

from aiohttp import web
from aiohttp.test_utils import TestServer

from esp_at_simulator import SimulatedModule
from esp_at_simulator.firmware_image import make_image
from esp_at_simulator.internet import Peer
from esp_at_simulator.neighbours import EchoNeighbour, Neighbour
from esp_at_simulator.sntp import TimeServer

LOOPBACK = "127.0.0.1"


@dataclass
class IsolatedNetwork:
    """What the programs have seen so far."""

    relay: list[bytes] = field(default_factory=list)
    """The commands of the relay board."""
    packets: list[bytes] = field(default_factory=list)
    """What was broadcast to wake somebody."""
    posted: list[Any] = field(default_factory=list)
    """The JSON documents that were posted."""
    told: list[str] = field(default_factory=list)
    """What came over WebSockets."""
    fetched: list[str] = field(default_factory=list)
    """The paths that were fetched."""


class _Relay(Neighbour):
    """A board that takes commands of four bytes and says nothing."""

    commands: list[bytes]

    @override
    async def serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        while data := await reader.read(4):
            self.commands.append(data)


class _Sleeper(asyncio.DatagramProtocol):
    """Hears packets."""

    def __init__(self, packets: list[bytes]) -> None:
        self._packets = packets

    @override
    def datagram_received(self, data: bytes, addr: Peer) -> None:
        self._packets.append(data)


@asynccontextmanager
async def isolated_network(
    simulator: SimulatedModule,
) -> AsyncIterator[IsolatedNetwork]:
    """Start every program; the module reaches them as the README names them."""
    internet = simulator.surroundings.internet
    seen = IsolatedNetwork()
    loop = asyncio.get_running_loop()
    async with AsyncExitStack() as stack:
        echo = EchoNeighbour(internet, ("192.168.1.10", 7), name="echo.lan")
        relay = _Relay(internet, ("192.168.1.20", 8080))
        relay.commands = seen.relay
        await stack.enter_async_context(echo)
        await stack.enter_async_context(relay)

        clock = await stack.enter_async_context(TimeServer().serve())
        internet.add_service(("192.168.1.8", 123), clock, name="pool.ntp.org")

        transport, _ = await loop.create_datagram_endpoint(
            lambda: _Sleeper(seen.packets), local_addr=(LOOPBACK, 0)
        )
        stack.callback(transport.close)
        ear: Peer = transport.get_extra_info("sockname")
        internet.add_service(("192.168.1.255", 9), ear)

        server = await stack.enter_async_context(
            TestServer(_application(seen), host=LOOPBACK)
        )
        assert server.port is not None
        real = (LOOPBACK, server.port)
        internet.add_service(("192.168.1.30", 80), real, name="heater.lan")
        internet.add_service(("192.168.1.31", 8080), real, name="player.lan")
        internet.add_service(("192.168.1.32", 80), real, name="builds.lan")
        yield seen


def _application(seen: IsolatedNetwork) -> web.Application:
    async def status(_: web.Request) -> web.Response:
        return web.json_response({"temperature": 12.5})

    async def setpoint(request: web.Request) -> web.Response:
        seen.posted.append(json.loads(await request.text()))
        return web.json_response({"accepted": True})

    async def control(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for message in socket:
            seen.told.append(message.data)
            await socket.send_str('{"state": "paused"}')
        return socket

    async def image(request: web.Request) -> web.Response:
        seen.fetched.append(request.path)
        return web.Response(body=make_image("4.1.0.0"))

    application = web.Application()
    application.router.add_get("/status", status)
    application.router.add_post("/api/setpoint", setpoint)
    application.router.add_get("/control", control)
    application.router.add_get("/esp-at.bin", image)
    return application
