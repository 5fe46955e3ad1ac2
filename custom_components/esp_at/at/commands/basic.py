"""Basic AT commands: the manual's chapter 2, and what came to it later."""

from enum import IntFlag
from typing import Annotated

from ..command import (
    ExecuteCommand,
    Form,
    Prompt,
    QueryCommand,
    Record,
    SetCommand,
    TextRecord,
    Urc,
)
from ..fields import (
    BlockData,
    BlockLength,
    Decimal,
    Flag,
    Number,
    OpenIntEnum,
    PayloadLength,
    Since,
    Text,
    Word,
)

type Address = Annotated[int, Number(minimum=0, maximum=0xFFFFFFFF, hexadecimal=True)]
type Offset = Annotated[int, Number(minimum=0, maximum=0x7FFFFFFF, unit="bytes")]
type Length = Annotated[int, Number(minimum=0, maximum=0x7FFFFFFF, unit="bytes")]
type Block = Annotated[bytes, BlockData()]
type Partition = Annotated[str, Text(min_bytes=1, max_bytes=16)]
type NvsName = Annotated[str, Text(min_bytes=1, max_bytes=15)]


class Ready(Urc, prefix="ready"):
    """The module has booted: echo is on, everything volatile is lost."""


class ForcedRestart(Urc, prefix="Will force to restart!!!"):
    """AT+RST came while another command was running; OK and a restart follow."""


class Attention(ExecuteCommand[None], name="", spec="2.1"):
    """Test whether the module answers."""


class Restart(ExecuteCommand[None], name="+RST", spec="2.2"):
    """Restart the module; it says OK first, and ``ready`` when it is up again.

    It is the only command that is taken while another one runs.
    """


class RestartIntoMode(
    SetCommand[None],
    name="+RST",
    spec="2.2",
    since="3.0",
    chips=("esp32c2", "esp32c3"),
):
    """Restart the module into a boot mode; not in the specification."""

    download: Flag
    """Whether to wait for new firmware instead of booting."""


class VersionText(TextRecord):
    """The lines of AT+GMR; how many there are depends on the firmware."""


class GetVersion(ExecuteCommand[VersionText], name="+GMR", spec="2.3"):
    """Query the firmware's version."""


class ListedCommand(Record, prefix="+CMD"):
    """One command that the firmware has, and which of its forms."""

    index: Annotated[int, Number(minimum=0)]
    command: Annotated[str, Text(max_bytes=32)]
    """With its ``AT``."""
    has_test: Flag
    has_query: Flag
    has_set: Flag
    has_execute: Flag

    @property
    def forms(self) -> tuple[str, ...]:
        """Return the forms as they stand on a line: ``AT+CWMODE?``, ``AT+CWMODE=``."""
        flags = (self.has_test, self.has_query, self.has_set, self.has_execute)
        return tuple(
            f"{self.command}{form}"
            for form, has in zip(Form, flags, strict=True)
            if has
        )


class GetCommands(
    # 200 lines are 5 kB: half a second at 115200 baud, 5 s at 9600
    QueryCommand[tuple[ListedCommand, ...]],
    name="+CMD",
    since="2.2",
    timeout=10,
):
    """List the commands that the firmware has."""


class DeepSleep(SetCommand[None], name="+GSLP", spec="2.4"):
    """Sleep deeply, then boot; the serial line is dead meanwhile.

    The specification shows the time printed before the OK; no firmware prints it.
    """

    duration: Annotated[int, Number(minimum=0, maximum=0x7FFFFFFF, unit="ms")]


class EchoOff(ExecuteCommand[None], name="E0", spec="2.5"):
    """Switch the echo off until the next restart."""


class EchoOn(ExecuteCommand[None], name="E1", spec="2.5"):
    """Switch the echo on; it is on after every restart."""


# Erases a flash area before it answers: 0.3 s measured, seconds on a worn one
class RestoreFactorySettings(
    ExecuteCommand[None], name="+RESTORE", spec="2.6", timeout=10
):
    """Erase the saved settings, the baud rate among them, and restart."""


class StopBits(OpenIntEnum):
    """How many stop bits a character has."""

    ONE = 1
    ONE_AND_A_HALF = 2
    TWO = 3


class Parity(OpenIntEnum):
    """Which parity bit a character has; 1.1 and 2.0 may report 255."""

    NONE = 0
    ODD = 1
    EVEN = 2


class FlowControl(OpenIntEnum):
    """Which hardware lines hold the other side's sending back."""

    NONE = 0
    RTS = 1
    CTS = 2
    RTS_CTS = 3


