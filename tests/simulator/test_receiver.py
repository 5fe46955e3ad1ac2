"""The receive task: what becomes of the host's bytes."""

from collections.abc import Callable
from functools import partial

from hypothesis import given, strategies as st
import pytest

from esp_at_simulator.payload import CountedPayload, EscapedPayload
from esp_at_simulator.receiver import MAX_LINE, Receiver, State


class Spy:
    """A module that writes down what the receiver tells it."""

    def __init__(self) -> None:
        """Start with the echo on."""
        self.echo = True
        self.sent = b""
        self.lines: list[bytes] = []
        self.payloads: list[bytes] = []
        self.events: list[str] = []

    def send(self, data: bytes) -> None:
        """Take the echo."""
        self.sent += data

    def line_received(self, line: bytes) -> Callable[[], None] | None:
        """Take a line; refuse what is no AT command."""
        if not line.startswith(b"AT"):
            self.events.append("refused")
            return None
        return partial(self._run, line)

    def _run(self, line: bytes) -> None:
        self.lines.append(line)
        self.events.append("run")

    def line_overflowed(self) -> None:
        """Take that a line was too long."""
        self.events.append("overflow")

    def busy(self, *, with_code: bool) -> None:
        """Take that input was thrown away."""
        self.events.append("busy with code" if with_code else "busy")

    def forced_restart(self) -> None:
        """Take a restart."""
        self.events.append("restart")

    def payload_received(self, data: bytes) -> None:
        """Take data."""
        self.payloads.append(data)
        self.events.append("payload")

    def passed_through(self, data: bytes) -> None:
        """Take data of passthrough."""
        self.events.append("passed through")

    def payload_cancelled(self) -> None:
        """Take that there are none."""
        self.events.append("cancelled")


@pytest.fixture
def spy() -> Spy:
    """Return the other side of the receiver."""
    return Spy()


@pytest.fixture
def receiver(spy: Spy) -> Receiver:
    """Return a receiver of a booted module."""
    receiver = Receiver(spy)
    receiver.reset(State.IDLE)
    return receiver


def test_a_line_is_echoed_and_run(receiver: Receiver, spy: Spy) -> None:
    """A complete line comes back and runs."""
    receiver.feed(b"AT+GMR\r\n")
    assert spy.sent == b"AT+GMR\r\n"
    assert spy.lines == [b"AT+GMR\r\n"]
    assert receiver.state is State.BUSY


def test_the_echo_comes_chunk_by_chunk(receiver: Receiver, spy: Spy) -> None:
    """What is typed comes back as it is typed, before the line is complete."""
    for index, byte in enumerate(b"AT\r\n", start=1):
        receiver.feed(bytes([byte]))
        assert spy.sent == b"AT\r\n"[:index]
    assert spy.lines == [b"AT\r\n"]


def test_no_echo(receiver: Receiver, spy: Spy) -> None:
    """Without echo nothing comes back."""
    spy.echo = False
    receiver.feed(b"AT\r\n")
    assert not spy.sent
    assert spy.lines == [b"AT\r\n"]


def test_a_lone_cr_or_lf_ends_nothing(receiver: Receiver, spy: Spy) -> None:
    """Only CR LF ends a line; the others stay in it."""
    receiver.feed(b"AT\nAT\r")
    assert not spy.lines
    receiver.feed(b"\r\n")
    assert spy.lines == [b"AT\nAT\r\r\n"]


def test_a_nul_drops_what_was_before_it(receiver: Receiver, spy: Spy) -> None:
    """A NUL forgets the line so far; the echo leaves out only the NUL."""
    receiver.feed(b"AB\0AT\r\n")
    assert spy.sent == b"ABAT\r\n"
    assert spy.lines == [b"AT\r\n"]


