"""Connections that are kept: how they come, go, and come again."""

import asyncio

import pytest

from custom_components.esp_at.at.errors import EspAtError, InvalidParameter
from custom_components.esp_at.device.connections import (
    ConnectionState,
    MessageFraming,
    TcpClient,
    TcpServer,
    UdpPeer,
)
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.errors import (
    SocketClosed,
)
from custom_components.esp_at.device.socket_types import (
    CloseReason,
    PeerMode,
    Remote,
    TlsOptions,
)
from custom_components.esp_at.device.state import DataArrived, DeviceEvent
from esp_at_simulator.certificates import Authority
from esp_at_simulator.module import SimulatedModule
from esp_at_simulator.neighbours import EchoNeighbour
from tests.ports import own_port

from .helpers import quiet, until
from .kept import AS_IT_COMES, LINES, client, connects, listen
from .peers import TcpPeer, echo, tcp_peer, udp_peer

pytestmark = pytest.mark.usefixtures("socket_enabled")

GENERATIONS = pytest.mark.parametrize("profile", ["1.1", "2.0", "2.3", "4.1", "5.0"])


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
    port = own_port(21)
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
    server = device.connections.keep(
        "server", TcpServer(port=own_port(22)), AS_IT_COMES
    )
    await asyncio.sleep(0)
    await device.connections.drop("relay")
    await device.connections.drop("server")
    await quiet(device)
    await until(lambda: not device.sockets.open_sockets)
    assert not server.state.connected
    with pytest.raises(OSError):
        await asyncio.open_connection("127.0.0.1", own_port(22))


async def test_close_leaves_nothing(device: EspAtDevice, peer: TcpPeer) -> None:
    """After the device has closed no task runs, and no link is open."""
    kept = [
        device.connections.keep("relay", client(peer), LINES),
        device.connections.keep("server", TcpServer(port=own_port(23)), LINES),
    ]
    for one in kept:
        await connects(one)
    reader, _ = await peer.connection()
    caller, _ = await asyncio.open_connection("127.0.0.1", own_port(23))
    await until(lambda: bool(kept[1].state.peers))
    await device.close()

    assert await reader.read() == b""
    assert await caller.read() == b""
    assert not any(one.state.connected for one in kept)
    assert not device.connections.kept
    assert not running()


@pytest.mark.parametrize("profile", ["2.0", "4.1"])
async def test_tls(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """A client speaks TLS where it is told to."""
    identity = Authority("Test authority").sign("127.0.0.1")
    internet = simulator.surroundings.internet
    async with EchoNeighbour(internet, ("10.0.2.2", 443), identity=identity):
        endpoint = TcpClient(host="10.0.2.2", port=443, tls=TlsOptions())
        kept = device.connections.keep("relay", endpoint, LINES)
        messages = listen(kept)
        await connects(kept)
        await kept.send(b"secret\n")
        await until(lambda: bool(messages))
    assert messages[0].data == b"secret"
