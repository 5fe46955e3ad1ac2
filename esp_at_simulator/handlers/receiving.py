"""TCP-IP AT commands: how data come in, and the options of connections."""

from custom_components.esp_at.at.commands import tcpip

from ..state import LINKS, TcpOptions
from .tcpip import LinkHandlers


class ReceivingHandlers(LinkHandlers):
    """How data come to the host, or are fetched."""

    @tcpip.GetSenderShown.handler
    async def get_sender_shown(
        self, command: tcpip.GetSenderShown
    ) -> tcpip.SenderShown:
        """Report whether senders are shown."""
        return tcpip.SenderShown(enabled=self.links.sender_shown)

    @tcpip.ShowSender.handler
    async def show_sender(self, command: tcpip.ShowSender) -> None:
        """Show senders, or not."""
        self.links.sender_shown = bool(command.enabled)

    @tcpip.GetReceiveMode.handler
    async def get_mode(self, command: tcpip.GetReceiveMode) -> tcpip.ReceiveMode:
        """Report whether data wait."""
        return tcpip.ReceiveMode(passive=self.links.passive[0])

    @tcpip.SetReceiveMode.handler
    async def set_mode(self, command: tcpip.SetReceiveMode) -> None:
        """Let the data of all links wait, or come."""
        for number in range(LINKS):
            self.module.links.intake.set_passive(number, passive=bool(command.passive))

    @tcpip.GetLinkReceiveModes.handler
    async def get_modes(
        self, command: tcpip.GetLinkReceiveModes
    ) -> tuple[tcpip.LinkReceiveMode, ...]:
        """Report of each link whether its data wait."""
        return tuple(
            tcpip.LinkReceiveMode(link_id=number, passive=self.links.passive[number])
            for number in self.listed
        )

    @tcpip.SetLinkReceiveMode.handler
    async def set_link_mode(self, command: tcpip.SetLinkReceiveMode) -> None:
        """Let the data of a link wait, or come."""
        for number in self.named(command.link_id):
            self.module.links.intake.set_passive(number, passive=bool(command.passive))

    @tcpip.FetchData.handler
    async def fetch(self, command: tcpip.FetchData) -> tcpip.BufferedData:
        """Give the host what waits."""
        link = self.link(command.link_id)
        self.require(link.inbox.waiting)
        self.require(link.is_stream or self.profile.reads_waiting_datagrams)
        data, peer = self.module.links.intake.fetch(link, command.length)
        address, port = (peer if self.links.sender_shown else None) or (None, None)
        return tcpip.BufferedData(
            length=len(data), remote_ip=address, remote_port=port, data=data
        )

    @tcpip.GetBufferedLengths.handler
    async def get_lengths(
        self, command: tcpip.GetBufferedLengths
    ) -> tcpip.BufferedLengths:
        """Report how much waits."""
        links = self.module.links.open
        return tcpip.BufferedLengths(
            lengths=tuple(
                links[number].inbox.waiting
                if number in links
                else self.profile.length_of_no_link
                for number in range(LINKS if self.links.multiplexed else 1)
            )
        )


class OptionHandlers(LinkHandlers):
    """How connections behave, and passthrough."""

    @tcpip.GetTcpOptions.handler
    async def get_options(
        self, command: tcpip.GetTcpOptions
    ) -> tuple[tcpip.TcpOptions, ...]:
        """Report each link's options."""
        options = self.settings.tcp_options
        return tuple(
            tcpip.TcpOptions(
                link_id=number,
                linger=options[number].linger,
                no_delay=options[number].no_delay,
                send_timeout=options[number].send_timeout,
                keep_alive=options[number].keep_alive,
            )
            for number in self.listed
        )

    @tcpip.SetTcpOptions.handler
    async def set_options(self, command: tcpip.SetTcpOptions) -> None:
        """Set a link's options; what is left out is as at the factory."""
        given = TcpOptions(
            linger=-1 if command.linger is None else command.linger,
            no_delay=bool(command.no_delay),
            send_timeout=command.send_timeout or 0,
            keep_alive=command.keep_alive or 0,
        )
        options = list(self.settings.tcp_options)
        for number in self.named(command.link_id):
            options[number] = given
        self.save(tcp_options=tuple(options))

    @tcpip.GetPersistence.handler
    async def get_persistence(self, command: tcpip.GetPersistence) -> tcpip.Persistence:
        """Report whether connections outlast a short loss of the Wi-Fi."""
        return tcpip.Persistence(enabled=self.links.persistent)

    @tcpip.SetPersistence.handler
    async def set_persistence(self, command: tcpip.SetPersistence) -> None:
        """Let connections outlast a short loss of the Wi-Fi."""
        self.links.persistent = bool(command.enabled)
