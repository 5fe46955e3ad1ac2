"""The examples of the README run, and what it names exists."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
import json
import re
import socket
from types import MappingProxyType
from typing import Any

from homeassistant.components.automation import DOMAIN as AUTOMATION
from homeassistant.components.logger import CONFIG_SCHEMA as LOGGER_SCHEMA
from homeassistant.components.recorder import CONFIG_SCHEMA as RECORDER_SCHEMA
from homeassistant.components.template.const import DOMAIN as TEMPLATE
from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import CONF_HOST, CONF_PORT
from homeassistant.core import HomeAssistant
from homeassistant.helpers.template import Template
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
    async_mock_service,
)

from custom_components.esp_at.const import (
    CONF_ENCODING,
    CONF_FRAMING,
    CONF_LOCAL_PORT,
    CONF_PEER_MODE,
    DOMAIN,
    SUBENTRY_UDP_PEER,
)
from custom_components.esp_at.keyboard.layout import LAYOUTS, HostSystem, layout_of
from custom_components.esp_at.services import ACTIONS
from esp_at_simulator import SimulatedModule
from tests.common import until
from tests.conftest import HOME, PASSWORD
from tests.isolated_network import IsolatedNetwork
from tests.readme import (
    AUTOMATIONS,
    BLOCKS,
    EXAMPLES,
    README,
    TOP,
    example,
    run,
    set_up,
    turn_off,
)

RESPONSES: list[Any] = [
    json.loads(text) for text in re.findall(r"```json\n(.*?)```", README, re.DOTALL)
]
SEQUENCES = [block["sequence"] for block in BLOCKS if "sequence" in block]
TEMPLATES = [block[TEMPLATE] for block in BLOCKS if TEMPLATE in block]
LACKING: dict[tuple[str, HostSystem | None], str] = {
    ("ja", None): r"\_|",
    ("it", HostSystem.WINDOWS): "`~",
    ("pt_br", HostSystem.MACOS): "?",
}
OF_AN_ENTITY = re.compile(r"config_entry_id\('([^']+)'\)")

pytestmark = pytest.mark.usefixtures("socket_enabled")


@pytest.fixture
async def joined(entry: MockConfigEntry, around: IsolatedNetwork) -> MockConfigEntry:
    """Return a module that is in its network and offers one of its own."""
    device = entry.runtime_data.device
    await device.wifi.join(HOME, PASSWORD)
    await device.soft_ap.configure("Guests", password="welcome!")
    await until(lambda: device.state.station.address is not None)
    return entry


def the_module_exists(hass: HomeAssistant, entry: MockConfigEntry, block: Any) -> None:
    """Fail unless the entities by which a block finds the module are there."""
    found = OF_AN_ENTITY.findall(str(block))
    assert found
    for entity_id in found:
        template = Template(f"{{{{ config_entry_id('{entity_id}') }}}}", hass)
        assert template.async_render() == entry.entry_id


@pytest.mark.usefixtures("keyboard")
@pytest.mark.parametrize("block", EXAMPLES, ids=lambda block: block["action"])
async def test_action(
    hass: HomeAssistant, joined: MockConfigEntry, block: dict[str, Any]
) -> None:
    """An action of the README does what it says on a module near the demo's network."""
    the_module_exists(hass, joined, block)
    variables = await run(hass, [block])
    if variable := block.get("response_variable"):
        assert variables[variable]


@pytest.mark.parametrize("blocks", SEQUENCES)
async def test_sequence(
    hass: HomeAssistant, joined: MockConfigEntry, blocks: list[Any]
) -> None:
    """Actions that belong together run, and answer."""
    variables = await run(hass, blocks)
    assert variables["status"]["answer"]["text"] == "status"
    assert not joined.runtime_data.device.sockets.open_sockets


async def test_response(hass: HomeAssistant, joined: MockConfigEntry) -> None:
    """What the README shows as the response of a socket is its response."""
    (told,) = [response for response in RESPONSES if "answer" in response]
    variables = await run(hass, [example("socket_send")])
    assert variables["sent"] == told


async def test_what_arrives(
    hass: HomeAssistant, joined: MockConfigEntry, around: IsolatedNetwork
) -> None:
    """What the examples send is what arrives at the other end."""
    posted = await run(hass, [example("http_request")])
    assert around.posted == [{"room": "bath", "celsius": 21.5}]
    assert posted["reply"]["json"] == {"accepted": True}

    told = await run(hass, [example("websocket_send")])
    assert around.told == ['{"command": "pause"}']
    assert told["player"]["answer"]["text"] == '{"state": "paused"}'

    await run(hass, [example("wake_on_lan")])
    await until(lambda: around.packets)
    assert around.packets == [b"\xff" * 6 + bytes.fromhex("001132abcdef") * 16]

    await run(hass, [example("update_firmware")])
    assert around.fetched == ["/esp-at.bin"]


def actions_of(blocks: list[Any]) -> Iterator[str]:
    """Yield the actions of a sequence."""
    return (block["action"] for block in blocks if "action" in block)


