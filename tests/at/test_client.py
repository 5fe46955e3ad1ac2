"""The client: one command at a time, an answer or an error in bounded time."""

import asyncio
from collections.abc import AsyncIterator
import logging

import pytest

from custom_components.esp_at.at.client import AtClient
from custom_components.esp_at.at.commands import basic, user, wifi
from custom_components.esp_at.at.errors import (
    CannotConnect,
    CommandFailed,
    CommandTimeout,
    CommandUnsupported,
    ConnectionLost,
    InvalidParameter,
    InvalidResponse,
    ModuleAsleep,
    ModuleBusy,
    ModuleReset,
    PortProblem,
)
from custom_components.esp_at.at.turns import Priority

from .peer import OK, Peer

BUSY = b"\r\nbusy p...\r\n"
ERROR = b"\r\nERROR\r\n"


@pytest.fixture
async def peer() -> AsyncIterator[Peer]:
    """Return the other end of the line."""
    with Peer() as made:
        yield made


@pytest.fixture
async def client(peer: Peer) -> AsyncIterator[AtClient]:
    """Return a client that is open to everybody."""
    made = AtClient()
    await made.open(peer.path, baudrate=115200)
    made.admit()
    yield made
    await made.close()


async def test_a_command_returns_its_record(client: AtClient, peer: Peer) -> None:
    """The answer comes back typed."""
    peer.answers[b"AT+SYSRAM?"] = b"+SYSRAM:162716,158352\r\nOK\r\n"

    memory = await client.execute(basic.GetFreeMemory())

    assert (memory.free, memory.minimum_free) == (162716, 158352)
    assert peer.lines == [b"AT+SYSRAM?"]


async def test_an_echo_is_not_an_answer(client: AtClient, peer: Peer) -> None:
    """A fresh module echoes; the result is the same."""
    peer.answers[b"AT+GMR"] = b"AT+GMR\r\nAT version:3.4.0.0(x)\r\n" + OK

    version = await client.execute(basic.GetVersion())

    assert version.lines == ("AT version:3.4.0.0(x)",)
    assert client.counters.unknown_lines == 0


async def test_codes_between_the_lines_of_an_answer(
    client: AtClient, peer: Peer
) -> None:
    """An unsolicited result code inside a response is told, and is no part of it."""
    heard: list[wifi.StationDisconnected] = []
    stop = client.subscribe(wifi.StationDisconnected, heard.append)
    peer.answers[b"AT+GMR"] = b"AT version:1\r\nWIFI DISCONNECT\r\nSDK\r\n" + OK

    version = await client.execute(basic.GetVersion())
    stop()
    stop()
    await client.execute(basic.GetVersion())

    assert version.lines == ("AT version:1", "SDK")
    assert len(heard) == 1


async def test_a_failing_subscriber_stops_nobody(
    client: AtClient, peer: Peer, caplog: pytest.LogCaptureFixture
) -> None:
    """The fault of one subscriber is logged and the next is still told."""
    heard: list[wifi.StationConnected] = []

    def fail(_: wifi.StationConnected) -> None:
        raise RuntimeError("mine")

    client.subscribe(wifi.StationConnected, fail)
    client.subscribe(wifi.StationConnected, heard.append)
    peer.answers[b"AT"] = b"WIFI CONNECTED\r\n" + OK
    await client.execute(basic.Attention())

    assert len(heard) == 1
    assert "A subscriber failed" in caplog.text


async def test_a_refusal_names_its_reason(client: AtClient, peer: Peer) -> None:
    """The command's own reason and the error code both reach the caller."""
    join = b'AT+CWJAP="attic","hidden away"'
    peer.answers[join] = b"+CWJAP:2\r\nERR CODE:0x010a0000\r\n" + ERROR

    with pytest.raises(CommandFailed) as caught:
        await client.execute(wifi.JoinAccessPoint(ssid="attic", password="hidden away"))

    assert caught.value.code is wifi.JoinError.WRONG_PASSWORD
    assert caught.value.error_code == 0x010A0000
    assert "hidden away" not in str(caught.value)


