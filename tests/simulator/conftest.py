"""Fixtures: a module on a pty, and a plain host on the other end."""

from collections.abc import AsyncGenerator

import pytest
import pytest_socket

from esp_at_simulator import SimulatedModule
from esp_at_simulator.neighbours import ControlNeighbour, EchoNeighbour

from .host import Host
from .peers import own_address

ECHO, CONTROL = ("10.0.2.2", 9001), ("10.0.2.2", 9005)


@pytest.fixture
def profile() -> str:
    """Return the firmware; parametrize to change it."""
    return "3.4"


@pytest.fixture
async def module(profile: str) -> SimulatedModule:
    """Return a module that nothing is wired to yet."""
    module = SimulatedModule(profile, time_scale=0.01, families=("all",))
    module.surroundings.add_access_point("Home", password="correct horse")
    return module


@pytest.fixture
async def path(module: SimulatedModule) -> AsyncGenerator[str]:
    """Wire the module to a pty."""
    async with module.on_pty() as path:
        yield path


@pytest.fixture
async def host(path: str) -> AsyncGenerator[Host]:
    """Open the pty, past the first ``ready``."""
    async with Host.on(path) as host:
        await host.until(b"\r\nready\r\n")
        yield host


@pytest.fixture
async def quiet_host(host: Host) -> Host:
    """Switch the echo off, to compare answers only."""
    await host.command("ATE0")
    return host


@pytest.fixture
async def online_host(quiet_host: Host) -> Host:
    """Join the network, too."""
    await quiet_host.command("AT+CWMODE=1")
    await quiet_host.command('AT+CWJAP="Home","correct horse"')
    return quiet_host


@pytest.fixture
async def echo(
    module: SimulatedModule, socket_enabled: None
) -> AsyncGenerator[EchoNeighbour]:
    """Run an echo at 10.0.2.2:9001, called echo.test."""
    internet = module.surroundings.internet
    async with EchoNeighbour(internet, ECHO, name="echo.test") as neighbour:
        yield neighbour


@pytest.fixture
async def control(
    module: SimulatedModule, socket_enabled: None
) -> AsyncGenerator[ControlNeighbour]:
    """Run a server that does what it is told at 10.0.2.2:9005."""
    internet = module.surroundings.internet
    async with ControlNeighbour(internet, CONTROL) as neighbour:
        yield neighbour


@pytest.fixture
def own_loopback(socket_enabled: None) -> str:
    """Allow the loopback address that no other test process uses."""
    own = own_address()
    pytest_socket.socket_allow_hosts(["127.0.0.1", own])
    return own
