"""TCP-IP AT commands: the server, and passthrough."""

from custom_components.esp_at.at.commands import tcpip
from custom_components.esp_at.at.module_codec import encode_record

from ..dispatcher import Refused
from ..link import Handshake, Link
from ..server import DEFAULT_PORT
from ..state import PassthroughTarget
from ..tls import CannotAuthenticate
from .tcpip import LinkHandlers

_TLS = (tcpip.LinkKind.SSL, tcpip.LinkKind.SSL6)


class ServerHandlers(LinkHandlers):
    """The port that the module listens at."""

    @tcpip.GetServer.handler
    async def get_server(self, command: tcpip.GetServer) -> tcpip.Server:
        """Report whether the server runs."""
        server = self.module.links.server
        if not server.running:
            return tcpip.Server(enabled=False)
        return tcpip.Server(
            enabled=True,
            port=server.port,
            kind=server.kind,
            verify_client=server.verifies,
            interface=server.interface,
        )

    @tcpip.StartServer.handler
    async def start(self, command: tcpip.StartServer) -> None:
        """Listen."""
        server = self.module.links.server
        self.require(self.links.multiplexed)
        if server.running:
            self.require(self.profile.server_starts_twice)
            return
        kind = tcpip.LinkKind(command.kind or tcpip.LinkKind.TCP)
        self.require(kind not in (tcpip.LinkKind.UDP, tcpip.LinkKind.UDP6))
        self.require(
            command.kind is None or kind in _TLS or self.profile.server_names_tcp
        )
        verifies = bool(command.verify_client)
        tls = self._tls(verifies=verifies) if kind in _TLS else None
        try:
            server.start(command.port or DEFAULT_PORT, kind, tls=tls)
        except OSError:
            raise Refused from None
        server.verifies, server.interface = verifies, command.interface or 0

    @tcpip.StopServer.handler
    async def stop(self, command: tcpip.StopServer) -> None:
        """Listen no more; links stay unless they are to be closed."""
        server = self.module.links.server
        server.stop()
        if command.close_links:
            for link in server.clients:
                self.module.links.close(link)

    @tcpip.GetMostConnections.handler
    async def get_most(
        self, command: tcpip.GetMostConnections
    ) -> tcpip.MostConnections:
        """Report how many clients there may be."""
        return tcpip.MostConnections(number=self.links.most_connections)

    @tcpip.SetMostConnections.handler
    async def set_most(self, command: tcpip.SetMostConnections) -> None:
        """Choose how many clients there may be, but no fewer than there are."""
        server = self.module.links.server
        if (there := len(server.clients)) > command.number:
            record = tcpip.ServerFull(connections=f"{there} Connections")
            self.module.send(encode_record(record))
            raise Refused
        self.links.most_connections = command.number
        server.limits_changed()

    @tcpip.GetServerTimeout.handler
    async def get_timeout(self, command: tcpip.GetServerTimeout) -> tcpip.ServerTimeout:
        """Report how long clients may be silent."""
        return tcpip.ServerTimeout(seconds=self.links.server_timeout)

    @tcpip.SetServerTimeout.handler
    async def set_timeout(self, command: tcpip.SetServerTimeout) -> None:
        """Choose how long clients may be silent."""
        self.links.server_timeout = command.seconds
        self.module.links.server.limits_changed()

    def _tls(self, *, verifies: bool) -> Handshake:
        try:
            return self.module.tls.server(verifies=verifies)
        except CannotAuthenticate as err:
            self.module.send(f"{err}\r\n".encode())
            raise Refused from None


class PassthroughHandlers(LinkHandlers):
    """The mode in which the serial line is a connection."""

    @tcpip.GetTransferMode.handler
    async def get_mode(self, command: tcpip.GetTransferMode) -> tcpip.TransferMode:
        """Report whether passthrough is allowed."""
        return tcpip.TransferMode(passthrough=self.links.passthrough)

    @tcpip.SetTransferMode.handler
    async def set_mode(self, command: tcpip.SetTransferMode) -> None:
        """Allow passthrough where there can be one link only."""
        self.require(not (command.passthrough and self.links.multiplexed))
        self.links.passthrough = bool(command.passthrough)

    @tcpip.StartPassthrough.handler
    async def start(self, command: tcpip.StartPassthrough) -> None:
        """Hand the line to the link, behind the prompt."""
        self.require(self.links.passthrough and not self.links.multiplexed)
        link = self.link(None)
        self.module.then(lambda: self._enter(link))

    def _enter(self, link: Link) -> None:
        self.module.send(b"\r\n>")
        self.module.passthrough.enter(link)

    @tcpip.GetReconnectInterval.handler
    async def get_interval(
        self, command: tcpip.GetReconnectInterval
    ) -> tcpip.ReconnectInterval:
        """Report how often passthrough connects again."""
        return tcpip.ReconnectInterval(tenths=self.settings.reconnect_tenths)

    @tcpip.SetReconnectInterval.handler
    async def set_interval(self, command: tcpip.SetReconnectInterval) -> None:
        """Choose how often passthrough connects again."""
        self.save(reconnect_tenths=command.tenths)

    @tcpip.ForgetPassthrough.handler
    async def forget(self, command: tcpip.ForgetPassthrough) -> None:
        """Start in command mode from now on."""
        await self.module.sleep(0.2)
        self.nvs.passthrough = None

    @tcpip.StartInPassthrough.handler
    async def save_target(self, command: tcpip.StartInPassthrough) -> None:
        """Start in passthrough from now on."""
        await self.module.sleep(0.2)
        kind = tcpip.LinkKind(command.kind or tcpip.LinkKind.TCP)
        datagrams = kind in (tcpip.LinkKind.UDP, tcpip.LinkKind.UDP6)
        option = command.option or 0
        self.nvs.passthrough = PassthroughTarget(
            kind=kind,
            host=command.host,
            port=command.port,
            keep_alive=0 if datagrams else option,
            local_port=option if datagrams else 0,
        )

    @tcpip.StartInBlePassthrough.handler
    async def save_ble_target(self, command: tcpip.StartInBlePassthrough) -> None:
        """Refuse: there is no Bluetooth that could be initialised."""
        raise Refused
