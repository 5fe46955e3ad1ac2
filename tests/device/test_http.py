"""Requests, to a real server."""

import asyncio
from collections.abc import AsyncGenerator
import json
from typing import Any

from aiohttp import web
import pytest

from custom_components.esp_at.at.errors import (
    ConnectionLost,
    InvalidParameter,
    InvalidResponse,
)
from custom_components.esp_at.device import background
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.errors import (
    HttpFailed,
    HttpFailure,
    Unsupported,
)
from custom_components.esp_at.device.http import MOST_BODY, _status
from esp_at_simulator import SimulatedModule

from .helpers import quiet, until
from .web import URL, Asked, web_server

pytestmark = pytest.mark.usefixtures("socket_enabled")

BINARY = bytes(range(256)) * 4 + b"\r\nOK\r\n>+IPD,0,5:hello\r\nSEND OK\r\n\0+++"
TEXT = 'Grüße, "Welt" \\ 世界, {a: 1}'
DOCUMENT = json.dumps(
    {"text": TEXT, "list": ["a,b", 'c"d', "e\\f"] * 200}, ensure_ascii=False
).encode()


async def _answer(request: web.Request, body: bytes) -> web.StreamResponse:
    match request.path:
        case "/missing":
            return web.Response(status=404, text="no such page")
        case "/large":
            return web.Response(body=b"x" * (MOST_BODY + 1))
        case "/binary":
            return web.Response(body=BINARY)
        case "/slow":
            await asyncio.sleep(float(request.query.get("seconds", "0.5")))
    return web.Response(body=body, headers={"X-Test": 'q"a,b'})


@pytest.fixture
async def asked(
    simulator: SimulatedModule, device: EspAtDevice
) -> AsyncGenerator[list[Asked]]:
    """Return what the server was asked."""
    async with web_server(simulator, _answer) as asked:
        yield asked


async def test_get(device: EspAtDevice, asked: list[Asked]) -> None:
    """Query and headers arrive as they are, the answer byte for byte."""
    answer = await device.http.request(
        "get", f"{URL}/binary?a=1,2&b=ü x", headers={"X-A": 'b, "c" \\'}
    )
    assert (answer.status, answer.body) == (None, BINARY)
    assert asked[0].url == "/binary?a=1,2&b=%C3%BC%20x"
    assert asked[0].headers["X-A"] == 'b, "c" \\'
    assert asked[0].host == "web.test:8000"


async def test_head(device: EspAtDevice, asked: list[Asked]) -> None:
    """HEAD tells the headers."""
    answer = await device.http.request("HEAD", URL)
    assert ("X-Test", 'q"a,b') in answer.headers
    assert answer.body == b""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_text(device: EspAtDevice, asked: list[Asked], method: str) -> None:
    """A short text goes on the command line, and arrives as it was."""
    answer = await device.http.request(
        method, URL, body=TEXT.encode(), content_type="application/json"
    )
    assert answer.body == TEXT.encode()
    assert (asked[0].method, asked[0].body) == (method, TEXT.encode())
    assert asked[0].headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("method", ["POST", "PUT"])
@pytest.mark.parametrize("body", [BINARY, DOCUMENT, b"a\r\nb", b"a\0b", b"+++"])
async def test_any_body(
    device: EspAtDevice, asked: list[Asked], method: str, body: bytes
) -> None:
    """What no command line can carry arrives exactly."""
    answer = await device.http.request(
        method, URL, body=body, content_type="application/json", headers={"X-A": "b"}
    )
    assert (answer.status, answer.body) == (None, body)
    assert asked[0].body == body
    assert asked[0].headers["Content-Type"] == "application/json"
    assert asked[0].headers["X-A"] == "b"


@pytest.mark.parametrize("content_type", [None, "text/plain"])
@pytest.mark.parametrize("body", [b"short", BINARY])
async def test_content_type(
    device: EspAtDevice, asked: list[Asked], content_type: str | None, body: bytes
) -> None:
    """A type that no number stands for is a header; form data is the default."""
    await device.http.request("POST", URL, body=body, content_type=content_type)
    wanted = content_type or "application/x-www-form-urlencoded"
    assert asked[0].headers.getall("Content-Type") == [wanted]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE"])
async def test_long_url(
    simulator: SimulatedModule, device: EspAtDevice, asked: list[Asked], method: str
) -> None:
    """A URL of 300 characters arrives whole, and is forgotten afterwards."""
    path = "/" + "long," * 60
    await device.http.request(method, URL + path)
    assert asked[0].url == path
    assert not simulator.state.http.long_url


async def test_everything_long(
    simulator: SimulatedModule, device: EspAtDevice, asked: list[Asked]
) -> None:
    """URL, headers and body may all be longer than a command line."""
    path = "/" + "p" * 4000
    headers = {f"X-{index}": str(index) * 100 for index in range(6)}
    await device.http.request("PUT", URL + path, headers=headers, body=DOCUMENT)
    assert asked[0].url == path
    assert headers.items() <= dict(asked[0].headers).items()
    assert asked[0].body == DOCUMENT
    assert not simulator.state.http.long_url
    assert not simulator.state.http.headers.lines


