"""HTTP through the module's network."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
import logging
from typing import Any, NamedTuple, override
from urllib.parse import quote

from ..at.command import Command, RawCommand
from ..at.commands import http
from ..at.errors import (
    CommandFailed,
    CommandUnsupported,
    EspAtError,
    InvalidParameter,
)
from ..at.fields import to_utf8
from ..at.turns import Priority
from .background import Background, outcome
from .errors import HttpFailed, HttpFailure, Unsupported
from .feature import DeviceLink, Feature

_LOGGER = logging.getLogger(__name__)

MOST_BODY = 1024 * 1024
"""Bytes of an answer that are kept."""

MOST_HEADERS = 20
"""How many headers one request may have of its own."""

# A request cannot be called off: the module itself gives up earlier
_LONGEST = 200.0
_PATIENCE = 4.0
"""Seconds after which AT+HTTPCLIENT gives up a server, or a little less."""

# ERR CODE:0x010A7194 is a status of 404
_STATUS_CODES = range(0x010A7001, 0x010A8000)
_CONTENT_TYPES = {
    "application/x-www-form-urlencoded": http.ContentType.FORM,
    "application/json": http.ContentType.JSON,
    "multipart/form-data": http.ContentType.MULTIPART,
    "text/xml": http.ContentType.XML,
}
_NAMES = {kind: name for name, kind in _CONTENT_TYPES.items()}
_WITH_DATA = (http.Method.POST, http.Method.PUT, http.Method.DELETE)
_FOR_DATA: dict[http.Method, type[http.Post | http.Put]] = {
    http.Method.POST: http.Post,
    http.Method.PUT: http.Put,
}
# What may stand in a URL as it is; all else is percent-encoded
_IN_URLS = "%!#$&'()*+,/:;=?@[]~"
_ON_NO_LINE = frozenset("\r\n\0")


@dataclass(frozen=True, kw_only=True)
class HttpResponse:
    """What a server answered.

    ``status`` is None where the firmware does not tell it: it tells those of errors
    only. ``headers`` come with the answer to HEAD only.
    """

    status: int | None
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """A request; what it holds may be secret."""

    method: http.Method
    url: str = field(repr=False)
    headers: tuple[str, ...] = field(repr=False)
    content_type: http.ContentType
    body: bytes = field(repr=False)
    until: float

    @property
    def text(self) -> str | None:
        """Return the body as it could stand on a command line, if it could."""
        try:
            text = self.body.decode()
        except UnicodeDecodeError:
            return None
        return None if _ON_NO_LINE & set(text) else text

    def require_time(self) -> None:
        """Raise HttpFailed once nobody waits for the answer any more."""
        if asyncio.get_running_loop().time() >= self.until:
            raise HttpFailed(HttpFailure.TIMEOUT)


class _Way(NamedTuple):
    """How a request gets to the module; what is not on its line goes before it."""

    long_url: bool
    """With AT+HTTPURLCFG."""
    common_headers: bool
    """With AT+HTTPCHEAD."""


class HttpFeature(Feature):
    """Make requests, one at a time."""

    _found: bool | None = None

    def __init__(self, link: DeviceLink) -> None:
        """Start with no request running."""
        super().__init__(link)
        self._lock = asyncio.Lock()
        self._tasks = Background()
        self._left: set[type[Command[None]]] = set()
        """What takes back what was set for a request, and may still be set."""

    @property
    def supported(self) -> bool:
        """Return whether requests can be made."""
        return self._supports(http.Request) and self._found is not False

    def supports_method(self, method: str) -> bool:
        """Return whether a method can be used, by its name in any case."""
        return self.supported and method.upper() in http.Method.__members__

    @override
    async def set_up(self) -> None:
        """Look whether the build has HTTP; before 2.2 only trying tells."""
        firmware = self._link.firmware
        if self._supports(http.ForgetCommonHeaders):
            self._left.add(http.ForgetCommonHeaders)  # it may have run on without us
        if firmware.commands is not None or not self._supports(http.Request):
            self._found = None
            return
        try:  # without its parameters, which is refused in either case
            await self._run(RawCommand(line="AT+HTTPCLIENT"), Priority.SET_UP)
        except CommandUnsupported:
            self._found = False
        except CommandFailed:
            self._found = True

    @override
    async def close(self) -> None:
        """Give up what runs."""
        await self._tasks.end()

    async def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        content_type: str | None = None,
        timeout: float = 30,
    ) -> HttpResponse:
        """Make a request and return the answer, an error of the server too. ``Spec 10.1``.

        The method is HEAD, GET, POST, PUT or DELETE, the URL at most 8192 bytes of
        ``http://`` or ``https://``, the body of any kind and length. ``content_type``
        is form data unless given. ``timeout`` is in seconds; a module that is not done
        by then goes on until it is, and so does its line. An answer has at most 1 MiB.

        The status is None where the firmware does not tell it: never for success, and
        not for the answers to bodies that are long or no plain text. Raises HttpFailed
        where there is no answer, Unsupported and InvalidParameter.
        """
        wanted = self._wanted(
            method,
            url,
            headers=headers or {},
            body=body or b"",
            content_type=content_type,
            timeout=timeout,
        )
        task = self._tasks.spawn(self._perform(wanted))
        done, _ = await asyncio.wait({task}, timeout=timeout)
        if not done:  # it cannot be called off, and what it changed is to be undone
            raise HttpFailed(HttpFailure.TIMEOUT)
        return outcome(task)

    def _wanted(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str],
        body: bytes,
        content_type: str | None,
        timeout: float,
    ) -> _Wanted:
        """Check what a caller asks for; nothing is sent yet."""
        self._require(self.supported, "http")
        if method.upper() not in http.Method.__members__:
            raise InvalidParameter("method", "choice")
        if not url.lower().startswith(("http://", "https://")):
            raise InvalidParameter("url", "url", schemes="http:// / https://")
        kind = http.Method[method.upper()]
        if body and kind not in _WITH_DATA:
            raise InvalidParameter("body", "choice")
        known = _CONTENT_TYPES.get(content_type or "")
        lines = [_header(name, value) for name, value in headers.items()]
        if content_type is not None and known is None:
            lines.insert(0, _header("Content-Type", content_type))
        if len(lines) > MOST_HEADERS:
            raise InvalidParameter("headers", "range", maximum=str(MOST_HEADERS))
        return _Wanted(
            method=kind,
            url=quote(to_utf8("url", url), safe=_IN_URLS),
            headers=tuple(lines),
            content_type=http.ContentType.FORM if known is None else known,
            body=body,
            until=asyncio.get_running_loop().time() + timeout,
        )

    async def _perform(self, wanted: _Wanted) -> HttpResponse:
        async with self._lock:
            wanted.require_time()
            way, command = self._command(wanted)
            await self._forget()
            try:
                for first in self._first(wanted, way):
                    await self._set(first)
                if isinstance(command, http.Request):
                    return await self._request(wanted, command)
                return await self._send(wanted, command)
            finally:
                await self._tidy_up()

    async def _set(self, command: http.SetLongUrl | http.AddCommonHeader) -> None:
        """Set what goes before a request."""
        long_url = isinstance(command, http.SetLongUrl)
        self._left.add(http.ForgetLongUrl if long_url else http.ForgetCommonHeaders)
        await self._run(command)

    async def _forget(self) -> None:
        """Take back what was set for one request: no other may send it along."""
        for undo in tuple(self._left):
            await self._run(undo())
            self._left.discard(undo)

    async def _tidy_up(self) -> None:
        try:
            await self._forget()
        except EspAtError as err:
            _LOGGER.debug("To be taken back before the next request: %s", err)

    def _command(
        self, wanted: _Wanted
    ) -> tuple[_Way, http.Request | http.Post | http.Put]:
        """Return the command that a request fits into, and what goes before it."""
        problem: InvalidParameter | None = None
        for way in self._ways(wanted):
            for first in self._first(wanted, way):
                self._link.client.check(first)
            for command in self._commands(wanted, way):
                try:
                    self._link.client.check(command)
                except InvalidParameter as err:
                    problem = err  # the last way leaves the fewest excuses
                else:
                    return way, command
        if problem is None or problem.parameter == "data":
            feature = "long_body" if wanted.text is not None else "binary_body"
        elif problem.parameter == "url":
            feature = "long_url"
        else:
            feature = "long_headers"
        raise Unsupported(f"http_{feature}", self._link.firmware.version_text)

    @staticmethod
    def _first(
        wanted: _Wanted, way: _Way
    ) -> Iterator[http.SetLongUrl | http.AddCommonHeader]:
        """Yield what goes before the command."""
        if way.long_url:
            yield http.SetLongUrl(url=wanted.url.encode())
        if way.common_headers:
            for header in wanted.headers:
                yield http.AddCommonHeader(header=header.encode())

    def _ways(self, wanted: _Wanted) -> Iterator[_Way]:
        """Yield the ways that the firmware knows, the shortest first."""
        one_by_one = self._supports(http.AddCommonHeader) and bool(wanted.headers)
        for common_headers in (False, True) if one_by_one else (False,):
            yield _Way(False, common_headers)
            if self._supports(http.SetLongUrl):
                yield _Way(True, common_headers)

    def _commands(
        self, wanted: _Wanted, way: _Way
    ) -> Iterator[http.Request | http.Post | http.Put]:
        """Yield the commands for a request, the one that tells the status first."""
        url = "" if way.long_url else wanted.url
        headers = () if way.common_headers else wanted.headers
        if wanted.text is not None:
            self._require(not headers or self._link.firmware.has("2.1"), "http_headers")
            encrypted = wanted.url.lower().startswith("https:")
            yield http.Request(
                method=wanted.method,
                content_type=wanted.content_type,
                url=url,
                transport=http.Transport.SSL if encrypted else http.Transport.TCP,
                data=wanted.text or None,
                headers=headers,
            )
        send = _FOR_DATA.get(wanted.method)
        if send is None or not wanted.body or not self._supports(send):
            return
        if wanted.content_type is not http.ContentType.FORM:
            headers = (f"Content-Type: {_NAMES[wanted.content_type]}", *headers)
        yield send(
            url=url,
            data=wanted.body,
            header_count=len(headers) or None,
            headers=headers,
        )

    async def _request(self, wanted: _Wanted, command: http.Request) -> HttpResponse:
        """Make a request by the command that tells the status of errors."""
        loop = asyncio.get_running_loop()
        started = loop.time()
        try:
            parts = await self._link.client.execute(
                command, timeout=_LONGEST, on_turn=wanted.require_time
            )
        except CommandFailed as err:
            body = _joined(err.records)
            if status := _status(err.error_code):
                return HttpResponse(status=status, body=body)
            left = wanted.until - loop.time()
            slow = not body and loop.time() - started > _PATIENCE
            if slow and left > 0 and self._may_wait(wanted):
                return await self._wait_longer(wanted, command, left)
            raise HttpFailed(HttpFailure.NO_ANSWER, body=body) from err
        if wanted.method is http.Method.HEAD:
            headers = tuple(_named(part.data) for part in parts)
            return HttpResponse(status=None, body=b"", headers=headers)
        return HttpResponse(status=None, body=_joined(parts))

    def _may_wait(self, wanted: _Wanted) -> bool:
        own = wanted.headers and not self._supports(http.AddCommonHeader)
        return wanted.method is http.Method.GET and self._supports(http.Get) and not own

    async def _wait_longer(
        self, wanted: _Wanted, command: http.Request, left: float
    ) -> HttpResponse:
        """Ask a slow server again, by the command that can be told how long to wait."""
        for header in command.headers:
            await self._set(http.AddCommonHeader(header=header.encode()))
        milliseconds = min(int(left * 1000), 180_000)
        again = http.Get(url=command.url or "", network_timeout=milliseconds)
        return await self._send(wanted, again)

    async def _send(self, wanted: _Wanted, command: Command[Any]) -> HttpResponse:
        """Make a request by a command that does not tell the status."""
        try:
            parts = await self._link.client.execute(
                command, timeout=_LONGEST, on_turn=wanted.require_time
            )
        except CommandFailed as err:
            body = _joined(err.records)
            reason = HttpFailure.REFUSED if body else HttpFailure.NO_ANSWER
            raise HttpFailed(reason, body=body) from err
        return HttpResponse(status=None, body=_joined(parts))


def _header(name: str, value: str) -> str:
    """Return the line of a header; raise InvalidParameter for what is none."""
    line = f"{name}: {value}"
    if _ON_NO_LINE & set(line):
        raise InvalidParameter("headers", "control_character")
    if not name.strip() or ":" in name:
        raise InvalidParameter("headers", "choice")
    to_utf8("headers", line)
    return line


def _status(code: int | None) -> int | None:
    """Return the status that an error's number holds, if it does."""
    if code is None or code not in _STATUS_CODES:
        return None
    return _STATUS_CODES.index(code) + 1


def _named(data: bytes) -> tuple[str, str]:
    name, _, value = data.decode("utf-8", "replace").partition(":")
    return name.strip(), value.strip()


def _joined(parts: tuple[Any, ...]) -> bytes:
    body = b"".join(part.data for part in parts)
    if len(body) > MOST_BODY:
        raise HttpFailed(HttpFailure.TOO_LARGE, body=body[:MOST_BODY])
    return body
