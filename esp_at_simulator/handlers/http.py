"""HTTP AT commands."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import aiohttp

from custom_components.esp_at.at.command import Record
from custom_components.esp_at.at.commands import http
from custom_components.esp_at.at.fields import to_bytes, to_text
from custom_components.esp_at.at.module_codec import encode_record

from ..dispatcher import Refused, check_before_prompt
from ..headers import split_header
from ..http_client import NETWORK_TIMEOUT, HttpRequest, RequestFailed
from .base import Handlers

FAILED = 0x010A7000
"""The number of a request without an answer; the status of another is added to it."""

_CONTENT_TYPES = {
    http.ContentType.FORM: "application/x-www-form-urlencoded",
    http.ContentType.JSON: "application/json",
    http.ContentType.MULTIPART: "multipart/form-data",
    http.ContentType.XML: "text/xml",
}
_WITH_BODY = {http.Method.POST, http.Method.PUT, http.Method.DELETE}


class HttpHandlers(Handlers):
    """The manual's chapter 10.

    What a server sends is printed as it comes; nothing is left for the dispatcher.
    """

    @http.Request.handler
    async def request(self, command: http.Request) -> tuple[http.ClientData, ...]:
        """Make a request; its status, if it is an error, stands behind the data."""
        content_type = _CONTENT_TYPES[command.content_type]
        headers = [("Content-Type", content_type)]
        if command.method not in _WITH_BODY:
            headers = []
        wanted = HttpRequest(
            method=command.method.name,
            url=self._client_url(command),
            headers=(*headers, *self._headers(command.headers)),
            body=to_bytes(command.data or ""),
        )
        try:
            async with self.module.http.open(wanted) as answer:
                if command.method is http.Method.HEAD:
                    self._print_headers(answer)
                else:
                    await self._print_body(answer, self._client_data)
        except RequestFailed:
            raise Refused(code=FAILED) from None
        if answer.status >= 400:
            raise Refused(code=FAILED + answer.status)
        return ()

    @http.GetSize.handler
    async def get_size(self, command: http.GetSize) -> http.ContentSize:
        """Report the length of a resource; that of an error's page, too."""
        wanted = HttpRequest(
            method="HEAD",
            url=self._url(command.url),
            headers=self._headers(),
            timeout=_seconds(command.network_timeout),
        )
        try:
            async with self.module.http.open(wanted) as answer:
                length = answer.content_length
        except RequestFailed:
            raise Refused from None
        return http.ContentSize(size=-1 if length is None else length)

    @http.Get.handler
    async def get(self, command: http.Get) -> tuple[http.GetData, ...]:
        """Fetch a resource."""
        wanted = HttpRequest(
            method="GET",
            url=self._url(command.url),
            headers=self._headers(),
            timeout=_seconds(command.network_timeout),
        )
        await self._run(wanted, _get_data, command.receive_buffer)
        return ()

    @check_before_prompt(http.Post)
    def check_post(self, values: dict[str, Any]) -> None:
        """Refuse before the data what cannot be sent."""
        self._check(values)

    @http.Post.handler
    async def post(self, command: http.Post) -> tuple[http.PostData, ...]:
        """Post data."""
        await self._send("POST", command, _post_data)
        return ()

    @check_before_prompt(http.Put)
    def check_put(self, values: dict[str, Any]) -> None:
        """Refuse before the data what cannot be sent."""
        self._check(values)

    @http.Put.handler
    async def put(self, command: http.Put) -> tuple[http.PutData, ...]:
        """Put data."""
        await self._send("PUT", command, _put_data)
        return ()

    @http.GetLongUrl.handler
    async def get_long_url(self, command: http.GetLongUrl) -> http.LongUrl | None:
        """Report the URL that stands for an empty one, if there is one."""
        url = to_bytes(self.state.http.long_url)
        return http.LongUrl(length=len(url), url=url) if url else None

    @http.SetLongUrl.handler
    async def set_long_url(self, command: http.SetLongUrl) -> None:
        """Keep a URL until a restart."""
        self.state.http.long_url = to_text(command.url)

    @http.ForgetLongUrl.handler
    async def forget_long_url(self, command: http.ForgetLongUrl) -> None:
        """Let an empty URL be an error again."""
        self.state.http.long_url = ""

    @http.GetCommonHeaders.handler
    async def get_common_headers(
        self, command: http.GetCommonHeaders
    ) -> tuple[http.CommonHeader, ...]:
        """List what every request sends."""
        return self.state.http.headers.listed(http.CommonHeader)

    @http.AddCommonHeader.handler
    async def add_common_header(self, command: http.AddCommonHeader) -> None:
        """Let every request send a header."""
        self.state.http.headers.add(command.header)

    @http.ForgetCommonHeaders.handler
    async def forget_common_headers(self, command: http.ForgetCommonHeaders) -> None:
        """Let requests send their own headers only."""
        self.state.http.headers.clear()

    @http.SetHttpAuthentication.handler
    async def set_authentication(self, command: http.SetHttpAuthentication) -> None:
        """Choose what HTTPS shows and checks; it needs the certificates for it."""
        wanted = replace(
            self.state.http,
            authentication=command.authentication,
            certificate=command.certificate or 0,
            authority=command.authority or 0,
        )
        self.require_certificates("https", wanted)
        self.state.http = wanted

    def _check(self, values: dict[str, Any]) -> None:
        self._url(values["url"])
        count = values.get("header_count") or 0
        self.require(count == len(values.get("headers", ())))

    async def _send(
        self,
        method: str,
        command: http.Post | http.Put,
        record: Callable[[bytes], Record],
    ) -> None:
        wanted = HttpRequest(
            method=method,
            url=self._url(command.url),
            headers=(
                ("Content-Type", _CONTENT_TYPES[http.ContentType.FORM]),
                *self._headers(command.headers),
            ),
            body=command.data,
        )
        await self._run(wanted, record)

    async def _run(
        self,
        wanted: HttpRequest,
        record: Callable[[bytes], Record],
        buffer: int | None = None,
    ) -> None:
        """Make a request of a command whose refusal has no number."""
        try:
            async with self.module.http.open(wanted) as answer:
                await self._print_body(
                    answer, lambda data: self._print(record(data)), buffer
                )
        except RequestFailed:
            raise Refused from None
        if answer.status >= 400:
            raise Refused

    def _client_url(self, command: http.Request) -> str:
        if not command.url and command.host:
            scheme = "https" if command.transport is http.Transport.SSL else "http"
            return f"{scheme}://{command.host}{command.path or '/'}"
        return self._url(command.url)

    def _url(self, given: str | None) -> str:
        """Return the URL that is meant: an empty one is that of AT+HTTPURLCFG."""
        url = given or self.state.http.long_url
        self.require(url)
        return url

    def _headers(self, given: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
        own = tuple(split_header(line) for line in given)
        return self.state.http.headers.pairs + own

    async def _print_body(
        self,
        answer: aiohttp.ClientResponse,
        show: Callable[[bytes], None],
        buffer: int | None = None,
    ) -> None:
        """Print the data as they come, in pieces that fit the buffer."""
        size = buffer or self.profile.http_buffer
        async for data in answer.content.iter_any():
            for start in range(0, len(data), size):
                show(data[start : start + size])
            await self.module.drain()

    def _print_headers(self, answer: aiohttp.ClientResponse) -> None:
        blank = b" " if self.profile.http_header_blank else b""
        for name, value in answer.raw_headers:
            line = name + b": " + value
            self.module.send(b"+HTTPCLIENT:%d,%s%s\r\n" % (len(line), blank, line))

    def _client_data(self, data: bytes) -> None:
        if self.profile.http_stops_at_nul:  # counted whole, printed as a C string
            shown = data.partition(b"\0")[0]
            self.module.send(b"+HTTPCLIENT:%d,%s\r\n" % (len(data), shown))
        else:
            self._print(http.ClientData(length=len(data), data=data))

    def _print(self, record: Record) -> None:
        self.module.send(encode_record(record, self.profile.version))


def _get_data(data: bytes) -> http.GetData:
    return http.GetData(length=len(data), data=data)


def _post_data(data: bytes) -> http.PostData:
    return http.PostData(length=len(data), data=data)


def _put_data(data: bytes) -> http.PutData:
    return http.PutData(length=len(data), data=data)


def _seconds(milliseconds: int | None) -> float:
    return NETWORK_TIMEOUT if milliseconds is None else milliseconds / 1000
