"""What can be set up of a module."""

from typing import Any

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, section
import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.esp_at.at.errors import InvalidParameter
from custom_components.esp_at.const import (
    CONF_FAST_BAUDRATE,
    CONF_HOME_ASSISTANT_TIME,
    CONF_KEYBOARD,
    CONF_REFRESH_INTERVAL,
    CONF_SETUP_ACCESS_POINT_CLIENTS,
    CONF_TIME_SERVERS,
)
from custom_components.esp_at.keyboard.layout import HostSystem, layout_of
from custom_components.esp_at.keyboard_settings import (
    keyboard_name,
    keystroke_interval,
    layout_for,
)
from esp_at_simulator.hid_host import HidHost
from esp_at_simulator.module import SimulatedModule
from tests.common import call, until
from tests.repository import load_json

DEFAULTS: dict[str, Any] = {
    CONF_REFRESH_INTERVAL: 60,
    CONF_FAST_BAUDRATE: "0",
    CONF_SETUP_ACCESS_POINT_CLIENTS: True,
    CONF_TIME_SERVERS: [],
    CONF_HOME_ASSISTANT_TIME: False,
    CONF_KEYBOARD: {
        "layout": "us",
        "host_system": "windows",
        "keystroke_interval": 15,
    },
}


async def submit(
    hass: HomeAssistant, entry: MockConfigEntry, **changes: Any
) -> ConfigFlowResult:
    """Open the form, change something, and send it."""
    result = await hass.config_entries.options.async_init(entry.entry_id)
    assert result["type"] is FlowResultType.FORM
    assert result["step_id"] == "init"
    return await hass.config_entries.options.async_configure(
        result["flow_id"], {**DEFAULTS, **changes}
    )


async def test_options(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry
) -> None:
    """Options take effect at once."""
    changes = {
        CONF_REFRESH_INTERVAL: 30.0,
        CONF_FAST_BAUDRATE: "921600",
        CONF_SETUP_ACCESS_POINT_CLIENTS: False,
    }
    result = await submit(hass, entry, **changes)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {**DEFAULTS, **changes}
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    assert entry.runtime_data.update_interval.total_seconds() == 30
    assert simulator.state.uart.baudrate == 921600


