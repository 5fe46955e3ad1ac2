"""Issues that come and go by themselves, and what mends them."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from homeassistant.components.repairs import DOMAIN as REPAIRS
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    device_registry as dr,
    entity_registry as er,
    issue_registry as ir,
)
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.esp_at.at.commands.wifi import GetStationMac
from custom_components.esp_at.at.errors import EspAtError
from custom_components.esp_at.const import (
    CONF_FAST_BAUDRATE,
    CONF_FLOW_CONTROL,
    DOMAIN,
)
from custom_components.esp_at.issues import (
    CHECK_INTERVAL,
    LOST_ANSWERS,
    LOST_LINES,
    WINDOW,
    Issue,
)
from esp_at_simulator import SimulatedModule
from tests.common import until


def issue_of(
    hass: HomeAssistant, entry: MockConfigEntry, issue: Issue
) -> ir.IssueEntry | None:
    """Return an issue of a module, if there is one."""
    return ir.async_get(hass).async_get_issue(DOMAIN, f"{issue}_{entry.entry_id}")


class Clock:
    """Home Assistant's clock, which a test may put forward.

    The event loop's stays as it is: real bytes are on a real line.
    """

    def __init__(self) -> None:
        """Start with the real time."""
        self.ahead = timedelta()

    def now(self) -> datetime:
        """Return the time that Home Assistant is told."""
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return the clock of Home Assistant."""
    clock = Clock()
    monkeypatch.setattr(dt_util, "utcnow", clock.now)
    return clock


async def later(
    hass: HomeAssistant, clock: Clock, passed: timedelta = CHECK_INTERVAL
) -> None:
    """Let time pass until the next look."""
    clock.ahead += passed + timedelta(seconds=1)
    async_fire_time_changed(hass, clock.now())
    await hass.async_block_till_done()


async def brown_out(entry: MockConfigEntry, simulator: SimulatedModule) -> None:
    """Let the module restart by itself, and do not wait until it is set up again."""
    device = entry.runtime_data.device
    before = device.counters.restarts
    simulator.brown_out()
    await until(lambda: device.counters.restarts > before)


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
    clock: Clock,
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

    await later(hass, clock)
    assert issue_of(hass, entry, Issue.RESTART_LOOP) is not None
    await later(hass, clock, WINDOW)
    assert issue_of(hass, entry, Issue.RESTART_LOOP) is None


async def test_restarts_without_an_event(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    simulator: SimulatedModule,
    clock: Clock,
) -> None:
    """Restarts that come before the module is set up again count as well."""
    seen: list[object] = []
    entry.runtime_data.device.subscribe_events(seen.append)
    for _ in range(3):
        await brown_out(entry, simulator)
    await until(lambda: seen)
    await later(hass, clock)
    await later(hass, clock)
    assert len(seen) == 1
    assert issue_of(hass, entry, Issue.RESTART_LOOP) is not None


async def test_restart_during_a_look(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    simulator: SimulatedModule,
    clock: Clock,
) -> None:
    """A restart that is told only after a look at the counters is counted once."""
    seen: list[object] = []
    entry.runtime_data.device.subscribe_events(seen.append)
    for _ in range(2):
        seen.clear()
        await brown_out(entry, simulator)
        await later(hass, clock)
        await until(lambda: seen)
    await later(hass, clock)
    assert issue_of(hass, entry, Issue.RESTART_LOOP) is None


async def test_restarts_that_were_asked_for(
    hass: HomeAssistant, entry: MockConfigEntry, clock: Clock
) -> None:
    """A user who restarts the module thrice has no broken supply."""
    seen: list[object] = []
    entry.runtime_data.device.subscribe_events(seen.append)
    for _ in range(3):
        seen.clear()
        await entry.runtime_data.device.system.restart()
        await until(lambda: seen)
    await later(hass, clock)
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
    simulator: SimulatedModule,
    clock: Clock,
) -> None:
    """Entities of another firmware are named, and removed when the owner agrees."""
    await later(hass, clock)
    assert issue_of(hass, entry, Issue.ENTITIES) is None
    registry = er.async_get(hass)
    left_over = sorted(
        each.entity_id
        for each in registry.entities.values()
        if each.unique_id.endswith("_reconnect") or "_keyboard" in each.unique_id
    )
    shown = [each for each in left_over if hass.states.get(each)]
    assert 10 < len(shown) < len(left_over)
    newer = entry.runtime_data
    simulator.nvs.firmware = "1.1.3.0"
    simulator.power_cycle()
    await until(
        lambda: (
            entry.state is ConfigEntryState.LOADED and entry.runtime_data is not newer
        )
    )
    await later(hass, clock)

    issue = issue_of(hass, entry, Issue.ENTITIES)
    assert issue is not None
    assert issue.translation_placeholders is not None
    assert issue.translation_placeholders["firmware"] == "1.1.3.0"
    assert issue.translation_placeholders["entities"] == "\n".join(
        f"- `{each}`" for each in shown
    )

    await mend(hass, hass_client, issue)
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    assert len(devices) == 1
    assert not any(registry.async_get(each) for each in left_over)
    await later(hass, clock)
    assert issue_of(hass, entry, Issue.ENTITIES) is None


