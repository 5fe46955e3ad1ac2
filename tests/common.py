"""What several tests need."""

import asyncio
from collections.abc import Callable

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from custom_components.esp_at.const import DOMAIN


async def until(condition: Callable[[], object], seconds: float = 10.0) -> None:
    """Wait until a condition holds; bytes on a line are nothing else to wait for."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.005)


def entity_id(hass: HomeAssistant, platform: str, key: str) -> str:
    """Return the id of an entity of the only module; ``key`` is its description's."""
    found = [
        entity.entity_id
        for entity in er.async_get(hass).entities.values()
        if entity.platform == DOMAIN
        and entity.domain == platform
        and entity.unique_id.endswith(f"_{key}")
    ]
    assert len(found) == 1, f"{platform} {key}: {found}"
    return found[0]


def state_of(hass: HomeAssistant, platform: str, key: str) -> str:
    """Return the state of an entity of the only module."""
    state = hass.states.get(entity_id(hass, platform, key))
    assert state is not None
    return state.state