async def test_an_unknown_command_is_told_apart(client: AtClient, peer: Peer) -> None:
    """What the firmware lacks is another error than a refusal."""
    peer.answers[b"AT+SYSLOG?"] = b"ERR CODE:0x01090000\r\n" + ERROR

    with pytest.raises(CommandUnsupported):
        await client.execute(basic.GetErrorLog())


async def test_an_error_code_that_is_no_number(client: AtClient, peer: Peer) -> None:
    """A damaged error code is left out."""
    peer.answers[b"AT"] = b"ERR CODE:0x01zz\r\n" + ERROR

    with pytest.raises(CommandFailed) as caught:
        await client.execute(basic.Attention())

    assert caught.value.error_code is None


@pytest.mark.parametrize("answer", [b"+SYSRAM:many\r\n", b""])
async def test_an_answer_of_another_shape(
    client: AtClient, peer: Peer, answer: bytes
) -> None:
    """A damaged or missing record is an error, never a wrong value."""
    peer.answers[b"AT+SYSRAM?"] = answer + OK

    with pytest.raises(InvalidResponse):
        await client.execute(basic.GetFreeMemory())


async def test_bad_input_is_refused_before_it_is_sent(
    client: AtClient, peer: Peer
) -> None:
    """A line end in a value would be a second command."""
    with pytest.raises(InvalidParameter) as caught:
        await client.execute(
            wifi.JoinAccessPoint(ssid="a\r\nAT+RESTORE", password="12345678")
        )

    assert (caught.value.parameter, caught.value.reason) == (
        "ssid",
        "control_character",
    )
    assert peer.lines == []


async def test_data_follow_the_prompt(client: AtClient, peer: Peer) -> None:
    """The data go out once the module asks, and the first OK is not the end."""
    peer.answers[b"AT+USERRAM=2,5"] = lambda p: p.ask_for_data(5)
    peer.after_data = b"\r\nWRITE OK\r\n"

    await client.execute(user.WriteUserMemory(data=b"OK\r\n>"))

    assert peer.data == b"OK\r\n>"


async def test_a_code_between_ok_and_prompt(client: AtClient, peer: Peer) -> None:
    """A code may come between the OK and the prompt."""

    def ask(p: Peer) -> None:
        p.say(b"\r\nOK\r\nWIFI DISCONNECT\r\n")
        p.ask_for_data(3)

    peer.answers[b"AT+USERRAM=2,3"] = ask
    peer.after_data = b"\r\nWRITE OK\r\n"

    await client.execute(user.WriteUserMemory(data=b"abc"))

    assert peer.data == b"abc"


async def test_a_raw_command_returns_its_lines(client: AtClient, peer: Peer) -> None:
    """Text goes out as it is, and every line of the response comes back."""
    peer.answers[b"AT+NEW=1"] = b"+NEW:1\r\nWIFI CONNECTED\r\n" + OK

    assert await client.execute_line("AT+NEW=1") == ("+NEW:1", "WIFI CONNECTED")


async def test_a_raw_command_with_data(client: AtClient, peer: Peer) -> None:
    """Text may be followed by data."""
    peer.answers[b"AT+CIPSEND=0,4"] = lambda p: p.ask_for_data(4)

    await client.execute_line("AT+CIPSEND=0,4", b"ping")

    assert peer.data == b"ping"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("AT\r\nAT+RESTORE", "control_character"),
        ("RESTORE", "prefix"),
        ("AT+" + "X" * 300, "line_length"),
    ],
)
async def test_a_raw_command_is_one_line(
    client: AtClient, peer: Peer, line: str, reason: str
) -> None:
    """Text that could be two commands, or that no module takes, is refused."""
    with pytest.raises(InvalidParameter) as caught:
        await client.execute_line(line)

    assert caught.value.reason == reason
    assert peer.lines == []


