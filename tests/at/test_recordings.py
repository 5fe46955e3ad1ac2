"""The client understands what real firmware said, however it is cut into pieces."""

import asyncio
from collections.abc import Iterator
from random import Random
import re

import pytest

from custom_components.esp_at.at import codec
from custom_components.esp_at.at.client import AtClient
from custom_components.esp_at.at.errors import (
    CommandFailed,
    InvalidParameter,
    MalformedCommand,
    ModuleReset,
)
from custom_components.esp_at.at.framer import Frame, Framer, Line, Prompt
from custom_components.esp_at.at.module_codec import decode_command
from tests.recordings import Exchange, names, read

from .peer import Peer

# Ends an exchange; what comes without one was cut off by the next command
FINALS = (b"\r\nOK\r\n", b"\r\nERROR\r\n", b"\r\nready\r\n")
_OTHERS = re.compile(rb"busy p\.\.\.|^AT\+", re.MULTILINE)
SESSIONS = [name for name in names() if not read(name).from_wire_log]
# A session of each family that this chapter of commands is about; each has dozens
LEAST_COMPARED = 8


def frames(framer: Framer, pieces: Iterator[bytes]) -> list[Frame | Prompt]:
    """Return what a framer makes of pieces, with the prompt due all the time."""
    found: list[Frame | Prompt] = []
    for piece in pieces:
        framer.prompt_expected = True
        found += framer.feed(piece)
    return found


def pieces(data: bytes, random: Random, longest: int) -> Iterator[bytes]:
    """Cut bytes into pieces by chance."""
    start = 0
    while start < len(data):
        end = start + random.randint(1, longest)
        yield data[start:end]
        start = end


@pytest.mark.parametrize("name", SESSIONS)
def test_any_chunking_of_a_session_gives_the_same_frames(name: str) -> None:
    """No read boundary makes a difference, and the stream ends between two frames."""
    received = b"".join(t.data for t in read(name).transfers if not t.sent)
    lines = received.replace(b"\r\n>", b"\r\n>\n")  # a prompt is only due at times
    whole = frames(Framer(codec.all_block_shapes()), iter((lines,)))
    random = Random(name)

    for longest in (1, 3, 20, 500):
        cut = frames(Framer(codec.all_block_shapes()), pieces(lines, random, longest))
        plain = [frame for frame in cut if not isinstance(frame, Prompt)]
        assert [f for f in plain if f != Line(b">")] == [
            f for f in whole if not isinstance(f, Prompt) and f != Line(b">")
        ]


def understood(exchange: Exchange) -> bool:
    """Return whether an exchange is one whole command of the declared chapters."""
    if exchange.sent.count(b"\r\n") != 1 or not exchange.sent.endswith(b"\r\n"):
        return False
    if b">" in exchange.received[-2:] or not exchange.received.endswith(FINALS):
        return False
    if _OTHERS.search(exchange.received.removeprefix(exchange.sent)):
        return False  # the answer to something else is in between
    try:
        request = decode_command(exchange.sent)
        again = codec.encode_command(request.build())
    except MalformedCommand, InvalidParameter:
        return False  # another chapter, or a line made to be refused
    return again == exchange.sent and not request.payload_length


@pytest.mark.parametrize("name", SESSIONS)
async def test_a_session_is_understood(name: str) -> None:
    """Each declared command gets its typed result, and no line is left over."""
    random = Random(name)
    compared = 0
    with Peer() as peer:
        client = AtClient()
        await client.open(peer.path, baudrate=115200)
        client.on_restart = client.admit
        client.admit()
        for exchange in filter(understood, read(name).exchanges):

            def say(other: Peer, received: bytes = exchange.received) -> None:
                for piece in pieces(received, random, 30):
                    other.say(piece)

            peer.answers[exchange.sent.removesuffix(b"\r\n")] = say
            command = decode_command(exchange.sent).build()
            refused = b"\r\nERROR\r\n" in exchange.received
            try:
                await client.execute(command)
            except CommandFailed:
                assert refused, exchange
            except ModuleReset:
                assert exchange.received.startswith(b"\r\nready"), exchange
            else:
                assert not refused, exchange
            await asyncio.sleep(0)
            compared += 1
            assert client.counters.unknown_lines == 0, (
                exchange,
                client.wire_log.lines(),
            )
        await client.close()

    family = name.rpartition("_")[2]
    assert compared >= LEAST_COMPARED or family not in {"basic", "wifi", "boot"}
