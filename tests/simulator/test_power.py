"""Starts, restarts, sleep; what survives them and what does not."""

import asyncio

from esp_at_simulator import SimulatedModule

from .host import Host
from .virtual import MemoryPort, VirtualLoop

READY = b"\r\nready\r\n"


async def test_ready_is_all_a_start_says(host: Host) -> None:
    """A start says ready and nothing else; the echo is on."""
    assert await host.command("AT") == b"AT\r\n\r\nOK\r\n"


async def test_restart(quiet_host: Host) -> None:
    """AT+RST answers first; echo and error codes are as after every start."""
    await quiet_host.command("AT+SYSLOG=1")
    assert await quiet_host.command("AT+RST", end=READY) == b"\r\nOK\r\n" + READY
    assert await quiet_host.command("AT+NOPE", end=b"ERROR\r\n") == (
        b"AT+NOPE\r\n\r\nERROR\r\n"
    )


async def test_what_is_sent_while_it_starts_is_lost(
    module: SimulatedModule, quiet_host: Host
) -> None:
    """Bytes that come before ready are gone."""
    module.boot_seconds = 20
    await quiet_host.command("AT+RST")
    quiet_host.send(b"AT+GMR\r\n")
    assert await quiet_host.until(READY) == READY
    assert not await quiet_host.quiet()


def test_some_firmware_hears_just_before_ready() -> None:
    """2.3 takes a command shortly before it says ready."""

    async def hear() -> bytes:
        module, port = SimulatedModule("2.3"), MemoryPort()
        async with module.on_port(port):
            module.power_cycle()
            await asyncio.sleep(module.boot_seconds - 0.05)
            port.take()
            port.host_sends(b"AT\r\n")
            await asyncio.sleep(1)
            return port.take()

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        assert runner.run(hear()) == b"AT\r\n\r\nOK\r\n" + READY


async def test_saved_and_volatile(module: SimulatedModule, quiet_host: Host) -> None:
    """A power cycle keeps what is saved and forgets the rest."""
    await quiet_host.command("AT+CWMODE=3")
    await quiet_host.command('AT+CWHOSTNAME="kitchen"')
    await quiet_host.command("AT+SYSSTORE=0")
    await quiet_host.command("AT+CWMODE=1")
    await quiet_host.command("AT+CWAUTOCONN=0")
    module.power_cycle()
    await quiet_host.until(READY)
    assert b"+CWMODE:3\r\n" in await quiet_host.command("AT+CWMODE?")
    assert b"+CWHOSTNAME:espressif\r\n" in await quiet_host.command("AT+CWHOSTNAME?")
    assert b"+SYSSTORE:1\r\n" in await quiet_host.command("AT+SYSSTORE?")
    assert b"+CWAUTOCONN:0\r\n" in await quiet_host.command("AT+CWAUTOCONN?")
    assert module.nvs.settings.wifi_mode == 3


async def test_restore(module: SimulatedModule, quiet_host: Host) -> None:
    """AT+RESTORE forgets everything saved, and restarts."""
    await quiet_host.command("AT+CWMODE=3")
    await quiet_host.command("AT+CWAUTOCONN=0")
    await quiet_host.command("AT+RESTORE", end=READY)
    assert b"+CWMODE:2\r\n" in await quiet_host.command("AT+CWMODE?")
    assert module.nvs.auto_connect


async def test_the_saved_network_is_joined_after_a_start(quiet_host: Host) -> None:
    """After ready the module joins by itself and says so."""
    await quiet_host.command("AT+CWMODE=1")
    await quiet_host.command('AT+CWJAP="Home","correct horse"')
    assert await quiet_host.command("AT+RST", end=b"WIFI GOT IP\r\n") == (
        b"\r\nOK\r\nWIFI DISCONNECT\r\n\r\nready\r\nWIFI CONNECTED\r\nWIFI GOT IP\r\n"
    )


async def test_a_brown_out_cuts_everything_short(
    module: SimulatedModule, quiet_host: Host
) -> None:
    """A dip of the supply ends a command without a result; noise comes before ready."""
    await quiet_host.command("AT+CWMODE=1")
    module.time_scale = 1
    quiet_host.send(b"AT+CWLAP\r\n")
    await quiet_host.quiet()
    module.time_scale = 0.01
    module.brown_out()
    assert await quiet_host.until(READY) == b"\xff\0" + READY
    assert await quiet_host.command("AT") == b"AT\r\n\r\nOK\r\n"


async def test_restart_while_a_command_runs(
    module: SimulatedModule, quiet_host: Host
) -> None:
    """AT+RST is taken while another command runs, and that one never ends."""
    await quiet_host.command("AT+CWMODE=1")
    module.time_scale = 0.2
    quiet_host.send(b"AT+CWLAP\r\n")
    await quiet_host.quiet(0.02)
    assert await quiet_host.command("AT+RST", end=READY) == (
        b"\r\nWill force to restart!!!\r\n\r\nOK\r\n" + READY
    )


async def test_deep_sleep(module: SimulatedModule, quiet_host: Host) -> None:
    """In deep sleep the line is dead; then the module boots."""
    assert await quiet_host.command("AT+GSLP=20000") == b"\r\nOK\r\n"
    quiet_host.send(b"AT\r\n")
    assert await quiet_host.until(READY) == READY
    assert await quiet_host.command("AT") == b"AT\r\n\r\nOK\r\n"


async def test_light_sleep_ends_with_bytes(quiet_host: Host) -> None:
    """The UART wakes the module; the bytes that did are lost, the state is not."""
    await quiet_host.command("AT+SYSLSPCFG=1,0")
    await quiet_host.command("AT+SYSLSP")
    quiet_host.send(b"x")
    assert not await quiet_host.quiet()
    assert await quiet_host.command("AT") == b"\r\nOK\r\n"


async def test_light_sleep_ends_with_the_time(quiet_host: Host) -> None:
    """The timer wakes the module."""
    await quiet_host.command("AT+SYSLSPCFG=0,20000")
    await quiet_host.command("AT+SYSLSP")
    quiet_host.send(b"AT\r\n")
    assert not await quiet_host.quiet(0.3)
    assert await quiet_host.command("AT") == b"\r\nOK\r\n"


async def test_roll_back(module: SimulatedModule, quiet_host: Host) -> None:
    """A roll back restarts into the other slot, if there is firmware in it."""
    await quiet_host.command("AT+SYSROLLBACK", end=READY)
    assert module.nvs.swapped
    module.nvs.other_firmware = "unknown"
    assert (await quiet_host.command("AT+SYSROLLBACK", end=b"ERROR\r\n")).endswith(
        b"\r\nERROR\r\n"
    )


async def test_nothing_is_left_behind() -> None:
    """Closing the line in the middle of everything leaves no task."""
    module = SimulatedModule(time_scale=1, baudrate=None)
    module.surroundings.add_access_point("Home")
    module.time_scale = 0
    async with module.on_pty() as path, Host.on(path) as host:
        await host.until(READY)
        await host.command("AT+CWMODE=1")
        module.time_scale = 1
        host.send(b'AT+CWJAP="Home",""\r\n')
        await host.quiet(0.02)
