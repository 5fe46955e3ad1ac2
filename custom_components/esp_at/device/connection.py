"""Get a port and a module to understand each other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
import logging

from ..at.client import AtClient
from ..at.command import Command, Record
from ..at.commands.basic import (
    EchoOff,
    FlowControl,
    GetCommands,
    GetMessageMode,
    GetVersion,
    MessageMode,
    Parity,
    SetClock,
    SetCurrentUart,
    SetErrorLog,
    StopBits,
)
from ..at.errors import CommandError, CommandFailed, ConnectionLost, ModuleReset
from ..at.turns import Priority
from .errors import NotEspAt, NothingAnswers
from .firmware import Firmware

_LOGGER = logging.getLogger(__name__)

# What ESP-AT boards are found at, the likeliest first
_USUAL_BAUDRATES = (115200, 921600, 460800, 230400, 9600, 57600, 2000000)
_FIRST_PROBES = (0.3, 0.6)
_SEARCH_PROBE = 0.25
_RETRIES = 2
# What these reach sets its rate by itself
_WITHOUT_RATE = ("socket://", "tcp://")


@dataclass(frozen=True, kw_only=True)
class PortSettings:
    """The port that a module is wired to; ``url`` as serialx takes it."""

    url: str = field(repr=False)  # it may hold a secret
    baudrate: int = 115200
    flow_control: bool = False


@dataclass(frozen=True, kw_only=True)
class DeviceOptions:
    """What a user may choose; a ``fast_baudrate`` of 0 keeps the port's own rate.

    ``utc_offset`` is asked at every set-up and refresh: it changes with summer time.
    ``keyboard`` is whether the module is to be one, ``keyboard_name`` None for the
    firmware's own, ``keystroke_interval`` the least time from one input to the next,
    in seconds.
    """

    fast_baudrate: int = 0
    time_servers: tuple[str, ...] = ()
    utc_offset: Callable[[], timedelta] = timedelta
    keyboard: bool = False
    keyboard_name: str | None = None
    keystroke_interval: float = 0.015


class Connection:
    """Opens the port, finds the module's baud rate and brings the line to one mode."""

    def __init__(
        self, client: AtClient, port: PortSettings, options: DeviceOptions
    ) -> None:
        """Take the client and where to connect it."""
        self._client, self._port, self._options = client, port, options
        self.baudrate = self._boot_baudrate = port.baudrate
        self.message_mode: MessageMode | None = None
        """Which messages the module prints; None before 1.2, which has no choice."""
        self._fast_failed = False
        self._echoes = 0
        self._local_echo = False

    @property
    def fast(self) -> bool:
        """Return whether the line runs faster than the module boots."""
        return self.baudrate != self._boot_baudrate

    async def open(self) -> None:
        """Open the port and find the module.

        Raises CannotConnect, NothingAnswers or NotEspAt.
        """
        await self._client.open(
            self._port.url,
            baudrate=self._port.baudrate,
            flow_control=self._port.flow_control,
        )
        self.baudrate = self._boot_baudrate = self._port.baudrate
        heard = self._client.counters.bytes_in
        try:
            await self._find()
        except ConnectionLost as err:
            silent = self._client.counters.bytes_in == heard
            await self._client.close()
            raise (NothingAnswers if silent else NotEspAt) from err
        except BaseException:
            await self._client.close()
            raise

    async def set_up(self, now: datetime) -> Firmware:
        """Bring the line to the one mode we speak; return what the module runs.

        Error codes are on, echo is off, the module's clock is set. Raises
        NotEspAt, FirmwareTooOld, or what the line raises.
        """
        await self._run(EchoOff())
        self._echoes = self._client.counters.echoes
        await self._try(SetErrorLog(enabled=True))
        firmware = await self._identify()
        self._client.adapt(firmware.version)
        if firmware.supports(GetMessageMode):
            self.message_mode = (await self._run(GetMessageMode())).mode
        if firmware.supports(SetClock):
            await self._try(SetClock(timestamp=int(now.timestamp())))
        await self._speed_up()
        # Some adapters hear what they say: their echo means nothing
        self._local_echo = self._client.counters.echoes > self._echoes
        return firmware

    @property
    def echo_is_back(self) -> bool:
        """Return whether the module has restarted unseen: its echo is on again."""
        return not self._local_echo and self._client.counters.echoes > self._echoes

    async def restarted(self) -> None:
        """Go back to the rate at which a module boots."""
        if self.fast:
            await self._change(self._boot_baudrate)

    async def _identify(self) -> Firmware:
        try:
            report = await self._run(GetVersion())
        except CommandFailed as err:
            raise NotEspAt from err
        firmware = Firmware.from_report(report.lines)
        if not firmware.has(GetCommands.since):
            return firmware
        listed = await self._run(GetCommands())
        forms = frozenset(form for item in listed for form in item.forms)
        return replace(firmware, commands=forms)

    async def _find(self) -> None:
        for wait in _FIRST_PROBES:
            if await self._client.probe(wait):
                return
        for baudrate in self._rates():
            try:
                await self._change(baudrate)
            except ConnectionLost:
                if not self._client.connected:
                    raise
                continue  # not every port has every rate
            if await self._client.probe(_SEARCH_PROBE):
                _LOGGER.info(
                    "The module answers at %s baud, not at %s",
                    baudrate,
                    self._port.baudrate,
                )
                if baudrate != self._options.fast_baudrate:
                    self._boot_baudrate = baudrate
                return
        await self._change(self._port.baudrate)
        await self._client.recover()

    def _rates(self) -> Iterator[int]:
        if not self._has_rate:
            return
        for baudrate in dict.fromkeys((self._options.fast_baudrate, *_USUAL_BAUDRATES)):
            if baudrate not in (0, self._port.baudrate):
                yield baudrate

    @property
    def _has_rate(self) -> bool:
        """Return whether the port can change its rate: a raw network port cannot."""
        return not self._port.url.startswith(_WITHOUT_RATE)

    async def _speed_up(self) -> None:
        """Go to the faster rate the user chose, if it holds; use the wired lines."""
        fast = self._options.fast_baudrate
        if fast in (0, self.baudrate) or self._fast_failed:
            if self._port.flow_control:  # a module starts with half of it
                await self._try(self._uart(self.baudrate))
            return
        slow = self.baudrate
        if not await self._port_takes(fast) or not await self._switch(fast):
            return
        if await self._client.probe(_FIRST_PROBES[1]):
            _LOGGER.debug("The line runs at %s baud", fast)
            return
        # Remembered, so that each reconnect does not try again
        self._fast_failed = True
        _LOGGER.warning("The line does not hold %s baud; staying at %s", fast, slow)
        await self._try(self._uart(slow))
        await self._change(slow)
        if not await self._client.probe(_FIRST_PROBES[1]):
            await self._client.recover()

    async def _port_takes(self, baudrate: int) -> bool:
        """Look whether the port has a rate, before the module is told to use it."""
        slow = self.baudrate
        taken = self._has_rate
        try:
            if taken:
                await self._client.set_baudrate(baudrate)
        except ConnectionLost:
            if not self._client.connected:
                raise
            taken = False
        finally:
            if self._client.connected:
                await self._client.set_baudrate(slow)
        if not taken:
            self._fast_failed = True
            _LOGGER.warning("The port has no %s baud; staying at %s", baudrate, slow)
        return taken

    async def _switch(self, baudrate: int) -> bool:
        if not await self._try(self._uart(baudrate)):
            return False
        await self._change(baudrate)
        return True

    def _uart(self, baudrate: int) -> SetCurrentUart:
        wired = self._port.flow_control
        return SetCurrentUart(
            baudrate=baudrate,
            data_bits=8,
            stop_bits=StopBits.ONE,
            parity=Parity.NONE,
            flow_control=FlowControl.RTS_CTS if wired else FlowControl.NONE,
        )

    async def _change(self, baudrate: int) -> None:
        await self._client.set_baudrate(baudrate)
        self.baudrate = baudrate

    async def _run[R: Record | tuple[Record, ...] | None](
        self, command: Command[R]
    ) -> R:
        """Run a command that every module has; a byte may be lost, so try again."""
        for _ in range(_RETRIES):
            try:
                return await self._client.execute(command, priority=Priority.SET_UP)
            except ModuleReset:
                raise
            except CommandError as err:
                _LOGGER.debug("Set-up tries again: %s", err)
        return await self._client.execute(command, priority=Priority.SET_UP)

    async def _try(self, command: Command[None]) -> bool:
        """Run a command that some firmware lacks; return whether it was taken."""
        try:
            await self._client.execute(command, priority=Priority.SET_UP)
        except ModuleReset:
            raise
        except CommandError as err:
            _LOGGER.debug("Set-up goes on: %s", err)
            return False
        return True
