"""Buttons of a module."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.button import (
    ButtonDeviceClass,
    ButtonEntity,
    ButtonEntityDescription,
)
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import EspAtConfigEntry
from .device.device import EspAtDevice
from .entity import EspAtEntity, EspAtEntityDescription, supported_entities
from .errors import translate_errors

# One at a time, as the module takes commands
PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class EspAtButtonEntityDescription(EspAtEntityDescription, ButtonEntityDescription):
    """Describe a button of a module."""

    press_fn: Callable[[EspAtDevice], Awaitable[None]]


BUTTONS: tuple[EspAtButtonEntityDescription, ...] = (
    EspAtButtonEntityDescription(
        key="restart",
        device_class=ButtonDeviceClass.RESTART,
        entity_category=EntityCategory.CONFIG,
        press_fn=lambda device: device.system.restart(),
    ),
    EspAtButtonEntityDescription(
        key="reconnect",
        translation_key="reconnect",
        entity_category=EntityCategory.CONFIG,
        supported_fn=lambda device: device.wifi.supports_reconnect,
        press_fn=lambda device: device.wifi.reconnect(),
    ),
    EspAtButtonEntityDescription(
        key="factory_reset",
        translation_key="factory_reset",
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
        press_fn=lambda device: device.system.factory_reset(),
    ),
    EspAtButtonEntityDescription(
        key="roll_back",
        translation_key="roll_back",
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
        supported_fn=lambda device: device.system.supports_rollback,
        press_fn=lambda device: device.system.roll_back(),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: EspAtConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the buttons of a module."""
    async_add_entities(supported_entities(entry, EspAtButton, BUTTONS))


class EspAtButton(EspAtEntity, ButtonEntity):
    """A button of a module."""

    entity_description: EspAtButtonEntityDescription

    @override
    async def async_press(self) -> None:
        """Do what the button says."""
        with translate_errors():
            await self.entity_description.press_fn(self.coordinator.device)
