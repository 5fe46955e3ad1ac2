"""The wired side."""

import pytest

from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.errors import Unsupported
from custom_components.esp_at.device.state import Address, Ethernet
from esp_at_simulator import SimulatedModule

from .helpers import until

MAC = "24:0a:c4:5e:53:13"
LEASED = Address(ip="192.168.2.60", gateway="192.168.2.1", netmask="255.255.255.0")


def wired(device: EspAtDevice) -> Ethernet:
    """Return the wired side as it is now."""
    assert device.state.ethernet is not None
    return device.state.ethernet


@pytest.mark.parametrize("profile", ["1.1", "2.0", "2.3", "4.1"])
async def test_cable(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """The state follows the cable and the address that comes over it."""
    assert device.ethernet.supported
    assert wired(device) == Ethernet(connected=False, mac=wired(device).mac)
    assert wired(device).mac

    simulator.surroundings.plug_ethernet()
    await until(lambda: wired(device).address == LEASED)
    assert wired(device).connected

    simulator.surroundings.unplug_ethernet()
    await until(lambda: wired(device).connected is False)
    assert wired(device).address is None


async def test_address(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """A fixed address replaces the leased one, and DHCP takes it away again."""
    simulator.surroundings.plug_ethernet()
    await until(lambda: wired(device).address == LEASED)
    fixed = Address(ip="192.168.2.9", gateway="192.168.2.1", netmask="255.255.255.0")

    await device.ethernet.set_address(fixed)
    await until(lambda: wired(device).address == fixed)

    await device.ethernet.use_dhcp()
    await until(lambda: wired(device).address == LEASED)


async def test_plugged_before_the_start(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """After a restart the cable that is in is known."""
    simulator.surroundings.plug_ethernet()
    simulator.brown_out()
    await until(lambda: device.counters.restarts == 1 and device.state.online)

    await until(lambda: wired(device).connected is True)


@pytest.mark.parametrize("families", [()])
@pytest.mark.parametrize("profile", ["2.0", "4.1"])
async def test_no_wired_side(device: EspAtDevice) -> None:
    """The official firmware has no wired side, and the verbs say so."""
    assert not device.ethernet.supported
    assert device.state.ethernet is None
    with pytest.raises(Unsupported):
        await device.ethernet.use_dhcp()
    with pytest.raises(Unsupported):
        await device.ethernet.set_address(LEASED)
