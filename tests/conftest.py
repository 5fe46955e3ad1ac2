"""Fixtures: a simulated module on a pty, and a config entry that uses it."""

from collections.abc import AsyncGenerator
from contextlib import ExitStack
import os
import tty
from typing import Any

from homeassistant.const import CONF_DEVICE
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity import Entity
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.syrupy import HomeAssistantSnapshotExtension
from syrupy.assertion import SnapshotAssertion

# Importing the package makes Home Assistant look for integrations in this checkout
from custom_components.esp_at.at import recovery
from custom_components.esp_at.const import CONF_BAUDRATE, CONF_FLOW_CONTROL, DOMAIN
from esp_at_simulator.hid_host import HidHost
from esp_at_simulator.module import STATION_MAC, SimulatedModule
from tests.common import until
from tests.device.helpers import quiet
from tests.isolated_network import IsolatedNetwork, isolated_network
from tests.services.relay import Relay

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
def entity_registry_enabled_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enable entities that their owner would have to enable."""
    monkeypatch.setattr(Entity, "entity_registry_enabled_default", True)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up on a silent module soon; it is simulated and needs no seconds to boot."""
    monkeypatch.setattr(recovery, "_PROBE_WAITS", (0.1, 0.2))
    monkeypatch.setattr(recovery, "_BUSY_WAIT", 0.3)
    monkeypatch.setattr(recovery, "_BOOT_WAIT", 0.3)
    monkeypatch.setattr(recovery, "_RESET_WAIT", 0.3)
    monkeypatch.setattr(recovery, "_PASSTHROUGH_GUARD", 0.05)


@pytest.fixture
def profile() -> str:
    """Return the firmware of the module; parametrize to change it."""
    return "4.1"


@pytest.fixture
def chip() -> str:
    """Return the chip of the module; parametrize to change it."""
    return "esp32"


@pytest.fixture
def families() -> tuple[str, ...]:
    """Return what the module's firmware was built with; parametrize to change it."""
    return ("all",)


@pytest.fixture
async def simulator(
    profile: str, chip: str, families: tuple[str, ...]
) -> SimulatedModule:
    """Return a module with a network in range, wired to nothing yet."""
    module = SimulatedModule(profile, chip, time_scale=0.01, families=families)
    module.surroundings.add_access_point(HOME, password=PASSWORD, rssi=-55, channel=6)
    return module


@pytest.fixture
async def port(simulator: SimulatedModule) -> AsyncGenerator[str]:
    """Wire the module to a pty; return its path."""
    async with simulator.on_pty() as path:
        yield str(path)


@pytest.fixture
async def silent_port() -> AsyncGenerator[str]:
    """Return a port at which nothing ever answers."""
    with ExitStack() as stack:
        host, module = os.openpty()
        stack.callback(os.close, host)
        stack.callback(os.close, module)
        tty.setraw(module)
        yield os.ttyname(module)


@pytest.fixture
async def unloaded(hass: HomeAssistant, port: str) -> AsyncGenerator[None]:
    """Unload what a test set up, while the port is still there."""
    yield
    for entry in hass.config_entries.async_entries(DOMAIN):
        if entry.state.recoverable:
            await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()


@pytest.fixture
def options() -> dict[str, Any]:
    """Return the options of the entry; parametrize to change them."""
    return {}


@pytest.fixture
def new_entry(port: str, options: dict[str, Any]) -> MockConfigEntry:
    """Return an entry for the module that Home Assistant does not know yet."""
    return MockConfigEntry(
        domain=DOMAIN,
        title="ESP-AT",
        data={CONF_DEVICE: port, CONF_BAUDRATE: 115200, CONF_FLOW_CONTROL: False},
        options=options,
        unique_id=STATION_MAC,
    )


@pytest.fixture
async def entry(
    hass: HomeAssistant, new_entry: MockConfigEntry, unloaded: None
) -> MockConfigEntry:
    """Set up the module in Home Assistant."""
    new_entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(new_entry.entry_id)
    await hass.async_block_till_done()
    return new_entry


@pytest.fixture
async def online(
    hass: HomeAssistant, entry: MockConfigEntry, socket_enabled: None
) -> MockConfigEntry:
    """Return the entry of a module that has an address, and nothing to do."""
    device = entry.runtime_data.device
    await device.wifi.join(HOME, PASSWORD)
    await until(lambda: device.state.station.address is not None)
    await quiet(device)
    return entry


@pytest.fixture
async def around(simulator: SimulatedModule) -> AsyncGenerator[IsolatedNetwork]:
    """Put what the README talks to into the module's network."""
    async with isolated_network(simulator) as network:
        yield network


@pytest.fixture
def host(request: pytest.FixtureRequest) -> HidHost:
    """Return a computer that wants a keyboard, out of reach; parametrize what it is."""
    return HidHost("PC", **getattr(request, "param", {}))


@pytest.fixture
async def keyboard(
    entry: MockConfigEntry, simulator: SimulatedModule, host: HidHost
) -> AsyncGenerator[MockConfigEntry]:
    """Return the entry of a module that is a host's keyboard; nothing stays down."""
    device = entry.runtime_data.device
    simulator.surroundings.hid_hosts.append(host)
    await device.hid.turn_on()
    await until(lambda: device.state.hid.connected)
    host.clear()
    yield entry
    assert host.quiet


@pytest.fixture
async def relay(simulator: SimulatedModule) -> AsyncGenerator[Relay]:
    """Return a relay board in the module's network, that says nothing yet."""
    async with Relay(simulator.surroundings.internet) as relay:
        yield relay
    await until(lambda: not relay.connected)
