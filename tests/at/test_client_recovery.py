"""The client on a bad line: an answer or an error in bounded time."""

import asyncio
from collections.abc import Callable

import pytest
from serialx import BaseSerialTransport

from custom_components.esp_at.at import recovery
from custom_components.esp_at.at.client import AtClient
from custom_components.esp_at.at.commands import basic, wifi
from custom_components.esp_at.at.errors import (
    CommandTimeout,
    ConnectionLost,
    InvalidResponse,
    ModuleAsleep,
    ModuleBusy,
    ModuleReset,
)
from custom_components.esp_at.at.protocol import MOST_FRAMES
from custom_components.esp_at.at.turns import Priority

from .peer import OK, Peer

BUSY = b"\r\nbusy p...\r\n"
ERROR = b"\r\nERROR\r\n"


async def test_a_command_that_was_not_taken_is_sent_again(
    client: AtClient, peer: Peer
) -> None:
    """A busy module throws the line away; the probe tells."""
    tries: list[int] = []

    def answer(p: Peer) -> None:
        tries.append(1)
        p.say(BUSY if len(tries) == 1 else b"+SYSRAM:7,5\r\nOK\r\n")

    peer.answers[b"AT+SYSRAM?"] = answer
    memory = await client.execute(basic.GetFreeMemory())

    assert memory.free == 7
    assert peer.lines == [b"AT+SYSRAM?", b"AT", b"AT+SYSRAM?"]


async def test_noise_behind_a_command_is_not_a_refusal(
    client: AtClient, peer: Peer
) -> None:
    """The module says busy to a stray byte and still runs the command, once."""
    peer.answers[b"AT+RESTORE"] = BUSY + OK
    await client.execute(basic.RestoreFactorySettings())

    assert peer.lines == [b"AT+RESTORE"]


async def test_a_command_at_work_is_waited_for(client: AtClient, peer: Peer) -> None:
    """When the probe is refused, too, the command is running: it is not sent twice."""
    peer.answers[b"AT+CWLAP"] = BUSY
    peer.answers[b"AT"] = BUSY
    scan = asyncio.create_task(client.execute(wifi.ListAccessPoints()))
    await asyncio.sleep(0.6)
    peer.say(OK)

    assert await scan == ()
    assert peer.lines == [b"AT+CWLAP", b"AT"]


async def test_a_module_that_stays_busy(client: AtClient, peer: Peer) -> None:
    """Busy for ever is an error within the time-out."""
    peer.answers[b"AT+SYSRAM?"] = peer.answers[b"AT"] = BUSY

    with pytest.raises(ModuleBusy):
        await client.execute(basic.GetFreeMemory(), timeout=0.5)


async def test_a_silent_module_times_out_and_is_found_again(
    client: AtClient, peer: Peer
) -> None:
    """After a time-out the line is probed before the next command."""
    peer.silent = True
    with pytest.raises(CommandTimeout):
        await client.execute(basic.Attention(), timeout=0.1)

    peer.silent = False
    peer.answers[b"AT+SYSRAM?"] = b"+SYSRAM:7,5\r\nOK\r\n"
    assert (await client.execute(basic.GetFreeMemory())).free == 7
    assert client.counters.resyncs == 1


async def test_a_late_answer_is_not_the_next_commands(
    client: AtClient, peer: Peer
) -> None:
    """What a timed out command says late is not taken for another's answer."""
    peer.answers[b"AT+CWLAP"] = b""
    with pytest.raises(CommandTimeout):
        await client.execute(wifi.ListAccessPoints(), timeout=0.1)

    peer.answers[b"AT"] = lambda p: p.say(ERROR + OK)
    peer.answers[b"AT+SYSRAM?"] = b"+SYSRAM:7,5\r\nOK\r\n"
    assert (await client.execute(basic.GetFreeMemory())).free == 7


