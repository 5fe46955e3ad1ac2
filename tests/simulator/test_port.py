"""The line itself: rates, pace, plugs and sockets."""

import asyncio
from pathlib import Path
import time

import pytest

from esp_at_simulator import SimulatedModule

from .host import Host

READY = b"\r\nready\r\n"


async def test_a_host_at_another_rate_gets_noise(
    module: SimulatedModule, path: str
) -> None:
    """While the rates differ, neither side understands the other."""
    async with Host.on(path, baudrate=9600) as host:
        await host.quiet()
        host.send(b"AT\r\n")
        assert b"OK" not in await host.quiet()
        assert module.received == []
        host.set_rate(115200)
        host.send(b"\0AT\r\n")  # a NUL forgets the noise
        assert await host.until(b"OK\r\n") == b"AT\r\n\r\nOK\r\n"


async def test_the_rate_changes_after_the_ok(quiet_host: Host) -> None:
    """The OK still comes at the old rate; then the new one holds, until a restart."""
    assert await quiet_host.command("AT+UART_CUR=921600,8,1,0,0") == b"\r\nOK\r\n"
    quiet_host.send(b"AT\r\n")
    assert b"OK" not in await quiet_host.quiet()
    quiet_host.set_rate(921600)
    quiet_host.send(b"\0")
    assert b"+UART_CUR:922190,8,1,0,0" in await quiet_host.command("AT+UART_CUR?")
    quiet_host.send(b"AT+RST\r\n")
    assert READY not in await quiet_host.quiet(0.1)
    quiet_host.set_rate(115200)
    assert b"+UART_CUR:115201" in await quiet_host.command("AT+UART_CUR?")


async def test_the_saved_rate_outlasts_a_restart(
    module: SimulatedModule, quiet_host: Host
) -> None:
    """AT+UART_DEF holds now and after every start; AT+RESTORE ends it."""
    await quiet_host.command("AT+UART_DEF=57600,8,1,0,0")
    quiet_host.set_rate(57600)
    await quiet_host.quiet()
    module.power_cycle()
    await quiet_host.until(READY)
    assert b"+UART_DEF:57600" in await quiet_host.command("AT+UART_DEF?")
    quiet_host.send(b"AT+RESTORE\r\n")
    await quiet_host.quiet(0.1)
    quiet_host.set_rate(115200)
    assert b"+UART_DEF:115200" in await quiet_host.command("AT+UART_DEF?")


async def test_any_rate_fits_an_unlimited_line() -> None:
    """Without a rate of its own the module understands every host."""
    module = SimulatedModule(time_scale=0, baudrate=None)
    async with module.on_pty() as path, Host.on(path, baudrate=1200) as host:
        await host.until(READY)
        await host.command("AT+UART_CUR=921600,8,1,0,0")
        assert b"OK" in await host.command("AT")


async def test_pace() -> None:
    """A paced line takes the time that its bytes take, both ways."""
    module = SimulatedModule(time_scale=0, baudrate=57600, paced=True)
    async with module.on_pty() as path, Host.on(path) as host:
        await host.until(READY)
        start = time.monotonic()
        answer = await host.command("AT+CMD?")
        seconds = len(answer) * 10 / 57600
        assert 0.95 <= (time.monotonic() - start) / seconds <= 3


async def test_a_restart_of_a_paced_line_is_still_announced() -> None:
    """The OK leaves the line before the module resets."""
    module = SimulatedModule(time_scale=0.1, baudrate=9600, paced=True)
    async with module.on_pty() as path, Host.on(path) as host:
        await host.until(READY)
        assert await host.command("AT+RST", end=READY) == (
            b"AT+RST\r\n\r\nOK\r\n" + READY
        )


async def test_unplug_and_plug(module: SimulatedModule, path: str) -> None:
    """A host sees the port go; under the same name there is a new one with the module."""
    async with Host.on(path) as host:
        await host.until(READY)
        await host.command("ATE0")
        module.unplug()
        await host.hang_up()
        assert not Path(path).exists()
    module.plug()
    async with Host.on(path) as host:
        assert await host.command("AT") == b"\r\nOK\r\n"


async def test_plug_under_another_name(
    module: SimulatedModule, path: str, tmp_path: Path
) -> None:
    """The port may come back under another name."""
    module.unplug()
    other = tmp_path / "by-id"
    module.plug(other)
    assert not Path(path).exists()
    async with Host.on(str(other)) as host:
        await host.command("AT")


async def test_the_link_goes_with_the_port(tmp_path: Path) -> None:
    """A link of one's own is there as long as the port, and replaces an old one."""
    link = tmp_path / "module"
    link.symlink_to("/dev/null")
    async with SimulatedModule(time_scale=0).on_pty(link) as path:
        assert path == str(link)
        assert str(link.readlink()) != "/dev/null"
    assert not link.is_symlink()


async def test_a_file_is_not_replaced(tmp_path: Path) -> None:
    """Where something else than a link is, the line does not come up."""
    link = tmp_path / "precious"
    link.write_text("data")
    with pytest.raises(FileExistsError):
        async with SimulatedModule(time_scale=0).on_pty(link):
            pass
    assert link.read_text() == "data"


async def test_an_unusual_rate() -> None:
    """The line starts at the module's rate, whatever it is."""
    module = SimulatedModule(time_scale=0, baudrate=74880)
    async with module.on_pty() as path, Host.on(path) as host:
        await host.until(READY)
        assert b"OK" in await host.command("AT")
        host.set_rate(115200)
        host.send(b"AT\r\n")
        assert b"OK" not in await host.quiet()


async def connect(url: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Open a ``socket://`` URL."""
    host, _, port = url.removeprefix("socket://").rpartition(":")
    return await asyncio.open_connection(host, int(port))


@pytest.mark.usefixtures("socket_enabled")
async def test_tcp() -> None:
    """On a socket it is the same module; the last host that connects has it."""
    module = SimulatedModule(time_scale=0)
    async with module.on_tcp() as url:
        reader, writer = await connect(url)
        assert await reader.readuntil(READY) == READY
        writer.write(b"AT\r\n")
        assert await reader.readuntil(b"OK\r\n") == b"AT\r\n\r\nOK\r\n"
        second, second_writer = await connect(url)
        second_writer.write(b"AT\r\n")
        assert await second.readuntil(b"OK\r\n") == b"AT\r\n\r\nOK\r\n"
        assert await reader.read() == b""
        module.unplug()
        assert await second.read() == b""
        with pytest.raises(ConnectionRefusedError):
            await connect(url)
        module.plug()
        third, third_writer = await connect(url)
        third_writer.write(b"AT\r\n")
        assert await third.readuntil(b"OK\r\n") == b"AT\r\n\r\nOK\r\n"
        for end in (writer, second_writer, third_writer):
            end.close()
