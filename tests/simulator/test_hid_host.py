"""Hosts that come, go, forget and refuse, and what they let go of."""

import asyncio
from typing import Any

import pytest

from custom_components.esp_at.keyboard.usages import KEYS, Modifier
from esp_at_simulator import HidHost, SimulatedModule, Surroundings
from esp_at_simulator.hid_air import Air
from tests.common import until

from .host import Host

CONNECTED, DISCONNECTED = b"+BLEHIDCONN\r\n", b"+BLEHIDDISCONN\r\n"
SHIFT_DOWN = "AT+BLEHIDKB=2,4,0,0,0,0,0"


@pytest.fixture
async def peer(
    module: SimulatedModule, quiet_host: Host, request: pytest.FixtureRequest
) -> HidHost:
    """Return a host in reach of a module that advertises; parametrize to change it."""
    options: dict[str, Any] = getattr(request, "param", {})
    peer = HidHost("TV", **options)
    module.surroundings.hid_hosts.append(peer)
    await quiet_host.command("AT+BLEHIDINIT=1")
    return peer


@pytest.fixture
async def linked(quiet_host: Host, peer: HidHost) -> HidHost:
    """Return a host that is connected."""
    await quiet_host.until(CONNECTED)
    return peer


by_hand = pytest.mark.parametrize("peer", [{"connects": False}], indirect=True)


async def test_connects_by_itself(quiet_host: Host, peer: HidHost) -> None:
    """A host that wants to connects, and both remember each other."""
    assert not peer.bonded
    await quiet_host.until(CONNECTED)
    assert peer.connected
    assert peer.bonded


@by_hand
async def test_connects_when_asked(quiet_host: Host, peer: HidHost) -> None:
    """Another one only does when its user says so."""
    assert not await quiet_host.quiet(0.06)
    assert await peer.connect()
    assert await quiet_host.until(CONNECTED) == CONNECTED
    assert await peer.connect()
    assert not await quiet_host.quiet(0.02)


async def test_comes_into_reach_later(
    module: SimulatedModule, quiet_host: Host
) -> None:
    """It is all the same who is there first."""
    await quiet_host.command("AT+BLEHIDINIT=1")
    peer = HidHost("TV")
    assert not await peer.connect()
    module.surroundings.hid_hosts.append(peer)
    await quiet_host.until(CONNECTED)


async def test_refuses(quiet_host: Host, peer: HidHost) -> None:
    """A host may refuse, whatever it is asked."""
    peer.refuses = True
    assert not await peer.connect()
    peer.refuses = False
    assert await peer.connect()
    await quiet_host.until(CONNECTED)


async def test_one_at_a_time(
    module: SimulatedModule, quiet_host: Host, peer: HidHost
) -> None:
    """A second host gets its turn when the first one leaves."""
    await quiet_host.until(CONNECTED)
    second = HidHost("PC")
    module.surroundings.hid_hosts.append(second)
    assert not await second.connect()
    peer.disconnect()
    assert await quiet_host.until(CONNECTED) == DISCONNECTED + CONNECTED
    assert second.connected
    assert not peer.connected
    assert peer.address != second.address


async def test_disconnects(quiet_host: Host, peer: HidHost) -> None:
    """A host that its user disconnects lets go at once, and stays away."""
    await quiet_host.until(CONNECTED)
    await quiet_host.command(SHIFT_DOWN)
    peer.disconnect()
    assert peer.quiet
    assert await quiet_host.until(DISCONNECTED) == DISCONNECTED
    assert not await quiet_host.quiet(0.06)
    await quiet_host.command(SHIFT_DOWN, end=b"ERROR\r\n")
    assert await peer.connect()
    await quiet_host.until(CONNECTED)
    assert peer.text == "A"


@pytest.mark.parametrize("restart", ["restart", "power_cycle", "brown_out"])
async def test_restart(
    module: SimulatedModule, quiet_host: Host, peer: HidHost, restart: str
) -> None:
    """A host notices after its supervision time; HID has to be started anew."""
    await quiet_host.until(CONNECTED)
    await quiet_host.command(SHIFT_DOWN)
    await quiet_host.command("AT+BLEHIDMUS=1,0,0,0")
    getattr(module, restart)()
    await until(lambda: not module.state.hid)
    assert peer.connected
    assert peer.buttons
    await until(lambda: not peer.connected)
    assert peer.quiet
    assert peer.modifiers == Modifier(0)
    await quiet_host.until(b"ready\r\n")
    await quiet_host.command("AT+BLEHIDINIT=1")
    await quiet_host.until(CONNECTED)


