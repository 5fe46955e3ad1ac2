"""Links that actions open, and the answers they wait for."""

import asyncio

from hypothesis import given, strategies as st
import pytest

from custom_components.esp_at.device.connections import (
    Answer,
    AnswerRule,
    Message,
    MessageFraming,
    TcpClient,
)
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.errors import (
    ConnectFailed,
    NoFreeLink,
    SocketClosed,
    UnknownLink,
)
from custom_components.esp_at.device.exchange import AnswerCollector
from custom_components.esp_at.device.messages import LONGEST_MESSAGE
from custom_components.esp_at.device.socket_types import (
    Chunk,
    Remote,
    SocketKind,
    Target,
)
from custom_components.esp_at.device.state import DataArrived, DeviceEvent

from .helpers import until
from .peers import Streams, TcpPeer, echo, tcp_peer, udp_peer

pytestmark = pytest.mark.usefixtures("socket_enabled")

GENERATIONS = pytest.mark.parametrize("profile", ["1.1", "2.0", "2.3", "4.1", "5.0"])


def to(port: int, kind: SocketKind = SocketKind.TCP) -> Target:
    """Return where a peer is."""
    return Target(kind=kind, host="127.0.0.1", port=port)


@pytest.fixture
async def messages(device: EspAtDevice) -> list[Message]:
    """Return the list to which arrived messages are added."""
    messages: list[Message] = []

    def take(event: DeviceEvent) -> None:
        if isinstance(event, DataArrived):
            messages.append(event.message)

    device.subscribe_events(take)
    return messages


def talk(*pieces: bytes, pause: float = 0.05, hang_up: bool = False) -> Talker:
    """Return a server that answers the first bytes with these pieces."""
    return Talker(pieces, pause=pause, hang_up=hang_up)


class Talker:
    """Answers with pieces, one after the other."""

    def __init__(
        self, pieces: tuple[bytes, ...], *, pause: float, hang_up: bool
    ) -> None:
        """Take what to say, and whether to hang up then."""
        self._pieces, self._pause, self._hang_up = pieces, pause, hang_up

    async def __call__(self, streams: Streams) -> None:
        """Talk."""
        reader, writer = streams
        await reader.read(100)
        for number, piece in enumerate(self._pieces):
            if number:
                await asyncio.sleep(self._pause)
            writer.write(piece)
        if self._hang_up:
            writer.close()


@GENERATIONS
async def test_open(
    device: EspAtDevice, peer: TcpPeer, messages: list[Message]
) -> None:
    """What comes on an opened link becomes events, until it is closed."""
    socket = await device.connections.open(to(peer.port))
    reader, writer = await peer.connection()
    assert await device.connections.send(socket.link_id, b"on") is None
    assert await reader.readexactly(2) == b"on"
    writer.write(b"it is")
    await until(lambda: len(messages) == 1)
    message = messages[0]
    assert (message.data, message.link, message.connection) == (
        b"it is",
        socket.link_id,
        None,
    )
    assert message.remote == Remote("127.0.0.1", peer.port)
    await device.connections.close_link(socket.link_id)
    assert await reader.read() == b""
    for use in (
        device.connections.send(socket.link_id, b"x"),
        device.connections.close_link(socket.link_id),
    ):
        with pytest.raises(UnknownLink) as caught:
            await use
        assert caught.value.link == socket.link_id


async def test_closed_by_the_peer(
    device: EspAtDevice, peer: TcpPeer, messages: list[Message]
) -> None:
    """What the peer said last is an event, and the link is unknown then."""
    socket = await device.connections.open(to(peer.port))
    _, writer = await peer.connection()
    writer.write(b"bye")
    writer.close()
    await until(lambda: socket.closed)
    await until(lambda: [message.data for message in messages] == [b"bye"])
    with pytest.raises(UnknownLink):
        await device.connections.send(socket.link_id, b"x")


