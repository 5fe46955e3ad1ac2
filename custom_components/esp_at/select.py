"""Selects of a module."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import override

from homeassistant.components.select import SelectEntity, SelectEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import EspAtConfigEntry, EspAtCoordinator
from .device.device import EspAtDevice
from .device.state import DeviceState, SleepMode, WifiMode
from .entity import EspAtEntity, EspAtEntityDescription, supported_entities
from .errors import translate_errors

# One at a time, as the module takes commands
PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class EspAtSelectEntityDescription(EspAtEntityDescription, SelectEntityDescription):
    """Describe a select of a module."""

    options_fn: Callable[[EspAtDevice], Iterable[str]]
    current_fn: Callable[[DeviceState], str | None]
    select_fn: Callable[[EspAtDevice, str], Awaitable[None]]


SELECTS: tuple[EspAtSelectEntityDescription, ...] = (
    EspAtSelectEntityDescription(
        key="wifi_mode",
        translation_key="wifi_mode",
        entity_category=EntityCategory.CONFIG,
        options_fn=lambda _: WifiMode,
        current_fn=lambda state: state.wifi_mode,
        select_fn=lambda device, option: device.wifi.set_mode(WifiMode(option)),
    ),
    EspAtSelectEntityDescription(
        key="sleep_mode",
        translation_key="sleep_mode",
        entity_category=EntityCategory.CONFIG,
        supported_fn=lambda device: device.system.supports_sleep_mode,
        options_fn=lambda device: device.system.sleep_modes,
        current_fn=lambda state: state.sleep_mode,
        select_fn=lambda device, option: device.system.set_sleep_mode(
            SleepMode(option)
        ),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: EspAtConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the selects of a module."""
    async_add_entities(supported_entities(entry, EspAtSelect, SELECTS))


class EspAtSelect(EspAtEntity, SelectEntity):
    """A select of a module."""

    entity_description: EspAtSelectEntityDescription

    def __init__(
        self, coordinator: EspAtCoordinator, description: EspAtSelectEntityDescription
    ) -> None:
        """Offer what the firmware knows."""
        super().__init__(coordinator, description)
        self._attr_options = list(description.options_fn(coordinator.device))

    @property
    @override
    def current_option(self) -> str | None:
        """Return what the module last told."""
        return self.entity_description.current_fn(self.coordinator.data)

    @override
    async def async_select_option(self, option: str) -> None:
        """Change it on the module."""
        with translate_errors():
            await self.entity_description.select_fn(self.coordinator.device, option)
