"""An entry's life: it is set up, it survives what happens on the line, it goes."""

import asyncio
import fcntl
import logging
import os
from pathlib import Path

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import (
    CONF_DEVICE,
    EVENT_HOMEASSISTANT_STOP,
    STATE_UNAVAILABLE,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from syrupy.assertion import SnapshotAssertion

from custom_components.esp_at.const import (
    CONF_FAST_BAUDRATE,
    CONF_REFRESH_INTERVAL,
    DOMAIN,
)
from esp_at_simulator.module import SimulatedModule
from tests.common import entity_id, refresh_until, state_of, until
from tests.conftest import HOME, PASSWORD


def device_of(hass: HomeAssistant, entry: MockConfigEntry) -> dr.DeviceEntry:
    """Return the device of an entry's module."""
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, str(entry.unique_id)), entry.entry_id
    )
    assert device is not None
    return device


@pytest.mark.parametrize(
    ("profile", "chip"),
    [("1.1", "esp32"), ("2.0", "esp32"), ("3.4", "esp32c3"), ("4.1", "esp32c6")],
)
async def test_device(
    hass: HomeAssistant, entry: MockConfigEntry, snapshot: SnapshotAssertion
) -> None:
    """The device page tells module, chip, firmware and MAC address."""
    assert device_of(hass, entry) == snapshot


