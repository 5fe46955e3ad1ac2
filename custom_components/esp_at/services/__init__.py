"""Actions: each subject has a file, each action a description in its table."""

from homeassistant.core import HomeAssistant, callback

from . import (
    access_point,
    address,
    http,
    keyboard,
    mouse,
    network,
    provisioning,
    raw,
    sockets,
    update,
    websockets,
    wifi,
)
from .action import async_register_action

ACTIONS = (
    *raw.ACTIONS,
    *wifi.ACTIONS,
    *access_point.ACTIONS,
    *address.ACTIONS,
    *provisioning.ACTIONS,
    *sockets.ACTIONS,
    *network.ACTIONS,
    *http.ACTIONS,
    *websockets.ACTIONS,
    *keyboard.ACTIONS,
    *mouse.ACTIONS,
    *update.ACTIONS,
)


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register every action; they stay for the life of Home Assistant."""
    for action in ACTIONS:
        async_register_action(hass, action)