@pytest.mark.parametrize(
    ("pieces", "rule", "answer", "complete"),
    [
        ((b"ab", b"cd", b"ef"), AnswerRule(length=5), b"abcde", True),
        ((b"ab", b"c\r", b"\nd"), AnswerRule(delimiter=b"\r\n"), b"abc\r\n", True),
        ((b"ab\ncd\n",), AnswerRule(delimiter=b"\n", length=5), b"ab\n", True),
        ((b"abcd\n",), AnswerRule(delimiter=b"\n", length=2), b"ab", True),
        ((b"ab", b"cd"), AnswerRule(silence=0.4), b"abcd", True),
        ((b"ab", b"cd"), AnswerRule(timeout=0.4), b"abcd", True),
        ((b"ab",), AnswerRule(length=5, timeout=0.4), b"ab", False),
        ((b"ab",), AnswerRule(delimiter=b"\n", timeout=0.4), b"ab", False),
        ((b"ab",), AnswerRule(length=5, silence=0.3), b"ab", True),
        ((b"ab",), AnswerRule(silence=9, timeout=0.4), b"ab", False),
        ((), AnswerRule(timeout=0.3), b"", False),
        ((), AnswerRule(silence=0.1, timeout=0.3), b"", False),
        (
            (b"x" * (LONGEST_MESSAGE + 9),),
            AnswerRule(delimiter=b"\n"),
            b"x" * LONGEST_MESSAGE,
            False,
        ),
    ],
    ids=range(13),
)
async def test_answer(
    device: EspAtDevice,
    messages: list[Message],
    *,
    pieces: tuple[bytes, ...],
    rule: AnswerRule,
    answer: bytes,
    complete: bool,
) -> None:
    """An answer is complete at the end that was asked for; all of it is events too."""
    async with tcp_peer(talk(*pieces)) as peer:
        found, link = await device.connections.send_once(to(peer.port), b"?", rule)
    assert found is not None
    assert (found.data, found.complete) == (answer, complete)
    assert found.remote == (Remote("127.0.0.1", peer.port) if pieces else None)
    assert link is None
    assert b"".join(message.data for message in messages).startswith(answer)
    assert not device.sockets.open_sockets


@GENERATIONS
async def test_answer_that_ends_a_line(device: EspAtDevice) -> None:
    """Lines in data, in one piece or several, are not taken for the module's own."""
    pieces = (b"+IPD,0,5:", b"OK\r\n", b"\r\n", b"SEND OK\r\n\r\n", b"OK\r\n")
    answer = b"".join(pieces)
    async with tcp_peer(talk(*pieces)) as peer:
        found, _ = await device.connections.send_once(
            to(peer.port), b"?", AnswerRule(length=len(answer))
        )
    assert found is not None
    assert (found.data, found.complete) == (answer, True)


@pytest.mark.parametrize(
    ("rule", "complete"),
    [
        (AnswerRule(), True),
        (AnswerRule(silence=5), True),
        (AnswerRule(length=9), False),
        (AnswerRule(delimiter=b"\n"), False),
    ],
)
async def test_answer_ends_with_the_link(
    device: EspAtDevice, *, rule: AnswerRule, complete: bool
) -> None:
    """Nobody waits for a peer that has hung up; what it said is the answer."""
    async with tcp_peer(talk(b"all", hang_up=True)) as peer, asyncio.timeout(5):
        found, _ = await device.connections.send_once(to(peer.port), b"?", rule)
    assert found == Answer(
        data=b"all", remote=Remote("127.0.0.1", peer.port), complete=complete
    )


@GENERATIONS
async def test_send_once(device: EspAtDevice) -> None:
    """It connects, sends and closes; or keeps the link for the next time."""
    async with tcp_peer(echo) as peer:
        target = to(peer.port)
        assert await device.connections.send_once(target, b"x") == (None, None)
        rule = AnswerRule(length=5)
        found, link = await device.connections.send_once(
            target, b"hello", rule, keep_open=True
        )
        assert found is not None
        assert found.data == b"hello"
        assert link is not None
        found = await device.connections.send(link, b"again", rule)
        assert found is not None
        assert found.data == b"again"
        await device.connections.close_link(link)
    assert not device.sockets.open_sockets


async def test_send_once_fails(device: EspAtDevice) -> None:
    """What fails leaves no link behind."""
    async with tcp_peer() as gone:
        target = to(gone.port)
    with pytest.raises(ConnectFailed):
        await device.connections.send_once(target, b"x", keep_open=True)
    assert not device.sockets.open_sockets