type Baudrate = Annotated[int, Number(minimum=80, maximum=5_000_000, unit="baud")]
type DataBits = Annotated[int, Number(minimum=5, maximum=8)]


class CurrentUart(Record, prefix="+UART_CUR"):
    """The serial line as it is; the baud rate as the divider rounds it."""

    baudrate: Baudrate
    data_bits: DataBits
    stop_bits: StopBits
    parity: Parity
    flow_control: FlowControl


class GetCurrentUart(QueryCommand[CurrentUart], name="+UART_CUR", spec="2.7"):
    """Query the serial line's settings of now."""


class SetCurrentUart(SetCommand[None], name="+UART_CUR", spec="2.7"):
    """Change the serial line until the next restart.

    The OK comes at the old settings; the new ones hold after it.
    """

    baudrate: Baudrate
    data_bits: DataBits
    stop_bits: StopBits
    parity: Parity
    flow_control: FlowControl


class DefaultUart(Record, prefix="+UART_DEF"):
    """The serial line as it will be after a restart."""

    baudrate: Baudrate
    data_bits: DataBits
    stop_bits: StopBits
    parity: Parity
    flow_control: FlowControl


class GetDefaultUart(QueryCommand[DefaultUart], name="+UART_DEF", spec="2.8"):
    """Query the serial line's saved settings."""


class SetDefaultUart(
    SetCommand[None], name="+UART_DEF", spec="2.8", aliases=("+UART",)
):
    """Change the serial line now and for every later start.

    ``AT+UART=`` is the same command under an undocumented name.
    """

    baudrate: Baudrate
    data_bits: DataBits
    stop_bits: StopBits
    parity: Parity
    flow_control: FlowControl


class Uart(Record, prefix="+UART"):
    """The serial line as it is, under its undocumented name."""

    baudrate: Baudrate
    data_bits: DataBits
    stop_bits: StopBits
    parity: Parity
    flow_control: FlowControl


class GetUart(QueryCommand[Uart], name="+UART"):
    """Query the serial line's settings of now; undocumented."""


class SleepMode(OpenIntEnum):
    """How the module saves power while it idles."""

    OFF = 0
    MODEM = 1
    LIGHT = 2
    MODEM_LISTEN = 3


class Sleep(Record, prefix="+SLEEP"):
    """How the module saves power."""

    mode: SleepMode


class GetSleepMode(QueryCommand[Sleep], name="+SLEEP", spec="2.9"):
    """Query how the module saves power; the specification has only the set form."""


class SetSleepMode(SetCommand[None], name="+SLEEP", spec="2.9"):
    """Choose how the module saves power, until the next restart.

    Before 2.1 only OFF and MODEM exist. LIGHT stops the serial line until a wake
    source fires.
    """

    mode: SleepMode


class FreeMemory(Record, prefix="+SYSRAM", ended=False):
    """The free heap in bytes, and the least there was since the start."""

    free: Length
    minimum_free: Annotated[Length | None, Since("2.2")] = None


class GetFreeMemory(QueryCommand[FreeMemory], name="+SYSRAM", spec="2.10"):
    """Query how much memory is free."""


class HeapMemory(Record, prefix="+SYSRAM", ended=False):
    """One kind of memory, in bytes."""

    largest_block: Length
    free: Length
    minimum_free: Length
    total: Length


class GetHeapMemory(SetCommand[HeapMemory], name="+SYSRAM", since="4.1"):
    """Query the memory of the given capabilities; a set form that reads."""

    capabilities: Address


class MessageMode(IntFlag):
    """Which messages the module prints besides the usual ones."""

    QUIT_PASSTHROUGH = 1
    """``+QUITT`` when passthrough ends."""
    LINK_DETAILS = 2
    """``+LINK_CONN:`` in place of ``<id>,CONNECT``."""
    STATE_IN_PASSTHROUGH = 4
    """Wi-Fi and connection lines also during passthrough; from 2.2 on."""


class Messages(Record, prefix="+SYSMSG", ended=False):
    """Which messages the module prints."""

    mode: MessageMode


class GetMessageMode(QueryCommand[Messages], name="+SYSMSG", spec="2.11", since="1.2"):
    """Query which messages the module prints."""


class SetMessageMode(SetCommand[None], name="+SYSMSG", spec="2.11", since="1.2"):
    """Choose which messages the module prints; saved."""

    mode: Annotated[MessageMode, Number(minimum=0, maximum=7)]


