"""TCP-IP AT commands: links, sending over them, fetching what came in."""

import asyncio
from dataclasses import replace
from typing import Any

from custom_components.esp_at.at.commands import tcpip
from custom_components.esp_at.at.module_codec import Request, encode_record

from ..dispatcher import (
    NotSent,
    PayloadCancelled,
    Refused,
    check_before_prompt,
    prints,
    streams,
)
from ..internet import Peer
from ..link import Handshake, Link, LinkBroken
from ..links import CannotConnect
from ..payload import StreamedPayload
from ..state import LINKS, LinkState
from ..tls import CannotAuthenticate
from .base import Handlers

_DATAGRAMS = (tcpip.LinkKind.UDP, tcpip.LinkKind.UDP6)
_TLS = (tcpip.LinkKind.SSL, tcpip.LinkKind.SSL6)
_SIX = (tcpip.LinkKind.TCP6, tcpip.LinkKind.UDP6, tcpip.LinkKind.SSL6)

type OpenStream = tcpip.OpenStream | tcpip.OpenStreamAnywhere
type OpenDatagram = tcpip.OpenDatagram | tcpip.OpenDatagramAnywhere


class LinkHandlers(Handlers):
    """What the commands of links share."""

    @property
    def links(self) -> LinkState:
        """Return what is set up for links."""
        return self.state.links

    def link(self, number: int | None) -> Link:
        """Return a link that is open; refuse the command if it is not."""
        link = self.module.links.open.get(number or 0)
        if link is None:
            raise Refused
        return link

    @property
    def listed(self) -> range:
        """Return the links whose settings are listed."""
        every = self.links.multiplexed or self.profile.lists_every_link
        return range(LINKS if every else 1)

    def named(self, number: int | None) -> tuple[int, ...]:
        """Return the links that a number stands for."""
        if number == tcpip.ALL_LINKS:
            return tuple(range(LINKS))
        return (number or 0,)


