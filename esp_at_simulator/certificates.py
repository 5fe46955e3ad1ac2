"""Certificates of the simulated world, made on the spot."""

from dataclasses import dataclass
import datetime as dt
from functools import cache
import ipaddress
import ssl
import tempfile

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from .internet import is_address

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Identity:
    """A certificate and its private key, both PEM."""

    certificate: bytes
    key: bytes

    def load_into(self, context: ssl.SSLContext) -> None:
        """Let a TLS context show it; raise ssl.SSLError for a bad one."""
        with tempfile.NamedTemporaryFile(suffix=".pem") as file:
            file.write(self.certificate + b"\n" + self.key)
            file.flush()
            context.load_cert_chain(file.name)


class Authority:
    """Who signs certificates."""

    def __init__(self, name: str) -> None:
        """Make a key; the certificate holds from yesterday on."""
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self._key = ec.generate_private_key(ec.SECP256R1())
        built = (
            self._builder(self._name, self._key)
            .add_extension(
                x509.BasicConstraints(ca=True, path_length=None), critical=True
            )
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(self._key.public_key()),
                critical=False,
            )
            .sign(self._key, hashes.SHA256())
        )
        self.certificate = built.public_bytes(serialization.Encoding.PEM)

    def sign(self, name: str, *others: str) -> Identity:
        """Return a certificate for these names and addresses; the first is its CN."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        names: list[x509.GeneralName] = [
            x509.IPAddress(ipaddress.ip_address(host))
            if is_address(host)
            else x509.DNSName(host)
            for host in (name, *others)
        ]
        built = (
            self._builder(subject, key)
            .add_extension(x509.SubjectAlternativeName(names), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(
                    self._key.public_key()
                ),
                critical=False,
            )
            .sign(self._key, hashes.SHA256())
        )
        return Identity(
            built.public_bytes(serialization.Encoding.PEM),
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            ),
        )

    def _builder(
        self, subject: x509.Name, key: ec.EllipticCurvePrivateKey
    ) -> x509.CertificateBuilder:
        now = dt.datetime.now(dt.UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - _DAY)
            .not_valid_after(now + 3650 * _DAY)
        )


@cache
def factory() -> dict[str, bytes]:
    """Return what the flash of a new module holds, by the names of its parts.

    Its authority signed nothing but these.
    """
    authority = Authority("ESP-AT factory")
    client, server = authority.sign("esp-at-client"), authority.sign("esp-at-server")
    return {
        "client_ca": authority.certificate,
        "client_cert": client.certificate,
        "client_key": client.key,
        "server_ca": authority.certificate,
        "server_cert": server.certificate,
        "server_key": server.key,
    }
