"""What comes in on links: on to the host, or kept until it is fetched."""

from functools import lru_cache
from typing import TYPE_CHECKING

from custom_components.esp_at.at.commands.tcpip import DataReceived, DataWaiting
from custom_components.esp_at.at.module_codec import encode_record

from .inbox import SEGMENT, Part
from .internet import Peer
from .link import Link
from .state import LinkState

if TYPE_CHECKING:
    from .links import Links
    from .module import SimulatedModule


class Intake:
    """The way of data from the links to the host."""

    def __init__(self, links: Links, module: SimulatedModule) -> None:
        """Start with the line free."""
        self._links, self._module = links, module
        self._held = False

    def reset(self) -> None:
        """Begin anew, as after a reset."""
        self._held = False

    @property
    def _state(self) -> LinkState:
        return self._module.state.links

    def take(self, link: Link, data: bytes, peer: Peer) -> None:
        """Take data from the network."""
        if self._links.open.get(link.number) is not link:
            return
        self._links.server.used(link)
        if self._module.passthrough.received(link, data):
            return
        if link.left_to_deliver is not None:
            if not link.left_to_deliver:
                return
            link.left_to_deliver -= 1
        if self._state.passive[link.number]:
            link.inbox.add(data, peer)
            link.inbox.grow()
            self.notice(link)
            link.inbox.fill()
            self._update(link)
        elif link.inbox.waiting:
            link.inbox.add(data, peer)
            self.deliver(link)
        else:
            self._module.send(self._blocks(link, data, peer))
            self._slow_down()

    def deliver(self, link: Link) -> None:
        """Give the host all that came in on a link."""
        inbox, blocks = link.inbox, b""
        inbox.fill()
        while inbox.waiting:
            data, peer = inbox.read(inbox.waiting if link.is_stream else 1 << 16)
            blocks += self._blocks(link, data, peer)
            inbox.fill()
        inbox.noticed = False
        self._module.send(blocks)
        self._slow_down()
        if link.closed_by_peer:
            self._links.close(link)
        else:
            self._update(link)

    def _blocks(self, link: Link, data: bytes, peer: Peer | None) -> bytes:
        """Return data as they are printed: a stream segment by segment."""
        shown = peer if self._state.sender_shown else None
        name, version = self._links.name(link.number), self._module.profile.version
        step = SEGMENT if link.is_stream else max(len(data), 1)
        blocks: list[bytes] = []
        for start in range(0, len(data), step):
            part = data[start : start + step]
            blocks += (_head(name, len(part), shown, version), part, b"\r\n")
        return b"".join(blocks)

    def notice(self, link: Link) -> None:
        """Say that data wait, unless the host knows."""
        waiting = link.inbox.waiting
        if link.inbox.noticed or not waiting:
            return
        link.inbox.noticed = True
        name = self._links.name(link.number)
        numbers = (waiting,) if name is None else (name, waiting)
        self._module.emit(DataWaiting(numbers=numbers))

    def fetch(self, link: Link, length: int) -> Part:
        """Give the host data that wait; what else waits is told behind the OK."""
        found = link.inbox.read(length)
        self._module.then(lambda: self._fetched(link))
        return found

    def _fetched(self, link: Link) -> None:
        if self._links.open.get(link.number) is not link:
            return
        link.inbox.noticed = False
        link.inbox.fill()
        self._update(link)
        if link.inbox.waiting:
            self.notice(link)
        elif link.closed_by_peer:
            self._links.close(link)

    def set_passive(self, number: int, *, passive: bool) -> None:
        """Let a link's data wait from now on, or come at once."""
        self._state.passive[number] = passive
        link = self._links.open.get(number)
        if link is not None and not passive and self._module.profile.delivers_waiting:
            self._module.then(lambda: self._deliver_open(link))

    def _deliver_open(self, link: Link) -> None:
        if self._links.open.get(link.number) is link and link.inbox.waiting:
            self.deliver(link)

    def _update(self, link: Link) -> None:
        link.hold(on=self._held or (link.is_stream and link.inbox.full))

    def _slow_down(self) -> None:
        """Take nothing from the network while the host does not keep up."""
        if not self._held and self._module.congested:
            self._held = True
            for link in self._links.links:
                self._update(link)
            self._module.spawn(self._go_on())

    async def _go_on(self) -> None:
        await self._module.room()
        self._held = False
        for link in self._links.links:
            self._update(link)


@lru_cache(maxsize=256)
def _head(
    name: int | None, length: int, peer: Peer | None, version: tuple[int, ...]
) -> bytes:
    """Return what stands before data that came in."""
    address, port = peer or (None, None)
    record = DataReceived(
        link_id=name, length=length, remote_ip=address, remote_port=port, data=b""
    )
    return encode_record(record, version).removesuffix(b"\r\n")
