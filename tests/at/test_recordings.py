"""The client understands what real firmware said, however it is cut into pieces."""

import asyncio
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import pytest

from custom_components.esp_at.at import codec
from custom_components.esp_at.at.client import AtClient
from custom_components.esp_at.at.command import Command
from custom_components.esp_at.at.commands.tcpip import SetMultiplexing
from custom_components.esp_at.at.errors import (
    CommandFailed,
    InvalidParameter,
    MalformedCommand,
    ModuleReset,
)
from custom_components.esp_at.at.framer import Frame, Framer, Line, Prompt
from custom_components.esp_at.at.module_codec import decode_command
from custom_components.esp_at.at.result_codes import BUSY, READY, REFUSALS
from tests.recordings import Exchange, names, read

from .peer import Peer

PROMPT = b"\r\n>"
SESSIONS = [name for name in names() if not read(name).from_wire_log]
# Fewer are a sign that this test overlooks what it should compare
LEAST_COMPARED = {
    "basic": 90,
    "boot": 10,
    "http": 36,
    "passive": 65,
    "server": 40,
    "tcp": 45,
    "udp": 40,
    "wifi": 75,
}


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


@dataclass(frozen=True, slots=True)
class Asked:
    """A whole command of a session, and what came of it."""

    line: bytes
    command: Command[Any]
    answer: bytes
    behind_data: bytes | None = None
    """What came behind the data that the module asked for."""

    @property
    def refused(self) -> bool:
        """Return whether the module refused it."""
        return self.final in REFUSALS

    @property
    def final(self) -> bytes | None:
        """Return the final result code; data may hold others."""
        last = self.answer if self.behind_data is None else self.behind_data
        frames = Framer(codec.all_block_shapes()).feed(last.removeprefix(self.line))
        texts = [frame.text for frame in frames if isinstance(frame, Line)]
        if BUSY in texts or any(text.startswith(b"AT+") for text in texts):
            return None  # the answer to something else is in between
        finals = REFUSALS | {READY, self.command.final.encode()}
        return next((text for text in texts if text in finals), None)


class Session:
    """Picks whole commands of the declared chapters out of a session."""

    def __init__(self, exchanges: Iterable[Exchange]) -> None:
        """Begin as a module that has just started."""
        self._exchanges = deque(exchanges)
        self._multiplexed = False

    def __iter__(self) -> Iterator[Asked]:
        """Yield them in their order."""
        while self._exchanges:
            exchange = self._exchanges.popleft()
            if asked := self._asked(exchange):
                yield asked
            if b"\r\nready\r\n" in exchange.received:
                self._multiplexed = False
            elif asked and isinstance(asked.command, SetMultiplexing):
                self._multiplexed ^= not asked.refused

    def _asked(self, exchange: Exchange) -> Asked | None:
        line = exchange.sent
        if line.count(b"\r\n") != 1 or not line.endswith(b"\r\n"):
            return None
        try:
            request = decode_command(line, multiplexed=self._multiplexed)
        except MalformedCommand:
            return None  # another chapter, or a line made to be refused
        if request.payload_length < 0:
            return None
        if request.payload_length and exchange.received.endswith(PROMPT):
            data = self._take_data(request.payload_length)
            if data is None:
                return None
            command, behind = request.build(data.sent), data.received
            asked = Asked(line, command, exchange.received, behind)
        elif exchange.received.endswith(PROMPT):
            return None  # passthrough
        else:
            command = request.build(bytes(request.payload_length))
            asked = Asked(line, command, exchange.received)
        try:
            again = codec.encode_command(command)
        except InvalidParameter:
            return None  # made to be refused
        return asked if again == line and asked.final else None

    def _take_data(self, length: int) -> Exchange | None:
        """Return the exchange with all the data, in however many pieces they went."""
        sent = b""
        while self._exchanges and len(sent) < length:
            exchange = self._exchanges.popleft()
            sent += exchange.sent
            if len(sent) == length:
                return replace(exchange, sent=sent)
            if exchange.received:
                return None
        return None


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
        for asked in Session(read(name).exchanges):

            def say(other: Peer, asked: Asked = asked) -> None:
                for piece in pieces(asked.answer, random, 30):
                    other.say(piece)
                if asked.behind_data is not None:
                    other.taking = len(codec.payload(asked.command) or b"")
                    other.after_data = asked.behind_data

            peer.answers[asked.line.removesuffix(b"\r\n")] = say
            try:
                await client.execute(asked.command)
            except CommandFailed:
                assert asked.refused, asked
            except ModuleReset:
                assert asked.answer.startswith(b"\r\nready"), asked
            else:
                assert not asked.refused, asked
            async with asyncio.timeout(5):
                while client.counters.bytes_in < peer.said:
                    await asyncio.sleep(0)
            compared += 1
            counters = client.counters
            lost = counters.unknown_lines, counters.damaged_blocks, counters.timeouts
            assert lost == (0, 0, 0), (asked, client.wire_log.lines())
        await client.close()

    family = name.rpartition("_")[2]
    assert compared >= LEAST_COMPARED.get(family, 0)