class FlashPartition(Record, prefix="+SYSFLASH"):
    """One partition of the flash; address and size in bytes."""

    partition: Partition
    type: Annotated[int, Number(minimum=0)]
    subtype: Annotated[int, Number(minimum=0)]
    address: Address
    size: Address


class GetFlashPartitions(
    QueryCommand[tuple[FlashPartition, ...]], name="+SYSFLASH", spec="2.12"
):
    """List the partitions of the flash that may be written."""


# A sector takes up to 0.4 s, a partition of 576 kB a minute
class EraseFlash(
    SetCommand[None], name="+SYSFLASH", spec="2.12", fixed=(0,), timeout=60
):
    """Erase a partition, or whole sectors (4096 bytes) of it."""

    partition: Partition
    offset: Offset | None = None
    length: Length | None = None


class WriteFlash(
    SetCommand[None],
    name="+SYSFLASH",
    spec="2.12",
    fixed=(1,),
    prompt=Prompt.BARE,
    timeout=30,
):
    """Write into an erased partition; at most 4 kB at once."""

    partition: Partition
    offset: Offset
    data: Annotated[bytes, PayloadLength(maximum=0x8000)]


class FlashData(Record, prefix="+SYSFLASH", ended=False):
    """What stands in the flash."""

    length: Annotated[int, BlockLength()]
    data: Block


class ReadFlash(
    SetCommand[FlashData], name="+SYSFLASH", spec="2.12", fixed=(2,), timeout=10
):
    """Read from a partition."""

    partition: Partition
    offset: Offset
    length: Annotated[int, Number(minimum=1, maximum=0x8000, unit="bytes")]


type FileName = Annotated[str, Text(min_bytes=1, max_bytes=255)]


class DeleteFile(
    SetCommand[None], name="+FS", spec="2.13", fixed=(0, 0), optional=True
):
    """Delete a file of the module's FAT file system."""

    file_name: FileName


class WriteFile(
    SetCommand[None],
    name="+FS",
    spec="2.13",
    fixed=(0, 1),
    optional=True,
    prompt=Prompt.BARE,
    timeout=30,
):
    """Write into a file."""

    file_name: FileName
    offset: Offset
    data: Annotated[bytes, PayloadLength(maximum=0x8000)]


class FileData(Record, prefix="+FS", ended=False):
    """What stands in a file."""

    length: Annotated[int, BlockLength()]
    data: Block


class ReadFile(
    SetCommand[FileData],
    name="+FS",
    spec="2.13",
    fixed=(0, 2),
    optional=True,
    timeout=10,
):
    """Read from a file."""

    file_name: FileName
    offset: Offset
    length: Annotated[int, Number(minimum=1, maximum=0x8000, unit="bytes")]


class FileSize(Record, prefix="+FS"):
    """How long a file is."""

    size: Length


class GetFileSize(
    SetCommand[FileSize], name="+FS", spec="2.13", fixed=(0, 3), optional=True
):
    """Query the size of a file."""

    file_name: FileName


class FileEntry(Record, prefix="+FS"):
    """One file of a folder."""

    file_name: Annotated[str, Word()]


class ListFiles(
    SetCommand[tuple[FileEntry, ...]],
    name="+FS",
    spec="2.13",
    fixed=(0, 4),
    optional=True,
    timeout=10,
):
    """List the files of a folder; only the root, ``.``, exists."""

    folder: FileName


class MountFileSystem(SetCommand[None], name="+FSMOUNT", since="3.1", optional=True):
    """Mount the file system, or unmount it to free its memory."""

    mount: Flag


type BlePower = Annotated[int, Number(minimum=0, maximum=15)]
"""A step of the chip's own scale: 0 is 7 dBm on an ESP32, -24 dBm on a C3."""


class TransmitPower(Record, prefix="+RFPOWER"):
    """The transmit power; the Bluetooth fields only where Bluetooth is built in."""

    wifi: Annotated[int, Number(minimum=-128, maximum=127, unit="0.25 dBm")]
    ble_advertising: BlePower | None = None
    ble_scanning: BlePower | None = None
    ble_connection: BlePower | None = None


class GetTransmitPower(
    QueryCommand[TransmitPower], name="+RFPOWER", spec="2.14", since="1.1"
):
    """Query the transmit power; it may be less than what was set."""


class SetTransmitPower(SetCommand[None], name="+RFPOWER", spec="2.14", since="1.1"):
    """Limit the transmit power until the next restart; Wi-Fi must be on.

    The chip knows only some levels and takes the next lower one. Before 2.2 the
    highest value is 82.
    """

    wifi: Annotated[int, Number(minimum=40, maximum=84, unit="0.25 dBm")]
    ble_advertising: BlePower | None = None
    ble_scanning: BlePower | None = None
    ble_connection: BlePower | None = None


