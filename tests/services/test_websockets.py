"""Actions over WebSockets, with a real server in the module's network."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from esp_at_simulator import SimulatedModule
from tests.common import until
from tests.services.common import call

WHERE = ("192.168.1.60", 80)
URL = f"ws://{WHERE[0]}/socket"


@dataclass
class Site:
    """A server that sends every message back but ``quiet``, and what it heard."""

    heard: list[str | bytes] = field(default_factory=list)
    requests: list[web.Request] = field(default_factory=list)
    connected: int = 0

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Talk to one client."""
        self.requests.append(request)
        socket = web.WebSocketResponse(protocols=("board",))
        await socket.prepare(request)
        self.connected += 1
        async for message in socket:
            self.heard.append(message.data)
            if message.data == "quiet":
                continue
            if message.data == "bye":
                break
            if message.type is WSMsgType.TEXT:
                await socket.send_str(message.data)
            else:
                await socket.send_bytes(message.data)
        self.connected -= 1
        return socket


@pytest.fixture
async def site(
    simulator: SimulatedModule, socket_enabled: None
) -> AsyncGenerator[Site]:
    """Run a server in the module's network."""
    site = Site()
    app = web.Application()
    app.router.add_get("/socket", site.serve)
    server = TestServer(app)
    await server.start_server()
    assert server.port is not None
    simulator.surroundings.internet.add_service(WHERE, ("127.0.0.1", server.port))
    yield site
    await until(lambda: not site.connected)
    await server.close()


@pytest.mark.parametrize(
    ("data", "encoding", "heard"),
    [
        ('ein „Wort“, "zwei"\\', "text", 'ein „Wort“, "zwei"\\'),
        (r"a\r\nOK\r\n", "escaped", "a\r\nOK\r\n"),
        (r"\xff", "escaped", b"\xff"),
        ("ff00", "hex", b"\xff\x00"),
        ("aGk=", "base64", b"hi"),
    ],
)
async def test_send(
    hass: HomeAssistant,
    online: MockConfigEntry,
    site: Site,
    *,
    data: str,
    encoding: str,
    heard: str | bytes,
) -> None:
    """A message goes out as text or as bytes, over a WebSocket that is closed then."""
    response = await call(
        hass, online, "websocket_send", url=URL, data=data, encoding=encoding
    )
    size = len(heard.encode() if isinstance(heard, str) else heard)
    assert response == {"sent": size, "answer": None}
    await until(lambda: site.heard == [heard])
    await until(lambda: not site.connected)


async def test_answer(hass: HomeAssistant, online: MockConfigEntry, site: Site) -> None:
    """The message that comes back is the answer."""
    response = await call(
        hass,
        online,
        "websocket_send",
        url=URL,
        data="hi",
        answer_timeout=5,
        subprotocol="board",
        headers={"X-Room": "kitchen, left"},
    )
    assert response["answer"] == {
        "text": "hi",
        "hex": "6869",
        "base64": "aGk=",
        "length": 2,
        "complete": True,
        "remote_address": None,
        "remote_port": None,
    }
    assert site.requests[0].headers["X-Room"] == "kitchen, left"
    assert site.requests[0].headers["Sec-WebSocket-Protocol"] == "board"


async def test_no_answer(
    hass: HomeAssistant, online: MockConfigEntry, site: Site
) -> None:
    """Nobody waits longer than was said."""
    response = await call(
        hass, online, "websocket_send", url=URL, data="quiet", answer_timeout=0.2
    )
    assert response["answer"]["complete"] is False
    assert response["answer"]["length"] == 0


async def test_hung_up(
    hass: HomeAssistant, online: MockConfigEntry, site: Site
) -> None:
    """A server that closes in place of an answer has closed."""
    with pytest.raises(HomeAssistantError) as caught:
        await call(
            hass, online, "websocket_send", url=URL, data="bye", answer_timeout=5
        )
    assert caught.value.translation_key == "closed_peer"


