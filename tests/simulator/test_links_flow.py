"""Data that come faster than they are taken: nothing is lost, nothing piles up."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import re
import socket

from hypothesis import given, strategies as st
import pytest

from esp_at_simulator import SimulatedModule
from esp_at_simulator.inbox import SEGMENT, StreamInbox
from esp_at_simulator.port import HIGH_WATER, LOW_WATER, MOST_ANSWERS

from .host import Host

WINDOW = 5760
_HEAD = re.compile(rb"\r\n\+IPD,(\d+):")

pytestmark = pytest.mark.usefixtures("socket_enabled")


@asynccontextmanager
async def source(data: bytes) -> AsyncIterator[int]:
    """Run a server that sends data to whoever comes; give its port."""

    async def serve(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


def _sent() -> bytes:
    lines = b"\r\nOK\r\n>\r\n+IPD,5:\r\nERROR\r\nCLOSED\r\nready\r\n\0\xff"
    return (lines * 40_000)[:1_500_000]


async def _taken(host: Host) -> bytes:
    """Return the data of all blocks up to the end of the link."""
    found = bytearray()
    while True:
        head = await host.until(
            b":" if not host.received.startswith(b"CLOSED") else b"D"
        )
        if head == b"CLOSED":
            return bytes(found)
        match = _HEAD.fullmatch(head)
        assert match, head
        found += await host.exactly(int(match[1]))
        assert await host.exactly(2) == b"\r\n"
        while len(host.received) < 8:
            await asyncio.sleep(0)


@pytest.mark.parametrize(("wire", "size"), [(None, 1_500_000), (3_000_000, 300_000)])
async def test_a_slow_host_loses_nothing(wire: int | None, size: int) -> None:
    """While the host does not read, the peer waits; then everything comes."""
    module = SimulatedModule(time_scale=0.01, baudrate=wire, paced=wire is not None)
    module.surroundings.add_access_point("Home")
    data = _sent()[:size]
    async with (
        module.on_pty() as path,
        Host.on(path, baudrate=wire) as host,
        source(data) as port,
    ):
        await host.until(b"ready\r\n")
        for line in ("ATE0", "AT+CWMODE=1", 'AT+CWJAP="Home",""'):
            await host.command(line)
        host.stop_reading()
        host.send(f'AT+CIPSTART="TCP","127.0.0.1",{port}\r\n'.encode())
        most = 0
        for _ in range(30):
            await asyncio.sleep(0.01)
            most = max(most, module.port.waiting)
        assert most <= HIGH_WATER + 2 * WINDOW
        host.go_on_reading()
        assert await host.until(b"OK\r\n") == b"CONNECT\r\n\r\nOK\r\n"
        async with asyncio.timeout(20):
            assert await _taken(host) == data


async def test_passive_data_wait_at_the_peer(
    module: SimulatedModule, online_host: Host
) -> None:
    """What is not fetched stays outside; CLOSED comes behind the last byte."""
    data = _sent()[:200_000]
    await online_host.command("AT+CIPRECVMODE=1")
    async with source(data) as port:
        await online_host.command(f'AT+CIPSTART="TCP","127.0.0.1",{port}')
        assert await online_host.until(b"\r\n+IPD,1440\r\n") == b"\r\n+IPD,1440\r\n"
        assert not await online_host.quiet(0.1)
        assert module.links.open[0].inbox.waiting <= WINDOW
        assert module.links.open[0].inbox.held <= 4 * WINDOW
        found = bytearray()
        while len(found) < len(data):
            online_host.send(b"AT+CIPRECVDATA=4000\r\n")
            head = await online_host.until(b",")
            while not head.startswith(b"+CIPRECVDATA:"):
                assert head in (b"\r\n+IPD,", b"\r\nERROR\r\n\r\n+IPD,")
                await online_host.until(b"\r\n")
                head = await online_host.until(b",")
            found += await online_host.exactly(int(head[13:-1]))
            assert await online_host.until(b"OK\r\n") == b"\r\nOK\r\n"
            if len(found) < len(data):
                await online_host.until(b"\r\n+IPD,")
                await online_host.until(b"\r\n")
        assert bytes(found) == data
        assert await online_host.until(b"CLOSED\r\n") == b"CLOSED\r\n"


async def test_a_long_send_waits_for_its_peer(online_host: Host) -> None:
    """While the peer takes nothing, the module stops reading the line."""
    released = asyncio.Event()
    taken = bytearray()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await released.wait()
        while data := await reader.read(65536):
            taken.extend(data)
        writer.close()

    data = _sent()
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    server = await asyncio.start_server(serve, sock=listening, limit=1024)
    async with server:
        port = server.sockets[0].getsockname()[1]
        await online_host.command(f'AT+CIPSTART="TCP","127.0.0.1",{port}')
        await online_host.command(f"AT+CIPSENDL={len(data)}", end=b">")
        sending = asyncio.ensure_future(online_host.send_all(data))
        await asyncio.sleep(0.5)
        assert not sending.done()
        released.set()
        await online_host.until(b"SEND OK\r\n", within=30)
        await sending
        await online_host.command("AT+CIPCLOSE")
        async with asyncio.timeout(5):
            while len(taken) < len(data):
                await asyncio.sleep(0.01)
        assert bytes(taken) == data


async def test_answers_are_not_lost_either(
    module: SimulatedModule, quiet_host: Host
) -> None:
    """A host that types but does not read is heard no more, and gets every answer."""
    quiet_host.stop_reading()
    asked = 0
    while module.port.waiting <= MOST_ANSWERS:
        asked += 1
        quiet_host.send(b"AT+CMD?\r\n")
        await asyncio.sleep(0.005)
    quiet_host.send(b"AT+GMR\r\n")
    await asyncio.sleep(0.05)
    assert "AT+GMR" not in module.received
    quiet_host.go_on_reading()
    for _ in range(asked):
        await quiet_host.until(b"\r\nOK\r\n")
    assert b"AT version" in await quiet_host.until(b"\r\nOK\r\n")
    assert module.port.waiting <= LOW_WATER


@given(
    st.lists(
        st.one_of(st.binary(min_size=1, max_size=9000), st.integers(1, 9000)),
        max_size=40,
    )
)
def test_a_window_keeps_every_byte(steps: list[bytes | int]) -> None:
    """Whatever comes in and is fetched, bytes keep their order, and the window its size."""
    inbox = StreamInbox(WINDOW)
    sent, fetched = bytearray(), bytearray()
    for step in steps:
        if isinstance(step, bytes):
            inbox.add(step, None)
            sent += step
        else:
            fetched += inbox.read(step)[0]
        inbox.fill()
        assert inbox.waiting <= WINDOW
        assert inbox.held == len(sent) - len(fetched)
        assert inbox.waiting or not inbox.held
        room = WINDOW - inbox.waiting
        assert inbox.held == inbox.waiting or room < SEGMENT + WINDOW // 4
    while inbox.held:
        fetched += inbox.read(WINDOW)[0]
        inbox.fill()
    assert fetched == sent
