"""Actions of the module's own access point."""

from datetime import timedelta

from homeassistant.helpers import config_validation as cv
import probatio

from ..device.device import EspAtDevice
from ..device.state import Encryption
from .action import EspAtAction

ENCRYPTIONS = (
    Encryption.OPEN,
    Encryption.WPA,
    Encryption.WPA2,
    Encryption.WPA_WPA2,
    Encryption.WPA3,
    Encryption.WPA2_WPA3,
)


async def _set_access_point(
    device: EspAtDevice,
    *,
    ssid: str,
    password: str | None = None,
    channel: int = 1,
    encryption: str | None = None,
    max_connections: int | None = None,
    hidden: bool = False,
) -> None:
    """Set the access point up: open without a password, else WPA2 unless told."""
    if encryption is None:
        encryption = Encryption.WPA2 if password else Encryption.OPEN
    await device.soft_ap.configure(
        ssid,
        password=password,
        channel=channel,
        encryption=Encryption(encryption),
        max_connections=max_connections,
        hidden=hidden,
    )


async def _disconnect_clients(
    device: EspAtDevice, *, mac_address: list[str] | None = None
) -> None:
    """Disconnect some clients, or all."""
    if mac_address is None:
        await device.soft_ap.disconnect_all()
        return
    for mac in mac_address:
        await device.soft_ap.disconnect_client(mac)


async def _set_dhcp_range(
    device: EspAtDevice,
    *,
    start: str,
    end: str,
    lease: timedelta = timedelta(hours=2),
) -> None:
    """Set which addresses clients get, and for how long."""
    await device.soft_ap.set_dhcp_range(start, end, lease=lease)


ACTIONS = (
    EspAtAction(
        name="set_access_point",
        run=_set_access_point,
        fields={
            probatio.Required("ssid"): cv.string,
            probatio.Optional("password"): cv.string,
            probatio.Optional("channel"): probatio.Coerce(int),
            probatio.Optional("encryption"): probatio.In(ENCRYPTIONS),
            probatio.Optional("max_connections"): probatio.Coerce(int),
            probatio.Optional("hidden"): cv.boolean,
        },
    ),
    EspAtAction(
        name="disconnect_clients",
        run=_disconnect_clients,
        fields={
            probatio.Optional("mac_address"): probatio.All(
                probatio.EnsureList(), [cv.string]
            ),
        },
    ),
    EspAtAction(
        name="set_dhcp_range",
        run=_set_dhcp_range,
        fields={
            probatio.Required("start"): cv.string,
            probatio.Required("end"): cv.string,
            probatio.Optional("lease"): cv.positive_time_period,
        },
    ),
)
