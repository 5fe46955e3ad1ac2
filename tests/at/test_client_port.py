"""The client and its port: opened, pulled, closed."""

import asyncio

import pytest

from custom_components.esp_at.at.client import AtClient
from custom_components.esp_at.at.commands import basic, wifi
from custom_components.esp_at.at.errors import (
    CannotConnect,
    CommandTimeout,
    ConnectionLost,
    PortProblem,
)

from .peer import Peer

BUSY = b"\r\nbusy p...\r\n"
ERROR = b"\r\nERROR\r\n"


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


async def test_bytes_that_are_no_line_stay_counted(
    client: AtClient, peer: Peer
) -> None:
    """What was thrown away counts on when the port is opened again."""
    peer.say(b"z" * 3000)
    await asyncio.sleep(0.05)
    peer.say(b"z" * 3000)
    await asyncio.sleep(0.05)
    counted = client.counters.dropped_bytes
    await client.open(peer.path, baudrate=115200)

    assert client.counters.dropped_bytes == counted > 0


async def test_unknown_lines_are_counted(client: AtClient, peer: Peer) -> None:
    """A line that is nobody's is counted, so that lost bytes show."""
    peer.say(b"WIFI GOT\r\n")
    await client.execute(basic.Attention())

    assert client.counters.unknown_lines == 1


async def test_a_port_that_is_lost_while_the_line_is_recovered(
    client: AtClient, peer: Peer
) -> None:
    """The recovery ends at once, and leaves the port that is opened next alone."""
    peer.silent = True
    with pytest.raises(CommandTimeout):
        await client.execute(basic.Attention(), timeout=0.1)
    caller = asyncio.create_task(client.execute(basic.Attention()))
    await asyncio.sleep(0.1)
    peer.unplug()

    async with asyncio.timeout(1):
        with pytest.raises(ConnectionLost):
            await caller
    with Peer() as returned:
        await client.open(returned.path, baudrate=115200)
        client.admit()
        await client.execute(basic.Attention())
        assert client.connected
        await client.close()
