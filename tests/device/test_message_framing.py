"""Cutting what comes in into messages."""

from itertools import pairwise

from hypothesis import given, strategies as st
import pytest

from custom_components.esp_at.at.errors import InvalidParameter
from custom_components.esp_at.device.message_framing import (
    MOST_SENDERS,
    DatagramCutter,
    MessageCutter,
)
from custom_components.esp_at.device.messages import (
    LONGEST_MESSAGE,
    AnswerRule,
    MessageFraming,
)
from custom_components.esp_at.device.socket_types import Chunk, Remote

LINES = MessageFraming(delimiter=b"\r\n")
# Few letters, so that delimiters turn up, whole and in parts
letters = st.sampled_from([b"a", b"b", b"\r", b"\n"])
streams = st.lists(letters, max_size=200).map(b"".join)
framings = st.one_of(
    st.builds(MessageFraming, length=st.integers(1, 9)),
    st.builds(
        MessageFraming,
        delimiter=st.lists(letters, min_size=1, max_size=4).map(b"".join),
    ),
)


def cut(framing: MessageFraming, *pieces: bytes) -> tuple[list[bytes], bytes]:
    """Return the messages of a stream in pieces, and its rest."""
    cutter = MessageCutter(framing)
    messages = [message for piece in pieces for message in cutter.feed(piece)]
    return messages, cutter.rest()


@given(framing=framings, stream=streams, cuts=st.lists(st.integers(0, 200)))
def test_pieces_do_not_matter(
    framing: MessageFraming, stream: bytes, cuts: list[int]
) -> None:
    """However a stream arrives, its messages are the same."""
    at = [0, *sorted(min(place, len(stream)) for place in cuts), len(stream)]
    pieces = [stream[a:b] for a, b in pairwise(at)]
    assert cut(framing, *pieces) == cut(framing, stream)


@given(framing=framings, stream=streams)
def test_nothing_is_lost(framing: MessageFraming, stream: bytes) -> None:
    """Messages, with what was between them, and the rest are the stream."""
    messages, rest = cut(framing, stream)
    between = framing.delimiter or b""
    assert b"".join(message + between for message in messages) + rest == stream
    if framing.delimiter is not None:
        assert messages == stream.split(framing.delimiter)[:-1]
    assert all(len(message) == framing.length for message in messages) or between


@given(pieces=st.lists(st.integers(1, 3 * LONGEST_MESSAGE), max_size=4))
def test_a_message_without_end(pieces: list[int]) -> None:
    """What grows too long comes in pieces; memory is bounded."""
    stream = b"x" * sum(pieces)
    messages, rest = cut(LINES, *(b"x" * size for size in pieces))
    assert b"".join(messages) + rest == stream
    assert all(len(message) == LONGEST_MESSAGE for message in messages)
    assert len(rest) < LONGEST_MESSAGE + 2


def test_longest_message() -> None:
    """A message of exactly the longest size is one, wherever its end is cut."""
    longest = b"x" * LONGEST_MESSAGE
    for at in (0, 1, 2):
        stream = longest + b"\r\nnext"
        place = LONGEST_MESSAGE + at
        assert cut(LINES, stream[:place], stream[place:]) == ([longest], b"next")


def test_as_it_comes() -> None:
    """Without an end each piece is a message, an empty one too."""
    assert cut(MessageFraming(), b"one", b"", b"two") == ([b"one", b"", b"two"], b"")


def test_senders_do_not_mix() -> None:
    """Of datagrams each sender has its own stream; what is left of all comes last."""
    ann, bob = Remote("10.0.0.1", 1), Remote("10.0.0.2", 1)
    cutter = DatagramCutter(LINES)
    heard = [
        message
        for datagram in (Chunk(b"o", ann), Chunk(b"t", bob), Chunk(b"ne\r\nx", ann))
        for message in cutter.feed(datagram)
    ]
    assert heard == [Chunk(b"one", ann)]
    assert set(cutter.rest()) == {Chunk(b"t", bob), Chunk(b"x", ann)}
    assert not list(cutter.rest())


def test_senders_are_bounded() -> None:
    """The beginning of who spoke longest ago makes room."""
    cutter = DatagramCutter(LINES)
    senders = [Remote("10.0.0.1", port) for port in range(1, MOST_SENDERS + 2)]
    heard = [
        message
        for sender in senders
        for message in cutter.feed(Chunk(b"%d" % sender.port, sender))
    ]
    assert heard == [Chunk(b"1", senders[0])]
    assert len(list(cutter.rest())) == MOST_SENDERS


@pytest.mark.parametrize(
    ("wrong", "parameter"),
    [
        ({"delimiter": b""}, "delimiter"),
        ({"delimiter": b"x" * 65}, "delimiter"),
        ({"length": 0}, "length"),
        ({"length": 65537}, "length"),
    ],
)
def test_refused(wrong: dict[str, bytes | int], parameter: str) -> None:
    """An end that would never come is refused."""
    for kind in (MessageFraming, AnswerRule):
        with pytest.raises(InvalidParameter) as caught:
            kind(**wrong)  # type: ignore[arg-type]  # each value is of its field's type
        assert caught.value.parameter == parameter


def test_refused_together() -> None:
    """A message ends in one way, an answer in time."""
    with pytest.raises(InvalidParameter):
        MessageFraming(delimiter=b"\n", length=3)
    for name in ("timeout", "silence"):
        for seconds in (0.0, -1.0, 86401.0):
            with pytest.raises(InvalidParameter) as caught:
                AnswerRule(**{name: seconds})  # type: ignore[arg-type]  # of its field's type
            assert caught.value.parameter == name