async def test_slow_supervision(
    module: SimulatedModule, quiet_host: Host, peer: HidHost
) -> None:
    """A module that is back before it was missed gets its host when it was."""
    await quiet_host.until(CONNECTED)
    module.surroundings.hid_hosts.supervision_seconds = 0.2
    await quiet_host.command("AT+BLEHIDINIT=0")
    await quiet_host.command("AT+BLEHIDINIT=1")
    assert peer.connected
    assert not await quiet_host.quiet(0.1)
    assert await quiet_host.until(CONNECTED) == CONNECTED


@by_hand
async def test_connecting_ends_a_dead_link(quiet_host: Host, peer: HidHost) -> None:
    """Who asks for a link gets a new one where the old one is dead."""
    await peer.connect()
    await quiet_host.command(SHIFT_DOWN)
    await quiet_host.command("AT+BLEHIDINIT=0")
    await quiet_host.command("AT+BLEHIDINIT=1")
    assert await peer.connect()
    assert peer.quiet
    await asyncio.sleep(0.1)
    assert peer.connected


async def test_out_of_reach(
    module: SimulatedModule, quiet_host: Host, peer: HidHost
) -> None:
    """The module notices after a while, too; what it sends meanwhile is lost."""
    await quiet_host.until(CONNECTED)
    module.surroundings.hid_hosts.remove(peer)
    await quiet_host.command(SHIFT_DOWN)
    assert peer.lost_reports == 2
    assert not peer.text
    await quiet_host.until(DISCONNECTED)
    assert not peer.connected
    module.surroundings.hid_hosts.append(peer)
    await quiet_host.until(CONNECTED)


async def test_out_of_reach_while_it_connects(
    module: SimulatedModule, quiet_host: Host, peer: HidHost
) -> None:
    """A host that goes before it is connected never does."""
    module.surroundings.hid_hosts.clear()
    assert not await quiet_host.quiet(0.05)
    assert not await peer.connect()


async def test_forgets(
    module: SimulatedModule, quiet_host: Host, peer: HidHost
) -> None:
    """A bond that only the module keeps lets the link drop at once."""
    await quiet_host.until(CONNECTED)
    peer.forget()
    assert not peer.bonded
    await quiet_host.until(DISCONNECTED)
    assert not await peer.connect()
    assert await quiet_host.until(DISCONNECTED) == CONNECTED + DISCONNECTED
    assert not await quiet_host.quiet(0.05)
    await quiet_host.command("AT+RESTORE", end=b"ready\r\n")
    await quiet_host.command("AT+BLEHIDINIT=1")
    assert await peer.connect()


@pytest.mark.parametrize("peer", [{"bonded": True}], indirect=True)
async def test_stale_bond_of_the_host(quiet_host: Host, peer: HidHost) -> None:
    """So does a bond that only the host keeps; forgetting it helps."""
    assert await quiet_host.until(DISCONNECTED) == CONNECTED + DISCONNECTED
    assert not await quiet_host.quiet(0.05)
    peer.forget()
    assert await peer.connect()
    await quiet_host.until(CONNECTED)


async def test_stale_bond_makes_room(
    module: SimulatedModule, quiet_host: Host, peer: HidHost
) -> None:
    """Another host is not kept away by one whose bond is stale."""
    await quiet_host.until(CONNECTED)
    peer.forget()
    await quiet_host.until(DISCONNECTED)
    second = HidHost("PC")
    second.delay = 0.05
    module.surroundings.hid_hosts.append(second)
    assert not await peer.connect()
    await until(lambda: second.connected)


async def test_bonds_outlast_a_restart(
    module: SimulatedModule, quiet_host: Host, peer: HidHost
) -> None:
    """A restart forgets no host."""
    await quiet_host.until(CONNECTED)
    assert module.nvs.bonds == [peer.address]
    await quiet_host.command("AT+RST", end=b"ready\r\n")
    await quiet_host.command("AT+BLEHIDINIT=1")
    await quiet_host.until(CONNECTED)
    await until(lambda: peer.connected)