class RollBack(ExecuteCommand[None], name="+SYSROLLBACK", spec="2.15", since="2.0"):
    """Boot the firmware in the other update slot."""


class FirmwareSlots(Record, prefix="+SYSROLLBACK", ended=False):
    """The running firmware, and the one a roll back would boot."""

    running_address: Address
    running_version: Annotated[str, Text(max_bytes=64)]
    other_address: Address
    other_version: Annotated[str, Text(max_bytes=64)]


# Registered in the released libraries from 4.1 on, and seen in 3.5.0.0-dev
class GetFirmwareSlots(QueryCommand[FirmwareSlots], name="+SYSROLLBACK", since="4.1"):
    """Query what a roll back would boot."""


type UnixTime = Annotated[int, Number(minimum=0, maximum=0xFFFFFFFF, unit="s")]


class Clock(Record, prefix="+SYSTIMESTAMP", ended=False):
    """The module's clock."""

    timestamp: UnixTime


class GetClock(QueryCommand[Clock], name="+SYSTIMESTAMP", spec="2.16", since="2.0"):
    """Query the module's clock."""


class SetClock(SetCommand[None], name="+SYSTIMESTAMP", spec="2.16", since="2.0"):
    """Set the module's clock, until the next restart."""

    timestamp: UnixTime


class ErrorLog(Record, prefix="+SYSLOG"):
    """Whether errors come with a code."""

    enabled: Flag


class GetErrorLog(QueryCommand[ErrorLog], name="+SYSLOG", spec="2.17", since="2.0"):
    """Query whether errors come with a code."""


class SetErrorLog(SetCommand[None], name="+SYSLOG", spec="2.17", since="2.0"):
    """Print ``ERR CODE:`` before errors, until the next restart.

    Firmware before 2.0 prints it always; not every error has a code.
    """

    enabled: Flag


class LightSleep(
    ExecuteCommand[None], name="+SYSLSP", spec="2.18", since="2.0", chips=("esp32",)
):
    """Sleep lightly at once; set a wake source first, or it never wakes."""


class LightSleepSource(OpenIntEnum):
    """What ends light sleep."""

    TIMER = 0
    UART = 1
    GPIO = 2


class SetLightSleepSource(
    SetCommand[None], name="+SYSLSPCFG", spec="2.19", since="2.0", chips=("esp32",)
):
    """Choose what ends the light sleep of AT+SYSLSP."""

    source: LightSleepSource
    parameter: Annotated[int, Number(minimum=0, maximum=0x7FFFFFFF)]
    """Milliseconds, the number of the UART, or of the pin."""
    level: Flag | None = None
    """The pin's level that wakes."""


class SetWakeSource(SetCommand[None], name="+SLEEPWKCFG", since="2.1"):
    """Choose what ends the light sleep of AT+SLEEP; only GPIO in newer firmware."""

    source: LightSleepSource
    parameter: Annotated[int, Number(minimum=0, maximum=0x7FFFFFFF)]
    """Milliseconds, the number of the UART, or of the pin."""
    level: Flag | None = None
    """The pin's level that wakes."""


class StoreMode(Record, prefix="+SYSSTORE"):
    """Whether settings are saved."""

    enabled: Flag


class GetStoreMode(QueryCommand[StoreMode], name="+SYSSTORE", since="2.1"):
    """Query whether set commands save what they set."""


class SetStoreMode(SetCommand[None], name="+SYSSTORE", since="2.1"):
    """Choose whether the following set commands save what they set."""

    enabled: Flag


class Register(Record, prefix="+SYSREG"):
    """A register's value."""

    value: Address


class ReadRegister(SetCommand[Register], name="+SYSREG", since="2.2", fixed=(0,)):
    """Read a register of the chip; the module does not check the address."""

    address: Address


class WriteRegister(SetCommand[None], name="+SYSREG", since="2.2", fixed=(1,)):
    """Write a register of the chip; the module does not check the address."""

    address: Address
    value: Address


class Temperature(Record, prefix="+SYSTEMP"):
    """The chip's temperature."""

    celsius: Annotated[float, Decimal(unit="°C")]


class GetTemperature(
    QueryCommand[Temperature], name="+SYSTEMP", since="2.4", chips=("esp32c3",)
):
    """Query the chip's temperature."""


class StoredNamespace(Record, prefix="+SYSMFG"):
    """One name space of the manufacturing partition."""

    namespace: NvsName


