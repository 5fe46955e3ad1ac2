"""What every entity of a kept connection shares."""

from collections.abc import Callable
from typing import override

from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .connection_settings import KINDS
from .connections import EspAtConnection, device_identifier
from .const import DOMAIN
from .coordinator import EspAtConfigEntry, EspAtCoordinator


class EspAtConnectionEntity(CoordinatorEntity[EspAtCoordinator]):
    """An entity of a kept connection; available while the module is.

    A connection that is down is no reason to be unavailable: an action that sends
    over it then says why it cannot, instead of being left out in silence.
    """

    _attr_has_entity_name = True

    def __init__(
        self,
        coordinator: EspAtCoordinator,
        connection: EspAtConnection,
        description: EntityDescription,
    ) -> None:
        """Tie the entity to its connection."""
        super().__init__(coordinator)
        self.connection = connection
        self.entity_description = description
        device = coordinator.device
        entry = coordinator.config_entry
        self._attr_unique_id = f"{device.mac}_{connection.key}_{description.key}"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, device_identifier(device, connection.key))},
            name=connection.title,
            model=KINDS[connection.type].model,
            entry_type=DeviceEntryType.SERVICE,
            via_device_id=dr.async_get_device_id_by_identifier(
                coordinator.hass, (DOMAIN, device.mac), config_entry_id=entry.entry_id
            ),
        )


class EspAtConnectionStateEntity(EspAtConnectionEntity):
    """An entity that shows something of the state of a kept connection."""

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to the connection."""
        await super().async_added_to_hass()
        self.async_on_remove(self.connection.async_listen(self.async_write_ha_state))


def add_connection_entities[D: EntityDescription, E: EspAtConnectionEntity](
    entry: EspAtConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    entity: Callable[[EspAtCoordinator, EspAtConnection, D], E],
    descriptions: tuple[D, ...],
) -> None:
    """Add an entity for each description to each connection, now and later."""
    coordinator = entry.runtime_data

    def add(connection: EspAtConnection) -> None:
        async_add_entities(
            (
                entity(coordinator, connection, description)
                for description in descriptions
            ),
            config_subentry_id=connection.key,
        )

    coordinator.connections.async_for_each(add)
