"""The simulated module: power, serial port, and what its parts share."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
import tempfile
from typing import Any

from custom_components.esp_at.at.command import Urc
from custom_components.esp_at.at.commands.basic import ForcedRestart, Ready
from custom_components.esp_at.at.module_codec import encode_record

from .dispatcher import Dispatcher, PayloadCancelled
from .faults import Faults
from .firmware_image import profile_of
from .handlers import create_handlers
from .hid_device import HidDevice
from .http_client import HttpClient
from .links import Links
from .message_filter import passes
from .passthrough import Passthrough
from .payload import Payload
from .port import Port
from .profile import CHIPS, PROFILES, Build
from .provisioning import Provisioning
from .pty_port import PtyPort
from .receiver import Receiver, State as Receiving
from .senses import Senses
from .sntp import TimeKeeper
from .soft_ap import SoftApRadio
from .state import Addresses, Nvs, State
from .station import StationRadio
from .surroundings import Surroundings
from .tcp_port import TcpPort
from .tls import ModuleTls
from .update import Updater
from .websocket import WebSockets
from .wired import WiredSide
from .work import BackgroundWork

REMEMBERED_LINES = 10_000
STATION_MAC = "24:0a:c4:5e:53:10"


class SimulatedModule(BackgroundWork):
    """An ESP-AT module on a serial line.

    ``time_scale`` stretches every duration; 0 lets nothing take time. ``families``
    names what a build of one's own adds to the official image, ``all`` everything.
    ``baudrate`` is the rate of the factory settings, None lets every rate of the host
    fit; ``paced`` lets bytes take their time on the line.
    """

    def __init__(
        self,
        profile: str = "4.1",
        chip: str = "esp32",
        *,
        surroundings: Surroundings | None = None,
        time_scale: float = 1.0,
        families: tuple[str, ...] | None = None,
        baudrate: int | None = 115200,
        paced: bool = False,
        mac: str = STATION_MAC,
        seed: int = 0,
    ) -> None:
        """Build a module that is switched off; raise ValueError for an unknown build."""
        super().__init__()
        if profile not in PROFILES:
            raise ValueError(f"no profile {profile}; there are {', '.join(PROFILES)}")
        if chip not in CHIPS:
            raise ValueError(f"no chip {chip}; there are {', '.join(CHIPS)}")
        self.profile = PROFILES[profile]
        self.build = self._built = Build(self.profile, CHIPS[chip], families)
        self.surroundings = surroundings or Surroundings(seed=seed)
        self.time_scale = time_scale
        self.received: list[str] = []
        """The command lines that the module took."""
        self.boot_seconds = self.profile.boot_seconds
        self._factory = (mac, baudrate or 115200)
        self._line = (baudrate, paced, seed)
        self.nvs = Nvs.factory(self.build, *self._factory)
        self.state = State.booted_from(self.nvs, self.build)
        self.port: Port = PtyPort()
        self.receiver = Receiver(self, lambda: asyncio.get_running_loop().time())
        self.station = StationRadio(self)
        self.soft_ap = SoftApRadio(self)
        self.wired = WiredSide(self)
        self.provisioning = Provisioning(self)
        self.time_keeper = TimeKeeper(self)
        self.http = HttpClient(self)
        self.websockets = WebSockets(self)
        self.updater = Updater(self)
        self.hid = HidDevice(self)
        self.links = Links(self)
        self.tls = ModuleTls(self)
        self.passthrough = Passthrough(self)
        self.faults = Faults(self, seed=seed)
        self._dispatcher = Dispatcher(self, create_handlers(self))
        self.simulates = frozenset(self._dispatcher.handlers)
        """The command forms that have a handler."""
        self._running: asyncio.Task[None] | None = None
        self._payload: asyncio.Future[bytes] | None = None
        self._then: list[Callable[[], None]] = []
        self._wake: Callable[[], None] | None = None

    # The line

    @asynccontextmanager
    async def on_pty(self, link: str | Path | None = None) -> AsyncIterator[str]:
        """Run on a pseudo-terminal; give the path to open, which survives replugging."""
        baudrate, paced, seed = self._line
        with tempfile.TemporaryDirectory(prefix="esp-at-") as folder:
            path = Path(link) if link else Path(folder) / "module"
            port = PtyPort(link=path, baudrate=baudrate, paced=paced, seed=seed)
            async with self.on_port(port):
                yield str(path)

    @asynccontextmanager
    async def on_tcp(
        self, host: str = "127.0.0.1", port: int = 0
    ) -> AsyncIterator[str]:
        """Run on a socket; give its ``socket://`` URL."""
        baudrate, paced, seed = self._line
        line = TcpPort(host, port, baudrate=baudrate, paced=paced, seed=seed)
        async with self.on_port(line):
            yield line.address

    @asynccontextmanager
    async def on_port(self, port: Port) -> AsyncIterator[None]:
        """Run on any line."""
        self.port = port
        port.received = self._data_received
        stop_observing = self.surroundings.observe(Senses(self))
        try:
            port.open()
            await self._boot()
            yield
        finally:
            stop_observing()
            self._switch_off()
            self.hid.leave()
            self.cancel_timers()
            port.close()
            await self.settle()

    def unplug(self) -> None:
        """Take the port away; the module stays on."""
        self.port.close()

    def plug(self, link: str | Path | None = None) -> None:
        """Bring the port back, on request under another name."""
        if isinstance(self.port, PtyPort) and link is not None:
            self.port.link = Path(link)
        self.port.open()

    def send(self, data: bytes) -> None:
        """Send bytes to the host."""
        if self.receiver.state is not Receiving.DEAF:
            self.faults.outgoing(data)

    def emit(self, urc: Urc) -> None:
        """Send an unsolicited result code, unless a filter holds it back."""
        data = encode_record(urc, self.profile.version)
        if passes(data, self.state) and not self.passthrough.hides_messages:
            self.send(data)

    def _data_received(self, data: bytes) -> None:
        if self._wake is not None:
            wake, self._wake = self._wake, None
            wake()  # what woke it is lost
            return
        self.receiver.feed(self.faults.incoming(data))

    @property
    def online(self) -> bool:
        """Return whether the module has an address in some network."""
        return (
            self.station.connected
            or self.wired.addresses.ip != Addresses().ip
            or bool(self.soft_ap.enabled and self.soft_ap.clients)
        )

    @property
    def congested(self) -> bool:
        """Return whether the host takes data more slowly than they come."""
        return self.port.congested or self.faults.congested

    async def room(self) -> None:
        """Wait until the line takes more."""
        while self.congested:
            await self.port.room()
            await self.faults.room()

    # What the receiver tells

    @property
    def echo(self) -> bool:
        """Return whether command lines come back."""
        return self.state.echo

    def line_received(self, line: bytes) -> Callable[[], None] | None:
        """Return what runs a command line; None if it was refused at once."""
        self.received.append(line.rstrip(b"\r\n").decode("utf-8", "surrogateescape"))
        if len(self.received) > REMEMBERED_LINES:
            del self.received[: REMEMBERED_LINES // 2]
        if self.faults.busy_with_line():
            self.busy(with_code=True)
            return None
        refusal = self._dispatcher.refuse_at_once(line)
        if refusal is not None:
            self.send(refusal)
            return None
        return partial(self._run, line)

    def _run(self, line: bytes) -> None:
        if not self.faults.hangs():
            self._running = self.spawn(self._dispatcher.run(line))

    def line_overflowed(self) -> None:
        """Refuse a line that was too long."""
        self.send(self._dispatcher.overflow())

    def busy(self, *, with_code: bool) -> None:
        """Say that input was thrown away."""
        self.send(self._dispatcher.busy(with_code=with_code))

    def forced_restart(self) -> None:
        """Restart while a command runs."""
        self.emit_raw(b"\r\n", ForcedRestart())
        self.send(b"\r\nOK\r\n")
        self.restart()

    def emit_raw(self, lead: bytes, urc: Urc) -> None:
        """Send a result code behind other bytes, past the filters."""
        self.send(lead + encode_record(urc, self.profile.version))

    def payload_received(self, data: bytes) -> None:
        """Hand the running command its data."""
        if self._payload is not None and not self._payload.done():
            self._payload.set_result(data)

    def payload_cancelled(self) -> None:
        """Take the running command its data."""
        if self._payload is not None and not self._payload.done():
            self._payload.set_exception(PayloadCancelled())

    def passed_through(self, data: bytes) -> None:
        """Hand data to the network."""
        self.passthrough.feed(data)

    # What the handlers use

    @property
    def has_address(self) -> bool:
        """Return whether there is a way into a network."""
        return self.station.connected or self.wired.has_address

    async def sleep(self, seconds: float) -> None:
        """Let the module's time pass."""
        await asyncio.sleep(seconds * self.time_scale)

    async def take_payload(self, payload: Payload, *, escapable: bool = False) -> bytes:
        """Wait for the data of the running command; raise PayloadCancelled."""
        self._payload = asyncio.get_running_loop().create_future()
        self.receiver.expect(payload, escapable=escapable)
        try:
            return await self._payload
        finally:
            self._payload = None

    def then(self, action: Callable[[], None]) -> None:
        """Do something once the final result code of the running command is sent."""
        self._then.append(action)

    def command_ended(self) -> None:
        """Be ready for the next line, and do what had to wait."""
        self._running = None
        self.receiver.finished()
        actions, self._then = self._then, []
        for action in actions:
            action()

    async def drain(self) -> None:
        """Wait until everything said is on the line."""
        await self.faults.drain()
        await self.port.drain()

    def apply_uart(self) -> None:
        """Switch to the line rate that is set, once everything is sent."""
        if self.port.baudrate is not None:
            self.spawn(self._apply_uart())

    async def _apply_uart(self) -> None:
        await self.drain()
        self.port.baudrate = self.state.uart.baudrate

    # Power

    def restart(self) -> None:
        """Restart as AT+RST does: say what is still said, then reset."""
        self.links.stop()
        self.station.leave()
        self.receiver.reset(Receiving.DEAF)
        self._restarting(self.drain())

    def restore_factory(self) -> None:
        """Forget everything saved, and restart."""
        slots = self.nvs.firmware, self.nvs.other_firmware, self.nvs.swapped
        self.nvs = Nvs.factory(self.build, *self._factory)
        self.nvs.firmware, self.nvs.other_firmware, self.nvs.swapped = slots
        self.restart()

    def power_cycle(self) -> None:
        """Switch the module off and on."""
        self._switch_off()
        self._restarting()

    def brown_out(self) -> None:
        """Reset it without a word, with noise on the line."""
        self._switch_off()
        self.port.write(b"\xff\0")
        self._restarting()

    def deep_sleep(self, seconds: float | None) -> None:
        """Sleep until the time is over, or for good, and boot."""
        self._switch_off()
        if seconds is not None:
            self._restarting(self.sleep(seconds))

    def light_sleep(self, seconds: float | None, *, by_uart: bool = False) -> None:
        """Be deaf until the time is over, or until bytes come; nothing is lost."""
        self.receiver.reset(Receiving.DEAF)
        if by_uart:
            self._wake = self.wake_up
        elif seconds is not None:
            self.spawn(self._doze(seconds))

    def wake_up(self) -> None:
        """End light sleep."""
        self._wake = None
        if self.receiver.state is Receiving.DEAF:
            self.receiver.reset(Receiving.IDLE)

    async def _doze(self, seconds: float) -> None:
        await self.sleep(seconds)
        self.wake_up()

    def _switch_off(self) -> None:
        self.receiver.reset(Receiving.DEAF)
        self._wake = None
        self._then.clear()
        self.cancel_tasks()
        self._running = None
        parts = (self.websockets, self.passthrough, self.links, self.hid, self.wired)
        for part in (*parts, self.station, self.soft_ap, self.provisioning):
            part.stop()
        self.port.discard()
        self.faults.discard()

    def _restarting(self, first: Coroutine[Any, Any, None] | None = None) -> None:
        async def reset() -> None:
            if first is not None:
                await first
            self._switch_off()
            await self._boot()

        self.spawn(reset())

    def _load_firmware(self) -> None:
        """Be of the generation that the update slot in use has."""
        profile = profile_of(self._built.profile, self.nvs.firmware)
        if profile is not self.profile:
            self.profile, self.build = profile, self._built.of(profile)

    async def _boot(self) -> None:
        self._load_firmware()
        self.state = State.booted_from(self.nvs, self.build)
        if self.port.baudrate is not None:
            self.port.baudrate = self.state.uart.baudrate
        if self.nvs.passthrough is not None:
            await self.passthrough.boot(self.nvs.passthrough)
            return
        heard = self.profile.heard_before_ready
        await self.sleep(self.boot_seconds - heard)
        if heard:
            self.receiver.reset(Receiving.IDLE)
            await self.sleep(heard)
        if self.receiver.state is Receiving.DEAF:
            self.receiver.reset(Receiving.IDLE)
        self.emit_raw(b"\r\n", Ready())
        self.start_networks()

    def start_networks(self) -> None:
        """Look for the networks that are set up."""
        self.station.start()
        self.soft_ap.start()
        self.wired.start()
