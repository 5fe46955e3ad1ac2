"""The framer: any bytes, in any pieces."""

from hypothesis import given, strategies as st

from custom_components.esp_at.at import codec, commands
from custom_components.esp_at.at.framer import (
    MAX_BLOCK,
    MAX_LINE,
    Block,
    Frame,
    Framer,
    Line,
    Prompt,
)

assert commands

PIECES = st.sampled_from(
    [
        b"\r\n",
        b"\n",
        b"\r",
        b"\0",
        b"OK",
        b"ready",
        b">",
        b"+IPD,0,5,",
        b'+IPD,1,3,"10.0.2.2",80:',
        b"+IPD,0,7:",
        b"+IPD,2,4\r\n",
        b"+SYSFLASH:4,",
        b'+SYSFLASH:"mfg_nvs",1,2,0x21000,0x1c000',
        b'+MQTTSUBRECV:0,"a",2,',
        b"+SCRD:3,",
        b"+HTTPCLIENT:3, ",
        b"abc",
        b"\xff\xfe",
        b"x" * 300,
        b"y" * MAX_LINE,
    ]
)
STREAMS = st.lists(st.one_of(PIECES, st.binary(max_size=40)), max_size=20).map(b"".join)


def framer() -> Framer:
    """Return a framer that knows every counted line and waits for a prompt."""
    made = Framer(codec.all_block_shapes())
    made.prompt_expected = True
    return made


def whole(stream: bytes) -> list[Frame | Prompt]:
    """Return the frames of a stream that comes in one piece."""
    return list(framer().feed(stream))


@given(stream=STREAMS, data=st.data())
def test_any_chunking_gives_the_same_frames(stream: bytes, data: st.DataObject) -> None:
    """Where a read happens to end changes nothing."""
    chunked = framer()
    frames: list[Frame | Prompt] = []
    rest = stream
    while rest:
        size = data.draw(st.integers(min_value=1, max_value=len(rest)))
        frames += chunked.feed(rest[:size])
        rest = rest[size:]

    assert frames == whole(stream)


@given(stream=STREAMS)
def test_byte_by_byte_gives_the_same_frames(stream: bytes) -> None:
    """The slowest line gives the same as the fastest."""
    slow = framer()
    frames = [
        frame
        for index in range(len(stream))
        for frame in slow.feed(stream[index : index + 1])
    ]

    assert frames == whole(stream)


@given(stream=st.binary(max_size=4000))
def test_any_bytes_are_survived(stream: bytes) -> None:
    """Noise raises nothing, and a good line behind it is found."""
    noisy = framer()
    list(noisy.feed(stream))
    flood = b"\r\n" * MAX_BLOCK  # ends a block that the noise may have begun
    after = list(noisy.feed(flood + b"\r\nWIFI GOT IP\r\n"))

    assert after[-1] == Line(b"WIFI GOT IP")


def test_memory_is_bounded_without_a_line_end() -> None:
    """A stream that never ends a line is thrown away, and counted."""
    endless = framer()
    for _ in range(100):
        assert list(endless.feed(b"z" * 10_000)) == []

    assert endless.dropped > 100 * 10_000 - 2 * MAX_LINE


def test_a_length_beyond_reason_is_a_line() -> None:
    """A damaged length does not swallow what follows."""
    frames = whole(b"+SCRD:99999999,abc\r\nOK\r\n")

    assert frames == [Line(b"+SCRD:99999999,abc"), Line(b"OK")]


def test_counted_data_may_hold_anything() -> None:
    """What looks like a result code inside counted data is data."""
    data = b"OK\r\nERROR\r\n> +IPD,1"
    frames = whole(b"\r\n+SCRD:%d,%b\r\nOK\r\n" % (len(data), data))

    assert frames == [
        Block("+SCRD", b"+SCRD:19,", (b"19",), data),
        Line(b"OK"),
    ]


def test_a_blank_that_is_not_counted() -> None:
    """Old firmware puts a blank before headers; lost bytes are not taken for one."""
    (block,) = whole(b"+HTTPCLIENT:6, X-A: b\r\n")
    assert isinstance(block, Block)
    assert (block.data, block.intact) == (b"X-A: b", True)
    (block,) = whole(b"+HTTPCLIENT:7, X-A: b\r\n")
    assert isinstance(block, Block)
    assert (block.data, block.intact) == (b" X-A: b", True)
    lost, *_ = whole(b"+HTTPCLIENT:8, X-A: b\r\n\r\nOK\r\n")
    assert isinstance(lost, Block)
    assert not lost.intact


def test_the_prompt_is_seen_only_when_due() -> None:
    """A line may begin with the prompt's sign while none is due."""
    idle = Framer(codec.all_block_shapes())

    assert list(idle.feed(b">hello\r\n")) == [Line(b">hello")]


def test_the_prompt_needs_no_line_end() -> None:
    """The module sends nothing behind the sign and waits."""
    assert whole(b"\r\nOK\r\n\r\n>") == [Line(b"OK"), Prompt()]


def test_a_reset_forgets_half_a_line() -> None:
    """After a change of the baud rate what came before is void."""
    half = framer()
    list(half.feed(b"+IPD,0,100:half"))
    half.reset()

    assert list(half.feed(b"ready\r\n")) == [Line(b"ready")]
