"""A kept server: who connects, who is sent to, and what a restart leaves."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest

from custom_components.esp_at.at.commands import tcpip
from custom_components.esp_at.at.errors import InvalidParameter
from custom_components.esp_at.device.connections import (
    ConnectionState,
    KeptConnection,
    Message,
    MessageFraming,
    TcpServer,
)
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.errors import ServerRunning, SocketClosed
from custom_components.esp_at.device.socket_types import CloseReason, Remote
from esp_at_simulator.module import SimulatedModule
from tests.ports import own_port

from .helpers import until
from .peers import Streams

pytestmark = pytest.mark.usefixtures("socket_enabled")

GENERATIONS = pytest.mark.parametrize("profile", ["1.1", "2.0", "2.3", "4.1", "5.0"])
PORT = own_port(31)
LINES = MessageFraming(delimiter=b"\n")


@asynccontextmanager
async def caller() -> AsyncGenerator[tuple[asyncio.StreamReader, Remote, Streams]]:
    """Connect to the server; give what it says, who we are, and both directions."""
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    address = writer.get_extra_info("sockname")
    try:
        yield reader, Remote(address[0], address[1]), (reader, writer)
    finally:
        writer.close()


async def serving(device: EspAtDevice) -> KeptConnection:
    """Keep a server, and wait until it listens."""
    kept = device.connections.keep("doors", TcpServer(port=PORT), LINES)
    await until(lambda: kept.state.connected)
    return kept


@GENERATIONS
async def test_peers(device: EspAtDevice) -> None:
    """Each peer has its own messages; an answer goes to all, or to one."""
    kept = await serving(device)
    messages: list[Message] = []
    kept.subscribe_messages(messages.append)
    assert kept.state.peers == ()
    with pytest.raises(SocketClosed):
        await kept.send(b"nobody")

    async with caller() as (ann_hears, ann, (_, to_ann)):
        async with caller() as (bob_hears, bob, (_, to_bob)):
            await until(lambda: set(kept.state.peers) == {ann, bob})
            to_ann.write(b"op")
            await until(lambda: kept.state.bytes_in == 2)
            to_bob.write(b"shut\n")
            await until(lambda: len(messages) == 1)
            to_ann.write(b"en\n")
            await until(lambda: len(messages) == 2)
            assert [(m.data, m.remote) for m in messages] == [
                (b"shut", bob),
                (b"open", ann),
            ]
            assert messages[0].link != messages[1].link

            await kept.send(b"all")
            await kept.send(b"you", to=bob)
            assert await ann_hears.readexactly(3) == b"all"
            assert await bob_hears.readexactly(6) == b"allyou"
            with pytest.raises(InvalidParameter) as caught:
                await kept.send(b"x", to=Remote("127.0.0.1", 1))
            assert caught.value.parameter == "to"
        await until(lambda: kept.state.peers == (ann,))
        assert kept.state.connected
        assert kept.state.error is None
        assert (kept.state.bytes_in, kept.state.bytes_out) == (10, 9)


async def test_cut_off(device: EspAtDevice) -> None:
    """What a peer did not finish is delivered, and said to be cut off."""
    kept = await serving(device)
    async with caller() as (_, _, (_, writer)):
        writer.write(b"half")
        await writer.drain()
    await until(lambda: kept.state.error is not None)
    assert isinstance(kept.state.error, SocketClosed)
    assert kept.state.connected
    assert kept.state.last_message is not None
    assert kept.state.last_message.data == b"half"


async def test_slow_peer(device: EspAtDevice) -> None:
    """A peer that sends without an end does not hold up another."""
    kept = await serving(device)
    messages: list[Message] = []
    kept.subscribe_messages(messages.append)
    async with caller() as (_, _, (_, loud)), caller() as (_, quiet, (_, writer)):
        await until(lambda: len(kept.state.peers) == 2)
        loud.write(b"x" * 200_000)
        writer.write(b"here\n")
        await until(lambda: any(m.remote == quiet for m in messages))
        await until(lambda: kept.state.bytes_in == 200_005)
    assert kept.state.messages >= 4  # three pieces of 64 KiB, and the line


@pytest.mark.usefixtures("hasty")
async def test_restart(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """It listens again after a restart; what came before is delivered."""
    kept = await serving(device)
    async with caller() as (_, _, (_, writer)):
        await until(lambda: bool(kept.state.peers))
        writer.write(b"one\ntwo")
        await until(lambda: kept.state.bytes_in == 7)
        states: list[ConnectionState] = []
        kept.subscribe(states.append)
        simulator.brown_out()
        await until(lambda: any(not state.connected for state in states))
    error = next(state for state in states if not state.connected).error
    assert isinstance(error, SocketClosed)
    assert error.reason is CloseReason.RESTARTED
    assert kept.state.messages == 2
    await until(lambda: kept.state.connected)
    async with caller() as (_, peer, _):
        await until(lambda: kept.state.peers == (peer,))


@pytest.mark.usefixtures("hasty")
async def test_second_server(device: EspAtDevice) -> None:
    """The module has one server: the second says so until the first has gone."""
    await serving(device)
    second = device.connections.keep("bells", TcpServer(port=PORT + 1), LINES)
    await until(lambda: second.state.error is not None)
    assert isinstance(second.state.error, ServerRunning)
    await device.connections.drop("doors")
    await until(lambda: second.state.connected)
    with pytest.raises(OSError):
        await asyncio.open_connection("127.0.0.1", PORT)


async def test_drop(device: EspAtDevice) -> None:
    """Dropping it ends who is connected, and listening."""
    kept = await serving(device)
    async with caller() as (hears, _, _):
        await until(lambda: bool(kept.state.peers))
        await device.connections.drop("doors")
        assert await hears.read() == b""
    assert not kept.state.connected
    assert kept.state.peers == ()
    assert not device.sockets.open_sockets
    with pytest.raises(OSError):
        await asyncio.open_connection("127.0.0.1", PORT)


async def test_drop_without_an_answer(
    device: EspAtDevice, simulator: SimulatedModule, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module that does not answer does not keep it from being dropped."""
    kept = await serving(device)
    monkeypatch.setattr(tcpip.StopServer, "timeout", 0.3)
    simulator.faults.hang()
    await device.connections.drop("doors")
    assert not kept.state.connected
    assert not device.connections.kept
