"""Triggers for automations: what happens to a module, what comes in over its network.

An event is told on through the dispatcher: a trigger outlives the reload of an entry,
the device that it listens to does not.
"""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import asdict
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple, cast, override

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

from .connections import device_identifier
from .const import DOMAIN
from .coordinator import EspAtConfigEntry
from .data_filter import (
    ANYTHING,
    DataFilter,
    compile_pattern,
    parsed,
    readable,
    split_path,
)
from .device.sockets import MAX_LINKS
from .device.state import (
    DataArrived,
    DeviceEvent,
    DeviceRestarted,
    HidHostConnected,
    HidHostDisconnected,
    RestartReason,
    WifiChange,
    WifiChanged,
)
from .errors import Text, say
from .keyboard_entity import KEYBOARD

_SIGNAL: SignalType[EspAtConfigEntry, DeviceEvent] = SignalType(f"{DOMAIN}_event")


@callback
def async_forward_events(hass: HomeAssistant, entry: EspAtConfigEntry) -> None:
    """Tell triggers of every event of a module, as long as its entry is loaded."""

    @callback
    def forward(event: DeviceEvent) -> None:
        async_dispatcher_send(hass, _SIGNAL, entry, event)

    entry.async_on_unload(entry.runtime_data.device.subscribe_events(forward))


class Scope(NamedTuple):
    """What to listen to: a module, or of what comes in only one connection."""

    entry_id: str
    connection: str | None = None

    def covers(self, entry: EspAtConfigEntry, event: DeviceEvent) -> bool:
        """Return whether an event is to be listened to."""
        return entry.entry_id == self.entry_id and (
            self.connection is None
            or not isinstance(event, DataArrived)
            or event.message.connection == self.connection
        )


class EspAtTrigger(Trigger):
    """Fires for some events, of some modules or of all."""

    own_options: ClassVar[Mapping[probatio.Marker, Any]]
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
                    **cls.own_options,
                }
            }
        )
        valid = cast(ConfigType, schema(config))
        _scopes(hass, valid[CONF_OPTIONS])
        return valid

    @override
    async def async_attach_runner(
        self,
        run_action: TriggerActionRunner,
        did_not_trigger: TriggerNotTriggeredReporter | None = None,
    ) -> CALLBACK_TYPE:
        """Run the action for every event that the options ask for."""
        scopes = _scopes(self._hass, self.options)

        @callback
        def handle(entry: EspAtConfigEntry, event: DeviceEvent) -> None:
            if scopes and not any(scope.covers(entry, event) for scope in scopes):
                return
            if (told := self._tell(entry, event)) is None:
                return
            variables, words = told
            device = _device(self._hass, entry, event)
            name = (device and (device.name_by_user or device.name)) or entry.title
            run_action(
                {
                    ATTR_CONFIG_ENTRY_ID: entry.entry_id,
                    ATTR_DEVICE_ID: device.id if device else None,
                    ATTR_NAME: name,
                    **variables,
                },
                f"{name}: {words}",
            )

        return async_dispatcher_connect(self._hass, _SIGNAL, handle)

    @abstractmethod
    def _tell(
        self, entry: EspAtConfigEntry, event: DeviceEvent
    ) -> tuple[dict[str, Any], str] | None:
        """Return variables and words for an event that is asked for, else None."""


class DeviceEventTrigger(EspAtTrigger):
    """Fires for one kind of event."""

    event_type: ClassVar[type[DeviceRestarted | WifiChanged]]
    attribute: ClassVar[str]
    """Which attribute of the event, and which option, tells the cases apart."""
    choices: ClassVar[type[StrEnum]]

    @override
    def __init_subclass__(cls) -> None:
        """Offer the cases as an option."""
        super().__init_subclass__()
        cls.own_options = {
            probatio.Optional(cls.attribute): probatio.All(
                probatio.EnsureList(),
                [probatio.In([choice.value for choice in cls.choices])],
            )
        }

    @override
    def _tell(
        self, entry: EspAtConfigEntry, event: DeviceEvent
    ) -> tuple[dict[str, Any], str] | None:
        if not isinstance(event, self.event_type):
            return None
        case: str = getattr(event, self.attribute).value
        if case not in self.options.get(self.attribute, [case]):
            return None
        return asdict(event), case.replace("_", " ")


def _scopes(hass: HomeAssistant, options: Mapping[str, Any]) -> set[Scope]:
    """Return what to listen to, nothing for all; raise Invalid for what is not ours."""
    scopes: set[Scope] = set()
    if entry_id := options.get(ATTR_CONFIG_ENTRY_ID):
        entry = hass.config_entries.async_get_entry(entry_id)
        if entry is None or entry.domain != DOMAIN:
            raise probatio.Invalid(f"'{entry_id}' is not a config entry of {DOMAIN}")
        scopes.add(Scope(entry_id))
    for device_id in options.get(ATTR_DEVICE_ID, ()):
        device, entry = dr.async_get_device_and_config_entry_for_domain(
            hass, device_id, domain=DOMAIN
        )
        if device is None or entry is None:
            raise probatio.Invalid(f"'{device_id}' is not a device of {DOMAIN}")
        scopes.add(Scope(entry.entry_id, device.config_subentry_id))
    return scopes


