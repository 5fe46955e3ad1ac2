"""The blocks of YAML in the README, and how its examples are run."""

from pathlib import Path
import re
from typing import Any

from homeassistant.components.automation import DOMAIN as AUTOMATION
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.script import Script, async_validate_actions_config
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import parse_yaml

from custom_components.esp_at.const import DOMAIN

TOP = Path(__file__).parents[1]
README = (TOP / "README.md").read_text()
SECRET = re.compile(r"!secret (\w+)")
BLOCKS: list[Any] = [
    parse_yaml(SECRET.sub(r"\1", text))  # the secret's name stands for it
    for text in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
]
EXAMPLES = [block for block in BLOCKS if "action" in block]
AUTOMATIONS = [block for block in BLOCKS if "triggers" in block]


def example(name: str) -> dict[str, Any]:
    """Return the example of an action."""
    (found,) = [block for block in EXAMPLES if block["action"] == f"{DOMAIN}.{name}"]
    return dict(found)


async def run(hass: HomeAssistant, blocks: list[Any]) -> dict[str, Any]:
    """Run actions as a script does; return its variables."""
    actions = await async_validate_actions_config(hass, cv.SCRIPT_SCHEMA(blocks))
    result = await Script(hass, actions, "example", "test").async_run()
    assert result is not None
    return dict(result.variables)


async def set_up(hass: HomeAssistant, domain: str, blocks: list[Any]) -> None:
    """Set an integration up with blocks of the README."""
    assert await async_setup_component(hass, domain, {domain: blocks})
    await hass.async_block_till_done()


async def turn_off(hass: HomeAssistant) -> None:
    """End every automation."""
    await hass.services.async_call(
        AUTOMATION, "turn_off", {"entity_id": "all"}, blocking=True
    )
