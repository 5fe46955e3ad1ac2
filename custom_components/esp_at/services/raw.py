"""Actions that go to the module itself: a command line of one's own, and sleep."""

from datetime import timedelta
import re

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import probatio

from .. import values
from ..device.device import EspAtDevice
from .action import EspAtAction, invalid

# What restarts the module, silences it, changes the line, leaves command mode, or makes
# data come in another form: the integration would lose the module, or bytes. Reading
# such a setting is harmless.
_REFUSED = re.compile(
    r"AT(?:E\d?"
    r"|\+(?:RST|RESTORE|GSLP|SLEEP|SYSLSP|SYSROLLBACK|CIUPDATE|USEROTA"
    r"|UART(?:_CUR|_DEF)?|SYSLOG|SYSMSG(?:FILTER)?|CIPMODE|SAVETRANSLINK"
    r"|CIPMUX|CIPDINFO|CIPRECVMODE|CIPRECVTYPE)(?!\w|=?\?).*"
    r"|\+(?:CIPSEND|BLESPP|BTSPPSEND))",
    re.IGNORECASE,
)
_LINE = re.compile(r"AT[^\x00-\x1f\x7f]*", re.IGNORECASE)


async def _send_command(
    device: EspAtDevice,
    *,
    command: str,
    payload: str | None = None,
    payload_encoding: str = values.Encoding.TEXT,
    timeout: float = 10,
) -> ServiceResponse:
    """Send a command line as it is, and answer with the lines of the module."""
    line = command.strip()
    if not _LINE.fullmatch(line):
        raise invalid("command_not_one_line")
    if _REFUSED.fullmatch(line):
        raise invalid("command_refused")
    data = None
    if payload:
        data = values.decode("payload", payload, payload_encoding)
    lines = await device.system.send_command(line, data, timeout=timeout)
    return {"lines": list(lines)}


async def _sleep(device: EspAtDevice, *, duration: timedelta) -> None:
    """Send the module to deep sleep; it wakes by itself."""
    await device.system.sleep(duration)


ACTIONS = (
    EspAtAction(
        name="send_command",
        run=_send_command,
        fields={
            probatio.Required("command"): cv.string,
            probatio.Optional("payload"): cv.string,
            probatio.Optional("payload_encoding"): values.ENCODING,
            probatio.Optional("timeout"): probatio.All(
                probatio.Coerce(float), probatio.Range(min=1, max=600)
            ),
        },
        response=SupportsResponse.OPTIONAL,
        admin_only=True,
    ),
    EspAtAction(
        name="sleep",
        run=_sleep,
        fields={probatio.Required("duration"): cv.positive_time_period},
    ),
)
