"""What is kept of the line, and what is not."""

import logging

import pytest

from custom_components.esp_at.at import codec
from custom_components.esp_at.at.client import AtClient
from custom_components.esp_at.at.command import RawCommand
from custom_components.esp_at.at.commands import basic, user, wifi
from custom_components.esp_at.at.framer import Line
from custom_components.esp_at.at.wire_log import mask_frame

from .peer import OK, Peer

BUSY = b"\r\nbusy p...\r\n"
ERROR = b"\r\nERROR\r\n"


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


@pytest.mark.parametrize(
    "line",
    [
        "AT+CWJAP=attic,hidden away",
        "AT+CWJAP=attic,12345678",
        'AT+CWJAP"attic","hidden away"',
        "AT+CWJAP attic hidden away",
        'AT+CWJAP="attic",hidden away"',
        "AT+OWN=hidden away",
    ],
)
async def test_a_secret_without_its_quotes(client: AtClient, line: str) -> None:
    """A line that was typed wrongly is struck out all the same, in errors too."""
    await client.execute_line(line)
    log = "\n".join(client.wire_log.lines())

    for text in (log, RawCommand(line=line).title):
        assert "AT+" in text
        assert "hidden" not in text
        assert "12345678" not in text


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (b"AT+BLEHIDKB=2,18,0,0,0,0,0", "AT+BLEHIDKB=***"),
        (b"\xff\x00AT+BLEHIDKB=0,18,0,0,0,0,0", "\\udcff\\x00AT+BLEHIDKB=***"),
        (b'\xffAT+CWJAP="attic","hidden"', '\\udcffAT+CWJAP="***","***"'),
        (b'T+CWJAP="attic","hidden away",,1', 'T+CWJAP="***","***",,1'),
        (b"EHIDKB=2,18,0,0,0,0,0", "EHIDKB=***"),
        (b"AT+BLEHDKB=2,18,0,0,0,0,0", "AT+BLEHDKB=***"),
        (b'+CMD:9,"AT+BLEHIDKB",0,0,1,0', '+CMD:9,"AT+BLEHIDKB",0,0,1,0'),
    ],
)
def test_a_damaged_echo(line: bytes, shown: str) -> None:
    """Keys that are typed are struck out as passwords are, whatever was lost of a line."""
    assert mask_frame(Line(line)) == shown


async def test_the_command_in_flight_prints_nothing(client: AtClient) -> None:
    """The event loop's own log of slow callbacks shows no password."""
    command = wifi.JoinAccessPoint(ssid="attic", password="hidden away")
    line = codec.encode_command(command)
    protocol = client._protocol  # noqa: SLF001 - its repr is seen by the loop only
    assert protocol is not None

    assert "hidden" not in repr(protocol.start(command, line, 1.0))


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
