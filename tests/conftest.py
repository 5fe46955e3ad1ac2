"""Fixtures: a simulated module on a pty, and a config entry that uses it."""

from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_DEVICE
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.syrupy import HomeAssistantSnapshotExtension
from syrupy.assertion import SnapshotAssertion

# Importing the package makes Home Assistant look for integrations in this checkout
from custom_components.esp_at.const import CONF_BAUDRATE, CONF_FLOW_CONTROL, DOMAIN

if TYPE_CHECKING:
    from esp_at_simulator import SimulatedModule

HOME = "Home"
PASSWORD = "correct horse"


@pytest.fixture(autouse=True)
def _this_checkout(request: pytest.FixtureRequest) -> None:
    """Let Home Assistant load the integration, where a test uses Home Assistant."""
    if "hass" in request.fixturenames:
        request.getfixturevalue("enable_custom_integrations")


@pytest.fixture
def snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Return a snapshot without ids and times of Home Assistant."""
    return snapshot.use_extension(HomeAssistantSnapshotExtension)


@pytest.fixture
def profile() -> str:
    """Return the firmware of the module; parametrize to change it."""
    return "4.1"


@pytest.fixture
def chip() -> str:
    """Return the chip of the module; parametrize to change it."""
    return "esp32"


@pytest.fixture
async def simulator(profile: str, chip: str) -> SimulatedModule:
    """Return a module with a network in range, wired to nothing yet."""
    from esp_at_simulator import SimulatedModule  # noqa: PLC0415 - being written

    module = SimulatedModule(
        profile=profile, chip=chip, time_scale=0.01, families="all"
    )
    module.surroundings.add_access_point(HOME, password=PASSWORD, rssi=-55, channel=6)
    return module


@pytest.fixture
async def port(simulator: SimulatedModule) -> AsyncGenerator[str]:
    """Wire the module to a pty; return its path."""
    async with simulator.on_pty() as path:
        yield str(path)


@pytest.fixture
def options() -> dict[str, Any]:
    """Return the options of the entry; parametrize to change them."""
    return {}


@pytest.fixture
async def entry(
    hass: HomeAssistant, port: str, simulator: SimulatedModule, options: dict[str, Any]
) -> AsyncGenerator[MockConfigEntry]:
    """Set up the module in Home Assistant; unload it while its port is still there."""
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="ESP-AT",
        data={CONF_DEVICE: port, CONF_BAUDRATE: 115200, CONF_FLOW_CONTROL: False},
        options=options,
        unique_id=simulator.mac,
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    yield entry
    if entry.state.recoverable and entry.state is not ConfigEntryState.NOT_LOADED:
        await hass.config_entries.async_unload(entry.entry_id)
        await hass.async_block_till_done()
