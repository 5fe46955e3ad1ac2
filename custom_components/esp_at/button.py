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
from .keyboard.chord import parse_chord
from .keyboard.usages import ConsumerUsage
from .keyboard_entity import EspAtKeyboardEntity, keyboard_entities

# The module takes one command at a time anyhow; a press that waits for what is being
# typed must not hold up the one that ends it
PARALLEL_UPDATES = 0


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


def _media_key(
    usage: ConsumerUsage, *, rare: bool = False
) -> EspAtButtonEntityDescription:
    key = f"keyboard_{usage.name.lower()}"
    return EspAtButtonEntityDescription(
        key=key,
        translation_key=key,
        entity_registry_enabled_default=not rare,
        press_fn=lambda device: device.hid.consumer(usage),
    )


def _key(name: str, *, rare: bool = False) -> EspAtButtonEntityDescription:
    key, chord = f"keyboard_{name}", parse_chord(name)
    return EspAtButtonEntityDescription(
        key=key,
        translation_key=key,
        entity_registry_enabled_default=not rare,
        press_fn=lambda device: device.hid.press(chord),
    )


KEYBOARD_BUTTONS: tuple[EspAtButtonEntityDescription, ...] = (
    _media_key(ConsumerUsage.PLAY),
    _media_key(ConsumerUsage.PAUSE),
    _media_key(ConsumerUsage.NEXT),
    _media_key(ConsumerUsage.PREVIOUS),
    _media_key(ConsumerUsage.VOLUME_UP),
    _media_key(ConsumerUsage.VOLUME_DOWN),
    _media_key(ConsumerUsage.MUTE),
    _media_key(ConsumerUsage.STOP, rare=True),
    _media_key(ConsumerUsage.POWER, rare=True),
    _media_key(ConsumerUsage.FAST_FORWARD, rare=True),
    _media_key(ConsumerUsage.REWIND, rare=True),
    _media_key(ConsumerUsage.RECORD, rare=True),
    _media_key(ConsumerUsage.CHANNEL_UP, rare=True),
    _media_key(ConsumerUsage.CHANNEL_DOWN, rare=True),
    _key("up"),
    _key("down"),
    _key("left"),
    _key("right"),
    _key("enter"),
    _key("escape"),
    _key("home", rare=True),
    _key("page_up", rare=True),
    _key("page_down", rare=True),
    _key("tab", rare=True),
    _key("backspace", rare=True),
    _key("space", rare=True),
    _key("gui", rare=True),
    EspAtButtonEntityDescription(
        key="keyboard_release",
        translation_key="keyboard_release",
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        press_fn=lambda device: device.hid.release(),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: EspAtConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the buttons of a module."""
    async_add_entities(supported_entities(entry, EspAtButton, BUTTONS))
    async_add_entities(keyboard_entities(entry, EspAtKeyboardButton, KEYBOARD_BUTTONS))


class EspAtButton(EspAtEntity, ButtonEntity):
    """A button of a module."""

    entity_description: EspAtButtonEntityDescription

    @override
    async def async_press(self) -> None:
        """Do what the button says."""
        with translate_errors():
            await self.entity_description.press_fn(self.coordinator.device)


class EspAtKeyboardButton(EspAtKeyboardEntity, EspAtButton):
    """A button that presses a key of the keyboard."""
