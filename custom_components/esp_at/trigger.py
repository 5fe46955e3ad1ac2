"""Triggers for automations: what happens to a module and to its Wi-Fi.

An event is told on through the dispatcher: a trigger outlives the reload of an entry,
the device that it listens to does not.
"""

from collections.abc import Mapping
from dataclasses import asdict
from enum import StrEnum
from typing import Any, ClassVar, cast, override

from homeassistant.const import (
    ATTR_CONFIG_ENTRY_ID,
    ATTR_DEVICE_ID,
    ATTR_NAME,
    CONF_OPTIONS,
)
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import config_validation as cv, device_registry as dr
from homeassistant.helpers.dispatcher import (
    async_dispatcher_connect,
    async_dispatcher_send,
)
from homeassistant.helpers.trigger import (
    Trigger,
    TriggerActionRunner,
    TriggerConfig,
    TriggerNotTriggeredReporter,
)
from homeassistant.helpers.typing import ConfigType
from homeassistant.util.signal_type import SignalType
import probatio

from .const import DOMAIN
from .coordinator import EspAtConfigEntry
from .device.state import (
    DeviceEvent,
    DeviceRestarted,
    RestartReason,
    WifiChange,
    WifiChanged,
)

_SIGNAL: SignalType[EspAtConfigEntry, DeviceEvent] = SignalType(f"{DOMAIN}_event")


@callback
def async_forward_events(hass: HomeAssistant, entry: EspAtConfigEntry) -> None:
    """Tell triggers of every event of a module, as long as its entry is loaded."""

    @callback
    def forward(event: DeviceEvent) -> None:
        async_dispatcher_send(hass, _SIGNAL, entry, event)

    entry.async_on_unload(entry.runtime_data.device.subscribe_events(forward))


class DeviceEventTrigger(Trigger):
    """Fires for one kind of event, of some modules or of all."""

    event_type: ClassVar[type[DeviceRestarted | WifiChanged]]
    attribute: ClassVar[str]
    """Which attribute of the event, and which option, tells the cases apart."""
    choices: ClassVar[type[StrEnum]]
    options: Mapping[str, Any]

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Keep what to listen for."""
        super().__init__(hass, config)
        self.options = config.options or {}

    @classmethod
    @override
    async def async_validate_config(
        cls, hass: HomeAssistant, config: ConfigType
    ) -> ConfigType:
        """Check the options, and that devices and entry are ours."""
        schema = probatio.Schema(
            {
                probatio.Required(CONF_OPTIONS, default=dict): {
                    probatio.Optional(ATTR_DEVICE_ID): probatio.All(
                        probatio.EnsureList(), [cv.string]
                    ),
                    probatio.Optional(ATTR_CONFIG_ENTRY_ID): cv.string,
                    probatio.Optional(cls.attribute): probatio.All(
                        probatio.EnsureList(),
                        [probatio.In([choice.value for choice in cls.choices])],
                    ),
                }
            }
        )
        valid = cast(ConfigType, schema(config))
        _scope(hass, valid[CONF_OPTIONS])
        return valid

    @override
    async def async_attach_runner(
        self,
        run_action: TriggerActionRunner,
        did_not_trigger: TriggerNotTriggeredReporter | None = None,
    ) -> CALLBACK_TYPE:
        """Run the action for every event that the options ask for."""
        entries = _scope(self._hass, self.options)
        wanted = self.options.get(self.attribute)

        @callback
        def handle(entry: EspAtConfigEntry, event: DeviceEvent) -> None:
            if not isinstance(event, self.event_type):
                return
            case: str = getattr(event, self.attribute).value
            if entries is not None and entry.entry_id not in entries:
                return
            if wanted is not None and case not in wanted:
                return
            device = dr.async_get(self._hass).async_get_device_by_identifier(
                (DOMAIN, entry.runtime_data.device.mac), entry.entry_id
            )
            name = (device and (device.name_by_user or device.name)) or entry.title
            run_action(
                {
                    ATTR_CONFIG_ENTRY_ID: entry.entry_id,
                    ATTR_DEVICE_ID: device.id if device else None,
                    ATTR_NAME: name,
                    **asdict(event),
                },
                f"{name}: {case.replace('_', ' ')}",
            )

        return async_dispatcher_connect(self._hass, _SIGNAL, handle)


def _scope(hass: HomeAssistant, options: Mapping[str, Any]) -> set[str] | None:
    """Return the entries to listen to, or None for all; raise Invalid if one is not."""
    entries: set[str] = set()
    if entry_id := options.get(ATTR_CONFIG_ENTRY_ID):
        entry = hass.config_entries.async_get_entry(entry_id)
        if entry is None or entry.domain != DOMAIN:
            raise probatio.Invalid(f"'{entry_id}' is not a config entry of {DOMAIN}")
        entries.add(entry_id)
    for device_id in options.get(ATTR_DEVICE_ID, ()):
        _, entry = dr.async_get_device_and_config_entry_for_domain(
            hass, device_id, domain=DOMAIN
        )
        if entry is None:
            raise probatio.Invalid(f"'{device_id}' is not a device of {DOMAIN}")
        entries.add(entry.entry_id)
    return entries or None


class RestartedTrigger(DeviceEventTrigger):
    """Fires when a module restarted and is set up again."""

    event_type = DeviceRestarted
    attribute = "reason"
    choices = RestartReason


class WifiChangedTrigger(DeviceEventTrigger):
    """Fires when something happened to the Wi-Fi of a module."""

    event_type = WifiChanged
    attribute = "change"
    choices = WifiChange


TRIGGERS: dict[str, type[Trigger]] = {
    "restarted": RestartedTrigger,
    "wifi_changed": WifiChangedTrigger,
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers of the integration."""
    return TRIGGERS
