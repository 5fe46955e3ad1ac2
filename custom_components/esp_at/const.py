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
    Platform.MEDIA_PLAYER,
    Platform.NOTIFY,
    Platform.NUMBER,
    Platform.REMOTE,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SWITCH,
    Platform.TEXT,
    Platform.UPDATE,
]

# What the config entry keeps of the port; the port itself is CONF_DEVICE
CONF_BAUDRATE: Final = "baudrate"
CONF_FLOW_CONTROL: Final = "flow_control"

# Whether the module is a keyboard: what the switch was set to. The options have a
# section of this name
CONF_KEYBOARD: Final = "keyboard"
CONF_HOST_SYSTEM: Final = "host_system"
CONF_KEYSTROKE_INTERVAL: Final = "keystroke_interval"
CONF_LAYOUT: Final = "layout"

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
DEFAULT_HOST_SYSTEM: Final = "windows"
"""What Windows can type, others can, too: it has the fewest characters on AltGr."""
DEFAULT_KEYSTROKE_INTERVAL: Final = 15
"""In milliseconds."""
DEFAULT_LAYOUT: Final = "us"

# The kinds of config subentries: the connections that are kept
SUBENTRY_TCP_CLIENT: Final = "tcp_client"
SUBENTRY_UDP_PEER: Final = "udp_peer"
SUBENTRY_SERVER: Final = "server"
SUBENTRY_WEBSOCKET: Final = "websocket"

# What a subentry keeps of where its connection leads; host, port and URL are
# Home Assistant's own names
CONF_AUTHORIZATION: Final = "authorization"
CONF_CLIENT_CERTIFICATE: Final = "client_certificate"
CONF_HEADERS: Final = "headers"
CONF_IDLE_TIMEOUT: Final = "idle_timeout"
CONF_KEEP_ALIVE: Final = "keep_alive"
CONF_LOCAL_PORT: Final = "local_port"
CONF_MAX_CONNECTIONS: Final = "max_connections"
CONF_PEER_MODE: Final = "peer_mode"
CONF_SERVER_NAME: Final = "server_name"
CONF_SUBPROTOCOL: Final = "subprotocol"
CONF_TLS: Final = "tls"
CONF_VERIFY_CERTIFICATE: Final = "verify_certificate"
CONF_VERIFY_CLIENT: Final = "verify_client"

# What a subentry keeps of its messages
CONF_DELIMITER: Final = "delimiter"
CONF_ENCODING: Final = "encoding"
CONF_ENDING: Final = "ending"
CONF_FRAMING: Final = "framing"
CONF_LENGTH: Final = "length"
