"""Everything that goes wrong on purpose."""

import asyncio
import re

import pytest

from esp_at_simulator import SimulatedModule
from esp_at_simulator.faults import TimedFault, parse_faults, run_fault

from .host import Host

READY = b"\r\nready\r\n"
GMR = "AT+GMR"


async def test_lost_bytes(module: SimulatedModule, quiet_host: Host) -> None:
    """Some bytes of the module never arrive; the seed repeats which."""
    whole = await quiet_host.command(GMR)
    module.faults.drop_out = 0.1
    quiet_host.send(b"AT+GMR\r\n")
    rest = await quiet_host.quiet()
    assert 0.7 * len(whole) < len(rest) < len(whole)


async def test_lost_bytes_of_the_host(
    module: SimulatedModule, quiet_host: Host
) -> None:
    """With all bytes lost nothing happens; drop is both ways."""
    module.faults.drop = 1
    quiet_host.send(b"AT\r\n")
    assert not await quiet_host.quiet()
    module.faults.drop = 0
    assert module.faults.drop_in == module.faults.drop_out == module.faults.drop
    assert await quiet_host.command("AT") == b"\r\nOK\r\n"


async def test_split_writes(module: SimulatedModule, quiet_host: Host) -> None:
    """The answer comes in pieces, and whole in the end."""
    whole = await quiet_host.command(GMR)
    module.faults.split = 7
    quiet_host.send(b"AT+GMR\r\n")
    await quiet_host.until(b"AT version")
    assert len(quiet_host.received) <= 7
    assert (b"AT version" + await quiet_host.until(b"OK\r\n")).endswith(whole[-30:])


async def test_a_restart_waits_for_the_pieces(
    module: SimulatedModule, quiet_host: Host
) -> None:
    """Split writes arrive whole before a restart."""
    module.faults.split = 1
    assert await quiet_host.command("AT+RST", end=READY) == b"\r\nOK\r\n" + READY


async def test_cut_writes(module: SimulatedModule, quiet_host: Host) -> None:
    """Writes lose their end."""
    module.faults.cut = 1
    for _ in range(5):
        quiet_host.send(b"AT+GMR\r\n")
        assert len(await quiet_host.quiet(0.02)) < 200


async def test_flipped_bytes(module: SimulatedModule, quiet_host: Host) -> None:
    """Bytes arrive as others, one bit away."""
    module.faults.flip = 1
    quiet_host.send(b"AT\r\n")
    got = await quiet_host.quiet()
    assert len(got) == 6
    for byte, sent in zip(got, b"\r\nOK\r\n", strict=True):
        assert (byte ^ sent).bit_count() == 1


async def test_garbage(module: SimulatedModule, quiet_host: Host) -> None:
    """Noise precedes an answer, or comes alone."""
    module.faults.garbage = 1
    assert re.fullmatch(rb"[\0\x80-\xff]+\r\nOK\r\n", await quiet_host.command("AT"))
    module.faults.clear()
    module.faults.noise(5)
    assert len(await quiet_host.quiet()) == 5


async def test_silence(module: SimulatedModule, quiet_host: Host) -> None:
    """For a time nothing passes, then all is well."""
    module.faults.silence(0.1)
    quiet_host.send(b"AT\r\n")
    assert not await quiet_host.quiet(0.12)
    assert await quiet_host.command("AT") == b"\r\nOK\r\n"


async def test_reset_in_the_middle_of_a_response(
    module: SimulatedModule, quiet_host: Host
) -> None:
    """The answer breaks off, and the module starts anew."""
    module.faults.reset_after(20)
    quiet_host.send(b"AT+GMR\r\n")
    got = await quiet_host.until(READY)
    assert got.startswith(b"AT version:3.4.0.0(s")
    assert got[20:] == b"\xff\0" + READY


