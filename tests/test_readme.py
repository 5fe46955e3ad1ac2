"""The examples of the README run, and what it names exists."""

from pathlib import Path
import re
from typing import Any

from homeassistant.components.automation import DOMAIN as AUTOMATION
from homeassistant.components.logger import CONFIG_SCHEMA as LOGGER_SCHEMA
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.script import Script, async_validate_actions_config
from homeassistant.helpers.template import Template
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import parse_yaml
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.esp_at.const import DOMAIN
from custom_components.esp_at.services import ACTIONS
from tests.conftest import HOME, PASSWORD

TOP = Path(__file__).parents[1]
README = (TOP / "README.md").read_text()
BLOCKS: list[Any] = [
    parse_yaml(text) for text in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
]
EXAMPLES = [block for block in BLOCKS if "action" in block]
AUTOMATIONS = [block for block in BLOCKS if "triggers" in block]
OF_AN_ENTITY = re.compile(r"config_entry_id\('([^']+)'\)")


@pytest.fixture
async def joined(entry: MockConfigEntry) -> MockConfigEntry:
    """Return a module that is in its network and offers one of its own."""
    await entry.runtime_data.device.wifi.join(HOME, PASSWORD)
    await entry.runtime_data.device.soft_ap.configure("Guests", password="welcome!")
    return entry


@pytest.mark.parametrize("block", EXAMPLES, ids=lambda block: block["action"])
async def test_action(
    hass: HomeAssistant, joined: MockConfigEntry, block: dict[str, Any]
) -> None:
    """An action of the README does what it says on a module near the demo's network."""
    actions = await async_validate_actions_config(hass, cv.SCRIPT_SCHEMA([block]))
    script = Script(hass, actions, "example", "test")
    result = await script.async_run()
    assert result is not None
    if variable := block.get("response_variable"):
        assert result.variables[variable]


def test_every_action_has_an_example() -> None:
    """No action is left without an example."""
    shown = {block["action"] for block in EXAMPLES}
    assert shown == {f"{DOMAIN}.{action.name}" for action in ACTIONS}


@pytest.mark.parametrize("block", AUTOMATIONS, ids=lambda block: block["alias"])
async def test_automation(
    hass: HomeAssistant, joined: MockConfigEntry, block: dict[str, Any]
) -> None:
    """An automation of the README is taken as it stands, and its entities exist."""
    assert await async_setup_component(hass, AUTOMATION, {AUTOMATION: [block]})
    await hass.async_block_till_done()
    (state,) = hass.states.async_all(AUTOMATION)
    assert state.state == "on"
    for entity_id in OF_AN_ENTITY.findall(str(block)):
        template = Template(f"{{{{ config_entry_id('{entity_id}') }}}}", hass)
        assert template.async_render() == joined.entry_id
    await hass.services.async_call(
        AUTOMATION, "turn_off", {"entity_id": state.entity_id}, blocking=True
    )


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
