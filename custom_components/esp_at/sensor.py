"""Sensors of a module."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import (
    SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
    EntityCategory,
    UnitOfInformation,
    UnitOfTemperature,
    UnitOfTime,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import StateType

from .connection_entity import EspAtConnectionStateEntity, add_connection_entities
from .coordinator import EspAtConfigEntry
from .data_filter import readable
from .device.connections import ConnectionState
from .device.state import Address, DeviceState, StationConnection
from .entity import EspAtEntity, EspAtEntityDescription, supported_entities

# Nothing is sent: the coordinator reads
PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class EspAtSensorEntityDescription(EspAtEntityDescription, SensorEntityDescription):
    """Describe a sensor of a module."""

    value_fn: Callable[[DeviceState], StateType | datetime]


def _ip(address: Address | None) -> str | None:
    return address.ip if address else None


def _gateway(address: Address | None) -> str | None:
    return address.gateway if address else None


SENSORS: tuple[EspAtSensorEntityDescription, ...] = (
    EspAtSensorEntityDescription(
        key="connection",
        translation_key="connection",
        device_class=SensorDeviceClass.ENUM,
        options=[connection.value for connection in StationConnection],
        value_fn=lambda state: state.station.connection,
    ),
    EspAtSensorEntityDescription(
        key="access_point_clients",
        translation_key="access_point_clients",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda state: len(state.soft_ap.clients),
    ),
    EspAtSensorEntityDescription(
        key="signal",
        translation_key="signal",
        device_class=SensorDeviceClass.SIGNAL_STRENGTH,
        native_unit_of_measurement=SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda state: state.station.rssi,
    ),
    EspAtSensorEntityDescription(
        key="ssid",
        translation_key="ssid",
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda state: state.station.ssid,
    ),
    EspAtSensorEntityDescription(
        key="ip_address",
        translation_key="ip_address",
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda state: _ip(state.station.address),
    ),
    EspAtSensorEntityDescription(
        key="last_restart",
        translation_key="last_restart",
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda state: state.last_restart.at if state.last_restart else None,
    ),
    EspAtSensorEntityDescription(
        key="temperature",
        translation_key="temperature",
        device_class=SensorDeviceClass.TEMPERATURE,
        native_unit_of_measurement=UnitOfTemperature.CELSIUS,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=1,
        entity_category=EntityCategory.DIAGNOSTIC,
        supported_fn=lambda device: device.system.supports_temperature,
        value_fn=lambda state: state.temperature,
    ),
    EspAtSensorEntityDescription(
        key="ethernet_address",
        translation_key="ethernet_address",
        entity_category=EntityCategory.DIAGNOSTIC,
        supported_fn=lambda device: device.ethernet.supported,
        value_fn=lambda state: _ip(state.ethernet.address) if state.ethernet else None,
    ),
    EspAtSensorEntityDescription(
        key="bssid",
        translation_key="bssid",
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda state: state.station.bssid,
    ),
    EspAtSensorEntityDescription(
        key="channel",
        translation_key="channel",
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda state: state.station.channel,
    ),
    EspAtSensorEntityDescription(
        key="gateway",
        translation_key="gateway",
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda state: _gateway(state.station.address),
    ),
    EspAtSensorEntityDescription(
        key="free_memory",
        translation_key="free_memory",
        device_class=SensorDeviceClass.DATA_SIZE,
        native_unit_of_measurement=UnitOfInformation.BYTES,
        suggested_unit_of_measurement=UnitOfInformation.KIBIBYTES,
        suggested_display_precision=1,
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda state: state.memory.free if state.memory else None,
    ),
    EspAtSensorEntityDescription(
        key="minimum_free_memory",
        translation_key="minimum_free_memory",
        device_class=SensorDeviceClass.DATA_SIZE,
        native_unit_of_measurement=UnitOfInformation.BYTES,
        suggested_unit_of_measurement=UnitOfInformation.KIBIBYTES,
        suggested_display_precision=1,
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        supported_fn=lambda device: device.system.supports_minimum_heap,
        value_fn=lambda state: state.memory.minimum_free if state.memory else None,
    ),
    EspAtSensorEntityDescription(
        key="clock_drift",
        translation_key="clock_drift",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.SECONDS,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=0,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        supported_fn=lambda device: device.clock.supports_drift,
        value_fn=lambda state: state.clock.drift,
    ),
)


@dataclass(frozen=True, kw_only=True)
class EspAtConnectionSensorEntityDescription(SensorEntityDescription):
    """Describe a sensor of a kept connection."""

    value_fn: Callable[[ConnectionState], StateType]
    attributes_fn: Callable[[ConnectionState], dict[str, Any] | None] = lambda _: None


# What a state may be long
_LONGEST_STATE = 255


def _last_text(state: ConnectionState) -> str | None:
    return readable(state.last_message.data) if state.last_message else None


def _last_state(state: ConnectionState) -> str | None:
    """Return the beginning of the last message; not every database takes a zero byte."""
    if (text := _last_text(state)) is None:
        return None
    return text[:_LONGEST_STATE].replace("\0", r"\x00")[:_LONGEST_STATE]


CONNECTION_SENSORS: tuple[EspAtConnectionSensorEntityDescription, ...] = (
    EspAtConnectionSensorEntityDescription(
        key="bytes_received",
        translation_key="bytes_received",
        device_class=SensorDeviceClass.DATA_SIZE,
        native_unit_of_measurement=UnitOfInformation.BYTES,
        state_class=SensorStateClass.TOTAL_INCREASING,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda state: state.bytes_in,
    ),
    EspAtConnectionSensorEntityDescription(
        key="bytes_sent",
        translation_key="bytes_sent",
        device_class=SensorDeviceClass.DATA_SIZE,
        native_unit_of_measurement=UnitOfInformation.BYTES,
        state_class=SensorStateClass.TOTAL_INCREASING,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda state: state.bytes_out,
    ),
    EspAtConnectionSensorEntityDescription(
        key="last_message",
        translation_key="last_message",
        value_fn=_last_state,
        attributes_fn=lambda state: {"text": _last_text(state)},
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: EspAtConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the sensors of a module."""
    async_add_entities(supported_entities(entry, EspAtSensor, SENSORS))
    add_connection_entities(
        entry, async_add_entities, EspAtConnectionSensor, CONNECTION_SENSORS
    )


class EspAtSensor(EspAtEntity, SensorEntity):
    """A sensor of a module."""

    entity_description: EspAtSensorEntityDescription

    @property
    @override
    def native_value(self) -> StateType | datetime:
        """Return what the module last told."""
        return self.entity_description.value_fn(self.coordinator.data)


class EspAtConnectionSensor(EspAtConnectionStateEntity, SensorEntity):
    """A sensor of a kept connection."""

    # A state has 255 characters, what Home Assistant records of attributes has a limit
    _unrecorded_attributes = frozenset({"text"})
    entity_description: EspAtConnectionSensorEntityDescription

    @property
    @override
    def native_value(self) -> StateType:
        """Return what is known of the connection."""
        return self.entity_description.value_fn(self.connection.state)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any] | None:
        """Return what does not fit into the state."""
        return self.entity_description.attributes_fn(self.connection.state)
