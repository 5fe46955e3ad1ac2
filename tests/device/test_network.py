"""What the module's network knows, and what it is told."""

from collections.abc import Awaitable, Callable

import pytest

from custom_components.esp_at.at.errors import InvalidParameter
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.errors import NoReply, NotOnNetwork, NotResolved
from custom_components.esp_at.device.network import NetworkFeature
from esp_at_simulator import SimulatedModule

from .helpers import quiet, until
from .peers import udp_peer

GENERATIONS = pytest.mark.parametrize("profile", ["1.1", "2.0", "2.3", "4.1"])
MAC = "c4:36:55:00:00:01"
ANNOUNCED = 'AT+MDNS=1,"attic","_http",80'


async def test_mdns(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """A service is announced, again after a restart, and no more once it is ended."""
    assert device.network.supports_mdns
    await device.network.set_mdns("attic", "_http", 80)
    assert simulator.received[-1] == ANNOUNCED

    simulator.brown_out()
    await until(lambda: device.counters.restarts == 1 and device.state.online)
    assert simulator.received.count(ANNOUNCED) == 2

    await device.network.stop_mdns()
    simulator.brown_out()
    await until(lambda: device.counters.restarts == 2 and device.state.online)
    assert simulator.received.count(ANNOUNCED) == 2


async def test_mdns_replaced(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """Another service takes the place of the one before."""
    await device.network.set_mdns("attic", "_http", 80)
    await device.network.set_mdns("attic", "_iot", 8080)

    assert simulator.received[-2:] == ["AT+MDNS=0", 'AT+MDNS=1,"attic","_iot",8080']


@pytest.mark.parametrize(
    ("host_name", "number", "parameter"),
    [("", 80, "host_name"), ("a\n", 80, "host_name"), ("attic", 0, "port")],
)
async def test_mdns_refused(
    device: EspAtDevice,
    simulator: SimulatedModule,
    *,
    host_name: str,
    number: int,
    parameter: str,
) -> None:
    """What the module would not take is refused, and not tried after a restart."""
    with pytest.raises(InvalidParameter) as caught:
        await device.network.set_mdns(host_name, "_http", number)

    assert caught.value.parameter == parameter
    assert not any("MDNS" in line for line in simulator.received)


@GENERATIONS
async def test_resolve(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """A name is its address; one that does not exist is said to be none."""
    simulator.surroundings.internet.names["host.test"] = "10.0.2.2"
    assert await device.network.resolve("host.test") == "10.0.2.2"
    assert await device.network.resolve("10.0.2.99") == "10.0.2.99"
    with pytest.raises(NotResolved) as caught:
        await device.network.resolve("none.test")
    assert caught.value.host == "none.test"


@GENERATIONS
async def test_ping(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """Who answers is timed; who does not, and who does not exist, are told apart."""
    simulator.surroundings.internet.names["host.test"] = "10.0.2.2"
    assert await device.network.ping("192.168.1.1") == 6
    assert await device.network.ping("host.test") == 6
    with pytest.raises(NoReply) as caught:
        await device.network.ping("10.0.2.99")
    assert caught.value.host == "10.0.2.99"
    with pytest.raises(NotResolved):
        await device.network.ping("none.test")


@GENERATIONS
async def test_not_on_network(device: EspAtDevice) -> None:
    """Without a network that is the reason, not the name."""
    await device.wifi.leave()
    await quiet(device)
    with pytest.raises(NotOnNetwork):
        await device.network.resolve("host.test")
    with pytest.raises(NotOnNetwork):
        await device.network.ping("192.168.1.1")


@GENERATIONS
async def test_dns(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """Servers are set, and left to DHCP again."""
    assert device.network.supports_dns
    await device.network.set_dns(("9.9.9.9", "192.168.1.1"))
    assert simulator.received[-1] == 'AT+CIPDNS=1,"9.9.9.9","192.168.1.1"'
    await device.network.set_dns(None)
    assert simulator.received[-1] == "AT+CIPDNS=0"


@pytest.mark.parametrize(
    ("use", "parameter"),
    [
        (lambda network: network.resolve(""), "host"),
        (lambda network: network.resolve("x" * 256), "host"),
        (lambda network: network.resolve("a\r\nAT+RST"), "host"),
        (lambda network: network.ping("a\nb"), "host"),
        (lambda network: network.set_dns(()), "servers"),
        (lambda network: network.set_dns(("1.1.1.1",) * 4), "servers"),
        (lambda network: network.set_dns(("...",)), "servers"),
        (lambda network: network.wake_on_lan("c4:36:55:00:00"), "mac"),
        (lambda network: network.wake_on_lan("c4:36-55:00:00:01"), "mac"),
        (lambda network: network.wake_on_lan("c436550000zz"), "mac"),
        (lambda network: network.wake_on_lan(MAC, broadcast="all"), "broadcast"),
        (lambda network: network.wake_on_lan(MAC, port=0), "port"),
    ],
)
async def test_bad_input(
    device: EspAtDevice,
    simulator: SimulatedModule,
    use: Callable[[NetworkFeature], Awaitable[object]],
    parameter: str,
) -> None:
    """What cannot be is refused by its name, and never sent."""
    heard = len(simulator.received)
    with pytest.raises(InvalidParameter) as caught:
        await use(device.network)
    assert caught.value.parameter == parameter
    assert len(simulator.received) == heard


@GENERATIONS
@pytest.mark.parametrize("mac", [MAC, "C4-36-55-00-00-01", "c43655000001"])
@pytest.mark.usefixtures("socket_enabled")
async def test_wake_on_lan(
    device: EspAtDevice, simulator: SimulatedModule, mac: str
) -> None:
    """The magic packet goes out once, and its link is free again."""
    async with udp_peer() as peer:
        simulator.surroundings.internet.add_service(
            ("255.255.255.255", 9), ("127.0.0.1", peer.port)
        )
        await device.network.wake_on_lan(mac)
        await until(lambda: bool(peer.heard))
    assert peer.heard == [b"\xff" * 6 + bytes.fromhex("c43655000001") * 16]
    assert not device.sockets.open_sockets
