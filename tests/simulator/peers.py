"""Who the module talked to in the recorded sessions, as real programs.

The recordings were made with servers at 10.0.2.2, which is where the emulator put its
own machine. Each test process has a loopback address of its own for all of them.
"""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
import os
from typing import Any

from esp_at_simulator import Internet
from esp_at_simulator.neighbours import (
    ControlNeighbour,
    EchoNeighbour,
    PushNeighbour,
    secure_echo,
)

from .http_peer import SHOWN as HTTP, http_peer

MACHINE = "10.0.2.2"
"""How the module called the machine of the recordings."""

DEAD = "10.0.2.99"
NAME = "host.test"


def own_address() -> str:
    """Return a loopback address that no other process uses."""
    number = os.getpid()
    return f"127.{1 + (number >> 16) % 254}.{number >> 8 & 255}.{number & 255 or 1}"


@asynccontextmanager
async def recorded_peers(internet: Internet) -> AsyncIterator[None]:
    """Run the servers of the recordings."""
    internet.bind_address = internet.routes[MACHINE] = own_address()
    internet.names[NAME] = MACHINE
    internet.silent.add(DEAD)
    async with AsyncExitStack() as stack:
        for peer in (
            EchoNeighbour(internet, (MACHINE, 9001)),
            PushNeighbour(internet, (MACHINE, 9002)),
            EchoNeighbour(internet, (MACHINE, 9003)),
            ControlNeighbour(internet, (MACHINE, 9005)),
            secure_echo(internet, (MACHINE, 9443)),
        ):
            await stack.enter_async_context(peer)
        internet.add_service(HTTP, await stack.enter_async_context(http_peer()))
        yield


# When clients of the module's server did something, in the sessions that had some
_CLIENTS = {
    "2.0.0_server": (
        *((13.88, "connect", "a"), (14.40, "send", "a")),
        *((15.69, "connect", "b"), (15.70, "connect", "c"), (18.70, "close", "c")),
        (20.75, "close", "b"),
        *((23.36, "connect", "d"), (24.85, "close", "d")),
        (26.97, "connect", "e"),
        (35.23, "connect", "f"),
    ),
    "3.4.0_server": (
        *((15.18, "connect", "a"), (15.70, "send", "a")),
        *((17.02, "connect", "b"), (17.03, "connect", "c"), (20.03, "close", "c")),
        (22.09, "close", "b"),
        *((24.74, "connect", "d"), (26.22, "close", "d")),
        (28.51, "connect", "e"),
        (36.72, "connect", "f"),
        (39.66, "connect", "g"),
    ),
}
_PORTS = {"g": 8080}
DEFAULT_PORT = 333
SENT = b"from a\r\n"


@dataclass
class Clients:
    """The clients of the module's server in one session."""

    name: str
    internet: Internet
    writers: dict[str, asyncio.StreamWriter] = field(default_factory=dict)

    def moments(self) -> tuple[tuple[float, Coroutine[Any, Any, None]], ...]:
        """Return when which client does what."""
        return tuple(
            (time, self._act(action, who))
            for time, action, who in _CLIENTS.get(self.name, ())
        )

    def close(self) -> None:
        """End what is left of them."""
        for writer in self.writers.values():
            writer.close()

    async def _act(self, action: str, who: str) -> None:
        if action == "connect":
            own = self.internet.bind_address
            port = self.internet.local_port(_PORTS.get(who, DEFAULT_PORT))
            _, self.writers[who] = await asyncio.open_connection(
                own, port, local_addr=(own, 0)
            )
        elif action == "send":
            self.writers[who].write(SENT)
        else:
            with suppress(OSError):
                self.writers.pop(who).close()