async def test_reset_in_the_middle_of_data(
    module: SimulatedModule, quiet_host: Host
) -> None:
    """The module starts anew while data are on their way."""
    await quiet_host.command('AT+SYSFLASH=1,"fatfs",0,100', end=b">")
    module.faults.reset_in_payload(10)
    quiet_host.send(b"x" * 100)
    assert (await quiet_host.until(READY)).endswith(READY)
    assert module.nvs.flash["fatfs"][:1] == b"\xff"


async def test_half_sent_data(module: SimulatedModule, quiet_host: Host) -> None:
    """Where data are lost, the module waits, and takes what follows for them."""
    await quiet_host.command('AT+SYSFLASH=1,"fatfs",0,10', end=b">")
    module.faults.lose_payload(4)
    quiet_host.send(b"0123456789")
    assert not await quiet_host.quiet()
    quiet_host.send(b"AT\r\n")
    assert await quiet_host.until(b"OK\r\n") == b"\r\nOK\r\n"
    assert module.nvs.flash["fatfs"][:10] == b"456789AT\r\n"


async def test_busy(module: SimulatedModule, quiet_host: Host) -> None:
    """Lines are thrown away for a while."""
    module.faults.busy(2)
    for _ in range(2):
        assert await quiet_host.command("AT", end=b"...\r\n") == b"\r\nbusy p...\r\n"
    assert await quiet_host.command("AT") == b"\r\nOK\r\n"


async def test_hang(module: SimulatedModule, quiet_host: Host) -> None:
    """A command never ends; only AT+RST is heard."""
    module.faults.hang()
    quiet_host.send(b"AT\r\n")
    assert not await quiet_host.quiet()
    assert await quiet_host.command("AT", end=b"...\r\n") == b"\r\nbusy p...\r\n"
    assert READY in await quiet_host.command("AT+RST", end=READY)


async def test_flood(module: SimulatedModule, quiet_host: Host) -> None:
    """Many result codes come at once, and none is lost."""
    module.faults.flood(500)
    got = await quiet_host.command("AT")
    got += await quiet_host.quiet(0.3)
    assert got.count(b"+STA_") == 500
    assert got.count(b"\r\nOK\r\n") == 1


async def test_vanish(module: SimulatedModule, path: str) -> None:
    """The port goes and comes back by itself."""
    async with Host.on(path) as host:
        module.faults.vanish(0.05)
        await host.hang_up()
    await asyncio.sleep(0.1)
    async with Host.on(path) as host:
        assert b"OK" in await host.command("AT")


def test_specification() -> None:
    """A specification names faults, values, starts and periods."""
    assert parse_faults("drop=0.01,reset@30/60,vanish=2@5") == (
        TimedFault("drop", 0.01, 0, None),
        TimedFault("reset", None, 30, 60),
        TimedFault("vanish", 2, 5, None),
    )


@pytest.mark.parametrize("text", ["nothing", "drop=x", "drop=0.1@", "reset@1/"])
def test_bad_specification(text: str) -> None:
    """What is no fault is refused, with the list of faults."""
    with pytest.raises(ValueError, match="there are drop"):
        parse_faults(text)


async def test_timed_fault(module: SimulatedModule, quiet_host: Host) -> None:
    """A fault of a specification happens at its time, and again every period."""
    (fault,) = parse_faults("busy=1@0.01/0.05")
    task = asyncio.create_task(run_fault(module, fault))
    refused = 0
    while refused < 2:
        quiet_host.send(b"AT\r\n")
        refused += b"busy" in await quiet_host.quiet(0.01)
    task.cancel()


@pytest.mark.parametrize("name", ["drop=0.5", "split=3", "garbage=1"])
async def test_lasting_fault(
    module: SimulatedModule, quiet_host: Host, name: str
) -> None:
    """A fault that lasts is set once and holds."""
    (fault,) = parse_faults(name)
    await run_fault(module, fault)
    assert getattr(module.faults, fault.name) == fault.value
    module.faults.clear()
    assert await quiet_host.command("AT") == b"\r\nOK\r\n"
