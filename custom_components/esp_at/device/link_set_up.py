"""What has to be set before links are used, as each firmware has it."""

from collections.abc import Callable
from contextlib import suppress
import ipaddress
from typing import Any

from ..at.command import Command, Record
from ..at.commands import tcpip, tls
from ..at.errors import CommandFailed
from ..at.turns import Priority
from .errors import ConnectFailed, Unsupported
from .feature import DeviceLink
from .socket_types import PeerMode, SocketKind, Target, TlsOptions

_KINDS = {
    (SocketKind.TCP, False): tcpip.LinkKind.TCP,
    (SocketKind.TCP, True): tcpip.LinkKind.TCP6,
    (SocketKind.UDP, False): tcpip.LinkKind.UDP,
    (SocketKind.UDP, True): tcpip.LinkKind.UDP6,
    (SocketKind.SSL, False): tcpip.LinkKind.SSL,
    (SocketKind.SSL, True): tcpip.LinkKind.SSL6,
}
_PEERS = {
    PeerMode.FIXED: tcpip.DatagramPeer.FIXED,
    PeerMode.FIRST: tcpip.DatagramPeer.FIRST,
    PeerMode.LAST: tcpip.DatagramPeer.LAST,
}
# In 2.0 the data of a UDP link wait for ever; nobody has looked at 2.1 and 2.2
_KEEPS_DATA = "2.3"
_HAS_IPV6 = "2.2"


