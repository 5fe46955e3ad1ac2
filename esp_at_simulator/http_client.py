"""The module's HTTP client: real requests to real servers."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
import ssl
from typing import TYPE_CHECKING

import aiohttp
from multidict import CIMultiDict
from yarl import URL

from .tls import VERIFIES, Authentication, CannotAuthenticate

if TYPE_CHECKING:
    from .module import SimulatedModule

USER_AGENT = "ESP32 HTTP Client/1.0"
NETWORK_TIMEOUT = 5.0
"""How long the module waits for each packet of a server, in seconds.

Real time: a real server is not faster because the module's time is.
"""
MOST_REDIRECTS = 10
_REDIRECTS = {301, 302, 303, 307, 308}
_ADDED_BY_LIBRARY = ("Accept", "Accept-Encoding", "Content-Type", "User-Agent")


class RequestFailed(Exception):
    """No answer came: no network, no such name, nobody there, or too slow."""


@dataclass(frozen=True, kw_only=True)
class HttpRequest:
    """What a command asks for; ``timeout`` is in seconds."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    timeout: float = NETWORK_TIMEOUT


class HttpClient:
    """Makes requests from where the module is."""

    def __init__(self, module: SimulatedModule) -> None:
        """Keep the module."""
        self._module = module

    @asynccontextmanager
    async def open(self, request: HttpRequest) -> AsyncIterator[aiohttp.ClientResponse]:
        """Give the answer to a request, behind its redirects; raise RequestFailed."""
        timeout = aiohttp.ClientTimeout(
            sock_connect=request.timeout or None, sock_read=request.timeout or None
        )
        try:
            context = self.tls("https", self._module.state.http)
            connector = aiohttp.TCPConnector(force_close=True, ssl=context)
            async with (
                aiohttp.ClientSession(
                    connector=connector,
                    timeout=timeout,
                    auto_decompress=False,
                    skip_auto_headers=_ADDED_BY_LIBRARY,
                ) as session,
                await self._answer(session, request) as answer,
            ):
                yield answer
        except (aiohttp.ClientError, OSError, ValueError) as err:
            raise RequestFailed(type(err).__name__) from err

    async def get(self, url: str) -> bytes:
        """Return what is at a URL; raise RequestFailed for every other answer."""
        async with self.open(HttpRequest(method="GET", url=url)) as answer:
            if answer.status != 200:
                raise RequestFailed(f"status {answer.status}")
            return await answer.read()

    async def locate(self, url: URL) -> tuple[URL, str]:
        """Return where a URL is on this machine, and the ``Host`` of its server.

        Raises OSError where there is no way to it.
        """
        if url.host is None or url.port is None:
            raise ValueError("no absolute URL")
        if not self._module.has_address:
            raise OSError("the module has no address")
        internet = self._module.surroundings.internet
        address = await internet.resolve(url.host)
        host, port = internet.real(address, url.port)
        name = f"[{url.host}]" if ":" in url.host else url.host
        shown = name if url.is_default_port() else f"{name}:{url.port}"
        return url.with_host(host).with_port(port), shown

    def tls(self, side: str, settings: Authentication) -> ssl.SSLContext:
        """Return how servers are met; raise OSError where none can be trusted."""
        tls = self._module.tls
        if settings.authentication & VERIFIES and not tls.knows_the_time:
            raise OSError("to the module no certificate is valid yet")
        try:
            context = tls.context(side, settings)
        except CannotAuthenticate as err:
            raise OSError(str(err)) from err
        context.check_hostname = context.verify_mode is ssl.CERT_REQUIRED
        return context

    async def _answer(
        self, session: aiohttp.ClientSession, request: HttpRequest
    ) -> aiohttp.ClientResponse:
        url, method = URL(request.url, encoded=True), request.method
        for _ in range(MOST_REDIRECTS):
            real, host = await self.locate(url)
            answer = await session.request(
                method,
                real,
                data=request.body or None,
                headers=_headers(host, request.headers),
                allow_redirects=False,
                server_hostname=url.host,
            )
            target = answer.headers.get("Location")
            if answer.status not in _REDIRECTS or target is None:
                return answer
            answer.close()
            url = url.join(URL(target, encoded=True))
            if answer.status == 303:
                method = "GET"
        raise OSError("too many redirects")


def _headers(host: str, given: Iterable[tuple[str, str]]) -> CIMultiDict[str]:
    """Return the headers of a request; a later one takes the place of an earlier."""
    headers = CIMultiDict({"User-Agent": USER_AGENT, "Host": host})
    for name, value in given:
        headers[name] = value
    return headers
