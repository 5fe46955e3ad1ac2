"""A module is brought to the one mode of links, whoever used it before."""

import asyncio

import pytest

from custom_components.esp_at.at.commands import tcpip
from custom_components.esp_at.at.errors import CommandFailed
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.errors import SocketClosed
from custom_components.esp_at.device.socket_types import SocketKind, Target
from esp_at_simulator.module import SimulatedModule
from tests.ports import own_port

from .helpers import until
from .peers import echo, receive, tcp_peer

pytestmark = pytest.mark.usefixtures("socket_enabled")


async def replug(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """Pull the cable and put it back; the module goes on meanwhile."""
    simulator.unplug()
    await until(lambda: not device.state.online)
    simulator.plug()
    await until(lambda: device.state.online)


@pytest.mark.parametrize("profile", ["1.1", "2.0", "4.1"])
async def test_a_server_that_was_left_behind(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """It is stopped with its links, and the port can be used again."""
    listener = await device.sockets.listen(own_port(21))
    reader, writer = await asyncio.open_connection("127.0.0.1", own_port(21))
    await listener.accept()

    await replug(device, simulator)

    assert await reader.read() == b""
    writer.close()
    with pytest.raises(SocketClosed):
        await listener.accept()
    again = await device.sockets.listen(own_port(21))
    await again.close()


@pytest.mark.parametrize("profile", ["1.1", "2.0", "4.1"])
async def test_a_link_of_who_used_one_only(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """It is closed, passthrough is forbidden, and several links are possible again."""
    client = device.client
    async with tcp_peer() as peer, tcp_peer(echo) as other:
        await client.execute(tcpip.SetMultiplexing(enabled=False))
        await client.execute(
            tcpip.OpenStream(kind=tcpip.LinkKind.TCP, host="127.0.0.1", port=peer.port)
        )
        await client.execute(tcpip.SetTransferMode(passthrough=True))
        reader, _ = await peer.connection()

        await replug(device, simulator)

        assert await reader.read() == b""
        socket = await device.sockets.open(
            Target(kind=SocketKind.TCP, host="127.0.0.1", port=other.port)
        )
        await socket.send(b"several")
        assert await receive(socket, 7) == b"several"


@pytest.mark.parametrize("profile", ["2.0", "4.1"])
@pytest.mark.usefixtures("impatient")
async def test_a_module_that_starts_in_passthrough(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """It is brought out of it, and starts in command mode from then on."""
    async with tcp_peer(echo) as peer:
        await device.client.execute(
            tcpip.StartInPassthrough(
                host="127.0.0.1", port=peer.port, kind=tcpip.LinkKind.TCP
            )
        )
        simulator.power_cycle()
        await until(lambda: not device.state.online)
        await until(lambda: device.state.online, seconds=30)
        assert "AT+SAVETRANSLINK=0" in simulator.received

        simulator.power_cycle()
        await until(lambda: not device.state.online)
        await until(lambda: device.state.online, seconds=2)


async def test_a_port_that_is_taken(device: EspAtDevice) -> None:
    """A server that the module refuses leaves no server behind."""
    async with tcp_peer() as peer:
        with pytest.raises(CommandFailed):
            await device.sockets.listen(peer.port)

    assert device.sockets.listener is None
    listener = await device.sockets.listen(own_port(22))
    await listener.close()
