"""Tell the module its network without typing: SmartConfig and WPS."""

from enum import StrEnum
import time
from typing import override

from ..at.commands import wifi
from ..at.errors import InvalidParameter
from ..at.fields import to_utf8
from ..at.turns import Priority
from .feature import DeviceLink, Feature
from .roles import add_role
from .state import WifiChange, WifiChanged, WifiMode

# The telephone is told of the success meanwhile
_STOP_AFTER = 6.0
_KEY_SIZE = 16


class SmartConfig(StrEnum):
    """How a telephone tells the network."""

    ESPTOUCH = "esptouch"
    AIRKISS = "airkiss"
    BOTH = "both"
    ESPTOUCH_V2 = "esptouch_v2"


class ProvisioningFeature(Feature):
    """SmartConfig by a telephone's app, WPS by the access point's button."""

    _finished_at: float | None = None

    def __init__(self, link: DeviceLink) -> None:
        """Listen to how SmartConfig goes."""
        super().__init__(link)
        link.client.subscribe(wifi.SmartConfigConnected, self._connected)

    @property
    def supports_smartconfig(self) -> bool:
        """Return whether SmartConfig is built in."""
        return self._supports(wifi.StartSmartConfigOf)

    @property
    def supports_wps(self) -> bool:
        """Return whether WPS is built in."""
        return self._supports(wifi.SetWps)

    @override
    async def refresh(self) -> None:
        """End a SmartConfig that succeeded: the module demands it."""
        finished = self._finished_at
        if finished is not None and time.monotonic() - finished > _STOP_AFTER:
            self._finished_at = None
            await self._run(wifi.StopSmartConfig(), Priority.REFRESH)

    async def start_smartconfig(
        self, kind: SmartConfig = SmartConfig.BOTH, key: str | None = None
    ) -> None:
        """Wait for a telephone to tell the network; leaves the present one. ``Spec 3.16``.

        Switches the station on where it is off. ESPTOUCH_V2 takes a key of 16 bytes
        and firmware 2.4. Raises Unsupported.
        """
        self._require(self.supports_smartconfig, "smartconfig")
        second = kind is SmartConfig.ESPTOUCH_V2
        self._require(not second or self._link.firmware.has("2.4"), "esptouch_v2")
        if key is not None and not second:
            raise InvalidParameter("key", "choice")
        if key is not None and len(to_utf8("key", key)) != _KEY_SIZE:
            size = str(_KEY_SIZE)
            raise InvalidParameter("key", "length", minimum=size, maximum=size)
        await add_role(self._link, WifiMode.STATION)
        number = wifi.SmartConfigType[kind.name]
        await self._run(wifi.StartSmartConfigOf(type=number, key=key))
        self._link.emit(WifiChanged(change=WifiChange.SMARTCONFIG_STARTED))

    async def stop_smartconfig(self) -> None:
        """Stop waiting; raise Unsupported. ``Spec 3.17``."""
        self._require(self.supports_smartconfig, "smartconfig")
        self._finished_at = None
        await self._run(wifi.StopSmartConfig())

    async def start_wps(self) -> None:
        """Join the access point whose button is pressed; raise Unsupported. ``Spec 3.18``.

        The module waits two minutes; its station is switched on where it is off. A
        Wi-Fi event tells of the success.
        """
        self._require(self.supports_wps, "wps")
        await add_role(self._link, WifiMode.STATION)
        await self._run(wifi.SetWps(enable=True))

    async def stop_wps(self) -> None:
        """Stop waiting for the button; raise Unsupported. ``Spec 3.18``."""
        self._require(self.supports_wps, "wps")
        await self._run(wifi.SetWps(enable=False))

    def _connected(self, _: wifi.SmartConfigConnected) -> None:
        self._finished_at = time.monotonic()
        self._link.emit(WifiChanged(change=WifiChange.SMARTCONFIG_FINISHED))
        self._link.refresh_soon()
