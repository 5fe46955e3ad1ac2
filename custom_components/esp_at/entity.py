"""What every entity of a module shares."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import CONNECTION_NETWORK_MAC, DeviceInfo
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .const import DOMAIN, MANUFACTURER
from .coordinator import EspAtConfigEntry, EspAtCoordinator
from .device.device import EspAtDevice


@dataclass(frozen=True, kw_only=True)
class EspAtEntityDescription(EntityDescription):
    """Describe an entity of a module."""

    supported_fn: Callable[[EspAtDevice], bool] = lambda _: True
    """Tells whether the module, with the firmware it runs, has the entity."""


class EspAtEntity(CoordinatorEntity[EspAtCoordinator]):
    """An entity of a module."""

    _attr_has_entity_name = True
    entity_description: EspAtEntityDescription

    def __init__(
        self, coordinator: EspAtCoordinator, description: EspAtEntityDescription
    ) -> None:
        """Tie the entity to its module."""
        super().__init__(coordinator)
        self.entity_description = description
        device = coordinator.device
        self._attr_unique_id = f"{device.mac}_{description.key}"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, device.mac)},
            connections={(CONNECTION_NETWORK_MAC, device.mac)},
            name=device_name(device),
            manufacturer=MANUFACTURER,
            model=device.firmware.module or device.firmware.chip,
            hw_version=device.firmware.chip,
            sw_version=device.firmware.version_text,
        )


def supported_entities[D: EspAtEntityDescription, E: EspAtEntity](
    entry: EspAtConfigEntry,
    entity: Callable[[EspAtCoordinator, D], E],
    descriptions: tuple[D, ...],
) -> Iterator[E]:
    """Yield an entity for each description that the module supports."""
    coordinator = entry.runtime_data
    for description in descriptions:
        if description.supported_fn(coordinator.device):
            yield entity(coordinator, description)


@callback
def async_register_device(hass: HomeAssistant, entry: EspAtConfigEntry) -> None:
    """Register a module before its entities: devices of connections lead to it."""
    device = entry.runtime_data.device
    dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={(DOMAIN, device.mac)},
        connections={(CONNECTION_NETWORK_MAC, device.mac)},
        name=device_name(device),
    )


def device_name(device: EspAtDevice) -> str:
    """Return what a module is called until its owner names it."""
    return f"ESP-AT {device.firmware.module or device.firmware.chip}"
