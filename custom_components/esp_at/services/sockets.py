"""Actions that talk over TCP, UDP and SSL through the module's network."""

from typing import Any

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import probatio

from .. import values
from ..at.errors import InvalidParameter
from ..device.connections import Answer, AnswerRule
from ..device.device import EspAtDevice
from ..device.messages import LONGEST_DELIMITER, LONGEST_MESSAGE
from ..device.sender import LARGEST_DATAGRAM
from ..device.socket_types import Remote, SocketKind, Target, TlsOptions
from . import answers
from .action import EspAtAction, invalid

_LONGEST_NAME = 64
_INT = probatio.Coerce(int)
_FLOAT = probatio.Coerce(float)
_NEW_CONNECTION: dict[probatio.Marker, Any] = {
    probatio.Optional("protocol"): probatio.In([kind.value for kind in SocketKind]),
    probatio.Optional("local_port"): _INT,
    probatio.Optional("ipv6"): cv.boolean,
    probatio.Optional("verify_certificate"): cv.boolean,
    probatio.Optional("client_certificate"): cv.boolean,
    probatio.Optional("server_name"): cv.string,
}


async def _socket_send(
    device: EspAtDevice,
    *,
    data: str,
    encoding: str = values.Encoding.TEXT,
    link: int | None = None,
    connection: str | None = None,
    host: str | None = None,
    port: int | None = None,
    protocol: str | None = None,
    keep_open: bool | None = None,
    answer_length: int | None = None,
    answer_delimiter: str | None = None,
    answer_silence: float | None = None,
    answer_timeout: float | None = None,
    local_port: int | None = None,
    ipv6: bool | None = None,
    verify_certificate: bool | None = None,
    client_certificate: bool | None = None,
    server_name: str | None = None,
) -> ServiceResponse:
    """Send over a link, a kept connection or a new one, and wait for the answer.

    With a link or a connection, host and port say to which peer.
    """
    payload = values.decode("data", data, encoding)
    rule = _answer_rule(
        length=answer_length,
        delimiter=answer_delimiter,
        silence=answer_silence,
        timeout=answer_timeout,
    )
    options: dict[str, Any] = {
        name: value
        for name, value in (
            ("protocol", protocol),
            ("local_port", local_port),
            ("ipv6", ipv6),
            ("verify_certificate", verify_certificate),
            ("client_certificate", client_certificate),
            ("server_name", server_name),
        )
        if value is not None
    }
    used: int | None = link
    answer: Answer | None
    if link is None and connection is None:
        if host is None or port is None:
            raise invalid("target_missing")
        target = _target(host, port, **options)
        if target.kind is SocketKind.UDP and len(payload) > LARGEST_DATAGRAM:
            raise values.wrong_size("data", LARGEST_DATAGRAM)
        answer, used = await device.connections.send_once(
            target, payload, rule, keep_open=bool(keep_open)
        )
    elif link is not None and connection is not None:
        raise invalid("target_ambiguous")
    elif options or keep_open is not None:
        raise invalid("options_of_a_new_connection")
    else:
        peer = _peer(host, port)
        try:
            if link is not None:
                answer = await device.connections.send(link, payload, rule, to=peer)
            else:
                kept = answers.kept_connection(device, str(connection))
                answer = await answers.exchange(
                    kept, payload, _message_timeout(rule), to=peer
                )
        except InvalidParameter as err:
            if err.parameter == "to":
                raise invalid("peer_not_there") from None
            raise
    return {"link": used, "sent": len(payload), "answer": answers.told(answer)}


async def _socket_open(
    device: EspAtDevice,
    *,
    host: str,
    port: int,
    protocol: str = SocketKind.TCP,
    local_port: int | None = None,
    ipv6: bool = False,
    verify_certificate: bool = False,
    client_certificate: bool = False,
    server_name: str | None = None,
) -> ServiceResponse:
    """Open a link that stays; what comes in on it triggers automations."""
    socket = await device.connections.open(
        _target(
            host,
            port,
            protocol=protocol,
            local_port=local_port,
            ipv6=ipv6,
            verify_certificate=verify_certificate,
            client_certificate=client_certificate,
            server_name=server_name,
        )
    )
    return {
        "link": socket.link_id,
        "local_port": socket.local_port,
        **answers.told_remote(socket.remote),
    }


