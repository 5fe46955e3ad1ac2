"""Run commands over one serial line, one at a time, and spread URCs."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
import errno
import logging
from socket import gaierror
from typing import Any, cast

import serialx

from . import codec
from .command import Command, RawCommand, Record, Urc
from .commands.tcpip import ShowSender
from .counters import Counters
from .errors import (
    CannotConnect,
    ConnectionLost,
    ModuleAsleep,
    ModuleReset,
    PortProblem,
)
from .listeners import enlist, notify
from .port_log import PortLog
from .protocol import AtProtocol
from .recovery import Recovery
from .turns import HeldBack, Priority, Turns
from .wire_log import WireLog

_LOGGER = logging.getLogger(__name__)


def _nothing() -> None:
    """Do nothing."""


# The default of 30 s would hold up an unload when the peer is stuck
_CLOSE_TIMEOUT = 1.0
_RESET_PULSE = 0.1
# What was sent last goes out within that even at 80 baud
_SWITCH_TIMEOUT = 5.0


class AtClient:
    """The host end of the line.

    Every wait is bounded: a command ends within its time-out, a line that is out of
    step is recovered or given up within 45 seconds.
    """

    def __init__(self) -> None:
        """Start closed."""
        self.wire_log = WireLog()
        self._counters = Counters()
        self._turns = Turns(self._apply_throttle)
        self._listeners: defaultdict[type[Urc], list[Callable[[Any], None]]] = (
            defaultdict(list)
        )
        self._damage_listeners: list[Callable[[None], None]] = []
        self._protocol: AtProtocol | None = None
        self._transport: serialx.BaseSerialTransport | None = None
        self._flow_control = False
        self._asleep = False
        self._throttled = self._paused = False
        self.recovering = False
        """Whether the line is being brought back into step; it may take a restart."""
        self.on_restart: Callable[[], None] = _nothing
        """Called when the module restarted; only set-up commands pass until ``admit``."""
        self.on_noise: Callable[[], None] = _nothing
        """Called when bytes came in that are no text, as at a wrong baud rate."""
        self.on_lost: Callable[[], None] = _nothing
        """Called once when an open port is gone, but not after ``close``."""

    @property
    def connected(self) -> bool:
        """Return whether the port is open."""
        return self._protocol is not None

    @property
    def busy(self) -> bool:
        """Return whether a command is running or waiting."""
        return self._turns.busy

    @property
    def counters(self) -> Counters:
        """Return a copy of what was counted."""
        return replace(self._counters)

    async def open(
        self, url: str, *, baudrate: int, flow_control: bool = False
    ) -> None:
        """Open the port; raise CannotConnect. Only set-up commands pass until ``admit``."""
        await self.close()
        self._turns = Turns(self._apply_throttle)
        self._turns.set_floor(Priority.SET_UP)
        self._asleep = self._throttled = self._paused = False
        self._flow_control = flow_control
        loop = asyncio.get_running_loop()
        try:
            transport, protocol = await serialx.create_serial_connection(
                loop,
                self._make_protocol,
                url,
                baudrate,
                rtscts=flow_control,
                close_timeout=_CLOSE_TIMEOUT,
                # A module that runs is left alone when the port closes
                dtr_on_close=serialx.PinState.UNDEFINED,
                rts_on_close=serialx.PinState.UNDEFINED,
            )
        except (OSError, ValueError, serialx.SerialException) as err:
            raise CannotConnect(_problem(err), type(err).__name__) from None
        PortLog.opened()
        self._transport, self._protocol = transport, cast("AtProtocol", protocol)
        self.wire_log.noted(f"port open at {baudrate}")

    async def close(self) -> None:
        """Close the port; a running command ends with ConnectionLost."""
        transport, self._transport = self._transport, None
        if transport is None:
            return
        self._gone()
        transport.abort()
        try:
            async with asyncio.timeout(_CLOSE_TIMEOUT):
                await transport.wait_closed()
        except (OSError, TimeoutError) as err:
            _LOGGER.debug("The port did not close cleanly: %s", type(err).__name__)

    def adapt(self, firmware: tuple[int, ...]) -> None:
        """Say what the module runs, as far as the bytes of the line depend on it."""
        if self._protocol is not None:
            self._protocol.firmware = firmware

    def throttle(self, *, throttled: bool) -> None:
        """Read no more than commands need, while data that come unasked are too many.

        The port's own flow control then holds the module back.
        """
        self._throttled = throttled
        self._apply_throttle()

    def _apply_throttle(self) -> None:
        transport, protocol = self._transport, self._protocol
        if transport is None or protocol is None:
            return
        paused = self._throttled and not self._turns.taken
        if paused == self._paused:
            return
        self._paused = paused
        protocol.hear_nothing(paused=paused)
        if paused:
            transport.pause_reading()
        else:
            transport.resume_reading()

    def admit(self) -> None:
        """Let everybody use the line: the module is awake and set up."""
        self._asleep = False
        self._turns.set_floor(Priority.REFRESH)

    def hold(self) -> None:
        """Let only set-up commands pass until ``admit``: the module has restarted."""
        self._asleep = False
        self._turns.set_floor(Priority.SET_UP)

    def fall_asleep(self) -> None:
        """Refuse commands until the module restarts or ``open`` is called."""
        self._asleep = True
        self._turns.refuse(ModuleAsleep())

    async def set_baudrate(self, baudrate: int) -> None:
        """Change the port's rate, once what was sent is out; raise ConnectionLost."""
        transport = self._open_transport()
        try:
            async with asyncio.timeout(_SWITCH_TIMEOUT):
                await transport.flush()
                await transport.reconfigure_port(baudrate=baudrate)
        except (OSError, TimeoutError, serialx.SerialException) as err:
            raise ConnectionLost("the port does not take the baud rate") from err
        if self._protocol:
            self._protocol.reset_framer()
            self._protocol.probed_at = None  # what was asked is not answered here
        self.wire_log.noted(f"port at {baudrate}")

    def subscribe[U: Urc](
        self, urc: type[U], callback: Callable[[U], None]
    ) -> Callable[[], None]:
        """Call back on each such code; return how to stop. Stopping twice is harmless."""
        return enlist(self._listeners[urc], callback)

    def subscribe_damage(self, callback: Callable[[None], None]) -> Callable[[], None]:
        """Call back when bytes were lost and nobody knows of what; return how to stop."""
        return enlist(self._damage_listeners, callback)

    def check(self, command: Command[Any]) -> None:
        """Raise InvalidParameter if a command could not be sent."""
        codec.encode_command(command)

    async def execute[R: Record | tuple[Record, ...] | None](
        self,
        command: Command[R],
        *,
        priority: Priority = Priority.USER,
        timeout: float | None = None,
        on_turn: Callable[[], None] = _nothing,
    ) -> R:
        """Run one command and return its typed result.

        ``on_turn`` is called when the line is free for it, which may be minutes later;
        what it raises is raised, and nothing is sent.

        Raises InvalidParameter before anything is sent, CommandFailed when the module
        refuses, CommandTimeout, ModuleBusy, ModuleReset, InvalidResponse, and
        ConnectionLost at once when the port is not there. A caller that is cancelled
        does not break the line: the command runs to its end.
        """
        line = codec.encode_command(command)
        turns = self._turns
        if self._protocol is None:
            raise ConnectionLost("the port is not open")
        self._check_awake(priority)
        try:
            await turns.take(priority)
        except HeldBack:
            raise ModuleReset(command) from None
        try:
            self._check_awake(priority)  # the one before may have sent it to sleep
            protocol = await self._in_step(command, priority)
            on_turn()
            pending = protocol.start(command, line, timeout or command.timeout)
        except BaseException:
            turns.give_back()
            raise
        await pending.done
        if isinstance(command, ShowSender) and self._protocol is not None:
            self._protocol.show_sender(shown=command.enabled)
        return cast("R", codec.decode_result(command, pending.frames))

    def _check_awake(self, priority: Priority) -> None:
        if self._asleep and priority > Priority.SET_UP:
            raise ModuleAsleep

    async def _in_step(self, command: Command[Any], priority: Priority) -> AtProtocol:
        """Return the line once it is in step; the turn now belongs to the command."""
        protocol = self._protocol
        if protocol is not None and protocol.dirty:
            restarted = await self._recover()
            if restarted and priority > Priority.SET_UP:
                raise ModuleReset(command)
            protocol = self._protocol
        if protocol is None:
            raise ConnectionLost("the port went away")
        return protocol

    async def execute_line(
        self, line: str, payload: bytes | None = None, *, timeout: float = 10.0
    ) -> tuple[str, ...]:
        """Run a command given as text and return the lines of its response."""
        command = RawCommand(line=line, payload=payload)
        return (await self.execute(command, timeout=timeout)).lines

    async def recover(self) -> None:
        """Find a module that may be in any state; raise ConnectionLost if there is none."""
        turns = self._turns
        await turns.take(Priority.SET_UP)
        try:
            await self._recover()
        finally:
            turns.give_back()

    async def probe(self, wait: float) -> bool:
        """Return whether something answers ``AT`` within ``wait`` seconds."""
        turns = self._turns
        await turns.take(Priority.SET_UP)
        try:
            return await self._recovery().answers(wait)
        finally:
            turns.give_back()

    def _recovery(self) -> Recovery:
        if self._protocol is None:
            raise ConnectionLost("the port is not open")
        return Recovery(
            self._protocol, None if self._flow_control else self._pulse_reset
        )

    async def _recover(self) -> bool:
        """Bring the line back into step; return whether the module was restarted."""
        self._counters.resyncs += 1
        self.wire_log.noted("recovering the line")
        protocol = self._protocol
        self.recovering = True
        try:
            return await self._recovery().run()
        except ConnectionLost:
            if protocol is self._protocol:  # not a port that was opened since
                self._drop()
            raise
        finally:
            self.recovering = False

    async def _pulse_reset(self) -> bool:
        """Pulse EN through RTS, as development boards wire it; return if that worked."""
        transport = self._open_transport()
        try:
            try:
                await transport.set_modem_pins(dtr=False, rts=True)
                await asyncio.sleep(_RESET_PULSE)
            finally:  # a module must not be left in reset
                await transport.set_modem_pins(dtr=False, rts=False)
        except OSError, NotImplementedError, serialx.SerialException:
            return False  # a pty, or a network port without pins
        self.wire_log.noted("reset pin pulsed")
        return True

    def _open_transport(self) -> serialx.BaseSerialTransport:
        if self._transport is None:
            raise ConnectionLost("the port is not open")
        return self._transport

    def _make_protocol(self) -> AtProtocol:
        protocol = AtProtocol(
            wire_log=self.wire_log,
            counters=self._counters,
            on_finished=self._turns.give_back,
            on_restart=self._restarted,
            on_urc=self._spread,
            on_noise=self._noise,
            on_damage=self._damaged,
            on_lost=lambda: self._lost(protocol),
        )
        return protocol

    def _restarted(self) -> None:
        self.hold()
        self.on_restart()

    def _noise(self) -> None:
        self.on_noise()

    def _damaged(self) -> None:
        notify(self._damage_listeners, None)

    def _spread(self, urc: Urc) -> None:
        notify(self._listeners[type(urc)], urc)

    def _drop(self) -> None:
        """Give up a port whose module is not there."""
        if self._transport is not None:
            self._transport.abort()
        self._lost(self._protocol)

    def _lost(self, protocol: AtProtocol | None) -> None:
        if self._transport is None or protocol is not self._protocol:
            return
        self._transport = None
        self.wire_log.noted("port lost")
        self._gone()
        self.on_lost()

    def _gone(self) -> None:
        PortLog.closed()
        self._protocol = None
        self._turns.refuse(ConnectionLost("the port went away"))


_PROBLEMS = {
    errno.ENOENT: PortProblem.NOT_FOUND,
    errno.ENXIO: PortProblem.NOT_FOUND,
    errno.ENODEV: PortProblem.NOT_FOUND,
    errno.EACCES: PortProblem.NO_PERMISSION,
    errno.EPERM: PortProblem.NO_PERMISSION,
    errno.EBUSY: PortProblem.IN_USE,
    errno.EAGAIN: PortProblem.IN_USE,
    errno.ENOTTY: PortProblem.NOT_A_SERIAL_PORT,
    errno.EINVAL: PortProblem.NOT_A_SERIAL_PORT,
    errno.ECONNREFUSED: PortProblem.UNREACHABLE,
    errno.EHOSTUNREACH: PortProblem.UNREACHABLE,
    errno.ENETUNREACH: PortProblem.UNREACHABLE,
}


def _problem(err: Exception) -> PortProblem:
    if isinstance(err, TimeoutError | gaierror):
        return PortProblem.UNREACHABLE
    if isinstance(err, OSError):
        return _PROBLEMS.get(err.errno or 0, PortProblem.OTHER)
    return PortProblem.BAD_URL
