"""Names shared by the parts of the integration that know Home Assistant."""

from typing import Final

from homeassistant.const import Platform

DOMAIN: Final = "esp_at"
MANUFACTURER: Final = "Espressif"

PLATFORMS: Final = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.DEVICE_TRACKER,
    Platform.EVENT,
    Platform.NUMBER,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SWITCH,
    Platform.TEXT,
]

# What the config entry keeps of the port; the port itself is CONF_DEVICE
CONF_BAUDRATE: Final = "baudrate"
CONF_FLOW_CONTROL: Final = "flow_control"

# What the user may choose later
CONF_FAST_BAUDRATE: Final = "fast_baudrate"
CONF_HOME_ASSISTANT_TIME: Final = "home_assistant_time"
CONF_REFRESH_INTERVAL: Final = "refresh_interval"
CONF_SETUP_ACCESS_POINT_CLIENTS: Final = "setup_access_point_clients"
CONF_TIME_SERVERS: Final = "time_servers"

DEFAULT_BAUDRATE: Final = 115200
DEFAULT_FAST_BAUDRATE: Final = 0
"""Keeps the configured rate."""
DEFAULT_REFRESH_INTERVAL: Final = 60
"""In seconds."""
