"""TCP-IP AT commands of TLS: which certificates a link shows and expects."""

from dataclasses import replace
from typing import Any

from custom_components.esp_at.at.commands import tls

from ..dispatcher import Refused
from ..state import TlsSettings
from ..tls import SUITES, CannotAuthenticate
from .tcpip import LinkHandlers

_SAVE_SECONDS = 0.5


class TlsHandlers(LinkHandlers):
    """The TLS settings of links; saved where AT+SYSSTORE says so."""

    @tls.GetTlsSettings.handler
    async def get_settings(
        self, command: tls.GetTlsSettings
    ) -> tuple[tls.TlsSettings, ...]:
        """Report how links authenticate."""
        return tuple(
            tls.TlsSettings(
                link_id=number,
                authentication=tls.Authentication(settings.authentication),
                certificate=settings.certificate,
                authority=settings.authority,
            )
            for number, settings in self._listed()
        )

    @tls.SetTlsSettings.handler
    async def set_settings(self, command: tls.SetTlsSettings) -> None:
        """Choose how a link authenticates, with what is in the flash."""
        self.require(command.authentication <= tls.Authentication.BOTH)
        wanted = TlsSettings(
            authentication=int(command.authentication),
            certificate=command.certificate or 0,
            authority=command.authority or 0,
        )
        try:
            self.module.tls.check(wanted)
        except CannotAuthenticate as err:
            self.module.send(f"{err}\r\n".encode())
            raise Refused from None
        await self.module.sleep(_SAVE_SECONDS)
        self._change(
            command.link_id,
            authentication=wanted.authentication,
            certificate=wanted.certificate,
            authority=wanted.authority,
        )

    @tls.GetCommonNames.handler
    async def get_common_names(
        self, command: tls.GetCommonNames
    ) -> tuple[tls.CommonName, ...]:
        """Report which names servers' certificates must have."""
        return tuple(
            tls.CommonName(link_id=number, name=settings.common_name)
            for number, settings in self._listed()
        )

    @tls.SetCommonName.handler
    async def set_common_name(self, command: tls.SetCommonName) -> None:
        """Choose which name a server's certificate must have."""
        self._change(command.link_id, common_name=command.name_expected)

    @tls.GetServerNames.handler
    async def get_server_names(
        self, command: tls.GetServerNames
    ) -> tuple[tls.ServerName, ...]:
        """Report which names servers are told."""
        return tuple(
            tls.ServerName(link_id=number, name=settings.server_name)
            for number, settings in self._listed()
        )

    @tls.SetServerName.handler
    async def set_server_name(self, command: tls.SetServerName) -> None:
        """Choose which name a server is told."""
        self._change(command.link_id, server_name=command.name_sent)

    @tls.GetProtocols.handler
    async def get_protocols(
        self, command: tls.GetProtocols
    ) -> tuple[tls.Protocols, ...]:
        """Report which protocols links offer."""
        return tuple(
            tls.Protocols(link_id=number, names=settings.protocols)
            for number, settings in self._listed()
        )

    @tls.SetProtocols.handler
    async def set_protocols(self, command: tls.SetProtocols) -> None:
        """Choose which protocols a link offers."""
        self.require(command.count == len(command.names))
        self._change(command.link_id, protocols=tuple(command.names))

    @tls.GetSharedKeys.handler
    async def get_keys(self, command: tls.GetSharedKeys) -> tuple[tls.KeyAndHint, ...]:
        """Report the keys that links share with servers."""
        return tuple(
            tls.KeyAndHint(
                link_id=number,
                key=settings.key.decode("utf-8", "surrogateescape"),
                hint=settings.hint,
            )
            for number, settings in self._listed()
        )

    @tls.SetSharedKey.handler
    async def set_key(self, command: tls.SetSharedKey) -> None:
        """Share a key with a server."""
        key = command.key.encode("utf-8", "surrogateescape")
        self._change(command.link_id, key=key, hint=command.hint)

    @tls.GetHexSharedKeys.handler
    async def get_hex_keys(
        self, command: tls.GetHexSharedKeys
    ) -> tuple[tls.HexKeyAndHint, ...]:
        """Report the keys that links share with servers, in digits."""
        return tuple(
            tls.HexKeyAndHint(
                link_id=number, key=settings.key.hex(), hint=settings.hint
            )
            for number, settings in self._listed()
        )

    @tls.SetHexSharedKey.handler
    async def set_hex_key(self, command: tls.SetHexSharedKey) -> None:
        """Share a key, given in digits, with a server."""
        key = bytes.fromhex(command.key)
        self._change(command.link_id, key=key, hint=command.hint)

    @tls.GetCipherSuites.handler
    async def get_suites(
        self, command: tls.GetCipherSuites
    ) -> tuple[tls.CipherSuite, ...]:
        """Report which cipher suites there are."""
        return tuple(
            tls.CipherSuite(index=index, suite=number)
            for index, number in enumerate(SUITES)
        )

    @tls.SetCipherSuites.handler
    async def set_suites(self, command: tls.SetCipherSuites) -> None:
        """Choose which cipher suites a link offers."""
        self.require(command.count == len(command.suites))
        self.require(all(number in SUITES for number in command.suites))
        self._change(command.link_id, suites=tuple(command.suites))

    def _listed(self) -> list[tuple[int, TlsSettings]]:
        return [(number, self.settings.tls[number]) for number in self.listed]

    def _change(self, link_id: int | None, **changes: Any) -> None:
        settings = list(self.settings.tls)
        for number in self.named(link_id):
            settings[number] = replace(settings[number], **changes)
        self.save(tls=tuple(settings))
