"""A kept WebSocket."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from aiohttp import WSMsgType, web
import pytest

from custom_components.esp_at.at.errors import InvalidParameter
from custom_components.esp_at.device.connections import (
    KeptConnection,
    Message,
    MessageFraming,
    WebSocketClient,
)
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.errors import (
    ConnectFailed,
    SocketClosed,
    Unsupported,
)
from custom_components.esp_at.device.socket_types import CloseReason, Remote
from esp_at_simulator.module import SimulatedModule

from .helpers import until

pytestmark = pytest.mark.usefixtures("socket_enabled", "hasty")


class Server:
    """A WebSocket server that echoes, and tells what it was asked with."""

    def __init__(self) -> None:
        """Start with nobody there."""
        self.port = 0
        self.requests: list[web.Request] = []
        self.open: list[web.WebSocketResponse] = []
        self.kinds: list[WSMsgType] = []

    @property
    def url(self) -> str:
        """Return where it is."""
        return f"ws://127.0.0.1:{self.port}/live"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Echo what comes."""
        socket = web.WebSocketResponse(protocols=("relay",))
        await socket.prepare(request)
        self.requests.append(request)
        self.open.append(socket)
        async for message in socket:
            self.kinds.append(message.type)
            if message.type is WSMsgType.TEXT:
                await socket.send_str(message.data)
            else:
                await socket.send_bytes(message.data)
        self.open.remove(socket)
        return socket


@asynccontextmanager
async def serving() -> AsyncGenerator[Server]:
    """Run a WebSocket server."""
    server, app = Server(), web.Application()
    app.router.add_get("/live", server.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.port = runner.addresses[0][1]
    try:
        yield server
    finally:
        for socket in tuple(server.open):
            await socket.close()
        await runner.cleanup()


@pytest.fixture
async def server() -> AsyncGenerator[Server]:
    """Run a WebSocket server."""
    async with serving() as server:
        yield server


def keep(
    device: EspAtDevice, endpoint: WebSocketClient, framing: MessageFraming
) -> tuple[KeptConnection, list[Message]]:
    """Keep a WebSocket; return it with the list of its messages."""
    kept = device.connections.keep("live", endpoint, framing)
    messages: list[Message] = []
    kept.subscribe_messages(messages.append)
    return kept, messages


async def test_messages(device: EspAtDevice, server: Server) -> None:
    """Each message is one, text as text and bytes as bytes."""
    endpoint = WebSocketClient(
        url=server.url,
        subprotocol="relay",
        authorization="Basic c2VjcmV0",
        headers=("X-Room: attic",),
    )
    kept, messages = keep(device, endpoint, MessageFraming())
    await until(lambda: kept.state.connected)
    await kept.send("Grüße".encode())
    await kept.send(b"\xff\0\r\nOK\r\n")
    await until(lambda: len(messages) == 2)
    assert [message.data for message in messages] == [
        "Grüße".encode(),
        b"\xff\0\r\nOK\r\n",
    ]
    assert {(m.link, m.remote, m.connection) for m in messages} == {
        (None, None, "live")
    }
    assert server.kinds == [WSMsgType.TEXT, WSMsgType.BINARY]
    headers = server.requests[0].headers
    assert headers["Authorization"] == "Basic c2VjcmV0"
    assert headers["X-Room"] == "attic"
    assert headers["Sec-WebSocket-Protocol"] == "relay"
    assert (kept.state.bytes_in, kept.state.bytes_out) == (15, 15)
    with pytest.raises(InvalidParameter):
        await kept.send(b"x", to=Remote("127.0.0.1", 1))


async def test_framing(device: EspAtDevice, server: Server) -> None:
    """Messages may be cut in another way than they came."""
    kept, messages = keep(
        device, WebSocketClient(url=server.url), MessageFraming(delimiter=b";")
    )
    await until(lambda: kept.state.connected)
    await kept.send(b"a;b")
    await kept.send(b"c;d")
    await until(lambda: kept.state.bytes_in == 6)
    assert [message.data for message in messages] == [b"a", b"bc"]
    await device.connections.drop("live")
    assert [message.data for message in messages] == [b"a", b"bc", b"d"]
    await until(lambda: not server.open)


async def test_it_comes_again(
    device: EspAtDevice, server: Server, simulator: SimulatedModule
) -> None:
    """It is opened again when the server has closed it, and after a restart."""
    kept, messages = keep(device, WebSocketClient(url=server.url), MessageFraming())
    await until(lambda: kept.state.connected)
    await server.open[0].close()
    await until(lambda: len(server.requests) == 2 and kept.state.connected)
    simulator.brown_out()
    await until(lambda: not kept.state.connected)
    assert isinstance(kept.state.error, SocketClosed)
    assert kept.state.error.reason is CloseReason.RESTARTED
    await until(lambda: len(server.requests) == 3 and kept.state.connected)
    await kept.send(b"there")
    await until(lambda: bool(messages))


async def test_refused(device: EspAtDevice) -> None:
    """A server that is not there is said; secrets are not."""
    async with serving() as gone:
        url = gone.url + "?token=hidden"
    endpoint = WebSocketClient(url=url, authorization="hidden", headers=("A: hidden",))
    kept, _ = keep(device, endpoint, MessageFraming())
    await until(lambda: kept.state.error is not None)
    assert isinstance(kept.state.error, ConnectFailed)
    assert "hidden" not in repr(endpoint) + repr(kept.state) + str(kept.state.error)


@pytest.mark.parametrize("profile", ["2.0"])
async def test_unsupported(device: EspAtDevice) -> None:
    """Firmware without WebSockets says so."""
    endpoint = WebSocketClient(url="ws://127.0.0.1/")
    kept, _ = keep(device, endpoint, MessageFraming())
    await until(lambda: kept.state.error is not None)
    assert isinstance(kept.state.error, Unsupported)


async def test_close_leaves_nothing(device: EspAtDevice, server: Server) -> None:
    """An unload closes it."""
    kept, _ = keep(device, WebSocketClient(url=server.url), MessageFraming())
    await until(lambda: kept.state.connected)
    await device.close()
    await until(lambda: not server.open)
    assert not kept.state.connected
    names = {task.get_name() for task in asyncio.all_tasks()}
    assert not {name for name in names if name.startswith("esp_at")}
