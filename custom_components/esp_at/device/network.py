"""How the module's network finds it by name."""

from typing import override

from ..at.commands import wifi
from ..at.turns import Priority
from .feature import Feature


class NetworkFeature(Feature):
    """Announce the module to its network."""

    _announced: wifi.SetMdns | None = None

    @property
    def supports_mdns(self) -> bool:
        """Return whether the module can announce services."""
        return self._supports(wifi.SetMdns)

    @override
    async def set_up(self) -> None:
        """Announce again what a restart forgot."""
        if self._announced is not None:
            await self._run(self._announced, Priority.SET_UP)

    async def set_mdns(self, host_name: str, service: str, port: int) -> None:
        """Announce a service such as ``_http``; again after restarts. ``Spec 3.19``.

        The port is 1 to 65535. Raises Unsupported.
        """
        self._require(self.supports_mdns, "mdns")
        command = wifi.SetMdns(
            enable=True, host_name=host_name, service=service, port=port
        )
        if self._announced is not None:  # the module knows one service at a time
            await self.stop_mdns()
        await self._run(command)
        self._announced = command

    async def stop_mdns(self) -> None:
        """Stop announcing; raise Unsupported. ``Spec 3.19``."""
        self._require(self.supports_mdns, "mdns")
        self._announced = None
        await self._run(wifi.SetMdns(enable=False))
