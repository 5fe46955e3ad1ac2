"""Keeps what is known of a module, and tells its entities."""

from dataclasses import replace
from datetime import timedelta
import logging
from typing import override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator, UpdateFailed

from .at.errors import EspAtError
from .connections import Connections
from .const import CONF_REFRESH_INTERVAL, DEFAULT_REFRESH_INTERVAL, DOMAIN
from .device.device import EspAtDevice
from .device.firmware import Firmware
from .device.state import DeviceState
from .errors import describe

_LOGGER = logging.getLogger(__name__)

type EspAtConfigEntry = ConfigEntry[EspAtCoordinator]


class EspAtCoordinator(DataUpdateCoordinator[DeviceState]):
    """Listens to a connected module for the life of its config entry.

    The module tells most things by itself; the rest is read at an interval.
    """

    config_entry: EspAtConfigEntry

    def __init__(
        self, hass: HomeAssistant, entry: EspAtConfigEntry, device: EspAtDevice
    ) -> None:
        """Take over what the device knows since it connected."""
        super().__init__(
            hass,
            _LOGGER,
            config_entry=entry,
            name=entry.title,
            update_interval=timedelta(
                seconds=entry.options.get(
                    CONF_REFRESH_INTERVAL, DEFAULT_REFRESH_INTERVAL
                )
            ),
            always_update=False,
        )
        self.device = device
        self.connections = Connections(hass, entry, device)
        self.data = device.state
        self.last_update_success = device.state.online
        self._identity = _identity(device)
        entry.async_on_unload(device.subscribe(self._take))

    @callback
    def _take(self, state: DeviceState) -> None:
        """Take a state that the device published."""
        if state.online is not self.last_update_success:
            self.logger.info(
                "%s is %s", self.name, "back" if state.online else "unavailable"
            )
        # Neither the interval of what is read nor a read that waits is touched:
        # a module that tells much would else never be read.
        self.data = state
        self.last_update_success = state.online
        self.async_update_listeners()

        if state.online and (identity := _identity(self.device)) != self._identity:
            self.logger.info("%s has changed its firmware: set up again", self.name)
            self._identity = identity
            self.hass.config_entries.async_schedule_reload(self.config_entry.entry_id)

    @override
    async def _async_update_data(self) -> DeviceState:
        """Read what the module never tells by itself."""
        try:
            return await self.device.refresh()
        except EspAtError as error:
            text = describe(error)
            raise UpdateFailed(
                translation_domain=DOMAIN,
                translation_key=text.key,
                translation_placeholders=text.placeholders,
            ) from error


def _identity(device: EspAtDevice) -> tuple[str, Firmware]:
    """Return what says which entities a module has.

    The list of commands is left out: a damaged one would look like other firmware.
    """
    return device.mac, replace(device.firmware, commands=None)
