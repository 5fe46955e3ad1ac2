"""TLS as the module does it: with the certificates in its flash, and its clock."""

import re
import ssl
import time
from typing import TYPE_CHECKING, Protocol

from .certificates import Identity
from .link import Handshake, StreamLink
from .state import TlsSettings

if TYPE_CHECKING:
    from .module import SimulatedModule

SHOWS_CERTIFICATE, VERIFIES = 1, 2

CLOCK_TOLERANCE = 86400
"""How wrong the module's clock may be, in seconds, for certificates to be valid."""

SUITES = {
    0xC02C: "ECDHE-ECDSA-AES256-GCM-SHA384",
    0xC030: "ECDHE-RSA-AES256-GCM-SHA384",
    0xC02B: "ECDHE-ECDSA-AES128-GCM-SHA256",
    0xC02F: "ECDHE-RSA-AES128-GCM-SHA256",
    0xC024: "ECDHE-ECDSA-AES256-SHA384",
    0xC028: "ECDHE-RSA-AES256-SHA384",
    0xC023: "ECDHE-ECDSA-AES128-SHA256",
    0xC027: "ECDHE-RSA-AES128-SHA256",
    0x009D: "AES256-GCM-SHA384",
    0x009C: "AES128-GCM-SHA256",
    0x00A9: "PSK-AES256-GCM-SHA384",
    0x00A8: "PSK-AES128-GCM-SHA256",
}
"""The cipher suites that the module can use, by their registered numbers."""

_PEM = re.compile(rb"-----BEGIN ([A-Z ]+)-----.+?-----END \1-----", re.DOTALL)


class CannotAuthenticate(Exception):
    """Something that TLS needs is not in the flash; the text says what."""


class Authentication(Protocol):
    """What a command sets: bits, and the numbers of the certificates."""

    @property
    def authentication(self) -> int:
        """Return which end shows who it is."""

    @property
    def certificate(self) -> int:
        """Return the number of the module's own certificate."""

    @property
    def authority(self) -> int:
        """Return the number of whom it trusts."""


class ModuleTls:
    """The TLS side of one module."""

    def __init__(self, module: SimulatedModule) -> None:
        """Keep the module."""
        self._module = module

    def check(self, settings: TlsSettings) -> None:
        """Raise CannotAuthenticate if the flash lacks what settings need."""
        if settings.authentication & SHOWS_CERTIFICATE:
            self.identity("client", settings.certificate)
        if settings.authentication & VERIFIES:
            self.authority("client", settings.authority)

    def client(self, number: int) -> Handshake:
        """Return how a link connects; raise CannotAuthenticate."""
        settings = self._module.state.settings.tls[number]
        context = self.context("client", settings)
        if settings.protocols:
            context.set_alpn_protocols(list(settings.protocols))
        if settings.key:
            self._share_key(context, settings)
        if settings.suites:
            context.maximum_version = ssl.TLSVersion.TLSv1_2
            context.set_ciphers(":".join(SUITES[n] for n in settings.suites))
        return context, settings.server_name

    def context(self, side: str, settings: Authentication) -> ssl.SSLContext:
        """Return what to show and whom to trust; raise CannotAuthenticate.

        ``side`` is how the names of the certificates begin in the flash.
        """
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        if settings.authentication & SHOWS_CERTIFICATE:
            self.identity(side, settings.certificate).load_into(context)
        if settings.authentication & VERIFIES:
            authority = self.authority(side, settings.authority)
            context.load_verify_locations(cadata=authority.decode("ascii"))
            context.verify_mode = ssl.CERT_REQUIRED
            context.verify_flags &= ~ssl.VERIFY_X509_STRICT
        return context

    @property
    def knows_the_time(self) -> bool:
        """Return whether a certificate can be valid by the module's clock."""
        return abs(self._module.state.clock - time.time()) <= CLOCK_TOLERANCE

    def server(self, *, verifies: bool) -> Handshake:
        """Return how the module's server meets clients; raise CannotAuthenticate."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.identity("server", 0).load_into(context)
        if verifies:
            authority = self.authority("server", 0)
            context.load_verify_locations(cadata=authority.decode("ascii"))
            context.verify_mode = ssl.CERT_REQUIRED
        return context, ""

    def trusts(self, number: int, link: StreamLink) -> bool:
        """Return whether a server whose certificate is in order may be trusted."""
        settings = self._module.state.settings.tls[number]
        if not settings.authentication & VERIFIES:
            return True
        if not self.knows_the_time:
            return False  # to the module no certificate is valid yet
        names = [
            value
            for part in link.certificate.get("subject", ())
            for key, value in part
            if key == "commonName"
        ]
        return not settings.common_name or settings.common_name in names

    def identity(self, side: str, index: int) -> Identity:
        """Return the module's own certificate; raise CannotAuthenticate."""
        certificate = self._read(f"{side}_cert", index)
        if certificate is None:
            raise CannotAuthenticate("NO CERT FOUND")
        key = self._read(f"{side}_key", index)
        if key is None:
            raise CannotAuthenticate("NO PRVT_KEY FOUND")
        return Identity(certificate, key)

    def authority(self, side: str, index: int) -> bytes:
        """Return whom the module trusts; raise CannotAuthenticate."""
        authority = self._read(f"{side}_ca", index)
        if authority is None:
            raise CannotAuthenticate("NO CA FOUND")
        return authority

    def _read(self, name: str, index: int) -> bytes | None:
        """Return a PEM block of the flash, or of the key store where there is one."""
        nvs = self._module.nvs
        if nvs.stored:
            kept = nvs.stored.get(name, {}).get(f"{name}.{index}")
            content, index = (kept[1] if kept else b""), 0
        else:
            content = bytes(nvs.flash.get(name, b""))
        blocks = [match[0] for match in _PEM.finditer(content)]
        return blocks[index] if index < len(blocks) else None

    @staticmethod
    def _share_key(context: ssl.SSLContext, settings: TlsSettings) -> None:
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers("PSK")
        context.set_psk_client_callback(lambda hint: (settings.hint, settings.key))
