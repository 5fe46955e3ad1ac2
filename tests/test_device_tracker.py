"""Trackers follow the clients of the module's access point."""

from homeassistant.const import CONF_DEVICE, STATE_HOME, STATE_NOT_HOME
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry
from syrupy.assertion import SnapshotAssertion

from custom_components.esp_at.const import CONF_SETUP_ACCESS_POINT_CLIENTS, DOMAIN
from esp_at_simulator.module import SimulatedModule
from tests.common import assert_platform, entity_id, state_of, until

FIRST = "a0:b1:c2:00:00:01"
SECOND = "a0:b1:c2:00:00:02"


def trackers(hass: HomeAssistant) -> list[str]:
    """Return the ids of the trackers."""
    return sorted(hass.states.async_entity_ids("device_tracker"))


async def open_access_point(entry: MockConfigEntry) -> None:
    """Let the module offer a network."""
    await entry.runtime_data.device.soft_ap.configure("attic", password="12345678")


async def test_trackers(
    hass: HomeAssistant,
    simulator: SimulatedModule,
    entry: MockConfigEntry,
    snapshot: SnapshotAssertion,
) -> None:
    """A tracker appears with its client, and tells its address."""
    await open_access_point(entry)
    assert not trackers(hass)
    simulator.surroundings.add_station(FIRST)

    def has_address() -> bool:
        found = trackers(hass)
        state = hass.states.get(found[0]) if found else None
        return state is not None and "ip" in state.attributes

    await until(has_address)
    assert_platform(hass, "device_tracker", snapshot)


async def test_come_and_go(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry
) -> None:
    """Clients come and go on their own; a new one is tracked at once."""
    await open_access_point(entry)
    simulator.surroundings.add_station(FIRST)
    await until(lambda: len(trackers(hass)) == 1)
    simulator.surroundings.add_station(SECOND)
    await until(lambda: len(trackers(hass)) == 2)

    simulator.surroundings.remove_station(FIRST)
    await until(lambda: state_of(hass, "device_tracker", FIRST) == STATE_NOT_HOME)
    assert state_of(hass, "device_tracker", SECOND) == STATE_HOME

    simulator.surroundings.add_station(FIRST)
    await until(lambda: state_of(hass, "device_tracker", FIRST) == STATE_HOME)
    assert len(trackers(hass)) == 2


async def test_remembered(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry
) -> None:
    """A client that was seen once is not forgotten by a reload."""
    await open_access_point(entry)
    simulator.surroundings.add_station(FIRST)
    await until(lambda: len(trackers(hass)) == 1)
    simulator.surroundings.remove_station(FIRST)
    await until(lambda: state_of(hass, "device_tracker", FIRST) == STATE_NOT_HOME)

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert state_of(hass, "device_tracker", FIRST) == STATE_NOT_HOME


async def test_switched_off(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry
) -> None:
    """Who does not want trackers has none, and loses those that were there."""
    await open_access_point(entry)
    simulator.surroundings.add_station(FIRST)
    await until(lambda: len(trackers(hass)) == 1)
    tracker = entity_id(hass, "device_tracker", FIRST)

    hass.config_entries.async_update_entry(
        entry, options={CONF_SETUP_ACCESS_POINT_CLIENTS: False}
    )
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()

    assert not trackers(hass)
    assert er.async_get(hass).async_get(tracker) is None


async def test_roaming(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry
) -> None:
    """A client that moves to the access point of another module is followed there."""
    await open_access_point(entry)
    other = SimulatedModule(
        mac="24:0a:c4:00:00:42", time_scale=0.01, surroundings=simulator.surroundings
    )
    async with other.on_pty() as port:
        second = MockConfigEntry(
            domain=DOMAIN,
            data={**entry.data, CONF_DEVICE: port},
            unique_id="24:0a:c4:00:00:42",
        )
        second.add_to_hass(hass)
        assert await hass.config_entries.async_setup(second.entry_id)
        await second.runtime_data.device.soft_ap.configure(
            "cellar", password="12345678"
        )

        simulator.surroundings.add_station(FIRST, ssid="attic")
        await until(lambda: len(trackers(hass)) == 1)
        simulator.surroundings.remove_station(FIRST)
        simulator.surroundings.add_station(FIRST, ssid="cellar")
        await until(
            lambda: (
                [state.state for state in hass.states.async_all("device_tracker")]
                == [STATE_NOT_HOME, STATE_HOME]
            )
        )
        await hass.config_entries.async_unload(second.entry_id)
