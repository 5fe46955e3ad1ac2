"""A serial line as a pseudo-terminal."""

import asyncio
from contextlib import suppress
import errno
import fcntl
import os
from pathlib import Path
import pty
import struct
import termios
import tty
from typing import override

from .port import MOST_WAITING, Port

# Linux: TCGETS2 and TCSETS2, which also know rates that have no B constant
_TCGETS2, _TCSETS2 = 0x802C542A, 0x402C542B
_TERMIOS2 = struct.Struct("=4I20s2I")
_CBAUD, _BOTHER = 0o10017, 0o10000
_RATES = {
    value: int(name[1:])
    for name, value in vars(termios).items()
    if name[0] == "B" and name[1:].isdecimal()
}


class PtyPort(Port):
    """A pseudo-terminal; ``link`` is a symbolic link to keep pointing at it."""

    def __init__(
        self,
        *,
        link: Path | None = None,
        baudrate: int | None = None,
        paced: bool = False,
        seed: int = 0,
    ) -> None:
        """Remember the link; the terminal comes with open."""
        super().__init__(baudrate=baudrate, paced=paced, seed=seed)
        self.link = link
        self._master = self._slave = -1
        self._path = ""
        self._unsent = bytearray()

    @property
    @override
    def address(self) -> str:
        return str(self.link) if self.link else self._path

    @property
    def is_open(self) -> bool:
        """Return whether the terminal exists."""
        return self._master >= 0

    @override
    def open(self) -> None:
        if self.is_open:
            return
        self._master, self._slave = pty.openpty()
        os.set_blocking(self._master, False)
        tty.setraw(self._slave)
        if self.baudrate is not None:
            self._set_rate(self.baudrate)
        self._path = os.ttyname(self._slave)
        if self.link is not None:
            self._point_link()
        self._set_reading(reading=True)

    @override
    def close(self) -> None:
        """Take the terminal away, as when the adapter is pulled out."""
        super().close()
        if not self.is_open:
            return
        loop = asyncio.get_running_loop()
        loop.remove_reader(self._master)
        loop.remove_writer(self._master)
        os.close(self._slave)
        os.close(self._master)
        self._master = self._slave = -1
        if self.link is not None and self._is_ours(self.link):
            self.link.unlink()

    @override
    def host_baudrate(self) -> int | None:
        if not self.is_open:
            return None
        with suppress(OSError):
            blank = bytes(_TERMIOS2.size)
            return int(_TERMIOS2.unpack(fcntl.ioctl(self._slave, _TCGETS2, blank))[-1])
        with suppress(termios.error):
            return _RATES.get(termios.tcgetattr(self._slave)[5])
        return None

    @property
    @override
    def waiting(self) -> int:
        return super().waiting + len(self._unsent)

    @override
    def discard(self) -> None:
        self._unsent.clear()
        super().discard()

    @override
    def _transmit(self, data: bytes) -> None:
        if not self.is_open or len(self._unsent) > MOST_WAITING:
            return  # nobody reads: a UART would have lost them too
        if self._unsent:
            self._unsent += data
            self._waiting_changed()
        elif rest := data[self._write(data) :]:
            self._unsent += rest
            self._waiting_changed()
            loop = asyncio.get_running_loop()
            loop.add_writer(self._master, self._writable)

    def _write(self, data: bytes | memoryview) -> int:
        """Return how many bytes the terminal took."""
        sent = 0
        view = memoryview(data)
        try:
            while sent < len(view):
                sent += os.write(self._master, view[sent:])
        except BlockingIOError:
            pass
        except OSError as err:
            if err.errno != errno.EIO:
                raise
            return len(view)
        return sent

    def _writable(self) -> None:
        with memoryview(self._unsent) as view:
            sent = self._write(view)
        del self._unsent[:sent]
        if not self._unsent:
            asyncio.get_running_loop().remove_writer(self._master)
        self._waiting_changed()

    @override
    def _set_reading(self, *, reading: bool) -> None:
        if not self.is_open:
            return
        loop = asyncio.get_running_loop()
        if reading and not self._holders:
            loop.add_reader(self._master, self._readable)
        else:
            loop.remove_reader(self._master)

    def _set_rate(self, baudrate: int) -> None:
        """Start at the module's rate, for hosts that never set one."""
        with suppress(OSError):
            settings = fcntl.ioctl(self._slave, _TCGETS2, bytes(_TERMIOS2.size))
            *modes, local, rest, _, _ = _TERMIOS2.unpack(settings)
            modes[2] = modes[2] & ~_CBAUD | _BOTHER
            changed = _TERMIOS2.pack(*modes, local, rest, baudrate, baudrate)
            fcntl.ioctl(self._slave, _TCSETS2, changed)

    def _point_link(self) -> None:
        assert self.link is not None
        if self.link.exists(follow_symlinks=False) and not self.link.is_symlink():
            raise FileExistsError(f"{self.link} is there already, and no link")
        fresh = self.link.with_name(f".{self.link.name}.{os.getpid()}")
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(self._path)
        fresh.replace(self.link)

    def _is_ours(self, link: Path) -> bool:
        return link.is_symlink() and str(link.readlink()) == self._path

    def _readable(self) -> None:
        try:
            data = os.read(self._master, 65536)
        except BlockingIOError:
            return
        except OSError as err:
            if err.errno == errno.EIO:
                return
            raise
        if data:
            self._arrived(data)
