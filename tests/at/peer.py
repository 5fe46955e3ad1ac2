"""The other end of a pty that says exactly what a test tells it to."""

import asyncio
from collections.abc import Callable
import os
import pty
import tty
from typing import Self

type Answer = bytes | Callable[[Peer], None]

OK = b"\r\nOK\r\n"


class Peer:
    """Answers each line with what stands for it in ``answers``, and keeps all it got."""

    def __init__(self, answers: dict[bytes, Answer] | None = None) -> None:
        """Take what to say to which line; anything else is answered with OK."""
        self.answers: dict[bytes, Answer] = answers or {}
        self.lines: list[bytes] = []
        self.data = b""
        self.taking = 0
        """How many bytes are taken as data of a command, not as lines."""
        self.after_data = b"\r\nSEND OK\r\n"
        self.silent = False
        self.said = 0
        """How many bytes were sent to the host."""
        self._buffer = b""
        self._ours, self._theirs = pty.openpty()
        tty.setraw(self._ours)
        tty.setraw(self._theirs)
        self.path = os.ttyname(self._theirs)

    def __enter__(self) -> Self:
        """Listen."""
        asyncio.get_running_loop().add_reader(self._ours, self._read)
        return self

    def __exit__(self, *_: object) -> None:
        """Unplug."""
        self.unplug()

    def unplug(self) -> None:
        """Take the port away."""
        if self._ours >= 0:
            asyncio.get_running_loop().remove_reader(self._ours)
            os.close(self._ours)
            os.close(self._theirs)
            self._ours = -1

    def say(self, data: bytes) -> None:
        """Send bytes to the host."""
        self.said += len(data)
        os.write(self._ours, data)

    def ask_for_data(self, size: int) -> None:
        """Ask for the data of a command, as CIPSEND does."""
        self.say(b"\r\nOK\r\n\r\n>")
        self.taking = size

    def _read(self) -> None:
        self._buffer += os.read(self._ours, 65536)
        while self._buffer:
            if self.taking:
                if self._buffer == b"+++":
                    self._buffer, self.taking = b"", 0
                    self.say(b"\r\nSEND Canceled\r\n")
                    return
                taken = self._buffer[: self.taking]
                self._buffer = self._buffer[len(taken) :]
                self.data += taken
                self.taking -= len(taken)
                if not self.taking and not self.silent:
                    self.say(self.after_data)
                continue
            line, end, rest = self._buffer.partition(b"\r\n")
            if not end:
                return
            self._buffer = rest
            self._take(line)

    def _take(self, line: bytes) -> None:
        self.lines.append(line)
        answer = self.answers.get(line, OK)
        if self.silent:
            return
        if isinstance(answer, bytes):
            self.say(answer)
        else:
            answer(self)
