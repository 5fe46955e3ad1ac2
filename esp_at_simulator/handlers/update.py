"""TCP-IP AT commands of the firmware update, and AT+USEROTA."""

from custom_components.esp_at.at.commands import update, user
from custom_components.esp_at.at.fields import to_text

from ..dispatcher import Refused
from ..update import FAILED, UpdateFailed
from .base import Handlers


class UpdateHandlers(Handlers):
    """Updates over the air."""

    @update.UpdateFirmware.handler
    async def update_now(self, command: update.UpdateFirmware) -> None:
        """Install what the server recommends, and restart."""
        await self._update(None)

    @update.UpdateFirmwareTo.handler
    async def update_to(self, command: update.UpdateFirmwareTo) -> None:
        """Install a version; in the background it does not restart by itself."""
        if not command.nonblocking:
            await self._update(command.version, command.firmware)
            return

        async def install() -> None:
            try:
                await self.module.updater.run(command.version, command.firmware)
            except UpdateFailed:
                self.module.emit(update.UpdateProgress(step=FAILED))

        def go_on() -> None:
            self.module.spawn(install())

        self.module.then(go_on)

    @update.GetUpdateState.handler
    async def get_state(self, command: update.GetUpdateState) -> update.UpdateState:
        """Report how far the last update came."""
        return update.UpdateState(step=self.module.updater.step)

    @update.GetAvailableVersion.handler
    async def get_available(
        self, command: update.GetAvailableVersion
    ) -> update.AvailableVersion:
        """Ask the server what it recommends; offline that takes its time."""
        try:
            version = await self.module.updater.offered()
        except UpdateFailed:
            raise Refused from None
        return update.AvailableVersion(version=version)

    @user.UpdateFromUrl.handler
    async def update_from(self, command: user.UpdateFromUrl) -> None:
        """Install what is behind a URL, and restart."""
        self.module.send(f"\r\nRecv {len(command.url)} bytes\r\n".encode())
        try:
            await self.module.updater.run_from(to_text(command.url))
        except UpdateFailed:
            raise Refused from None
        self.module.then(self.module.restart)

    async def _update(self, version: str | None, name: str | None = None) -> None:
        try:
            await self.module.updater.run(version, name)
        except UpdateFailed:
            raise Refused from None
        self.module.then(self.module.restart)