async def _socket_close(device: EspAtDevice, *, link: int) -> None:
    """Close a link."""
    await device.connections.close_link(link)


def _message_timeout(rule: AnswerRule | None) -> float | None:
    """Return how long to wait for a message; a message has its end by itself."""
    if rule is None:
        return None
    if (rule.length, rule.delimiter, rule.silence) != (None, None, None):
        raise invalid("answer_is_one_message")
    return rule.timeout


def _target(
    host: str,
    port: int,
    *,
    protocol: str = SocketKind.TCP,
    local_port: int | None = None,
    ipv6: bool = False,
    verify_certificate: bool = False,
    client_certificate: bool = False,
    server_name: str | None = None,
) -> Target:
    """Return where a new link leads; raise for what no module would take."""
    kind = SocketKind(protocol)
    remote = _remote(host, port)
    if local_port is not None:
        if kind is not SocketKind.UDP:
            raise invalid("local_port_of_udp")
        values.port("local_port", local_port)
    tls = None
    if kind is SocketKind.SSL:
        if server_name is not None:
            values.host("server_name", server_name)
            if len(server_name) > _LONGEST_NAME:
                raise values.wrong_size("server_name", _LONGEST_NAME)
        tls = TlsOptions(
            verify_server=verify_certificate,
            client_certificate=client_certificate,
            server_name=server_name,
        )
    elif verify_certificate or client_certificate or server_name is not None:
        raise invalid("certificates_of_ssl")
    return Target(
        kind=kind,
        host=remote.host,
        port=remote.port,
        local_port=local_port,
        tls=tls,
        ipv6=ipv6,
    )


def _peer(host: str | None, port: int | None) -> Remote | None:
    """Return to which of several peers data go, if that was said."""
    if host is None and port is None:
        return None
    if host is None or port is None:
        raise invalid("target_missing")
    return _remote(host, port)


def _remote(host: str, port: int) -> Remote:
    values.host("host", host)
    values.port("port", port)
    return Remote(host, port)


def _answer_rule(
    *,
    length: int | None,
    delimiter: str | None,
    silence: float | None,
    timeout: float | None,
) -> AnswerRule | None:
    """Return when an answer is complete; None if none is wanted."""
    if length is None and delimiter is None and silence is None and timeout is None:
        return None
    if length is not None:
        values.within(
            "answer_length", length, minimum=1, maximum=LONGEST_MESSAGE, unit="bytes"
        )
    end = None
    if delimiter is not None:
        end = values.unescape("answer_delimiter", delimiter)
        if not 0 < len(end) <= LONGEST_DELIMITER:
            raise values.wrong_size("answer_delimiter", LONGEST_DELIMITER)
    if silence is not None:
        values.within("answer_silence", silence, minimum=0.01, maximum=600, unit="s")
    return AnswerRule(
        length=length,
        delimiter=end,
        silence=silence,
        timeout=answers.time_limit("answer_timeout", timeout),
    )


ACTIONS = (
    EspAtAction(
        name="socket_send",
        run=_socket_send,
        fields={
            probatio.Required("data"): cv.string,
            probatio.Optional("encoding"): values.ENCODING,
            probatio.Optional("host"): cv.string,
            probatio.Optional("port"): _INT,
            probatio.Optional("link"): _INT,
            probatio.Optional("connection"): cv.string,
            probatio.Optional("keep_open"): cv.boolean,
            probatio.Optional("answer_length"): _INT,
            probatio.Optional("answer_delimiter"): cv.string,
            probatio.Optional("answer_silence"): _FLOAT,
            probatio.Optional("answer_timeout"): _FLOAT,
            **_NEW_CONNECTION,
        },
        response=SupportsResponse.OPTIONAL,
    ),
    EspAtAction(
        name="socket_open",
        run=_socket_open,
        fields={
            probatio.Required("host"): cv.string,
            probatio.Required("port"): _INT,
            **_NEW_CONNECTION,
        },
        response=SupportsResponse.OPTIONAL,
    ),
    EspAtAction(
        name="socket_close",
        run=_socket_close,
        fields={probatio.Required("link"): _INT},
    ),
)
