"""Notify entities, which let automations send over kept connections."""

from typing import override

from homeassistant.components.notify import NotifyEntity, NotifyEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .connection_entity import EspAtConnectionEntity, add_connection_entities
from .coordinator import EspAtConfigEntry
from .errors import translate_errors

# One at a time, as the module takes commands
PARALLEL_UPDATES = 1

CONNECTION_NOTIFIERS = (NotifyEntityDescription(key="send", translation_key="send"),)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: EspAtConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the notify entities of a module's connections."""
    add_connection_entities(
        entry, async_add_entities, EspAtSendMessage, CONNECTION_NOTIFIERS
    )


class EspAtSendMessage(EspAtConnectionEntity, NotifyEntity):
    """Sends a message over a kept connection."""

    @override
    async def async_send_message(self, message: str, title: str | None = None) -> None:
        """Send it; there is nowhere to put a title."""
        with translate_errors():
            await self.connection.async_send(message)
