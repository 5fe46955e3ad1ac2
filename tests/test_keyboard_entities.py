"""The keyboard in Home Assistant: switched on, found again, and used by a host."""

import asyncio
from typing import Any

from homeassistant.const import (
    EVENT_HOMEASSISTANT_STOP,
    STATE_OFF,
    STATE_ON,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.esp_at.const import CONF_BAUDRATE, CONF_KEYBOARD, DOMAIN
from esp_at_simulator import SimulatedModule
from esp_at_simulator.hid_host import HidHost
from tests.common import call, entity_id, listen, state_of, submit, until

PLATFORMS = (
    "binary_sensor",
    "button",
    "event",
    "media_player",
    "notify",
    "remote",
    "switch",
)


def keyboard_device(hass: HomeAssistant, entry: MockConfigEntry) -> dr.DeviceEntry:
    """Return the device of the keyboard."""
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, f"{entry.unique_id}_keyboard"), entry.entry_id
    )
    assert device is not None
    return device


def event(hass: HomeAssistant) -> dict[str, Any]:
    """Return what the event entity of the keyboard last told."""
    state = hass.states.get(entity_id(hass, "event", "keyboard_host"))
    assert state is not None
    wanted = ("event_type", "role")
    return {name: state.attributes[name] for name in wanted if name in state.attributes}


async def test_device(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """The keyboard is a device of its own below the module, with all its entities."""
    device = keyboard_device(hass, entry)
    assert device.name == "Keyboard"
    module = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, str(entry.unique_id)), entry.entry_id
    )
    assert module is not None
    assert device.via_device_id == module.id

    entities = er.async_entries_for_device(
        er.async_get(hass), device.id, include_disabled_entities=True
    )
    assert {entity.domain for entity in entities} == set(PLATFORMS)
    named = {
        f"{platform}.keyboard"
        for platform in ("media_player", "notify", "remote", "switch")
    }
    ids = {entity.entity_id for entity in entities}
    assert named | {"binary_sensor.keyboard_host", "event.keyboard_host"} <= ids


