"""Every declared command, record and unsolicited result code, by chapter.

Importing this package fills the registries of ``at.command``.
"""

from . import basic, ethernet, http, mqtt, tcpip, user, wifi

__all__ = ["basic", "ethernet", "http", "mqtt", "tcpip", "user", "wifi"]
