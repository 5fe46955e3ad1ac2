"""What the forms of a connection ask for."""

from homeassistant.const import CONF_HOST, CONF_NAME, CONF_PORT, CONF_URL, UnitOfTime
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
    TextSelectorType,
)
import probatio

from ..connection_settings import Framing
from ..const import (
    CONF_AUTHORIZATION,
    CONF_CLIENT_CERTIFICATE,
    CONF_DELIMITER,
    CONF_ENCODING,
    CONF_ENDING,
    CONF_FRAMING,
    CONF_HEADERS,
    CONF_IDLE_TIMEOUT,
    CONF_KEEP_ALIVE,
    CONF_LENGTH,
    CONF_LOCAL_PORT,
    CONF_MAX_CONNECTIONS,
    CONF_PEER_MODE,
    CONF_SERVER_NAME,
    CONF_SUBPROTOCOL,
    CONF_TLS,
    CONF_VERIFY_CERTIFICATE,
    CONF_VERIFY_CLIENT,
)
from ..device.connections import TcpServer
from ..device.socket_types import PeerMode
from ..values import Encoding

# Limits are not the selectors': what they refuse is told in English only
_NUMBER = NumberSelector(NumberSelectorConfig(mode=NumberSelectorMode.BOX))
_SECONDS = NumberSelector(
    NumberSelectorConfig(
        mode=NumberSelectorMode.BOX, unit_of_measurement=UnitOfTime.SECONDS
    )
)
_BYTES = NumberSelector(
    NumberSelectorConfig(mode=NumberSelectorMode.BOX, unit_of_measurement="B")
)
_TEXT = TextSelector()

TCP_CLIENT = probatio.Schema(
    {
        probatio.Required(CONF_NAME): _TEXT,
        probatio.Required(CONF_HOST): _TEXT,
        probatio.Required(CONF_PORT): _NUMBER,
        probatio.Optional(CONF_KEEP_ALIVE): _SECONDS,
        probatio.Required(CONF_TLS, default=False): BooleanSelector(),
        probatio.Required(CONF_VERIFY_CERTIFICATE, default=False): BooleanSelector(),
        probatio.Required(CONF_CLIENT_CERTIFICATE, default=False): BooleanSelector(),
        probatio.Optional(CONF_SERVER_NAME): _TEXT,
    }
)

UDP_PEER = probatio.Schema(
    {
        probatio.Required(CONF_NAME): _TEXT,
        probatio.Required(CONF_HOST): _TEXT,
        probatio.Required(CONF_PORT): _NUMBER,
        probatio.Optional(CONF_LOCAL_PORT): _NUMBER,
        probatio.Required(CONF_PEER_MODE, default=PeerMode.FIXED.value): SelectSelector(
            SelectSelectorConfig(
                options=[mode.value for mode in PeerMode],
                mode=SelectSelectorMode.DROPDOWN,
                translation_key=CONF_PEER_MODE,
            )
        ),
    }
)

_ANY_SERVER = TcpServer(port=1)
SERVER = probatio.Schema(
    {
        probatio.Required(CONF_NAME): _TEXT,
        probatio.Required(CONF_PORT): _NUMBER,
        probatio.Required(
            CONF_MAX_CONNECTIONS, default=_ANY_SERVER.max_connections
        ): _NUMBER,
        probatio.Required(
            CONF_IDLE_TIMEOUT, default=_ANY_SERVER.idle_timeout
        ): _SECONDS,
        probatio.Required(CONF_TLS, default=False): BooleanSelector(),
        probatio.Required(CONF_VERIFY_CLIENT, default=False): BooleanSelector(),
    }
)

WEBSOCKET = probatio.Schema(
    {
        probatio.Required(CONF_NAME): _TEXT,
        probatio.Required(CONF_URL): _TEXT,
        probatio.Optional(CONF_SUBPROTOCOL): _TEXT,
        probatio.Optional(CONF_AUTHORIZATION): TextSelector(
            TextSelectorConfig(type=TextSelectorType.PASSWORD)
        ),
        probatio.Optional(CONF_HEADERS): TextSelector(
            TextSelectorConfig(multiple=True)
        ),
    }
)

MESSAGES = probatio.Schema(
    {
        probatio.Required(CONF_FRAMING, default=Framing.NONE.value): SelectSelector(
            SelectSelectorConfig(
                options=[framing.value for framing in Framing],
                mode=SelectSelectorMode.DROPDOWN,
                translation_key=CONF_FRAMING,
            )
        ),
        probatio.Optional(CONF_DELIMITER): _TEXT,
        probatio.Optional(CONF_LENGTH): _BYTES,
        probatio.Required(CONF_ENCODING, default=Encoding.TEXT.value): SelectSelector(
            SelectSelectorConfig(
                options=[encoding.value for encoding in Encoding],
                mode=SelectSelectorMode.DROPDOWN,
                translation_key=CONF_ENCODING,
            )
        ),
        probatio.Optional(CONF_ENDING): _TEXT,
    }
)
