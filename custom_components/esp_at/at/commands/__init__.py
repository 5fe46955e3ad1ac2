"""Every declared command, record and unsolicited result code, by chapter.

Importing this package fills the registries of ``at.command``.
"""

from . import (
    basic,
    ble,
    classic,
    ethernet,
    hid,
    http,
    mqtt,
    sntp,
    tcpip,
    tls,
    update,
    user,
    websocket,
    wifi,
)

__all__ = [
    "basic",
    "ble",
    "classic",
    "ethernet",
    "hid",
    "http",
    "mqtt",
    "sntp",
    "tcpip",
    "tls",
    "update",
    "user",
    "websocket",
    "wifi",
]
