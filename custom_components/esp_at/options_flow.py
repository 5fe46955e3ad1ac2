"""Changes what is set up of a module."""

from collections.abc import Iterable
import re
from typing import Any

from homeassistant.config_entries import ConfigFlowResult, OptionsFlowWithReload
from homeassistant.const import UnitOfTime
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
    CONF_REFRESH_INTERVAL,
    CONF_SETUP_ACCESS_POINT_CLIENTS,
    CONF_TIME_SERVERS,
    DEFAULT_FAST_BAUDRATE,
    DEFAULT_REFRESH_INTERVAL,
)

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


class EspAtOptionsFlow(OptionsFlowWithReload):
    """Changes what is set up of a module."""

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the options."""
        errors: dict[str, str] = {}
        if user_input is not None:
            servers = _time_servers(user_input[CONF_TIME_SERVERS])
            user_input = {**user_input, CONF_TIME_SERVERS: servers}
            if not all(map(_TIME_SERVER.fullmatch, servers)):
                errors[CONF_TIME_SERVERS] = "invalid_time_server"
            elif len(servers) + user_input[CONF_HOME_ASSISTANT_TIME] > (
                _MOST_TIME_SERVERS
            ):
                errors[CONF_TIME_SERVERS] = "too_many_time_servers"
            else:
                return self.async_create_entry(data=user_input)
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(
                _OPTIONS_SCHEMA, user_input or self.config_entry.options
            ),
            errors=errors,
        )


def _time_servers(typed: Iterable[str]) -> list[str]:
    """Return the servers of all rows; several in one may stand behind commas."""
    return [name for row in typed for name in re.split(r"[,\s]+", row) if name]
