"""The firmware of a module, updated over the module's own network."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, override

from homeassistant.components.update import (
    ATTR_LATEST_VERSION,
    UpdateDeviceClass,
    UpdateEntity,
    UpdateEntityDescription,
    UpdateEntityFeature,
)
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.translation import async_get_translations

from .at.errors import EspAtError
from .const import DOMAIN
from .coordinator import EspAtConfigEntry, EspAtCoordinator
from .device.state import DeviceState
from .device.update import UpdateStep
from .entity import EspAtEntity, EspAtEntityDescription, supported_entities
from .errors import translate_errors

# One at a time, as the module takes commands
PARALLEL_UPDATES = 1

# A module whose network leads nowhere is busy with the question for a while: it is
# asked seldom, and not while everything else starts
ASK_INTERVAL = timedelta(days=1)
FIRST_ASK = timedelta(minutes=2)
_RELEASES = "https://github.com/espressif/esp-at/releases"


@dataclass(frozen=True, kw_only=True)
class EspAtUpdateEntityDescription(EspAtEntityDescription, UpdateEntityDescription):
    """Describe what can be updated of a module."""


UPDATES: tuple[EspAtUpdateEntityDescription, ...] = (
    EspAtUpdateEntityDescription(
        key="firmware", device_class=UpdateDeviceClass.FIRMWARE
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: EspAtConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the update of a module."""
    async_add_entities(supported_entities(entry, EspAtUpdate, UPDATES))


class EspAtUpdate(EspAtEntity, UpdateEntity):
    """The update of a module's firmware; where there can be none, it says why."""

    entity_description: EspAtUpdateEntityDescription
    _attr_title = "ESP-AT"
    _attr_release_url = _RELEASES

    def __init__(
        self,
        coordinator: EspAtCoordinator,
        description: EspAtUpdateEntityDescription,
    ) -> None:
        """Offer the update where the firmware and the chip can take it."""
        super().__init__(coordinator, description)
        self._updates = coordinator.device.updates
        self._texts: dict[str, str] = {}
        self._ask_due = False
        self._ask_no_more: CALLBACK_TYPE = _nothing
        self._asking: asyncio.Task[None] | None = None
        if self._updates.supported:
            self._attr_supported_features = (
                UpdateEntityFeature.INSTALL
                | UpdateEntityFeature.PROGRESS
                | UpdateEntityFeature.RELEASE_NOTES
            )

    @property
    @override
    def available(self) -> bool:
        """Return whether the module is there; the restart belongs to an update."""
        return super().available or self._attr_in_progress

    @property
    @override
    def installed_version(self) -> str:
        """Return what the module runs."""
        return self.coordinator.device.firmware.version_text

    @property
    @override
    def latest_version(self) -> str | None:
        """Return the newest version; None until it was asked for."""
        if not self._updates.supported:
            return self.installed_version
        return self._attr_latest_version

    @override
    async def async_added_to_hass(self) -> None:
        """Ask for the newest version soon, and then once a day."""
        await super().async_added_to_hass()
        self._texts = await async_get_translations(
            self.hass, self.hass.config.language, "common", [DOMAIN]
        )
        if (reason := self._updates.why_not) is not None:
            self._attr_release_summary = self._text(f"no_update_{reason}")
        if not self._updates.supported:
            return
        if (last := await self.async_get_last_state()) is not None:
            self._attr_latest_version = last.attributes.get(ATTR_LATEST_VERSION)
        self._ask_after(FIRST_ASK)

    @override
    async def async_will_remove_from_hass(self) -> None:
        """Ask no more."""
        self._ask_no_more()
        if self._asking is not None:
            self._asking.cancel()
        await super().async_will_remove_from_hass()

    @override
    async def async_install(
        self, version: str | None, backup: bool, **kwargs: Any
    ) -> None:
        """Install the newest version; it ends when the module is back with it."""
        self._attr_in_progress = True
        self._attr_update_percentage = 0
        self.async_write_ha_state()
        try:
            with translate_errors():
                await self._updates.install(on_step=self._note_step)
        finally:
            self._attr_in_progress = False
            self._attr_update_percentage = None

    @override
    async def async_release_notes(self) -> str:
        """Return what the update does to the module."""
        notes = [self._text("update_does"), self._text("update_keeps")]
        if self.coordinator.device.system.supports_rollback:
            notes.append(self._text("update_roll_back"))
        return "\n\n".join(notes)

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Ask what is due once the module is in a network."""
        super()._handle_coordinator_update()
        if self._ask_due and _in_a_network(self.coordinator.data):
            self._ask_due = False
            entry = self.coordinator.config_entry
            self._asking = entry.async_create_background_task(
                self.hass, self._ask(), "esp_at newest firmware"
            )

    @callback
    def _ask_after(self, delay: timedelta) -> None:
        self._ask_no_more = async_call_later(self.hass, delay, self._ask_soon)

    @callback
    def _ask_soon(self, _: datetime) -> None:
        self._ask_due = True
        self._handle_coordinator_update()

    async def _ask(self) -> None:
        try:
            latest = await self._updates.latest()
        except EspAtError as error:
            self.coordinator.logger.debug("The newest version is not known: %s", error)
        else:
            self._attr_latest_version = latest
            self.async_write_ha_state()
        self._ask_after(ASK_INTERVAL)

    @callback
    def _note_step(self, step: UpdateStep) -> None:
        self._attr_update_percentage = 100 * step / max(UpdateStep)
        self.async_write_ha_state()

    def _text(self, key: str) -> str:
        return self._texts[f"component.{DOMAIN}.common.{key}"]


def _nothing() -> None:
    """Stop nothing."""


def _in_a_network(state: DeviceState) -> bool:
    wired = state.ethernet is not None and state.ethernet.address is not None
    return state.online and (state.station.address is not None or wired)
