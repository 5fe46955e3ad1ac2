"""The byte side of the line: frames in, one pending command, result codes out."""

import asyncio
from collections.abc import Callable
import logging
from typing import Any, cast, override

from . import codec
from .command import Command, RawCommand, Urc
from .counters import Counters
from .errors import (
    CommandError,
    CommandTimeout,
    ConnectionLost,
    DataMissing,
    InvalidResponse,
    ModuleBusy,
    ModuleReset,
)
from .framer import Block, Frame, Framer, Line, Prompt
from .pending import PendingCommand
from .result_codes import BUSY, ERROR_CODE, LED, READY, REFUSALS, SUCCESSES
from .wire_log import WireLog

_LOGGER = logging.getLogger(__name__)

# A late result, or the prompt with which a module boots into passthrough
_NEWS_TO_NOBODY = SUCCESSES | REFUSALS | {BUSY, b">"}
LOST = b""
"""What an observer sees when the port is gone; no line is empty."""
# The module answers a line it does not take at once; a result would be there by then
_BUSY_GRACE = 0.3
_PROBE_INTERVAL = 1.0
_PROBE = b"AT\r\n"
# How long after its OK a command that is known only as text may still ask for data
_PROMPT_GRACE = 0.05
# The most that any command asks for
_MOST_DATA = 8192
# Firmware before 2.3 prints the prompt before it is ready to read
_PROMPT_DELAY = 0.001
_READS_AT_PROMPT = (2, 3)
# Nobody has seen what firmware 1 prints behind data
_ENDS_DATA = (2,)
# How long a module is taken to be still talking after a byte
_STILL_TALKING = 0.25
_STALLED = 2.0
"""Seconds without a byte after which counted data are given up."""
MOST_FRAMES = 4096
"""Lines of one response; no module has that much to say."""


