"""SmartConfig and WPS: how the module is told a network without its host."""

from typing import TYPE_CHECKING

from custom_components.esp_at.at.commands.wifi import (
    SmartConfigConnected,
    SmartConfigData,
    SmartConfigGotNetwork,
    SmartConfigPassword,
    SmartConfigSsid,
    SmartConfigType,
    SmartConfigTypeFound,
)

from .state import Target, save
from .station import CannotJoin
from .surroundings import Phone

if TYPE_CHECKING:
    from .module import SimulatedModule

HEARING_SECONDS = 0.3
WPS_SECONDS = 0.5

_HEARD = {
    SmartConfigType.ESPTOUCH: ("ESPTOUCH",),
    SmartConfigType.AIRKISS: ("AIRKISS",),
    SmartConfigType.BOTH: ("ESPTOUCH", "AIRKISS"),
    SmartConfigType.ESPTOUCH_V2: ("ESPTOUCH_V2",),
}


class Provisioning:
    """What listens for a phone, or for the button of an access point."""

    def __init__(self, module: SimulatedModule) -> None:
        """Listen for nothing."""
        self._module = module
        self.smartconfig: SmartConfigType | None = None
        self.wps = False

    def stop(self) -> None:
        """Listen for nothing any more."""
        self.smartconfig, self.wps = None, False

    def phone_sent(self, phone: Phone) -> None:
        """Take a phone's credentials, if SmartConfig is on."""
        kind = self.smartconfig
        if kind is not None and phone.kind in _HEARD.get(kind, ()):
            self._module.spawn(self._take(phone))

    def look_for_button(self) -> None:
        """Join an access point whose WPS button is pressed, if WPS is on."""
        if not self.wps:
            return
        for point in self._module.surroundings.access_points:
            if point.wps_pressed:
                point.wps_pressed = self.wps = False
                target = Target(ssid=point.ssid, password=point.password)
                self._module.spawn(self._join_by_button(target))
                return

    async def _take(self, phone: Phone) -> None:
        module = self._module
        await module.sleep(HEARING_SECONDS)
        module.emit(SmartConfigTypeFound(type=phone.kind))
        module.emit(SmartConfigGotNetwork())
        module.emit(SmartConfigSsid(ssid=phone.ssid))
        module.emit(SmartConfigPassword(password=phone.password))
        if phone.data:
            data = phone.data.encode()
            module.emit(SmartConfigData(length=len(data), data=data))
        if await self._join(Target(ssid=phone.ssid, password=phone.password)):
            module.emit(SmartConfigConnected())

    async def _join_by_button(self, target: Target) -> None:
        await self._module.sleep(WPS_SECONDS)
        await self._join(target)

    async def _join(self, target: Target) -> bool:
        module = self._module
        try:
            await module.station.join(target)
        except CannotJoin:
            return False
        save(module.state, module.nvs, target=target)
        return True
