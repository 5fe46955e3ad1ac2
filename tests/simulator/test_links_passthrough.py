"""Passthrough: what ends it, what does not, and how it comes back."""

import asyncio

import pytest

from esp_at_simulator import SimulatedModule
from esp_at_simulator.neighbours import EchoNeighbour
from esp_at_simulator.receiver import ESCAPE_SILENCE

from .host import Host

ERROR = b"\r\nERROR\r\n"

pytestmark = pytest.mark.usefixtures("socket_enabled", "echo")


@pytest.fixture
async def raw(online_host: Host) -> Host:
    """Enter passthrough to the echo."""
    await online_host.command('AT+CIPSTART="TCP","10.0.2.2",9001')
    await online_host.command("AT+CIPMODE=1")
    await online_host.command("AT+CIPSEND", end=b"\r\nOK\r\n\r\n>")
    return online_host


async def _escape(host: Host) -> bytes:
    await asyncio.sleep(2 * ESCAPE_SILENCE)
    host.send(b"+++")
    return await host.quiet(4 * ESCAPE_SILENCE)


async def test_what_it_needs(online_host: Host) -> None:
    """Passthrough needs a link, and only one to be possible."""
    assert await online_host.command("AT+CIPSEND", end=ERROR) == ERROR
    await online_host.command("AT+CIPMUX=1")
    assert await online_host.command("AT+CIPMODE=1", end=ERROR) == ERROR
    await online_host.command("AT+CIPMUX=0")
    await online_host.command("AT+CIPMODE=1")
    assert await online_host.command("AT+CIPSEND", end=ERROR) == ERROR
    assert await online_host.command("AT+CIPMUX=1", end=ERROR) == ERROR


async def test_everything_passes(raw: Host) -> None:
    """Any bytes go both ways, commands and zeros too."""
    data = bytes(range(256)) * 500 + b"AT+RST\r\n"
    await raw.send_all(data)
    assert await raw.exactly(len(data)) == data
    assert await _escape(raw) == b""
    assert await raw.command("AT") == b"\r\nOK\r\n"


@pytest.mark.parametrize("typed", [b"+++\r\n", b"a+++", b"++++", b"++", b"+"])
async def test_pluses_that_are_data(raw: Host, typed: bytes) -> None:
    """Only three alone end it; more, fewer, or among others are data."""
    await asyncio.sleep(2 * ESCAPE_SILENCE)
    raw.send(typed)
    assert await raw.exactly(len(typed)) == typed


async def test_pluses_right_behind_data(raw: Host) -> None:
    """Without silence before them they are data, and with silence between them."""
    for part in (b"data", b"+++", b"+", b"++"):
        raw.send(part)
        await asyncio.sleep(ESCAPE_SILENCE / 4)
    assert await raw.exactly(10) == b"data++++++"


async def test_pluses_one_by_one(raw: Host) -> None:
    """Three in quick succession end it as well as three at once."""
    await asyncio.sleep(2 * ESCAPE_SILENCE)
    for _ in range(3):
        raw.send(b"+")
        await asyncio.sleep(ESCAPE_SILENCE / 10)
    assert await raw.quiet(4 * ESCAPE_SILENCE) == b""
    assert await raw.command("AT") == b"\r\nOK\r\n"


async def test_it_connects_again(
    module: SimulatedModule, echo: EchoNeighbour, raw: Host
) -> None:
    """A peer that goes and comes back is found without a word; data wait for it."""
    echo.stop()
    module.surroundings.internet.forwards[echo.shown] = ("127.0.0.1", 1)
    await asyncio.sleep(0.05)
    raw.send(b"still there?")
    await asyncio.sleep(0.05)
    await echo.start()
    assert await raw.until(b"?") == b"still there?"
    assert await _escape(raw) == b""
    await raw.command("AT+CIPCLOSE")


async def test_messages_hide(module: SimulatedModule, raw: Host) -> None:
    """Lines of the Wi-Fi would be data: they are left out unless asked for."""
    module.surroundings.remove_access_point("Home")
    assert await raw.quiet(0.1) == b""
    assert await _escape(raw) == b"CLOSED\r\n"


async def test_messages_that_were_asked_for(
    module: SimulatedModule, online_host: Host
) -> None:
    """AT+SYSMSG brings the lines back, and one for the end."""
    await online_host.command("AT+SYSMSG=5")
    await online_host.command('AT+CIPSTART="TCP","10.0.2.2",9001')
    await online_host.command("AT+CIPMODE=1")
    await online_host.command("AT+CIPSEND", end=b">")
    module.surroundings.remove_access_point("Home")
    await online_host.until(b"WIFI DISCONNECT\r\nCLOSED\r\n")
    module.surroundings.add_access_point("Home", password="correct horse")
    assert b"WIFI GOT IP\r\n" in await online_host.until(b"CONNECT\r\n", within=3)
    await asyncio.sleep(0.1)
    online_host.received.clear()
    assert await _escape(online_host) == b"\r\n+QUITT\r\n"


async def test_datagrams(online_host: Host) -> None:
    """A UDP link passes through as well."""
    await online_host.command('AT+CIPSTART="UDP","10.0.2.2",9001')
    await online_host.command("AT+CIPMODE=1")
    await online_host.command("AT+CIPSEND", end=b">")
    online_host.send(b"ping")
    assert await online_host.exactly(4) == b"ping"
    assert await _escape(online_host) == b""


@pytest.mark.parametrize("kind", ["TCP", "UDP"])
async def test_from_the_start(
    module: SimulatedModule, online_host: Host, kind: str
) -> None:
    """A saved target is led to at every start, until it is forgotten."""
    await online_host.command(f'AT+SAVETRANSLINK=1,"10.0.2.2",9001,"{kind}"')
    module.power_cycle()
    await online_host.until(b"\r\n>\r\nready\r\n")
    online_host.send(b"AT\r\n")
    assert await online_host.exactly(4) == b"AT\r\n"
    assert await _escape(online_host) == b""
    await online_host.command("ATE0")
    assert await online_host.command("AT+CIPMODE?") == b"+CIPMODE:1\r\n\r\nOK\r\n"
    await online_host.command("AT+SAVETRANSLINK=0")
    module.power_cycle()
    assert b">" not in await online_host.until(b"ready\r\n")


async def test_from_the_start_without_a_network(
    module: SimulatedModule, online_host: Host
) -> None:
    """It starts all the same, and keeps trying until it is ended."""
    await online_host.command('AT+SAVETRANSLINK=1,"10.0.2.2",9001,"TCP"')
    await online_host.command("AT+CIPRECONNINTV=10")
    assert b"+CIPRECONNINTV:10" in await online_host.command("AT+CIPRECONNINTV?")
    module.surroundings.remove_access_point("Home")
    module.power_cycle()
    await online_host.until(b"\r\n>\r\nready\r\n")
    online_host.send(b"lost")
    assert await online_host.quiet(0.1) == b""
    assert await _escape(online_host) == b"CLOSED\r\n"
