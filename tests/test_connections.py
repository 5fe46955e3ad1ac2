"""What becomes of kept connections when their subentries, or the module, change."""

from homeassistant.const import CONF_PORT
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from pytest_homeassistant_custom_component.common import MockConfigEntry

from esp_at_simulator import SimulatedModule
from tests.common import until
from tests.kept import add, subentry
from tests.services.relay import Relay


async def test_rename(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A new name leaves the connection as it is."""
    kept = add(hass, entry, subentry())
    await hass.async_block_till_done()
    connections = entry.runtime_data.device.connections.kept
    first = connections[kept]
    hass.config_entries.async_update_subentry(
        entry, entry.subentries[kept], title="Lamp"
    )
    await hass.async_block_till_done()
    assert connections[kept] is first
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    assert "Lamp" in {device.name for device in devices}


async def test_remove(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """With a connection go its device and its entities, and nothing else."""
    before = set(hass.states.async_entity_ids())
    kept = add(hass, entry, subentry())
    await hass.async_block_till_done()
    assert set(hass.states.async_entity_ids()) > before
    hass.config_entries.async_remove_subentry(entry, kept)
    await hass.async_block_till_done()
    assert set(hass.states.async_entity_ids()) == before
    assert not entry.runtime_data.device.connections.kept


async def test_after_a_reload(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Connections are kept again when the module is set up again."""
    kept = add(hass, entry, subentry())
    await hass.async_block_till_done()
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert list(entry.runtime_data.device.connections.kept) == [kept]


async def test_removed_while_unloaded(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """A change of an entry that is not loaded waits for the next set-up."""
    kept = add(hass, entry, subentry())
    await hass.async_block_till_done()
    await hass.config_entries.async_unload(entry.entry_id)
    hass.config_entries.async_remove_subentry(entry, kept)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert not entry.runtime_data.device.connections.kept


async def test_unloaded_meanwhile(
    hass: HomeAssistant,
    online: MockConfigEntry,
    relay: Relay,
    simulator: SimulatedModule,
) -> None:
    """Edits that the module has not followed yet end with it."""
    kept = add(hass, online, subentry())
    await hass.async_block_till_done()
    connections = online.runtime_data.device.connections.kept
    await until(lambda: connections[kept].state.connected)
    simulator.faults.silence(1)
    for port in (1, 2):
        edited = online.subentries[kept]
        hass.config_entries.async_update_subentry(
            online, edited, data={**edited.data, CONF_PORT: port}
        )
    assert await hass.config_entries.async_unload(online.entry_id)
    await hass.async_block_till_done()
    assert not connections
