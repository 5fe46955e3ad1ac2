"""A hundred megabytes over the line: memory stays bounded and commands get through."""

import asyncio
from pathlib import Path

from custom_components.esp_at.at.client import AtClient
from custom_components.esp_at.at.commands import basic
from custom_components.esp_at.at.commands.tcpip import DataReceived

from ..at.peer import Peer
from . import rounds

MESSAGE = bytes(range(256)) * 4
PACKET = b"\r\n+IPD,0,%d:%b\r\n" % (len(MESSAGE), MESSAGE)
PACKETS_AT_ONCE = 16
MEGABYTE = 1024 * 1024
MOST_GROWTH = 8 * MEGABYTE


def memory() -> int:
    """Return the resident memory of this process in bytes."""
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * 4096


async def test_a_stream_of_data() -> None:
    """Every message arrives whole and in order, and each command is answered."""
    wanted = rounds(1, 100) * MEGABYTE
    received = 0

    def take(packet: DataReceived) -> None:
        nonlocal received
        assert packet.data == MESSAGE
        received += len(packet.data)

    with Peer() as peer:
        client = AtClient()
        await client.open(peer.path, baudrate=115200)
        client.admit()
        client.subscribe(DataReceived, take)
        sent, before = 0, memory()
        while sent < wanted:
            await asyncio.to_thread(peer.say, PACKET * PACKETS_AT_ONCE)
            sent += len(MESSAGE) * PACKETS_AT_ONCE
            await client.execute(basic.Attention(), timeout=10)
        assert received == sent
        assert client.counters.unknown_lines == 0
        assert memory() - before < MOST_GROWTH
        await client.close()
