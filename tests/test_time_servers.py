"""The module's clock: from whom it has its time, in which zone, and how far it is off."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
import time
from typing import Any
from unittest.mock import AsyncMock, patch

from homeassistant.components import network
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.esp_at.const import CONF_HOME_ASSISTANT_TIME, CONF_TIME_SERVERS
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.time_servers import utc_offset
from esp_at_simulator.module import SimulatedModule
from esp_at_simulator.sntp import TimeServer
from esp_at_simulator.surroundings import Network
from tests.common import refresh_until, state_of, until
from tests.conftest import HOME, PASSWORD

SERVER = {CONF_TIME_SERVERS: ["clock.test"]}
OURS = {CONF_TIME_SERVERS: ["clock.test"], CONF_HOME_ASSISTANT_TIME: True}
# What the plug-in's mocked network gives Home Assistant
OWN = "10.10.10.10"

pytestmark = pytest.mark.usefixtures(
    "entity_registry_enabled_by_default", "no_way_out", "socket_enabled"
)


@pytest.fixture
def no_way_out(simulator: SimulatedModule) -> None:
    """Let the module reach this machine only, where no time server is."""
    routes = simulator.surroundings.internet.routes
    routes |= dict.fromkeys((OWN, "192.168.1.2", "172.16.0.2"), "127.0.0.1")


def asked_for(simulator: SimulatedModule) -> list[str]:
    """Return the command lines that chose time servers."""
    return [line for line in simulator.received if line.startswith("AT+CIPSNTPCFG=")]


def sources_by(addresses: Mapping[str, str]) -> Any:
    """Let Home Assistant reach each router from an address of its own."""

    async def source(_: HomeAssistant, target_ip: str = "") -> str:
        if target_ip not in addresses:
            raise HomeAssistantError("no network")
        return addresses[target_ip]

    return patch.object(network, "async_get_source_ip", AsyncMock(side_effect=source))


async def test_none(entry: MockConfigEntry, simulator: SimulatedModule) -> None:
    """Unless the owner wants it no server is asked."""
    assert asked_for(simulator) == []


@pytest.mark.parametrize("options", [SERVER])
async def test_server(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """The chosen server sets the clock, and its drift from ours shows."""
    device: EspAtDevice = entry.runtime_data.device
    async with TimeServer(lambda: time.time() + 3600).serve() as where:
        internet = simulator.surroundings.internet
        internet.add_service(("192.168.1.9", 123), where, name="clock.test")
        await device.wifi.join(HOME, PASSWORD)
        await until(lambda: device.state.clock.synchronised)
    await refresh_until(
        entry, lambda: state_of(hass, "sensor", "clock_drift") in {"3599.0", "3600.0"}
    )


@pytest.mark.parametrize("options", [SERVER])
async def test_summer_time(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """The zone is that of Home Assistant, through the change to summer time."""
    zone = await dt_util.async_get_time_zone("Europe/Amsterdam")
    winter = datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    summer = winter + timedelta(minutes=1)
    with patch.object(dt_util, "now", return_value=winter.astimezone(zone)):
        await refresh_until(entry, lambda: "=1,1," in asked_for(simulator)[-1])
    with patch.object(dt_util, "now", return_value=summer.astimezone(zone)):
        await refresh_until(entry, lambda: "=1,2," in asked_for(simulator)[-1])


async def test_offset(hass: HomeAssistant) -> None:
    """The offset is that of Home Assistant's zone, minutes included."""
    await hass.config.async_set_time_zone("Asia/Kathmandu")
    assert utc_offset() == timedelta(hours=5, minutes=45)


@pytest.mark.parametrize("options", [OURS])
async def test_diagnostics(
    hass: HomeAssistant, entry: MockConfigEntry, hass_client: ClientSessionGenerator
) -> None:
    """Reports of problems do not tell whom the module asks."""
    found = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    assert "clock.test" not in str(found)
    assert OWN not in str(found)


@pytest.mark.parametrize("options", [OURS])
async def test_this_machine(entry: MockConfigEntry, simulator: SimulatedModule) -> None:
    """This machine is asked first."""
    (line,) = asked_for(simulator)
    assert line.endswith(f'"{OWN}","clock.test"')


@pytest.mark.parametrize("options", [OURS])
async def test_this_machine_elsewhere(
    entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """In each network this machine has the address that leads to it."""
    around = simulator.surroundings
    around.add_access_point(
        "Yard", network=Network(address="172.16.0.7", gateway="172.16.0.1")
    )
    device: EspAtDevice = entry.runtime_data.device
    with sources_by({"192.168.1.1": "192.168.1.2", "172.16.0.1": "172.16.0.2"}):
        await device.wifi.join(HOME, PASSWORD)
        await until(lambda: '"192.168.1.2","clock.test"' in asked_for(simulator)[-1])
        await device.wifi.join("Yard")
        await until(lambda: '"172.16.0.2","clock.test"' in asked_for(simulator)[-1])


@pytest.mark.parametrize("options", [{CONF_HOME_ASSISTANT_TIME: True}])
async def test_no_address_of_ours(
    hass: HomeAssistant,
    new_entry: MockConfigEntry,
    simulator: SimulatedModule,
    unloaded: None,
) -> None:
    """A machine without a network is no time server, and nothing breaks."""
    with sources_by({}):
        new_entry.add_to_hass(hass)
        assert await hass.config_entries.async_setup(new_entry.entry_id)
        await new_entry.runtime_data.device.wifi.join(HOME, PASSWORD)
        await hass.async_block_till_done(wait_background_tasks=True)
    assert asked_for(simulator) == []


@pytest.mark.parametrize("options", [OURS])
async def test_refused(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """A module that goes away meanwhile is set up again with what it needs."""
    device: EspAtDevice = entry.runtime_data.device
    with sources_by({"192.168.1.1": "192.168.1.2"}):
        await device.wifi.join(HOME, PASSWORD)
        simulator.brown_out()
        await until(lambda: device.counters.restarts == 1 and device.state.online)
        await hass.async_block_till_done(wait_background_tasks=True)
    assert asked_for(simulator)[-1].endswith('"clock.test"')
