"""Notify entities, which let automations type, and send over kept connections."""

from dataclasses import dataclass
from typing import override

from homeassistant.components.notify import (
    NotifyEntity,
    NotifyEntityDescription,
    NotifyEntityFeature,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .connection_entity import EspAtConnectionEntity, add_connection_entities
from .coordinator import EspAtConfigEntry
from .entity import EspAtEntityDescription
from .errors import translate_errors
from .keyboard_entity import KEYBOARD, EspAtKeyboardEntity, keyboard_entities
from .keyboard_settings import layout_for

# The module takes one command at a time anyhow; a long text that is typed must not hold
# up what goes over a connection
PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class EspAtNotifyEntityDescription(EspAtEntityDescription, NotifyEntityDescription):
    """Describe a notify entity of a module."""


CONNECTION_NOTIFIERS = (NotifyEntityDescription(key="send", translation_key="send"),)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: EspAtConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the notify entities of a module's keyboard and connections."""
    async_add_entities(
        keyboard_entities(
            entry, EspAtTypeMessage, (EspAtNotifyEntityDescription(key=KEYBOARD),)
        )
    )
    add_connection_entities(
        entry, async_add_entities, EspAtSendMessage, CONNECTION_NOTIFIERS
    )


class EspAtTypeMessage(EspAtKeyboardEntity, NotifyEntity):
    """Types a message on the host, in the layout of the options."""

    _attr_name = None
    _attr_supported_features = NotifyEntityFeature.TITLE
    _attr_translation_key = "keyboard"
    entity_description: EspAtNotifyEntityDescription

    @override
    async def async_send_message(self, message: str, title: str | None = None) -> None:
        """Type it; a title is a line of its own before."""
        text = message if title is None else f"{title}\n{message}"
        with translate_errors(text="message"):
            layout = layout_for(self.coordinator.config_entry)
            await self.hid.type_text(text, layout)


class EspAtSendMessage(EspAtConnectionEntity, NotifyEntity):
    """Sends a message over a kept connection."""

    @override
    async def async_send_message(self, message: str, title: str | None = None) -> None:
        """Send it; there is nowhere to put a title."""
        with translate_errors():
            await self.connection.async_send(message)
