"""ESP-AT modules in Home Assistant: set-up and unloading."""

from homeassistant.const import CONF_DEVICE, EVENT_HOMEASSISTANT_STOP
from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import ConfigEntryError, ConfigEntryNotReady
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

from .at.errors import EspAtError
from .const import (
    CONF_BAUDRATE,
    CONF_FAST_BAUDRATE,
    CONF_FLOW_CONTROL,
    CONF_KEYBOARD,
    DEFAULT_FAST_BAUDRATE,
    DOMAIN,
    PLATFORMS,
)
from .coordinator import EspAtConfigEntry, EspAtCoordinator
from .device.device import DeviceOptions, EspAtDevice, PortSettings
from .entity import async_register_device
from .errors import describe
from .issues import async_watch_issues
from .keyboard_settings import keyboard_name, keystroke_interval
from .services import async_setup_services
from .time_servers import async_follow_network, async_time_servers, utc_offset
from .trigger import async_forward_events

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register the actions."""
    async_setup_services(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: EspAtConfigEntry) -> bool:
    """Connect to a module and set up its entities."""
    device = EspAtDevice(
        PortSettings(
            url=entry.data[CONF_DEVICE],
            baudrate=entry.data[CONF_BAUDRATE],
            flow_control=entry.data[CONF_FLOW_CONTROL],
        ),
        DeviceOptions(
            fast_baudrate=int(
                entry.options.get(CONF_FAST_BAUDRATE, DEFAULT_FAST_BAUDRATE)
            ),
            time_servers=await async_time_servers(hass, entry),
            utc_offset=utc_offset,
            keyboard=entry.data.get(CONF_KEYBOARD, False),
            keyboard_name=keyboard_name(entry),
            keystroke_interval=keystroke_interval(entry),
        ),
    )
    # Runs when setting up fails, too
    entry.async_on_unload(device.close)

    try:
        await device.connect()
    except EspAtError as error:
        text = describe(error)
        raise ConfigEntryNotReady(
            translation_domain=DOMAIN,
            translation_key=text.key,
            translation_placeholders=text.placeholders,
        ) from error

    if not device.mac:
        raise ConfigEntryNotReady(translation_domain=DOMAIN, translation_key="no_mac")
    if device.mac != entry.unique_id:
        raise ConfigEntryError(
            translation_domain=DOMAIN,
            translation_key="another_module",
            translation_placeholders={
                "expected": str(entry.unique_id),
                "found": device.mac,
            },
        )

    async def close_at_stop(_event: Event) -> None:
        await device.close()

    entry.async_on_unload(
        hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, close_at_stop)
    )
    entry.runtime_data = EspAtCoordinator(hass, entry, device)
    async_register_device(hass, entry)
    async_forward_events(hass, entry)
    async_follow_network(hass, entry)
    entry.runtime_data.connections.async_set_up()
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    async_watch_issues(hass, entry)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: EspAtConfigEntry) -> bool:
    """Remove the entities; the connection is closed once they are gone."""
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)
