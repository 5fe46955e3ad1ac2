"""The firmware of a module is updated over its own network."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import timedelta
from typing import Any

from homeassistant.components.update import DOMAIN as UPDATE
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import (
    Event,
    EventStateChangedData,
    HomeAssistant,
    State,
    callback,
)
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
    mock_restore_cache,
)
from pytest_homeassistant_custom_component.typing import WebSocketGenerator
from syrupy.assertion import SnapshotAssertion

from custom_components.esp_at.const import DOMAIN
from custom_components.esp_at.device.update import UpdateStep
from custom_components.esp_at.update import ASK_INTERVAL, FIRST_ASK
from esp_at_simulator.module import STATION_MAC, SimulatedModule
from esp_at_simulator.update_server import UpdateServer
from tests.common import assert_platform, entity_id, state_of, until
from tests.conftest import HOME, PASSWORD

QUESTION = "AT+CIPFWVER?"
ENTITY = "update.esp_at_wroom_32_firmware"

pytestmark = pytest.mark.usefixtures("socket_enabled")


@pytest.fixture
async def server(simulator: SimulatedModule) -> AsyncGenerator[UpdateServer]:
    """Run a server that has a newer version."""
    server = UpdateServer("5.0.1.0")
    async with server.serve(simulator.surroundings):
        yield server


@pytest.fixture
async def offered(
    hass: HomeAssistant, entry: MockConfigEntry, server: UpdateServer
) -> MockConfigEntry:
    """Return a module that is in a network, and that was offered the version."""
    await entry.runtime_data.device.wifi.join(HOME, PASSWORD)
    pass_time(hass, FIRST_ASK)
    await until(lambda: state_of(hass, UPDATE, "firmware") == "on")
    return entry


def shown(hass: HomeAssistant) -> dict[str, Any]:
    """Return the attributes of the update."""
    state = hass.states.get(entity_id(hass, UPDATE, "firmware"))
    assert state is not None
    return dict(state.attributes)


def pass_time(hass: HomeAssistant, delay: timedelta) -> None:
    """Let the next question be due."""
    async_fire_time_changed(hass, dt_util.utcnow() + delay + timedelta(seconds=1))


async def install(hass: HomeAssistant) -> None:
    """Install the newest version."""
    await hass.services.async_call(
        UPDATE, "install", {ATTR_ENTITY_ID: ENTITY}, blocking=True
    )


async def test_platform(
    hass: HomeAssistant, entry: MockConfigEntry, snapshot: SnapshotAssertion
) -> None:
    """The update before the newest version is known."""
    assert_platform(hass, UPDATE, snapshot)


async def test_newest(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    simulator: SimulatedModule,
    server: UpdateServer,
) -> None:
    """The newest version is asked for once the module is in a network, once a day."""
    pass_time(hass, FIRST_ASK)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert QUESTION not in simulator.received

    await entry.runtime_data.device.wifi.join(HOME, PASSWORD)
    await until(lambda: state_of(hass, UPDATE, "firmware") == "on")
    assert shown(hass)["latest_version"] == "5.0.1.0"
    assert shown(hass)["installed_version"] == "4.1.1.0"
    assert simulator.received.count(QUESTION) == 1

    pass_time(hass, ASK_INTERVAL - timedelta(minutes=1))
    await hass.async_block_till_done(wait_background_tasks=True)
    assert simulator.received.count(QUESTION) == 1


async def test_module_gone(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """A module that cannot be asked is asked again the next day."""
    await entry.runtime_data.device.wifi.join(HOME, PASSWORD)
    simulator.time_scale = 1
    pass_time(hass, FIRST_ASK)
    await until(lambda: QUESTION in simulator.received)
    simulator.time_scale = 0.01
    simulator.power_cycle()
    await until(lambda: state_of(hass, UPDATE, "firmware") == "unavailable")
    await until(lambda: state_of(hass, UPDATE, "firmware") == "unknown")


async def test_removed_meanwhile(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """Who is removed while the module is asked does not ask again."""
    await entry.runtime_data.device.wifi.join(HOME, PASSWORD)
    simulator.time_scale = 1
    pass_time(hass, FIRST_ASK)
    await until(lambda: QUESTION in simulator.received)
    er.async_get(hass).async_remove(entity_id(hass, UPDATE, "firmware"))
    await hass.async_block_till_done()
    simulator.time_scale = 0.01
    simulator.power_cycle()
    device = entry.runtime_data.device
    await until(lambda: not device.state.online)
    await until(lambda: device.state.online)


async def test_kept(
    hass: HomeAssistant, new_entry: MockConfigEntry, unloaded: None
) -> None:
    """What was known before Home Assistant restarted is known at once."""
    last = State(ENTITY, "on", {"latest_version": "5.0.1.0"})
    mock_restore_cache(hass, [last])
    new_entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(new_entry.entry_id)
    assert state_of(hass, UPDATE, "firmware") == "on"


async def test_install(hass: HomeAssistant, offered: MockConfigEntry) -> None:
    """The steps show as progress, through the restart; then the new version runs."""
    seen: list[tuple[str, Any]] = []

    @callback
    def note(event: Event[EventStateChangedData]) -> None:
        if (state := event.data["new_state"]) is not None:
            seen.append((state.state, state.attributes.get("update_percentage")))

    async_track_state_change_event(hass, ENTITY, note)
    await install(hass)
    assert [("on", percent) for percent in (0, 25, 50, 75, 100)] == seen[:5]

    await until(lambda: offered.state is ConfigEntryState.LOADED)
    await until(lambda: shown(hass)["installed_version"] == "5.0.1.0")
    assert shown(hass)["in_progress"] is False
    assert state_of(hass, UPDATE, "firmware") == "off"
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, STATION_MAC), offered.entry_id
    )
    assert device is not None
    assert device.sw_version == "5.0.1.0"


async def test_step_that_fails(
    hass: HomeAssistant, offered: MockConfigEntry, server: UpdateServer
) -> None:
    """A failed update names the step, and is in progress no more."""
    server.images.clear()
    with pytest.raises(HomeAssistantError) as caught:
        await install(hass)
    assert caught.value.translation_key == "update_install"
    assert shown(hass)["in_progress"] is False
    assert shown(hass)["update_percentage"] is None


async def test_unloaded_meanwhile(
    hass: HomeAssistant, offered: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """Unloading ends the waiting for an update."""
    simulator.time_scale = 1
    installing = asyncio.create_task(install(hass))
    await until(lambda: simulator.updater.step == UpdateStep.VERSION_RECEIVED)
    assert await hass.config_entries.async_unload(offered.entry_id)
    with pytest.raises(HomeAssistantError):
        await installing


async def test_notes(
    hass: HomeAssistant, entry: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    """The notes say what the update does, what is kept, and how it is undone."""
    client = await hass_ws_client(hass)
    await client.send_json_auto_id(
        {"type": "update/release_notes", "entity_id": ENTITY}
    )
    notes = (await client.receive_json())["result"]
    for words in ("restarts with it", "is kept", "Roll back firmware"):
        assert words in notes


@pytest.mark.parametrize("profile", ["2.0"])
async def test_table(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Of old firmware the newest version is known without a question."""
    await entry.runtime_data.device.wifi.join(HOME, PASSWORD)
    pass_time(hass, FIRST_ASK)
    await until(lambda: state_of(hass, UPDATE, "firmware") == "on")
    assert shown(hass)["latest_version"] == "2.4.0.0"


@pytest.mark.parametrize(
    ("profile", "families", "words"),
    [
        ("1.1", (), "which module"),
        ("3.5", ("all",), "no release"),
    ],
)
async def test_never_offered(
    hass: HomeAssistant, entry: MockConfigEntry, words: str
) -> None:
    """Where Espressif's firmware does not fit there is no update, and it says why."""
    found = shown(hass)
    assert state_of(hass, UPDATE, "firmware") == "off"
    assert found["latest_version"] == found["installed_version"]
    assert found["supported_features"] == 0
    assert words in found["release_summary"]
    pass_time(hass, FIRST_ASK)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert state_of(hass, UPDATE, "firmware") == "off"
