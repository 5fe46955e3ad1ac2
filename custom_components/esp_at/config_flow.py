"""Adds a module, and changes how it is reached."""

from collections.abc import Mapping
import logging
from typing import Any, NamedTuple, override

from homeassistant.config_entries import (
    ConfigEntryState,
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentryFlow,
)
from homeassistant.const import CONF_BASE, CONF_DEVICE
from homeassistant.core import callback
from homeassistant.exceptions import ConfigEntryNotReady
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    SerialPortSelector,
)
import probatio

from .at.errors import CannotConnect, EspAtError
from .const import (
    CONF_BAUDRATE,
    CONF_FLOW_CONTROL,
    DEFAULT_BAUDRATE,
    DOMAIN,
    SUBENTRY_WEBSOCKET,
)
from .coordinator import EspAtConfigEntry
from .device.device import EspAtDevice, PortSettings
from .device.errors import FirmwareTooOld, NotEspAt, NothingAnswers
from .entity import device_name
from .options_flow import EspAtOptionsFlow
from .subentry_flows import SUBENTRY_FLOWS

_LOGGER = logging.getLogger(__name__)

# A module takes no others
_SLOWEST, _FASTEST = 80, 5_000_000
_USUAL_BAUDRATES = ("9600", "57600", "115200", "230400", "460800", "921600", "2000000")

_PLACEHOLDERS: Mapping[str, str] = {
    "tcp_url": "`socket://host:port`",
    "rfc2217_url": "`rfc2217://host:port`",
    "esphome_url": "`esphome-hass://…`",
    # Which pins carry ESP-AT, as its factory firmware has them
    "wroom_pins": "TX 17, RX 16",
    "wrover_pins": "TX 22, RX 19",
    "s2_pins": "TX 17, RX 21",
    "c3_pins": "TX 7, RX 6",
    "c5_pins": "TX 14, RX 13",
}

_PORT_SCHEMA = probatio.Schema(
    {
        probatio.Required(CONF_DEVICE): SerialPortSelector(),
        probatio.Required(CONF_BAUDRATE, default=str(DEFAULT_BAUDRATE)): SelectSelector(
            SelectSelectorConfig(
                options=list(_USUAL_BAUDRATES),
                custom_value=True,
                mode=SelectSelectorMode.DROPDOWN,
            )
        ),
        probatio.Required(CONF_FLOW_CONTROL, default=False): BooleanSelector(),
    }
)


class Found(NamedTuple):
    """A module that answered."""

    mac: str
    name: str


