"""Passthrough: the serial line is the connection, until ``+++`` stands alone."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from custom_components.esp_at.at.commands.basic import MessageMode, Ready
from custom_components.esp_at.at.commands.tcpip import (
    LinkClosed,
    LinkKind,
    PassthroughEnded,
)

from .link import Link, LinkBroken
from .links import CannotConnect
from .receiver import ESCAPE, ESCAPE_SILENCE, State as Receiving
from .state import PassthroughTarget, TcpOptions
from .tls import CannotAuthenticate

if TYPE_CHECKING:
    from .module import SimulatedModule

MOST_HELD = 8192
"""How many bytes of the host wait for the network before the line is held up."""

NETWORK_SECONDS = 6.0
"""How long a module that starts in passthrough waits for its network."""


class Passthrough:
    """The mode in which a link and the serial line are one."""

    def __init__(self, module: SimulatedModule) -> None:
        """Start in command mode."""
        self._module = module
        self.active = self._from_start = False
        self._target: PassthroughTarget | None = None
        self._link: Link | None = None
        self._held = bytearray()
        self._more, self._connected = asyncio.Event(), asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._last_byte = 0.0
        self._escape = b""
        self._timer: asyncio.TimerHandle | None = None

    @property
    def hides_messages(self) -> bool:
        """Return whether unsolicited lines are kept from the host."""
        mode = self._module.state.settings.message_mode
        return self.active and not mode & MessageMode.STATE_IN_PASSTHROUGH

    def enter(self, link: Link) -> None:
        """Let the line be a link from now on."""
        options = self._module.links.tcp_options(0)
        target = PassthroughTarget(
            kind=link.kind,
            host=link.remote[0],
            port=link.remote[1],
            keep_alive=options.keep_alive,
            local_port=0 if link.is_stream else link.local_port,
        )
        self._begin(target, link)

    async def boot(self, target: PassthroughTarget) -> None:
        """Start the module into a target, whose network may still have to come."""
        module = self._module
        await module.sleep(module.boot_seconds)
        module.start_networks()
        with suppress(TimeoutError):
            limit = max(NETWORK_SECONDS * module.time_scale, 0.05)
            async with asyncio.timeout(limit):
                while not module.online:
                    await asyncio.sleep(limit / 100)
        module.state.links.passthrough = self._from_start = True
        self._begin(target, None)
        module.send(b"\r\n>")
        module.emit_raw(b"\r\n", Ready())

    def stop(self) -> None:
        """End without a word, as a reset does."""
        self.active = self._from_start = False
        self._link = self._target = None
        self._held.clear()
        self._module.port.hold_input(self, on=False)
        for task in tuple(self._tasks):
            task.cancel()
        self._tasks.clear()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._escape = b""

    def feed(self, data: bytes) -> None:
        """Take bytes of the host; three pluses alone end the mode."""
        now = asyncio.get_running_loop().time()
        quiet = now - self._last_byte >= ESCAPE_SILENCE
        self._last_byte = now
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if quiet:
            self._release()
        begun = self._escape + data
        if (quiet or self._escape) and ESCAPE.startswith(begun):
            self._escape = begun
            self._timer = asyncio.get_running_loop().call_later(
                ESCAPE_SILENCE, self._escaped
            )
            return
        self._release()
        self._take(data)

    def received(self, link: Link, data: bytes) -> bool:
        """Give the host what came in; return whether it was for it."""
        if not self.active or link is not self._link:
            return False
        self._module.send(data)
        if self._module.congested:
            link.hold(on=True)
            self._module.spawn(self._go_on(link))
        return True

    def lost(self, link: Link) -> bool:
        """Connect again if it was ours; return whether nobody has to be told."""
        if not self.active or link is not self._link:
            return False
        self._link = None
        self._connected.clear()
        if not self.hides_messages:
            self._module.emit(LinkClosed(link_id=None))
        self._spawn(self._connect())
        return True

    def _begin(self, target: PassthroughTarget, link: Link | None) -> None:
        self.active, self._target, self._link = True, target, link
        self._held.clear()
        self._connected.clear()
        self._module.receiver.reset(Receiving.PASSTHROUGH)
        if link is None:
            self._spawn(self._connect(at_once=True))
        else:
            self._connected.set()
        self._spawn(self._send())

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._module.spawn(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _escaped(self) -> None:
        self._timer = None
        if self._escape == ESCAPE:
            self._quit()
        else:
            self._release()

    def _release(self) -> None:
        if self._escape:
            escape, self._escape = self._escape, b""
            self._take(escape)

    def _quit(self) -> None:
        module, linked = self._module, self._link is not None
        self.stop()
        module.receiver.reset(Receiving.IDLE)
        if module.state.settings.message_mode & MessageMode.QUIT_PASSTHROUGH:
            module.emit(PassthroughEnded())
        if not linked:
            module.emit(LinkClosed(link_id=None))

    def _take(self, data: bytes) -> None:
        self._held += data
        self._more.set()
        if len(self._held) > MOST_HELD:
            self._module.port.hold_input(self)

    async def _send(self) -> None:
        while True:
            await self._more.wait()
            await self._connected.wait()
            self._more.clear()
            data, link = bytes(self._held), self._link
            if link is None or not data:
                continue
            self._held.clear()
            self._module.port.hold_input(self, on=False)
            with suppress(LinkBroken):  # lost, as what was on its way is
                await link.send(data)

    async def _go_on(self, link: Link) -> None:
        await self._module.room()
        link.hold(on=False)

    async def _connect(self, *, at_once: bool = False) -> None:
        """Connect until it succeeds, without a word."""
        module, target = self._module, self._target
        assert target is not None
        while self._link is None:
            if not at_once:
                tenths = module.state.settings.reconnect_tenths
                await asyncio.sleep(max(tenths / 10 * module.time_scale, 0.01))
            at_once = False
            with suppress(CannotConnect, CannotAuthenticate):
                self._link = await self._open(target)
                if self._from_start:
                    self._link.local_port = 0  # as firmware tells of it
        self._connected.set()
        self._more.set()
        if not self.hides_messages:
            module.links.announce(self._link)

    async def _open(self, target: PassthroughTarget) -> Link:
        links, kind = self._module.links, LinkKind(target.kind)
        where = (target.host, target.port)
        if kind in (LinkKind.UDP, LinkKind.UDP6):
            return await links.bind(0, kind, where, local_port=target.local_port)
        tls = None
        if kind in (LinkKind.SSL, LinkKind.SSL6):
            tls = self._module.tls.client(0)
        options = TcpOptions(keep_alive=target.keep_alive)
        link = await links.connect(0, kind, where, options=options, tls=tls)
        link.start()
        return link
