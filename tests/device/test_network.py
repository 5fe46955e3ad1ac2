"""Announcing the module to its network."""

import pytest

from custom_components.esp_at.at.errors import InvalidParameter
from custom_components.esp_at.device.device import EspAtDevice
from esp_at_simulator import SimulatedModule

from .helpers import until

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
