"""Sensors show what the module tells."""

from homeassistant.const import STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from syrupy.assertion import SnapshotAssertion

from custom_components.esp_at.const import DOMAIN
from esp_at_simulator.module import SimulatedModule
from tests.common import assert_platform, state_of, until
from tests.conftest import HOME, PASSWORD

pytestmark = pytest.mark.usefixtures("entity_registry_enabled_by_default")


async def test_sensors(
    hass: HomeAssistant, entry: MockConfigEntry, snapshot: SnapshotAssertion
) -> None:
    """The sensors of a module in a network, with everything switched on."""
    await entry.runtime_data.device.wifi.join(HOME, PASSWORD)
    await until(lambda: state_of(hass, "sensor", "ip_address") != STATE_UNKNOWN)

    assert_platform(
        hass,
        "sensor",
        snapshot,
        varying=("free_memory", "minimum_free_memory", "clock_drift"),
    )


@pytest.mark.parametrize(
    ("profile", "chip"),
    [
        ("1.1", "esp32"),
        ("2.0", "esp32"),
        ("2.3", "esp32"),
        ("3.4", "esp32c3"),
        ("4.1", "esp32c3"),
        ("4.1", "esp32c6"),
        ("4.1", "esp32s2"),
        ("5.0", "esp32"),
    ],
)
@pytest.mark.parametrize("families", [None, ("all",)], ids=["official", "all"])
async def test_supported(
    hass: HomeAssistant, entry: MockConfigEntry, snapshot: SnapshotAssertion
) -> None:
    """Only what the firmware of the module can do has entities."""
    found = sorted(
        f"{entity.domain} {entity.unique_id.split('_', 1)[1]}"
        for entity in er.async_entries_for_config_entry(
            er.async_get(hass), entry.entry_id
        )
        if entity.platform == DOMAIN
    )
    assert found == snapshot


async def test_not_connected(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Outside of a network there is nothing to show."""
    for key in ("signal", "ssid", "bssid", "channel", "ip_address", "gateway"):
        assert state_of(hass, "sensor", key) == STATE_UNKNOWN
    assert state_of(hass, "sensor", "connection") in {"not_started", "disconnected"}
    assert state_of(hass, "sensor", "last_restart") == STATE_UNKNOWN


async def test_ethernet(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry
) -> None:
    """The wired address comes and goes with the cable."""
    assert state_of(hass, "sensor", "ethernet_address") == STATE_UNKNOWN
    simulator.surroundings.plug_ethernet("192.168.2.60")
    await until(lambda: state_of(hass, "sensor", "ethernet_address") == "192.168.2.60")


async def test_access_point_clients(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry
) -> None:
    """The clients of the module's own access point are counted."""
    await entry.runtime_data.device.soft_ap.configure("attic", password="12345678")
    assert state_of(hass, "sensor", "access_point_clients") == "0"

    simulator.surroundings.add_station("a0:b1:c2:00:00:01")
    await until(lambda: state_of(hass, "sensor", "access_point_clients") == "1")


@pytest.mark.parametrize(("profile", "chip"), [("3.4", "esp32c3")])
async def test_temperature(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry
) -> None:
    """A chip that can measure its temperature shows it."""
    simulator.surroundings.temperature = 51.5
    await entry.runtime_data.async_refresh()
    assert float(state_of(hass, "sensor", "temperature")) == pytest.approx(
        51.5, abs=0.1
    )


async def test_last_restart(
    hass: HomeAssistant, simulator: SimulatedModule, entry: MockConfigEntry
) -> None:
    """The time of a restart stays."""
    simulator.brown_out()
    await until(
        lambda: (
            state_of(hass, "sensor", "last_restart")
            not in {STATE_UNKNOWN, "unavailable"}
        )
    )
