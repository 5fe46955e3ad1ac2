"""The page that shows what hosts of the keyboard see, with a real HTTP client."""

from collections.abc import AsyncGenerator, AsyncIterator
import json
import re
from typing import Any

from aiohttp import ClientResponse, ClientSession
import pytest

from esp_at_simulator import HidHost, SimulatedModule
from esp_at_simulator.host_view import HostView
from tests.common import until

from .host import Host


@pytest.fixture
async def session(socket_enabled: None) -> AsyncGenerator[ClientSession]:
    """Return an HTTP client."""
    async with ClientSession() as session:
        yield session


@pytest.fixture
async def peers(module: SimulatedModule, quiet_host: Host) -> list[HidHost]:
    """Return two hosts in reach, the first of them connected."""
    first, second = HidHost("TV"), HidHost("PC", layout="de", connects=False)
    module.surroundings.hid_hosts += [first, second]
    await quiet_host.command("AT+BLEHIDINIT=1")
    await quiet_host.until(b"+BLEHIDCONN\r\n")
    return [first, second]


@pytest.fixture
async def url(
    module: SimulatedModule, peers: list[HidHost], session: ClientSession
) -> AsyncGenerator[str]:
    """Serve the page."""
    view = HostView(module.surroundings.hid_hosts)
    async with view.serve() as url:
        yield url


async def events(response: ClientResponse) -> AsyncIterator[dict[str, Any]]:
    """Yield what the page is told."""
    async for line in response.content:
        if line.startswith(b"data: "):
            yield json.loads(line.removeprefix(b"data: "))


async def test_the_page(session: ClientSession, url: str) -> None:
    """It comes from loopback alone, is complete in itself, and names its parts."""
    assert url.startswith("http://127.0.0.1:")
    async with session.get(url) as response:
        assert response.content_type == "text/html"
        page = await response.text()
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page)
    used = set(re.findall(r"(?:at|show)\(\"([a-z]+)\"", page))
    ids = set(re.findall(r"id=\"([a-z-]+)\"", page))
    assert used <= ids
    assert {"text", "pointer", "connected", "keys", "modifiers", "buttons"} <= ids
    labels = set(re.findall(r"labelledby=\"([a-z-]+)\"", page))
    assert labels <= ids


async def test_live(session: ClientSession, url: str, quiet_host: Host) -> None:
    """What the host sees comes at once, and again with every change."""
    async with session.get(f"{url}events") as response:
        told = events(response)
        first = await anext(told)
        assert first["connected"]
        assert first["text"] == ""
        assert first["hosts"] == ["TV", "PC"]
        await quiet_host.command("AT+BLEHIDKB=2,4,0,0,0,0,0")
        seen = await anext(told)
        while seen["text"] != "A":
            seen = await anext(told)
        assert seen["modifiers"] == ["shift"]


async def test_everything_is_shown(
    session: ClientSession, url: str, quiet_host: Host, peers: list[HidHost]
) -> None:
    """Keys, pointer, buttons, media keys and shortcuts have names."""
    for line in (
        *("KB=1,6,0,0,0,0,0", "KB=0,40,0,0,0,0,0", "MUS=1,0,0,0", "MUS=0,0,0,0"),
        *("MUS=2,5,6,-1", "CONSUMER=233"),
    ):
        await quiet_host.command(f"AT+BLEHID{line}")
    async with session.get(f"{url}state") as response:
        seen = await response.json()
    assert seen["shortcuts"] == ["ctrl+c"]
    assert seen["strokes"] == ["ctrl+c", "enter"]
    assert seen["text"] == "\n"
    assert seen["clicks"] == ["left"]
    assert seen["buttons"] == ["right"]
    assert seen["pointer"] == [5, 6]
    assert seen["path"] == [[0, 0], [5, 6]]
    assert seen["wheel"] == -1
    assert seen["media"] == ["volume_up"]
    assert seen["peer"] == "ESP-AT-HID"
    assert seen["reports"] == len(peers[0].reports)


async def test_buttons(
    session: ClientSession, url: str, peers: list[HidHost], quiet_host: Host
) -> None:
    """The buttons of each host's page are its user's hands."""
    first, second = peers
    await quiet_host.command("AT+BLEHIDKB=0,4,0,0,0,0,0")
    async with session.post(f"{url}clear") as response:
        assert (await response.json())["text"] == ""
    async with session.post(f"{url}forget") as response:
        seen = await response.json()
    assert not seen["connected"]
    assert not first.bonded
    async with session.post(f"{url}1/connect") as response:
        seen = await response.json()
    assert seen["name"] == "PC"
    assert seen["index"] == 1
    assert second.connected
    async with session.post(f"{url}1/disconnect"):
        assert not second.connected


async def test_wrong_addresses(session: ClientSession, url: str) -> None:
    """Hosts and buttons that are not there are not found."""
    for path in ("2/", "2/state", "5/events"):
        async with session.get(url + path) as response:
            assert response.status == 404
    async with session.post(f"{url}explode") as response:
        assert response.status == 404


async def test_readers_leave(
    session: ClientSession, url: str, peers: list[HidHost]
) -> None:
    """A page that is closed is told nothing any more."""
    response = await session.get(f"{url}events")
    await anext(events(response))
    response.close()
    peers[0].clear()
    await until(lambda: not peers[0].observed)


async def test_end(session: ClientSession, peers: list[HidHost]) -> None:
    """The page ends while it is read; without hosts there is none."""
    async with HostView(peers).serve() as url:
        response = await session.get(f"{url}events")
        told = events(response)
        await anext(told)
    assert not peers[0].observed
    assert not [seen async for seen in told]
    response.close()
    with pytest.raises(ValueError, match="no host"):
        HostView([])
