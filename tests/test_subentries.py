"""Kept connections are added, edited and removed in the user interface."""

from typing import Any

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    SOURCE_USER,
    ConfigSubentry,
    SubentryFlowResult,
)
from homeassistant.const import CONF_HOST, CONF_NAME, CONF_PORT, CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.esp_at.config_flow import EspAtConfigFlow
from custom_components.esp_at.connection_settings import Settings
from custom_components.esp_at.const import (
    CONF_AUTHORIZATION,
    CONF_DELIMITER,
    CONF_ENCODING,
    CONF_ENDING,
    CONF_FRAMING,
    CONF_HEADERS,
    CONF_IDLE_TIMEOUT,
    CONF_KEEP_ALIVE,
    CONF_LENGTH,
    CONF_LOCAL_PORT,
    CONF_MAX_CONNECTIONS,
    CONF_PEER_MODE,
    CONF_SERVER_NAME,
    CONF_SUBPROTOCOL,
    CONF_TLS,
    SUBENTRY_SERVER,
    SUBENTRY_TCP_CLIENT,
    SUBENTRY_UDP_PEER,
    SUBENTRY_WEBSOCKET,
)
from tests.common import until
from tests.kept import (
    AS_IT_COMES,
    DATAGRAMS,
    FOR_OTHERS,
    HOST,
    PORT,
    TO_RELAY,
    WEB,
    add,
    subentry,
)

KINDS: list[tuple[str, Settings, Settings]] = [
    (SUBENTRY_TCP_CLIENT, {CONF_HOST: HOST, CONF_PORT: PORT}, TO_RELAY),
    (SUBENTRY_UDP_PEER, DATAGRAMS, DATAGRAMS),
    (SUBENTRY_SERVER, {CONF_PORT: 8023, CONF_MAX_CONNECTIONS: 2}, FOR_OTHERS),
    (SUBENTRY_WEBSOCKET, WEB, WEB),
]
"""Each kind of connection, what is typed at least, and what is kept of it."""


async def start(
    hass: HomeAssistant, entry: MockConfigEntry, kind: str
) -> SubentryFlowResult:
    """Begin to add a connection."""
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, kind), context={"source": SOURCE_USER}
    )


async def edit(
    hass: HomeAssistant, entry: MockConfigEntry, kept: str
) -> SubentryFlowResult:
    """Begin to edit a connection."""
    kind = entry.subentries[kept].subentry_type
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, kind),
        context={"source": SOURCE_RECONFIGURE, "subentry_id": kept},
    )


async def fill(
    hass: HomeAssistant, result: SubentryFlowResult, **fields: Any
) -> SubentryFlowResult:
    """Fill in a form."""
    assert result["type"] is FlowResultType.FORM
    return await hass.config_entries.subentries.async_configure(
        result["flow_id"], fields
    )


def suggested(result: SubentryFlowResult) -> dict[str, Any]:
    """Return what a form is filled with."""
    schema = result["data_schema"]
    assert schema is not None
    return {
        str(key): key.description["suggested_value"]
        for key in schema.schema
        if key.description
    }


def only(entry: MockConfigEntry) -> ConfigSubentry:
    """Return the only connection."""
    (found,) = entry.subentries.values()
    return found


@pytest.mark.parametrize(("kind", "typed", "kept"), KINDS)
async def test_add(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kind: str,
    typed: Settings,
    kept: Settings,
) -> None:
    """Two forms make a connection, which is there at once as a device with entities."""
    connected = entry.runtime_data.device.counters.reconnects
    result = await start(hass, entry, kind)
    assert result["step_id"] == "user"
    result = await fill(hass, result, **{CONF_NAME: " Relay ", **typed})
    assert result["step_id"] == "messages"
    result = await fill(hass, result)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()

    made = only(entry)
    assert made.title == "Relay"
    assert dict(made.data) == {**kept, **AS_IT_COMES}
    assert entry.runtime_data.device.counters.reconnects == connected
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    (device,) = [d for d in devices if d.config_subentry_id == made.subentry_id]
    assert device.name == "Relay"
    entities = er.async_entries_for_device(er.async_get(hass), device.id)
    assert {f"{entity.domain} {entity.translation_key}" for entity in entities} == {
        "binary_sensor connected",
        "event received",
        "notify send",
        "sensor bytes_received",
        "sensor bytes_sent",
        "sensor last_message",
        "text send",
    }
    assert {entity.config_subentry_id for entity in entities} == {made.subentry_id}


