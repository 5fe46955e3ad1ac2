"""Actions by which a phone or a router gives the module its network."""

from homeassistant.helpers import config_validation as cv
import probatio

from ..device.device import EspAtDevice
from ..device.provisioning import SmartConfig
from .action import EspAtAction


async def _start_smartconfig(
    device: EspAtDevice, *, kind: str = SmartConfig.ESPTOUCH, key: str | None = None
) -> None:
    """Listen for an app that sends the network's name and password."""
    await device.provisioning.start_smartconfig(SmartConfig(kind), key)


async def _stop_smartconfig(device: EspAtDevice) -> None:
    """Stop listening."""
    await device.provisioning.stop_smartconfig()


async def _start_wps(device: EspAtDevice) -> None:
    """Join the router whose WPS button was pressed."""
    await device.provisioning.start_wps()


ACTIONS = (
    EspAtAction(
        name="start_smartconfig",
        run=_start_smartconfig,
        fields={
            probatio.Optional("kind"): probatio.In(
                [kind.value for kind in SmartConfig]
            ),
            probatio.Optional("key"): cv.string,
        },
    ),
    EspAtAction(name="stop_smartconfig", run=_stop_smartconfig, fields={}),
    EspAtAction(name="start_wps", run=_start_wps, fields={}),
)
