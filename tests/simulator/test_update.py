"""Updates over the air, from a real server."""

from collections.abc import AsyncGenerator
from contextlib import suppress

from hypothesis import given, strategies as st
import pytest

from esp_at_simulator import SimulatedModule
from esp_at_simulator.firmware_image import (
    SLOT_SIZE,
    BadImage,
    image_version,
    make_image,
    profile_of,
)
from esp_at_simulator.profile import PROFILES
from esp_at_simulator.update_server import UpdateServer

from .host import Host

ERROR = b"\r\nERROR\r\n"
READY = b"\r\nready\r\n"
STEPS = b"+CIPUPDATE:1\r\n+CIPUPDATE:2\r\n+CIPUPDATE:3\r\n+CIPUPDATE:4\r\n"
pytestmark = pytest.mark.usefixtures("socket_enabled")


@pytest.fixture
async def server(module: SimulatedModule) -> AsyncGenerator[UpdateServer]:
    """Run a server that has three versions."""
    server = UpdateServer("2.0.0.0", "5.0.1.0", "4.1.1.0")
    async with server.serve(module.surroundings):
        yield server


@pytest.fixture
async def client(quiet_host: Host) -> Host:
    """Return a host whose module has joined a network."""
    await quiet_host.command("AT+CWMODE=1")
    await quiet_host.command('AT+CWJAP="Home","correct horse"')
    return quiet_host


async def version(host: Host) -> bytes:
    """Return the first line of AT+GMR of a module that has just started."""
    await host.command("ATE0")
    return (await host.command("AT+GMR")).splitlines()[0]


async def test_update(client: Host, server: UpdateServer) -> None:
    """Four steps, OK, and the restart with what the server recommends."""
    assert await client.command("AT+CIPFWVER?") == b'+CIPFWVER:"v4.1.1.0"\r\n\r\nOK\r\n'
    assert await client.command("AT+CIUPDATE") == STEPS + b"\r\nOK\r\n"
    await client.until(READY)
    assert (await version(client)).startswith(b"AT version:4.1.1.0(")
    slots = await client.command("AT+SYSROLLBACK?")
    assert slots == b'+SYSROLLBACK:0x280000,"v4.1.1.0",0x100000,"v3.4.0.0"\r\nOK\r\n'
    await client.command("AT+SYSROLLBACK", end=READY)
    assert (await version(client)).startswith(b"AT version:3.4.0.0(")


async def test_version(client: Host, server: UpdateServer) -> None:
    """A version that is given is not looked up; a factory reset keeps it."""
    got = await client.command('AT+CIUPDATE=0,"v5.0.1.0"', end=READY)
    assert got.startswith(b"+CIPUPDATE:1\r\n+CIPUPDATE:4\r\n\r\nOK\r\n")
    await client.command("AT+RESTORE", end=READY)
    assert (await version(client)).startswith(b"AT version:5.0.1.0(")


async def test_failures(client: Host, server: UpdateServer) -> None:
    """Each step may be the last one."""
    got = await client.command('AT+CIUPDATE=1,"v9.9.9.9"', end=ERROR)
    assert got == b"+CIPUPDATE:1\r\n" + ERROR
    server.images["4.1.1.0"] = b"<html>no image</html>"
    got = await client.command("AT+CIUPDATE", end=ERROR)
    assert got == STEPS.removesuffix(b"+CIPUPDATE:4\r\n") + ERROR
    assert await client.command("AT+CIUPDATE?") == b"+CIUPDATE:3\r\n\r\nOK\r\n"
    server.recommended = None
    got = await client.command("AT+CIUPDATE", end=ERROR)
    assert got == b"+CIPUPDATE:1\r\n+CIPUPDATE:2\r\n" + ERROR


async def test_no_server(client: Host) -> None:
    """Without a way to the server not even the first step is reached."""
    for command in ("AT+CIUPDATE", "AT+CIPFWVER?"):
        assert await client.command(command, end=ERROR) == ERROR
    assert await client.command("AT+CIUPDATE?") == b"+CIUPDATE:0\r\n\r\nOK\r\n"


async def test_in_the_background(client: Host, server: UpdateServer) -> None:
    """An update that does not hold the line up does not restart either."""
    await client.command("AT+CIUPDATE=1,,,1")
    assert await client.until(b"+CIPUPDATE:4\r\n") == STEPS
    assert await client.command("AT") == b"\r\nOK\r\n"
    await client.command("AT+RST", end=READY)
    assert (await version(client)).startswith(b"AT version:4.1.1.0(")
    await client.until(b"WIFI GOT IP\r\n")
    await client.command('AT+CIUPDATE=1,"v9.9.9.9",,1')
    assert await client.until(b"-1\r\n") == b"+CIPUPDATE:1\r\n+CIPUPDATE:-1\r\n"


async def test_from_url(client: Host, server: UpdateServer) -> None:
    """AT+USEROTA takes an image from anywhere."""
    for name, end in (("5.0.1.0", b"OK"), ("9.9.9.9", b"ERROR")):
        url = f"http://iot.espressif.test/images/{name}".encode()
        await client.command(f"AT+USEROTA={len(url)}", end=b"\r\n>")
        client.send(url)
        got = await client.until(end + b"\r\n")
        assert got == f"\r\nRecv {len(url)} bytes\r\n\r\n".encode() + end + b"\r\n"
        if end == b"OK":
            await client.until(READY)
            assert (await version(client)).startswith(b"AT version:5.0.1.0(")
            await client.until(b"WIFI GOT IP\r\n")


@pytest.mark.parametrize(
    ("built", "wanted", "generation", "shown"),
    [
        ("3.4", None, "3.4", "v3.4.0.0"),
        ("3.4", "3.4.0.0", "3.4", "v3.4.0.0"),
        ("2.0", "2.0.0", "2.0", "2.0.0"),
        ("2.0", "2.4.0.0", "2.0", "2.4.0"),
        ("4.1", "4.9.2", "4.1", "v4.9.2.0"),
        ("4.1", "0.9", "1.1", "0.9"),
    ],
)
def test_generations(
    built: str, wanted: str | None, generation: str, shown: str
) -> None:
    """A version behaves as the newest generation that is not newer."""
    profile = profile_of(PROFILES[built], wanted)
    assert (profile.name, profile.binary) == (generation, shown)


@given(image=st.binary(max_size=200))
def test_any_image(image: bytes) -> None:
    """Whatever is downloaded, the module reads its version or keeps its firmware."""
    with suppress(BadImage):
        image_version(image)
    described = bytearray(make_image("1.0", 4096))
    described[0x30 : 0x30 + len(image)] = image
    with suppress(BadImage):
        profile_of(PROFILES["4.1"], image_version(bytes(described)))


@pytest.mark.parametrize(
    "image",
    [
        b"",
        b"\xe9" * 10,
        b"x" + make_image("4.1.1.0")[1:],
        make_image("4.1.1.0", SLOT_SIZE + 1),
        b"\xe9" * 1000,
        make_image("four"),
    ],
)
def test_bad_images(image: bytes) -> None:
    """No module starts what is no image, or does not fit."""
    with pytest.raises(BadImage):
        image_version(image)
