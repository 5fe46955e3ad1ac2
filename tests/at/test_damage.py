"""Data of which bytes were lost are never taken for whole."""

import asyncio

from hypothesis import given, strategies as st
import pytest

from custom_components.esp_at.at import codec, commands, protocol
from custom_components.esp_at.at.client import AtClient
from custom_components.esp_at.at.commands import basic, tcpip
from custom_components.esp_at.at.errors import InvalidResponse
from custom_components.esp_at.at.framer import Block, Framer

from ..device.helpers import until
from .peer import OK, Peer

assert commands


def heard_by(client: AtClient) -> tuple[list[tcpip.DataReceived], list[None]]:
    """Return what a client hears from now on: data, and that bytes were lost."""
    data: list[tcpip.DataReceived] = []
    damage: list[None] = []
    client.subscribe(tcpip.DataReceived, data.append)
    client.subscribe_damage(damage.append)
    return data, damage


@given(
    payload=st.binary(min_size=1, max_size=60),
    lost=st.integers(min_value=0),
    behind=st.sampled_from([b"", b"\r\n+IPD,1,2:ab\r\n", b"0,CLOSED\r\n", OK]),
)
def test_one_byte_that_is_lost_is_seen(
    payload: bytes, lost: int, behind: bytes
) -> None:
    """Data that lack a byte are never intact, whatever comes behind them."""
    head = b"+IPD,0,%d:" % len(payload)
    position = lost % len(payload)
    damaged = payload[:position] + payload[position + 1 :]
    framer = Framer(codec.all_block_shapes())

    frames = list(framer.feed(head + damaged + b"\r\n" + behind))

    blocks = [f for f in frames if isinstance(f, Block) and f.header == head]
    abandoned = framer.abandon()
    assert all(not block.intact for block in blocks)
    assert blocks or (abandoned is not None and not abandoned.intact)


async def test_damaged_data_are_told_not_delivered(
    client: AtClient, peer: Peer
) -> None:
    """A message without its end is dropped, counted and told; the next one is taken."""
    data, damage = heard_by(client)

    peer.say(b"\r\n+IPD,0,5:abcd\r\n")
    peer.say(b"\r\n+IPD,0,3:xyz\r\n")
    await until(lambda: bool(data))

    assert [urc.data for urc in data] == [b"xyz"]
    assert len(damage) == 1
    assert client.counters.damaged_blocks == 1


