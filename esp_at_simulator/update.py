"""The module's update of itself: a download into the other slot of its flash."""

import asyncio
import json
from typing import TYPE_CHECKING

from custom_components.esp_at.at.commands.update import UpdateProgress

from .firmware_image import BadImage, image_version
from .http_client import HttpRequest, RequestFailed

if TYPE_CHECKING:
    from .module import SimulatedModule

SERVER_FOUND, CONNECTED, VERSION_RECEIVED, INSTALLED = 1, 2, 3, 4
FAILED = -1

LONGEST = 180.0
"""After how many seconds an update is given up; real time."""

FLASH_SECONDS_PER_MEGABYTE = 12.0


class UpdateFailed(Exception):
    """The module keeps the firmware that it has."""


class Updater:
    """Asks the update server, and installs what it offers."""

    def __init__(self, module: SimulatedModule) -> None:
        """Keep the module."""
        self._module = module
        self.step = 0
        """How far the last update came."""

    async def offered(self) -> str:
        """Return the version that the server recommends; raise UpdateFailed."""
        try:
            answer = json.loads(await self._ask("?is_format_simple=true"))
            return str(answer["recommended_rom_version"])
        except RequestFailed, ValueError, LookupError, TypeError:
            raise UpdateFailed from None

    async def run(self, version: str | None, name: str | None = None) -> None:
        """Install a version of the server, the recommended one if it is None.

        Tells each step, and raises UpdateFailed.
        """
        self.step = 0
        try:
            async with asyncio.timeout(LONGEST):
                await self._find_server()
                self._reach(SERVER_FOUND)
                if version is None:
                    self._reach(CONNECTED)
                    version = await self.offered()
                    self._reach(VERSION_RECEIVED)
                file = name or "ota.bin"
                query = f"?action=download_rom&version={version}&filename={file}"
                await self._install(await self._ask(query))
        except (RequestFailed, BadImage, TimeoutError) as err:
            raise UpdateFailed from err
        self._reach(INSTALLED)

    async def run_from(self, url: str) -> None:
        """Install what is behind a URL; raise UpdateFailed."""
        try:
            async with asyncio.timeout(LONGEST):
                await self._install(await self._module.http.get(url))
        except (RequestFailed, BadImage, TimeoutError) as err:
            raise UpdateFailed from err

    def _reach(self, step: int) -> None:
        self.step = step
        self._module.emit(UpdateProgress(step=step))

    async def _find_server(self) -> None:
        module = self._module
        if module.surroundings.update_server is None or not module.has_address:
            await module.sleep(module.profile.update_patience)
            raise RequestFailed("no way to the server")

    async def _ask(self, query: str) -> bytes:
        await self._find_server()
        module = self._module
        wanted = HttpRequest(
            method="GET",
            url=f"{module.surroundings.update_server}/v1/device/rom/{query}",
            headers=(("Authorization", f"token {module.build.chip.module}"),),
        )
        async with module.http.open(wanted) as answer:
            if answer.status != 200:
                raise RequestFailed(f"status {answer.status}")
            return await answer.read()

    async def _install(self, image: bytes) -> None:
        """Write an image into the other slot; the next start boots it."""
        version = image_version(image)
        await self._module.sleep(FLASH_SECONDS_PER_MEGABYTE * len(image) / 2**20)
        nvs, running = self._module.nvs, self._module.profile
        nvs.other_firmware = running.binary or "unknown"
        nvs.firmware = version
        nvs.swapped = not nvs.swapped
