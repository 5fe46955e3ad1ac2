"""Actions that speak HTTP, with a real server in the module's network."""

import asyncio
import base64
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
import json
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.script import Script, async_validate_actions_config
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from esp_at_simulator import SimulatedModule
from tests.services.common import call

WHERE = ("192.168.1.50", 80)
TOP = f"http://{WHERE[0]}"
BINARY = b"\xff\x00\r\nOK\r\n>\x80"
BIG = "".join(f"{number:05}" for number in range(3000))


@dataclass
class Site:
    """A server, and what it was asked for."""

    requests: list[web.Request] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)

    async def serve(self, request: web.Request) -> web.Response:
        """Answer by the path."""
        self.requests.append(request)
        self.bodies.append(await request.read())
        match request.path:
            case "/json":
                return web.json_response({"on": True, "level": [1, 2.5, None]})
            case "/binary":
                return web.Response(body=BINARY)
            case "/big":
                return web.Response(text=BIG)
            case "/empty":
                return web.Response()
            case "/missing":
                return web.Response(status=404, text="nothing here")
            case "/odd":
                return web.Response(status=499, text="odd")
            case "/slow":
                await asyncio.sleep(3)
        return web.Response(text="on", headers={"X-Board": "7"})

    @property
    def last(self) -> web.Request:
        """Return the last request."""
        return self.requests[-1]


@pytest.fixture
async def site(
    simulator: SimulatedModule, socket_enabled: None
) -> AsyncGenerator[Site]:
    """Run a server in the module's network."""
    site = Site()
    app = web.Application(client_max_size=1 << 22)
    app.router.add_route("*", "/{path:.*}", site.serve)
    server = TestServer(app)
    await server.start_server()
    assert server.port is not None
    simulator.surroundings.internet.add_service(WHERE, ("127.0.0.1", server.port))
    yield site
    await server.close()


async def test_get(hass: HomeAssistant, online: MockConfigEntry, site: Site) -> None:
    """A page is told as text and as bytes."""
    response = await call(hass, online, "http_request", url=f"{TOP}/state?room=1,2")
    assert response == {
        "ok": True,
        "status": None,
        "reason": None,
        "headers": {},
        "text": "on",
        "json": None,
        "base64": "b24=",
        "length": 2,
    }
    assert site.last.method == "GET"
    assert site.last.path_qs == "/state?room=1,2"


async def test_json(hass: HomeAssistant, online: MockConfigEntry, site: Site) -> None:
    """JSON is understood."""
    response = await call(hass, online, "http_request", url=f"{TOP}/json")
    assert response["json"] == {"on": True, "level": [1, 2.5, None]}
    assert json.loads(response["text"]) == response["json"]


async def test_binary(hass: HomeAssistant, online: MockConfigEntry, site: Site) -> None:
    """What is no text is told as Base64 only."""
    response = await call(hass, online, "http_request", url=f"{TOP}/binary")
    assert response["text"] is None
    assert response["json"] is None
    assert base64.b64decode(response["base64"]) == BINARY
    assert response["length"] == len(BINARY)


async def test_big(hass: HomeAssistant, online: MockConfigEntry, site: Site) -> None:
    """A page that comes in many parts is whole."""
    response = await call(hass, online, "http_request", url=f"{TOP}/big")
    assert response["text"] == BIG


async def test_empty(hass: HomeAssistant, online: MockConfigEntry, site: Site) -> None:
    """A page may be empty."""
    response = await call(hass, online, "http_request", url=f"{TOP}/empty")
    assert response["ok"] is True
    assert response["text"] == ""
    assert response["json"] is None


async def test_head(hass: HomeAssistant, online: MockConfigEntry, site: Site) -> None:
    """HEAD answers with headers, in any spelling of the method."""
    response = await call(hass, online, "http_request", url=TOP, method="HEAD")
    assert response["headers"]["X-Board"] == "7"
    assert response["length"] == 0
    assert site.last.method == "HEAD"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
@pytest.mark.parametrize(
    ("fields", "sent", "content_type"),
    [
        ({"body": "on=1&all"}, b"on=1&all", "application/x-www-form-urlencoded"),
        ({"body": {"on": True}}, b'{"on":true}', "application/json"),
        ({"body": [1, 'a,"b\\']}, b'[1,"a,\\"b\\\\"]', "application/json"),
        (
            {"body": "ü <a/>", "content_type": "text/xml"},
            "ü <a/>".encode(),
            "text/xml",
        ),
        ({"body": "6f 6e", "body_encoding": "hex"}, b"on", None),
        ({"body": "b24=", "body_encoding": "base64"}, b"on", None),
    ],
)
async def test_body(
    hass: HomeAssistant,
    online: MockConfigEntry,
    site: Site,
    *,
    method: str,
    fields: dict[str, Any],
    sent: bytes,
    content_type: str | None,
) -> None:
    """A body arrives as it is, whatever it is made of."""
    response = await call(
        hass, online, "http_request", url=f"{TOP}/relay", method=method, **fields
    )
    assert response["ok"] is True
    assert site.bodies == [sent]
    assert site.last.method == method.upper()
    assert content_type is None or site.last.content_type == content_type