async def test_data_whose_end_never_comes_are_given_up(
    client: AtClient, peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A message that stops in the middle does not swallow what comes later."""
    monkeypatch.setattr(protocol, "_STALLED", 0.1)
    data, damage = heard_by(client)

    peer.say(b"\r\n+IPD,0,500:abc")
    await until(lambda: bool(damage))
    peer.say(b"\r\n+IPD,0,3:xyz\r\n")
    await until(lambda: bool(data))

    assert [urc.data for urc in data] == [b"xyz"]


async def test_slow_data_are_not_given_up(
    client: AtClient, peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as bytes come, a message is awaited."""
    monkeypatch.setattr(protocol, "_STALLED", 0.2)
    data, damage = heard_by(client)

    peer.say(b"\r\n+IPD,0,8:")
    for byte in b"abcdefgh":
        await asyncio.sleep(0.06)
        peer.say(bytes([byte]))
    peer.say(b"\r\n")
    await until(lambda: bool(data))

    assert data[0].data == b"abcdefgh"
    assert not damage


async def test_firmware_1_need_not_end_the_line(
    client: AtClient, peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has seen what it prints behind data: whole data are taken either way."""
    monkeypatch.setattr(protocol, "_STALLED", 0.05)
    data, damage = heard_by(client)
    client.adapt((1, 1, 0))

    peer.say(b"\r\n+IPD,0,4:abcd0,CLOSED\r\n")
    await until(lambda: len(data) == 1)
    peer.say(b"\r\n+IPD,0,4:efgh")
    await until(lambda: len(data) == 2)

    assert [urc.data for urc in data] == [b"abcd", b"efgh"]
    assert not damage


async def test_damage_in_a_response_ends_its_command(
    client: AtClient, peer: Peer
) -> None:
    """Fetched data that lack a byte are an error, and the next command works."""
    await client.execute(tcpip.ShowSender(enabled=True))
    peer.answers[b"AT+CIPRECVDATA=0,100"] = (
        b'+CIPRECVDATA:4,"10.0.2.2",80,abc\r\nOK\r\n'
    )

    with pytest.raises(InvalidResponse):
        await client.execute(tcpip.FetchData(link_id=0, length=100))

    await client.execute(basic.Attention())


@pytest.mark.parametrize("shown", [True, False])
async def test_the_sender_stands_where_it_was_asked_for(
    client: AtClient, peer: Peer, shown: bool
) -> None:
    """Data that look like an address are data unless addresses are shown."""
    await client.execute(tcpip.ShowSender(enabled=shown))
    address = b'"10.0.2.2",80,'
    length = 3 if shown else 3 + len(address)
    peer.answers[b"AT+CIPRECVDATA=0,100"] = (
        b"+CIPRECVDATA:%d," % length + address + b"abc\r\nOK\r\n"
    )

    found = await client.execute(tcpip.FetchData(link_id=0, length=100))

    assert found.data == (b"abc" if shown else address + b"abc")
    assert found.remote_port == (80 if shown else None)


async def test_an_unknown_line_is_told(client: AtClient, peer: Peer) -> None:
    """It may be the rest of something whose head was lost."""
    _, damage = heard_by(client)

    peer.say(b"XIPD,0,3:abc\r\n")
    await until(lambda: bool(damage))

    assert client.counters.unknown_lines == 1


async def test_a_throttled_line_still_carries_commands(
    client: AtClient, peer: Peer
) -> None:
    """While readers are behind, nothing is read but for commands."""
    data, _ = heard_by(client)
    client.throttle(throttled=True)

    peer.say(b"\r\n+IPD,0,3:abc\r\n")
    await asyncio.sleep(0.1)
    held_back = list(data)
    await client.execute(basic.Attention())
    taken = [urc.data for urc in data]
    peer.say(b"\r\n+IPD,0,3:def\r\n")
    await asyncio.sleep(0.1)
    still = len(data)
    client.throttle(throttled=False)
    await until(lambda: len(data) == 2)

    assert (held_back, taken, still) == ([], [b"abc"], 1)


@pytest.mark.parametrize("cut", [0, 1, 20, 28, 29, 30, 31, 40])
async def test_two_lost_bytes_are_seen_by_what_follows(
    client: AtClient, peer: Peer, cut: int
) -> None:
    """The line end behind the data must not stand in for what was lost of them."""
    data, damage = heard_by(client)
    said = b"\r\n+IPD,0,9:abcdefg\r\n\r\n+IPD,0,3:xyz\r\n"

    peer.say(said[:cut])
    await asyncio.sleep(0.02)
    peer.say(said[cut:])
    await until(lambda: bool(data) and data[-1].data == b"xyz")

    assert damage


@pytest.mark.parametrize(
    "behind", [b"\r\n+IPD,0,3:xyz\r\n", b"0,CLOSED\r\n", OK, b"\r\nbusy p...\r\n", b""]
)
async def test_data_that_end_in_a_line_end_are_whole(
    client: AtClient, peer: Peer, behind: bytes
) -> None:
    """Whatever follows, text of whole lines is taken for what it is."""
    data, damage = heard_by(client)

    for _ in range(3):
        peer.say(b"\r\n+IPD,0,9:abcdefg\r\n\r\n" + behind)
        await asyncio.sleep(0.02)

    assert [urc.data for urc in data if urc.data != b"xyz"] == [b"abcdefg\r\n"] * 3
    assert not damage


async def test_fetched_data_that_end_in_a_line_end_are_whole(
    client: AtClient, peer: Peer
) -> None:
    """The line end behind fetched data is that of their OK."""
    _, damage = heard_by(client)
    peer.answers[b"AT+CIPRECVDATA=0,100"] = b"+CIPRECVDATA:7,hello\r\n" + OK

    found = await client.execute(tcpip.FetchData(link_id=0, length=100))

    assert found.data == b"hello\r\n"
    assert not damage


async def test_firmware_1_that_ends_lines_is_held_to_it(
    client: AtClient, peer: Peer
) -> None:
    """Once its data were seen to be followed by a line end, they must be."""
    data, damage = heard_by(client)
    client.adapt((1, 1, 0))

    peer.say(b"\r\n+IPD,0,4:abcd\r\n")
    peer.say(b"\r\n+IPD,0,4:efg\r\n")
    await until(lambda: bool(damage))

    assert [urc.data for urc in data] == [b"abcd"]


async def test_an_answer_behind_data_is_waited_for(
    client: AtClient, peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a slow line data may stand in front of an answer for longer than its time."""
    monkeypatch.setattr(basic.Attention, "timeout", 0.2)
    data, _ = heard_by(client)
    peer.answers[b"AT"] = b""
    attention = asyncio.create_task(client.execute(basic.Attention()))

    for _ in range(5):
        await asyncio.sleep(0.1)
        peer.say(b"\r\n+IPD,0,3:abc\r\n")
    peer.say(OK)
    await attention

    assert len(data) == 5