class AtProtocol(asyncio.Protocol):
    """The host end of the line; holds at most one command.

    ``on_finished`` is called when the pending command is over, ``on_restart`` when
    the module restarted, ``on_noise`` when bytes came in that are no text,
    ``on_damage`` when something unasked for came in damaged, ``on_lost`` when the port
    is gone.
    """

    def __init__(
        self,
        *,
        wire_log: WireLog,
        counters: Counters,
        on_finished: Callable[[], None],
        on_restart: Callable[[], None],
        on_urc: Callable[[Urc], None],
        on_noise: Callable[[], None],
        on_damage: Callable[[], None],
        on_lost: Callable[[], None],
    ) -> None:
        """Take who is to be told."""
        self._wire_log, self._counters = wire_log, counters
        self._on_finished, self._on_restart = on_finished, on_restart
        self._on_urc, self._on_noise, self._on_lost = on_urc, on_noise, on_lost
        self._on_damage = on_damage
        self._loop = asyncio.get_running_loop()
        self._framer = Framer(codec.all_block_shapes(), LED)
        self._decode_urc = codec.urc_decoder()
        self._transport: asyncio.Transport | None = None
        self._stall: asyncio.TimerHandle | None = None
        self._heard_at = 0.0
        self._paused = False
        self._ends_data = False
        """Whether the module was seen to end the line behind data."""
        self.firmware: tuple[int, ...] = ()
        """What the module runs, once it is known."""
        self.pending: PendingCommand | None = None
        self.observer: Callable[[bytes], None] | None = None
        """Sees each line while no command is pending; recovery listens here."""
        self.data_owed = 0
        """Bytes the module may still take for data of a command that timed out."""
        self.probed_at: float | None = None
        """When the first probe was sent whose answer may still come."""
        self.dirty = False
        """Whether the last command was left without its final result code."""

    @property
    def lost(self) -> bool:
        """Return whether the port is gone."""
        return self._transport is None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        if self._stall is not None:
            self._stall.cancel()
        if self.pending:
            self._finish(self.pending, ConnectionLost("the port went away"))
        if self.observer is not None:
            self.observer(LOST)
        self._on_lost()

    @override
    def data_received(self, data: bytes) -> None:
        counters = self._counters
        counters.bytes_in += len(data)
        self._heard_at = self._loop.time()
        dropped = self._framer.dropped
        noise = not data.isascii() or b"\0" in data
        for frame in self._framer.feed(data):
            noise = False
            if self._framer.torn:
                self._framer.torn = False
                self._counters.damaged_blocks += 1
                self._on_damage()
            if isinstance(frame, Prompt):
                self._take_prompt()
            else:
                self._take(frame)
        if self._framer.dropped != dropped:
            counters.dropped_bytes += self._framer.dropped - dropped
            self._on_damage()
        if self._framer.in_block:
            noise = False
            self._watch_block()
        if noise:
            counters.noise += 1
            self._on_noise()

    def start(
        self, command: Command[Any], line: bytes, timeout: float
    ) -> PendingCommand:
        """Send a command; it is over within ``timeout`` seconds."""
        payload = codec.payload(command)
        raw = isinstance(command, RawCommand)
        finals = SUCCESSES if raw else frozenset({command.final.encode()})
        pending = PendingCommand(
            command,
            line,
            payload,
            finals,
            self._loop.create_future(),
            timeout,
            self._loop.call_later(timeout, self._expire),
        )
        self.pending = pending
        self._counters.commands += 1
        self._send_line(pending)
        return pending

    def write(self, data: bytes) -> None:
        """Send bytes; a port that is gone tells so through ``on_lost``."""
        if self._transport is None:
            return
        self._counters.bytes_out += len(data)
        try:
            self._transport.write(data)
        except OSError:  # pulled in this moment: connection_lost follows
            _LOGGER.debug("Writing failed; the port is going away")

    def reset_framer(self) -> None:
        """Forget a line or a block that came in only in part."""
        if self._framer.in_block:
            self._on_damage()
        self._framer.reset()

    def show_sender(self, *, shown: bool) -> None:
        """Expect the sender's address before data that are fetched, or not."""
        self._framer.addressed = shown

    def hear_nothing(self, *, paused: bool) -> None:
        """Say that nothing is read for a while, or that it is again."""
        self._paused = paused
        if paused and self._stall is not None:
            self._stall.cancel()
            self._stall = None
        elif not paused and self._framer.in_block:
            self._heard_at = self._loop.time()
            self._watch_block()

    def _watch_block(self) -> None:
        """See to it that data whose end was lost are not awaited for ever."""
        if self._stall is None and not self._paused:
            self._stall = self._loop.call_later(_STALLED, self._give_up_block)

    def _give_up_block(self) -> None:
        self._stall = None
        if not self._framer.in_block:
            return
        missing = self._heard_at + _STALLED - self._loop.time()
        if missing > 0:
            self._stall = self._loop.call_later(missing, self._give_up_block)
        elif (block := self._framer.abandon()) is not None:
            self._take(block)

    def _send_line(self, pending: PendingCommand) -> None:
        raw = isinstance(pending.command, RawCommand)
        self._framer.prompt_expected = raw or pending.payload is not None
        self._wire_log.sent(pending.command, pending.line)
        self.write(pending.line)

    def _take_prompt(self) -> None:
        pending = self.pending
        if pending is None:
            return
        if pending.payload is None:  # the next command line would become the data
            self.dirty, self.data_owed = True, _MOST_DATA
            self._finish(pending, DataMissing(pending.command))
            return
        pending.prompted = True
        if self.firmware >= _READS_AT_PROMPT:
            self._send_payload(pending)
        else:
            self._loop.call_later(_PROMPT_DELAY, self._send_payload, pending)

    def _send_payload(self, pending: PendingCommand) -> None:
        if pending is self.pending and pending.payload is not None:
            self._wire_log.sent_data(len(pending.payload))
            self.write(pending.payload)

    def _take(self, frame: Frame) -> None:
        self._wire_log.received(frame)
        pending = self.pending
        if isinstance(frame, Line):
            if frame.text == READY:
                self._restarted()
                return
            if pending is not None:
                if self._take_result(pending, frame.text):
                    return
            elif self.observer is not None:
                self.observer(frame.text)
                if self._decode_urc(frame) is None:
                    return  # half of something, or the echo of a probe
        elif frame.intact:
            self._ends_data = True
        elif not self._complete(frame):
            self._take_damaged(pending, frame)
            return
        raw = pending is not None and isinstance(pending.command, RawCommand)
        if pending is not None and not raw and codec.claims(pending.command, frame):
            if not codec.is_text(pending.command) or self._decode_urc(frame) is None:
                self._claim(pending, frame)
                return
        if (urc := self._decode_urc(frame)) is not None:
            self._on_urc(urc)
            if not raw:
                return
        if raw and pending is not None:
            self._claim(pending, frame)
        elif not (isinstance(frame, Line) and frame.text in _NEWS_TO_NOBODY):
            self._counters.unknown_lines += 1
            self._on_damage()

    def _complete(self, block: Block) -> bool:
        """Return whether a block may be whole although its line did not end.

        Data that end in the CR of the line's own end are too short by one.
        """
        old = bool(self.firmware) and self.firmware < _ENDS_DATA
        return old and block.whole and not self._ends_data and block.data[-1:] != b"\r"

    def _take_damaged(self, pending: PendingCommand | None, block: Block) -> None:
        """Take data of which bytes were lost; what came after may be lost with them."""
        self._counters.damaged_blocks += 1
        if pending is not None and codec.claims(pending.command, block):
            self.dirty = True
            self._finish(pending, InvalidResponse(pending.command))
        self._on_damage()

    def _claim(self, pending: PendingCommand, frame: Frame) -> None:
        if len(pending.frames) < MOST_FRAMES:
            pending.frames.append(frame)
        else:
            self.dirty = True
            self._finish(pending, InvalidResponse(pending.command))

    def _take_result(self, pending: PendingCommand, text: bytes) -> bool:
        """Take a line that says how the command goes; return whether it was one."""
        if text in SUCCESSES:
            self._take_success(pending, text)
        elif text in REFUSALS:
            self._counters.errors += 1
            self._finish(pending, pending.failure())
        elif text.startswith(ERROR_CODE):
            pending.take_error_code(text)
        elif text == BUSY:
            self._take_busy(pending)
        elif detail := codec.error_detail(pending.command, text):
            pending.detail = detail
        elif text == pending.line.rstrip(b"\r\n"):
            self._counters.echoes += 1  # of a module that has just started
        else:
            return False
        return True

    def _take_success(self, pending: PendingCommand, text: bytes) -> None:
        if pending.probing and not pending.frames:
            self._stop_probing(pending)
            pending.busy = False
            self._send_line(pending)  # the probe was taken, so the command was not
        elif pending.payload is not None and not pending.prompted:
            return  # the OK that comes before the prompt
        elif text in pending.finals:
            if isinstance(pending.command, RawCommand) and pending.payload is None:
                self._loop.call_later(_PROMPT_GRACE, self._finish_raw, pending)
            else:
                self._finish(pending, None)

    def _finish_raw(self, pending: PendingCommand) -> None:
        """End a command of unknown kind after which no prompt has come."""
        if pending is self.pending:
            self._finish(pending, None)

    def _take_busy(self, pending: PendingCommand) -> None:
        """Find out whether the line was dropped, or only noise behind it.

        Commands are sent on a quiet line only, so a result that follows is ours.
        """
        pending.error_code = None
        if pending.prompted or pending.frames:
            return
        pending.busy, pending.probing = True, False
        if pending.probe is None:
            pending.probe = self._loop.call_later(_BUSY_GRACE, self._probe, pending)

    def _probe(self, pending: PendingCommand) -> None:
        if pending is not self.pending:
            return
        pending.probing = True
        self.write(_PROBE)
        pending.probe = self._loop.call_later(_PROBE_INTERVAL, self._probe, pending)

    def _stop_probing(self, pending: PendingCommand) -> None:
        pending.probing = False
        if pending.probe is not None:
            pending.probe.cancel()
            pending.probe = None

    def _expire(self) -> None:
        if (pending := self.pending) is None:
            return
        now = self._loop.time()
        if pending.patience > 0 and now - self._heard_at < _STILL_TALKING:
            # The answer waits behind data that came unasked for, on a slow line
            pending.patience -= _STILL_TALKING
            pending.timer = self._loop.call_later(_STILL_TALKING, self._expire)
            return
        self._counters.timeouts += 1
        self.dirty = True
        self.data_owed = len(pending.payload or b"") if pending.prompted else 0
        self.reset_framer()
        self._finish(
            pending,
            ModuleBusy(pending.command)
            if pending.busy
            else CommandTimeout(pending.command, pending.timeout),
        )

    def _restarted(self) -> None:
        self.dirty, self.data_owed, self.probed_at = False, 0, None
        self._framer.addressed = False
        self._counters.restarts += 1
        # First, so that whoever gets the line next is one who sets the module up
        self._on_restart()
        if (pending := self.pending) is not None:
            self._finish(pending, ModuleReset(pending.command))
        if self.observer is not None:
            self.observer(READY)

    def _finish(
        self, pending: PendingCommand, error: CommandError | ConnectionLost | None
    ) -> None:
        pending.timer.cancel()
        self._stop_probing(pending)
        self.pending = None
        self._framer.prompt_expected = False
        if not pending.done.done():  # the caller may have been cancelled
            if error is None:
                pending.done.set_result(None)
            else:
                pending.done.set_exception(error)
        self._on_finished()