def test_input_behind_a_command_is_thrown_away(receiver: Receiver, spy: Spy) -> None:
    """Bytes behind the command in the same chunk are busy, before it runs."""
    receiver.feed(b"AT\r\nAT\r\n")
    assert spy.sent == b"AT\r\n"
    assert spy.events == ["busy with code", "run"]


def test_input_behind_a_refused_line_is_the_next_line(
    receiver: Receiver, spy: Spy
) -> None:
    """A line that never runs leaves what follows it in place."""
    receiver.feed(b"abc\r\nAT\r\n")
    assert spy.events == ["refused", "run"]
    assert spy.sent == b"abc\r\nAT\r\n"


@pytest.mark.parametrize(("length", "chunks"), [(1, 1), (120, 1), (121, 2), (300, 3)])
def test_busy_once_per_chunk(
    receiver: Receiver, spy: Spy, length: int, chunks: int
) -> None:
    """While a command runs, every chunk of the driver is refused once."""
    receiver.feed(b"AT\r\n")
    receiver.feed(b"x" * length)
    assert spy.events == ["run", *["busy with code"] * chunks]


def test_restart_while_busy(receiver: Receiver, spy: Spy) -> None:
    """AT+RST is the one line that is taken while a command runs."""
    receiver.feed(b"AT\r\n")
    receiver.feed(b"AT+RST\r\n")
    assert spy.events == ["run", "restart"]


@pytest.mark.parametrize(
    ("length", "events"), [(MAX_LINE, ["run"]), (MAX_LINE + 1, ["overflow"])]
)
@pytest.mark.parametrize("step", [1, 7, 1000])
def test_longest_line(
    receiver: Receiver, spy: Spy, length: int, events: list[str], step: int
) -> None:
    """256 bytes with CR LF are a line, one more is an error, in any pieces."""
    line = b"AT".ljust(length - 2, b"a") + b"\r\n"
    for start in range(0, length, step):
        receiver.feed(line[start : start + step])
    assert spy.events == events
    assert spy.sent == line


def test_an_endless_line_takes_no_memory(receiver: Receiver, spy: Spy) -> None:
    """What never ends is not kept, and the next line works."""
    spy.echo = False
    for _ in range(1000):
        receiver.feed(b"a" * 100)
    assert len(vars(receiver)["_line"]) <= MAX_LINE
    receiver.feed(b"\r\nAT\r\n")
    assert spy.events == ["overflow", "run"]


@pytest.mark.parametrize("step", [1, 3, 10])
def test_payload(receiver: Receiver, spy: Spy, step: int) -> None:
    """Data are counted, never echoed, and may look like commands."""
    receiver.feed(b"AT\r\n")
    spy.sent = b""
    receiver.expect(CountedPayload(10))
    data = b"AT\r\nOK\r\n>\0"
    for start in range(0, 10, step):
        receiver.feed(data[start : start + step])
    assert spy.payloads == [data]
    assert not spy.sent


def test_surplus_data(receiver: Receiver, spy: Spy) -> None:
    """Bytes behind the data are busy without a code, before the result."""
    receiver.feed(b"AT\r\n")
    receiver.expect(CountedPayload(5))
    receiver.feed(b"helloXYZ")
    assert spy.events == ["run", "busy", "payload"]
    assert spy.payloads == [b"hello"]


@pytest.mark.parametrize(
    ("escapable", "chunk", "events"),
    [
        (True, b"+++", ["run", "cancelled"]),
        (True, b"ab+++c", ["run", "payload"]),
        (False, b"+++abc", ["run", "payload"]),
    ],
)
def test_escape(
    receiver: Receiver, spy: Spy, escapable: bool, chunk: bytes, events: list[str]
) -> None:
    """Three pluses alone cancel data, where the command lets them; inside they are data."""
    receiver.feed(b"AT\r\n")
    receiver.expect(CountedPayload(6), escapable=escapable)
    receiver.feed(chunk)
    assert spy.events == events