def _device(
    hass: HomeAssistant, entry: EspAtConfigEntry, event: DeviceEvent
) -> dr.DeviceEntry | None:
    """Return the device that an event is about: a part of the module, or all of it."""
    module = entry.runtime_data.device
    names = [module.mac]
    if isinstance(event, DataArrived) and event.message.connection is not None:
        names.insert(0, device_identifier(module, event.message.connection))
    elif isinstance(event, HidHostConnected | HidHostDisconnected):
        names.insert(0, device_identifier(module, KEYBOARD))
    registry = dr.async_get(hass)
    found = (
        registry.async_get_device_by_identifier((DOMAIN, name), entry.entry_id)
        for name in names
    )
    return next(filter(None, found), None)


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


class KeyboardHostTrigger(EspAtTrigger):
    """Fires for one kind of event of the keyboard's host."""

    own_options = {}
    event_type: ClassVar[type[HidHostConnected | HidHostDisconnected]]
    words: ClassVar[str]

    @override
    def _tell(
        self, entry: EspAtConfigEntry, event: DeviceEvent
    ) -> tuple[dict[str, Any], str] | None:
        return ({}, self.words) if isinstance(event, self.event_type) else None


class KeyboardHostConnectedTrigger(KeyboardHostTrigger):
    """Fires when a host uses the module as its keyboard."""

    event_type = HidHostConnected
    words = "host connected"


class KeyboardHostDisconnectedTrigger(KeyboardHostTrigger):
    """Fires when the host of the keyboard is gone."""

    event_type = HidHostDisconnected
    words = "host disconnected"


def _pattern(value: Any) -> str:
    """Check a regular expression."""
    regex = cv.string(value)
    try:
        compile_pattern(regex)
    except ValueError as error:
        raise probatio.Invalid(
            say(Text("bad_pattern", {"problem": str(error)}))
        ) from error
    return regex


def _json_path(value: Any) -> str:
    """Check a dotted path."""
    path = cv.string(value)
    try:
        split_path(path)
    except ValueError as error:
        raise probatio.Invalid(
            say(Text("bad_json_path", {"example": "sensors.0.value"}))
        ) from error
    return path


class DataReceivedTrigger(EspAtTrigger):
    """Fires for each message that comes in over the network of a module."""

    own_options = {
        probatio.Optional("connection"): cv.string,
        probatio.Optional("link"): probatio.All(
            probatio.Coerce(int), probatio.Range(min=0, max=MAX_LINKS - 1)
        ),
        probatio.Optional("remote"): cv.string,
        probatio.Optional("regex"): _pattern,
        probatio.Optional("json_path"): _json_path,
        probatio.Optional("json_value"): object,
    }

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Compile what to look for."""
        super().__init__(hass, config)
        options = self.options
        regex, path = options.get("regex"), options.get("json_path")
        self._filter = DataFilter(
            link=options.get("link"),
            remote=options.get("remote"),
            pattern=None if regex is None else compile_pattern(regex),
            json_path=None if path is None else split_path(path),
            json_value=options.get("json_value", ANYTHING),
        )

    @override
    def _tell(
        self, entry: EspAtConfigEntry, event: DeviceEvent
    ) -> tuple[dict[str, Any], str] | None:
        if not isinstance(event, DataArrived):
            return None
        message, wanted = event.message, self.options.get("connection")
        connection = entry.subentries.get(message.connection or "")
        if wanted is not None and (
            connection is None
            or wanted not in {connection.title, connection.subentry_id}
        ):
            return None
        if not self._filter.wants(message):
            return None
        size = len(message.data)
        return (
            {
                "connection": connection.title if connection else None,
                "link": message.link,
                "text": readable(message.data),
                "hex": message.data.hex(),
                "json": parsed(message.data),
                "length": size,
                "remote_address": message.remote.host if message.remote else None,
                "remote_port": message.remote.port if message.remote else None,
            },
            f"{size} bytes received",
        )


TRIGGERS: dict[str, type[Trigger]] = {
    "data_received": DataReceivedTrigger,
    "keyboard_host_connected": KeyboardHostConnectedTrigger,
    "keyboard_host_disconnected": KeyboardHostDisconnectedTrigger,
    "restarted": RestartedTrigger,
    "wifi_changed": WifiChangedTrigger,
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers of the integration."""
    return TRIGGERS
