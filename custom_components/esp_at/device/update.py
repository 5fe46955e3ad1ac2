"""Install other firmware over the module's network."""

import asyncio
from collections.abc import Callable
from enum import IntEnum
import logging
from typing import override

from ..at.command import Command
from ..at.commands import update, user
from ..at.errors import CommandError, CommandFailed, InvalidParameter, ModuleReset
from ..at.fields import to_utf8, version as parse_version
from ..at.turns import Priority
from .errors import UpdateFailed, UpdateStage
from .feature import DeviceLink, Feature
from .releases import MODULES, newest_release
from .state import RestartReason

_LOGGER = logging.getLogger(__name__)

# Offline the question takes the module 14 seconds or more, in which it does nothing else
_ASK_INTERVAL = 24 * 3600
# The module itself gives up after three minutes
_LONGEST = 200.0
_RESTART = 60.0
_POLL = 0.05


class UpdateStep(IntEnum):
    """How far an update has come; not every step is told where a version is given."""

    SERVER_FOUND = 1
    CONNECTED = 2
    VERSION_RECEIVED = 3
    INSTALLED = 4


_FAILS_AT = {
    None: UpdateStage.FIND_SERVER,
    UpdateStep.SERVER_FOUND: UpdateStage.CONNECT,
    UpdateStep.CONNECTED: UpdateStage.GET_VERSION,
    UpdateStep.VERSION_RECEIVED: UpdateStage.INSTALL,
    UpdateStep.INSTALLED: UpdateStage.INSTALL,
}


class UpdateFeature(Feature):
    """Update the firmware, and say what there is to update to.

    A module that updates itself does nothing else: other commands wait, for minutes.
    """

    _asked_at: float | None = None
    _offered: str | None = None

    def __init__(self, link: DeviceLink) -> None:
        """Start with no update running."""
        super().__init__(link)
        self._lock = asyncio.Lock()
        self._back = asyncio.Event()
        self._closed = False

    @property
    def supported(self) -> bool:
        """Return whether official firmware can be installed; ``why_not`` says why."""
        return self.why_not is None

    @property
    def supports_url(self) -> bool:
        """Return whether firmware of one's own can be installed from a URL."""
        return self._supports(user.UpdateFromUrl)

    @property
    def why_not(self) -> str | None:
        """Return why there is no update, as a key; None if there is one.

        ``no_update_command``: the build lacks AT+CIUPDATE. ``own_build``: it is no
        official release, which an update would replace. ``unknown_module``: the build
        does not name a module for which there are official images.
        """
        firmware = self._link.firmware
        if not self._supports(update.UpdateFirmware):
            return "no_update_command"
        if firmware.module not in MODULES:
            return "unknown_module"
        if not firmware.is_release:
            return "own_build"
        return None

    async def latest(self) -> str | None:
        """Return the newest version there is (``4.1.1.0``), or None if none is known.

        The module asks its server where it can, at most once a day: a module without a
        way into the internet does nothing else for up to 25 seconds. Otherwise it is the
        newest release that was known when this was written.
        """
        if self.why_not is not None:
            return None
        firmware = self._link.firmware
        if not self._supports(update.GetAvailableVersion):
            return newest_release(firmware.chip_key, firmware.version)
        now = asyncio.get_running_loop().time()

        def note() -> None:
            self._asked_at = now

        if self._asked_at is None or now - self._asked_at >= _ASK_INTERVAL:
            try:
                answer = await self._link.client.execute(
                    update.GetAvailableVersion(),
                    priority=Priority.REFRESH,
                    on_turn=note,
                )
            except CommandFailed as err:
                _LOGGER.debug("The update server did not answer: %s", err)
            else:
                self._offered = answer.version.removeprefix("v")
        return self._offered or newest_release(firmware.chip_key, firmware.version)

    async def install(
        self,
        version: str | None = None,
        *,
        on_step: Callable[[UpdateStep], None] = lambda step: None,
    ) -> None:
        """Install an official version, or the server's newest, and see it run. ``Spec 4.17``.

        It returns when the module is back, after minutes. Raises Unsupported,
        InvalidParameter, and UpdateFailed with what it was about.
        """
        self._require(self.supported, "firmware_update")
        command: Command[None] = update.UpdateFirmware()
        if version is not None:
            version = version.removeprefix("v")
            try:
                parse_version(version)
            except ValueError:
                raise InvalidParameter("version", "choice") from None
            command = update.UpdateFirmwareTo(
                transport=update.UpdateTransport.SSL, version=f"v{version}"
            )
        async with self._lock:
            before = self._link.firmware.version_text
            await self._follow(command, on_step)
            now = self._link.firmware.version_text
        if now == before if version is None else now != version:
            raise UpdateFailed(UpdateStage.VERIFY)

    async def install_from_url(self, url: str) -> None:
        """Install the image behind a URL of up to 8192 bytes, and see it start.

        It returns when the module is back, after minutes. Raises Unsupported,
        InvalidParameter and UpdateFailed.
        """
        self._require(self.supports_url, "firmware_update_from_url")
        if not url.lower().startswith(("http://", "https://")):
            raise InvalidParameter("url", "url", schemes="http:// / https://")
        command = user.UpdateFromUrl(url=to_utf8("url", url))
        async with self._lock:
            await self._follow(command, None)

    @override
    async def set_up(self) -> None:
        """Notice that the module is there again."""
        self._back.set()

    @override
    async def close(self) -> None:
        """Wait for nothing any more."""
        self._closed = True
        self._back.set()

    async def _follow(
        self, command: Command[None], on_step: Callable[[UpdateStep], None] | None
    ) -> None:
        """Run an update up to the module's return."""
        reached: UpdateStep | None = None

        def note(urc: update.UpdateProgress) -> None:
            nonlocal reached
            if on_step is not None and urc.step in UpdateStep:
                reached = UpdateStep(urc.step)
                on_step(reached)

        stage = UpdateStage.INSTALL if on_step is None else None
        link = self._link
        link.client.check(command)

        def begin() -> None:
            # What restarts before is no update
            self._back.clear()
            link.expect_restart(RestartReason.UPDATE, within=_LONGEST + _RESTART)

        stop = link.client.subscribe(update.UpdateProgress, note)
        try:
            await link.client.execute(command, timeout=_LONGEST, on_turn=begin)
        except ModuleReset:
            if reached is not UpdateStep.INSTALLED:  # its OK was lost
                raise UpdateFailed(stage or _FAILS_AT[reached]) from None
        except CommandError as err:
            link.expect_restart(RestartReason.UPDATE, within=0)
            raise UpdateFailed(stage or _FAILS_AT[reached]) from err
        finally:
            stop()
        await self._wait_until_back()

    async def _wait_until_back(self) -> None:
        try:
            async with asyncio.timeout(_RESTART):
                await self._back.wait()
                # Who listens may end the device now: it has other firmware
                while not self._link.state.online and not self._closed:
                    await asyncio.sleep(_POLL)
        except TimeoutError:
            raise UpdateFailed(UpdateStage.RESTART) from None
