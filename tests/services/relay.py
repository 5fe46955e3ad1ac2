"""A program in the module's network, that actions talk to."""

import asyncio
from typing import override

from esp_at_simulator.internet import Internet, Peer
from esp_at_simulator.neighbours import Neighbour

WHERE: Peer = ("192.168.1.30", 4000)
NAME = "relay.lan"
PAUSE = 0.05
"""Between two parts of an answer, in seconds."""


class Relay(Neighbour):
    """Keeps what it hears, and answers everything with the same parts."""

    def __init__(self, internet: Internet, *parts: bytes) -> None:
        """Prepare, with the parts of the answer."""
        super().__init__(internet, WHERE, name=NAME)
        self.parts = parts
        self.heard = bytearray()
        self.connected = 0
        self._writer: asyncio.StreamWriter | None = None

    def say(self, data: bytes) -> None:
        """Send something unasked for to who connected last."""
        assert self._writer is not None
        self._writer.write(data)

    def hang_up(self) -> None:
        """Close the connection of who connected last."""
        assert self._writer is not None
        self._writer.close()

    @override
    async def serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._writer = writer
        self.connected += 1
        try:
            while data := await reader.read(65536):
                self.heard += data
                for part in self.parts:
                    writer.write(part)
                    await asyncio.sleep(PAUSE)
        finally:
            self.connected -= 1

    @override
    def answer(self, data: bytes) -> bytes | None:
        self.heard += data
        return b"".join(self.parts) or None
