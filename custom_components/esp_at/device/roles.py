"""Which roles the module's radio plays; several features need one of them."""

from dataclasses import replace

from ..at.commands import wifi
from ..at.turns import Priority
from .feature import DeviceLink
from .state import WifiMode

_MODES = {
    WifiMode.OFF: wifi.WifiMode.OFF,
    WifiMode.STATION: wifi.WifiMode.STATION,
    WifiMode.ACCESS_POINT: wifi.WifiMode.ACCESS_POINT,
    WifiMode.BOTH: wifi.WifiMode.BOTH,
}
_MODES_OF_WIRE = {number: mode for mode, number in _MODES.items()}


def has_station(mode: WifiMode | None) -> bool:
    """Return whether the module can join an access point."""
    return mode in (WifiMode.STATION, WifiMode.BOTH)


def has_access_point(mode: WifiMode | None) -> bool:
    """Return whether the module is an access point."""
    return mode in (WifiMode.ACCESS_POINT, WifiMode.BOTH)


async def read_mode(link: DeviceLink, priority: Priority) -> WifiMode | None:
    """Read which roles the radio plays; None for one that is newer than we are."""
    answer = await link.client.execute(wifi.GetWifiMode(), priority=priority)
    mode = _MODES_OF_WIRE.get(answer.mode)
    _keep(link, mode)
    return mode


async def set_mode(
    link: DeviceLink, mode: WifiMode, *, auto_connect: bool = True
) -> None:
    """Choose which roles the radio plays; saved. ``Spec 3.1``.

    Whether a station that is switched on joins its saved access point can only be
    chosen from 2.1 on.
    """
    held_back = not auto_connect and link.firmware.has("2.1")
    await link.client.execute(
        wifi.SetWifiMode(mode=_MODES[mode], auto_connect=False if held_back else None)
    )
    _keep(link, mode)


async def add_role(link: DeviceLink, role: WifiMode) -> None:
    """Switch a role on where it is off; the other one stays as it is."""
    mode = await read_mode(link, Priority.USER)
    if mode in (role, WifiMode.BOTH):
        return
    alone = mode in (WifiMode.OFF, None)
    await set_mode(link, role if alone else WifiMode.BOTH, auto_connect=False)


def _keep(link: DeviceLink, mode: WifiMode | None) -> None:
    soft_ap = replace(link.state.soft_ap, enabled=has_access_point(mode))
    link.update(replace(link.state, wifi_mode=mode, soft_ap=soft_ap))
