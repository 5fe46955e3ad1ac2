"""The module's WebSockets, with a real server behind them."""

import asyncio
from collections.abc import AsyncGenerator

from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer
import pytest

from esp_at_simulator import SimulatedModule

from .host import Host

URL = "ws://echo.test:8080/ws"
ERROR = b"\r\nERROR\r\n"
pytestmark = pytest.mark.usefixtures("socket_enabled")


class Server:
    """Echoes; closes or breaks off when it is told to."""

    def __init__(self) -> None:
        """Start without a visitor."""
        self.headers: dict[str, str] = {}
        self.kinds: list[WSMsgType] = []

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Serve one WebSocket."""
        self.headers = dict(request.headers)
        socket = web.WebSocketResponse(protocols=("chat",), autoping=False)
        await socket.prepare(request)
        async for message in socket:
            self.kinds.append(message.type)
            match message.data:
                case "close":
                    await socket.close()
                case "break":
                    assert request.transport is not None
                    request.transport.abort()
                case str(text):
                    await socket.send_str(text)
                case data:
                    await socket.send_bytes(data)
        return socket


@pytest.fixture
async def server(module: SimulatedModule) -> AsyncGenerator[Server]:
    """Run a server in the module's network."""
    server = Server()
    application = web.Application()
    application.router.add_get("/ws", server.serve)
    async with TestServer(application, host="127.0.0.1") as running:
        assert running.port is not None
        module.surroundings.internet.add_service(
            ("192.168.1.9", 8080), ("127.0.0.1", running.port), name="echo.test"
        )
        yield server


@pytest.fixture
async def client(server: Server, quiet_host: Host) -> Host:
    """Return a host whose module has joined the server's network."""
    await quiet_host.command("AT+CWMODE=1")
    await quiet_host.command('AT+CWJAP="Home","correct horse"')
    return quiet_host


async def send(host: Host, data: bytes, more: str = "") -> bytes:
    """Send a frame; return what came up to the result."""
    await host.command(f"AT+WSSEND=0,{len(data)}{more}", end=b"\r\nOK\r\n\r\n>")
    host.send(data)
    return await host.until(b"\r\nSEND OK\r\n")


async def test_echo(client: Host, server: Server) -> None:
    """A message goes there and back, text unless it is said otherwise."""
    opened = await client.command(f'AT+WSOPEN=0,"{URL}"')
    assert opened == b"+WS_CONNECTED:0\r\n\r\nOK\r\n"
    listed = await client.command("AT+WSOPEN?")
    assert listed == f'+WSOPEN:0,1,"{URL}"\r\n\r\nOK\r\n'.encode()
    await send(client, b"hello")
    assert await client.until(b"hello\r\n") == b"+WS_DATA:0,5,hello\r\n"
    await send(client, b"a\r\nb\0", ",2")
    assert await client.until(b"\0\r\n") == b"+WS_DATA:0,5,a\r\nb\0\r\n"
    assert server.kinds == [WSMsgType.TEXT, WSMsgType.BINARY]
    assert await client.command("AT+WSCLOSE=0") == b"\r\nOK\r\n"
    assert await client.until(b"\r\n") == b"+WS_CLOSED:0\r\n"
    assert await client.command("AT+WSOPEN?") == b"\r\nOK\r\n"


async def test_long_message(client: Host) -> None:
    """A message longer than the buffer comes in parts."""
    await client.command("AT+WSCFG=0,30,60,100")
    await client.command(f'AT+WSOPEN=0,"{URL}"')
    await send(client, b"x" * 250)
    got = await client.until(b"+WS_DATA:0,50," + b"x" * 50 + b"\r\n")
    assert got.count(b"+WS_DATA:0,100,") == 2


async def test_opening(client: Host, server: Server) -> None:
    """Headers, authorization and subprotocol are those of the commands."""
    await client.command("AT+WSHEAD=6", end=b">")
    client.send(b"X-A: b")
    await client.until(b"\r\nOK\r\n")
    assert await client.command("AT+WSHEAD?") == b'+WSHEAD:0,"X-A: b"\r\n\r\nOK\r\n'
    await client.command(f'AT+WSOPEN=1,"{URL}","chat",5000,"Bearer x"')
    assert server.headers["X-A"] == "b"
    assert server.headers["Authorization"] == "Bearer x"
    assert server.headers["Sec-WebSocket-Protocol"] == "chat"
    assert server.headers["Host"] == "echo.test:8080"
    assert await client.command("AT+WSHEAD=0") == b"\r\nOK\r\n"
    again = await client.command(f'AT+WSOPEN=1,"{URL}"', end=ERROR)
    assert again == ERROR


@pytest.mark.parametrize(
    ("word", "end"),
    [(b"close", b"+WS_CLOSED:0\r\n"), (b"break", b"+WS_DISCONNECTED:0\r\n")],
)
async def test_ends(client: Host, word: bytes, end: bytes) -> None:
    """A server that says good-bye is told from one that breaks off."""
    await client.command(f'AT+WSOPEN=0,"{URL}"')
    await send(client, word)
    assert await client.until(end) == end
    assert await client.command("AT+WSSEND=0,1", end=ERROR) == ERROR


async def test_refusals(client: Host) -> None:
    """What does not work is refused, and leaves nothing open."""
    for command in (
        "AT+WSCLOSE=0",
        "AT+WSSEND=0,5",
        'AT+WSOPEN=0,"ws://echo.test:8080/nothing"',
        'AT+WSOPEN=0,"no url"',
        "AT+WSCFG=0,30,60,1024,2",
        'AT+WSOPEN=3,"ws://echo.test:8080/ws"',
    ):
        assert (await client.command(command, end=ERROR)).endswith(ERROR)
    assert await client.command("AT+WSOPEN?") == b"\r\nOK\r\n"


async def test_restart(client: Host, module: SimulatedModule) -> None:
    """A restart ends every WebSocket without a word."""
    await client.command(f'AT+WSOPEN=0,"{URL}"')
    module.power_cycle()
    assert b"+WS" not in await client.until(b"ready\r\n")
    await asyncio.sleep(0.05)
    assert b"+WS" not in client.received
    assert not module.websockets.open
