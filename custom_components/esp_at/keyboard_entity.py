"""What every entity of a module's keyboard shares."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import ToggleEntity, ToggleEntityDescription

from .connections import device_identifier
from .const import CONF_KEYBOARD, DOMAIN, MANUFACTURER
from .coordinator import EspAtConfigEntry, EspAtCoordinator
from .device.hid import HidFeature
from .entity import EspAtEntity, EspAtEntityDescription
from .errors import translate_errors

KEYBOARD = "keyboard"
"""Names the keyboard's device, and the entities that are called as it is."""


class EspAtKeyboardEntity(EspAtEntity):
    """An entity of the keyboard; available while the module is.

    A host that is not connected is no reason to be unavailable: an action then says
    why nothing is typed, instead of being left out in silence.
    """

    def __init__(
        self, coordinator: EspAtCoordinator, description: EspAtEntityDescription
    ) -> None:
        """Tie the entity to the keyboard of its module."""
        super().__init__(coordinator, description)
        device = coordinator.device
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, device_identifier(device, KEYBOARD))},
            translation_key=KEYBOARD,
            manufacturer=MANUFACTURER,
            model="Bluetooth keyboard, mouse and remote",
            via_device_id=dr.async_get_device_id_by_identifier(
                coordinator.hass,
                (DOMAIN, device.mac),
                config_entry_id=coordinator.config_entry.entry_id,
            ),
        )

    @property
    def hid(self) -> HidFeature:
        """Return the keyboard, mouse and remote of the module."""
        return self.coordinator.device.hid


@dataclass(frozen=True, kw_only=True)
class EspAtToggleEntityDescription(EspAtEntityDescription, ToggleEntityDescription):
    """Describe an entity that turns the keyboard on and off."""


class EspAtKeyboardToggle(EspAtKeyboardEntity, ToggleEntity):
    """Makes the module a keyboard, or nothing of the kind; remembered for restarts."""

    entity_description: EspAtToggleEntityDescription

    @property
    @override
    def is_on(self) -> bool | None:
        """Return whether hosts can find the module as a keyboard."""
        return self.coordinator.data.hid.enabled

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Become a keyboard, now and after every restart."""
        await self._switch(self.hid.turn_on)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Leave the host, and be found by none."""
        await self._switch(self.hid.turn_off)

    async def _switch(self, switch: Callable[[], Awaitable[None]]) -> None:
        """Switch it; a module that goes away meanwhile does it when it is back."""
        entry = self.coordinator.config_entry
        try:
            with translate_errors():
                await switch()
        finally:
            self.hass.config_entries.async_update_entry(
                entry, data={**entry.data, CONF_KEYBOARD: self.hid.wanted}
            )


def keyboard_entities[D: EspAtEntityDescription, E: EspAtKeyboardEntity](
    entry: EspAtConfigEntry,
    entity: Callable[[EspAtCoordinator, D], E],
    descriptions: tuple[D, ...],
) -> Iterator[E]:
    """Yield an entity for each description if the module can be a keyboard."""
    if entry.runtime_data.device.hid.supported:
        for description in descriptions:
            yield entity(entry.runtime_data, description)


@callback
def async_remove_lacking_keyboard(hass: HomeAssistant, entry: EspAtConfigEntry) -> None:
    """Remove the keyboard and its entities if the firmware has it no more."""
    module = entry.runtime_data.device
    registry = dr.async_get(hass)
    found = registry.async_get_device_by_identifier(
        (DOMAIN, device_identifier(module, KEYBOARD)), entry.entry_id
    )
    if found is not None and not module.hid.supported:
        registry.async_remove_device(found.id)
