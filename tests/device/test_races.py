"""What happens at the same moment: a refresh, a restart, someone who comes or goes."""

import asyncio

import pytest

from custom_components.esp_at.at.errors import ModuleReset
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.socket import Socket
from custom_components.esp_at.device.socket_types import SocketKind, Target
from esp_at_simulator.module import SimulatedModule

from .helpers import until
from .peers import TcpPeer

pytestmark = pytest.mark.usefixtures("socket_enabled")

SILENT = "192.168.1.99"


def tcp(peer: TcpPeer) -> Target:
    """Return where a peer is."""
    return Target(kind=SocketKind.TCP, host="127.0.0.1", port=peer.port)


async def occupy(
    device: EspAtDevice, simulator: SimulatedModule
) -> asyncio.Task[Socket]:
    """Take the line for more than a second: nobody answers there."""
    simulator.surroundings.internet.silent.add(SILENT)
    simulator.time_scale = 0.1
    target = Target(kind=SocketKind.TCP, host=SILENT, port=80)
    opening = asyncio.create_task(device.sockets.open(target))
    await until(lambda: f'"{SILENT}"' in simulator.received[-1])
    return opening


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
