"""What the tests of kept connections share."""

from custom_components.esp_at.device.connections import (
    KeptConnection,
    Message,
    MessageFraming,
    TcpClient,
)

from .helpers import until
from .peers import TcpPeer

AS_IT_COMES = MessageFraming()
LINES = MessageFraming(delimiter=b"\n")


def client(peer: TcpPeer) -> TcpClient:
    """Return where a peer is."""
    return TcpClient(host="127.0.0.1", port=peer.port)


def listen(kept: KeptConnection) -> list[Message]:
    """Return the list to which messages are added."""
    messages: list[Message] = []
    kept.subscribe_messages(messages.append)
    return messages


async def connects(kept: KeptConnection, seconds: float = 10) -> None:
    """Wait until it is connected."""
    await until(lambda: kept.state.connected, seconds)