class EspAtConfigFlow(ConfigFlow, domain=DOMAIN):
    """Adds a module once it answered, and reconfigures it."""

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: EspAtConfigEntry) -> EspAtOptionsFlow:
        """Return the flow behind "Configure"."""
        return EspAtOptionsFlow()

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(
        cls, config_entry: EspAtConfigEntry
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """Return the kinds of connections that the module can keep.

        Home Assistant remembers them, and may ask before the module is there.
        """
        flows = dict(SUBENTRY_FLOWS)
        if (
            config_entry.state is ConfigEntryState.LOADED
            and not config_entry.runtime_data.device.websockets.supported
            and not config_entry.get_subentries_of_type(SUBENTRY_WEBSOCKET)
        ):
            del flows[SUBENTRY_WEBSOCKET]
        return flows

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the port until a module answers there."""
        errors: dict[str, str] = {}
        placeholders: dict[str, str] = {}
        if user_input is not None:
            user_input = _without_blanks(user_input)
            # Our own entry would hold the port
            self._async_abort_entries_match({CONF_DEVICE: user_input[CONF_DEVICE]})
            found = await _find(user_input, errors, placeholders)
            if found is not None:
                await self.async_set_unique_id(found.mac)
                self._abort_if_unique_id_configured(updates=_entry_data(user_input))
                return self.async_create_entry(
                    title=found.name, data=_entry_data(user_input)
                )

        return self.async_show_form(
            step_id="user",
            data_schema=self.add_suggested_values_to_schema(_PORT_SCHEMA, user_input),
            errors=errors,
            description_placeholders={**_PLACEHOLDERS, **placeholders},
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask how the same module is reached now."""
        entry = self._get_reconfigure_entry()
        errors: dict[str, str] = {}
        placeholders: dict[str, str] = {}
        if user_input is not None:
            user_input = _without_blanks(user_input)
            if not await self._free_port(entry):
                return self.async_abort(reason="unload_failed")
            found = await _find(user_input, errors, placeholders)
            if found is not None and found.mac == entry.unique_id:
                return self.async_update_reload_and_abort(
                    entry, data_updates=_entry_data(user_input)
                )
            # The module stays in use while its owner tries again
            await self.hass.config_entries.async_setup(entry.entry_id)
            if found is not None:
                return self.async_abort(
                    reason="another_module",
                    description_placeholders={
                        "expected": str(entry.unique_id),
                        "found": found.mac,
                    },
                )

        current = {**entry.data, CONF_BAUDRATE: str(entry.data[CONF_BAUDRATE])}
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=self.add_suggested_values_to_schema(
                _PORT_SCHEMA, user_input or current
            ),
            errors=errors,
            description_placeholders={**_PLACEHOLDERS, **placeholders},
        )

    async def _free_port(self, entry: EspAtConfigEntry) -> bool:
        """Unload the entry; return whether that worked."""
        if not entry.state.recoverable:
            return False
        if entry.state is ConfigEntryState.NOT_LOADED:
            return True
        return await self.hass.config_entries.async_unload(entry.entry_id)


def _without_blanks(user_input: dict[str, Any]) -> dict[str, Any]:
    """Return what was typed without the blanks that were copied along."""
    return {
        **user_input,
        CONF_DEVICE: user_input[CONF_DEVICE].strip(),
        CONF_BAUDRATE: user_input[CONF_BAUDRATE].strip(),
    }


def _entry_data(user_input: dict[str, Any]) -> dict[str, Any]:
    return {**user_input, CONF_BAUDRATE: int(user_input[CONF_BAUDRATE])}


async def _find(
    user_input: dict[str, Any], errors: dict[str, str], placeholders: dict[str, str]
) -> Found | None:
    """Return the module that answers, or None and say what is wrong."""
    baudrate: str = user_input[CONF_BAUDRATE]
    if not baudrate.isdecimal() or not _SLOWEST <= int(baudrate) <= _FASTEST:
        errors[CONF_BAUDRATE] = "invalid_baudrate"
        return None

    device = EspAtDevice(
        PortSettings(
            url=user_input[CONF_DEVICE],
            baudrate=int(baudrate),
            flow_control=user_input[CONF_FLOW_CONTROL],
        )
    )
    try:
        await device.connect()
        if not device.mac:
            errors[CONF_BASE] = "no_mac"
            return None
        return Found(device.mac, device_name(device))
    except ConfigEntryNotReady:
        # Of the port of an ESPHome device, until ESPHome is set up
        errors[CONF_DEVICE] = "port_not_ready"
    except CannotConnect as error:
        # Not the cause itself: the address of a port may hold a secret
        _LOGGER.warning(
            "The port cannot be opened: %s (%s)",
            error.problem,
            error.kind,
        )
        errors[CONF_DEVICE] = f"port_{error.problem}"
    except NothingAnswers:
        errors[CONF_BASE] = "nothing_answers"
    except NotEspAt:
        errors[CONF_BASE] = "not_esp_at"
    except FirmwareTooOld as error:
        errors[CONF_BASE] = "firmware_too_old"
        placeholders["version"] = error.version
    except EspAtError as error:
        _LOGGER.warning("The module could not be set up: %s", error)
        errors[CONF_BASE] = "set_up_failed"
        placeholders["error"] = str(error)
    finally:
        await device.close()
    return None