async def lose_bytes(
    hass: HomeAssistant,
    clock: Clock,
    entry: MockConfigEntry,
    simulator: SimulatedModule,
) -> None:
    """Use a line that loses a byte here and there, until the next look."""
    device = entry.runtime_data.device
    before = device.counters
    async with asyncio.timeout(30):
        while (
            device.counters.timeouts < before.timeouts + LOST_ANSWERS
            or device.counters.unknown_lines < before.unknown_lines + LOST_LINES
        ):
            simulator.faults.drop_out = 0.1
            with suppress(EspAtError):
                await device.client.execute(GetStationMac(), timeout=0.1)
            simulator.faults.drop_out = 0
            await device.system.send_command("AT")
    await later(hass, clock)


@pytest.mark.usefixtures("impatient")
async def test_bytes_lost(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    simulator: SimulatedModule,
    clock: Clock,
) -> None:
    """Lost bytes lead to advice on flow control, ten clean minutes take it back."""
    await later(hass, clock)
    assert issue_of(hass, entry, Issue.BYTES_LOST) is None
    await lose_bytes(hass, clock, entry, simulator)
    issue = issue_of(hass, entry, Issue.BYTES_LOST)
    assert issue is not None
    assert issue.translation_placeholders == {"name": entry.title, "baudrate": "115200"}

    await later(hass, clock)
    assert issue_of(hass, entry, Issue.BYTES_LOST) is not None
    await later(hass, clock, WINDOW)
    assert issue_of(hass, entry, Issue.BYTES_LOST) is None


@pytest.mark.usefixtures("impatient")
async def test_bytes_lost_with_flow_control(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    simulator: SimulatedModule,
    clock: Clock,
) -> None:
    """Who has flow control on is not advised to switch it on."""
    hass.config_entries.async_update_entry(
        entry, data={**entry.data, CONF_FLOW_CONTROL: True}
    )
    await lose_bytes(hass, clock, entry, simulator)
    assert issue_of(hass, entry, Issue.BYTES_LOST) is None
    assert issue_of(hass, entry, Issue.BYTES_LOST_FLOW_CONTROL) is not None


@pytest.mark.parametrize("options", [{CONF_FAST_BAUDRATE: "921600"}])
async def test_faster_line_that_holds(
    hass: HomeAssistant, entry: MockConfigEntry, clock: Clock
) -> None:
    """A faster line that works is nothing to talk about."""
    await later(hass, clock)
    assert entry.runtime_data.device.baudrate == 921600
    assert issue_of(hass, entry, Issue.FASTER_LINE) is None


async def test_faster_line_given_up(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    entry: MockConfigEntry,
    clock: Clock,
) -> None:
    """A line that is slower than wanted is told, and its owner may settle for it."""
    hass.config_entries.async_update_entry(
        entry, options={CONF_FAST_BAUDRATE: "921600"}
    )
    await later(hass, clock)
    issue = issue_of(hass, entry, Issue.FASTER_LINE)
    assert issue is not None
    assert issue.translation_placeholders == {
        "name": entry.title,
        "wanted": "921600",
        "baudrate": "115200",
    }

    await mend(hass, hass_client, issue)
    assert entry.options == {CONF_FAST_BAUDRATE: "0"}
    assert issue_of(hass, entry, Issue.FASTER_LINE) is None
    await later(hass, clock)
    assert issue_of(hass, entry, Issue.FASTER_LINE) is None


async def test_module_that_is_away(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    simulator: SimulatedModule,
    clock: Clock,
) -> None:
    """Nothing is said of the line of a module that is not there."""
    hass.config_entries.async_update_entry(
        entry, options={CONF_FAST_BAUDRATE: "921600"}
    )
    simulator.unplug()
    await until(lambda: not entry.runtime_data.device.state.online)
    await later(hass, clock)
    assert issue_of(hass, entry, Issue.FASTER_LINE) is None
    simulator.plug()
    await until(lambda: entry.runtime_data.device.state.online)