class OpeningHandlers(LinkHandlers):
    """Opening and closing links, and what is told of them."""

    @tcpip.OpenStream.handler
    async def open_stream(self, command: tcpip.OpenStream) -> None:
        """Connect to a server."""
        limit = command.connect_timeout
        patience = None if limit is None else limit / 1000
        await self._connect(self._vacant(command.link_id), command, patience)

    @tcpip.OpenStreamAnywhere.handler
    async def open_stream_anywhere(self, command: tcpip.OpenStreamAnywhere) -> None:
        """Connect to a server over the first link that is free."""
        await self._connect(self._any(), command, None)

    @tcpip.OpenDatagram.handler
    async def open_datagram(self, command: tcpip.OpenDatagram) -> None:
        """Open a UDP port."""
        await self._bind(self._vacant(command.link_id), command)

    @tcpip.OpenDatagramAnywhere.handler
    async def open_datagram_anywhere(self, command: tcpip.OpenDatagramAnywhere) -> None:
        """Open a UDP port over the first link that is free."""
        await self._bind(self._any(), command)

    @tcpip.CloseOnlyLink.handler
    async def close_only(self, command: tcpip.CloseOnlyLink) -> None:
        """Close the only link."""
        self.require(not self.links.multiplexed)
        self.module.links.close(self.link(None))

    @tcpip.CloseLink.handler
    async def close(self, command: tcpip.CloseLink) -> None:
        """Close a link, or all."""
        self.require(self.links.multiplexed)
        if command.link_id == tcpip.ALL_LINKS:
            for link in self.module.links.links:
                self.module.links.close(link)
        else:
            self.module.links.close(self.link(command.link_id))

    @tcpip.GetOpenLinks.handler
    async def get_open(self, command: tcpip.GetOpenLinks) -> tuple[tcpip.OpenLink, ...]:
        """List the links."""
        return tuple(
            tcpip.OpenLink(**_details(link)) for link in self.module.links.links
        )

    @tcpip.GetLinkStatus.handler
    async def get_status(
        self, command: tcpip.GetLinkStatus
    ) -> tuple[tcpip.LinkStatus, ...]:
        """List the links, behind a line on all of them."""
        links = self.module.links
        self.module.send(encode_record(tcpip.OverallStatus(progress=links.progress)))
        return tuple(tcpip.LinkStatus(**_details(link)) for link in links.links)

    @tcpip.GetMultiplexing.handler
    async def get_multiplexing(
        self, command: tcpip.GetMultiplexing
    ) -> tcpip.Multiplexing:
        """Report whether several links are possible."""
        return tcpip.Multiplexing(enabled=self.links.multiplexed)

    @tcpip.SetMultiplexing.handler
    async def set_multiplexing(self, command: tcpip.SetMultiplexing) -> None:
        """Allow several links, or one, while there is none."""
        links = self.module.links
        self.require(
            not links.open and not links.server.running and not self.links.passthrough
        )
        self.links.multiplexed = bool(command.enabled)

    @tcpip.GetIpv6.handler
    async def get_ipv6(self, command: tcpip.GetIpv6) -> tcpip.Ipv6:
        """Report whether IPv6 is on."""
        return tcpip.Ipv6(enabled=self.settings.ipv6)

    @tcpip.SetIpv6.handler
    async def set_ipv6(self, command: tcpip.SetIpv6) -> None:
        """Switch IPv6 on or off while there is no link."""
        self.require(not self.module.links.open)
        await self.module.sleep(0.05)
        self.save(ipv6=bool(command.enabled))

    def _vacant(self, number: int | None) -> int:
        link = self.module.links.open.get(number or 0)
        if link is not None:
            self.module.links.opened_twice(link)
            raise Refused
        return number or 0

    def _any(self) -> int:
        number = self.module.links.free if self.links.multiplexed else 0
        if number is None:
            raise Refused
        return self._vacant(number)

    async def _connect(
        self, number: int, command: OpenStream, patience: float | None
    ) -> None:
        links, kind = self.module.links, tcpip.LinkKind(command.kind)
        await links.hang_if_mixed_up()
        self.require(kind not in _SIX or self.settings.ipv6)
        tls = self._tls(number) if kind in _TLS else None
        options = self.settings.tcp_options[number]
        if command.keep_alive is not None:
            options = replace(options, keep_alive=command.keep_alive)
        where = (command.host, command.port)
        try:
            link = await links.connect(
                number, kind, where, options=options, tls=tls, patience=patience
            )
        except CannotConnect:
            raise self._failed(number) from None
        if tls and not self.module.tls.trusts(number, link):
            links.forget(link)
            link.drop()
            raise Refused
        links.announce(link)
        self.module.then(link.start)

    async def _bind(self, number: int, command: OpenDatagram) -> None:
        links, kind = self.module.links, tcpip.LinkKind(command.kind)
        await links.hang_if_mixed_up()
        self.require(kind not in _SIX or self.settings.ipv6)
        self.require(command.peer is None or command.local_port is not None)
        try:
            link = await links.bind(
                number,
                kind,
                (command.host, command.port),
                local_port=command.local_port or 0,
                mode=command.peer or tcpip.DatagramPeer.FIXED,
            )
        except CannotConnect:
            raise self._failed(number) from None
        links.announce(link)

    def _failed(self, number: int) -> Refused:
        if self.profile.tells_failed_links:
            name = self.module.links.name(number)
            self.module.emit(tcpip.LinkFailed(link_id=name))
        return Refused()

    def _tls(self, number: int) -> Handshake:
        there = sum(link.is_tls for link in self.module.links.links)
        self.require(there < self.profile.tls_links)
        try:
            return self.module.tls.client(number)
        except CannotAuthenticate as err:
            self.module.send(f"{err}\r\n".encode())
            raise Refused from None


