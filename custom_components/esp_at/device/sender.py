"""Send data whole, or say how much went."""

from collections.abc import Callable

from ..at.commands import tcpip
from ..at.errors import (
    CommandError,
    CommandFailed,
    InvalidParameter,
    TransportError,
)
from .errors import SendFailed, SocketClosed
from .feature import DeviceLink
from .socket import Socket
from .socket_types import Remote, SocketKind

LARGEST_DATAGRAM = 1472
"""Bytes that go over any network in one piece."""
_TAKES_MORE = "2.3"
_PORTION, _OLD_PORTION = 8192, 2048
# Alone, the module takes it for the wish to send nothing
_ESCAPE, _SPELLED_ESCAPE = b"+++", rb"\+++\0"


class Sender:
    """Cuts data into portions that the module takes; a link's are sent in order."""

    def __init__(self, link: DeviceLink, *, on_torn: Callable[[Socket], None]) -> None:
        """Take whom to tell when nobody knows what the other end got."""
        self._link, self._on_torn = link, on_torn

    async def send(self, socket: Socket, data: bytes, *, to: Remote | None) -> None:
        """Send data; raise InvalidParameter, or what ends it.

        That is SendFailed once something went, otherwise SocketClosed or
        TransportError, too.
        """
        portions = self._portions(socket, data, to)
        if portions:
            self._link.client.check(portions[0])
        async with socket.sending:
            sent = 0
            for portion in portions:
                try:
                    socket.require_open()
                    await self._send(socket, portion, sent=sent, total=len(data))
                except (SocketClosed, TransportError) as err:
                    if sent:
                        raise SendFailed(sent, len(data)) from err
                    raise
                sent += len(portion.data)
                socket.bytes_out += len(portion.data)

    def _portions(
        self, socket: Socket, data: bytes, to: Remote | None
    ) -> list[tcpip.Send]:
        size = _PORTION if self._link.firmware.has(_TAKES_MORE) else _OLD_PORTION
        if socket.kind is SocketKind.UDP:
            if len(data) > LARGEST_DATAGRAM:
                limit = str(LARGEST_DATAGRAM)
                raise InvalidParameter("data", "length", minimum="1", maximum=limit)
        elif to is not None:
            raise InvalidParameter("to", "choice")
        return [
            tcpip.Send(
                link_id=socket.link_id,
                data=data[start : start + size],
                host=to.host if to else None,
                port=to.port if to else None,
            )
            for start in range(0, max(len(data), 1), size)
        ]

    async def _send(
        self, socket: Socket, command: tcpip.Send, *, sent: int, total: int
    ) -> None:
        try:
            taken = await self._link.client.execute(
                _spelled(command), on_turn=socket.require_open
            )
        except CommandFailed as err:  # the module says that it did not go
            raise SendFailed(sent, total) from err
        except CommandError as err:
            self._on_torn(socket)
            raise SendFailed(sent, total) from err
        if taken.length != len(command.data):  # a digit of it was lost on the line
            self._on_torn(socket)
            raise SendFailed(sent, total)


def _spelled(command: tcpip.Send) -> tcpip.Send | tcpip.SendEscaped:
    """Return the command that sends data as they are, even what means an end."""
    if command.data != _ESCAPE:
        return command
    return tcpip.SendEscaped(
        link_id=command.link_id,
        data=_SPELLED_ESCAPE,
        host=command.host,
        port=command.port,
    )
