"""Triggers: automations that listen to modules."""

from homeassistant.components.automation import DOMAIN as AUTOMATION
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv, device_registry as dr
from homeassistant.helpers.trigger import (
    async_get_all_descriptions,
    async_validate_trigger_config,
)
from homeassistant.setup import async_setup_component
import probatio
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
)

from custom_components.esp_at.const import DOMAIN
from custom_components.esp_at.trigger import (
    DeviceEventTrigger,
    EspAtTrigger,
    async_get_triggers,
)
from esp_at_simulator import SimulatedModule
from esp_at_simulator.hid_host import HidHost
from tests.common import listen, until
from tests.conftest import HOME, PASSWORD

CLIENT = "24:0a:c4:00:00:01"


def device_of(hass: HomeAssistant, entry: MockConfigEntry) -> dr.DeviceEntry:
    """Return the device of a module."""
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, str(entry.unique_id)), entry.entry_id
    )
    assert device is not None
    return device


async def test_restarted(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """A restart that nobody asked for is told with its reason and its module."""
    noted = await listen(hass, trigger="esp_at.restarted")
    simulator.brown_out()
    await until(lambda: noted)
    told = noted[0].data["trigger"]
    device = device_of(hass, entry)
    assert told["reason"] == "unexpected"
    assert told["config_entry_id"] == entry.entry_id
    assert told["device_id"] == device.id
    assert told["name"] == device.name
    assert told["description"] == f"{device.name}: unexpected"


async def test_reason(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """Only the reasons that were asked for trigger."""
    noted = await listen(
        hass, trigger="esp_at.restarted", options={"reason": "requested"}
    )
    restarts: list[object] = []
    entry.runtime_data.device.subscribe_events(restarts.append)
    simulator.brown_out()
    await until(lambda: restarts)
    await entry.runtime_data.device.system.restart()
    await until(lambda: noted)
    assert [event.data["trigger"]["reason"] for event in noted] == ["requested"]


async def test_wifi_changed(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """A client that joins the access point is told with its address."""
    noted = await listen(
        hass,
        trigger="esp_at.wifi_changed",
        options={"change": ["client_connected", "client_disconnected"]},
    )
    await entry.runtime_data.device.soft_ap.configure("Guests", password="welcome!")
    simulator.surroundings.add_station(CLIENT)
    await until(lambda: noted)
    simulator.surroundings.remove_station(CLIENT)
    await until(lambda: len(noted) == 2)
    told = [event.data["trigger"] for event in noted]
    assert [each["change"] for each in told] == [
        "client_connected",
        "client_disconnected",
    ]
    assert {each["mac"] for each in told} == {CLIENT}


@pytest.mark.parametrize("scope", ["all", "module", "keyboard"])
async def test_keyboard_host(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost, *, scope: str
) -> None:
    """A host that goes and comes is told, with the device of the keyboard."""
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, f"{keyboard.unique_id}_keyboard"), keyboard.entry_id
    )
    assert device is not None
    ids = {"module": device_of(hass, keyboard).id, "keyboard": device.id}
    options = {} if scope == "all" else {"device_id": ids[scope]}
    noted = await listen(
        hass,
        {"trigger": "esp_at.keyboard_host_disconnected", "options": options},
        {"trigger": "esp_at.keyboard_host_connected", "options": options},
    )
    host.disconnect()
    await until(lambda: noted)
    await host.connect()
    await until(lambda: len(noted) == 2)
    told = [event.data["trigger"] for event in noted]
    assert [each["description"] for each in told] == [
        "Keyboard: host disconnected",
        "Keyboard: host connected",
    ]
    assert {each["device_id"] for each in told} == {device.id}
    assert {each["config_entry_id"] for each in told} == {keyboard.entry_id}


async def test_other_events(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """A trigger for restarts does not hear of the Wi-Fi."""
    noted = await listen(hass, trigger="esp_at.restarted")
    await entry.runtime_data.device.wifi.join(HOME, PASSWORD)
    await hass.async_block_till_done()
    assert not noted


@pytest.mark.parametrize("scope", ["device_id", "config_entry_id"])
async def test_scope(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule, scope: str
) -> None:
    """A trigger for one module hears that module."""
    value = entry.entry_id if scope == "config_entry_id" else device_of(hass, entry).id
    noted = await listen(hass, trigger="esp_at.restarted", options={scope: value})
    simulator.brown_out()
    await until(lambda: noted)


async def test_scope_of_another_module(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """A trigger for one module does not hear another."""
    other = MockConfigEntry(domain=DOMAIN, unique_id="02:00:00:00:00:99")
    other.add_to_hass(hass)
    theirs = await listen(
        hass,
        trigger="esp_at.restarted",
        options={"config_entry_id": other.entry_id},
    )
    restarts: list[object] = []
    entry.runtime_data.device.subscribe_events(restarts.append)
    simulator.brown_out()
    await until(lambda: restarts)
    await hass.async_block_till_done()
    assert not theirs


async def test_outlives_a_reload(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """A trigger hears the module that is set up again."""
    noted = await listen(hass, trigger="esp_at.restarted")
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    simulator.brown_out()
    await until(lambda: noted)
    assert len(noted) == 1


@pytest.mark.parametrize(
    "options",
    [
        {"config_entry_id": "gone"},
        {"device_id": "gone"},
        {"reason": "boredom"},
        {"colour": "blue"},
    ],
)
async def test_invalid(
    hass: HomeAssistant, entry: MockConfigEntry, options: dict[str, str]
) -> None:
    """What the trigger does not know is told when the automation is saved."""
    with pytest.raises(probatio.Invalid):
        await async_validate_trigger_config(
            hass,
            cv.TRIGGER_SCHEMA([{"trigger": "esp_at.restarted", "options": options}]),
        )


async def test_descriptions(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Home Assistant reads the descriptions of every trigger."""
    await async_setup_component(hass, AUTOMATION, {})
    described = await async_get_all_descriptions(hass)
    for name, trigger in (await async_get_triggers(hass)).items():
        told = described[f"{DOMAIN}.{name}"]
        assert told is not None
        assert issubclass(trigger, EspAtTrigger)
        assert set(told["fields"]) == {
            "device_id",
            "config_entry_id",
            *map(str, trigger.own_options),
        }
        if issubclass(trigger, DeviceEventTrigger):
            listed = told["fields"][trigger.attribute]["selector"]["select"]["options"]
            assert listed == [choice.value for choice in trigger.choices]
