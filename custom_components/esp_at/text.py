"""Texts of a module."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.text import TextEntity, TextEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .connection_entity import EspAtConnectionEntity, add_connection_entities
from .coordinator import EspAtConfigEntry
from .device.device import EspAtDevice
from .device.state import DeviceState
from .entity import EspAtEntity, EspAtEntityDescription, supported_entities
from .errors import translate_errors

# One at a time, as the module takes commands
PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class EspAtTextEntityDescription(EspAtEntityDescription, TextEntityDescription):
    """Describe a text of a module."""

    value_fn: Callable[[DeviceState], str | None]
    set_fn: Callable[[EspAtDevice, str], Awaitable[None]]


TEXTS: tuple[EspAtTextEntityDescription, ...] = (
    EspAtTextEntityDescription(
        key="host_name",
        translation_key="host_name",
        native_max=32,
        entity_category=EntityCategory.CONFIG,
        value_fn=lambda state: state.station.host_name,
        set_fn=lambda device, value: device.wifi.set_host_name(value),
    ),
)

CONNECTION_TEXTS = (
    TextEntityDescription(key="send", translation_key="send", native_min=1),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: EspAtConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the texts of a module."""
    async_add_entities(supported_entities(entry, EspAtText, TEXTS))
    add_connection_entities(entry, async_add_entities, EspAtSendText, CONNECTION_TEXTS)


class EspAtText(EspAtEntity, TextEntity):
    """A text of a module."""

    entity_description: EspAtTextEntityDescription

    @property
    @override
    def native_value(self) -> str | None:
        """Return what the module last told."""
        return self.entity_description.value_fn(self.coordinator.data)

    @override
    async def async_set_value(self, value: str) -> None:
        """Change it on the module."""
        with translate_errors():
            await self.entity_description.set_fn(self.coordinator.device, value)


class EspAtSendText(EspAtConnectionEntity, TextEntity):
    """Sends what is typed over a kept connection; shows what was sent last."""

    _attr_native_value = None

    @override
    async def async_set_value(self, value: str) -> None:
        """Send it."""
        with translate_errors():
            await self.connection.async_send(value)
        self._attr_native_value = value
        self.async_write_ha_state()
