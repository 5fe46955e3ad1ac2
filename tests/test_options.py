"""What can be set up of a module."""

from typing import Any

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.esp_at.const import (
    CONF_FAST_BAUDRATE,
    CONF_HOME_ASSISTANT_TIME,
    CONF_REFRESH_INTERVAL,
    CONF_SETUP_ACCESS_POINT_CLIENTS,
    CONF_TIME_SERVERS,
)
from esp_at_simulator.module import SimulatedModule

DEFAULTS = {
    CONF_REFRESH_INTERVAL: 60,
    CONF_FAST_BAUDRATE: "0",
    CONF_SETUP_ACCESS_POINT_CLIENTS: True,
    CONF_TIME_SERVERS: [],
    CONF_HOME_ASSISTANT_TIME: False,
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
    result = await hass.config_entries.options.async_configure(result["flow_id"], {})
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
