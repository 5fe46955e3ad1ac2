"""Connections that are kept: how they come, go, and come again."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from itertools import pairwise
from typing import cast

import pytest

from custom_components.esp_at.at.commands import tcpip
from custom_components.esp_at.at.errors import EspAtError, InvalidParameter
from custom_components.esp_at.device import kept_connection
from custom_components.esp_at.device.connections import (
    ConnectionState,
    KeptConnection,
    Message,
    MessageFraming,
    TcpClient,
    TcpServer,
    UdpPeer,
)
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.errors import (
    ConnectFailed,
    NotOnNetwork,
    SendFailed,
    SocketClosed,
)
from custom_components.esp_at.device.socket_types import (
    CloseReason,
    PeerMode,
    Remote,
    SocketKind,
    Target,
)
from custom_components.esp_at.device.state import DataArrived, DeviceEvent, WifiMode
from esp_at_simulator.module import SimulatedModule

from ..conftest import HOME, PASSWORD
from .helpers import connected, quiet, until
from .peers import TcpPeer, echo, tcp_peer, udp_peer

pytestmark = pytest.mark.usefixtures("socket_enabled")

GENERATIONS = pytest.mark.parametrize("profile", ["1.1", "2.0", "2.3", "4.1", "5.0"])
AS_IT_COMES = MessageFraming()
LINES = MessageFraming(delimiter=b"\n")


@pytest.fixture
async def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait less between two tries."""
    monkeypatch.setattr(kept_connection, "FIRST_BACK_OFF", 0.05)


@pytest.fixture
async def peer() -> AsyncGenerator[TcpPeer]:
    """Run a TCP server whose connections the test handles."""
    async with tcp_peer() as peer:
        yield peer


def client(peer: TcpPeer) -> TcpClient:
    """Return where a peer is."""
    return TcpClient(host="127.0.0.1", port=peer.port)


def listen(kept: KeptConnection) -> list[Message]:
    """Return the list to which messages are added."""
    messages: list[Message] = []
    kept.subscribe_messages(messages.append)
    return messages


async def connects(kept: KeptConnection, seconds: float = 10) -> None:
    """Wait until it is connected."""
    await until(lambda: kept.state.connected, seconds)


def running() -> set[str]:
    """Return what runs for connections."""
    return {
        task.get_name()
        for task in asyncio.all_tasks()
        if task.get_name().startswith("esp_at")
    }


@GENERATIONS
async def test_client(device: EspAtDevice, peer: TcpPeer) -> None:
    """A client connects by itself, sends, delivers what comes, and counts it."""
    events: list[DeviceEvent] = []
    device.subscribe_events(events.append)
    kept = device.connections.keep("relay", client(peer), LINES)
    states: list[ConnectionState] = []
    kept.subscribe(states.append)
    messages = listen(kept)
    reader, writer = await peer.connection()
    await connects(kept)
    assert device.connections.kept == {"relay": kept}

    await kept.send(b"on\n")
    assert await reader.readexactly(3) == b"on\n"
    writer.write(b"OK\nstate: ")
    await until(lambda: len(messages) == 1)
    writer.write(b"on\n")
    await until(lambda: len(messages) == 2)

    assert [message.data for message in messages] == [b"OK", b"state: on"]
    remote = Remote("127.0.0.1", peer.port)
    assert {(m.connection, m.remote) for m in messages} == {("relay", remote)}
    assert messages[0].link in device.sockets.open_sockets
    state = kept.state
    assert (state.bytes_in, state.bytes_out, state.messages) == (13, 3, 2)
    assert state.last_message is messages[-1]
    assert state.peers == (remote,)
    assert state.error is None
    assert states[-1] == state
    assert [e.message for e in events if isinstance(e, DataArrived)] == messages