async def test_kept(hass: HomeAssistant, online: MockConfigEntry, site: Site) -> None:
    """A connection that is kept is used by its name."""
    settings = {"url": URL, "framing": "none", "encoding": "text", "ending": ""}
    subentry = ConfigSubentry(
        data=MappingProxyType(settings),
        subentry_type="websocket",
        title="Display",
        unique_id=None,
    )
    assert hass.config_entries.async_add_subentry(online, subentry)
    await until(lambda: site.connected)
    kept = online.runtime_data.device.connections.kept
    await until(lambda: kept[subentry.subentry_id].state.connected)
    response = await call(
        hass, online, "websocket_send", connection="Display", data="on"
    )
    assert response == {"sent": 2, "answer": None}
    await until(lambda: site.heard == ["on"])

    await asyncio.sleep(0.05)
    response = await call(
        hass,
        online,
        "websocket_send",
        connection="Display",
        data="off",
        answer_timeout=5,
    )
    assert response["answer"]["text"] == "off"
    hass.config_entries.async_remove_subentry(online, subentry.subentry_id)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "a connection or a URL"),
        ({"url": "http://relay"}, "url must be a URL that begins with ws:// or wss://"),
        ({"url": f"{URL}\r\nAT+RST"}, "url must be a URL"),
        ({"url": URL, "headers": {"a": "b\nc: d"}}, "headers must be names"),
        (
            {"url": URL, "headers": {f"h{number}": "x" for number in range(11)}},
            "headers must hold at most 10",
        ),
        ({"url": URL, "answer_timeout": 0}, "answer_timeout must be from 0.1 s"),
        ({"url": URL, "encoding": "hex"}, "data must be a row of hexadecimal"),
        ({"url": URL, "data": ""}, "data must be 1 to 8192 bytes"),
        ({"url": URL, "data": "x" * 8193}, "data must be 1 to 8192 bytes"),
        ({"url": URL, "data": "\ud83d"}, "data must be text"),
        ({"url": URL, "headers": {"a": "\ud83d"}}, "headers must be text"),
        ({"url": URL, "subprotocol": "\ud83d"}, "subprotocol must be text"),
        ({"url": f"{URL}\ud83d"}, "url must be text"),
        ({"url": URL + "x" * 256}, "bytes"),
        ({"url": URL, "connection": "Display"}, "that is called Display"),
    ],
)
async def test_bad_field(
    hass: HomeAssistant,
    online: MockConfigEntry,
    simulator: SimulatedModule,
    *,
    fields: dict[str, Any],
    words: str,
) -> None:
    """A field that is wrong is named, and nothing is sent."""
    sent = len(simulator.received)
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, online, "websocket_send", **{"data": "on", **fields})
    assert words in str(caught.value)
    assert len(simulator.received) == sent


async def test_nobody_there(hass: HomeAssistant, online: MockConfigEntry) -> None:
    """Who refuses is named, without what the URL may hide."""
    with pytest.raises(HomeAssistantError) as caught:
        await call(
            hass, online, "websocket_send", url="ws://127.0.0.1:1/?key=secret", data="x"
        )
    assert caught.value.translation_key == "connect_failed"
    assert "127.0.0.1, port 1" in str(caught.value)
    assert "secret" not in str(caught.value)


async def test_fourth(hass: HomeAssistant, online: MockConfigEntry, site: Site) -> None:
    """A module has three WebSockets; when all are kept, that is said."""
    open_one = online.runtime_data.device.websockets.open
    kept = [await open_one(URL) for _ in range(3)]
    with pytest.raises(HomeAssistantError, match="All 3 WebSockets"):
        await call(hass, online, "websocket_send", url=URL, data="hi")
    for socket in kept:
        await socket.close()


@pytest.mark.parametrize("families", [()])
async def test_not_built_in(
    hass: HomeAssistant, online: MockConfigEntry, families: tuple[str, ...]
) -> None:
    """A build without WebSockets says that it has none."""
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, online, "websocket_send", url=URL, data="on")
    assert caught.value.translation_key == "unsupported"
