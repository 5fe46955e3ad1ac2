"""Events of a module: what happened, as against what is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .connection_entity import EspAtConnectionEntity, add_connection_entities
from .coordinator import EspAtConfigEntry
from .data_filter import readable
from .device.connections import Message
from .device.state import (
    BluetoothRoleEnded,
    DeviceEvent,
    DeviceRestarted,
    HidHostConnected,
    HidHostDisconnected,
    RestartReason,
    WifiChange,
    WifiChanged,
)
from .entity import EspAtEntity, EspAtEntityDescription, supported_entities
from .keyboard_entity import EspAtKeyboardEntity, keyboard_entities

# Nothing is sent: the module tells
PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class EspAtEventEntityDescription(EspAtEntityDescription, EventEntityDescription):
    """Describe an event entity of a module.

    ``event_fn`` returns the type and the attributes of an event that belongs to the
    entity, None for any other.
    """

    event_fn: Callable[[DeviceEvent], tuple[str, dict[str, Any]] | None]


def _restart(event: DeviceEvent) -> tuple[str, dict[str, Any]] | None:
    return (event.reason, {}) if isinstance(event, DeviceRestarted) else None


def _wifi(event: DeviceEvent) -> tuple[str, dict[str, Any]] | None:
    if not isinstance(event, WifiChanged):
        return None
    attributes = {"mac": event.mac, "ip": event.ip}
    return event.change, {name: text for name, text in attributes.items() if text}


def _host(event: DeviceEvent) -> tuple[str, dict[str, Any]] | None:
    match event:
        case HidHostConnected():
            return "host_connected", {}
        case HidHostDisconnected():
            return "host_disconnected", {}
        case BluetoothRoleEnded():
            return "role_ended", {"role": event.role.value}
        case _:
            return None


EVENTS: tuple[EspAtEventEntityDescription, ...] = (
    EspAtEventEntityDescription(
        key="restart",
        translation_key="restart",
        entity_category=EntityCategory.DIAGNOSTIC,
        event_types=[reason.value for reason in RestartReason],
        event_fn=_restart,
    ),
    EspAtEventEntityDescription(
        key="wifi",
        translation_key="wifi",
        event_types=[change.value for change in WifiChange],
        event_fn=_wifi,
    ),
)

KEYBOARD_EVENTS: tuple[EspAtEventEntityDescription, ...] = (
    EspAtEventEntityDescription(
        key="keyboard_host",
        translation_key="keyboard_host",
        event_types=["host_connected", "host_disconnected", "role_ended"],
        event_fn=_host,
    ),
)

RECEIVED = "received"
CONNECTION_EVENTS = (
    EventEntityDescription(
        key=RECEIVED, translation_key=RECEIVED, event_types=[RECEIVED]
    ),
)

# Home Assistant records no state with more than 16 KiB of attributes, and a control
# character takes six bytes there as text, and two as hex; a datagram is shown whole
_SHOWN_BYTES = 1536


async def async_setup_entry(
    hass: HomeAssistant,
    entry: EspAtConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the event entities of a module."""
    async_add_entities(supported_entities(entry, EspAtEvent, EVENTS))
    async_add_entities(keyboard_entities(entry, EspAtKeyboardEvent, KEYBOARD_EVENTS))
    add_connection_entities(entry, async_add_entities, EspAtReceived, CONNECTION_EVENTS)


class EspAtEvent(EspAtEntity, EventEntity):
    """An event entity of a module."""

    entity_description: EspAtEventEntityDescription

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to the module."""
        await super().async_added_to_hass()
        self.async_on_remove(self.coordinator.device.subscribe_events(self._take))

    @callback
    def _take(self, event: DeviceEvent) -> None:
        """Take an event of the module."""
        if found := self.entity_description.event_fn(event):
            self._trigger_event(*found)
            self.async_write_ha_state()


class EspAtKeyboardEvent(EspAtKeyboardEntity, EspAtEvent):
    """An event entity of the keyboard."""


class EspAtReceived(EspAtConnectionEntity, EventEntity):
    """Tells of each message that came in on a kept connection.

    Of a message of more than 1536 bytes only these are shown: ``length`` is that of the
    whole. The trigger ``esp_at.data_received`` gives all of it.
    """

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to the connection."""
        await super().async_added_to_hass()
        self.async_on_remove(self.connection.async_listen_messages(self._take))

    @callback
    def _take(self, message: Message) -> None:
        """Take a message."""
        shown = message.data[:_SHOWN_BYTES]
        remote = message.remote
        self._trigger_event(
            RECEIVED,
            {
                "text": readable(shown),
                "hex": shown.hex(),
                "length": len(message.data),
                "remote_address": remote.host if remote else None,
                "remote_port": remote.port if remote else None,
                "link": message.link,
            },
        )
        self.async_write_ha_state()
