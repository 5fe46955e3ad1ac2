"""The module's server: who connects, who does not, and how it ends."""

import asyncio

import pytest

from custom_components.esp_at.at.errors import InvalidParameter
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.errors import ServerRunning, SocketClosed
from custom_components.esp_at.device.socket_types import CloseReason, Remote
from esp_at_simulator.module import SimulatedModule
from tests.ports import own_port

from .peers import ended, receive

pytestmark = pytest.mark.usefixtures("socket_enabled")


@pytest.mark.parametrize("profile", ["1.1", "2.0", "2.3", "4.1", "5.0"])
async def test_a_server_accepts(device: EspAtDevice) -> None:
    """Who connects is introduced, heard and answered, up to the limit."""
    listener = await device.sockets.listen(own_port(11), max_connections=2)
    reader, writer = await asyncio.open_connection("127.0.0.1", own_port(11))
    writer.write(b"hello")
    async with asyncio.timeout(10):
        socket = await listener.accept()
    address = writer.get_extra_info("sockname")
    heard = await receive(socket, 5)
    await socket.send(b"welcome")
    answer = await reader.readexactly(7)

    assert (heard, answer) == (b"hello", b"welcome")
    assert socket.accepted
    assert socket.remote == Remote(address[0], address[1])
    assert socket.local_port == own_port(11)

    writer.close()
    assert (await ended(socket))[1] is CloseReason.PEER


async def test_there_is_one_server(device: EspAtDevice) -> None:
    """A second server is refused with the port of the first; closing it ends all."""
    listener = await device.sockets.listen(own_port(12))
    with pytest.raises(ServerRunning) as caught:
        await device.sockets.listen(own_port(13))
    _, writer = await asyncio.open_connection("127.0.0.1", own_port(12))
    async with asyncio.timeout(10):
        socket = await listener.accept()
    waiting = asyncio.create_task(listener.accept())

    await listener.close()
    with pytest.raises(SocketClosed):
        await waiting
    with pytest.raises(SocketClosed):
        await listener.accept()
    writer.close()

    assert caught.value.port == own_port(12)
    assert (await ended(socket))[1] is CloseReason.OURS
    await device.sockets.listen(own_port(13))


async def test_a_bad_port_to_listen_at(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """It is refused before anything is sent, and the server can still be started."""
    heard = len(simulator.received)
    with pytest.raises(InvalidParameter):
        await device.sockets.listen(70000)
    assert len(simulator.received) == heard

    await device.sockets.listen(own_port(14))