async def test_two_modules() -> None:
    """A host that loses one module takes another one that waits."""
    surroundings = Surroundings()
    peer = surroundings.add_hid_host("TV", delay=0.01)
    modules = [
        SimulatedModule("4.1", surroundings=surroundings, time_scale=0, mac=mac)
        for mac in ("24:0a:c4:00:00:10", "24:0a:c4:00:00:20")
    ]
    async with modules[0].on_pty() as first, Host.on(first) as one:
        await one.until(b"ready\r\n")
        await one.command("AT+BLEHIDINIT=1")
        await one.until(CONNECTED)
        peer.bonded = False
        async with modules[1].on_pty() as second, Host.on(second) as other:
            await other.until(b"ready\r\n")
            await other.command("AT+BLEHIDINIT=1")
            modules[0].nvs.bonds.clear()
            await one.command("AT+BLEHIDINIT=0")
            await other.until(CONNECTED)
            assert modules[0].hid.address != modules[1].hid.address
        assert not peer.connected


async def test_end_of_the_line(module: SimulatedModule) -> None:
    """A module that is gone for good leaves no timer, and nothing down."""
    peer, away = HidHost("TV"), HidHost("PC")
    module.surroundings.hid_hosts[:] = [peer]
    module.surroundings.hid_hosts.supervision_seconds = 30
    async with module.on_pty() as path, Host.on(path) as host:
        await host.until(b"ready\r\n")
        await host.command("AT+BLEHIDINIT=1")
        await host.until(CONNECTED)
        await host.command(SHIFT_DOWN)
        module.surroundings.hid_hosts[0] = away
        assert peer.connected
    assert not peer.connected
    assert peer.quiet


def test_the_air_is_a_list() -> None:
    """Hosts come and go as the items of any list."""
    first, second, third = (HidHost(name) for name in ("a", "b", "c"))
    air = Air()
    air += [first, second]
    air.insert(0, third)
    assert list(air) == [third, first, second]
    assert air[1:] == [first, second]
    air[0:2] = []
    assert list(air) == [second]
    del air[0]
    assert not air


async def test_overrun(module: SimulatedModule, linked: HidHost) -> None:
    """A keyboard that cannot tell its keys apart leaves them as they were."""
    take(module, (2, 0, 0, KEYS["a"]))
    assert linked.keys == {KEYS["a"]}
    take(module, (2, 2, 0, 1, 1, 1, 1, 1, 1))
    assert linked.keys == {KEYS["a"]}
    assert linked.modifiers == Modifier.LEFT_SHIFT
    take(module, (2, 0))
    assert linked.quiet
    assert linked.text == "a"


async def test_one_report(module: SimulatedModule, linked: HidHost) -> None:
    """A modifier counts before the keys of its report, and keys in their order."""
    take(module, (2, 2, 0, KEYS["c"], KEYS["b"], KEYS["c"]))
    take(module, (2, 0, 0, KEYS["b"], KEYS["a"]))
    assert linked.text == "CBa"
    assert linked.strokes == ["shift+c", "shift+b", "a"]


async def test_keys_beyond_the_map(module: SimulatedModule, linked: HidHost) -> None:
    """What is above the map's last usage is no key."""
    take(module, (2, 0, 0, 0x87, KEYS["a"]))
    assert linked.text == "a"
    assert linked.keys == {KEYS["a"]}


async def test_unknown_reports(module: SimulatedModule, linked: HidHost) -> None:
    """Reports that the map does not tell of are kept, and mean nothing."""
    take(module, (9, 1))
    assert len(linked.reports) == 1
    assert linked.quiet


async def test_memory_is_bounded(
    module: SimulatedModule, linked: HidHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of what it sees, a host remembers the last; it counts all."""
    monkeypatch.setattr("esp_at_simulator.hid_host.REMEMBERED", 10)
    for number in range(25):
        take(module, (1, 0, number + 1))
    assert len(linked.reports) <= 10
    assert linked.report_count == 25
    assert linked.path[-1] == linked.pointer


async def test_clear(module: SimulatedModule, linked: HidHost) -> None:
    """What was seen can be forgotten; what is down stays down."""
    take(module, (2, 2, 0, KEYS["a"]))
    take(module, (1, 1, 5, 5))
    linked.clear()
    assert not linked.text
    assert linked.path == [(0, 0)]
    assert not linked.quiet


def take(module: SimulatedModule, report: tuple[int, ...]) -> None:
    """Let the host take a report of which the module has no idea."""
    module.hid.send(bytes(report).ljust(9, b"\0"))
