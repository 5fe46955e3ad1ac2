"""User AT commands: what the open part of the firmware adds."""

from enum import IntFlag
from typing import Annotated

from ..command import QueryCommand, Record, SetCommand
from ..fields import (
    BlockData,
    BlockLength,
    Flag,
    Number,
    OpenIntEnum,
    PayloadLength,
    Text,
)

type Size = Annotated[int, Number(minimum=0, maximum=0x7FFFFFFF, unit="bytes")]


class UserMemory(Record, prefix="+USERRAM"):
    """How much memory is reserved for the host."""

    size: Size


class GetUserMemory(QueryCommand[UserMemory], name="+USERRAM", since="2.2"):
    """Query how much of the module's memory the host has reserved."""


class ReleaseUserMemory(SetCommand[None], name="+USERRAM", since="2.2", fixed=(0,)):
    """Give the reserved memory back."""


class ReserveUserMemory(SetCommand[None], name="+USERRAM", since="2.2", fixed=(1,)):
    """Reserve memory of the module for the host's own use."""

    size: Size


class WriteUserMemory(
    SetCommand[None], name="+USERRAM", since="2.2", fixed=(2,), final="WRITE OK"
):
    """Write into the reserved memory.

    The manual ends it with OK; the firmware ends it with WRITE OK.
    """

    data: Annotated[bytes, PayloadLength(maximum=0x8000)]
    offset: Size | None = None


class UserMemoryData(Record, prefix="+USERRAM", ended=False):
    """What stands in the reserved memory; at most 1024 bytes in one record."""

    length: Annotated[int, BlockLength()]
    data: Annotated[bytes, BlockData()]


class ReadUserMemory(
    SetCommand[tuple[UserMemoryData, ...]],
    name="+USERRAM",
    since="2.2",
    fixed=(3,),
    timeout=10,
):
    """Read the reserved memory."""

    size: Size
    offset: Size | None = None


class ClearUserMemory(SetCommand[None], name="+USERRAM", since="2.2", fixed=(4,)):
    """Fill the reserved memory with zeros."""


# The module gives up after three minutes
class UpdateFromUrl(SetCommand[None], name="+USEROTA", since="2.4", timeout=190):
    """Install the firmware behind a URL, then restart."""

    url: Annotated[bytes, PayloadLength(maximum=8192, secret=True)]


class WakeMode(OpenIntEnum):
    """How the module wakes its host."""

    GPIO = 1
    UART = 2


class HostAwakeCheck(IntFlag):
    """From what the module knows that its host is awake."""

    SLEEP_NOTICE = 1
    """AT+USERMCUSLEEP."""
    SLEEP_MODE = 2
    """AT+SLEEP."""
    AFTER_DELAY = 4


class SetHostWakeUp(SetCommand[None], name="+USERWKMCUCFG", since="3.0"):
    """Wake the host before something is printed; alone, False switches it off."""

    enabled: Flag
    mode: WakeMode | None = None
    number: Annotated[int, Number(minimum=0, maximum=255)] | None = None
    """Of the pin, or of the UART."""
    signal: Annotated[int, Number(minimum=0, maximum=255)] | None = None
    """The pin's level, or the byte to send."""
    delay: Annotated[int, Number(minimum=0, maximum=60000, unit="ms")] | None = None
    check: Annotated[HostAwakeCheck, Number(minimum=0, maximum=7)] | None = None


class SetHostAsleep(SetCommand[None], name="+USERMCUSLEEP", since="3.0"):
    """Tell the module whether its host sleeps."""

    asleep: Flag


class UserGuide(Record, prefix="+USERDOCS"):
    """Where a user guide of the firmware stands."""

    url: Annotated[str, Text(max_bytes=512)]


class GetUserGuides(QueryCommand[tuple[UserGuide, ...]], name="+USERDOCS", since="2.4"):
    """Query where the user guides stand: English, then Chinese."""
