"""BLE HID AT commands: the module as a keyboard, a mouse and a remote.

The module releases keys by itself, but it repeats the modifiers in the report that does
so: they stay down until a later report is without them. Buttons of the mouse stay down,
too. While no host is connected, all that sends is refused.
"""

from typing import Annotated

from ..command import QueryCommand, Record, SetCommand, Urc
from ..fields import UNQUOTED, Flag, Number, Text

# The builds that have Bluedroid
_CHIPS = ("esp32", "esp32c3")
# The Bluetooth controller starts or ends meanwhile
_INIT_TIMEOUT = 8

# What is typed may be a password
type KeyUsage = Annotated[int, Number(minimum=0, maximum=0x65, secret=True)]
type Displacement = Annotated[int, Number(minimum=-127, maximum=127)]


class HidHostConnected(Urc, prefix="+BLEHIDCONN"):
    """A host uses the module as its keyboard from now on."""


class HidHostDisconnected(Urc, prefix="+BLEHIDDISCONN"):
    """The host is gone; the module advertises again by itself."""


class HidStatus(Record, prefix="+BLEHIDINIT"):
    """Whether the module is a HID device."""

    enabled: Flag


class GetHid(
    QueryCommand[HidStatus],
    name="+BLEHIDINIT",
    spec="5.37",
    since="2.0",
    chips=_CHIPS,
):
    """Query whether the module is a HID device."""


class SetHid(
    SetCommand[None],
    name="+BLEHIDINIT",
    spec="5.37",
    since="2.0",
    chips=_CHIPS,
    timeout=_INIT_TIMEOUT,
):
    """Become a HID device that advertises, or end being one.

    Refused while BLE, BluFi or classic Bluetooth is in use.
    """

    enabled: Flag


class HidName(Record, prefix="+BLEHIDNAME"):
    """Under which name hosts find the module; printed without quotes."""

    device_name: Annotated[str, Text(max_bytes=32, quoted_since=UNQUOTED)]


class GetHidName(QueryCommand[HidName], name="+BLEHIDNAME", since="2.4", chips=_CHIPS):
    """Query under which name hosts find the module."""


class SetHidName(SetCommand[None], name="+BLEHIDNAME", since="2.4", chips=_CHIPS):
    """Set the name under which hosts find the module, before AT+BLEHIDINIT=1; saved."""

    device_name: Annotated[str, Text(min_bytes=1, max_bytes=32)]


class SendKeys(
    SetCommand[None], name="+BLEHIDKB", spec="5.38", since="2.0", chips=_CHIPS
):
    """Press up to six keys at once and release them; the modifiers stay down.

    Keys are usages of the HID keyboard page. The firmware cuts each number to its low
    eight bits instead of refusing it.
    """

    modifiers: Annotated[int, Number(minimum=0, maximum=255)]
    key_1: KeyUsage
    key_2: KeyUsage
    key_3: KeyUsage
    key_4: KeyUsage
    key_5: KeyUsage
    key_6: KeyUsage


class MoveMouse(
    SetCommand[None], name="+BLEHIDMUS", spec="5.39", since="2.0", chips=_CHIPS
):
    """Move the pointer and the wheel; the buttons stay as they are given.

    Buttons are 1 left, 2 right and 4 middle. A positive ``y`` is down, a positive
    ``wheel`` is up.
    """

    buttons: Annotated[int, Number(minimum=0, maximum=7)]
    x: Displacement
    y: Displacement
    wheel: Displacement


class SendConsumerControl(
    SetCommand[None], name="+BLEHIDCONSUMER", spec="5.40", since="2.0", chips=_CHIPS
):
    """Press a media key and release it.

    A usage of the HID consumer page. Sixteen have an effect; firmware takes the others,
    too, and sends an empty report.
    """

    usage: Annotated[int, Number(minimum=0, maximum=255)]
