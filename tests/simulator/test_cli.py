"""The simulator as a program."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
import signal
import sys

from aiohttp import ClientSession
import pytest

from .host import Host

TOP = Path(__file__).parents[2]


@asynccontextmanager
async def program(
    *arguments: str,
) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """Run the simulator; give the process and the line that says it is there."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "esp_at_simulator"),
        *arguments,
        cwd=TOP,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(20):
            line = await process.stdout.readline()
        yield process, line.decode().rstrip("\n")
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_link(tmp_path: Path, number: signal.Signals) -> None:
    """A link appears with the line, and goes with the program."""
    link = tmp_path / "module"
    async with program(
        *("--link", str(link)),
        *("--profile", "3.4"),
        *("--access-point", "Home,correct horse,-61,11"),
        *("--access-point", "Guest,"),
        *("--time-scale", "0.01"),
    ) as (process, line):
        assert line == f"ready: {link}"
        async with Host.on(str(link)) as host:
            assert b"3.4.0.0" in await host.command("AT+GMR")
            await host.command("AT+CWMODE=1")
            found = await host.command("AT+CWLAP")
            assert b'(3,"Home",-61,' in found
            assert b'(0,"Guest",-55,' in found
        process.send_signal(number)
        assert await process.wait() == 0
        assert not link.is_symlink()


@pytest.mark.usefixtures("socket_enabled")
async def test_tcp() -> None:
    """A TCP port is as good; 0 takes a free one."""
    async with program("--tcp", "0", "--baud", "unlimited") as (_, line):
        _, _, address = line.partition("ready: ")
        host, _, port = address.rpartition(":")
        assert host == "127.0.0.1"
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"AT\r\n")
        assert (await reader.readuntil(b"OK\r\n")).endswith(b"AT\r\n\r\nOK\r\n")
        writer.close()


async def test_echo(tmp_path: Path) -> None:
    """A neighbour of the command line sends back what it gets."""
    link = tmp_path / "module"
    async with (
        program(
            *("--link", str(link), "--access-point", "Home,", "--echo", "relay:7"),
            *("--time-scale", "0"),
        ),
        Host.on(str(link)) as host,
    ):
        await host.until(b"ready\r\n")
        await host.command("AT+CWMODE=1")
        await host.command('AT+CWJAP="Home",""')
        await host.command('AT+CIPSTART="TCP","relay",7')
        await host.payload("AT+CIPSEND=5", b"hello")
        assert await host.until(b"hello\r\n") == b"\r\n+IPD,5:hello\r\n"


async def test_scenario_and_faults(tmp_path: Path) -> None:
    """Events of a file and faults of the command line happen."""
    path = tmp_path / "scenario.yaml"
    path.write_text("events: [{at: 0.3, restart: true}]")
    link = tmp_path / "module"
    async with (
        program(
            *("--link", str(link)),
            *("--scenario", str(path)),
            *("--faults", "split=1,garbage=0.0"),
            *("--time-scale", "0"),
        ),
        Host.on(str(link)) as host,
    ):
        await host.until(b"ready\r\n")
        await host.until(b"ready\r\n")


async def test_releases(tmp_path: Path) -> None:
    """Releases of the command line are on an update server."""
    link = tmp_path / "module"
    async with (
        program(
            *("--link", str(link), "--access-point", "Home,"),
            *("--release", "4.1.1.0", "--release", "5.0.1.0"),
            *("--time-scale", "0"),
        ),
        Host.on(str(link)) as host,
    ):
        await host.until(b"ready\r\n")
        await host.command("AT+CWMODE=1")
        await host.command('AT+CWJAP="Home",""')
        assert b'"v5.0.1.0"' in await host.command("AT+CIPFWVER?")


@pytest.mark.usefixtures("socket_enabled")
async def test_hosts_of_the_keyboard(tmp_path: Path) -> None:
    """Hosts of the command line pair with the module, and a page shows what they see."""
    link = tmp_path / "module"
    async with (
        program(
            *("--link", str(link), "--time-scale", "0"),
            *("--hid-host", "Living room TV:fr:windows", "--host-view", "0"),
        ) as (process, _),
        Host.on(str(link)) as host,
        ClientSession() as session,
    ):
        assert process.stdout is not None
        line = (await process.stdout.readline()).decode()
        url = line.removeprefix("hosts: ").strip()
        await host.until(b"ready\r\n")
        await host.command("AT+BLEHIDINIT=1")
        await host.until(b"+BLEHIDCONN\r\n")
        await host.command("AT+BLEHIDKB=0,4,0,0,0,0,0")
        async with session.get(f"{url}state") as response:
            seen = await response.json()
    assert seen["name"] == "Living room TV"
    assert seen["system"] == "windows"
    assert seen["text"] == "q"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--tcp", "0", "--echo", "relay"), "not NAME:PORT"),
        (("--tcp", "0", "--echo", "relay:70000"), "not NAME:PORT"),
        ((), "--link"),
        (("--link", "x", "--profile", "7"), "invalid choice"),
        (("--link", "x", "--families", "wings"), "has no family wings"),
        (("--link", "x", "--baud", "1"), "80 baud"),
        (("--link", "x", "--access-point", "Home"), "SSID,PASSWORD"),
        (("--link", "x", "--faults", "fly"), "no fault 'fly'"),
        (("--link", "x", "--scenario", "nowhere.yaml"), "nowhere.yaml"),
        (("--link", "x", "--release", "newest"), "not a version"),
        (("--link", "x", "--hid-host", "TV:"), "NAME[:LAYOUT[:SYSTEM]]"),
        (("--link", "x", "--hid-host", "TV:klingon"), "no layout klingon"),
        (("--link", "x", "--hid-host", "TV:us:dos"), "not a valid HostSystem"),
        (("--link", "x", "--host-view", "http"), "not a port"),
        (("--link", "x", "--host-view", "0"), "no host to show"),
    ],
)
async def test_mistakes(arguments: tuple[str, ...], reason: str) -> None:
    """A mistake ends the program with its reason."""
    async with program(*arguments) as (process, line):
        assert not line
        assert process.stderr is not None
        assert reason in (await process.stderr.read()).decode()
        assert await process.wait() == 2