@pytest.mark.parametrize(
    ("profile", "chip"), [("1.1", "esp32"), ("3.4", "esp32s2"), ("4.1", "esp32c6")]
)
async def test_firmware_without_keyboard(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Where the firmware cannot be a keyboard, nothing of it is there."""
    registry = er.async_get(hass)
    entities = er.async_entries_for_config_entry(registry, entry.entry_id)
    assert entities
    assert not [each for each in entities if "keyboard" in each.unique_id]
    assert (
        len(dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)) == 1
    )


@pytest.mark.parametrize("platform", ["switch", "remote"])
async def test_switching(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    simulator: SimulatedModule,
    host: HidHost,
    *,
    platform: str,
) -> None:
    """Switched on, a host finds and uses it; switched off, the host is left."""
    simulator.surroundings.hid_hosts.append(host)
    for each in ("switch", "remote", "media_player"):
        assert state_of(hass, each, "keyboard") == STATE_OFF
    assert state_of(hass, "binary_sensor", "keyboard_host") == STATE_OFF

    await call(hass, platform, "turn_on", "keyboard")
    await until(lambda: host.connected)
    await until(lambda: state_of(hass, "binary_sensor", "keyboard_host") == STATE_ON)
    for each in ("switch", "remote", "media_player"):
        assert state_of(hass, each, "keyboard") == STATE_ON
    assert entry.data[CONF_KEYBOARD] is True

    await call(hass, platform, "turn_off", "keyboard")
    await until(lambda: not host.connected)
    assert state_of(hass, "binary_sensor", "keyboard_host") == STATE_OFF
    for each in ("switch", "remote", "media_player"):
        assert state_of(hass, each, "keyboard") == STATE_OFF
    assert entry.data[CONF_KEYBOARD] is False


@pytest.mark.parametrize("way", ["home_assistant", "module", "both"])
async def test_restarts(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    simulator: SimulatedModule,
    host: HidHost,
    *,
    way: str,
) -> None:
    """A keyboard is one again after a restart, without anybody's help."""
    simulator.surroundings.hid_hosts.append(host)
    await call(hass, "switch", "turn_on", "keyboard")
    await until(lambda: host.connected)

    if way != "module":
        assert await hass.config_entries.async_unload(entry.entry_id)
    if way != "home_assistant":
        simulator.brown_out()
        await until(lambda: not host.connected)
    if way != "module":
        assert await hass.config_entries.async_setup(entry.entry_id)
    await until(lambda: state_of(hass, "binary_sensor", "keyboard_host") == STATE_ON)
    assert state_of(hass, "switch", "keyboard") == STATE_ON
    await call(hass, "notify", "send_message", "keyboard", message="again")
    assert host.text == "again"


async def test_off_stays_off(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """What was switched off is off after a restart of Home Assistant."""
    await call(hass, "switch", "turn_off", "keyboard")
    assert await hass.config_entries.async_reload(keyboard.entry_id)
    assert state_of(hass, "switch", "keyboard") == STATE_OFF
    assert not host.connected


async def test_reconfigure(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Changing the port keeps the keyboard switched on."""
    await call(hass, "switch", "turn_on", "keyboard")
    result = await entry.start_reconfigure_flow(hass)
    result = await submit(hass, result["flow_id"], entry.data["device"])
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    assert entry.data[CONF_KEYBOARD] is True
    assert entry.data[CONF_BAUDRATE] == 115200
    assert state_of(hass, "switch", "keyboard") == STATE_ON


async def test_module_goes_while_switching(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """What a lost module was told last is done once it is back."""
    simulator.faults.hang(100)
    switching = hass.async_create_task(call(hass, "switch", "turn_on", "keyboard"))
    await asyncio.sleep(0.1)
    simulator.unplug()
    with pytest.raises(HomeAssistantError):
        await switching
    assert entry.data[CONF_KEYBOARD] is True
    simulator.faults.clear()
    simulator.brown_out()
    simulator.plug()
    await until(lambda: state_of(hass, "switch", "keyboard") == STATE_ON)


async def test_refused(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """A module that refuses is told, and is not asked again at every restart."""
    simulator.hid.has_memory = False
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, "switch", "turn_on", "keyboard")
    assert caught.value.translation_key == "hid_refused"
    assert not entry.data[CONF_KEYBOARD]
    assert state_of(hass, "switch", "keyboard") == STATE_OFF


async def test_availability(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """The entities are there while the module is, host or not."""
    assert state_of(hass, "button", "keyboard_play") == STATE_UNKNOWN
    simulator.unplug()
    await until(lambda: state_of(hass, "switch", "keyboard") == STATE_UNAVAILABLE)
    assert state_of(hass, "button", "keyboard_play") == STATE_UNAVAILABLE
    simulator.plug()
    await until(lambda: state_of(hass, "button", "keyboard_play") == STATE_UNKNOWN)


async def test_host_events(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    simulator: SimulatedModule,
    host: HidHost,
) -> None:
    """Hosts that come and go are told, and roles that were given up for them."""
    await entry.runtime_data.device.system.send_command("AT+BLEINIT=1")
    assert event(hass) == {"event_type": None}
    await call(hass, "switch", "turn_on", "keyboard")
    assert event(hass) == {"event_type": "role_ended", "role": "ble"}

    simulator.surroundings.hid_hosts.append(host)
    await until(lambda: event(hass) == {"event_type": "host_connected"})
    host.disconnect()
    await until(lambda: event(hass) == {"event_type": "host_disconnected"})


async def test_end_of_home_assistant(
    hass: HomeAssistant, keyboard: MockConfigEntry
) -> None:
    """That Home Assistant ends is not told as the end of a host, which stays."""
    await until(lambda: event(hass) == {"event_type": "host_connected"})
    noted = await listen(hass, trigger="esp_at.keyboard_host_disconnected", options={})
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STOP)
    await until(lambda: not keyboard.runtime_data.device.state.online)
    await hass.async_block_till_done()
    assert event(hass) == {"event_type": "host_connected"}
    assert state_of(hass, "binary_sensor", "keyboard_host") == STATE_ON
    assert not noted
