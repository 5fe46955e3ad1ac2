"""What every bare serialx user of a measurement begins with."""

import asyncio
from typing import cast, override


class BareHost(asyncio.Protocol):
    """Knows what to write to, and waits for one thing at a time."""

    def __init__(self) -> None:
        """Wait for nothing yet."""
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[None] | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    @property
    def transport(self) -> asyncio.Transport:
        """Return what to write to; raise ConnectionError before it is there."""
        if self._transport is None:
            raise ConnectionError("not connected")
        return self._transport

    def expect(self) -> asyncio.Future[None]:
        """Return what ``done`` ends."""
        self._waiting = asyncio.get_running_loop().create_future()
        return self._waiting

    def done(self) -> None:
        """End what is waited for, if anything is."""
        if self._waiting is not None:
            self._waiting.set_result(None)
            self._waiting = None