async def test_half_sent_data_are_cancelled(client: AtClient, peer: Peer) -> None:
    """A module that still waits for data is brought back by +++."""
    peer.answers[b"AT+CIPSEND=0,4"] = lambda p: p.ask_for_data(100)
    with pytest.raises(CommandTimeout):
        await client.execute_line("AT+CIPSEND=0,4", b"ping", timeout=0.2)

    await client.execute(basic.Attention())
    assert peer.lines == [b"AT+CIPSEND=0,4", b"AT", b"AT"]
    assert not peer.taking


async def test_a_module_that_waits_for_data_is_filled_up(
    client: AtClient, peer: Peer
) -> None:
    """Where nothing cancels, the module gets the bytes that it waits for."""
    peer.taking, peer.after_data = 1000, OK
    with pytest.raises(CommandTimeout):
        await client.execute(basic.Attention(), timeout=0.1)

    await client.execute(basic.Attention())
    assert not peer.taking


async def test_a_module_that_answers_nothing_is_given_up(
    client: AtClient, peer: Peer
) -> None:
    """The ladder ends: the port is closed, and everybody is told."""
    lost: list[int] = []
    client.on_lost = lambda: lost.append(1)
    peer.silent = True
    with pytest.raises(CommandTimeout):
        await client.execute(basic.Attention(), timeout=0.1)

    async with asyncio.timeout(45):
        with pytest.raises(ConnectionLost):
            await client.execute(basic.Attention())

    assert lost == [1]
    assert not client.connected
    assert b"AT+RST" in peer.lines


async def test_a_module_that_only_a_restart_brings_back(
    client: AtClient, peer: Peer
) -> None:
    """The command whose line had to be recovered by a restart is not run."""
    restarts: list[int] = []
    client.on_restart = lambda: restarts.append(1)
    peer.answers[b"AT"] = peer.answers[b"+++AT"] = peer.answers[b""] = b""
    peer.answers[b"AT+RST"] = OK + b"\r\nready\r\n"
    with pytest.raises(CommandTimeout):
        await client.execute(basic.Attention(), timeout=0.1)

    with pytest.raises(ModuleReset):
        await client.execute(basic.GetFreeMemory())

    assert restarts == [1]
    assert b"AT+SYSRAM?" not in peer.lines


async def test_a_restart_ends_the_running_command(client: AtClient, peer: Peer) -> None:
    """A spontaneous ``ready`` is told at once; others wait for the set-up."""
    restarts: list[int] = []
    client.on_restart = lambda: restarts.append(1)
    peer.answers[b"AT+CWLAP"] = b'+CWLAP:(0,"a",-1\r\nready\r\n'
    with pytest.raises(ModuleReset):
        await client.execute(wifi.ListAccessPoints())
    waiting = asyncio.create_task(client.execute(basic.GetFreeMemory()))
    await asyncio.sleep(0.05)
    assert restarts == [1]
    assert peer.lines == [b"AT+CWLAP"]

    await client.execute(basic.EchoOff(), priority=Priority.SET_UP)
    peer.answers[b"AT+SYSRAM?"] = b"+SYSRAM:7,5\r\nOK\r\n"
    client.admit()
    assert (await waiting).free == 7


async def test_a_sleeping_module_is_not_talked_to(client: AtClient, peer: Peer) -> None:
    """Asleep, commands are refused at once; ``ready`` ends that."""
    client.fall_asleep()
    with pytest.raises(ModuleAsleep):
        await client.execute(basic.Attention())

    peer.say(b"\r\nready\r\n")
    await asyncio.sleep(0.05)
    client.admit()
    await client.execute(basic.Attention())


async def test_who_waits_for_the_line_waits_for_the_set_up(
    client: AtClient, peer: Peer
) -> None:
    """A restart does not hand the line to the next user, but to the set-up."""
    peer.answers[b"AT+CWLAP"] = b""
    scan = asyncio.create_task(client.execute(wifi.ListAccessPoints()))
    user = asyncio.create_task(client.execute(basic.Attention()))
    refresh = asyncio.create_task(
        client.execute(basic.GetFreeMemory(), priority=Priority.REFRESH)
    )
    await asyncio.sleep(0.05)
    peer.say(b"\r\nready\r\n")

    for ended in (scan, refresh):
        with pytest.raises(ModuleReset):
            await ended
    await client.execute(basic.EchoOff(), priority=Priority.SET_UP)
    client.admit()
    await user
    assert peer.lines == [b"AT+CWLAP", b"ATE0", b"AT"]


