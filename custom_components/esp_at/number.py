"""Numbers of a module."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.number import (
    NumberDeviceClass,
    NumberEntity,
    NumberEntityDescription,
    NumberMode,
)
from homeassistant.const import SIGNAL_STRENGTH_DECIBELS_MILLIWATT, EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import EspAtConfigEntry
from .device.device import EspAtDevice
from .device.state import DeviceState
from .entity import EspAtEntity, EspAtEntityDescription, supported_entities
from .errors import translate_errors

# One at a time, as the module takes commands
PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class EspAtNumberEntityDescription(EspAtEntityDescription, NumberEntityDescription):
    """Describe a number of a module."""

    value_fn: Callable[[DeviceState], float | None]
    set_fn: Callable[[EspAtDevice, float], Awaitable[None]]


NUMBERS: tuple[EspAtNumberEntityDescription, ...] = (
    EspAtNumberEntityDescription(
        key="transmit_power",
        translation_key="transmit_power",
        device_class=NumberDeviceClass.SIGNAL_STRENGTH,
        native_unit_of_measurement=SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
        # The module counts quarters of a dBm and takes 40 to 84 of them
        native_min_value=10,
        native_max_value=21,
        native_step=0.25,
        mode=NumberMode.SLIDER,
        entity_category=EntityCategory.CONFIG,
        supported_fn=lambda device: device.system.supports_transmit_power,
        value_fn=lambda state: state.transmit_power,
        set_fn=lambda device, value: device.system.set_transmit_power(value),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: EspAtConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the numbers of a module."""
    async_add_entities(supported_entities(entry, EspAtNumber, NUMBERS))


class EspAtNumber(EspAtEntity, NumberEntity):
    """A number of a module."""

    entity_description: EspAtNumberEntityDescription

    @property
    @override
    def native_value(self) -> float | None:
        """Return what the module last told."""
        return self.entity_description.value_fn(self.coordinator.data)

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Change it on the module."""
        with translate_errors():
            await self.entity_description.set_fn(self.coordinator.device, value)
