"""Actions that use a connection that is kept."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.esp_at.device.connections import KeptConnection
from custom_components.esp_at.device.socket_types import Remote
from tests.common import until
from tests.ports import free_port
from tests.services.common import call
from tests.services.relay import WHERE, Relay

NAME = "Relay board"
SETTINGS = {
    "host": WHERE[0],
    "port": WHERE[1],
    "tls": False,
    "framing": "delimiter",
    "delimiter": r"\n",
    "encoding": "text",
    "ending": r"\n",
}

type Client = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@asynccontextmanager
async def client_of(port: int) -> AsyncIterator[Client]:
    """Connect to the module's server."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    yield reader, writer
    writer.close()
    await writer.wait_closed()


async def until_there(kept: KeptConnection, peers: int) -> None:
    """Wait until a server has so many peers."""
    await until(lambda: len(kept.state.peers) == peers)


def keep(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    subentry_type: str = "tcp_client",
    **settings: Any,
) -> str:
    """Add a connection as the flow does; return its id."""
    subentry = ConfigSubentry(
        data=MappingProxyType({**SETTINGS, **settings}),
        subentry_type=subentry_type,
        title=NAME,
        unique_id=None,
    )
    assert hass.config_entries.async_add_subentry(entry, subentry)
    return subentry.subentry_id


@pytest.fixture
async def kept(hass: HomeAssistant, online: MockConfigEntry, relay: Relay) -> str:
    """Return the id of a connection to the relay board, once it is there."""
    key = keep(hass, online)
    await until(lambda: relay.connected)
    connections = online.runtime_data.device.connections
    await until(lambda: connections.kept[key].state.connected)
    return key


async def test_send(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay, kept: str
) -> None:
    """Data go out as they are, by the name of the connection or by its id."""
    response = await call(
        hass, online, "socket_send", data=r"on\r", encoding="escaped", connection=NAME
    )
    assert response == {"link": None, "sent": 3, "answer": None}
    await until(lambda: relay.heard == b"on\r")
    await call(hass, online, "socket_send", data="off", connection=kept)
    await until(lambda: relay.heard == b"on\roff")
    assert relay.connected == 1


async def test_answer(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay, kept: str
) -> None:
    """The next message is the answer, cut as the connection cuts it."""
    relay.parts = (b"relay", b" on\nmore")
    response = await call(
        hass, online, "socket_send", data="?", connection=NAME, answer_timeout=5
    )
    assert response["answer"]["text"] == "relay on"
    assert response["answer"]["complete"] is True
    assert response["answer"]["remote_address"] == WHERE[0]
    assert response["answer"]["remote_port"] == WHERE[1]


async def test_no_answer(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay, kept: str
) -> None:
    """Nobody waits longer than was said."""
    relay.parts = (b"half a mess",)
    response = await call(
        hass, online, "socket_send", data="?", connection=NAME, answer_timeout=0.2
    )
    assert response["answer"]["length"] == 0
    assert response["answer"]["complete"] is False


@pytest.mark.parametrize(
    "end", [{"answer_length": 1}, {"answer_delimiter": "x"}, {"answer_silence": 1}]
)
async def test_other_end(
    hass: HomeAssistant,
    online: MockConfigEntry,
    relay: Relay,
    kept: str,
    end: dict[str, Any],
) -> None:
    """Where a message ends is up to the connection."""
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, online, "socket_send", data="?", connection=NAME, **end)
    assert caught.value.translation_key == "answer_is_one_message"
    assert not relay.heard


async def test_both(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay, kept: str
) -> None:
    """A link and a connection at once is one too many."""
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, online, "socket_send", data="?", connection=NAME, link=0)
    assert caught.value.translation_key == "target_ambiguous"


async def test_other_peer(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay, kept: str
) -> None:
    """A client has one peer."""
    with pytest.raises(ServiceValidationError) as caught:
        await call(
            hass,
            online,
            "socket_send",
            data="?",
            connection=NAME,
            host="192.168.1.99",
            port=1,
        )
    assert caught.value.translation_key == "peer_not_there"
    assert not relay.heard


async def test_one_peer_of_a_server(
    hass: HomeAssistant, online: MockConfigEntry
) -> None:
    """A server sends to one of its peers, and only that one answers."""
    number = free_port()
    server = {
        "port": number,
        "max_connections": 4,
        "idle_timeout": 0,
        "verify_client": False,
    }
    key = keep(hass, online, "server", **server)
    connections = online.runtime_data.device.connections
    await until(lambda: key in connections.kept)
    kept = connections.kept[key]
    await until(lambda: kept.state.connected)
    async with AsyncExitStack() as stack:
        clients: dict[Remote, Client] = {}
        for _ in range(2):
            client = await stack.enter_async_context(client_of(number))
            await until_there(kept, len(clients) + 1)
            (peer,) = set(kept.state.peers) - set(clients)
            clients[peer] = client
        first, second = clients
        sending = hass.async_create_task(
            call(
                hass,
                online,
                "socket_send",
                data="you",
                connection=NAME,
                host=second.host,
                port=second.port,
                answer_timeout=5,
            )
        )
        assert await clients[second][0].readexactly(3) == b"you"
        clients[first][1].write(b"not I\n")
        await until(lambda: kept.state.messages == 1)
        clients[second][1].write(b"I\nand more\n")
        response = await sending
        assert response["answer"]["text"] == "I"
        assert response["answer"]["remote_port"] == second.port
    await until(lambda: not kept.state.peers)


async def test_two_of_one_name(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay, kept: str
) -> None:
    """A name has to say which connection is meant."""
    keep(hass, online, port=WHERE[1] + 1)
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, online, "socket_send", data="?", connection=NAME)
    assert caught.value.translation_key == "connection_ambiguous"


async def test_not_connected(hass: HomeAssistant, online: MockConfigEntry) -> None:
    """Why a connection is not there is why it cannot be used."""
    key = keep(hass, online, host="127.0.0.1", port=1)
    connections = online.runtime_data.device.connections
    await until(lambda: key in connections.kept and connections.kept[key].state.error)
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, online, "socket_send", data="?", connection=NAME)
    assert caught.value.translation_key == "connect_failed"


async def test_websocket_needs_one(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay, kept: str
) -> None:
    """The options of a new WebSocket do not go with a connection that is there."""
    for fields in ({"subprotocol": "mqtt"}, {"headers": {"a": "b"}}):
        with pytest.raises(ServiceValidationError) as caught:
            await call(
                hass, online, "websocket_send", data="?", connection=NAME, **fields
            )
        assert caught.value.translation_key == "options_of_a_new_connection"
    with pytest.raises(ServiceValidationError) as caught:
        await call(
            hass, online, "websocket_send", data="?", connection=NAME, url="ws://nas"
        )
    assert caught.value.translation_key == "target_ambiguous"
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, online, "websocket_send", data="?", connection=NAME)
    assert caught.value.translation_key == "connection_is_no_websocket"
    assert not relay.heard


async def test_not_kept(hass: HomeAssistant, online: MockConfigEntry) -> None:
    """A connection whose module gave it up is not there."""
    key = keep(hass, online)
    device = online.runtime_data.device
    await until(lambda: key in device.connections.kept)
    await device.connections.drop(key)
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, online, "socket_send", data="?", connection=NAME)
    assert caught.value.translation_key == "connection_not_kept"
