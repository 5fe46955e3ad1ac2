"""Classic Bluetooth AT commands: so far whether it is in use, since HID excludes it."""

from ..command import QueryCommand, Record, SetCommand
from ..fields import Flag

# The Bluetooth controller starts or ends meanwhile
_INIT_TIMEOUT = 8


class ClassicStatus(Record, prefix="+BTINIT"):
    """Whether classic Bluetooth is in use."""

    enabled: Flag


class GetClassic(
    QueryCommand[ClassicStatus],
    name="+BTINIT",
    spec="8.1",
    since="2.0",
    chips=("esp32",),
    optional=True,
):
    """Query whether classic Bluetooth is in use."""


class SetClassic(
    SetCommand[None],
    name="+BTINIT",
    spec="8.1",
    since="2.0",
    chips=("esp32",),
    optional=True,
    timeout=_INIT_TIMEOUT,
):
    """Start classic Bluetooth, or end it."""

    enabled: Flag