async def test_commands_go_one_at_a_time(client: AtClient, peer: Peer) -> None:
    """The module drops what comes while it works, so nothing is sent meanwhile."""
    peer.answers[b"AT+CWLAP"] = b""
    scan = asyncio.create_task(client.execute(wifi.ListAccessPoints()))
    await asyncio.sleep(0.05)
    assert client.busy
    query = asyncio.create_task(client.execute(basic.Attention()))
    await asyncio.sleep(0.05)
    assert peer.lines == [b"AT+CWLAP"]

    peer.say(OK)
    await asyncio.gather(scan, query)
    assert peer.lines == [b"AT+CWLAP", b"AT"]


async def test_a_cancelled_caller_does_not_break_the_line(
    client: AtClient, peer: Peer
) -> None:
    """The command runs to its end, and the next gets its own answer."""
    peer.answers[b"AT+CWLAP"] = b""
    scan = asyncio.create_task(client.execute(wifi.ListAccessPoints()))
    await asyncio.sleep(0.05)
    scan.cancel()
    peer.answers[b"AT+SYSRAM?"] = b"+SYSRAM:1,2\r\nOK\r\n"
    memory = asyncio.create_task(client.execute(basic.GetFreeMemory()))
    await asyncio.sleep(0.05)
    assert peer.lines == [b"AT+CWLAP"]

    peer.say(b'+CWLAP:(0,"a",-1,"aa:bb:cc:dd:ee:ff",1)\r\n' + OK)
    assert (await memory).free == 1


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
    peer.answers[b"AT"] = peer.answers[b""] = b""
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


async def test_a_pulled_cable_ends_every_wait(client: AtClient, peer: Peer) -> None:
    """Running and waiting callers get an error at once, later ones, too."""
    lost: list[int] = []
    client.on_lost = lambda: lost.append(1)
    peer.answers[b"AT+CWLAP"] = b""
    running = asyncio.create_task(client.execute(wifi.ListAccessPoints()))
    waiting = asyncio.create_task(client.execute(basic.Attention()))
    await asyncio.sleep(0.05)
    peer.unplug()

    async with asyncio.timeout(1):
        for task in (running, waiting):
            with pytest.raises(ConnectionLost):
                await task
        with pytest.raises(ConnectionLost):
            await client.execute(basic.Attention())
    assert lost == [1]


async def test_a_sleeping_module_is_not_talked_to(client: AtClient, peer: Peer) -> None:
    """Asleep, commands are refused at once; ``ready`` ends that."""
    client.fall_asleep()
    with pytest.raises(ModuleAsleep):
        await client.execute(basic.Attention())

    peer.say(b"\r\nready\r\n")
    await asyncio.sleep(0.05)
    client.admit()
    await client.execute(basic.Attention())


async def test_closing_twice_is_harmless(client: AtClient) -> None:
    """After a close nothing is told, and commands are refused."""
    client.on_lost = lambda: pytest.fail("told of an intended close")
    await client.close()
    await client.close()

    with pytest.raises(ConnectionLost):
        await client.execute(basic.Attention())
    with pytest.raises(ConnectionLost):
        await client.set_baudrate(9600)
    with pytest.raises(ConnectionLost):
        await client.recover()


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("/dev/does-not-exist", PortProblem.NOT_FOUND),
        ("/dev/null", PortProblem.NOT_A_SERIAL_PORT),
        ("nonsense://x", PortProblem.BAD_URL),
        ("socket://", PortProblem.BAD_URL),
    ],
)
async def test_each_bad_port_has_its_problem(url: str, problem: PortProblem) -> None:
    """A user is told which mistake was made."""
    with pytest.raises(CannotConnect) as caught:
        await AtClient().open(url, baudrate=115200)

    assert caught.value.problem is problem


