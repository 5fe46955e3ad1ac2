"""How long the import and the set-up of a module take."""

from contextlib import suppress
from pathlib import Path
from statistics import median
import subprocess
import sys
import tempfile
import time

from custom_components.esp_at.device.device import EspAtDevice, PortSettings
from script.lib.bench.figure import Figure
from script.lib.process import TOP
from script.lib.simulator import simulated_module

ROUNDS = 5
IMPORT = """
import time
import homeassistant.helpers.update_coordinator, serialx, probatio
start = time.perf_counter()
import custom_components.esp_at.device.device
print(time.perf_counter() - start)
"""


async def measure() -> list[Figure]:
    """Measure the import in fresh processes, the set-up on a simulated module."""
    imports = [_import_seconds() for _ in range(ROUNDS)]
    set_ups = []
    with tempfile.TemporaryDirectory() as folder:
        async with simulated_module(Path(folder)) as port:
            for _ in range(ROUNDS):
                device = EspAtDevice(PortSettings(url=str(port)))
                start = time.perf_counter()
                await device.connect()
                set_ups.append(time.perf_counter() - start)
                with suppress(OSError):
                    await device.close()
    return [
        Figure(name="import", value=median(imports) * 1000, unit="ms"),
        Figure(name="set-up of a module", value=median(set_ups) * 1000, unit="ms"),
    ]


def _import_seconds() -> float:
    """Return how long the import takes beyond what Home Assistant has loaded."""
    printed = subprocess.run(
        (sys.executable, "-c", IMPORT), cwd=TOP, capture_output=True, check=True
    ).stdout
    return float(printed)
