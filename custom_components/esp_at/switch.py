"""Switches of a module."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.switch import SwitchEntity, SwitchEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import DOMAIN
from .coordinator import EspAtConfigEntry
from .device.device import EspAtDevice
from .device.state import DeviceState
from .entity import EspAtEntity, EspAtEntityDescription, supported_entities
from .errors import translate_errors
from .keyboard_entity import (
    KEYBOARD,
    EspAtKeyboardToggle,
    EspAtToggleEntityDescription,
    keyboard_entities,
)

# One at a time, as the module takes commands
PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class EspAtKeyboardSwitchEntityDescription(
    EspAtToggleEntityDescription, SwitchEntityDescription
):
    """Describe the switch of a module's keyboard."""


@dataclass(frozen=True, kw_only=True)
class EspAtSwitchEntityDescription(EspAtEntityDescription, SwitchEntityDescription):
    """Describe a switch of a module."""

    is_on_fn: Callable[[DeviceState], bool | None]
    turn_on_fn: Callable[[EspAtDevice], Awaitable[None]]
    turn_off_fn: Callable[[EspAtDevice], Awaitable[None]]


async def _keep_address(device: EspAtDevice) -> None:
    """Make the address that DHCP gave the station's own."""
    address = device.state.station.address
    if address is None:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="no_address_to_keep"
        )
    await device.wifi.set_address(address)


SWITCHES: tuple[EspAtSwitchEntityDescription, ...] = (
    EspAtSwitchEntityDescription(
        key="auto_connect",
        translation_key="auto_connect",
        entity_category=EntityCategory.CONFIG,
        supported_fn=lambda device: device.wifi.supports_auto_connect,
        is_on_fn=lambda state: state.station.auto_connect,
        turn_on_fn=lambda device: device.wifi.set_auto_connect(True),
        turn_off_fn=lambda device: device.wifi.set_auto_connect(False),
    ),
    EspAtSwitchEntityDescription(
        key="dhcp",
        translation_key="dhcp",
        entity_category=EntityCategory.CONFIG,
        is_on_fn=lambda state: state.station.dhcp,
        turn_on_fn=lambda device: device.wifi.use_dhcp(),
        turn_off_fn=_keep_address,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: EspAtConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the switches of a module."""
    async_add_entities(supported_entities(entry, EspAtSwitch, SWITCHES))
    async_add_entities(
        keyboard_entities(
            entry,
            EspAtKeyboardSwitch,
            (EspAtKeyboardSwitchEntityDescription(key=KEYBOARD),),
        )
    )


class EspAtSwitch(EspAtEntity, SwitchEntity):
    """A switch of a module."""

    entity_description: EspAtSwitchEntityDescription

    @property
    @override
    def is_on(self) -> bool | None:
        """Return what the module last told."""
        return self.entity_description.is_on_fn(self.coordinator.data)

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Turn it on."""
        with translate_errors():
            await self.entity_description.turn_on_fn(self.coordinator.device)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Turn it off."""
        with translate_errors():
            await self.entity_description.turn_off_fn(self.coordinator.device)


class EspAtKeyboardSwitch(EspAtKeyboardToggle, SwitchEntity):
    """Lets hosts find the module as a keyboard, and use it."""

    _attr_name = None
    _attr_translation_key = "keyboard"
    entity_description: EspAtKeyboardSwitchEntityDescription
