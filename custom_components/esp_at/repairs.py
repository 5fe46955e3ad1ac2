"""What Home Assistant can put right by itself once the owner agrees."""

from typing import override

from homeassistant.components.repairs import (
    ConfirmRepairFlow,
    RepairsFlow,
    RepairsFlowResult,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from .const import CONF_FAST_BAUDRATE
from .coordinator import EspAtConfigEntry
from .issues import Issue, unsupported_entities
from .keyboard_entity import async_remove_lacking_keyboard


class KeepRateFlow(ConfirmRepairFlow):
    """Stay at the configured baud rate."""

    def __init__(self, entry: EspAtConfigEntry) -> None:
        """Keep whose rate it is."""
        self._entry = entry

    @override
    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Ask, then give up the faster line."""
        if user_input is not None:
            self.hass.config_entries.async_update_entry(
                self._entry, options={**self._entry.options, CONF_FAST_BAUDRATE: "0"}
            )
            self.hass.config_entries.async_schedule_reload(self._entry.entry_id)
        return await super().async_step_confirm(user_input)


class RemoveEntitiesFlow(ConfirmRepairFlow):
    """Remove the entities that the firmware does not have."""

    def __init__(self, entry: EspAtConfigEntry) -> None:
        """Keep whose entities they are."""
        self._entry = entry

    @override
    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Ask, then remove them."""
        if user_input is not None:
            registry = er.async_get(self.hass)
            for entity_id in list(unsupported_entities(self.hass, self._entry)):
                registry.async_remove(entity_id)
            async_remove_lacking_keyboard(self.hass, self._entry)
        return await super().async_step_confirm(user_input)


async def async_create_fix_flow(
    hass: HomeAssistant,
    issue_id: str,
    data: dict[str, str | int | float | None] | None,
) -> RepairsFlow:
    """Return the flow that puts an issue right."""
    told = data or {}
    entry = hass.config_entries.async_get_known_entry(str(told["entry_id"]))
    if told["issue"] == Issue.FASTER_LINE:
        return KeepRateFlow(entry)
    return RemoveEntitiesFlow(entry)
