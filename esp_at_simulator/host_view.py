"""A web page that shows, live, what a simulated host sees of the keyboard and mouse."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import cache
import json
from pathlib import Path
from typing import Any

from aiohttp import web

from custom_components.esp_at.keyboard.usages import ConsumerUsage, MouseButton

from .hid_host import HidHost
from .hid_text import key_name, modifier_names

LEAST_SECONDS = 0.05
"""How often the page is told of changes, at most."""

_LAST = 20
_TEXT = 20_000
_PATH = 2_000


@cache
def _page() -> str:
    return Path(__file__).with_suffix(".html").read_text("utf-8")


def seen(host: HidHost) -> dict[str, Any]:
    """Return what a host sees, for people: the ends of what grows."""
    return {
        "name": host.name,
        "layout": host.layout,
        "system": host.system,
        "connected": host.connected,
        "bonded": host.bonded,
        "peer": host.peer_name,
        "text": host.text[-_TEXT:],
        "modifiers": modifier_names(host.modifiers),
        "keys": sorted(key_name(usage) for usage in host.keys),
        "buttons": [_button(button) for button in host.buttons],
        "pointer": host.pointer,
        "path": host.path[-_PATH:],
        "wheel": host.wheel,
        "clicks": [_button(button) for button in host.clicks[-_LAST:]],
        "media": [ConsumerUsage(u).name.lower() for u in host.consumer[-_LAST:]],
        "shortcuts": host.shortcuts[-_LAST:],
        "strokes": host.strokes[-_LAST:],
        "reports": host.report_count,
        "lost": host.lost_reports,
    }


def _button(button: MouseButton) -> str:
    return str(button.name).lower()


class HostView:
    """The page of each host: the first at ``/``, the next ones at ``/1/`` and so on."""

    def __init__(self, hosts: Sequence[HidHost]) -> None:
        """Show these hosts; raise ValueError without any."""
        if not hosts:
            raise ValueError("there is no host to show; name one with --hid-host")
        self._hosts, self._content = hosts, _page()
        self._ended = False
        self._readers: set[asyncio.Event] = set()

    @asynccontextmanager
    async def serve(self, port: int = 0) -> AsyncIterator[str]:
        """Serve the page on loopback; give its URL. Port 0 takes a free one."""
        application = web.Application()
        for place in ("", r"/{index:\d+}"):
            application.router.add_get(f"{place}/", self._show)
            application.router.add_get(f"{place}/events", self._events)
            application.router.add_get(f"{place}/state", self._state)
            application.router.add_post(f"{place}/{{action}}", self._act)
        application.on_shutdown.append(self._end)
        runner = web.AppRunner(
            application, access_log=None, handler_cancellation=True, shutdown_timeout=1
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
        finally:
            await runner.cleanup()

    async def _end(self, application: web.Application) -> None:
        """Let nobody wait for changes any more."""
        self._ended = True
        for changed in self._readers:
            changed.set()

    def _host(self, request: web.Request) -> tuple[int, HidHost]:
        index = int(request.match_info.get("index", 0))
        if index >= len(self._hosts):
            raise web.HTTPNotFound
        return index, self._hosts[index]

    def _seen(self, request: web.Request) -> dict[str, Any]:
        index, host = self._host(request)
        hosts = [other.name for other in self._hosts]
        return {**seen(host), "index": index, "hosts": hosts}

    async def _show(self, request: web.Request) -> web.Response:
        self._host(request)
        return web.Response(text=self._content, content_type="text/html")

    async def _state(self, request: web.Request) -> web.Response:
        return web.json_response(self._seen(request))

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Send what the host sees, now and after every change, until nobody reads."""
        _, host = self._host(request)
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        changed = asyncio.Event()
        stop = host.observe(changed.set)
        self._readers.add(changed)
        try:
            with suppress(ConnectionError):
                while not self._ended:
                    changed.clear()
                    content = json.dumps(self._seen(request))
                    await response.write(f"data: {content}\n\n".encode())
                    await changed.wait()
                    await asyncio.sleep(LEAST_SECONDS)
        finally:
            self._readers.discard(changed)
            stop()
        return response

    async def _act(self, request: web.Request) -> web.Response:
        """Do what a button of the page says."""
        _, host = self._host(request)
        match request.match_info["action"]:
            case "connect":
                await host.connect()
            case "disconnect":
                host.disconnect()
            case "forget":
                host.forget()
            case "clear":
                host.clear()
            case _:
                raise web.HTTPNotFound
        return web.json_response(self._seen(request))
