"""BLE AT commands: so far which role the module has, since HID excludes the others."""

from typing import Annotated

from ..command import QueryCommand, Record, SetCommand
from ..fields import Flag, Number, OpenIntEnum, Since

# The Bluetooth controller starts or ends meanwhile
_INIT_TIMEOUT = 8
_CHIPS = ("esp32", "esp32c2", "esp32c3", "esp32c6")


class BleRole(OpenIntEnum):
    """What the module is to other BLE devices."""

    OFF = 0
    CLIENT = 1
    SERVER = 2


class BleStatus(Record, prefix="+BLEINIT"):
    """Which BLE role the module has."""

    role: BleRole


class GetBle(QueryCommand[BleStatus], name="+BLEINIT", spec="5.1", chips=_CHIPS):
    """Query which BLE role the module has."""


class SetBle(
    SetCommand[None],
    name="+BLEINIT",
    spec="5.1",
    chips=_CHIPS,
    timeout=_INIT_TIMEOUT,
):
    """Take a BLE role, or end it; refused while HID or BluFi is in use.

    From one role to the other the way leads through OFF.
    """

    role: BleRole


class BlufiStatus(Record, prefix="+BLUFI"):
    """Whether a telephone can set up the Wi-Fi over BLE."""

    enabled: Flag


class GetBlufi(QueryCommand[BlufiStatus], name="+BLUFI", since="2.1", chips=_CHIPS):
    """Query whether a telephone can set up the Wi-Fi over BLE."""


class SetBlufi(
    SetCommand[None], name="+BLUFI", since="2.1", chips=_CHIPS, timeout=_INIT_TIMEOUT
):
    """Let a telephone set up the Wi-Fi over BLE, or end that."""

    enabled: Flag
    auth_floor: Annotated[int | None, Number(minimum=0, maximum=15), Since("2.2")] = (
        None
    )
