"""Actions that speak HTTP through the module's network."""

from http import HTTPStatus
from typing import Any

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.json import json_dumps
from homeassistant.helpers.template import ResultWrapper
from homeassistant.util.json import JSON_DECODE_EXCEPTIONS, json_loads
import probatio

from .. import values
from ..at.errors import InvalidParameter
from ..device.device import EspAtDevice
from ..device.errors import HttpFailed, HttpFailure
from ..device.http import MOST_HEADERS, HttpResponse
from .action import EspAtAction, invalid

METHODS = ("get", "head", "post", "put", "delete")
_WITHOUT_BODY = ("get", "head")


async def _http_request(
    device: EspAtDevice,
    *,
    url: str,
    method: str = "get",
    headers: dict[str, str] | None = None,
    content_type: str | None = None,
    body: str | dict[str, Any] | list[Any] | None = None,
    body_encoding: str = values.Encoding.TEXT,
    timeout: float = 30,
) -> ServiceResponse:
    """Make a request, and answer with what the server said, errors too.

    The firmware tells the status of errors only.
    """
    values.url("url", url, "http", "https")
    values.headers("headers", headers or {})
    values.at_most("headers", len(headers or {}), MOST_HEADERS)
    if content_type is not None:
        values.one_line("content_type", content_type)
    values.within("timeout", timeout, minimum=1, maximum=180, unit="s")
    data = None
    if isinstance(body, str):
        data = values.decode("body", body, body_encoding) if body else None
    elif body is not None:
        data = values.decode("body", _json("body", body), values.Encoding.TEXT)
        content_type = content_type or "application/json"
    if data is not None and method in _WITHOUT_BODY:
        raise invalid("method_has_no_body")
    try:
        answer = await device.http.request(
            method.upper(),
            url,
            headers=headers or {},
            body=data,
            content_type=content_type,
            timeout=timeout,
        )
    except HttpFailed as err:
        if err.reason is not HttpFailure.REFUSED:
            raise
        return _told(HttpResponse(status=None, body=err.body), ok=False)
    return _told(answer, ok=(answer.status or 0) < HTTPStatus.BAD_REQUEST)


def _told(answer: HttpResponse, *, ok: bool) -> ServiceResponse:
    """Return what a server said as a response holds it."""
    text = values.as_text(answer.body)
    return {
        "ok": ok,
        "status": answer.status,
        "reason": _reason(answer.status),
        "headers": dict(answer.headers),
        "text": text,
        "json": _parsed(text),
        "base64": values.as_base64(answer.body),
        "length": len(answer.body),
    }


def _reason(status: int | None) -> str | None:
    """Return what a status says in words; None for one that means nothing."""
    try:
        known = HTTPStatus(status or 0)
    except ValueError:
        return None
    return f"{known.phrase}: {known.description}" if known.description else known.phrase


def _json(name: str, value: Any) -> str:
    """Return a value as JSON; raise InvalidParameter if nothing of JSON stands for it."""
    try:
        return json_dumps(value)
    except TypeError:  # half a surrogate pair, or a number of more than 64 bits
        raise InvalidParameter(name, "json") from None


def _parsed(text: str | None) -> Any:
    """Return what JSON stands for; None if it is none."""
    try:
        return json_loads(text or "")
    except JSON_DECODE_EXCEPTIONS:
        return None


def _body(value: Any) -> str | dict[str, Any] | list[Any]:
    """Return a body as text, or an object that JSON can stand for.

    A template's result looks like an object to Home Assistant in either case: text
    that is JSON is sent as it was written.
    """
    if isinstance(value, ResultWrapper):
        text = str(value.render_result)
        if _parsed(text) is not None:
            return text
    if isinstance(value, dict | list):
        return value
    return cv.string(value)


ACTIONS = (
    EspAtAction(
        name="http_request",
        run=_http_request,
        fields={
            probatio.Required("url"): cv.string,
            probatio.Optional("method"): probatio.All(
                cv.string, str.lower, probatio.In(METHODS)
            ),
            probatio.Optional("headers"): values.HEADERS,
            probatio.Optional("content_type"): cv.string,
            probatio.Optional("body"): _body,
            probatio.Optional("body_encoding"): values.ENCODING,
            probatio.Optional("timeout"): probatio.Coerce(float),
        },
        response=SupportsResponse.ONLY,
    ),
)
