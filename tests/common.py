"""What several tests need."""

import asyncio
from collections.abc import Callable
from typing import Any

from homeassistant.components.automation import DOMAIN as AUTOMATION
from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import ATTR_ENTITY_ID, CONF_DEVICE
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)
from syrupy.assertion import SnapshotAssertion
from syrupy.filters import props

from custom_components.esp_at.const import CONF_BAUDRATE, CONF_FLOW_CONTROL, DOMAIN


async def until(condition: Callable[[], object], seconds: float = 10.0) -> None:
    """Wait until a condition holds; bytes on a line are nothing else to wait for."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.005)


async def refresh_until(
    entry: MockConfigEntry, condition: Callable[[], object], seconds: float = 10.0
) -> None:
    """Read the module until a condition holds; a busy one is not read at once."""
    async with asyncio.timeout(seconds):
        while not condition():
            await entry.runtime_data.async_refresh()
            await asyncio.sleep(0.01)


def entity_id(hass: HomeAssistant, platform: str, key: str) -> str:
    """Return the id of an entity of the only module; ``key`` is its description's."""
    found = [
        entity.entity_id
        for entity in er.async_get(hass).entities.values()
        if entity.platform == DOMAIN
        and entity.domain == platform
        and entity.unique_id.split("_", 1)[1] == key
    ]
    assert len(found) == 1, f"{platform} {key}: {found}"
    return found[0]


def state_of(hass: HomeAssistant, platform: str, key: str) -> str:
    """Return the state of an entity of the only module."""
    state = hass.states.get(entity_id(hass, platform, key))
    assert state is not None
    return state.state


def assert_platform(
    hass: HomeAssistant,
    platform: str,
    snapshot: SnapshotAssertion,
    *,
    varying: tuple[str, ...] = (),
) -> None:
    """Every entity of a platform has the states and registry entries of a snapshot.

    ``varying`` names the keys of those whose state is different each time.
    """
    registry = er.async_get(hass)
    found = sorted(
        entity.entity_id
        for entity in registry.entities.values()
        if entity.platform == DOMAIN and entity.domain == platform
    )
    assert found
    loose = {entity_id(hass, platform, key) for key in varying}
    for entity in found:
        assert registry.async_get(entity) == snapshot(name=f"{entity}-entry")
        assert hass.states.get(entity) == snapshot(
            name=f"{entity}-state", exclude=props("state") if entity in loose else None
        )


async def call(
    hass: HomeAssistant, platform: str, action: str, key: str, **data: object
) -> None:
    """Call an action on an entity of the only module."""
    await hass.services.async_call(
        platform,
        action,
        {ATTR_ENTITY_ID: entity_id(hass, platform, key), **data},
        blocking=True,
    )


async def submit(
    hass: HomeAssistant, flow_id: str, device: str, baudrate: str = "115200"
) -> ConfigFlowResult:
    """Fill in a form for a port."""
    return await hass.config_entries.flow.async_configure(
        flow_id,
        {CONF_DEVICE: device, CONF_BAUDRATE: baudrate, CONF_FLOW_CONTROL: False},
    )


async def listen(
    hass: HomeAssistant, *triggers: dict[str, Any], **trigger: Any
) -> list[Event[dict[str, Any]]]:
    """Set up an automation; return the list in which it notes what it was given.

    One trigger is given by its keys, several each as a dictionary.
    """
    noted: list[Event[dict[str, Any]]] = async_capture_events(hass, "noted")
    assert await async_setup_component(
        hass,
        AUTOMATION,
        {
            AUTOMATION: {
                "triggers": list(triggers) or [trigger],
                "actions": [
                    {"event": "noted", "event_data": {"trigger": "{{ trigger }}"}}
                ],
                "mode": "queued",
            }
        },
    )
    await hass.async_block_till_done()
    return noted
