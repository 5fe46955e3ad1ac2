"""The keyboard in Home Assistant: switched on, found again, and used by a host."""

import asyncio
import json
import logging
from typing import Any

from homeassistant.const import (
    STATE_OFF,
    STATE_ON,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
    EntityCategory,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.esp_at.const import CONF_BAUDRATE, CONF_KEYBOARD, DOMAIN
from custom_components.esp_at.keyboard.usages import ConsumerUsage
from esp_at_simulator import SimulatedModule
from esp_at_simulator.hid_host import HidHost
from tests.common import call, entity_id, state_of, submit, until

PLATFORMS = (
    "binary_sensor",
    "button",
    "event",
    "media_player",
    "notify",
    "remote",
    "switch",
)
everything = pytest.mark.usefixtures("entity_registry_enabled_by_default")


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


MEDIA = (
    "play",
    "pause",
    "next",
    "previous",
    "volume_up",
    "volume_down",
    "mute",
    "stop",
    "power",
    "fast_forward",
    "rewind",
    "record",
    "channel_up",
    "channel_down",
)
KEYS = (
    "up",
    "down",
    "left",
    "right",
    "enter",
    "escape",
    "home",
    "page_up",
    "page_down",
    "tab",
    "backspace",
    "space",
    "gui",
)
USUAL = {*MEDIA[:7], *KEYS[:6]}


@everything
async def test_media_buttons(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """Each media key reaches the host."""
    for name in MEDIA:
        await call(hass, "button", "press", f"keyboard_{name}")
    assert host.consumer == [ConsumerUsage[name.upper()] for name in MEDIA]


@everything
async def test_key_buttons(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """Each key reaches the host."""
    for name in KEYS:
        await call(hass, "button", "press", f"keyboard_{name}")
    assert host.strokes == list(KEYS)


async def test_usual_buttons(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """What is rarely used must be enabled first."""
    enabled = {
        entity.unique_id.split("_keyboard_")[1]
        for entity in er.async_get(hass).entities.values()
        if entity.domain == "button"
        and "_keyboard_" in entity.unique_id
        and not entity.disabled
    }
    assert enabled == USUAL


@everything
async def test_release(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """Whatever is down is let go; the button is there for when something went wrong."""
    await keyboard.runtime_data.device.system.send_command("AT+BLEHIDKB=2,0,0,0,0,0,0")
    assert not host.quiet
    await call(hass, "button", "press", "keyboard_release")
    assert host.quiet
    button = er.async_get(hass).async_get(entity_id(hass, "button", "keyboard_release"))
    assert button is not None
    assert button.entity_category is EntityCategory.DIAGNOSTIC


@pytest.mark.parametrize(
    ("platform", "action", "key", "data"),
    [
        ("button", "press", "keyboard_enter", {}),
        ("button", "press", "keyboard_mute", {}),
        ("notify", "send_message", "keyboard", {"message": "Hello"}),
    ],
)
async def test_without_a_host(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    *,
    platform: str,
    action: str,
    key: str,
    data: dict[str, str],
) -> None:
    """A keyboard that is off, or that nobody uses, says so."""
    for reason in ("keyboard_off", "no_host"):
        with pytest.raises(HomeAssistantError) as caught:
            await call(hass, platform, action, key, **data)
        assert caught.value.translation_key == reason
        await call(hass, "switch", "turn_on", "keyboard")


async def test_typing(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """A message is typed; a title is a line of its own before it."""
    await call(hass, "notify", "send_message", "keyboard", message="Hello, World!")
    assert host.text == "Hello, World!"
    host.clear()
    await call(
        hass, "notify", "send_message", "keyboard", title="To do", message="Milk\nTea"
    )
    assert host.text == "To do\nMilk\nTea"


@pytest.mark.parametrize(
    "options", [{"keyboard": {"layout": "de", "host_system": "linux"}}]
)
@pytest.mark.parametrize("host", [HidHost("PC", layout="de")])
async def test_layout_of_the_options(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """The options say how the host reads the keys."""
    await call(
        hass, "notify", "send_message", "keyboard", message="Zügig zum Café @ 5 €"
    )
    assert host.text == "Zügig zum Café @ 5 €"


async def test_not_typeable(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """What the layout lacks is named, and nothing is typed."""
    with pytest.raises(ServiceValidationError, match="Ω") as caught:
        await call(hass, "notify", "send_message", "keyboard", message="100 Ω")
    assert caught.value.translation_key == "invalid_not_typeable"
    assert not host.reports


@pytest.mark.parametrize("options", [{"keyboard": {"name": "Anna's sofa"}}])
async def test_secrecy(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    caplog: pytest.LogCaptureFixture,
    *,
    keyboard: MockConfigEntry,
    host: HidHost,
) -> None:
    """What is typed may be a password: no log and no diagnostics tell it.

    Nor do diagnostics tell the name, which may be that of a person.
    """
    caplog.set_level(logging.DEBUG, "custom_components.esp_at")
    await call(hass, "switch", "turn_on", "keyboard")
    await call(hass, "notify", "send_message", "keyboard", message="zzz")
    await call(hass, "remote", "send_command", "keyboard", command="ctrl+q")
    assert host.text == "zzz"
    assert host.shortcuts == ["ctrl+q"]
    found: Any = await get_diagnostics_for_config_entry(hass, hass_client, keyboard)

    assert "+BLEHIDKB" in json.dumps(found)
    assert found["state"]["hid"]["connected"] is True
    assert found["entry"]["data"][CONF_KEYBOARD] is True
    ours = [
        record.getMessage()
        for record in caplog.records
        if record.name.startswith("custom_components.esp_at")
    ]
    for text in (json.dumps(found["wire"]), "\n".join(ours)):
        sent = [line for line in text.split("AT+") if line.startswith("BLEHIDKB=")]
        assert sent
        assert all(line.startswith("BLEHIDKB=***") for line in sent)
    assert "sofa" not in json.dumps(found)
