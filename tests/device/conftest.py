"""Fixtures: a device that is connected to a simulated module and joined."""

from collections.abc import AsyncGenerator

import pytest

from custom_components.esp_at.device import kept_connection
from custom_components.esp_at.device.device import (
    DeviceOptions,
    EspAtDevice,
    PortSettings,
)
from esp_at_simulator import SimulatedModule
from esp_at_simulator.hid_host import HidHost

from ..conftest import HOME, PASSWORD
from .helpers import quiet
from .keyboards import keyboard
from .peers import TcpPeer, tcp_peer


@pytest.fixture
def fast_baudrate() -> int:
    """Return the faster rate of the line; parametrize to change it."""
    return 0


@pytest.fixture
async def device(port: str, fast_baudrate: int) -> AsyncGenerator[EspAtDevice]:
    """Return a device that is connected, with its module on the network."""
    made = EspAtDevice(
        PortSettings(url=port), DeviceOptions(fast_baudrate=fast_baudrate)
    )
    await made.connect()
    await made.wifi.join(HOME, PASSWORD)
    await quiet(made)
    yield made
    await made.close()


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let kept connections wait less between two tries."""
    monkeypatch.setattr(kept_connection, "FIRST_BACK_OFF", 0.05)


@pytest.fixture
async def peer(socket_enabled: None) -> AsyncGenerator[TcpPeer]:
    """Run a TCP server whose connections the test handles."""
    async with tcp_peer() as peer:
        yield peer


@pytest.fixture
async def typist(
    port: str, simulator: SimulatedModule
) -> AsyncGenerator[tuple[EspAtDevice, HidHost]]:
    """Return a device whose keyboard has a host."""
    async with keyboard(port, simulator) as both:
        yield both
