"""The least that a host can do to send over a link of firmware before 2.3.

Such a module takes 2048 bytes a command, and wants a pause behind its prompt.
"""

import asyncio
from typing import override

from script.lib.bench.bare import BareHost

PORTION = 2048
PAUSE = 0.001
"""In seconds; see docs/decisions.md."""

COMMAND = b"AT+CIPSEND=4,%d\r\n" % PORTION
PROMPT = b"\r\nOK\r\n\r\n>"
RESULT = b"\r\nRecv %d bytes\r\n\r\nSEND OK\r\n" % PORTION
OVERHEAD = len(COMMAND + PROMPT + RESULT)
"""Bytes that go over the line for each portion."""


def share_possible(bytes_a_second: float) -> float:
    """Return what percentage of the line a host that takes no time could use."""
    seconds = (PORTION + OVERHEAD) / bytes_a_second + PAUSE
    return PORTION / bytes_a_second / seconds * 100


class PortionSender(BareHost):
    """Sends portions, one command after the other, and looks at nothing else."""

    @override
    def data_received(self, data: bytes) -> None:
        if data.endswith(b">"):
            loop = asyncio.get_running_loop()
            loop.call_later(PAUSE, self.transport.write, bytes(PORTION))
        elif data.endswith(b"SEND OK\r\n"):
            self.done()

    async def send(self, size: int) -> None:
        """Send that many bytes, or a little more."""
        for _ in range(0, size, PORTION):
            done = self.expect()
            self.transport.write(COMMAND)
            await done