class LinkSetUp:
    """Knows how links are set up and remembers what was set."""

    def __init__(self, link: DeviceLink) -> None:
        """Know nothing yet."""
        self._link = link
        self._passive: dict[int, bool] = {}
        self._tls: dict[int, TlsOptions | None] = {}
        self._names: dict[int, tuple[str, str]] = {}
        """What a link tells a server, and what it expects in its certificate."""

    def is_passive(self, link_id: int) -> bool:
        """Return whether a link's data wait until they are fetched."""
        return self._passive.get(link_id, False)

    async def run(self) -> None:
        """Bring a module that was just found to the one mode of links we use."""
        self._tls.clear()
        self._names.clear()
        await self._allow_many()
        await self._run(tcpip.ShowSender(enabled=True))
        passive = self._link.firmware.has(_KEEPS_DATA) and self._has(
            tcpip.SetReceiveMode
        )
        if passive:
            await self._run(tcpip.SetReceiveMode(passive=True))
        self._passive = dict.fromkeys(range(5), passive)

    async def _allow_many(self) -> None:
        """Allow several links, and end those of who used the module before us."""
        if not (await self._run(tcpip.GetMultiplexing())).enabled:
            try:
                await self._run(tcpip.SetMultiplexing(enabled=True))
            except CommandFailed:
                pass
            else:
                return
            if (await self._run(tcpip.GetTransferMode())).passthrough:
                await self._try(tcpip.SetTransferMode(passthrough=False))
                # It would start in it each time, and take commands for data
                await self._try(tcpip.ForgetPassthrough())
            await self._try(tcpip.CloseOnlyLink())
            await self._run(tcpip.SetMultiplexing(enabled=True))
            return
        if (await self._run(tcpip.GetServer())).enabled:
            await self._try(self.stop_server(close_links=True))
        await self._try(tcpip.CloseLink(link_id=tcpip.ALL_LINKS))

    async def open_links(self, priority: Priority) -> tuple[tcpip.OpenLink, ...]:
        """Return the links that the module has open."""
        execute = self._link.client.execute
        if self._has(tcpip.GetOpenLinks):
            return await execute(tcpip.GetOpenLinks(), priority=priority)
        return await execute(tcpip.GetLinkStatus(), priority=priority)

    def check(self, target: Target) -> None:
        """Raise InvalidParameter or Unsupported for what cannot be opened."""
        client, options = self._link.client, target.tls or TlsOptions()
        client.check(self.start(0, target))
        if target.ipv6:
            self._require(self._link.firmware.has(_HAS_IPV6), "ipv6")
        if options.server_name:
            client.check(tls.SetServerName(link_id=0, name_sent=options.server_name))
            self._require(self._has(tls.SetServerName), "server_name")
        if options.alpn:
            client.check(_protocols(0, options))
            self._require(self._has(tls.SetProtocols), "alpn")
        client.check(_settings(0, options))

    def start(
        self, link_id: int, target: Target
    ) -> tcpip.OpenStream | tcpip.OpenDatagram:
        """Return the command that opens a link."""
        kind = _KINDS[target.kind, target.ipv6]
        if target.kind is not SocketKind.UDP:
            return tcpip.OpenStream(
                link_id=link_id,
                kind=kind,
                host=target.host,
                port=target.port,
                keep_alive=target.keep_alive,
            )
        return tcpip.OpenDatagram(
            link_id=link_id,
            kind=kind,
            host=target.host,
            port=target.port,
            local_port=target.local_port,
            peer=_PEERS[target.peer] if target.local_port else None,
        )

    async def prepare(self, link_id: int, target: Target) -> bool:
        """Set what a link needs before it is opened; return whether it is passive."""
        if target.kind is SocketKind.SSL:
            await self._prepare_tls(link_id, target)
        if self._has(tcpip.SetLinkReceiveMode) and self._link.firmware.has(_KEEPS_DATA):
            # A datagram that nobody fetches in time would be lost
            await self._set_passive(link_id, passive=target.kind is not SocketKind.UDP)
        return self.is_passive(link_id)

    async def connect(
        self, link_id: int, target: Target, *, on_turn: Callable[[], None]
    ) -> None:
        """Open a link; raise ConnectFailed when the module says that it could not.

        ``on_turn`` is called right before the module is told to.
        """
        command = self.start(link_id, target)
        try:
            await self._link.client.execute(command, on_turn=on_turn)
        except CommandFailed as err:
            raise ConnectFailed(target.host, target.port) from err

    async def _set_passive(self, link_id: int, *, passive: bool) -> None:
        if self._passive.get(link_id) is not passive:
            await self._link.client.execute(
                tcpip.SetLinkReceiveMode(link_id=link_id, passive=passive)
            )
            self._passive[link_id] = passive

    async def _prepare_tls(self, link_id: int, target: Target) -> None:
        client, options = self._link.client, target.tls or TlsOptions()
        name = options.server_name or ("" if _is_address(target.host) else target.host)
        if self._tls.get(link_id) != options:
            self._tls.pop(link_id, None)
            await client.execute(_settings(link_id, options))
            if self._has(tls.SetProtocols):
                await client.execute(_protocols(link_id, options))
            self._tls[link_id] = options
        names = name, name if options.verify_server else ""
        if self._has(tls.SetServerName) and self._names.get(link_id) != names:
            self._names.pop(link_id, None)
            await client.execute(tls.SetServerName(link_id=link_id, name_sent=name))
            if self._has(tls.SetCommonName):
                await client.execute(
                    tls.SetCommonName(link_id=link_id, name_expected=names[1])
                )
            self._names[link_id] = names

    def server(
        self,
        port: int,
        *,
        max_connections: int,
        idle_timeout: int,
        tls: bool,
        verify_client: bool,
    ) -> tuple[Command[None], ...]:
        """Return the commands that start the server; raise InvalidParameter."""
        start = tcpip.StartServer(port=port)
        if tls:
            start = tcpip.StartServer(
                port=port, kind=tcpip.LinkKind.SSL, verify_client=verify_client
            )
        commands = (
            tcpip.SetMostConnections(number=max_connections),
            start,
            tcpip.SetServerTimeout(seconds=idle_timeout),
        )
        for command in commands:
            self._link.client.check(command)
        return commands

    def stop_server(self, *, close_links: bool) -> tcpip.StopServer:
        """Return the command that stops the server, and its links where it can."""
        can_close = self._link.firmware.has("2.2")
        return tcpip.StopServer(close_links=close_links if can_close else None)

    def _has(self, command: type[Command[Any]]) -> bool:
        return self._link.firmware.supports(command)

    def _require(self, supported: bool, feature: str) -> None:
        if not supported:
            raise Unsupported(feature, self._link.firmware.version_text)

    async def _run[R: Record | tuple[Record, ...] | None](
        self, command: Command[R]
    ) -> R:
        return await self._link.client.execute(command, priority=Priority.SET_UP)

    async def _try(self, command: Command[None]) -> None:
        with suppress(CommandFailed):  # there was nothing to end
            await self._run(command)


def _settings(link_id: int, options: TlsOptions) -> tls.SetTlsSettings:
    authentication = options.client_certificate | options.verify_server << 1
    return tls.SetTlsSettings(
        link_id=link_id,
        authentication=tls.Authentication(authentication),
        certificate=options.certificate,
        authority=options.authority,
    )


def _protocols(link_id: int, options: TlsOptions) -> tls.SetProtocols:
    return tls.SetProtocols(
        link_id=link_id, count=len(options.alpn), names=options.alpn
    )


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
