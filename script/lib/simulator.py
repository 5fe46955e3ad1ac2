"""The simulated module that the demo and the browser walk use."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
import sys

from script.lib.process import TOP, end, spawn

START_SECONDS = 20

ECHO, ECHO_PORT = "echo.lan", 7
"""What sends back what it gets, over TCP and UDP, in every network."""

RELEASE = "5.0.1.0"
"""The newest firmware that the simulated update server has."""

NETWORK = "Home"
NETWORK_PASSWORD = "correct horse"
HOST = "Living room PC"
HOST_LAYOUT, HOST_SYSTEM = "us", "linux"
"""What is in reach of the module's keyboard, and pairs with it."""

ACCESS_POINTS = (
    f"{NETWORK},{NETWORK_PASSWORD},-52,6",
    "Guest,welcome all,-61,6",
    "Workshop,solder and flux,-73,11",
    "Library,,-81,1",
)


def view_url(port: int) -> str:
    """Return the page that shows what the host of the keyboard sees."""
    return f"http://127.0.0.1:{port}/"


@asynccontextmanager
async def simulated_module(
    folder: Path, *, host_view: int | None = None
) -> AsyncIterator[Path]:
    """Run a simulator and give the path of its serial port, in ``folder``.

    With ``host_view``, a host pairs with its keyboard, and shows at this port of
    loopback what it sees.
    """
    port = folder / "module"
    log = folder / "simulator.txt"
    around = [part for point in ACCESS_POINTS for part in ("--access-point", point)]
    if host_view is not None:
        around += ["--hid-host", f"{HOST}:{HOST_LAYOUT}:{HOST_SYSTEM}"]
        around += ["--host-view", str(host_view)]
    with log.open("wb") as output:
        process = await spawn(
            (
                sys.executable,
                *("-m", "esp_at_simulator"),
                *("--link", port),
                *("--families", "all"),
                *("--echo", f"{ECHO}:{ECHO_PORT}"),
                *("--release", RELEASE),
                *around,
            ),
            output.fileno(),
            environment={"PYTHONPATH": str(TOP)},
        )
    try:
        async with asyncio.timeout(START_SECONDS):
            while not port.exists():
                if process.returncode is not None:
                    raise RuntimeError(f"the simulator ended:\n{log.read_text()}")
                await asyncio.sleep(0.05)
        yield port
    finally:
        await end(process)