@pytest.mark.parametrize(
    "body",
    [
        json.dumps({"text": 'a,b "c" \\ d\r\n', "long": "x" * 4096}).encode(),
        bytes(range(256)) * 8,
    ],
)
async def test_much(
    hass: HomeAssistant, online: MockConfigEntry, site: Site, body: bytes
) -> None:
    """Bodies and URLs that are longer than a line go the long way by themselves."""
    path = "/" + "path/" * 60
    response = await call(
        hass,
        online,
        "http_request",
        url=TOP + path,
        method="post",
        body=base64.b64encode(body).decode(),
        body_encoding="base64",
        headers={"X-Token": "t" * 60, "X-Other": 'a, "b"'},
        content_type="application/octet-stream",
    )
    assert response["ok"] is True
    assert site.bodies == [body]
    assert site.last.path == path
    assert site.last.headers["X-Token"] == "t" * 60
    assert site.last.headers["X-Other"] == 'a, "b"'
    assert site.last.content_type == "application/octet-stream"


async def test_error(hass: HomeAssistant, online: MockConfigEntry, site: Site) -> None:
    """An error of the server is an answer, with what it means."""
    response = await call(hass, online, "http_request", url=f"{TOP}/missing")
    assert response["ok"] is False
    assert response["status"] == 404
    assert response["reason"] == "Not Found: Nothing matches the given URI"
    assert response["text"] == "nothing here"

    response = await call(hass, online, "http_request", url=f"{TOP}/odd")
    assert response["status"] == 499
    assert response["reason"] is None


async def test_error_of_a_long_body(
    hass: HomeAssistant, online: MockConfigEntry, site: Site
) -> None:
    """Where the firmware does not tell the status, it is an error all the same."""
    response = await call(
        hass, online, "http_request", url=f"{TOP}/missing", method="post", body=BIG
    )
    assert response["ok"] is False
    assert response["status"] is None
    assert response["text"] == "nothing here"


async def test_template(
    hass: HomeAssistant, online: MockConfigEntry, site: Site
) -> None:
    """A template makes an object, or text that is JSON already; both are sent right."""
    for body in ('{"level": {{ level }}, "a": 1.50}', "{{ {'level': level} }}"):
        steps = [
            {"variables": {"level": 7}},
            {
                "action": "esp_at.http_request",
                "data": {
                    "config_entry_id": online.entry_id,
                    "url": f"{TOP}/relay",
                    "method": "post",
                    "body": body,
                },
                "response_variable": "answer",
            },
        ]
        actions = await async_validate_actions_config(hass, cv.SCRIPT_SCHEMA(steps))
        result = await Script(hass, actions, "example", "test").async_run()
        assert result is not None
        assert result.variables["answer"]["ok"] is True
    assert site.bodies == [b'{"level": 7, "a": 1.50}', b'{"level":7}']


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"url": "relay"}, "url must be a URL that begins with http:// or https://"),
        ({"url": "ftp://relay"}, "url must be a URL"),
        ({"url": f"{TOP}/\r\nAT+RST"}, "url must be a URL"),
        ({"url": f'{TOP}/"'}, "url must be a URL"),
        ({"url": f"{TOP}:70000/"}, "a port of it is a number from 1 to 65535"),
        ({"url": f"{TOP}/{'x' * 9000}"}, "url must be 8 to 8192 bytes long"),
        ({"headers": {"a b": "c"}}, "headers must be names with a value"),
        ({"headers": {"a": "b\r\nc: d"}}, "headers must be names with a value"),
        (
            {"headers": {f"h{number}": "x" for number in range(21)}},
            "headers must hold at most 20",
        ),
        ({"content_type": "a\nb"}, "content_type must not hold line breaks"),
        ({"content_type": "\ud83d"}, "content_type must be text"),
        ({"headers": {"a": "\ud83d"}}, "headers must be text"),
        ({"url": f"{TOP}/\ud83d"}, "url must be text"),
        ({"body": "\ud83d", "method": "put"}, "body must be text"),
        ({"body": {"a": "\ud83d"}, "method": "put"}, "body cannot be written as JSON"),
        ({"body": {"a": 1 << 64}, "method": "put"}, "body cannot be written as JSON"),
        ({"timeout": 0}, "timeout must be from 1 s to 180 s"),
        ({"timeout": 1000}, "timeout must be from 1 s to 180 s"),
        ({"body": "x"}, "GET and HEAD have no body"),
        ({"body": "x", "method": "head"}, "GET and HEAD have no body"),
        (
            {"body": "x", "method": "put", "body_encoding": "hex"},
            "body must be a row of hexadecimal",
        ),
        (
            {"body": "x" * (1024 * 1024 + 1), "method": "put"},
            "body must be 1 to 1048576 bytes",
        ),
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
        await call(hass, online, "http_request", **{"url": TOP, **fields})
    assert words in str(caught.value)
    assert len(simulator.received) == sent


async def test_nobody_there(hass: HomeAssistant, online: MockConfigEntry) -> None:
    """A server that does not listen gives no answer; its URL is not told."""
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, online, "http_request", url="http://127.0.0.1:1/?key=secret")
    assert caught.value.translation_key == "http_no_answer"
    assert "secret" not in str(caught.value)


async def test_too_slow(
    hass: HomeAssistant, online: MockConfigEntry, site: Site
) -> None:
    """A server that is slow is waited for no longer than was said."""
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, online, "http_request", url=f"{TOP}/slow", timeout=1)
    assert caught.value.translation_key in {"http_timeout", "http_no_answer"}


@pytest.mark.parametrize("profile", ["1.1"])
async def test_old_firmware(hass: HomeAssistant, online: MockConfigEntry) -> None:
    """Firmware without HTTP says so."""
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, online, "http_request", url=TOP)
    assert caught.value.translation_key == "unsupported"
