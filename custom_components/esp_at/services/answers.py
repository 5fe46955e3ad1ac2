"""How actions wait for an answer, and how they tell it."""

import asyncio
from typing import Any

from .. import values
from ..device.connections import Answer, KeptConnection, Message
from ..device.device import EspAtDevice
from ..device.socket_types import Remote
from .action import invalid

DEFAULT_TIMEOUT = 10.0


def kept_connection(device: EspAtDevice, key: str) -> KeptConnection:
    """Return a connection that is kept; raise where it is not set up."""
    kept = device.connections.kept.get(key)
    if kept is None:
        raise invalid("connection_not_kept")
    return kept


async def exchange(
    kept: KeptConnection,
    data: bytes,
    timeout: float | None,
    *,
    to: Remote | None = None,
) -> Answer | None:
    """Send over a kept connection; its next message within a time is the answer.

    ``timeout`` is in seconds; without one nothing is waited for. Where ``to`` is given,
    only that peer answers.
    """
    if timeout is None:
        await kept.send(data, to=to)
        return None

    came: asyncio.Future[Message] = asyncio.get_running_loop().create_future()

    def take(message: Message) -> None:
        """Take the first message, of the peer if there is one."""
        if not came.done() and to in {None, message.remote}:
            came.set_result(message)

    stop = kept.subscribe_messages(take)
    try:
        await kept.send(data, to=to)
        await asyncio.wait([came], timeout=timeout)
    finally:
        stop()
    if not came.done():
        return Answer(data=b"", complete=False)
    message = came.result()
    return Answer(data=message.data, remote=message.remote, complete=True)


def time_limit(name: str, seconds: float | None) -> float:
    """Return how long to wait for an answer, in seconds; raise InvalidParameter."""
    if seconds is None:
        return DEFAULT_TIMEOUT
    values.within(name, seconds, minimum=0.1, maximum=600, unit="s")
    return seconds


def told(answer: Answer | None) -> dict[str, Any] | None:
    """Return an answer as a response holds it."""
    if answer is None:
        return None
    return {
        **values.spellings(answer.data),
        "complete": answer.complete,
        **told_remote(answer.remote),
    }


def told_remote(remote: Remote | None) -> dict[str, Any]:
    """Return the other end as a response holds it."""
    return {
        "remote_address": remote.host if remote else None,
        "remote_port": remote.port if remote else None,
    }
