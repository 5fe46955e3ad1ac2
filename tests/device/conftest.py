"""Fixtures: a device that is connected to a simulated module and joined."""

from collections.abc import AsyncGenerator

import pytest

from custom_components.esp_at.device.device import (
    DeviceOptions,
    EspAtDevice,
    PortSettings,
)

from ..conftest import HOME, PASSWORD
from .helpers import quiet


@pytest.fixture
def fast_baudrate() -> int:
    """Return the faster rate of the line; parametrize to change it."""
    return 0


@pytest.fixture
async def device(port: str, fast_baudrate: int) -> AsyncGenerator[EspAtDevice]:
    """Return a device that is connected, with its module on the network."""
    made = EspAtDevice(
        PortSettings(url=port), DeviceOptions(fast_baudrate=fast_baudrate)
    )
    await made.connect()
    await made.wifi.join(HOME, PASSWORD)
    await quiet(made)
    yield made
    await made.close()
