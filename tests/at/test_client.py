"""The client: one command at a time, and its result typed."""

import asyncio

import pytest

from custom_components.esp_at.at.client import AtClient
from custom_components.esp_at.at.commands import basic, user, wifi
from custom_components.esp_at.at.errors import (
    CommandFailed,
    CommandUnsupported,
    DataMissing,
    InvalidParameter,
    InvalidResponse,
)

from .peer import OK, Peer

BUSY = b"\r\nbusy p...\r\n"
ERROR = b"\r\nERROR\r\n"


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


async def test_a_raw_command_that_asks_for_data(client: AtClient, peer: Peer) -> None:
    """A prompt that nobody has data for is an error, and no line becomes the data."""
    peer.answers[b"AT+CIPSEND=0,60"] = lambda p: p.ask_for_data(60)
    with pytest.raises(DataMissing):
        await client.execute_line("AT+CIPSEND=0,60")
    await client.execute(wifi.JoinAccessPoint(ssid="attic", password="hidden away"))

    assert b"hidden away" not in peer.data
    assert not peer.taking