async def test_who_waits_behind_a_command_that_puts_to_sleep(
    client: AtClient, peer: Peer
) -> None:
    """Nothing is sent to a module that the command before sent to sleep."""

    async def sleep() -> None:
        await client.execute(basic.DeepSleep(duration=1000))
        client.fall_asleep()

    asleep = asyncio.create_task(sleep())
    late = asyncio.create_task(client.execute(basic.Attention()))
    await asleep

    with pytest.raises(ModuleAsleep):
        await late
    assert peer.lines == [b"AT+GSLP=1000"]


async def test_a_module_that_overslept_is_awake_once_it_is_set_up(
    client: AtClient,
) -> None:
    """``ready`` may be lost: who lets everybody in has heard the module."""
    client.fall_asleep()
    await client.execute(basic.EchoOff(), priority=Priority.SET_UP)
    client.admit()

    await client.execute(basic.Attention())


async def test_a_line_that_never_falls_quiet(
    client: AtClient, peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something that talks without end is no module, and holds nobody up."""
    monkeypatch.setattr(recovery, "_QUIET", 1.0)  # on a loaded machine, too

    async def talk() -> None:
        while True:
            peer.say(ERROR)
            await asyncio.sleep(0.01)

    talker = asyncio.create_task(talk())
    try:
        async with asyncio.timeout(10):
            assert not await client.probe(0.3)
    finally:
        talker.cancel()


async def test_a_response_without_end(client: AtClient, peer: Peer) -> None:
    """An endless list ends the command, not the memory."""
    peer.answers[b"AT+CWLAP"] = b""
    scan = asyncio.create_task(client.execute(wifi.ListAccessPoints()))
    await asyncio.sleep(0.05)
    endless = b'+CWLAP:(3,"Home",-50)\r\n' * (MOST_FRAMES + 1)
    await asyncio.to_thread(peer.say, endless)

    with pytest.raises(InvalidResponse):
        await scan
    await client.execute(basic.Attention())


async def test_a_slow_line(client: AtClient, peer: Peer) -> None:
    """The late answer to a probe that was given up is not the next command's."""

    def late(answer: bytes) -> Callable[[Peer], None]:
        def say(p: Peer) -> None:
            asyncio.get_running_loop().call_later(0.35, p.say, answer)

        return say

    peer.answers[b"AT"] = late(OK)
    peer.answers[b"AT+SYSRAM?"] = late(b"+SYSRAM:7,5\r\nOK\r\n")

    assert not await client.probe(0.3)
    assert await client.probe(0.6)
    assert (await client.execute(basic.GetFreeMemory())).free == 7


async def test_a_command_that_was_taken_late_and_not_answered(
    client: AtClient, peer: Peer
) -> None:
    """Busy once and silent then is silence, not a module that is busy."""
    tries: list[int] = []

    def answer(p: Peer) -> None:
        tries.append(1)
        if len(tries) == 1:
            p.say(BUSY)

    peer.answers[b"AT+SYSRAM?"] = answer
    with pytest.raises(CommandTimeout):
        await client.execute(basic.GetFreeMemory(), timeout=0.8)


async def test_a_reset_that_is_cancelled_lets_the_module_go(
    client: AtClient, peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who stops in the middle of the pulse does not leave the module in reset."""
    pins: list[bool] = []

    async def set_modem_pins(_: object, *, dtr: bool, rts: bool) -> None:
        assert not dtr
        pins.append(rts)

    monkeypatch.setattr(BaseSerialTransport, "set_modem_pins", set_modem_pins)
    monkeypatch.setattr(recovery, "_PROBE_WAITS", (0.05,))
    peer.silent = True
    recovering = asyncio.create_task(client.recover())
    async with asyncio.timeout(10):
        while not pins:
            await asyncio.sleep(0.01)
    recovering.cancel()
    await asyncio.wait([recovering])

    assert pins == [True, False]
