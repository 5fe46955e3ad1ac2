"""Timed events from a file."""

import asyncio
from pathlib import Path

import pytest

from esp_at_simulator import SimulatedModule
from esp_at_simulator.scenario import (
    ACTIONS,
    BadScenario,
    Event,
    read_scenario,
    run_event,
)

from .host import Host


def scenario(folder: Path, text: str) -> tuple[Event, ...]:
    """Read a scenario from its text."""
    path = folder / "scenario.yaml"
    path.write_text(text)
    return read_scenario(path)


def test_reading(tmp_path: Path) -> None:
    """YAML and JSON say the same."""
    events = scenario(
        tmp_path,
        "events:\n- {at: 5, remove_access_point: Home}\n- {every: 2, restart: true}\n",
    )
    assert events == (
        Event(5, None, "remove_access_point", "Home"),
        Event(0, 2, "restart", True),
    )
    json = '{"events": [{"at": 5, "remove_access_point": "Home"}]}'
    assert scenario(tmp_path, json) == events[:1]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("events: 3", "no list"),
        ("a", "no list"),
        ("events: [3]", "no mapping"),
        ("events: [{at: 3}]", "one thing"),
        ("events: [{at: 3, restart: true, plug: true}]", "one thing"),
        ("events: [{fly: true}]", "no action"),
        ("events: [{at: soon, restart: true}]", "could not convert"),
        ("events: [", "scenario.yaml"),
    ],
)
def test_mistakes(tmp_path: Path, text: str, reason: str) -> None:
    """A mistake is named with its place."""
    with pytest.raises(BadScenario, match=reason):
        scenario(tmp_path, text)


async def test_events(module: SimulatedModule, quiet_host: Host) -> None:
    """Events change what is around the module, at their time."""
    await quiet_host.command("AT+CWMODE=3")
    await quiet_host.command('AT+CWJAP="Home","correct horse"')
    await run_event(module, Event(0, None, "remove_access_point", "Home"))
    assert await quiet_host.until(b"\r\n") == b"WIFI DISCONNECT\r\n"
    point = {"ssid": "Home", "password": "correct horse"}
    await run_event(module, Event(0, None, "add_access_point", point))
    await quiet_host.until(b"GOT IP\r\n")
    weaker = {"ssid": "Home", "rssi": -80}
    await run_event(module, Event(0, None, "change_access_point", weaker))
    assert b",-80," in await quiet_host.command("AT+CWJAP?")
    await run_event(module, Event(0, None, "add_station", "aa:bb:cc:00:00:01"))
    await quiet_host.until(b"+STA_CONNECTED")
    await run_event(module, Event(0, None, "plug_ethernet", True))
    await quiet_host.until(b"+ETH_CONNECTED")
    await run_event(module, Event(0, None, "busy", 1))
    assert await quiet_host.command("AT", end=b"...\r\n")


async def test_hosts_of_the_keyboard(module: SimulatedModule, quiet_host: Host) -> None:
    """Hosts come, connect, disconnect, forget and go."""
    await quiet_host.command("AT+BLEHIDINIT=1")
    tv = {"name": "TV", "layout": "de", "connects": False, "delay": 0.01}
    await run_event(module, Event(0, None, "add_hid_host", tv))
    await run_event(module, Event(0, None, "connect_hid_host", "TV"))
    await quiet_host.until(b"+BLEHIDCONN\r\n")
    await run_event(module, Event(0, None, "disconnect_hid_host", "TV"))
    await quiet_host.until(b"+BLEHIDDISCONN\r\n")
    assert module.surroundings.hid_host("TV").bonded
    await run_event(module, Event(0, None, "forget_hid_host", "TV"))
    assert not module.surroundings.hid_host("TV").bonded
    await run_event(module, Event(0, None, "remove_hid_host", "TV"))
    with pytest.raises(LookupError, match="no host 'TV'"):
        ACTIONS["connect_hid_host"](module, "TV")


async def test_repeated_event(module: SimulatedModule, quiet_host: Host) -> None:
    """An event may happen again and again."""
    task = asyncio.create_task(run_event(module, Event(0, 0.05, "restart", True)))
    for _ in range(3):
        await quiet_host.until(b"ready\r\n")
    task.cancel()


async def test_unknown_attribute(module: SimulatedModule) -> None:
    """An access point has no other attributes than it has."""
    with pytest.raises(BadScenario, match="has no colour"):
        ACTIONS["change_access_point"](module, {"ssid": "Home", "colour": 1})
