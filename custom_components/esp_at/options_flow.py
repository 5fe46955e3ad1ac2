"""Changes what is set up of a module."""

from collections.abc import Callable, Iterable, Mapping
import re
from typing import Any

from homeassistant.config_entries import (
    ConfigEntryState,
    ConfigFlowResult,
    OptionsFlowWithReload,
)
from homeassistant.const import CONF_BASE, CONF_NAME, UnitOfTime
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
)
import probatio

from .const import (
    CONF_FAST_BAUDRATE,
    CONF_HOME_ASSISTANT_TIME,
    CONF_HOST_SYSTEM,
    CONF_KEYBOARD,
    CONF_KEYSTROKE_INTERVAL,
    CONF_LAYOUT,
    CONF_REFRESH_INTERVAL,
    CONF_SETUP_ACCESS_POINT_CLIENTS,
    CONF_TIME_SERVERS,
    DEFAULT_FAST_BAUDRATE,
    DEFAULT_HOST_SYSTEM,
    DEFAULT_KEYSTROKE_INTERVAL,
    DEFAULT_LAYOUT,
    DEFAULT_REFRESH_INTERVAL,
)
from .coordinator import EspAtConfigEntry
from .device.hid import HidFeature
from .keyboard.layout import LAYOUTS, HostSystem
from .keyboard_settings import has_valid_name

_FASTER_BAUDRATES = ("230400", "460800", "921600", "1500000", "2000000", "3000000")
# The module remembers no more, and no longer names
_MOST_TIME_SERVERS = 3
_TIME_SERVER = re.compile(r"[A-Za-z0-9_.:-]{1,64}")

_OPTIONS_SCHEMA = probatio.Schema(
    {
        probatio.Required(
            CONF_REFRESH_INTERVAL, default=DEFAULT_REFRESH_INTERVAL
        ): probatio.All(
            NumberSelector(
                NumberSelectorConfig(
                    min=5,
                    max=3600,
                    step=1,
                    mode=NumberSelectorMode.BOX,
                    unit_of_measurement=UnitOfTime.SECONDS,
                )
            ),
            probatio.Coerce(int),
        ),
        probatio.Required(
            CONF_FAST_BAUDRATE, default=str(DEFAULT_FAST_BAUDRATE)
        ): SelectSelector(
            SelectSelectorConfig(
                options=[str(DEFAULT_FAST_BAUDRATE), *_FASTER_BAUDRATES],
                mode=SelectSelectorMode.DROPDOWN,
                translation_key=CONF_FAST_BAUDRATE,
            )
        ),
        probatio.Required(
            CONF_SETUP_ACCESS_POINT_CLIENTS, default=True
        ): BooleanSelector(),
        probatio.Required(CONF_TIME_SERVERS, default=list): TextSelector(
            TextSelectorConfig(multiple=True)
        ),
        probatio.Required(CONF_HOME_ASSISTANT_TIME, default=False): BooleanSelector(),
    }
)

_NAME_SCHEMA = probatio.Schema({probatio.Optional(CONF_NAME): TextSelector()})
_KEYBOARD_SCHEMA = probatio.Schema(
    {
        probatio.Required(CONF_LAYOUT, default=DEFAULT_LAYOUT): SelectSelector(
            SelectSelectorConfig(
                options=list(LAYOUTS),
                mode=SelectSelectorMode.DROPDOWN,
                translation_key="keyboard_layout",
            )
        ),
        probatio.Required(CONF_HOST_SYSTEM, default=DEFAULT_HOST_SYSTEM): (
            SelectSelector(
                SelectSelectorConfig(
                    options=[system.value for system in HostSystem],
                    mode=SelectSelectorMode.DROPDOWN,
                    translation_key=CONF_HOST_SYSTEM,
                )
            )
        ),
        probatio.Required(
            CONF_KEYSTROKE_INTERVAL, default=DEFAULT_KEYSTROKE_INTERVAL
        ): probatio.All(
            NumberSelector(
                NumberSelectorConfig(
                    min=0,
                    max=1000,
                    step=1,
                    mode=NumberSelectorMode.BOX,
                    unit_of_measurement=UnitOfTime.MILLISECONDS,
                )
            ),
            probatio.Coerce(int),
        ),
    }
)


class EspAtOptionsFlow(OptionsFlowWithReload):
    """Changes what is set up of a module; what its firmware lacks stays as it was."""

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the options."""
        errors: dict[str, str] = {}
        if user_input is not None:
            servers = _time_servers(user_input[CONF_TIME_SERVERS])
            user_input = {**user_input, CONF_TIME_SERVERS: servers}
            if CONF_KEYBOARD in user_input:
                user_input[CONF_KEYBOARD] = _keyboard(user_input[CONF_KEYBOARD])
            if not all(map(_TIME_SERVER.fullmatch, servers)):
                errors[CONF_TIME_SERVERS] = "invalid_time_server"
            elif len(servers) + user_input[CONF_HOME_ASSISTANT_TIME] > (
                _MOST_TIME_SERVERS
            ):
                errors[CONF_TIME_SERVERS] = "too_many_time_servers"
            elif not has_valid_name(user_input.get(CONF_KEYBOARD, {})):
                # Nothing is shown beside a field of a section
                errors[CONF_BASE] = "invalid_keyboard_name"
            else:
                return self.async_create_entry(data=self._completed(user_input))
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(
                self._schema(), user_input or self.config_entry.options
            ),
            errors=errors,
        )

    def _schema(self) -> probatio.Schema:
        """Return the form, with a keyboard unless the firmware has none."""
        if not self._has(lambda hid: hid.supported):
            return _OPTIONS_SCHEMA
        keyboard = _KEYBOARD_SCHEMA
        if self._has(lambda hid: hid.supports_name):
            keyboard = _NAME_SCHEMA.extend(keyboard.schema)
        form = section(keyboard, {"collapsed": True})
        return _OPTIONS_SCHEMA.extend({probatio.Required(CONF_KEYBOARD): form})

    def _has(self, feature: Callable[[HidFeature], bool]) -> bool:
        """Return whether the firmware has something, or may have it."""
        entry: EspAtConfigEntry = self.config_entry
        loaded = entry.state is ConfigEntryState.LOADED
        return not loaded or feature(entry.runtime_data.device.hid)

    def _completed(self, user_input: dict[str, Any]) -> dict[str, Any]:
        """Return the options, with what the form did not ask for as it was."""
        options = {**self.config_entry.options, **user_input}
        before = self.config_entry.options.get(CONF_KEYBOARD, {})
        if CONF_NAME in before and not self._has(lambda hid: hid.supports_name):
            options[CONF_KEYBOARD] = {
                CONF_NAME: before[CONF_NAME],
                **options[CONF_KEYBOARD],
            }
        return options


def _keyboard(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options of the keyboard; an empty name is none."""
    name = typed.get(CONF_NAME, "").strip()
    options = {key: value for key, value in typed.items() if key != CONF_NAME}
    return {CONF_NAME: name, **options} if name else options


def _time_servers(typed: Iterable[str]) -> list[str]:
    """Return the servers of all rows; several in one may stand behind commas."""
    return [name for row in typed for name in re.split(r"[,\s]+", row) if name]
