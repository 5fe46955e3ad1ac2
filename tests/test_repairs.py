"""Issues that come and go by themselves, and what mends them."""

from datetime import timedelta
from typing import Any

from homeassistant.components.repairs import DOMAIN as REPAIRS
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.esp_at.const import DOMAIN
from custom_components.esp_at.issues import CHECK_INTERVAL, WINDOW, Issue
from esp_at_simulator import SimulatedModule
from tests.common import until


def issue_of(
    hass: HomeAssistant, entry: MockConfigEntry, issue: Issue
) -> ir.IssueEntry | None:
    """Return an issue of a module, if there is one."""
    return ir.async_get(hass).async_get_issue(DOMAIN, f"{issue}_{entry.entry_id}")


async def later(hass: HomeAssistant, passed: timedelta = CHECK_INTERVAL) -> None:
    """Look at a module as if time had passed."""
    async_fire_time_changed(hass, dt_util.utcnow() + passed + timedelta(seconds=5))
    await hass.async_block_till_done()


async def restart(entry: MockConfigEntry, simulator: SimulatedModule) -> None:
    """Let the module restart by itself, and wait until it is back."""
    seen: list[object] = []
    stop = entry.runtime_data.device.subscribe_events(seen.append)
    simulator.brown_out()
    await until(lambda: seen)
    stop()


async def test_restart_loop(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    simulator: SimulatedModule,
) -> None:
    """Three restarts make the issue, ten quiet minutes take it back."""
    for _ in range(2):
        await restart(entry, simulator)
    assert issue_of(hass, entry, Issue.RESTART_LOOP) is None
    await restart(entry, simulator)
    issue = issue_of(hass, entry, Issue.RESTART_LOOP)
    assert issue is not None
    assert issue.translation_placeholders == {"name": entry.title, "restarts": "3"}
    assert not issue.is_fixable

    await later(hass)
    assert issue_of(hass, entry, Issue.RESTART_LOOP) is not None
    await later(hass, 2 * WINDOW)
    assert issue_of(hass, entry, Issue.RESTART_LOOP) is None


async def test_restarts_that_were_asked_for(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """A user who restarts the module thrice has no broken supply."""
    seen: list[object] = []
    entry.runtime_data.device.subscribe_events(seen.append)
    for count in range(1, 4):
        await entry.runtime_data.device.system.restart()
        await until(lambda count=count: len(seen) == count)
    await later(hass)
    assert issue_of(hass, entry, Issue.RESTART_LOOP) is None


async def test_unload_takes_issues_back(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """An entry that is gone leaves no issue behind."""
    for _ in range(3):
        await restart(entry, simulator)
    assert issue_of(hass, entry, Issue.RESTART_LOOP) is not None
    await hass.config_entries.async_unload(entry.entry_id)
    assert issue_of(hass, entry, Issue.RESTART_LOOP) is None


async def mend(
    hass: HomeAssistant, client: ClientSessionGenerator, issue: ir.IssueEntry
) -> None:
    """Go through the fix flow of an issue as the user interface does."""
    assert await async_setup_component(hass, REPAIRS, {})
    http = await client()
    answer = await http.post(
        "/api/repairs/issues/fix",
        json={"handler": DOMAIN, "issue_id": issue.issue_id},
    )
    form: dict[str, Any] = await answer.json()
    assert form["step_id"] == "confirm"
    assert form["description_placeholders"] == issue.translation_placeholders
    answer = await http.post(f"/api/repairs/issues/fix/{form['flow_id']}", json={})
    assert (await answer.json())["type"] == "create_entry"
    await hass.async_block_till_done()


async def test_entities_that_the_firmware_lacks(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    entry: MockConfigEntry,
) -> None:
    """Entities of another firmware are named, and removed when the owner agrees."""
    registry = er.async_get(hass)
    left_over = registry.async_get_or_create(
        "sensor", DOMAIN, f"{entry.unique_id}_gone", config_entry=entry
    )
    await hass.config_entries.async_unload(entry.entry_id)
    hass.states.async_set(left_over.entity_id, "unavailable", {"restored": True})
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    await later(hass)

    issue = issue_of(hass, entry, Issue.ENTITIES)
    assert issue is not None
    assert issue.translation_placeholders is not None
    assert issue.translation_placeholders["entities"] == f"- `{left_over.entity_id}`"

    await mend(hass, hass_client, issue)
    assert registry.async_get(left_over.entity_id) is None
    await later(hass)
    assert issue_of(hass, entry, Issue.ENTITIES) is None