class SendingHandlers(LinkHandlers):
    """Sending, and what bounds it."""

    @tcpip.TestSend.handler
    async def test_send(self, command: tcpip.TestSend) -> None:
        """Say that the command exists."""

    @tcpip.TestSendEscaped.handler
    async def test_send_escaped(self, command: tcpip.TestSendEscaped) -> None:
        """Say that the command exists."""

    @check_before_prompt(tcpip.Send)
    def check_send(self, values: dict[str, Any]) -> None:
        """Refuse what no link takes, and too much."""
        self._check(values, self.profile.most_sent)

    @prints(tcpip.Send)
    async def send(self, command: tcpip.Send) -> None:
        """Send."""
        if not command.data:  # nothing to send never gets sent
            await asyncio.get_running_loop().create_future()
        await self._send(command)

    @check_before_prompt(tcpip.SendEscaped)
    def check_send_escaped(self, values: dict[str, Any]) -> None:
        """Refuse what no link takes, and too much."""
        self._check(values, self.profile.most_sent)

    @prints(tcpip.SendEscaped)
    async def send_escaped(self, command: tcpip.SendEscaped) -> None:
        """Send what had no escapes any more."""
        await self._send(command)

    @check_before_prompt(tcpip.SendLong)
    def check_send_long(self, values: dict[str, Any]) -> None:
        """Refuse what no link takes."""
        self._check(values, values["length"])

    @streams(tcpip.SendLong)
    async def send_long(self, request: Request) -> None:
        """Send on while data come in, and say how far it is."""
        values, length = request.values, request.payload_length
        link = self.link(values.get("link_id"))
        payload = StreamedPayload(length, self._hold)
        taking = asyncio.ensure_future(
            self.module.take_payload(payload, escapable=True)
        )
        sent, report = 0, self.links.report
        pending = b""
        try:
            to = await self._peer(values)
            async for chunk in payload.chunks():
                pending += chunk
                done = payload.received == length
                while len(pending) >= self.links.transmit or (done and pending):
                    part = pending[: self.links.transmit]
                    pending = pending[len(part) :]
                    await link.send(part, to)
                    told, sent = sent // report, sent + len(part)
                    for step in range(told + 1, min(sent, length - 1) // report + 1):
                        self._progress(step * report, payload.received)
            await taking
        except LinkBroken:
            raise NotSent from None
        except PayloadCancelled:
            raise PayloadCancelled("SEND CANCELLED") from None
        finally:
            taking.cancel()
            self._hold(on=False)
        self._progress(length, length)

    @tcpip.GetLongSendSettings.handler
    async def get_long(
        self, command: tcpip.GetLongSendSettings
    ) -> tcpip.LongSendSettings:
        """Report how long sends are cut."""
        return tcpip.LongSendSettings(
            report=self.links.report, transmit=self.links.transmit
        )

    @tcpip.SetLongSendSettings.handler
    async def set_long(self, command: tcpip.SetLongSendSettings) -> None:
        """Choose how long sends are cut."""
        self.links.report = command.report
        if command.transmit is not None:
            self.links.transmit = command.transmit

    def _check(self, values: dict[str, Any], most: int) -> None:
        link = self.link(values.get("link_id"))
        self.require(values["length"] <= most and not self.links.passthrough)
        host, port = values.get("host"), values.get("port")
        if host is not None or port is not None:
            self.require(host is not None and port is not None)
            self.require(link.kind in _DATAGRAMS)

    async def _peer(self, values: dict[str, Any]) -> Peer | None:
        host, port = values.get("host"), values.get("port")
        if host is None or port is None:
            return None
        try:
            return await self.module.surroundings.internet.resolve(host), port
        except OSError:
            raise NotSent from None

    async def _send(self, command: tcpip.Send | tcpip.SendEscaped) -> None:
        record = tcpip.PayloadTaken(length=len(command.data))
        self.module.send(encode_record(record))
        link = self.module.links.open.get(command.link_id or 0)
        if link is None:  # closed while the data came
            raise NotSent
        to = await self._peer({"host": command.host, "port": command.port})
        try:
            await link.send(command.data, to)
        except LinkBroken:
            raise NotSent from None

    def _progress(self, sent: int, received: int) -> None:
        record = tcpip.LongSendProgress(sent=sent, received=received)
        self.module.send(encode_record(record))

    def _hold(self, on: bool) -> None:
        self.module.port.hold_input(self, on=on)


def _details(link: Link) -> dict[str, Any]:
    """Return what is listed of a link."""
    return {
        "link_id": link.number,
        "kind": link.kind,
        "remote_ip": link.remote[0],
        "remote_port": link.remote[1],
        "local_port": link.local_port,
        "role": link.role,
    }
