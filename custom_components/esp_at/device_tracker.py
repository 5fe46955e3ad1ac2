"""Device trackers for the clients of a module's own access point."""

from typing import override

from homeassistant.components.device_tracker import ScannerEntity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .const import CONF_SETUP_ACCESS_POINT_CLIENTS
from .coordinator import EspAtConfigEntry, EspAtCoordinator
from .device.state import SoftApClient

# Nothing is sent: the coordinator reads
PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: EspAtConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up a tracker for every client that was ever seen, and for new ones."""
    registry = er.async_get(hass)
    coordinator = entry.runtime_data
    prefix = f"{coordinator.device.mac}_"
    known = {
        entity.unique_id.removeprefix(prefix): entity.entity_id
        for entity in er.async_entries_for_config_entry(registry, entry.entry_id)
        if entity.domain == "device_tracker"
    }
    if not entry.options.get(CONF_SETUP_ACCESS_POINT_CLIENTS, True):
        for entity_id in known.values():
            registry.async_remove(entity_id)
        return

    tracked = set(known)
    async_add_entities(EspAtClientTracker(coordinator, mac) for mac in known)

    @callback
    def add_new_clients() -> None:
        """Track clients that are seen for the first time."""
        new = {client.mac for client in coordinator.data.soft_ap.clients} - tracked
        tracked.update(new)
        async_add_entities(EspAtClientTracker(coordinator, mac) for mac in new)

    entry.async_on_unload(coordinator.async_add_listener(add_new_clients))
    add_new_clients()


class EspAtClientTracker(CoordinatorEntity[EspAtCoordinator], ScannerEntity):
    """Tells whether a client is connected to the module's access point."""

    _attr_has_entity_name = True

    def __init__(self, coordinator: EspAtCoordinator, mac: str) -> None:
        """Track one client."""
        super().__init__(coordinator)
        self._attr_mac_address = mac
        self._attr_name = mac

    @property
    @override
    def unique_id(self) -> str:
        """Tell apart a client that roams between the access points of two modules."""
        return f"{self.coordinator.device.mac}_{self._attr_mac_address}"

    @property
    @override
    def entity_registry_enabled_default(self) -> bool:
        """Show a client at once: an access point of a module has fifteen at most."""
        return True

    @property
    def _client(self) -> SoftApClient | None:
        """Return the client while it is connected."""
        clients = self.coordinator.data.soft_ap.clients
        return next(
            (client for client in clients if client.mac == self._attr_mac_address), None
        )

    @property
    @override
    def is_connected(self) -> bool:
        """Return whether the client is connected."""
        return self._client is not None

    @property
    @override
    def ip_address(self) -> str | None:
        """Return the address that the access point gave the client."""
        client = self._client
        return client.ip if client else None
