"""How the module's network finds it by name."""

from ..at.commands import wifi
from .feature import Feature


class NetworkFeature(Feature):
    """Announce the module to its network."""

    @property
    def supports_mdns(self) -> bool:
        """Return whether the module can announce services."""
        return self._supports(wifi.SetMdns)

    async def set_mdns(self, host_name: str, service: str, port: int) -> None:
        """Announce a service such as ``_http`` until the next restart. ``Spec 3.19``.

        The port is 1 to 65535. Raises Unsupported.
        """
        self._require(self.supports_mdns, "mdns")
        command = wifi.SetMdns(
            enable=True, host_name=host_name, service=service, port=port
        )
        await self._run(command)

    async def stop_mdns(self) -> None:
        """Stop announcing; raise Unsupported. ``Spec 3.19``."""
        self._require(self.supports_mdns, "mdns")
        await self._run(wifi.SetMdns(enable=False))