async def test_defaults(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A form that is sent as it is changes nothing."""
    result = await hass.config_entries.options.async_init(entry.entry_id)
    # Browsers fill a section in by itself, unless it has a default as a whole
    form = result["data_schema"]
    assert form is not None
    (keyboard,) = [field for field in form.schema if field == CONF_KEYBOARD]
    assert isinstance(keyboard.default, probatio.Undefined)
    result = await hass.config_entries.options.async_configure(
        result["flow_id"], {CONF_KEYBOARD: {}}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == DEFAULTS


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (["pool.ntp.org"], ["pool.ntp.org"]),
        (["a.test, 10.0.0.1", " c.test "], ["a.test", "10.0.0.1", "c.test"]),
        (["", " , "], []),
    ],
)
async def test_time_servers(
    hass: HomeAssistant, entry: MockConfigEntry, typed: list[str], kept: list[str]
) -> None:
    """Time servers may stand in rows or behind commas."""
    result = await submit(hass, entry, **{CONF_TIME_SERVERS: typed})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options[CONF_TIME_SERVERS] == kept


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({CONF_TIME_SERVERS: ["a", "b", "c", "d"]}, "too_many_time_servers"),
        (
            {CONF_TIME_SERVERS: ["a", "b", "c"], CONF_HOME_ASSISTANT_TIME: True},
            "too_many_time_servers",
        ),
        ({CONF_TIME_SERVERS: ['a"']}, "invalid_time_server"),
        ({CONF_TIME_SERVERS: ["ä.test"]}, "invalid_time_server"),
        ({CONF_TIME_SERVERS: ["a" * 65]}, "invalid_time_server"),
    ],
)
async def test_refused(
    hass: HomeAssistant, entry: MockConfigEntry, changes: dict[str, Any], error: str
) -> None:
    """What the module could not take is refused, and can be put right."""
    result = await submit(hass, entry, **changes)
    assert result["type"] is FlowResultType.FORM
    assert result["errors"] == {CONF_TIME_SERVERS: error}
    assert entry.options == {}

    result = await hass.config_entries.options.async_configure(
        result["flow_id"], DEFAULTS
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_keyboard(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """Hosts find the keyboard by its new name, and the pace is that of the options."""
    assert host.peer_name == "ESP-AT-HID"
    chosen = {
        "name": "Sofa",
        "layout": "de",
        "host_system": "linux",
        "keystroke_interval": 20,
    }
    await call(hass, "switch", "turn_on", "keyboard")
    result = await submit(hass, keyboard, **{CONF_KEYBOARD: chosen})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert keyboard.options[CONF_KEYBOARD] == chosen
    await hass.async_block_till_done()
    await until(lambda: host.connected and host.peer_name == "Sofa")
    assert keyboard.runtime_data.data.hid.name == "Sofa"
    assert keyboard_name(keyboard) == "Sofa"
    assert keystroke_interval(keyboard) == 0.02
    assert layout_for(keyboard) is layout_of("de", HostSystem.LINUX)
    assert layout_for(keyboard, "us", "macos") is layout_of("us", HostSystem.MACOS)


@pytest.mark.parametrize("name", ["x" * 33, "ä" * 17, "Sofa\n2", "Sofa\0"])
async def test_keyboard_name(
    hass: HomeAssistant, entry: MockConfigEntry, name: str
) -> None:
    """A name that the module could not take is refused, and can be put right."""
    keyboard = {"name": name, "layout": "de", "keystroke_interval": 20}
    result = await submit(hass, entry, **{CONF_KEYBOARD: keyboard})
    assert result["errors"] == {"base": "invalid_keyboard_name"}
    for typed, kept in (("  ", {}), ("x" * 32, {"name": "x" * 32})):
        result = await submit(hass, entry, **{CONF_KEYBOARD: {"name": typed}})
        assert result["type"] is FlowResultType.CREATE_ENTRY
        assert entry.options[CONF_KEYBOARD] == {**DEFAULTS[CONF_KEYBOARD], **kept}


@pytest.mark.parametrize(("layout", "system"), [("klingon", None), (None, "cp/m")])
async def test_unknown_layout(
    entry: MockConfigEntry, layout: str | None, system: str | None
) -> None:
    """What does not exist is told."""
    with pytest.raises(InvalidParameter):
        layout_for(entry, layout, system)


KEPT = {CONF_KEYBOARD: {"name": "Sofa", "layout": "de"}}


def fields(result: ConfigFlowResult) -> set[str]:
    """Return what a form asks for, sections included."""
    schema = result["data_schema"]
    assert schema is not None
    asked = {str(key) for key in schema.schema}
    for part in schema.schema.values():
        if isinstance(part, section):
            asked |= {str(key) for key in part.schema.schema}
    return asked


@pytest.mark.parametrize("options", [KEPT])
@pytest.mark.parametrize(
    ("profile", "asked"),
    [
        ("1.1", set()),
        ("2.0", {"layout", "host_system", "keystroke_interval"}),
        ("4.1", {"layout", "host_system", "keystroke_interval", "name"}),
    ],
)
async def test_other_firmware(
    hass: HomeAssistant, entry: MockConfigEntry, asked: set[str]
) -> None:
    """What the firmware lacks is not asked for, and kept for firmware that has it."""
    result = await hass.config_entries.options.async_init(entry.entry_id)
    found = fields(result) & {"name", "layout", "host_system", "keystroke_interval"}
    assert found == asked
    typed = {key: KEPT[CONF_KEYBOARD][key] for key in asked & {"name", "layout"}}
    result = await hass.config_entries.options.async_configure(
        result["flow_id"], {CONF_KEYBOARD: typed} if asked else {}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options[CONF_KEYBOARD].items() >= KEPT[CONF_KEYBOARD].items()


async def test_not_loaded(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """While nothing is known of the firmware, everything is asked for, with a text."""
    assert await hass.config_entries.async_unload(entry.entry_id)
    result = await hass.config_entries.options.async_init(entry.entry_id)
    words = load_json("translations/en.json")["options"]["step"]["init"]
    (part,) = words["sections"].values()
    assert fields(result) == {*words["data"], *words["sections"], *part["data"]}