async def test_send_once_is_cancelled(device: EspAtDevice, peer: TcpPeer) -> None:
    """Who stops waiting for an answer leaves no link behind."""
    sending = asyncio.create_task(
        device.connections.send_once(
            to(peer.port), b"?", AnswerRule(length=1), keep_open=True
        )
    )
    reader, _ = await peer.connection()
    assert await reader.readexactly(1) == b"?"
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    assert await reader.read() == b""
    assert not device.sockets.open_sockets


async def test_udp(device: EspAtDevice) -> None:
    """The answer to a datagram says who sent it."""
    async with udp_peer() as peer:
        found, _ = await device.connections.send_once(
            to(peer.port, SocketKind.UDP), b"who?", AnswerRule(length=4)
        )
    assert found == Answer(
        data=b"who?", remote=Remote("127.0.0.1", peer.port), complete=True
    )


async def test_all_links_taken(device: EspAtDevice) -> None:
    """The sixth is told so, and nothing of it is left."""
    async with tcp_peer(echo) as peer:
        for _ in range(5):
            await device.connections.open(to(peer.port))
        with pytest.raises(NoFreeLink):
            await device.connections.send_once(to(peer.port), b"x")
        assert len(device.sockets.open_sockets) == 5


async def test_link_of_a_kept_connection(
    device: EspAtDevice, messages: list[Message]
) -> None:
    """The number of a link that is kept can be sent to, with an answer."""
    async with tcp_peer(echo) as peer:
        kept = device.connections.keep(
            "relay",
            TcpClient(host="127.0.0.1", port=peer.port),
            MessageFraming(delimiter=b"\n"),
        )
        await until(lambda: kept.state.connected)
        (link,) = device.sockets.open_sockets
        found = await device.connections.send(
            link, b"one\ntwo\n", AnswerRule(delimiter=b"\n")
        )
        assert found is not None
        assert (found.data, found.complete) == (b"one\n", True)
        await until(lambda: len(messages) == 2)
        assert [m.data for m in messages] == [b"one", b"two"]
        assert {m.connection for m in messages} == {"relay"}
        assert (kept.state.bytes_out, kept.state.bytes_in) == (8, 8)


async def test_closed_while_it_waits(device: EspAtDevice, peer: TcpPeer) -> None:
    """Closing a link ends who waits for an answer on it."""
    socket = await device.connections.open(to(peer.port))
    waiting = asyncio.create_task(
        device.connections.send(socket.link_id, b"?", AnswerRule(length=9))
    )
    reader, _ = await peer.connection()
    assert await reader.readexactly(1) == b"?"
    await device.connections.close_link(socket.link_id)
    async with asyncio.timeout(5):
        found = await waiting
    assert found is not None
    assert (found.data, found.complete) == (b"", False)


async def test_device_closes(device: EspAtDevice, peer: TcpPeer) -> None:
    """An unload ends who waits, and leaves neither link nor task."""
    socket = await device.connections.open(to(peer.port))
    waiting = asyncio.create_task(
        device.connections.send(socket.link_id, b"?", AnswerRule(length=9))
    )
    reader, _ = await peer.connection()
    assert await reader.readexactly(1) == b"?"
    await device.close()
    assert await reader.read() == b""
    async with asyncio.timeout(5):
        found = await waiting
    assert found is not None
    assert not found.complete
    with pytest.raises(SocketClosed):
        await socket.send(b"x")
    names = {task.get_name() for task in asyncio.all_tasks()}
    assert not {name for name in names if name.startswith("esp_at")}


@given(
    pieces=st.lists(st.binary(max_size=5)),
    length=st.none() | st.integers(1, 12),
    delimiter=st.none() | st.binary(min_size=1, max_size=2),
)
def test_pieces_do_not_matter(
    pieces: list[bytes], length: int | None, delimiter: bytes | None
) -> None:
    """However an answer arrives, it ends at the same byte."""
    rule = AnswerRule(length=length, delimiter=delimiter)

    def answer(*pieces: bytes) -> Answer:
        collector = AnswerCollector(rule)
        for piece in pieces:
            collector.feed(Chunk(piece, None))
        collector.end()
        return asyncio.run(collector.wait())

    whole = b"".join(pieces)
    found = answer(*pieces)
    assert found == answer(whole)
    assert whole.startswith(found.data)
    if not found.complete:
        assert found.data == whole
