"""An update server as Espressif runs one, for the demo and for tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from .firmware_image import make_image
from .surroundings import Surroundings

NAME = "iot.espressif.test"
SHOWN = ("198.51.100.80", 80)
"""Where modules find it; the address leads nowhere outside."""


class UpdateServer:
    """Has images by version, and recommends the last one."""

    def __init__(self, *versions: str) -> None:
        """Make an image of each version (``4.1.1.0``)."""
        self.images = {version: make_image(version) for version in versions}
        self.recommended = versions[-1] if versions else None
        self.asked: list[str] = []
        """What modules wanted, as path and query."""

    @asynccontextmanager
    async def serve(self, surroundings: Surroundings) -> AsyncIterator[str]:
        """Run it in the modules' internet; give its URL on this machine."""
        application = web.Application()
        application.router.add_get("/v1/device/rom/", self._answer)
        application.router.add_get("/images/{version}", self._image)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, surroundings.internet.bind_address, 0)
        try:
            await site.start()
            host, port = runner.addresses[0][:2]
            surroundings.internet.add_service(SHOWN, (host, port), name=NAME)
            surroundings.update_server = f"http://{NAME}"
            yield f"http://{host}:{port}"
        finally:
            surroundings.update_server = None
            surroundings.internet.remove_service(SHOWN)
            await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path_qs)
        if request.query.get("action") == "download_rom":
            return self._give(request.query.get("version", ""))
        recommended = self.recommended
        if recommended is None:
            return web.json_response({"status": 404}, status=404)
        return web.json_response(
            {"status": 200, "recommended_rom_version": f"v{recommended}"}
        )

    async def _image(self, request: web.Request) -> web.Response:
        self.asked.append(request.path_qs)
        return self._give(request.match_info["version"])

    def _give(self, version: str) -> web.Response:
        image = self.images.get(version.removeprefix("v"))
        if image is None:
            return web.Response(status=404, text="no such version")
        return web.Response(body=image, content_type="application/octet-stream")