def test_every_action_has_an_example() -> None:
    """No action is left without an example."""
    found = {block["action"] for block in EXAMPLES}
    for sequence in SEQUENCES:
        found.update(actions_of(sequence))
    assert found == {f"{DOMAIN}.{action.name}" for action in ACTIONS}


@pytest.mark.parametrize("block", AUTOMATIONS, ids=lambda block: block["alias"])
async def test_automation(
    hass: HomeAssistant, joined: MockConfigEntry, block: dict[str, Any]
) -> None:
    """An automation of the README is taken as it stands, and its entities exist."""
    await set_up(hass, AUTOMATION, [block])
    (state,) = hass.states.async_all(AUTOMATION)
    assert state.state == "on"
    if OF_AN_ENTITY.search(str(block)):
        the_module_exists(hass, joined, block)
    await turn_off(hass)


def shown(hass: HomeAssistant, entity_id: str) -> str | None:
    """Return the state of an entity."""
    state = hass.states.get(entity_id)
    return state.state if state else None


async def test_relay(
    hass: HomeAssistant, joined: MockConfigEntry, around: IsolatedNetwork
) -> None:
    """The relay on the isolated network is switched on and off."""
    (block,) = [block for (block,) in TEMPLATES if "switch" in block]
    the_module_exists(hass, joined, block)
    await set_up(hass, TEMPLATE, [block])
    for action, command in (("turn_on", "A00101A2"), ("turn_off", "A00100A1")):
        await hass.services.async_call(
            "switch", action, {"entity_id": "switch.pump"}, blocking=True
        )
        await until(lambda: around.relay)
        assert around.relay.pop() == bytes.fromhex(command)


@pytest.mark.parametrize("expected_lingering_timers", [True])
async def test_poll(hass: HomeAssistant, joined: MockConfigEntry) -> None:
    """The device on the isolated network is polled."""
    (block,) = [block for (block,) in TEMPLATES if "sensor" in block]
    the_module_exists(hass, joined, block)
    await set_up(hass, TEMPLATE, [block])
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(minutes=5))
    await until(lambda: shown(hass, "sensor.cellar_temperature") == "12.5")


async def test_doorbell(
    hass: HomeAssistant, joined: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """A broadcast on the isolated network starts the automation."""
    (block,) = [block for block in AUTOMATIONS if "Doorbell" in str(block)]
    notified = async_mock_service(hass, "persistent_notification", "create")
    port = free_udp_port()
    hass.config_entries.async_add_subentry(joined, doorbell(port))
    await hass.async_block_till_done()
    await set_up(hass, AUTOMATION, [block])
    await until(lambda: shown(hass, "binary_sensor.doorbell_connected") == "on")

    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(
        asyncio.DatagramProtocol, local_addr=("127.0.0.1", 0)
    )
    transport.sendto(b'{"event": "hello", "door": "back"}', ("127.0.0.1", port))
    transport.sendto(b'{"event": "ring", "door": "front"}', ("127.0.0.1", port))
    await until(lambda: notified)
    transport.close()
    (call,) = notified
    assert call.data["message"] == "front door, says 127.0.0.1"
    await turn_off(hass)


def free_udp_port() -> int:
    """Return a port at which nothing listens."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def doorbell(port: int) -> ConfigSubentry:
    """Return the connection that the README asks for, at another port."""
    return ConfigSubentry(
        data=MappingProxyType(
            {
                CONF_HOST: "255.255.255.255",
                CONF_PORT: port,
                CONF_LOCAL_PORT: port,
                CONF_PEER_MODE: "fixed",
                CONF_FRAMING: "none",
                CONF_ENCODING: "text",
            }
        ),
        subentry_type=SUBENTRY_UDP_PEER,
        title="Doorbell",
        unique_id=None,
    )


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("system", HostSystem)
def test_layout(layout: str, system: HostSystem) -> None:
    """The README names each layout, and what of ASCII it cannot type."""
    assert f"| `{layout}`" in README or f", `{layout}`" in README
    typed = layout_of(layout, system).characters
    lacking = {chr(code) for code in range(0x20, 0x7F)} - typed
    assert lacking == set(
        LACKING.get((layout, system), LACKING.get((layout, None), ""))
    )


def test_recorder() -> None:
    """The configuration that keeps actions out of the database is valid."""
    (block,) = [block for block in BLOCKS if "recorder" in block]
    RECORDER_SCHEMA(block)


def test_logger() -> None:
    """The configuration that switches on the wire log is valid."""
    (block,) = [block for block in BLOCKS if "logger" in block]
    LOGGER_SCHEMA(block)


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"\]\(((?!https?:|#)[^)]+)\)", README)))
)
def test_link(path: str) -> None:
    """What the README links to or shows is there."""
    assert (TOP / path).exists()


@pytest.mark.parametrize("anchor", sorted(set(re.findall(r"\]\(#([^)]+)\)", README))))
def test_anchor(anchor: str) -> None:
    """Where the README leads inside itself, there is a heading."""
    headings = re.findall(r"^#+ (.*)$", README, re.MULTILINE)
    anchors = {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in headings
    }
    assert anchor in anchors
