"""Binary sensors of a module."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .connection_entity import EspAtConnectionStateEntity, add_connection_entities
from .coordinator import EspAtConfigEntry
from .device.state import DeviceState, StationConnection
from .entity import EspAtEntity, EspAtEntityDescription, supported_entities
from .errors import describe, say
from .keyboard_entity import EspAtKeyboardEntity, keyboard_entities

# Nothing is sent: the coordinator reads
PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class EspAtBinarySensorEntityDescription(
    EspAtEntityDescription, BinarySensorEntityDescription
):
    """Describe a binary sensor of a module."""

    is_on_fn: Callable[[DeviceState], bool | None]


BINARY_SENSORS: tuple[EspAtBinarySensorEntityDescription, ...] = (
    EspAtBinarySensorEntityDescription(
        key="wifi",
        translation_key="wifi",
        device_class=BinarySensorDeviceClass.CONNECTIVITY,
        is_on_fn=lambda state: state.station.connection is StationConnection.CONNECTED,
    ),
    EspAtBinarySensorEntityDescription(
        key="access_point",
        translation_key="access_point",
        device_class=BinarySensorDeviceClass.RUNNING,
        is_on_fn=lambda state: state.soft_ap.enabled,
    ),
    EspAtBinarySensorEntityDescription(
        key="ethernet",
        translation_key="ethernet",
        device_class=BinarySensorDeviceClass.CONNECTIVITY,
        supported_fn=lambda device: device.ethernet.supported,
        is_on_fn=lambda state: state.ethernet.connected if state.ethernet else None,
    ),
)

KEYBOARD_BINARY_SENSORS = (
    EspAtBinarySensorEntityDescription(
        key="keyboard_host",
        translation_key="keyboard_host",
        device_class=BinarySensorDeviceClass.CONNECTIVITY,
        is_on_fn=lambda state: state.hid.connected,
    ),
)

CONNECTION_BINARY_SENSORS = (
    BinarySensorEntityDescription(
        key="connected",
        translation_key="connected",
        device_class=BinarySensorDeviceClass.CONNECTIVITY,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: EspAtConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the binary sensors of a module."""
    async_add_entities(supported_entities(entry, EspAtBinarySensor, BINARY_SENSORS))
    async_add_entities(
        keyboard_entities(entry, EspAtKeyboardBinarySensor, KEYBOARD_BINARY_SENSORS)
    )
    add_connection_entities(
        entry, async_add_entities, EspAtConnected, CONNECTION_BINARY_SENSORS
    )


class EspAtBinarySensor(EspAtEntity, BinarySensorEntity):
    """A binary sensor of a module."""

    entity_description: EspAtBinarySensorEntityDescription

    @property
    @override
    def is_on(self) -> bool | None:
        """Return what the module last told."""
        return self.entity_description.is_on_fn(self.coordinator.data)


class EspAtKeyboardBinarySensor(EspAtKeyboardEntity, EspAtBinarySensor):
    """A binary sensor of the keyboard."""


class EspAtConnected(EspAtConnectionStateEntity, BinarySensorEntity):
    """Tells whether a kept connection is up, and if not why."""

    _unrecorded_attributes = frozenset({"error", "peers"})

    @property
    @override
    def is_on(self) -> bool:
        """Return whether someone is connected; of a server, whether it listens."""
        return self.connection.state.connected

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return who is connected, and what went wrong last."""
        state = self.connection.state
        return {
            "peers": [f"{peer.host}:{peer.port}" for peer in state.peers],
            "error": None if state.error is None else say(describe(state.error)),
        }
