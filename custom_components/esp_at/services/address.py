"""Actions that set addresses and names in the network."""

from homeassistant.helpers import config_validation as cv
import probatio

from ..device.device import EspAtDevice
from ..device.state import Address
from .action import EspAtAction, invalid


async def _set_ip_address(
    device: EspAtDevice,
    *,
    interface: str,
    method: str,
    ip_address: str | None = None,
    gateway: str | None = None,
    netmask: str | None = None,
) -> None:
    """Give an interface a static address, or let it ask a DHCP server."""
    if method == "dhcp":
        if interface == "access_point":
            raise invalid("access_point_needs_address")
        if interface == "ethernet":
            await device.ethernet.use_dhcp()
        else:
            await device.wifi.use_dhcp()
        return
    if ip_address is None:
        raise invalid("ip_address_missing")
    address = Address(ip=ip_address, gateway=gateway, netmask=netmask)
    match interface:
        case "station":
            await device.wifi.set_address(address)
        case "access_point":
            await device.soft_ap.set_address(address)
        case _:
            await device.ethernet.set_address(address)


async def _set_mdns(
    device: EspAtDevice,
    *,
    enabled: bool,
    host_name: str | None = None,
    service: str | None = None,
    port: int | None = None,
) -> None:
    """Announce the module by multicast DNS, or stop it."""
    if not enabled:
        await device.network.stop_mdns()
        return
    if host_name is None or service is None or port is None:
        raise invalid("mdns_incomplete")
    await device.network.set_mdns(host_name, service, port)


ACTIONS = (
    EspAtAction(
        name="set_ip_address",
        run=_set_ip_address,
        fields={
            probatio.Required("interface"): probatio.In(
                ["station", "access_point", "ethernet"]
            ),
            probatio.Required("method"): probatio.In(["dhcp", "static"]),
            probatio.Optional("ip_address"): cv.string,
            probatio.Optional("gateway"): cv.string,
            probatio.Optional("netmask"): cv.string,
        },
    ),
    EspAtAction(
        name="set_mdns",
        run=_set_mdns,
        fields={
            probatio.Required("enabled"): cv.boolean,
            probatio.Optional("host_name"): cv.string,
            probatio.Optional("service"): cv.string,
            probatio.Optional("port"): probatio.Port(),
        },
    ),
)
