"""The machines beside the module in a demo."""

import asyncio
from pathlib import Path

import pytest

from esp_at_simulator import SimulatedModule
from esp_at_simulator.scenario import Event, read_scenario, run_event

from .host import Host

pytestmark = pytest.mark.usefixtures("socket_enabled")

ERROR = b"\r\nERROR\r\n"


async def test_a_neighbour_goes_and_comes_back(
    module: SimulatedModule, online_host: Host, tmp_path: Path
) -> None:
    """A scenario lets a neighbour vanish: links end, new ones fail, until it is back."""
    neighbours = module.surroundings.neighbours
    neighbours.add_echo("relay", 7)
    neighbours.add_echo("relay", 8)
    await neighbours.start()
    await online_host.command('AT+CIPSTART="TCP","relay",8')
    await run_event(module, Event(0, None, "vanish_neighbour", "relay"))
    await online_host.until(b"CLOSED\r\n")
    line = 'AT+CIPSTART="TCP","relay",7'
    assert await online_host.command(line, end=ERROR) == ERROR
    path = tmp_path / "back.yaml"
    path.write_text("events: [{return_neighbour: relay}]")
    (event,) = read_scenario(path)
    await run_event(module, event)
    await asyncio.sleep(0.05)
    assert await online_host.command(line) == b"CONNECT\r\n\r\nOK\r\n"
    neighbours.stop()


async def test_addresses(module: SimulatedModule) -> None:
    """Each name has an address of its own, whatever its ports."""
    neighbours = module.surroundings.neighbours
    shown = [
        neighbours.add_echo(name, port).shown
        for name, port in (("a", 1), ("b", 1), ("A", 2))
    ]
    assert shown == [("192.168.1.10", 1), ("192.168.1.11", 1), ("192.168.1.10", 2)]
    with pytest.raises(LookupError, match="no neighbour"):
        neighbours.vanish("c")


async def test_starting_twice(module: SimulatedModule) -> None:
    """A neighbour that is there stays as it is."""
    neighbours = module.surroundings.neighbours
    echo = neighbours.add_echo("a", 1)
    await neighbours.start()
    internet = module.surroundings.internet
    real = internet.real(*echo.shown)
    await neighbours.start("a")
    assert internet.real(*echo.shown) == real
    assert internet.shown_peer(*real) == echo.shown
    neighbours.stop()


@pytest.mark.parametrize(
    ("address", "real"),
    [
        ("192.168.1.10", "127.9.9.9"),
        ("255.255.255.255", "127.0.0.1"),
        ("203.0.113.1", "203.0.113.1"),
    ],
)
def test_routes(module: SimulatedModule, address: str, real: str) -> None:
    """An address leads where it is routed, a broadcast here, others where they do."""
    internet = module.surroundings.internet
    internet.routes["192.168.1.10"] = "127.9.9.9"
    assert internet.real(address, 80) == (real, 80)
    assert internet.shown("127.9.9.9") == "192.168.1.10"


async def test_names(module: SimulatedModule) -> None:
    """Addresses are their own names; what is reserved for tests does not exist."""
    internet = module.surroundings.internet
    internet.names["relay.local"] = "192.168.1.10"
    assert await internet.resolve("Relay.local") == "192.168.1.10"
    assert await internet.resolve("::1") == "::1"
    with pytest.raises(OSError, match="no "):
        await internet.resolve("nobody.test")
