"""Fetching what waits in the module, when the module has other things to do."""

import asyncio

import pytest

from custom_components.esp_at.at import protocol
from custom_components.esp_at.at.commands import tcpip
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.socket_types import SocketKind, Target
from esp_at_simulator.module import SimulatedModule

from .helpers import quiet
from .peers import TcpPeer, receive

pytestmark = pytest.mark.usefixtures("socket_enabled")


async def test_busy_module(
    device: EspAtDevice,
    simulator: SimulatedModule,
    peer: TcpPeer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Data that a busy module did not hand over are asked for again."""
    monkeypatch.setattr(protocol, "_STILL_TALKING", 0.01)
    monkeypatch.setattr(tcpip.FetchData, "timeout", 0.1)
    target = Target(kind=SocketKind.TCP, host="127.0.0.1", port=peer.port)
    socket = await device.sockets.open(target)
    _, writer = await peer.connection()
    await quiet(device)
    simulator.faults.busy()
    writer.write(b"patience")
    async with asyncio.timeout(5):
        assert await receive(socket, 8) == b"patience"
    assert device.counters.timeouts
