"""What the long runs over links share: data, the other ends, and a device."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random

from custom_components.esp_at.device.device import EspAtDevice, PortSettings
from custom_components.esp_at.device.socket import Socket
from custom_components.esp_at.device.socket_types import SocketKind, Target
from esp_at_simulator.module import SimulatedModule

from ..conftest import HOME, PASSWORD
from ..device.helpers import quiet

LOOKALIKES = (
    *(b"OK", b"\r\nOK\r\n", b"ERROR", b"\r\nERROR\r\n", b">", b"\r\n>", b"SEND OK"),
    *(b"+IPD,0,5:hello", b"\r\n+IPD,1,4\r\n", b"+CIPRECVDATA:3,abc", b"0,CLOSED\r\n"),
    *(b"\r\n", b"\r", b"\n", b"\0", b"\0\0\0", b"+++", b"ready\r\n", b"busy p...\r\n"),
    *(b"Recv 5 bytes\r\n", b'"10.0.2.2",80,', b"AT+RST\r\n", b"\xff\xfe", b"1", b","),
)
BODY = 99_991
"""A prime, so that no lost portion leaves the rest in step."""
COUNTER = 8
BLOCK = BODY + COUNTER


class Stream:
    """Bytes without an end that look like all that a module says."""

    def __init__(self, seed: int) -> None:
        """Make a body that no other seed has."""
        random = Random(seed)
        pieces: list[bytes] = []
        size = 0
        while size < BODY:
            piece = random.choice((*LOOKALIKES, random.randbytes(random.randint(1, 9))))
            pieces.append(piece)
            size += len(piece)
        self._body = b"".join(pieces)[:BODY]

    def read(self, start: int, size: int) -> bytes:
        """Return what stands at a place."""
        first, offset = divmod(start, BLOCK)
        last = (start + size) // BLOCK
        blocks = (b"%08d" % index + self._body for index in range(first, last + 1))
        return b"".join(blocks)[offset : offset + size]


@asynccontextmanager
async def connected_device(
    profile: str, baudrate: int | None = None
) -> AsyncIterator[tuple[EspAtDevice, SimulatedModule]]:
    """Give a device whose module is on a network; a rate paces the line."""
    module = SimulatedModule(
        profile,
        time_scale=0.01,
        families=("all",),
        baudrate=baudrate or 115200,
        paced=baudrate is not None,
    )
    module.surroundings.add_access_point(HOME, password=PASSWORD)
    async with module.on_pty() as path:
        device = EspAtDevice(PortSettings(url=path, baudrate=baudrate or 115200))
        await device.connect()
        await device.wifi.join(HOME, PASSWORD)
        await quiet(device)
        try:
            yield device, module
        finally:
            await device.close()


async def connect(device: EspAtDevice, port: int) -> Socket:
    """Connect to a program on this machine."""
    target = Target(kind=SocketKind.TCP, host="127.0.0.1", port=port)
    return await device.sockets.open(target)


class Echoed:
    """Sends a stream over a link to a peer that echoes it, and compares what comes.

    ``in_flight`` is how much is under way at most; ``pause`` how long the reader now
    and then does not read.
    """

    def __init__(
        self, socket: Socket, seed: int, *, in_flight: int, pause: float
    ) -> None:
        """Begin."""
        self._socket, self._stream = socket, Stream(seed)
        self._in_flight, self._pause = in_flight, pause
        self._random = Random(seed)
        self._progress = asyncio.Event()
        self.sent = self.received = self.most_queued = 0

    async def run(self, size: int) -> None:
        """Send so much, and receive the same."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._send(size))
            group.create_task(self._receive(size))

    async def _send(self, size: int) -> None:
        while self.sent < size:
            step = min(self._random.randint(1, self._in_flight), size - self.sent)
            while self.sent + step - self.received > self._in_flight:
                self._progress.clear()
                await self._progress.wait()
            await self._socket.send(self._stream.read(self.sent, step))
            self.sent += step

    async def _receive(self, size: int) -> None:
        while self.received < size:
            self.most_queued = max(self.most_queued, self._socket.queued)
            data = (await self._socket.receive()).data
            wanted = self._stream.read(self.received, len(data))
            assert data == wanted, f"other bytes from {self.received} on"
            self.received += len(data)
            self._progress.set()
            if self._pause and not self._random.randrange(50):
                await asyncio.sleep(self._pause)