class GetStoredNamespaces(
    QueryCommand[tuple[StoredNamespace, ...]], name="+SYSMFG", since="3.1"
):
    """List the name spaces of the manufacturing partition."""


class StoredType(OpenIntEnum):
    """What kind of value is stored."""

    U8 = 1
    I8 = 2
    U16 = 3
    I16 = 4
    U32 = 5
    I32 = 6
    STRING = 7
    BINARY = 8


class StoredValue(Record, prefix="+SYSMFG"):
    """A name space, a key in it, or a key's value, as deep as was asked."""

    namespace: NvsName
    key: NvsName | None = None
    type: StoredType | None = None
    length: Annotated[int | None, BlockLength()] = None
    data: Block | None = None
    """The value as text, whatever its type; a number's length counts its digits."""


class EraseStored(
    SetCommand[None], name="+SYSMFG", since="3.1", fixed=(0,), timeout=10
):
    """Erase a key of the manufacturing partition, or a whole name space."""

    namespace: NvsName
    key: NvsName | None = None


class ReadStored(
    SetCommand[tuple[StoredValue, ...]],
    name="+SYSMFG",
    since="3.1",
    fixed=(1,),
    timeout=10,
):
    """Read a key of the manufacturing partition, or list name spaces or keys."""

    namespace: NvsName | None = None
    key: NvsName | None = None
    offset: Offset | None = None
    length: Length | None = None


class WriteStored(
    SetCommand[None], name="+SYSMFG", since="3.1", fixed=(2,), timeout=10
):
    """Write a string or a binary value into the manufacturing partition.

    The types of numbers take the value in the line and no data; they are not declared.
    """

    namespace: NvsName
    key: NvsName
    type: Annotated[StoredType, Number(minimum=7, maximum=8)]
    data: Annotated[bytes, PayloadLength(maximum=0x8000)]


class MessageFiltering(Record, prefix="+SYSMSGFILTER"):
    """Whether messages are filtered."""

    enabled: Flag


class GetMessageFiltering(
    QueryCommand[MessageFiltering], name="+SYSMSGFILTER", since="3.1"
):
    """Query whether messages are filtered."""


class SetMessageFiltering(SetCommand[None], name="+SYSMSGFILTER", since="3.1"):
    """Filter what the module prints by itself; may hide result codes."""

    enabled: Flag


class MessageFilter(Record, prefix="+SYSMSGFILTERCFG"):
    """One filter: what a dropped message begins and ends with."""

    index: Annotated[int, Number(minimum=0)]
    head: Annotated[str, Text(max_bytes=64)]
    tail: Annotated[str, Text(max_bytes=64)]


class GetMessageFilters(
    QueryCommand[tuple[MessageFilter, ...]], name="+SYSMSGFILTERCFG", since="3.1"
):
    """List the filters."""


type FilterExpression = Annotated[bytes, PayloadLength(minimum=0, maximum=64)]


class ClearMessageFilters(
    SetCommand[None], name="+SYSMSGFILTERCFG", since="3.1", fixed=(0,)
):
    """Delete all filters."""


class AddMessageFilter(
    SetCommand[None], name="+SYSMSGFILTERCFG", since="3.1", fixed=(1,)
):
    """Add a filter of two regular expressions; one of them may be empty."""

    head: FilterExpression
    tail: FilterExpression


class DeleteMessageFilter(
    SetCommand[None], name="+SYSMSGFILTERCFG", since="3.1", fixed=(2,)
):
    """Delete the filter with these regular expressions."""

    head: FilterExpression
    tail: FilterExpression


class PassthroughInterval(Record, prefix="+TRANSINTVL"):
    """How long passthrough collects data for a packet."""

    interval: Annotated[int, Number(minimum=0, maximum=1000, unit="ms")]


class GetPassthroughInterval(
    QueryCommand[PassthroughInterval], name="+TRANSINTVL", since="3.1"
):
    """Query how long passthrough collects data for a packet."""


class SetPassthroughInterval(SetCommand[None], name="+TRANSINTVL", since="3.1"):
    """Choose how long passthrough collects data for a packet."""

    interval: Annotated[int, Number(minimum=0, maximum=1000, unit="ms")]


# A full calibration takes some 200 ms, after which the module restarts Wi-Fi
class CalibrateRadio(ExecuteCommand[None], name="+RFCAL", since="4.1", timeout=10):
    """Calibrate the radio anew."""


class TestWithoutLongPackets(SetCommand[None], name="+FACTPLCP", since="2.1"):
    """Set the packet header for certification tests of the radio."""

    __test__ = False

    enabled: Flag
    transmit_long: Flag
