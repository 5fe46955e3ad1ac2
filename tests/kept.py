"""What tests of kept connections share: their settings, and their entities."""

from types import MappingProxyType

from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import CONF_HOST, CONF_PORT, CONF_URL, STATE_ON
from homeassistant.core import HomeAssistant, State
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.esp_at.connection_settings import Settings
from custom_components.esp_at.const import (
    CONF_CLIENT_CERTIFICATE,
    CONF_DELIMITER,
    CONF_ENCODING,
    CONF_FRAMING,
    CONF_IDLE_TIMEOUT,
    CONF_LOCAL_PORT,
    CONF_MAX_CONNECTIONS,
    CONF_PEER_MODE,
    CONF_TLS,
    CONF_VERIFY_CERTIFICATE,
    CONF_VERIFY_CLIENT,
    SUBENTRY_TCP_CLIENT,
)
from tests.common import call, entity_id, until
from tests.services.relay import WHERE

HOST, PORT = WHERE
LINES: Settings = {CONF_FRAMING: "delimiter", CONF_DELIMITER: r"\n"}
AS_IT_COMES: Settings = {CONF_FRAMING: "none", CONF_ENCODING: "text"}
TO_RELAY: Settings = {
    CONF_HOST: HOST,
    CONF_PORT: PORT,
    CONF_TLS: False,
    CONF_VERIFY_CERTIFICATE: False,
    CONF_CLIENT_CERTIFICATE: False,
}
DATAGRAMS: Settings = {
    CONF_HOST: HOST,
    CONF_PORT: PORT,
    CONF_LOCAL_PORT: 4001,
    CONF_PEER_MODE: "fixed",
}
FOR_OTHERS: Settings = {
    CONF_PORT: 8023,
    CONF_MAX_CONNECTIONS: 2,
    CONF_IDLE_TIMEOUT: 0,
    CONF_TLS: False,
    CONF_VERIFY_CLIENT: False,
}
WEB: Settings = {CONF_URL: "ws://192.168.1.30:4000/chat"}


def subentry(
    settings: Settings = MappingProxyType({}),
    *,
    kind: str = SUBENTRY_TCP_CLIENT,
    title: str = "Relay",
) -> ConfigSubentry:
    """Return a subentry of a kept connection, to the relay if nothing is said."""
    leads: Settings = TO_RELAY if kind == SUBENTRY_TCP_CLIENT else {}
    return ConfigSubentry(
        data=MappingProxyType({**leads, **AS_IT_COMES, **settings}),
        subentry_type=kind,
        title=title,
        unique_id=None,
    )


def add(hass: HomeAssistant, entry: MockConfigEntry, new: ConfigSubentry) -> str:
    """Add a subentry to an entry; return its id."""
    hass.config_entries.async_add_subentry(entry, new)
    return new.subentry_id


def state(hass: HomeAssistant, platform: str, key: str, kept: str) -> State:
    """Return the state of an entity of a kept connection."""
    found = hass.states.get(entity_id(hass, platform, f"{kept}_{key}"))
    assert found is not None
    return found


async def connect(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    settings: Settings = MappingProxyType({}),
    *,
    kind: str = SUBENTRY_TCP_CLIENT,
) -> str:
    """Keep a connection, and wait until it is up; return its id."""
    kept = add(hass, entry, subentry(settings, kind=kind))
    await hass.async_block_till_done()
    await until(
        lambda: state(hass, "binary_sensor", "connected", kept).state == STATE_ON
    )
    return kept


async def send(hass: HomeAssistant, kept: str, message: str) -> None:
    """Send by the notify entity."""
    await call(hass, "notify", "send_message", f"{kept}_send", message=message)