async def test_status(device: EspAtDevice, asked: list[Asked]) -> None:
    """An error of the server is an answer, with its page."""
    answer = await device.http.request("GET", f"{URL}/missing")
    assert (answer.status, answer.body) == (404, b"no such page")


async def test_unknown_status(
    simulator: SimulatedModule, device: EspAtDevice, asked: list[Asked]
) -> None:
    """The answer to a long body has no status, but its page is there."""
    with pytest.raises(HttpFailed) as caught:
        await device.http.request("POST", f"{URL}/missing?{'q' * 300}", body=DOCUMENT)
    assert caught.value.reason is HttpFailure.REFUSED
    assert caught.value.body == b"no such page"
    assert not simulator.state.http.long_url


async def test_no_answer(device: EspAtDevice, asked: list[Asked]) -> None:
    """Nobody there is an error of its own."""
    await device.wifi.leave()
    for body in (b"a", BINARY):
        with pytest.raises(HttpFailed) as caught:
            await device.http.request("POST", URL, body=body)
        assert caught.value.reason is HttpFailure.NO_ANSWER


async def test_timeout(
    simulator: SimulatedModule, device: EspAtDevice, asked: list[Asked]
) -> None:
    """Who waited long enough goes on; the module is left in order all the same."""
    with pytest.raises(HttpFailed) as caught:
        await device.http.request("GET", f"{URL}/slow?{'q' * 300}", timeout=0.2)
    assert caught.value.reason is HttpFailure.TIMEOUT
    assert simulator.state.http.long_url
    await until(lambda: not simulator.state.http.long_url)
    answer = await device.http.request("GET", f"{URL}/binary")
    assert answer.body == BINARY


async def test_slower_than_the_module(device: EspAtDevice, asked: list[Asked]) -> None:
    """A server that takes longer than the module waits is asked with more patience."""
    await device.http.request("GET", f"{URL}/slow?seconds=5.5", headers={"X-A": "b"})
    assert [one.headers["X-A"] for one in asked] == ["b", "b"]


async def test_too_large(device: EspAtDevice, asked: list[Asked]) -> None:
    """More than can be kept is an error."""
    with pytest.raises(HttpFailed) as caught:
        await device.http.request("GET", f"{URL}/large")
    assert caught.value.reason is HttpFailure.TOO_LARGE
    assert len(caught.value.body) == MOST_BODY


async def test_requests_wait_for_each_other(
    device: EspAtDevice, asked: list[Asked]
) -> None:
    """What is set for one request is not seen by another."""
    paths = [f"/{letter * 300}" for letter in "abcd"]
    await asyncio.gather(*(device.http.request("GET", URL + path) for path in paths))
    assert [one.url for one in asked] == paths


async def test_restart_during_a_request(
    simulator: SimulatedModule, device: EspAtDevice, asked: list[Asked]
) -> None:
    """A request that a restart cuts short fails; the next one works."""
    path = f"/slow?{'q' * 300}"
    running = asyncio.create_task(device.http.request("GET", URL + path))
    await until(lambda: bool(asked))
    simulator.power_cycle()
    with pytest.raises(Exception, match="restarted"):
        await running
    await until(
        lambda: device.state.online and device.state.station.address is not None
    )
    assert (await device.http.request("GET", f"{URL}/binary")).body == BINARY


async def test_close_during_a_request(device: EspAtDevice, asked: list[Asked]) -> None:
    """Who waits for an answer learns that the device was closed."""
    path = f"/slow?{'q' * 300}"
    running = asyncio.create_task(device.http.request("GET", URL + path))
    await until(lambda: bool(asked))
    await device.close()
    with pytest.raises(ConnectionLost):
        await running


async def test_what_was_set_is_not_left(
    simulator: SimulatedModule, device: EspAtDevice, asked: list[Asked]
) -> None:
    """A cable pulled while a request runs does not give its headers to the next one."""
    headers = {f"X-{index}": "TOP-SECRET" * 10 for index in range(3)}
    path = f"/slow?{'q' * 300}"
    running = asyncio.create_task(
        device.http.request("GET", URL + path, headers=headers)
    )
    await until(lambda: bool(asked))
    simulator.unplug()
    with pytest.raises(ConnectionLost):
        await running
    simulator.plug()
    await until(lambda: device.state.online)
    await device.http.request("GET", f"{URL}/other")
    assert "X-0" in asked[0].headers
    assert "X-0" not in asked[1].headers


async def test_nobody_waits_any_more(device: EspAtDevice, asked: list[Asked]) -> None:
    """A request whose time is over before it begins is not made at all."""
    slow = asyncio.create_task(device.http.request("GET", f"{URL}/slow"))
    await until(lambda: bool(asked))
    with pytest.raises(HttpFailed) as caught:
        await device.http.request("POST", URL, body=b"x", timeout=0.1)
    await slow
    await quiet(device)
    assert caught.value.reason is HttpFailure.TIMEOUT
    assert [one.method for one in asked] == ["GET"]