async def test_every_setting(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """What can be set of a TLS connection and of its messages is kept, and reaches it."""
    result = await start(hass, entry, SUBENTRY_TCP_CLIENT)
    result = await fill(
        hass,
        result,
        **{
            **TO_RELAY,
            CONF_NAME: "Relay",
            CONF_KEEP_ALIVE: 60.0,
            CONF_TLS: True,
            CONF_SERVER_NAME: "relay.lan",
        },
    )
    await fill(
        hass,
        result,
        **{
            CONF_FRAMING: "delimiter",
            CONF_DELIMITER: r"\r\n",
            CONF_LENGTH: 3,
            CONF_ENCODING: "hex",
            CONF_ENDING: r"\x00",
        },
    )
    await hass.async_block_till_done()
    made = only(entry)
    assert made.data[CONF_KEEP_ALIVE] == 60
    assert CONF_LENGTH not in made.data
    kept = entry.runtime_data.device.connections.kept[made.subentry_id]
    assert kept.framing.delimiter == b"\r\n"
    assert kept.endpoint.keep_alive == 60
    assert kept.endpoint.tls.server_name == "relay.lan"


async def test_headers(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """What a WebSocket is asked for with reaches it, without lines left empty."""
    secrets = {CONF_AUTHORIZATION: "Bearer abc", CONF_SUBPROTOCOL: "chat"}
    result = await start(hass, entry, SUBENTRY_WEBSOCKET)
    result = await fill(
        hass,
        result,
        **{
            CONF_NAME: "Chat",
            **WEB,
            **secrets,
            CONF_HEADERS: [" X-Key: a, b ", "", "X-Empty:"],
        },
    )
    await fill(hass, result)
    await hass.async_block_till_done()
    made = only(entry)
    assert made.data[CONF_HEADERS] == ["X-Key: a, b", "X-Empty:"]
    endpoint = entry.runtime_data.device.connections.kept[made.subentry_id].endpoint
    assert endpoint.headers == ("X-Key: a, b", "X-Empty:")
    assert (endpoint.authorization, endpoint.subprotocol) == ("Bearer abc", "chat")
    assert "abc" not in repr(endpoint)


GOOD: dict[str, dict[str, Any]] = {
    kind: {CONF_NAME: "Relay", **typed} for kind, typed, _ in KINDS
}


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        (SUBENTRY_TCP_CLIENT, CONF_NAME, " "),
        (SUBENTRY_TCP_CLIENT, CONF_NAME, "x" * 101),
        (SUBENTRY_TCP_CLIENT, CONF_HOST, 'relay",1\r\nAT+RST'),
        (SUBENTRY_TCP_CLIENT, CONF_HOST, "a" * 65),
        (SUBENTRY_TCP_CLIENT, CONF_HOST, "fe80::1"),
        (SUBENTRY_TCP_CLIENT, CONF_HOST, "re\0lay"),
        (SUBENTRY_TCP_CLIENT, CONF_PORT, 0),
        (SUBENTRY_TCP_CLIENT, CONF_PORT, 70000),
        (SUBENTRY_TCP_CLIENT, CONF_PORT, 80.5),
        (SUBENTRY_TCP_CLIENT, CONF_PORT, float("nan")),
        (SUBENTRY_TCP_CLIENT, CONF_KEEP_ALIVE, 7201),
        (SUBENTRY_TCP_CLIENT, CONF_SERVER_NAME, "a b"),
        (SUBENTRY_UDP_PEER, CONF_LOCAL_PORT, -1),
        (SUBENTRY_SERVER, CONF_PORT, 65536),
        (SUBENTRY_SERVER, CONF_MAX_CONNECTIONS, 6),
        (SUBENTRY_SERVER, CONF_IDLE_TIMEOUT, -1),
        (SUBENTRY_WEBSOCKET, CONF_URL, "http://192.168.1.30/"),
        (SUBENTRY_WEBSOCKET, CONF_URL, "ws://192.168.1.30/" + "a" * 240),
        (SUBENTRY_WEBSOCKET, CONF_URL, 'ws://192.168.1.30/"'),
        (SUBENTRY_WEBSOCKET, CONF_URL, "ws://192.168.1.30:70000/"),
        (SUBENTRY_WEBSOCKET, CONF_SUBPROTOCOL, "chat\r\nother"),
        (SUBENTRY_WEBSOCKET, CONF_AUTHORIZATION, "a" * 257),
        (SUBENTRY_WEBSOCKET, CONF_HEADERS, ["no colon"]),
        (SUBENTRY_WEBSOCKET, CONF_HEADERS, ["X-Key: a\r\nX-Other: b"]),
        (SUBENTRY_WEBSOCKET, CONF_HEADERS, ["a: b"] * 11),
    ],
)
async def test_wrong(
    hass: HomeAssistant, entry: MockConfigEntry, kind: str, field: str, value: object
) -> None:
    """What no module would take is told at its field; it can be put right."""
    result = await start(hass, entry, kind)
    result = await fill(hass, result, **{**GOOD[kind], field: value})
    assert result["type"] is FlowResultType.FORM
    assert result["errors"] == {field: f"invalid_{field}"}
    result = await fill(hass, result, **GOOD[kind])
    assert result["step_id"] == "messages"
    assert not entry.subentries


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        (CONF_DELIMITER, {CONF_FRAMING: "delimiter"}),
        (CONF_DELIMITER, {CONF_FRAMING: "delimiter", CONF_DELIMITER: ""}),
        (CONF_DELIMITER, {CONF_FRAMING: "delimiter", CONF_DELIMITER: r"\q"}),
        (CONF_DELIMITER, {CONF_FRAMING: "delimiter", CONF_DELIMITER: r"\x4"}),
        (CONF_DELIMITER, {CONF_FRAMING: "delimiter", CONF_DELIMITER: "a" * 65}),
        (CONF_LENGTH, {CONF_FRAMING: "length"}),
        (CONF_LENGTH, {CONF_FRAMING: "length", CONF_LENGTH: 0}),
        (CONF_LENGTH, {CONF_FRAMING: "length", CONF_LENGTH: 65537}),
        (CONF_ENDING, {CONF_ENDING: "\\"}),
    ],
)
async def test_wrong_messages(
    hass: HomeAssistant, entry: MockConfigEntry, field: str, fields: dict[str, Any]
) -> None:
    """A framing that would never end a message is told at its field."""
    result = await start(hass, entry, SUBENTRY_TCP_CLIENT)
    result = await fill(hass, result, **GOOD[SUBENTRY_TCP_CLIENT])
    result = await fill(hass, result, **fields)
    assert result["errors"] == {field: f"invalid_{field}"}
    result = await fill(hass, result)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()