@pytest.mark.usefixtures("client")
async def test_a_port_in_use(peer: Peer) -> None:
    """A port that somebody else holds is told apart."""
    with pytest.raises(CannotConnect) as caught:
        await AtClient().open(peer.path, baudrate=115200)

    assert caught.value.problem is PortProblem.IN_USE


@pytest.mark.usefixtures("socket_enabled")
async def test_a_host_that_refuses() -> None:
    """A network port that nobody listens on is unreachable."""
    with pytest.raises(CannotConnect) as caught:
        await AtClient().open("socket://127.0.0.1:9", baudrate=115200)

    assert caught.value.problem is PortProblem.UNREACHABLE


async def test_noise_is_told(client: AtClient, peer: Peer) -> None:
    """Bytes that are no text are counted and told, as at a wrong baud rate."""
    heard: list[int] = []
    client.on_noise = lambda: heard.append(1)
    peer.say(b"\x00\xf8\x80")
    await asyncio.sleep(0.05)

    assert heard
    assert client.counters.noise == len(heard)


async def test_unknown_lines_are_counted(client: AtClient, peer: Peer) -> None:
    """A line that is nobody's is counted, so that lost bytes show."""
    peer.say(b"WIFI GOT\r\n")
    await client.execute(basic.Attention())

    assert client.counters.unknown_lines == 1


async def test_secrets_never_reach_the_wire_log(
    client: AtClient, peer: Peer, caplog: pytest.LogCaptureFixture
) -> None:
    """Passwords are struck out on their way out and in, in every kind of line."""
    caplog.set_level("DEBUG")
    secret = "hidden away"
    peer.answers[b"AT+CWSAP?"] = b'+CWSAP:"attic","hidden away",5,3,10,0\r\n' + OK
    await client.execute(wifi.JoinAccessPoint(ssid="attic", password=secret))
    await client.execute(wifi.GetSoftAp())
    await client.execute_line(f'AT+CWJAP="attic","{secret}"')
    await client.execute_line(f'AT+OWN="{secret}"')
    peer.say(f'AT+CWJAP="attic","{secret}"\r\npassword:{secret}\r\n'.encode())
    peer.say(f'+CWSAP:damaged,"{secret}"\r\n'.encode())
    await client.execute(basic.Attention())

    log = "\n".join(client.wire_log.lines())
    assert "AT+CWSAP?" in log
    assert secret not in log
    assert secret not in caplog.text


async def test_the_librarys_log_is_as_it_was_after_the_close(
    client: AtClient, peer: Peer, caplog: pytest.LogCaptureFixture
) -> None:
    """Other users of the serial library get their bytes logged again."""
    caplog.set_level("DEBUG")
    logger = logging.getLogger("serialx.descriptor_transport")
    logger.debug("Received %r", b"ours")
    await client.close()
    logger.debug("Received %r", b"theirs")

    assert "ours" not in caplog.text
    assert "theirs" in caplog.text


async def test_the_wire_log_is_bounded(client: AtClient) -> None:
    """The last two hundred lines are kept."""
    for _ in range(150):
        await client.execute(basic.Attention())

    assert len(client.wire_log.lines()) == 200


async def test_the_wire_log_shows_data_as_sizes(client: AtClient, peer: Peer) -> None:
    """Data of commands and of answers are not kept."""
    peer.answers[b"AT+USERRAM=2,3"] = lambda p: p.ask_for_data(3)
    peer.after_data = b"\r\nWRITE OK\r\n"
    await client.execute(user.WriteUserMemory(data=b"abc"))
    peer.say(b"+SCRD:3,xyz\r\n")
    await client.execute(basic.Attention())

    log = "\n".join(client.wire_log.lines())
    assert "> <3 bytes>" in log
    assert "< +SCRD:3,<3 bytes>" in log
    assert "abc" not in log
    assert "xyz" not in log
