"""Actions that change the module's firmware."""

from homeassistant.helpers import config_validation as cv
import probatio

from .. import values
from ..device.device import EspAtDevice
from .action import EspAtAction


async def _update_firmware(device: EspAtDevice, *, url: str) -> None:
    """Install the firmware behind a URL; the module restarts with it."""
    values.url("url", url, "http", "https")
    await device.updates.install_from_url(url)


ACTIONS = (
    EspAtAction(
        name="update_firmware",
        run=_update_firmware,
        fields={probatio.Required("url"): cv.string},
        admin_only=True,
    ),
)
