"""The trigger for data that come in over a module's network."""

from typing import Any

from homeassistant.const import ATTR_CONFIG_ENTRY_ID, ATTR_DEVICE_ID
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import config_validation as cv, device_registry as dr
from homeassistant.helpers.trigger import async_validate_trigger_config
import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.esp_at.const import (
    CONF_DELIMITER,
    CONF_FRAMING,
    DOMAIN,
    SUBENTRY_UDP_PEER,
)
from custom_components.esp_at.device.socket_types import SocketKind, Target
from tests.common import listen, until
from tests.kept import DATAGRAMS, HOST, PORT, add, subentry
from tests.services.relay import Relay

type Noted = list[Event[dict[str, Any]]]

LINES = {CONF_FRAMING: "delimiter", CONF_DELIMITER: r"\n"}
JSON = b'{"sensor": [{"state": "on", "value": 5, "ok": true}]}'


@pytest.fixture
async def kept(hass: HomeAssistant, online: MockConfigEntry, relay: Relay) -> str:
    """Keep a connection to the relay board; return its id."""
    key = add(hass, online, subentry(LINES))
    await hass.async_block_till_done()
    connections = online.runtime_data.device.connections.kept
    await until(lambda: connections[key].state.connected)
    return key


async def listen_to(hass: HomeAssistant, **options: Any) -> Noted:
    """Set up an automation that listens to data."""
    return await listen(hass, trigger="esp_at.data_received", options=options)


def told(noted: Noted) -> list[str]:
    """Return the texts that automations were given."""
    return [event.data["trigger"]["text"] for event in noted]


def device_id(hass: HomeAssistant, entry: MockConfigEntry, kept: str | None) -> str:
    """Return the id of the device of a connection, or of the module."""
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    (device,) = [
        device
        for device in devices
        if device.config_subentry_id == kept
        and (kept or (DOMAIN, entry.unique_id) in device.identifiers)
    ]
    return device.id


async def test_variables(
    hass: HomeAssistant, online: MockConfigEntry, kept: str, relay: Relay
) -> None:
    """An automation is given the message in every form, and where it came from."""
    noted = await listen_to(hass)
    relay.say(JSON + b"\n")
    await until(lambda: noted)
    given = noted[0].data["trigger"]
    (link,) = online.runtime_data.device.sockets.open_sockets
    assert given["text"] == JSON.decode()
    assert given["hex"] == JSON.hex()
    assert given["json"] == {"sensor": [{"state": "on", "value": 5, "ok": True}]}
    assert given["length"] == len(JSON)
    assert given["remote_address"] == HOST
    assert given["remote_port"] == PORT
    assert given["link"] == link
    assert given["connection"] == "Relay"
    assert given["name"] == "Relay"
    assert given["config_entry_id"] == online.entry_id
    assert given["device_id"] == device_id(hass, online, kept)
    assert given["description"] == f"Relay: {len(JSON)} bytes received"


async def test_no_json(hass: HomeAssistant, kept: str, relay: Relay) -> None:
    """What is no JSON is none; bytes that are no text are spelt out."""
    noted = await listen_to(hass)
    relay.say(b"\xb0{\n")
    await until(lambda: noted)
    assert noted[0].data["trigger"]["json"] is None
    assert told(noted) == [r"\xb0{"]


async def test_link_of_an_action(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay
) -> None:
    """Data of a link that an action has opened trigger, too; they are the module's."""
    noted = await listen_to(hass)
    device = online.runtime_data.device
    socket = await device.connections.open(
        Target(kind=SocketKind.TCP, host=HOST, port=PORT)
    )
    await until(lambda: relay.connected)
    relay.say(b"hello")
    await until(lambda: noted)
    given = noted[0].data["trigger"]
    assert given["link"] == socket.link_id
    assert given["connection"] is None
    assert given["device_id"] == device_id(hass, online, None)
    await socket.close()


@pytest.mark.parametrize(
    "options",
    [
        {"connection": "Relay"},
        {"remote": HOST},
        {"remote": f"{HOST}:{PORT}"},
        {"regex": "st.te"},
        {"regex": "^{.*}$"},
        {"json_path": "sensor.0.state"},
        {"json_path": "sensor.0.state", "json_value": "on"},
        {"json_path": "sensor.0.value", "json_value": 5},
        {"json_path": "sensor.0.value", "json_value": "5"},
        {"json_path": "sensor.0.value", "json_value": 5.0},
        {"json_path": "sensor.0.ok", "json_value": True},
        {"json_path": "sensor.0.ok", "json_value": "true"},
        {
            "json_path": "sensor.0",
            "json_value": {"state": "on", "value": 5, "ok": True},
        },
        {"json_value": {"sensor": [{"state": "on", "value": 5, "ok": True}]}},
    ],
)
async def test_wanted(
    hass: HomeAssistant, kept: str, relay: Relay, options: dict[str, Any]
) -> None:
    """Data that the options ask for trigger."""
    noted = await listen_to(hass, **options)
    relay.say(JSON + b"\n")
    await until(lambda: noted)


