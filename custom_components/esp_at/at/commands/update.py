"""TCP-IP AT commands of the firmware update over the network."""

from typing import Annotated

from ..command import ExecuteCommand, QueryCommand, Record, SetCommand, Urc
from ..fields import Number, OpenIntEnum, Since, Text

# The module gives up after three minutes
_UPDATE_TIMEOUT = 190


class UpdateProgress(Urc, prefix="+CIPUPDATE"):
    """How far an update has come: server found, connected, version got, done.

    -1 is a failure, of an update that does not hold the line up.
    """

    step: Annotated[int, Number(minimum=-1, maximum=4)]


class UpdateTransport(OpenIntEnum):
    """How the firmware is fetched."""

    TCP = 0
    SSL = 1


class UpdateFirmware(
    ExecuteCommand[None], name="+CIUPDATE", spec="4.17", timeout=_UPDATE_TIMEOUT
):
    """Install the newest firmware of Espressif's server, then restart."""


class UpdateFirmwareTo(
    SetCommand[None], name="+CIUPDATE", spec="4.17", timeout=_UPDATE_TIMEOUT
):
    """Install a version of Espressif's server, then restart.

    With ``nonblocking`` it goes on after the OK, and the module does not restart by
    itself. The specification calls it a second Execute form.
    """

    transport: UpdateTransport
    version: Annotated[str | None, Text(max_bytes=32)] = None
    firmware: Annotated[str | None, Text(max_bytes=64), Since("2.2")] = None
    nonblocking: Annotated[bool | None, Number(minimum=0, maximum=1), Since("2.2")] = (
        None
    )


class AvailableVersion(Record, prefix="+CIPFWVER"):
    """The newest version on Espressif's server."""

    version: Annotated[str, Text(max_bytes=32)]


class UpdateState(Record, prefix="+CIUPDATE"):
    """How far the last update came; 0 where there was none since the start."""

    step: Annotated[int, Number(minimum=-1, maximum=4)]


class GetUpdateState(
    QueryCommand[UpdateState], name="+CIUPDATE", spec="4.17", since="2.2", timeout=30
):
    """Query how far an update has come; the specification lacks this form."""


class GetAvailableVersion(
    QueryCommand[AvailableVersion], name="+CIPFWVER", since="3.0", timeout=30
):
    """Ask Espressif's server for the newest version."""
