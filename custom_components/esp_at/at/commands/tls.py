"""TCP-IP AT commands of TLS: which certificates a link shows and expects."""

from typing import Annotated

from ..command import QueryCommand, Record, SetCommand, Urc
from ..fields import (
    UNQUOTED,
    LinkId,
    Number,
    OpenIntEnum,
    Text,
)
from .tcpip import LinkOrAll

type CertificateIndex = Annotated[int, Number(minimum=0)]
type ProtocolName = Annotated[str, Text(min_bytes=1, max_bytes=64)]
type PreSharedKey = Annotated[str, Text(min_bytes=1, max_bytes=128, secret=True)]
type PrintedKey = Annotated[str, Text(secret=True, quoted_since=UNQUOTED)]
type PrintedName = Annotated[str, Text(quoted_since=UNQUOTED)]


class NoCertificate(Urc, prefix="NO CERT FOUND"):
    """The module's own certificate is not in its flash."""


class NoPrivateKey(Urc, prefix="NO PRVT_KEY FOUND"):
    """The key of the module's own certificate is not in its flash."""


class NoAuthority(Urc, prefix="NO CA FOUND"):
    """The authority that the server is to be verified with is not in the flash."""


class Authentication(OpenIntEnum):
    """Which end of a TLS connection shows who it is."""

    NONE = 0
    CLIENT = 1
    SERVER = 2
    BOTH = 3


class TlsSettings(Record, prefix="+CIPSSLCCONF"):
    """How one link authenticates."""

    link_id: LinkId
    authentication: Authentication
    certificate: CertificateIndex
    authority: CertificateIndex


class GetTlsSettings(
    QueryCommand[tuple[TlsSettings, ...]],
    name="+CIPSSLCCONF",
    spec="4.20",
    aliases=("+CIPSSLCONF",),
):
    """Query how links authenticate; the specification prints CIPSSLCONF."""


class SetTlsSettings(
    SetCommand[None],
    name="+CIPSSLCCONF",
    spec="4.20",
    timeout=5,
    aliases=("+CIPSSLCONF",),
):
    """Set how a link authenticates; saved. Missing certificates are refused.

    To verify a server the module's clock must be right.
    """

    link_id: LinkOrAll = None
    authentication: Authentication
    certificate: CertificateIndex | None = None
    authority: CertificateIndex | None = None


class CommonName(Record, prefix="+CIPSSLCCN"):
    """The name that the server's certificate must have."""

    link_id: LinkId
    name: PrintedName


class GetCommonNames(
    QueryCommand[tuple[CommonName, ...]], name="+CIPSSLCCN", since="2.1"
):
    """Query the names that servers' certificates must have."""


class SetCommonName(SetCommand[None], name="+CIPSSLCCN", since="2.1"):
    """Set the name that the server's certificate must have; empty is any."""

    link_id: LinkOrAll = None
    name_expected: Annotated[str, Text(max_bytes=64)]


class ServerName(Record, prefix="+CIPSSLCSNI"):
    """The name that a server is told it is called by."""

    link_id: LinkId
    name: PrintedName


class GetServerNames(
    QueryCommand[tuple[ServerName, ...]], name="+CIPSSLCSNI", since="2.1"
):
    """Query the names that servers are told they are called by."""


class SetServerName(SetCommand[None], name="+CIPSSLCSNI", since="2.1"):
    """Tell the server which name it is called by (SNI); empty is none."""

    link_id: LinkOrAll = None
    name_sent: Annotated[str, Text(max_bytes=64)]


class Protocols(Record, prefix="+CIPSSLCALPN"):
    """The application protocols that a link offers."""

    link_id: LinkId
    names: Annotated[tuple[str, ...], Text(max_bytes=64, quoted_since=UNQUOTED)]


class GetProtocols(
    QueryCommand[tuple[Protocols, ...]], name="+CIPSSLCALPN", since="2.1"
):
    """Query the application protocols that links offer."""


class SetProtocols(SetCommand[None], name="+CIPSSLCALPN", since="2.1"):
    """Offer application protocols (ALPN), ``count`` of them; 0 is none."""

    link_id: LinkOrAll = None
    count: Annotated[int, Number(minimum=0, maximum=5)]
    names: tuple[ProtocolName, ...] = ()


class KeyAndHint(Record, prefix="+CIPSSLCPSK"):
    """The key that a link shares with its server."""

    link_id: LinkId
    key: PrintedKey
    hint: PrintedName


class GetSharedKeys(
    QueryCommand[tuple[KeyAndHint, ...]], name="+CIPSSLCPSK", since="2.2"
):
    """Query the keys that links share with their servers."""


class SetSharedKey(SetCommand[None], name="+CIPSSLCPSK", since="2.2"):
    """Set the key that a link shares with its server; TLS without certificates."""

    link_id: LinkOrAll = None
    key: PreSharedKey
    hint: Annotated[str, Text(max_bytes=32)]


class HexKeyAndHint(Record, prefix="+CIPSSLCPSKHEX"):
    """The key that a link shares with its server, in hexadecimal digits."""

    link_id: LinkId
    key: PrintedKey
    hint: PrintedName


class GetHexSharedKeys(
    QueryCommand[tuple[HexKeyAndHint, ...]], name="+CIPSSLCPSKHEX", since="3.2"
):
    """Query the keys that links share with their servers, in hexadecimal digits."""


class SetHexSharedKey(SetCommand[None], name="+CIPSSLCPSKHEX", since="3.2"):
    """Set the key that a link shares with its server, in hexadecimal digits."""

    link_id: LinkOrAll = None
    key: PreSharedKey
    hint: Annotated[str, Text(max_bytes=32)]


type Suite = Annotated[int, Number(minimum=0, maximum=0xFFFF, hexadecimal=True)]


class CipherSuite(Record, prefix="+CIPSSLCCIPHER"):
    """A cipher suite that the module can use."""

    index: Annotated[int, Number(minimum=0)]
    suite: Suite


class GetCipherSuites(
    QueryCommand[tuple[CipherSuite, ...]], name="+CIPSSLCCIPHER", since="4.1"
):
    """Query the cipher suites that the module can use."""


class SetCipherSuites(SetCommand[None], name="+CIPSSLCCIPHER", since="4.1"):
    """Offer only these cipher suites, ``count`` of them; 0 offers all."""

    link_id: LinkOrAll = None
    count: Annotated[int, Number(minimum=0)]
    suites: tuple[Suite, ...] = ()
