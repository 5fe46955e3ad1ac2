"""Hours on a bad line: every caller gets an answer or an error, and the end is good."""

import asyncio
from random import Random

from custom_components.esp_at.at.errors import EspAtError
from custom_components.esp_at.device.device import EspAtDevice, PortSettings
from esp_at_simulator.module import SimulatedModule

from ..conftest import HOME, PASSWORD
from ..device.helpers import assert_works
from . import rounds

# The recovery of a line, and the commands that wait before one
MOST_SECONDS = 120


async def test_faults_in_a_row(simulator: SimulatedModule, port: str) -> None:
    """Faults by chance, one after the other, never wedge the line."""
    random = Random(1)
    device = EspAtDevice(PortSettings(url=port))
    await device.connect()
    await device.wifi.join(HOME, PASSWORD)
    faults = (
        lambda: simulator.faults.noise(64),
        lambda: simulator.faults.flood(200),
        lambda: simulator.faults.busy(2),
        lambda: simulator.faults.reset_after(random.randint(1, 300)),
        lambda: simulator.faults.silence(0.1),
        lambda: simulator.faults.vanish(0.1),
        simulator.brown_out,
    )
    for _ in range(rounds(10, 2000)):
        random.choice(faults)()
        try:
            async with asyncio.timeout(MOST_SECONDS):
                await device.refresh()
                await device.system.send_command("AT+GMR", timeout=0.5)
        except EspAtError:
            await asyncio.sleep(0.05)
    simulator.faults.clear()
    await assert_works(device)
    await device.close()