@pytest.mark.parametrize(
    "options",
    [
        {"connection": "Lamp"},
        {"remote": "192.168.1.99"},
        {"remote": f"{HOST}:1"},
        {"regex": "^state"},
        {"json_path": "sensor.1"},
        {"json_path": "sensor.first"},
        {"json_path": "sensor.0.state.on"},
        {"json_path": "sensor.0.state", "json_value": "off"},
        {"json_path": "sensor.0.ok", "json_value": 1},
        {"json_path": "sensor.0.ok", "json_value": "on"},
        {"json_path": "sensor.0.value", "json_value": True},
    ],
)
async def test_unwanted(
    hass: HomeAssistant,
    online: MockConfigEntry,
    kept: str,
    relay: Relay,
    options: dict[str, Any],
) -> None:
    """Other data do not."""
    noted = await listen_to(hass, **options)
    relay.say(JSON + b"\n")
    await arrived(hass, online, kept)
    assert not noted


async def arrived(hass: HomeAssistant, entry: MockConfigEntry, kept: str) -> None:
    """Wait until a message has come, and everybody was told."""
    connection = entry.runtime_data.device.connections.kept[kept]
    await until(lambda: connection.state.messages)
    await hass.async_block_till_done()


@pytest.mark.parametrize("right", [True, False])
async def test_link(
    hass: HomeAssistant, online: MockConfigEntry, kept: str, relay: Relay, right: bool
) -> None:
    """Data of one link can be told from those of others."""
    (link,) = online.runtime_data.device.sockets.open_sockets
    noted = await listen_to(hass, link=link if right else (link + 1) % 5)
    relay.say(b"hello\n")
    await arrived(hass, online, kept)
    assert told(noted) == (["hello"] if right else [])


async def test_connection_by_its_id(
    hass: HomeAssistant, kept: str, relay: Relay
) -> None:
    """A connection may be named by the id of its subentry, which no rename changes."""
    noted = await listen_to(hass, connection=kept)
    relay.say(b"hello\n")
    await until(lambda: told(noted) == ["hello"])


@pytest.mark.parametrize(
    ("listens_to", "hears"),
    [("connection", True), ("module", True), ("entry", True), ("other", False)],
)
async def test_scope(
    hass: HomeAssistant,
    online: MockConfigEntry,
    kept: str,
    relay: Relay,
    listens_to: str,
    hears: bool,
) -> None:
    """A connection is heard by its own device, by its module's, not by another's."""
    other = add(
        hass, online, subentry(DATAGRAMS, kind=SUBENTRY_UDP_PEER, title="Other")
    )
    await hass.async_block_till_done()
    options: dict[str, dict[str, Any]] = {
        "connection": {ATTR_DEVICE_ID: device_id(hass, online, kept)},
        "module": {ATTR_DEVICE_ID: device_id(hass, online, None)},
        "entry": {ATTR_CONFIG_ENTRY_ID: online.entry_id},
        "other": {ATTR_DEVICE_ID: [device_id(hass, online, other)]},
    }
    noted = await listen_to(hass, **options[listens_to])
    relay.say(b"hello\n")
    await arrived(hass, online, kept)
    assert bool(noted) is hears


async def test_other_events(hass: HomeAssistant, kept: str) -> None:
    """A restart of the module is no data."""
    entry = hass.config_entries.async_entries(DOMAIN)[0]
    noted = await listen_to(hass)
    await entry.runtime_data.device.system.restart()
    await hass.async_block_till_done()
    assert not noted


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"regex": "("}, "regular expression cannot be used: missing"),
        ({"regex": "(a+)+$"}, "must not hold repeats or alternatives"),
        ({"json_path": "sensor..state"}, "such as sensors.0.value"),
        ({"json_path": ""}, "such as sensors.0.value"),
        ({"link": 5}, "at most 4"),
        ({"link": "first"}, "expected int"),
        ({"colour": "blue"}, "not a valid option"),
        ({"device_id": "gone"}, "not a device"),
    ],
)
async def test_invalid(
    hass: HomeAssistant, entry: MockConfigEntry, options: dict[str, str], words: str
) -> None:
    """What cannot be looked for is told in words when the automation is saved."""
    with pytest.raises(probatio.Invalid) as caught:
        await async_validate_trigger_config(
            hass,
            cv.TRIGGER_SCHEMA(
                [{"trigger": "esp_at.data_received", "options": options}]
            ),
        )
    assert words in str(caught.value)
