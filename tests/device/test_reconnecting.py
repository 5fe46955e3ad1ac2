"""Kept connections that are lost: when they come again, and what is not lost."""

import asyncio
from contextlib import suppress
from itertools import pairwise
from typing import cast

import pytest

from custom_components.esp_at.at.commands import tcpip
from custom_components.esp_at.at.errors import EspAtError
from custom_components.esp_at.device import kept_connection
from custom_components.esp_at.device.connections import (
    TcpClient,
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
    SocketKind,
    Target,
)
from custom_components.esp_at.device.state import WifiMode
from esp_at_simulator.module import SimulatedModule
from tests.ports import own_port

from ..conftest import HOME, PASSWORD
from .helpers import connected, quiet, until
from .kept import AS_IT_COMES, LINES, client, connects, listen
from .peers import TcpPeer, tcp_peer

pytestmark = pytest.mark.usefixtures("socket_enabled")


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


async def test_listening_while_set_up(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """A server asked for while the module is set up anew runs or does not: never lost."""
    simulator.brown_out()
    await until(lambda: not device.state.online)
    with suppress(EspAtError):
        await (await device.sockets.listen(own_port(24))).close()
    await until(lambda: device.state.online)
    await device.sockets.listen(own_port(25))


@pytest.mark.parametrize("profile", ["2.0", "4.1"])
async def test_access_point_goes(
    device: EspAtDevice,
    simulator: SimulatedModule,
    peer: TcpPeer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Once the access point is back the connection is, too; what came is not lost."""
    monkeypatch.setattr(kept_connection, "FIRST_BACK_OFF", 60.0)
    kept = device.connections.keep("relay", client(peer), LINES)
    messages = listen(kept)
    _, writer = await peer.connection()
    await connects(kept)
    writer.write(b"half")
    await until(lambda: kept.state.bytes_in == 4)
    simulator.surroundings.remove_access_point(HOME)
    await until(lambda: not kept.state.connected)
    assert [message.data for message in messages] == [b"half"]
    simulator.surroundings.add_access_point(HOME, password=PASSWORD)
    reader, _ = await peer.connection()
    await connects(kept)
    await kept.send(b"again")
    assert await reader.readexactly(5) == b"again"
