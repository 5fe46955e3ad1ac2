"""What happens at the same moment: a refresh, a restart, someone who comes or goes."""

import asyncio

import pytest

from custom_components.esp_at.at.commands import tcpip
from custom_components.esp_at.at.errors import (
    CommandError,
    ConnectionLost,
    EspAtError,
    ModuleReset,
)
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.errors import (
    NoFreeLink,
    NoReply,
    SendFailed,
    SocketClosed,
)
from custom_components.esp_at.device.socket_types import SocketKind, Target
from esp_at_simulator.module import SimulatedModule
from tests.ports import own_port

from .helpers import quiet, until
from .peers import TcpPeer, receive, tcp_peer, udp_peer

pytestmark = pytest.mark.usefixtures("socket_enabled")

SILENT = "192.168.1.99"


def tcp(peer: TcpPeer) -> Target:
    """Return where a peer is."""
    return Target(kind=SocketKind.TCP, host="127.0.0.1", port=peer.port)


async def occupy(device: EspAtDevice, simulator: SimulatedModule) -> asyncio.Task[int]:
    """Take the line for half a second: nobody answers there."""
    await quiet(device)
    simulator.surroundings.internet.silent.add(SILENT)
    simulator.time_scale = 0.1
    asking = asyncio.create_task(device.network.ping(SILENT))
    await until(lambda: SILENT in simulator.received[-1])
    return asking


async def test_refresh_and_restart(
    device: EspAtDevice, simulator: SimulatedModule, peer: TcpPeer
) -> None:
    """A refresh that waits is sent away: who refreshes may be who does the set-up."""
    await device.sockets.open(tcp(peer))
    busy = await occupy(device, simulator)
    refreshing = asyncio.create_task(device.sockets.refresh())
    await asyncio.sleep(0.05)
    simulator.brown_out()
    for waiting in (refreshing, busy):
        with pytest.raises(ModuleReset):
            await waiting


async def test_refresh_while_opening(device: EspAtDevice, peer: TcpPeer) -> None:
    """A look at the links does not end one that is still to be opened."""
    await device.sockets.open(tcp(peer))
    async with udp_peer() as other:
        target = Target(kind=SocketKind.UDP, host="127.0.0.1", port=other.port)
        opening = asyncio.create_task(device.sockets.open(target))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        await device.sockets.refresh()
        socket = await opening

        assert not socket.closed
        assert device.sockets.open_sockets[socket.link_id] is socket


async def test_restart_before_opening(
    device: EspAtDevice, simulator: SimulatedModule, peer: TcpPeer
) -> None:
    """A link for which the module was set up before a restart is not opened after it."""
    busy = await occupy(device, simulator)
    opening = asyncio.create_task(device.sockets.open(tcp(peer)))
    await asyncio.sleep(0.05)
    simulator.brown_out()
    with pytest.raises(ModuleReset):
        await busy
    with pytest.raises(SocketClosed):
        await opening
    assert peer.arrived.empty()


async def test_close_while_opening(
    device: EspAtDevice, simulator: SimulatedModule, peer: TcpPeer
) -> None:
    """Who waits for a link learns that the device was closed, and is not cancelled."""
    busy = await occupy(device, simulator)
    opening = asyncio.create_task(device.sockets.open(tcp(peer)))
    await asyncio.sleep(0.05)
    await device.close()
    for waiting in (opening, busy):
        with pytest.raises(ConnectionLost):
            await waiting


async def test_data_of_who_was_there_before(
    device: EspAtDevice, simulator: SimulatedModule, peer: TcpPeer
) -> None:
    """Data behind the end of a link are not those of the link that comes next."""
    first = await device.sockets.open(tcp(peer))
    _, writer = await peer.connection()
    writer.close()
    await until(lambda: first.closed)
    busy = await occupy(device, simulator)
    opening = asyncio.create_task(device.sockets.open(tcp(peer)))
    await asyncio.sleep(0.05)
    simulator.send(b'\r\n+IPD,%d,4,"127.0.0.1",80:late\r\n' % first.link_id)
    with pytest.raises(NoReply):
        await busy
    second = await opening

    assert second.link_id == first.link_id
    assert second.bytes_in == 0
    assert (await first.receive()).data == b"late"


async def test_who_connects_takes_the_link(
    device: EspAtDevice, simulator: SimulatedModule, peer: TcpPeer
) -> None:
    """A link over which somebody connects is not opened from here."""
    listener = await device.sockets.listen(own_port(32))
    for _ in range(4):
        await device.sockets.open(tcp(peer))
    busy = await occupy(device, simulator)
    opening = asyncio.create_task(device.sockets.open(tcp(peer)))
    await asyncio.sleep(0.05)
    _, writer = await asyncio.open_connection("127.0.0.1", own_port(32))
    writer.write(b"here")
    with pytest.raises(NoReply):
        await busy
    with pytest.raises(NoFreeLink):
        await opening
    socket = await listener.accept()

    assert await receive(socket, 4) == b"here"
    writer.close()


async def test_sending_to_who_has_gone(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """What waits to be sent does not go to who connects over the same link next."""
    listener = await device.sockets.listen(own_port(30))
    _, writer = await asyncio.open_connection("127.0.0.1", own_port(30))
    first = await listener.accept()
    busy = await occupy(device, simulator)
    sending = asyncio.create_task(first.send(b"for the first"))
    await asyncio.sleep(0.05)
    writer.close()
    await until(lambda: first.closed)
    reader, writer = await asyncio.open_connection("127.0.0.1", own_port(30))
    with pytest.raises(NoReply):
        await busy
    with pytest.raises(SocketClosed):
        await sending
    second = await listener.accept()
    await second.send(b"for the second")

    assert second.link_id == first.link_id
    assert await reader.readexactly(14) == b"for the second"
    writer.close()


async def test_a_server_that_may_run(
    device: EspAtDevice, simulator: SimulatedModule, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server whose start was not confirmed is in nobody's way."""
    monkeypatch.setattr(tcpip.StartServer, "timeout", 0.3)
    listening = asyncio.create_task(device.sockets.listen(own_port(31)))
    while not simulator.links.server.running:
        await asyncio.sleep(0)
    simulator.faults.silence(0.2)
    with pytest.raises(CommandError):
        await listening
    assert simulator.links.server.running

    await device.sockets.listen(own_port(33))


async def test_a_pulled_cable_while_sending(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """It says how much went before."""
    async with tcp_peer() as peer:
        socket = await device.sockets.open(tcp(peer))
        sending = asyncio.create_task(socket.send(bytes(1_000_000)))
        await until(lambda: socket.bytes_out > 0)
        simulator.unplug()
        with pytest.raises(SendFailed) as caught:
            await sending

        assert caught.value.sent == socket.bytes_out > 0
        with pytest.raises(EspAtError):
            await socket.send(b"more")