def test_pluses_behind_data_are_data(receiver: Receiver, spy: Spy) -> None:
    """Three pluses right behind other bytes of the data belong to them."""
    receiver.feed(b"AT\r\n")
    receiver.expect(CountedPayload(5), escapable=True)
    receiver.feed(b"ab")
    receiver.feed(b"+++")
    assert spy.payloads == [b"ab+++"]


def test_nothing_is_heard_while_data_are_sent(receiver: Receiver, spy: Spy) -> None:
    """Behind data for the network, all is ignored until the command has ended."""
    receiver.feed(b"AT\r\n")
    receiver.expect(CountedPayload(2), escapable=True)
    receiver.feed(b"ab")
    receiver.feed(b"AT+RST\r\n")
    assert spy.events == ["run", "payload"]
    receiver.finished()
    receiver.feed(b"AT\r\n")
    assert spy.events == ["run", "payload", "run"]


@pytest.mark.parametrize(
    ("length", "events"), [(0, ["run", "busy", "payload"]), (-1, ["run"])]
)
def test_data_without_an_end(
    receiver: Receiver, spy: Spy, length: int, events: list[str]
) -> None:
    """No data at all end with the next byte; a negative number of them never."""
    receiver.feed(b"AT\r\n")
    receiver.expect(CountedPayload(length), escapable=True)
    receiver.feed(b"AT\r\n")
    receiver.feed(b"AT\r\n")
    assert spy.events == events


def test_passthrough(receiver: Receiver, spy: Spy) -> None:
    """In passthrough everything is for the network."""
    receiver.reset(State.PASSTHROUGH)
    receiver.feed(b"AT\r\n")
    assert spy.events == ["passed through"]
    assert not spy.sent


@pytest.mark.parametrize(
    ("typed", "length", "knows", "data", "surplus"),
    [
        (rb"ab\0", 20, True, b"ab", b""),
        (b"abcd", 4, True, b"abcd", b""),
        (rb"a\\0b\c", 4, True, rb"a\0b", rb"\c"),
        (rb"a\\0b\c", 4, False, b"a\\", b""),
        (rb"\x\y\0z", 9, True, b"xy", b"z"),
        (b"ab\\", 9, True, b"ab", None),
    ],
)
@pytest.mark.parametrize("step", [1, 2, 9])
def test_escaped_payload(
    *,
    typed: bytes,
    length: int,
    knows: bool,
    data: bytes,
    surplus: bytes | None,
    step: int,
) -> None:
    r"""``\0`` ends the data, in any pieces; a backslash hides what is behind it."""
    payload = EscapedPayload(length, knows_backslash=knows)
    rest: bytes | None = None
    for start in range(0, len(typed), step):
        rest = payload.take(typed[start : start + step])
        if rest is not None:
            rest += typed[start + step :] if knows else b""
            break
    assert bytes(payload.data) == data
    assert rest == surplus


@given(
    data=st.binary(max_size=200),
    cuts=st.lists(st.integers(1, 50), max_size=20),
    behind=st.binary(max_size=5),
)
def test_escapes_come_back(data: bytes, cuts: list[int], behind: bytes) -> None:
    """What was escaped is what is taken, wherever the line cuts it."""
    typed = data.replace(b"\\", b"\\\\") + b"\\0" + behind
    payload = EscapedPayload(1000)
    rest: bytes | None = None
    while rest is None and typed:
        size = cuts.pop() if cuts else len(typed)
        piece, typed = typed[:size], typed[size:]
        rest = payload.take(piece)
    assert rest is not None
    assert bytes(payload.data) == data
    assert rest + typed == behind


def test_a_deaf_module_hears_nothing(receiver: Receiver, spy: Spy) -> None:
    """While the module boots or sleeps, bytes are lost."""
    receiver.reset(State.DEAF)
    receiver.feed(b"AT\r\n")
    receiver.reset(State.IDLE)
    receiver.feed(b"\r\n")
    assert spy.lines == []