async def test_unload(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Unloading frees the port, and leaves nothing behind."""
    assert await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()

    assert entry.state is ConfigEntryState.NOT_LOADED
    port = os.open(entry.data[CONF_DEVICE], os.O_RDWR | os.O_NOCTTY)
    try:
        fcntl.flock(port, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        os.close(port)


async def test_reload_often(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """However often an entry is reloaded, nothing grows."""

    def count() -> tuple[int, int]:
        return len(asyncio.all_tasks()), len(list(Path("/proc/self/fd").iterdir()))

    async def reload() -> None:
        await hass.config_entries.async_reload(entry.entry_id)
        await hass.async_block_till_done()

    await reload()
    before = count()
    for _ in range(20):
        await reload()
    assert count() == before
    assert entry.state is ConfigEntryState.LOADED


async def test_remove(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Removing the entry removes the device."""
    assert await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()

    registry = dr.async_get(hass)
    assert not dr.async_entries_for_config_entry(registry, entry.entry_id)
    assert not hass.states.async_all("sensor")


async def test_stop(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """When Home Assistant stops, the port is closed."""
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STOP)
    await hass.async_block_till_done()

    assert not entry.runtime_data.device.state.online


@pytest.mark.usefixtures("unloaded")
async def test_port_missing(
    hass: HomeAssistant, simulator: SimulatedModule, new_entry: MockConfigEntry
) -> None:
    """Without its port the entry is tried again, and its page tells why."""
    simulator.unplug()
    new_entry.add_to_hass(hass)
    await hass.config_entries.async_setup(new_entry.entry_id)

    assert new_entry.state is ConfigEntryState.SETUP_RETRY
    assert new_entry.error_reason_translation_key == "port_not_found"
    assert new_entry.reason is not None
    assert "no such port" in new_entry.reason

    simulator.plug()
    await hass.config_entries.async_reload(new_entry.entry_id)
    assert new_entry.state is ConfigEntryState.LOADED


@pytest.mark.usefixtures("unloaded")
async def test_port_not_ready(hass: HomeAssistant, new_entry: MockConfigEntry) -> None:
    """A port of an ESPHome device is waited for until ESPHome is there."""
    new_entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(
        new_entry,
        data={**new_entry.data, CONF_DEVICE: "esphome-hass://esphome/0123"},
    )
    await hass.config_entries.async_setup(new_entry.entry_id)

    assert new_entry.state is ConfigEntryState.SETUP_RETRY
    assert new_entry.reason == "ESPHome has not loaded yet"


@pytest.mark.usefixtures("unloaded")
async def test_other_module(hass: HomeAssistant, new_entry: MockConfigEntry) -> None:
    """An entry does not take another module for its own."""
    new_entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(new_entry, unique_id="24:0a:c4:00:00:42")
    await hass.config_entries.async_setup(new_entry.entry_id)

    assert new_entry.state is ConfigEntryState.SETUP_ERROR
    assert new_entry.error_reason_translation_key == "another_module"
    assert new_entry.reason is not None
    assert "24:0a:c4:00:00:42" in new_entry.reason


@pytest.mark.usefixtures("unloaded")
async def test_no_mac_address(
    hass: HomeAssistant, simulator: SimulatedModule, new_entry: MockConfigEntry
) -> None:
    """A module that did not tell its address is asked again."""
    forms = simulator.build.commands.pop("+CIPSTAMAC")
    new_entry.add_to_hass(hass)
    await hass.config_entries.async_setup(new_entry.entry_id)
    assert new_entry.state is ConfigEntryState.SETUP_RETRY
    assert new_entry.error_reason_translation_key == "no_mac"

    simulator.build.commands["+CIPSTAMAC"] = forms
    await hass.config_entries.async_reload(new_entry.entry_id)
    assert new_entry.state is ConfigEntryState.LOADED


async def test_lost_and_back(
    hass: HomeAssistant,
    simulator: SimulatedModule,
    entry: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """While the port is away entities are unavailable; each change is logged once."""
    caplog.set_level(logging.INFO)
    simulator.unplug()
    await until(lambda: state_of(hass, "sensor", "connection") == STATE_UNAVAILABLE)

    # What is read at an interval fails quietly meanwhile
    await entry.runtime_data.async_refresh()
    await entry.runtime_data.async_refresh()
    assert state_of(hass, "sensor", "connection") == STATE_UNAVAILABLE

    simulator.plug()
    await until(lambda: state_of(hass, "sensor", "connection") != STATE_UNAVAILABLE)
    assert state_of(hass, "sensor", "connection") == "not_started"

    ours = [
        record.getMessage()
        for record in caplog.records
        if record.name == "custom_components.esp_at.coordinator"
        and record.levelno >= logging.INFO
    ]
    assert ours == ["ESP-AT is unavailable", "ESP-AT is back"]


async def test_reset(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry
) -> None:
    """A module that was reset is set up again by itself."""
    simulator.brown_out()
    await until(
        lambda: state_of(hass, "event", "restart") not in {"unknown", STATE_UNAVAILABLE}
    )

    event = hass.states.get(entity_id(hass, "event", "restart"))
    assert event is not None
    assert event.attributes["event_type"] == "unexpected"
    assert state_of(hass, "sensor", "connection") == "not_started"
    assert not simulator.state.echo


async def test_push_and_refresh(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry
) -> None:
    """What the module tells shows at once, what it does not tell when it is read."""
    await entry.runtime_data.device.wifi.join(HOME, PASSWORD)
    await until(lambda: state_of(hass, "sensor", "connection") == "connected")
    await until(lambda: state_of(hass, "sensor", "signal") == "-55")

    simulator.surroundings.access_point(HOME).rssi = -71
    await refresh_until(entry, lambda: state_of(hass, "sensor", "signal") == "-71")

    simulator.surroundings.remove_access_point(HOME)
    await until(lambda: state_of(hass, "sensor", "connection") == "disconnected")


async def test_firmware_update(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry
) -> None:
    """Other firmware shows on the device page, and brings its own entities."""
    before = device_of(hass, entry).sw_version
    simulator.nvs.firmware = "5.0"
    simulator.power_cycle()

    await until(lambda: device_of(hass, entry).sw_version != before)
    await hass.async_block_till_done()
    assert (
        device_of(hass, entry).sw_version
        == entry.runtime_data.device.firmware.version_text
    )
    assert entry.state is ConfigEntryState.LOADED


@pytest.mark.parametrize(
    "options", [{CONF_FAST_BAUDRATE: "921600", CONF_REFRESH_INTERVAL: 10}]
)
async def test_options(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry
) -> None:
    """The line runs at the rate, and is read at the interval, that was chosen."""
    assert simulator.state.uart.baudrate == 921600
    assert entry.runtime_data.update_interval.total_seconds() == 10


async def test_yaml(hass: HomeAssistant) -> None:
    """The integration is not set up in YAML, and whoever tries is told so."""
    assert await async_setup_component(hass, DOMAIN, {DOMAIN: {"device": "/dev/x"}})
    issues = ir.async_get(hass).issues
    assert ("homeassistant", f"config_entry_only_{DOMAIN}") in issues
