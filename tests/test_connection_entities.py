"""Entities of kept connections, with a relay board at the other end."""

import asyncio
from typing import Any

from homeassistant.components.text import ATTR_VALUE
from homeassistant.const import (
    CONF_PORT,
    EVENT_STATE_CHANGED,
    STATE_OFF,
    STATE_ON,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.json import json_bytes
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from syrupy.assertion import SnapshotAssertion

from custom_components.esp_at.const import (
    CONF_ENCODING,
    CONF_ENDING,
    CONF_FRAMING,
    CONF_LENGTH,
    DOMAIN,
    SUBENTRY_SERVER,
    SUBENTRY_UDP_PEER,
)
from esp_at_simulator import SimulatedModule
from tests.common import call, until
from tests.kept import (
    DATAGRAMS,
    FOR_OTHERS,
    HOST,
    LINES,
    PORT,
    add,
    connect,
    send,
    state,
    subentry,
)
from tests.services.relay import Relay

# What Home Assistant records of a state's attributes at most, in bytes of JSON
MOST_RECORDED = 16 * 1024

# Data come at once, wait until they are fetched, or may do either
GENERATIONS = pytest.mark.parametrize("profile", ["1.1", "2.3", "4.1"])


async def received(hass: HomeAssistant, kept: str, text: str) -> dict[str, Any]:
    """Wait for a message; return what is told of it."""

    def told() -> dict[str, Any]:
        return dict(state(hass, "event", "received", kept).attributes)

    await until(lambda: told().get("text") == text)
    return told()


def texts(hass: HomeAssistant) -> list[str]:
    """Return the list in which the texts of events are noted from now on."""
    noted: list[str] = []

    @callback
    def note(event: Event[EventStateChangedData]) -> None:
        new = event.data["new_state"]
        if new is not None and "text" in new.attributes and new.domain == "event":
            noted.append(new.attributes["text"])

    hass.bus.async_listen(EVENT_STATE_CHANGED, note)
    return noted


async def test_entities(
    hass: HomeAssistant,
    online: MockConfigEntry,
    relay: Relay,
    snapshot: SnapshotAssertion,
) -> None:
    """Every entity of a connection over which nothing went yet."""
    kept = subentry()
    object.__setattr__(kept, "subentry_id", "01RELAY")
    add(hass, online, kept)
    await hass.async_block_till_done()
    await until(
        lambda: state(hass, "binary_sensor", "connected", "01RELAY").state == STATE_ON
    )
    registry = er.async_get(hass)
    entities = sorted(
        er.async_entries_for_config_entry(registry, online.entry_id),
        key=lambda entity: entity.entity_id,
    )
    for entity in entities:
        if entity.config_subentry_id != "01RELAY":
            continue
        assert entity == snapshot(name=f"{entity.entity_id}-entry")
        assert hass.states.get(entity.entity_id) == snapshot(
            name=f"{entity.entity_id}-state"
        )


async def test_device(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay
) -> None:
    """A connection is a device of its own, reached through the module."""
    kept = await connect(hass, online)
    registry = dr.async_get(hass)
    devices = dr.async_entries_for_config_entry(registry, online.entry_id)
    (device,) = [d for d in devices if d.config_subentry_id == kept]
    module = registry.async_get_device_by_identifier(
        (DOMAIN, str(online.unique_id)), online.entry_id
    )
    assert module is not None
    assert module.config_subentry_id is None
    assert device.via_device_id == module.id
    assert device.entry_type is dr.DeviceEntryType.SERVICE
    assert device.model == "TCP client"


@GENERATIONS
async def test_text(hass: HomeAssistant, online: MockConfigEntry, relay: Relay) -> None:
    """What is typed is sent, and shown; what comes back is an event and a state."""
    relay.parts = (b"done\n",)
    kept = await connect(hass, online, {**LINES, CONF_ENDING: r"\r\n"})
    await call(hass, "text", "set_value", f"{kept}_send", **{ATTR_VALUE: "relay 1 on"})
    await until(lambda: relay.heard == b"relay 1 on\r\n")
    assert state(hass, "text", "send", kept).state == "relay 1 on"

    told = await received(hass, kept, "done")
    assert told["event_type"] == "received"
    assert told["hex"] == b"done".hex()
    assert told["length"] == 4
    assert (told["remote_address"], told["remote_port"]) == (HOST, PORT)
    assert told["link"] in range(5)

    def shown(key: str) -> str:
        return state(hass, "sensor", key, kept).state

    await until(lambda: shown("last_message") == "done")
    await until(lambda: shown("bytes_received") == "5")
    await until(lambda: shown("bytes_sent") == "12")


@pytest.mark.parametrize(
    ("encoding", "message", "heard"),
    [
        ("text", r"a\n", rb"a\n"),
        ("text", "ä\n", "ä\n".encode()),
        ("escaped", r"a\r\n\x00\\", b"a\r\n\0\\"),
        ("hex", "a0 01 01 a2", b"\xa0\x01\x01\xa2"),
        ("base64", "oAEBog==", b"\xa0\x01\x01\xa2"),
    ],
)
async def test_encodings(
    hass: HomeAssistant,
    online: MockConfigEntry,
    relay: Relay,
    encoding: str,
    message: str,
    heard: bytes,
) -> None:
    """A message is sent byte by byte as its encoding says."""
    kept = await connect(hass, online, {CONF_ENCODING: encoding})
    await send(hass, kept, message)
    await until(lambda: relay.heard == heard)
    assert state(hass, "notify", "send", kept).state != STATE_UNKNOWN


@pytest.mark.parametrize(
    ("encoding", "message", "key"),
    [
        ("hex", "a0 0", "invalid_hex"),
        ("escaped", r"\y", "invalid_escape"),
        ("base64", "!", "invalid_base64"),
        ("text", "", "invalid_length"),
    ],
)
async def test_nothing_is_sent(
    hass: HomeAssistant,
    online: MockConfigEntry,
    relay: Relay,
    encoding: str,
    message: str,
    key: str,
) -> None:
    """What is no message in its encoding is refused, and nothing is sent."""
    kept = await connect(hass, online, {CONF_ENCODING: encoding})
    with pytest.raises(ServiceValidationError) as caught:
        await send(hass, kept, message)
    assert caught.value.translation_key == key
    assert not relay.heard


async def test_fixed_length(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay
) -> None:
    """Messages of a fixed length are cut out of the stream."""
    relay.parts = (b"abcde", b"f")
    kept = await connect(hass, online, {CONF_FRAMING: "length", CONF_LENGTH: 3})
    told = texts(hass)
    await send(hass, kept, "go")
    await until(lambda: told == ["abc", "def"])


async def test_bytes_that_are_no_text(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay
) -> None:
    """Bytes that are no UTF-8 are spelt out."""
    relay.parts = (b"20\xb0C",)
    kept = await connect(hass, online)
    await send(hass, kept, "?")
    told = await received(hass, kept, r"20\xb0C")
    assert told["hex"] == "3230b043"


async def test_long_message(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay
) -> None:
    """Of a long message the beginning is shown, with the length of the whole."""
    whole = "".join(f"{number:04}" for number in range(1250))
    relay.parts = (whole.encode() + b"\n",)
    kept = await connect(hass, online, LINES)
    await send(hass, kept, "?")
    told = await received(hass, kept, whole[:1536])
    assert told["length"] == 5000
    await until(
        lambda: (
            state(hass, "sensor", "last_message", kept).attributes.get("text") == whole
        )
    )
    assert state(hass, "sensor", "last_message", kept).state == whole[:255]


async def test_recorded(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay
) -> None:
    """Whatever a message holds, databases take its event and its state."""
    relay.parts = (b"\0" * 4000 + b"\n",)
    kept = await connect(hass, online, LINES)
    await send(hass, kept, "?")
    told = await received(hass, kept, "\0" * 1536)
    assert len(json_bytes(told)) < MOST_RECORDED
    await until(
        lambda: (
            state(hass, "sensor", "last_message", kept).state == (r"\x00" * 4000)[:255]
        )
    )


async def test_many_messages(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay
) -> None:
    """Each of many messages is an event; counters are told once in a while."""
    relay.parts = (b"".join(b"%d\n" % number for number in range(100)),)
    kept = await connect(hass, online, LINES)
    seen = texts(hass)
    counted: list[str] = []

    @callback
    def note(event: Event[EventStateChangedData]) -> None:
        new = event.data["new_state"]
        if new is not None and new.entity_id.endswith("bytes_received"):
            counted.append(new.state)

    hass.bus.async_listen(EVENT_STATE_CHANGED, note)
    await send(hass, kept, "?")
    await until(lambda: len(seen) == 100)
    assert seen == [str(number) for number in range(100)]
    await until(lambda: bool(counted) and counted[-1] == "290")
    assert len(counted) < 5


async def test_lost_and_found(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay
) -> None:
    """A connection that is lost says so and why, and comes back by itself."""
    kept = await connect(hass, online)
    found = state(hass, "binary_sensor", "connected", kept)
    assert found.attributes["peers"] == [f"{HOST}:{PORT}"]
    assert found.attributes["error"] is None

    relay.stop()
    await until(
        lambda: state(hass, "binary_sensor", "connected", kept).state == STATE_OFF
    )
    found = state(hass, "binary_sensor", "connected", kept)
    assert found.attributes["peers"] == []
    assert found.attributes["error"]
    with pytest.raises(HomeAssistantError) as caught:
        await send(hass, kept, "anybody there?")
    assert caught.value.translation_domain == DOMAIN

    await relay.start()
    await until(
        lambda: state(hass, "binary_sensor", "connected", kept).state == STATE_ON
    )
    await send(hass, kept, "hello")
    await until(lambda: relay.heard == b"hello")


async def test_module_lost(
    hass: HomeAssistant,
    online: MockConfigEntry,
    relay: Relay,
    simulator: SimulatedModule,
) -> None:
    """Without the module every entity is unavailable; all come back with it."""
    kept = await connect(hass, online)
    entities = [
        ("binary_sensor", "connected"),
        ("event", "received"),
        ("notify", "send"),
        ("sensor", "bytes_received"),
        ("sensor", "last_message"),
        ("text", "send"),
    ]

    def unavailable() -> set[bool]:
        return {
            state(hass, *entity, kept).state == STATE_UNAVAILABLE for entity in entities
        }

    simulator.unplug()
    await until(lambda: unavailable() == {True})
    simulator.plug()
    await until(lambda: unavailable() == {False})
    await until(
        lambda: state(hass, "binary_sensor", "connected", kept).state == STATE_ON
    )


async def test_edited(
    hass: HomeAssistant,
    online: MockConfigEntry,
    relay: Relay,
    simulator: SimulatedModule,
) -> None:
    """Entities of an edited connection show the new one, without being made anew."""
    simulator.surroundings.internet.routes[HOST] = "127.0.0.1"
    kept = add(hass, online, subentry({CONF_PORT: 1}))
    await hass.async_block_till_done()
    await until(
        lambda: state(hass, "binary_sensor", "connected", kept).attributes["error"]
    )
    edited = online.subentries[kept]
    hass.config_entries.async_update_subentry(
        online, edited, data={**edited.data, CONF_PORT: PORT}
    )
    await until(
        lambda: state(hass, "binary_sensor", "connected", kept).state == STATE_ON
    )
    relay.say(b"hello")
    await received(hass, kept, "hello")
    await send(hass, kept, "hello yourself")
    await until(lambda: relay.heard == b"hello yourself")


@GENERATIONS
async def test_udp(hass: HomeAssistant, online: MockConfigEntry, relay: Relay) -> None:
    """A datagram is a message."""
    relay.parts = (b"pong",)
    kept = await connect(hass, online, DATAGRAMS, kind=SUBENTRY_UDP_PEER)
    await send(hass, kept, "ping")
    told = await received(hass, kept, "pong")
    assert (told["remote_address"], told["remote_port"]) == (HOST, PORT)
    assert relay.heard == b"ping"


@GENERATIONS
async def test_server(
    hass: HomeAssistant, online: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """Who connects to the server is heard, and hears what is sent."""
    kept = await connect(hass, online, FOR_OTHERS, kind=SUBENTRY_SERVER)
    with pytest.raises(HomeAssistantError):
        await send(hass, kept, "nobody is there")

    internet = simulator.surroundings.internet
    reader, writer = await asyncio.open_connection(
        internet.bind_address, internet.local_port(FOR_OTHERS[CONF_PORT])
    )
    writer.write(b"hello")
    await received(hass, kept, "hello")
    found = state(hass, "binary_sensor", "connected", kept)
    assert len(found.attributes["peers"]) == 1
    await send(hass, kept, "welcome")
    async with asyncio.timeout(5):
        assert await reader.readexactly(7) == b"welcome"
    writer.close()
    await until(
        lambda: not state(hass, "binary_sensor", "connected", kept).attributes["peers"]
    )
    assert state(hass, "binary_sensor", "connected", kept).state == STATE_ON