async def test_close_is_not_held_up(
    device: EspAtDevice, asked: list[Asked], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request that takes long does not keep the device from being closed."""
    monkeypatch.setattr(background, "_CLOSE_TIMEOUT", 0.1)
    path = f"/slow?seconds=5&{'q' * 300}"
    running = asyncio.create_task(device.http.request("GET", URL + path))
    await until(lambda: bool(asked))
    async with asyncio.timeout(3):
        await device.close()
        with pytest.raises(ConnectionLost):
            await running


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (None, None),
        (0x010A7194, 404),
        (0x010A7000, None),
        (0x01080003, None),
        (0x01060103, None),
    ],
)
def test_status_of_errors(code: int | None, status: int | None) -> None:
    """Only the numbers of HTTP hold a status."""
    assert _status(code) == status


async def test_bad_input(simulator: SimulatedModule, device: EspAtDevice) -> None:
    """What makes no request names its field; nothing is sent."""
    before = len(simulator.received)
    request = device.http.request
    with pytest.raises(InvalidParameter, match="method"):
        await request("TRACE", URL)
    with pytest.raises(InvalidParameter, match="url"):
        await request("GET", "ftp://web.test/")
    with pytest.raises(InvalidParameter, match="body"):
        await request("GET", URL, body=b"x")
    with pytest.raises(InvalidParameter, match="headers: control_character"):
        await request("GET", URL, headers={"X-A": "b\r\nAT+RST"})
    with pytest.raises(InvalidParameter, match="headers: choice"):
        await request("GET", URL, headers={"X:A": "b"})
    with pytest.raises(InvalidParameter, match="headers: text"):
        await request("GET", URL, headers={"X-A": "\ud83d"})
    with pytest.raises(InvalidParameter, match="url: text"):
        await request("GET", f"{URL}/\ud83d")
    with pytest.raises(InvalidParameter, match="headers: range"):
        await request("GET", URL, headers={f"X-{n}": "b" for n in range(21)})
    with pytest.raises(InvalidParameter, match="url: length"):
        await request("GET", f"{URL}/{'q' * 9000}")
    assert len(simulator.received) == before


@pytest.mark.parametrize("profile", ["2.0"])
async def test_first_http(device: EspAtDevice, asked: list[Asked]) -> None:
    """2.0 has HTTP where it was built in: short, without headers, text only."""
    assert device.http.supports_method("get")
    headers = (await device.http.request("HEAD", URL)).headers
    assert ("X-Test", 'q"a,b') in headers
    assert not device.counters.unknown_lines
    answer = await device.http.request("POST", URL, body=TEXT.encode())
    assert answer.body == TEXT.encode()
    assert (await device.http.request("GET", f"{URL}/missing")).status == 404
    unsupported: dict[str, dict[str, Any]] = {
        "http_headers": {"headers": {"X-A": "b"}},
        "http_long_body": {"body": DOCUMENT},
        "http_binary_body": {"body": BINARY},
    }
    with pytest.raises(InvalidResponse):  # cut at the first NUL
        await device.http.request("GET", f"{URL}/binary")
    for feature, options in unsupported.items():
        with pytest.raises(Unsupported, match=feature):
            await device.http.request("POST", URL, **options)
    with pytest.raises(Unsupported, match="http_long_url"):
        await device.http.request("GET", f"{URL}/{'q' * 300}")


@pytest.mark.parametrize("profile", ["2.3"])
async def test_second_http(device: EspAtDevice, asked: list[Asked]) -> None:
    """2.3 posts anything, but puts only what fits a line."""
    await device.http.request("POST", URL, body=BINARY, headers={"X-A": "b"})
    assert asked[0].body == BINARY
    with pytest.raises(Unsupported, match="http_long_body"):
        await device.http.request("PUT", URL, body=DOCUMENT)
    headers = {f"X-{index}": str(index) * 100 for index in range(6)}
    with pytest.raises(Unsupported, match="http_long_headers"):
        await device.http.request("GET", URL, headers=headers)


@pytest.mark.parametrize(("profile", "families"), [("2.0", ()), ("1.1", ())])
async def test_without_http(device: EspAtDevice) -> None:
    """The official image of 2.0 has no HTTP, and 1.1 never had."""
    assert not device.http.supported
    with pytest.raises(Unsupported, match="http"):
        await device.http.request("GET", URL)


async def test_secrets(
    device: EspAtDevice, asked: list[Asked], caplog: pytest.LogCaptureFixture
) -> None:
    """Neither URL nor headers nor body is in a log."""
    caplog.set_level("DEBUG")
    for path in ("/a", "/" + "b" * 300, "/missing"):
        await device.http.request(
            "POST",
            f"{URL}{path}?token=TOP-SECRET",
            headers={"Authorization": "TOP-SECRET"},
            body=b"TOP-SECRET",
        )
    assert asked[0].headers["Authorization"] == "TOP-SECRET"
    assert "TOP-SECRET" not in str(device.diagnostics())
    ours = [
        record
        for record in caplog.records
        if record.name.startswith("custom_components.esp_at")
    ]
    assert ours
    assert not [record for record in ours if "TOP-SECRET" in record.getMessage()]
