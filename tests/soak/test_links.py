"""Megabytes over five links at once: nothing is lost, nothing mixed, memory is bounded."""

import asyncio
from contextlib import suppress
from random import Random

import pytest

from custom_components.esp_at.at.commands.tcpip import Send
from custom_components.esp_at.at.errors import EspAtError
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.errors import SendFailed, SocketClosed
from custom_components.esp_at.device.socket import LONGEST_QUEUE, Socket
from custom_components.esp_at.device.sockets import MAX_LINKS

from ..device.helpers import connected, until
from ..device.peers import Streams, echo, tcp_peer
from . import WHOLE, rounds
from .links import Echoed, Stream, connect, connected_device
from .test_stream import MEGABYTE, memory

pytestmark = pytest.mark.usefixtures("socket_enabled")

# Data that come unasked for, and data that wait until they are fetched
PROFILES = pytest.mark.parametrize("profile", ["2.0", "4.1"])
PACED = [
    (profile, baudrate, kilobytes)
    for profile in ("2.0", "4.1")
    for baudrate, kilobytes in ((115200, 1500), (921600, 10_000))
]
if not WHOLE:
    PACED = [("2.0", 921600, 40), ("4.1", 115200, 5)]
IN_FLIGHT = 20_000
PORTION = 100_000
"""What a slow reader reads before it rests."""
MOST_SECONDS = 120
MOST_QUEUED = 512 * 1024
MOST_GROWTH = 24 * MEGABYTE


async def echo_over_all(
    device: EspAtDevice, size: int, *, pause: float
) -> list[Echoed]:
    """Echo so much over all links together, and run commands in between."""
    async with tcp_peer(echo) as peer:
        sockets = [await connect(device, peer.port) for _ in range(MAX_LINKS)]
        links = [
            Echoed(socket, index, in_flight=IN_FLIGHT, pause=pause * (index % 2))
            for index, socket in enumerate(sockets)
        ]
        commands = asyncio.create_task(ask_again_and_again(device))
        async with asyncio.TaskGroup() as group:
            for link in links:
                group.create_task(link.run(size // MAX_LINKS))
        commands.cancel()
        for socket in sockets:
            await socket.close()
    return links


async def ask_again_and_again(device: EspAtDevice) -> None:
    """Run commands as a user would, while data pass."""
    while True:
        await device.system.send_command("AT+GMR")
        await asyncio.sleep(0.3)


async def look_again_and_again(device: EspAtDevice) -> None:
    """Refresh, as the integration does every minute: it finds data that wait unheard."""
    while True:
        with suppress(EspAtError):
            await device.refresh()
        await asyncio.sleep(1)


@PROFILES
async def test_echo_over_five_links(profile: str) -> None:
    """Bytes that look like the protocol itself come back as they were sent."""
    async with connected_device(profile) as (device, _):
        await echo_over_all(device, MEGABYTE // 8, pause=0)  # all that is kept, is
        before = memory()
        links = await echo_over_all(device, rounds(2, 800) * MEGABYTE // 8, pause=0.02)

        assert memory() - before < MOST_GROWTH
        assert max(link.most_queued for link in links) < MOST_QUEUED
        assert device.client.counters.resyncs == 0
        assert device.client.counters.damaged_blocks == 0


@pytest.mark.parametrize(("profile", "baudrate", "kilobytes"), PACED)
async def test_echo_at_a_pace(profile: str, baudrate: int, kilobytes: int) -> None:
    """The same on lines that are much slower than the network."""
    async with connected_device(profile, baudrate) as (device, _):
        await echo_over_all(device, kilobytes * 1024, pause=0.02)

        assert device.client.counters.resyncs == 0
        assert device.client.counters.damaged_blocks == 0


@PROFILES
async def test_a_reader_that_cannot_keep_up(profile: str) -> None:
    """A peer that never stops sending is held back; others use the line meanwhile."""
    stream, size = Stream(1), rounds(1, 50) * MEGABYTE

    async def push(streams: Streams) -> None:
        _, writer = streams
        for start in range(0, size, 65536):
            writer.write(stream.read(start, min(65536, size - start)))
            await writer.drain()

    async with connected_device(profile) as (device, _), tcp_peer(push) as peer:
        socket = await connect(device, peer.port)
        received = most_queued = command_at = 0
        while received < size:
            pause_at = received + PORTION
            while received < min(pause_at, size):
                data = (await socket.receive()).data
                assert data == stream.read(received, len(data))
                received += len(data)
            await asyncio.sleep(0.02)
            most_queued = max(most_queued, socket.queued)
            if received > command_at:  # it has to pass what waits before its answer
                await device.system.send_command("AT")
                command_at += 10 * PORTION

        # Each command lets some in that the reader did not ask for
        assert most_queued < LONGEST_QUEUE
        assert device.client.counters.resyncs == 0
        assert not socket.closed


async def received_of(socket: Socket, size: int) -> bytes:
    """Return what comes until the link ends, or so much is there."""
    received = bytearray()
    with suppress(SocketClosed):
        while len(received) < size:
            received += (await socket.receive()).data
    return bytes(received)


async def sent_of(socket: Socket, stream: Stream, size: int) -> int:
    """Send until it fails, or so much went; return how much went for sure."""
    sent, random = 0, Random(1)
    while sent < size:
        step = random.randint(1, 20_000)
        try:
            await socket.send(stream.read(sent, step))
        except SendFailed as failure:
            return sent + failure.sent
        except SocketClosed:
            return sent
        sent += step
    return sent


async def connect_again(device: EspAtDevice, port: int) -> Socket:
    """Connect once the device has found its module again; raise TimeoutError."""
    async with asyncio.timeout(MOST_SECONDS):
        while True:
            with suppress(EspAtError):
                await until(lambda: connected(device), MOST_SECONDS)
                await device.refresh()
                return await connect(device, port)
            await asyncio.sleep(0.05)


async def all_heard(heard: bytearray, size: int) -> None:
    """Wait until the other end has so much; raise TimeoutError."""
    await until(lambda: len(heard) >= size)


@pytest.fixture
def short_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait less for a module that waits for bytes that were lost."""
    monkeypatch.setattr(Send, "timeout", 2.0)


@PROFILES
@pytest.mark.usefixtures("impatient", "short_sends")
async def test_a_line_that_loses_bytes(profile: str) -> None:
    """What was received or sent without an error is what the other end has."""
    stream, size = Stream(2), MEGABYTE // 2
    heard = bytearray()

    async def push(streams: Streams) -> None:
        _, writer = streams
        writer.write(stream.read(0, size))
        await writer.drain()

    async def hear(streams: Streams) -> None:
        reader, _ = streams
        heard.clear()
        while data := await reader.read(65536):
            heard.extend(data)

    random = Random(profile)
    async with (
        connected_device(profile) as (device, module),
        tcp_peer(push) as source,
        tcp_peer(hear) as sink,
    ):
        looking = asyncio.create_task(look_again_and_again(device))
        for index in range(rounds(2, 300)):
            peer, sent = (sink if index % 2 else source), 0
            socket = await connect_again(device, peer.port)
            module.faults.drop = 10 ** -random.uniform(2, 5.5)
            async with asyncio.timeout(120):
                if peer is source:
                    received = await received_of(socket, size)
                    assert received == stream.read(0, len(received))
                else:
                    sent = await sent_of(socket, stream, size)
            module.faults.clear()
            if peer is sink:
                await all_heard(heard, sent)
                assert heard[:sent] == stream.read(0, sent)
            with suppress(EspAtError):
                await socket.close()
        looking.cancel()
        await (await connect_again(device, source.port)).close()
