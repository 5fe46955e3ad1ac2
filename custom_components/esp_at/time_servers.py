"""Which time servers a module asks, and in which zone."""

from datetime import timedelta

from homeassistant.components import network
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from .at.errors import EspAtError
from .const import CONF_HOME_ASSISTANT_TIME, CONF_TIME_SERVERS
from .coordinator import EspAtConfigEntry, EspAtCoordinator
from .device.state import DeviceState


def utc_offset() -> timedelta:
    """Return how far Home Assistant's zone is ahead of UTC now."""
    return dt_util.now().utcoffset() or timedelta()


async def async_time_servers(
    hass: HomeAssistant, entry: EspAtConfigEntry, gateway: str | None = None
) -> tuple[str, ...]:
    """Return the servers that the options ask for, this machine first.

    This machine has the address at which it would talk to ``gateway``, the router of
    the module's network, or to the internet while that is not known.
    """
    servers: list[str] = entry.options.get(CONF_TIME_SERVERS, [])
    if not entry.options.get(CONF_HOME_ASSISTANT_TIME, False):
        return tuple(servers)
    try:
        if gateway is None:
            own = await network.async_get_source_ip(hass)
        else:
            own = await network.async_get_source_ip(hass, target_ip=gateway)
    except HomeAssistantError:  # this machine has no network now
        return tuple(servers)
    return (own, *servers)


@callback
def async_follow_network(hass: HomeAssistant, entry: EspAtConfigEntry) -> None:
    """Give the module our address anew whenever it comes into another network."""
    if not entry.options.get(CONF_HOME_ASSISTANT_TIME, False):
        return
    coordinator = entry.runtime_data
    known: str | None = None

    @callback
    def look() -> None:
        nonlocal known
        gateway = _gateway(coordinator.data)
        if gateway is not None and gateway != known:
            known = gateway
            entry.async_create_background_task(
                hass, _apply(hass, coordinator, gateway), "esp_at time servers"
            )

    entry.async_on_unload(coordinator.async_add_listener(look))
    look()


async def _apply(
    hass: HomeAssistant, coordinator: EspAtCoordinator, gateway: str
) -> None:
    clock = coordinator.device.clock
    servers = await async_time_servers(hass, coordinator.config_entry, gateway)
    if not servers or servers == coordinator.data.clock.servers:
        return
    try:
        await clock.set_time_servers(servers)
    except EspAtError as error:
        coordinator.logger.debug("The time servers could not be set: %s", error)


def _gateway(state: DeviceState) -> str | None:
    """Return the router of the network that the module is in, wired or not."""
    wired = state.ethernet.address if state.ethernet else None
    for address in (state.station.address, wired):
        if address is not None and address.gateway is not None:
            return address.gateway
    return None
