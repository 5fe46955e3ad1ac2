"""WebSockets, to a real server."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress

from aiohttp import WSMsgType, web
import pytest

from custom_components.esp_at.at.errors import (
    ConnectionLost,
    InvalidParameter,
    ModuleReset,
)
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.errors import (
    ConnectFailed,
    NoFreeLink,
    SendFailed,
    SocketClosed,
    Unsupported,
)
from custom_components.esp_at.device.socket_types import CloseReason
from custom_components.esp_at.device.websockets import LONGEST_QUEUE
from esp_at_simulator import SimulatedModule

from .helpers import assert_works, until
from .web import SHOWN, Asked, web_server

pytestmark = pytest.mark.usefixtures("socket_enabled")

URL = f"ws://web.test:{SHOWN[1]}/ws"
BINARY = bytes(range(256)) + b"\r\nOK\r\n>+WS_CLOSED:0\r\nSEND OK\r\n\0"


async def _serve(request: web.Request, body: bytes) -> web.StreamResponse:
    """Echo; some words make the server do something else."""
    if request.path == "/slow":
        await asyncio.sleep(0.3)
    socket = web.WebSocketResponse(protocols=("chat",))
    await socket.prepare(request)
    if request.path == "/greets":
        await socket.send_str("hello")
    with suppress(ConnectionError):
        async for message in socket:
            match message.data:
                case "close":
                    await socket.close()
                case "break":
                    assert request.transport is not None
                    request.transport.abort()
                case "flood":
                    for _ in range(LONGEST_QUEUE // 1000 + 10):
                        await socket.send_bytes(b"x" * 1000)
                case str(text):
                    await socket.send_str(text)
                case data if message.type is WSMsgType.BINARY:
                    await socket.send_bytes(data)
    return socket


@pytest.fixture
async def asked(
    simulator: SimulatedModule, device: EspAtDevice
) -> AsyncGenerator[list[Asked]]:
    """Return what the server was asked."""
    async with web_server(simulator, _serve) as asked:
        yield asked
        for connection in tuple(simulator.websockets.open.values()):
            await connection.socket.close()


async def test_echo(device: EspAtDevice, asked: list[Asked]) -> None:
    """Text and binary messages come back exactly, in order."""
    socket = await device.websockets.open(URL)
    await socket.send('Grüße, "Welt"'.encode())
    await socket.send(BINARY, binary=True)
    await socket.send(b"x" * 4000, binary=True)
    assert await socket.receive() == 'Grüße, "Welt"'.encode()
    assert await socket.receive() == BINARY
    assert await socket.receive() == b"x" * 4000
    await socket.close()
    await socket.close()
    with pytest.raises(SocketClosed):
        await socket.receive()
    with pytest.raises(SocketClosed):
        await socket.send(b"late")


async def test_opening(
    simulator: SimulatedModule, device: EspAtDevice, asked: list[Asked]
) -> None:
    """What is asked for is in the request, and of this one only."""
    await device.websockets.open(
        URL, subprotocol="chat", authorization="Bearer x", headers=("X-A: b", "X-B: c")
    )
    await device.websockets.open(URL)
    first, second = (one.headers for one in asked)
    assert (first["X-A"], first["X-B"], first["Authorization"]) == (
        "b",
        "c",
        "Bearer x",
    )
    assert first["Sec-WebSocket-Protocol"] == "chat"
    assert not {"X-A", "Authorization", "Sec-WebSocket-Protocol"} & set(second)


async def test_first_message(device: EspAtDevice, asked: list[Asked]) -> None:
    """A server that speaks first is heard."""
    socket = await device.websockets.open(URL.replace("/ws", "/greets"))
    assert await socket.receive() == b"hello"


@pytest.mark.parametrize(
    ("word", "reason"),
    [(b"close", CloseReason.PEER), (b"break", CloseReason.NETWORK)],
)
async def test_ends(
    device: EspAtDevice, asked: list[Asked], word: bytes, reason: CloseReason
) -> None:
    """What came before the end can still be read."""
    socket = await device.websockets.open(URL)
    await socket.send(b"before")
    await socket.send(word)
    await until(lambda: socket.closed)
    assert await socket.receive() == b"before"
    with pytest.raises(SocketClosed) as caught:
        await socket.receive()
    assert caught.value.reason is reason


async def test_three(device: EspAtDevice, asked: list[Asked]) -> None:
    """There are three; one that was closed makes room."""
    sockets = [await device.websockets.open(URL) for _ in range(3)]
    with pytest.raises(NoFreeLink):
        await device.websockets.open(URL)
    await sockets[1].close()
    again = None
    async with asyncio.timeout(5):
        while again is None:
            with suppress(NoFreeLink):
                again = await device.websockets.open(URL)
    await again.send(b"here")
    assert await again.receive() == b"here"


async def test_restart(
    simulator: SimulatedModule, device: EspAtDevice, asked: list[Asked]
) -> None:
    """A restart ends what was open, and its numbers are free again."""
    sockets = [await device.websockets.open(URL) for _ in range(3)]
    simulator.power_cycle()
    await until(lambda: all(one.closed for one in sockets))
    await assert_works(device)
    assert {one.close_reason for one in sockets} == {CloseReason.RESTARTED}
    await device.websockets.open(URL)


async def test_slow_reader(device: EspAtDevice, asked: list[Asked]) -> None:
    """What nobody reads is not kept without end."""
    socket = await device.websockets.open(URL)
    await socket.send(b"flood")
    await until(lambda: socket.closed)
    assert socket.close_reason is CloseReason.TOO_SLOW
    assert await socket.receive() == b"x" * 1000


async def test_cancelled(
    simulator: SimulatedModule, device: EspAtDevice, asked: list[Asked]
) -> None:
    """Who is gone when it opens leaves nothing open."""
    slow = URL.replace("/ws", "/slow")
    opening = asyncio.create_task(device.websockets.open(slow))
    await until(lambda: bool(asked))
    opening.cancel()
    await until(lambda: "AT+WSCLOSE=0" in simulator.received)
    await until(lambda: not simulator.websockets.open)


async def test_no_server(device: EspAtDevice, asked: list[Asked]) -> None:
    """A server that is not there, or is none, is a refusal with its name."""
    await device.wifi.leave()
    with pytest.raises(ConnectFailed) as caught:
        await device.websockets.open("wss://web.test/")
    assert (caught.value.host, caught.value.port) == ("web.test", 443)


async def test_sending_after_the_end(
    simulator: SimulatedModule, device: EspAtDevice, asked: list[Asked]
) -> None:
    """What the module cannot send is told."""
    socket = await device.websockets.open(URL)
    connection = simulator.websockets.open.pop(0)
    with pytest.raises(SendFailed):
        await socket.send(b"lost")
    simulator.websockets.open[0] = connection


async def test_bad_input(simulator: SimulatedModule, device: EspAtDevice) -> None:
    """What makes no WebSocket names its field; nothing is sent."""
    before = len(simulator.received)
    open_ = device.websockets.open
    for url in ("http://web.test/", "ws:///x", "ws://[", "nothing"):
        with pytest.raises(InvalidParameter, match="url"):
            await open_(url)
    with pytest.raises(InvalidParameter, match="url"):
        await open_(f"{URL}/{'q' * 300}")
    with pytest.raises(InvalidParameter, match="headers"):
        await open_(URL, headers=("no name",))
    for wrong in ({"headers": ("X-A: \ud83d",)}, {"subprotocol": "\ud83d"}):
        with pytest.raises(InvalidParameter, match=f"{next(iter(wrong))}: text"):
            await open_(URL, **wrong)
    with pytest.raises(InvalidParameter, match="timeout"):
        await open_(URL, timeout=61)
    assert len(simulator.received) == before


async def test_bad_messages(device: EspAtDevice, asked: list[Asked]) -> None:
    """A message has to fit, and text has to be text."""
    socket = await device.websockets.open(URL)
    for data in (b"", b"x" * 8193, b"\xff"):
        with pytest.raises(InvalidParameter, match="data"):
            await socket.send(data)
    await socket.send(b"still open")
    assert await socket.receive() == b"still open"


async def test_restart_while_opening(
    simulator: SimulatedModule, device: EspAtDevice, asked: list[Asked]
) -> None:
    """A restart while one opens is told, and leaves nothing taken."""
    slow = URL.replace("/ws", "/slow")
    opening = asyncio.create_task(device.websockets.open(slow, headers=("X-A: b",)))
    await until(lambda: bool(asked))
    simulator.power_cycle()
    with pytest.raises(ModuleReset):
        await opening
    await assert_works(device)
    for _ in range(3):
        await device.websockets.open(URL)


async def test_cable_pulled(
    simulator: SimulatedModule, device: EspAtDevice, asked: list[Asked]
) -> None:
    """What a module kept meanwhile is in nobody's way, and goes to no other server."""
    for _ in range(2):
        await device.websockets.open(URL)
    slow = URL.replace("/ws", "/slow")
    opening = asyncio.create_task(device.websockets.open(slow, headers=("X-A: b",)))
    await until(lambda: len(asked) == 3)
    simulator.unplug()
    with pytest.raises(ConnectionLost):
        await opening
    await until(lambda: len(simulator.websockets.open) == 3)
    simulator.plug()
    await assert_works(device)
    with pytest.raises(NoFreeLink):
        await device.websockets.open(URL)
    await until(lambda: not simulator.websockets.open)
    for _ in range(3):
        await device.websockets.open(URL)
    assert [one.headers.get("X-A") for one in asked] == [None, None, "b"] + 3 * [None]


async def test_close_while_opening(
    simulator: SimulatedModule, device: EspAtDevice, asked: list[Asked]
) -> None:
    """Who waits for one to open learns that the device was closed."""
    opening = asyncio.create_task(device.websockets.open(URL.replace("/ws", "/slow")))
    await until(lambda: bool(asked))
    await device.close()
    with pytest.raises(ConnectionLost):
        await opening
    await until(lambda: bool(simulator.websockets.open))


@pytest.mark.parametrize("families", [()])
async def test_unsupported(device: EspAtDevice) -> None:
    """The official image has no WebSockets."""
    assert not device.websockets.supported
    with pytest.raises(Unsupported, match="websockets"):
        await device.websockets.open(URL)


async def test_close(
    simulator: SimulatedModule, device: EspAtDevice, asked: list[Asked]
) -> None:
    """A device that is closed closes its WebSockets, too."""
    socket = await device.websockets.open(URL)
    await device.close()
    assert socket.closed
    await until(lambda: not simulator.websockets.open)
