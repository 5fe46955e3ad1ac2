"""Actions that send over WebSockets."""

import asyncio

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import probatio

from .. import values
from ..device.connections import Answer, WebSocketClient
from ..device.device import EspAtDevice
from ..device.websockets import MOST_HEADERS
from . import answers
from .action import EspAtAction, invalid

_LONGEST_MESSAGE = 8192
"""In bytes; the module sends a message as one frame."""
_BINARY = (values.Encoding.HEX, values.Encoding.BASE64)


async def _websocket_send(
    device: EspAtDevice,
    *,
    data: str,
    encoding: str = values.Encoding.TEXT,
    connection: str | None = None,
    url: str | None = None,
    headers: dict[str, str] | None = None,
    subprotocol: str | None = None,
    answer_timeout: float | None = None,
) -> ServiceResponse:
    """Send a message over a kept WebSocket or a new one, and wait for the answer."""
    payload = values.decode("data", data, encoding, maximum=_LONGEST_MESSAGE)
    timeout = None
    if answer_timeout is not None:
        timeout = answers.time_limit("answer_timeout", answer_timeout)
    answer: Answer | None
    if connection is not None and url is not None:
        raise invalid("target_ambiguous")
    if connection is not None:
        if headers is not None or subprotocol is not None:
            raise invalid("options_of_a_new_connection")
        kept = answers.kept_connection(device, connection)
        if not isinstance(kept.endpoint, WebSocketClient):
            raise invalid("connection_is_no_websocket")
        answer = await answers.exchange(kept, payload, timeout)
    elif url is not None:
        values.url("url", url, "ws", "wss")
        values.headers("headers", headers or {})
        values.at_most("headers", len(headers or {}), MOST_HEADERS)
        answer = await _send_once(
            device,
            url,
            payload,
            binary=encoding in _BINARY or values.as_text(payload) is None,
            headers=headers or {},
            subprotocol=subprotocol,
            timeout=timeout,
        )
    else:
        raise invalid("websocket_missing")
    return {"sent": len(payload), "answer": answers.told(answer)}


async def _send_once(
    device: EspAtDevice,
    url: str,
    data: bytes,
    *,
    binary: bool,
    headers: dict[str, str],
    subprotocol: str | None,
    timeout: float | None,
) -> Answer | None:
    """Send a message over a WebSocket of its own; close it after the answer."""
    socket = await device.websockets.open(
        url,
        subprotocol=subprotocol,
        headers=tuple(f"{name}: {value}" for name, value in headers.items()),
    )
    try:
        await socket.send(data, binary=binary)
        if timeout is None:
            return None
        try:
            async with asyncio.timeout(timeout):
                received = await socket.receive()
        except TimeoutError:
            return Answer(data=b"", complete=False)
        return Answer(data=received, complete=True)
    finally:
        await socket.close()


ACTIONS = (
    EspAtAction(
        name="websocket_send",
        run=_websocket_send,
        fields={
            probatio.Required("data"): cv.string,
            probatio.Optional("encoding"): values.ENCODING,
            probatio.Optional("connection"): cv.string,
            probatio.Optional("url"): cv.string,
            probatio.Optional("headers"): values.HEADERS,
            probatio.Optional("subprotocol"): cv.string,
            probatio.Optional("answer_timeout"): probatio.Coerce(float),
        },
        response=SupportsResponse.OPTIONAL,
    ),
)
