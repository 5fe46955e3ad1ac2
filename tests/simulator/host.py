"""A plain AT host: raw bytes on a pty or a socket, and nothing clever."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
import os
import termios
import tty
from typing import Self

LONGEST_WAIT = 5.0
SENT = b"\r\nSEND OK\r\n"


class Host:
    """The host's end of the line; ``received`` is what nobody asked for yet."""

    def __init__(self, fd: int) -> None:
        """Take an open file descriptor and read whatever comes."""
        self._fd = fd
        self.received = bytearray()
        self._more = asyncio.Event()
        self.hung_up = False
        os.set_blocking(fd, False)
        asyncio.get_running_loop().add_reader(fd, self._readable)

    @classmethod
    @asynccontextmanager
    async def on(cls, path: str, *, baudrate: int | None = None) -> AsyncIterator[Self]:
        """Open a pty as a serial program does."""
        fd = os.open(path, os.O_RDWR | os.O_NOCTTY)
        tty.setraw(fd, termios.TCSANOW)
        host = cls(fd)
        if baudrate is not None:
            host.set_rate(baudrate)
        try:
            yield host
        finally:
            host.close()

    def close(self) -> None:
        """Close the line."""
        if self._fd >= 0:
            asyncio.get_running_loop().remove_reader(self._fd)
            os.close(self._fd)
            self._fd = -1

    def set_rate(self, baudrate: int) -> None:
        """Set the line rate."""
        attributes = termios.tcgetattr(self._fd)
        attributes[4] = attributes[5] = getattr(termios, f"B{baudrate}")
        termios.tcsetattr(self._fd, termios.TCSANOW, attributes)

    def send(self, data: bytes) -> None:
        """Send what the line takes at once."""
        os.write(self._fd, data)

    async def send_all(self, data: bytes) -> None:
        """Send more than the line takes at once."""
        while data:
            with suppress(BlockingIOError):
                data = data[os.write(self._fd, data) :]
            await asyncio.sleep(0)

    async def until(self, end: bytes, *, within: float = LONGEST_WAIT) -> bytes:
        """Return everything up to and with ``end``."""
        async with asyncio.timeout(within):
            while (found := self.received.find(end)) < 0:
                self._more.clear()
                await self._more.wait()
        length = found + len(end)
        data = bytes(self.received[:length])
        del self.received[:length]
        return data

    async def command(self, line: str, *, end: bytes = b"\r\nOK\r\n") -> bytes:
        """Send a line; return what came up to its end."""
        self.send(f"{line}\r\n".encode())
        return await self.until(end)

    async def exactly(self, count: int, *, within: float = LONGEST_WAIT) -> bytes:
        """Return the next bytes."""
        async with asyncio.timeout(within):
            while len(self.received) < count:
                self._more.clear()
                await self._more.wait()
        data = bytes(self.received[:count])
        del self.received[:count]
        return data

    async def payload(self, line: str, data: bytes, *, end: bytes = SENT) -> bytes:
        """Send a line and, behind its prompt, data; return what came up to the end."""
        await self.command(line, end=b"\r\nOK\r\n\r\n>")
        await self.send_all(data)
        return await self.until(end)

    def stop_reading(self) -> None:
        """Leave everything on the line."""
        asyncio.get_running_loop().remove_reader(self._fd)

    def go_on_reading(self) -> None:
        """Read again."""
        asyncio.get_running_loop().add_reader(self._fd, self._readable)

    async def quiet(self, seconds: float = 0.05) -> bytes:
        """Let a time pass; return and forget what came."""
        await asyncio.sleep(seconds)
        data = bytes(self.received)
        self.received.clear()
        return data

    async def hang_up(self) -> None:
        """Wait until the line is gone."""
        async with asyncio.timeout(LONGEST_WAIT):
            while not self.hung_up:
                self._more.clear()
                await self._more.wait()

    def _readable(self) -> None:
        data = b""
        with suppress(BlockingIOError, OSError):
            data = os.read(self._fd, 65536)
        if not data:
            self.hung_up = True
            asyncio.get_running_loop().remove_reader(self._fd)
        self.received += data
        self._more.set()