@pytest.mark.usefixtures("hasty")
async def test_closed_by_the_peer(device: EspAtDevice, peer: TcpPeer) -> None:
    """A message that was cut off is delivered as it is; then it connects again."""
    kept = device.connections.keep("relay", client(peer), LINES)
    messages = listen(kept)
    _, writer = await peer.connection()
    await connects(kept)
    states: list[ConnectionState] = []
    kept.subscribe(states.append)
    writer.write(b"whole\nhalf")
    writer.close()
    await until(lambda: any(not state.connected for state in states))

    assert [message.data for message in messages] == [b"whole", b"half"]
    ended = next(state for state in states if not state.connected)
    assert isinstance(ended.error, SocketClosed)
    assert ended.error.reason is CloseReason.PEER
    assert ended.peers == ()

    reader, _ = await peer.connection()
    await connects(kept)
    await kept.send(b"again")
    assert await reader.readexactly(5) == b"again"
    assert kept.state.error is None
    assert kept.state.messages == 2


async def test_back_off(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """Who refuses is asked less and less often; the error says why."""
    async with tcp_peer() as gone:
        endpoint = client(gone)
    loop = asyncio.get_running_loop()
    kept = device.connections.keep("relay", endpoint, AS_IT_COMES)
    tried: list[float] = []
    kept.subscribe(lambda _: tried.append(loop.time()))
    await until(lambda: len(tried) == 3)
    assert 0.9 < tried[1] - tried[0] < 1.6
    assert 1.9 < tried[2] - tried[1] < 2.6
    assert isinstance(kept.state.error, ConnectFailed)
    with pytest.raises(ConnectFailed):
        await kept.send(b"x")
    assert not kept.state.connected
    assert kept.state.bytes_out == 0


async def test_one_that_ends_at_once(
    device: EspAtDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who accepts and hangs up is not asked faster for it."""
    monkeypatch.setattr(kept_connection, "FIRST_BACK_OFF", 0.3)

    async def hang_up(streams: tuple[object, asyncio.StreamWriter]) -> None:
        calls.append(asyncio.get_running_loop().time())
        streams[1].close()

    calls: list[float] = []
    async with tcp_peer(hang_up) as peer:
        device.connections.keep("relay", client(peer), AS_IT_COMES)
        await until(lambda: len(calls) == 4)
    pauses = [b - a for a, b in pairwise(calls)]
    assert pauses == sorted(pauses)
    assert pauses[-1] > 1


async def test_module_restarts(
    device: EspAtDevice, simulator: SimulatedModule, peer: TcpPeer
) -> None:
    """After a restart it connects as soon as there is an address, without a pause."""
    kept = device.connections.keep("relay", client(peer), LINES)
    messages = listen(kept)
    _, writer = await peer.connection()
    await connects(kept)
    writer.write(b"before")
    await until(lambda: kept.state.bytes_in == 6)
    simulator.brown_out()
    await until(lambda: not kept.state.connected)
    assert isinstance(kept.state.error, SocketClosed)
    assert kept.state.error.reason is CloseReason.RESTARTED
    assert [message.data for message in messages] == [b"before"]

    reader, _ = await peer.connection()
    await connects(kept)
    await kept.send(b"after")
    assert await reader.readexactly(5) == b"after"


async def test_network_comes_back(
    device: EspAtDevice, peer: TcpPeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once the network is back nobody waits for the end of a long pause."""
    monkeypatch.setattr(kept_connection, "FIRST_BACK_OFF", 60.0)
    kept = device.connections.keep("relay", client(peer), AS_IT_COMES)
    await peer.connection()
    await connects(kept)
    await device.wifi.leave()
    await until(lambda: not kept.state.connected)
    assert isinstance(kept.state.error, SocketClosed)
    await device.wifi.join(HOME, PASSWORD)
    await peer.connection()
    await connects(kept)


async def test_kept_before_there_is_a_network(
    device: EspAtDevice, peer: TcpPeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says that the network is missing, and connects once it is there."""
    await device.wifi.leave()
    await device.wifi.set_mode(WifiMode.STATION)
    await device.refresh()
    await quiet(device)
    kept = device.connections.keep("relay", client(peer), AS_IT_COMES)
    await until(lambda: kept.state.error is not None)
    assert isinstance(kept.state.error, NotOnNetwork)
    monkeypatch.setattr(kept_connection, "FIRST_BACK_OFF", 60.0)
    await device.wifi.join(HOME, PASSWORD)
    await connects(kept)


@pytest.mark.usefixtures("hasty")
async def test_all_links_taken(device: EspAtDevice) -> None:
    """The sixth waits, says so, and gets the first link that is free."""
    async with tcp_peer(echo) as peer:
        kept = [
            device.connections.keep(f"relay {number}", client(peer), AS_IT_COMES)
            for number in range(6)
        ]
        await until(lambda: sum(one.state.connected for one in kept) == 5)
        waiting = next(one for one in kept if not one.state.connected)
        await until(lambda: waiting.state.error is not None)
        assert "links" in str(waiting.state.error)
        lucky = next(one for one in kept if one.state.connected)
        await device.connections.drop(lucky.key)
        assert not lucky.state.connected
        await connects(waiting)
        messages = listen(waiting)
        await waiting.send(b"there")
        await until(lambda: bool(messages))
    assert messages[0].data == b"there"


@GENERATIONS
async def test_udp(device: EspAtDevice) -> None:
    """Datagrams are messages, with their sender; anyone can be sent to."""
    async with udp_peer() as peer, udp_peer() as other:
        kept = device.connections.keep(
            "sensor", UdpPeer(host="127.0.0.1", port=peer.port), AS_IT_COMES
        )
        messages = listen(kept)
        await connects(kept)
        await kept.send(b"one")
        await kept.send(b"two")
        await until(lambda: len(messages) == 2)
        await kept.send(b"three", to=Remote("127.0.0.1", other.port))
        await until(lambda: other.heard == [b"three"])
    assert [message.data for message in messages[:2]] == [b"one", b"two"]
    assert messages[0].remote == Remote("127.0.0.1", peer.port)


async def test_udp_anyone(device: EspAtDevice) -> None:
    """With a port of its own it hears who is new, and answers who spoke last."""
    port = 45681
    async with udp_peer() as peer:
        kept = device.connections.keep(
            "sensor",
            UdpPeer(
                host="127.0.0.1", port=peer.port, local_port=port, peer=PeerMode.LAST
            ),
            MessageFraming(length=3),
        )
        messages = listen(kept)
        await connects(kept)
        await kept.send(b"abcd")
        await until(lambda: len(messages) == 1)
        assert (messages[0].data, kept.state.bytes_in) == (b"abc", 4)
        await device.connections.drop("sensor")
    assert [message.data for message in messages] == [b"abc", b"d"]


@pytest.mark.usefixtures("hasty")
async def test_bad_endpoint(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """What cannot be connected to is said, and never sent."""
    heard = len(simulator.received)
    kept = device.connections.keep(
        "relay", TcpClient(host='a"b', port=70000), AS_IT_COMES
    )
    await until(lambda: kept.state.error is not None)
    assert isinstance(kept.state.error, InvalidParameter)
    assert not any("CIPSTART" in line for line in simulator.received[heard:])


async def test_keys(device: EspAtDevice, peer: TcpPeer) -> None:
    """A key stands for one connection; what is not kept need not be dropped."""
    device.connections.keep("relay", client(peer), AS_IT_COMES)
    with pytest.raises(ValueError, match="relay"):
        device.connections.keep("relay", client(peer), AS_IT_COMES)
    await device.connections.drop("other")


async def test_drop(device: EspAtDevice, peer: TcpPeer) -> None:
    """A dropped connection is closed, and does not come again."""
    kept = device.connections.keep("relay", client(peer), LINES)
    messages = listen(kept)
    reader, writer = await peer.connection()
    await connects(kept)
    writer.write(b"rest")
    await until(lambda: kept.state.bytes_in == 4)
    await device.connections.drop("relay")
    assert await reader.read() == b""
    assert [message.data for message in messages] == [b"rest"]
    assert not kept.state.connected
    assert not device.sockets.open_sockets
    with pytest.raises(EspAtError):
        await kept.send(b"x")
    await asyncio.sleep(0.1)
    assert peer.arrived.empty()


async def test_drop_while_connecting(device: EspAtDevice, peer: TcpPeer) -> None:
    """Who is dropped before it was connected leaves nothing."""
    device.connections.keep("relay", client(peer), AS_IT_COMES)
    server = device.connections.keep("server", TcpServer(port=45682), AS_IT_COMES)
    await asyncio.sleep(0)
    await device.connections.drop("relay")
    await device.connections.drop("server")
    await quiet(device)
    await until(lambda: not device.sockets.open_sockets)
    assert not server.state.connected
    with pytest.raises(OSError):
        await asyncio.open_connection("127.0.0.1", 45682)


async def test_close_leaves_nothing(device: EspAtDevice, peer: TcpPeer) -> None:
    """After the device has closed no task runs, and no link is open."""
    kept = [
        device.connections.keep("relay", client(peer), LINES),
        device.connections.keep("server", TcpServer(port=45683), LINES),
    ]
    for one in kept:
        await connects(one)
    reader, _ = await peer.connection()
    caller, _ = await asyncio.open_connection("127.0.0.1", 45683)
    await until(lambda: bool(kept[1].state.peers))
    await device.close()

    assert await reader.read() == b""
    assert await caller.read() == b""
    assert not any(one.state.connected for one in kept)
    assert not device.connections.kept
    assert not running()


@pytest.mark.usefixtures("hasty")
async def test_one_that_held(device: EspAtDevice, peer: TcpPeer) -> None:
    """Who was connected for a while is not kept waiting, however often it ends."""
    kept = device.connections.keep("relay", client(peer), AS_IT_COMES)
    loop = asyncio.get_running_loop()
    for _ in range(6):
        started = loop.time()
        _, writer = await peer.connection()
        await connects(kept)
        assert loop.time() - started < 0.7
        await asyncio.sleep(0.1)
        writer.close()
        await until(lambda: not kept.state.connected)


async def test_send_breaks(
    device: EspAtDevice,
    peer: TcpPeer,
    simulator: SimulatedModule,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What went before a send broke is counted; it connects again."""
    monkeypatch.setattr(tcpip.Send, "timeout", 0.5)
    kept = device.connections.keep("relay", client(peer), AS_IT_COMES)
    await peer.connection()
    await connects(kept)
    simulator.faults.lose_payload(3)
    with pytest.raises(SendFailed) as caught:
        await kept.send(b"x" * 20_000)
    assert kept.state.bytes_out == caught.value.sent < 20_000
    await peer.connection()
    await connects(kept)


@pytest.mark.usefixtures("hasty")
async def test_fault_of_ours(
    device: EspAtDevice, caplog: pytest.LogCaptureFixture
) -> None:
    """What should never happen is logged, and tried again all the same."""
    wrong = TcpClient(host=cast("str", 5), port=80)
    kept = device.connections.keep("relay", wrong, AS_IT_COMES)
    await until(lambda: caplog.text.count("Connection relay failed") > 1)
    assert not kept.state.connected


async def test_opened_while_set_up(
    device: EspAtDevice, simulator: SimulatedModule, peer: TcpPeer
) -> None:
    """A link asked for while the module is set up anew is open or is not: never lost."""
    target = Target(kind=SocketKind.TCP, host="127.0.0.1", port=peer.port)
    simulator.brown_out()
    await until(lambda: not device.state.online)
    with suppress(EspAtError):
        await (await device.sockets.open(target)).close()
    await until(lambda: connected(device))
    await quiet(device)
    for _ in range(5):
        await device.sockets.open(target)
