"""What the tests of the device layer share."""

import asyncio
from collections.abc import Callable

from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.state import StationConnection


async def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for a condition; raise TimeoutError."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.01)


async def quiet(device: EspAtDevice) -> None:
    """Wait until the device has nothing more to ask its module."""
    await asyncio.sleep(0.02)
    await until(lambda: not device.client.busy)


def connected(device: EspAtDevice) -> bool:
    """Return whether the module is there and has its address."""
    station = device.state.station
    return (
        device.state.online
        and station.connection is StationConnection.CONNECTED
        and station.address is not None
    )


async def assert_works(device: EspAtDevice, seconds: float = 45) -> None:
    """Hold that the device comes back by itself, whole and fresh."""
    await until(lambda: connected(device), seconds)
    memory = device.state.memory
    await device.refresh()
    await device.system.send_command("AT")
    assert device.state.station.ssid == "Home"
    assert device.state.memory is not None
    assert memory is not None
