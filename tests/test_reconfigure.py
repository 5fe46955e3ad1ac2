"""What can be changed of an entry: how the module is reached."""

from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult
from homeassistant.const import CONF_DEVICE
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.esp_at.const import (
    CONF_BAUDRATE,
)
from esp_at_simulator.module import SimulatedModule
from tests.common import submit, until

pytestmark = pytest.mark.usefixtures("impatient", "unloaded")


async def reconfigure(hass: HomeAssistant, entry: MockConfigEntry) -> ConfigFlowResult:
    """Open the form that changes how a module is reached."""
    result = await entry.start_reconfigure_flow(hass)
    assert result["type"] is FlowResultType.FORM
    assert result["step_id"] == "reconfigure"
    return result


def suggested(result: ConfigFlowResult) -> dict[str, Any]:
    """Return what a form is filled with."""
    schema = result["data_schema"]
    assert schema is not None
    return {
        str(key): key.description["suggested_value"]
        for key in schema.schema
        if key.description
    }


async def test_reconfigure(
    hass: HomeAssistant,
    simulator: SimulatedModule,
    entry: MockConfigEntry,
    tmp_path: Path,
) -> None:
    """A module keeps its entry when it moves to another port."""
    result = await reconfigure(hass, entry)
    assert suggested(result) == {**entry.data, CONF_BAUDRATE: "115200"}

    simulator.unplug()
    simulator.plug(tmp_path / "elsewhere")
    result = await submit(hass, result["flow_id"], str(tmp_path / "elsewhere"))

    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    assert entry.data[CONF_DEVICE] == str(tmp_path / "elsewhere")
    assert entry.state is ConfigEntryState.LOADED


async def test_reconfigure_same_port(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """The entry's own port is freed before it is tried."""
    result = await reconfigure(hass, entry)
    result = await submit(hass, result["flow_id"], entry.data[CONF_DEVICE])

    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED


async def test_reconfigure_wrong_port(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """The module stays in use while a wrong port is tried; the next try may succeed."""
    result = await reconfigure(hass, entry)
    result = await submit(hass, result["flow_id"], "/dev/there-is-none")
    assert result["errors"] == {CONF_DEVICE: "port_not_found"}
    assert suggested(result)[CONF_DEVICE] == "/dev/there-is-none"
    assert entry.state is ConfigEntryState.LOADED

    result = await submit(hass, result["flow_id"], entry.data[CONF_DEVICE])
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()


async def test_reconfigure_another_module(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """An entry is not handed over to another module."""
    other = SimulatedModule(mac="24:0a:c4:00:00:42", time_scale=0.01)
    async with other.on_pty() as elsewhere:
        result = await reconfigure(hass, entry)
        result = await submit(hass, result["flow_id"], elsewhere)

    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "another_module"
    assert result["description_placeholders"] == {
        "expected": entry.unique_id,
        "found": "24:0a:c4:00:00:42",
    }
    assert entry.state is ConfigEntryState.LOADED


async def test_reconfigure_lost_module(
    hass: HomeAssistant,
    simulator: SimulatedModule,
    new_entry: MockConfigEntry,
    tmp_path: Path,
) -> None:
    """An entry that cannot be set up, or was unloaded, is put right all the same."""
    simulator.unplug()
    simulator.plug(tmp_path / "elsewhere")
    new_entry.add_to_hass(hass)
    await hass.config_entries.async_setup(new_entry.entry_id)
    assert new_entry.state is ConfigEntryState.SETUP_RETRY

    result = await reconfigure(hass, new_entry)
    result = await submit(hass, result["flow_id"], "/dev/there-is-none")
    assert result["errors"] == {CONF_DEVICE: "port_not_found"}
    assert new_entry.state is ConfigEntryState.SETUP_RETRY

    await hass.config_entries.async_unload(new_entry.entry_id)
    result = await submit(hass, result["flow_id"], str(tmp_path / "elsewhere"))
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    assert new_entry.state is ConfigEntryState.LOADED


async def test_reconfigure_too_early(
    hass: HomeAssistant, silent_port: str, new_entry: MockConfigEntry
) -> None:
    """While an entry is being set up its port cannot be freed."""
    new_entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(
        new_entry, data={**new_entry.data, CONF_DEVICE: silent_port}
    )
    set_up = hass.async_create_task(hass.config_entries.async_setup(new_entry.entry_id))
    await until(lambda: new_entry.state is ConfigEntryState.SETUP_IN_PROGRESS)

    result = await reconfigure(hass, new_entry)
    result = await submit(hass, result["flow_id"], silent_port)

    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "unload_failed"
    await set_up
