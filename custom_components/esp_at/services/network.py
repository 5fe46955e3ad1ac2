"""Actions that ask the module's network: echoes, names, sleeping machines, time."""

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import probatio

from .. import values
from ..device.device import EspAtDevice
from .action import EspAtAction

MOST_SERVERS = 3

_SERVERS = probatio.All(probatio.EnsureList(), [cv.string])


async def _ping(device: EspAtDevice, *, host: str) -> ServiceResponse:
    """Answer with how long the echo of a host took."""
    values.host("host", host)
    return {"milliseconds": await device.network.ping(host)}


async def _resolve_host(device: EspAtDevice, *, host: str) -> ServiceResponse:
    """Answer with the address behind a name."""
    values.host("host", host)
    return {"address": await device.network.resolve(host)}


async def _set_dns(device: EspAtDevice, *, servers: list[str] | None = None) -> None:
    """Set the DNS servers; without any, DHCP tells them again."""
    await device.network.set_dns(_servers(servers) or None)


async def _set_time_servers(
    device: EspAtDevice, *, servers: list[str] | None = None
) -> None:
    """Set from whom the module has its time, in Home Assistant's zone."""
    if names := _servers(servers):
        await device.clock.set_time_servers(names)
    else:
        await device.clock.stop_time_servers()


async def _wake_on_lan(
    device: EspAtDevice,
    *,
    mac: str,
    broadcast_address: str = "255.255.255.255",
    port: int = 9,
) -> None:
    """Wake a machine in the module's network."""
    values.address("broadcast_address", broadcast_address)
    values.port("port", port)
    await device.network.wake_on_lan(mac, broadcast=broadcast_address, port=port)


def _servers(servers: list[str] | None) -> tuple[str, ...]:
    """Return the servers; raise InvalidParameter for too many, or what is no host."""
    names = tuple(servers or ())
    values.at_most("servers", len(names), MOST_SERVERS)
    for name in names:
        values.host("servers", name)
    return names


ACTIONS = (
    EspAtAction(
        name="ping",
        run=_ping,
        fields={probatio.Required("host"): cv.string},
        response=SupportsResponse.ONLY,
    ),
    EspAtAction(
        name="resolve_host",
        run=_resolve_host,
        fields={probatio.Required("host"): cv.string},
        response=SupportsResponse.ONLY,
    ),
    EspAtAction(
        name="set_dns",
        run=_set_dns,
        fields={probatio.Optional("servers"): _SERVERS},
    ),
    EspAtAction(
        name="set_time_servers",
        run=_set_time_servers,
        fields={probatio.Optional("servers"): _SERVERS},
    ),
    EspAtAction(
        name="wake_on_lan",
        run=_wake_on_lan,
        fields={
            probatio.Required("mac"): cv.string,
            probatio.Optional("broadcast_address"): cv.string,
            probatio.Optional("port"): probatio.Coerce(int),
        },
    ),
)