async def test_nobody_could_send(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Who sends first is only known where others know a port to send to."""
    result = await start(hass, entry, SUBENTRY_UDP_PEER)
    typed = {CONF_NAME: "Relay", **DATAGRAMS, CONF_PEER_MODE: "first"}
    del typed[CONF_LOCAL_PORT]
    result = await fill(hass, result, **typed)
    assert result["errors"] == {CONF_LOCAL_PORT: "local_port_missing"}
    result = await fill(hass, result, **typed, **{CONF_LOCAL_PORT: 4001})
    assert result["step_id"] == "messages"


@pytest.mark.parametrize(
    ("kind", "most"), [(SUBENTRY_SERVER, 1), (SUBENTRY_WEBSOCKET, 3)]
)
async def test_no_more(
    hass: HomeAssistant, entry: MockConfigEntry, kind: str, most: int
) -> None:
    """A module has one server and three WebSockets."""
    leads = {SUBENTRY_SERVER: FOR_OTHERS, SUBENTRY_WEBSOCKET: WEB}[kind]
    for _ in range(most):
        add(hass, entry, subentry(leads, kind=kind))
    await hass.async_block_till_done()
    result = await start(hass, entry, kind)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "no_more"


async def test_same_local_port(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Two connections cannot have one local port; who edits one may leave it."""
    kept = add(hass, entry, subentry(DATAGRAMS, kind=SUBENTRY_UDP_PEER))
    await hass.async_block_till_done()
    typed = {CONF_NAME: "Relay", **DATAGRAMS}
    result = await start(hass, entry, SUBENTRY_UDP_PEER)
    result = await fill(hass, result, **typed)
    assert result["errors"] == {CONF_LOCAL_PORT: "local_port_taken"}
    result = await fill(hass, result, **{**typed, CONF_LOCAL_PORT: 4002})
    assert result["step_id"] == "messages"

    result = await edit(hass, entry, kept)
    result = await fill(hass, result, **typed)
    assert result["step_id"] == "messages"


async def test_too_few_links(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Who wants more than the module's five links is told, and may go on."""
    for port in (1, 2, 3):
        add(hass, entry, subentry({CONF_PORT: port}))
    await hass.async_block_till_done()
    result = await start(hass, entry, SUBENTRY_SERVER)
    result = await fill(
        hass, result, **{**GOOD[SUBENTRY_SERVER], CONF_MAX_CONNECTIONS: 3}
    )
    result = await fill(hass, result)
    assert result["step_id"] == "links"
    assert result["description_placeholders"] == {"wanted": "6", "most": "5"}
    result = await fill(hass, result)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    assert len(entry.subentries) == 4


async def test_edit(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Only the edited connection is made anew; its device takes the new name."""
    other = add(hass, entry, subentry(title="Other"))
    kept = add(hass, entry, subentry({CONF_ENDING: r"\n"}))
    await hass.async_block_till_done()
    connections = entry.runtime_data.device.connections.kept
    untouched, first = connections[other], connections[kept]

    result = await edit(hass, entry, kept)
    assert result["step_id"] == "reconfigure"
    assert suggested(result) == {CONF_NAME: "Relay", **TO_RELAY}
    result = await fill(
        hass, result, **{**TO_RELAY, CONF_NAME: "Lamp", CONF_PORT: 5000}
    )
    assert suggested(result) == {**AS_IT_COMES, CONF_ENDING: r"\n"}
    result = await fill(hass, result)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reconfigure_successful"
    await until(lambda: connections.get(kept) not in {None, first})

    assert connections[other] is untouched
    assert connections[kept].endpoint.port == 5000
    assert CONF_ENDING not in entry.subentries[kept].data
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    names = {device.config_subentry_id: device.name for device in devices}
    assert names[kept] == "Lamp"
    assert names[other] == "Other"


async def test_module_not_there(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Of a module that is not set up nobody knows what it can."""
    kept = add(hass, entry, subentry())
    await hass.async_block_till_done()
    await hass.config_entries.async_unload(entry.entry_id)
    for result in (
        await start(hass, entry, SUBENTRY_UDP_PEER),
        await edit(hass, entry, kept),
    ):
        assert result["type"] is FlowResultType.ABORT
        assert result["reason"] == "entry_not_loaded"


@pytest.mark.parametrize(("families", "offered"), [(("all",), True), (("eap",), False)])
async def test_websocket_offered(
    hass: HomeAssistant, entry: MockConfigEntry, offered: bool
) -> None:
    """A WebSocket can be added where the firmware has them; edited in any case."""
    assert (SUBENTRY_WEBSOCKET in entry.supported_subentry_types) is offered
    add(hass, entry, subentry(WEB, kind=SUBENTRY_WEBSOCKET))
    await hass.async_block_till_done()
    supported = EspAtConfigFlow.async_get_supported_subentry_types(entry)
    assert SUBENTRY_WEBSOCKET in supported
