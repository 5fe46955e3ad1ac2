"""A real Home Assistant with this integration set up on a module."""

import argparse
import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
import sys
import tempfile
import time

from script.lib.demo_check import check
from script.lib.home_assistant import (
    PASSWORD,
    USER,
    HomeAssistant,
    free_port,
    running,
)
from script.lib.module import DOMAIN, Module
from script.lib.process import run
from script.lib.simulator import (
    ECHO,
    ECHO_PORT,
    HOST,
    NETWORK,
    NETWORK_PASSWORD,
    RELEASE,
    simulated_module,
    view_url,
)

TO_READ = """
Home Assistant {version} is ready, {seconds:.0f} s after the start.

  {url}
  user: {user}    password: {password}

The module, once you are logged in:
  {page}
  (or by hand: Settings > Devices & services > ESP-AT > the device)

What to try
  - Press "Restart" there. Its entities go away for about a second; then
    "Restart" among the events tells why, and "Last restart" when.
  - Set "Wi-Fi mode" to "Station": the access point of the module goes off.
  - Call actions: Settings > Tools > Actions, and type "ESP-AT". {hint}
{sockets}{keyboard}  - Add another module by hand: Settings > Devices & services > Add integration >
    ESP-AT. A wrong port tells what is wrong.
  - Download diagnostics from the menu of the entry, and read what is in them.

Serial port of the module:  {port}
Log of Home Assistant:      {log}

Ctrl-C ends all of it and leaves nothing behind.
"""
HINT = f"""Scan for
    networks; join "Guest" with the password "welcome all"; go back to "{NETWORK}"
    with "{NETWORK_PASSWORD}"; try a wrong password."""
SOCKETS = f"""  - Talk over the module's network: "{ECHO}" sends back what comes to its TCP and
    UDP port {ECHO_PORT}. Call "Send over a socket"; or add a UDP peer on the page of
    the integration, send something, and see it come back among its events.
  - After two minutes there is new firmware, {RELEASE}: install it by "Firmware".
"""

KEYBOARD = f"""  - Type on another machine: "{HOST}" pairs at once when you switch
    "Keyboard" on, on the device of that name below the module. What it sees is at
    {{view}} Then call "Type text", "Press keys" or "Move mouse".
"""


@asynccontextmanager
async def serial_port(
    device: str | None, folder: Path, host_view: int
) -> AsyncIterator[str]:
    """Give the port of the module: a real one, or that of a simulated module."""
    if device is None:
        async with simulated_module(folder, host_view=host_view) as port:
            yield str(port)
    else:
        yield str(Path(device).absolute()) if Path(device).exists() else device


async def demo(*, device: str | None, baudrate: int, check_only: bool) -> int:
    """Run the demo until it is cancelled, or check it; return the exit code."""
    started = time.monotonic()
    print("Starting Home Assistant; this takes some seconds ...", flush=True)
    with tempfile.TemporaryDirectory(prefix="esp-at-demo-") as name:
        folder = Path(name)
        (folder / "config").mkdir()
        home = HomeAssistant(folder / "config")
        host_view = free_port()
        async with (
            serial_port(device, folder, host_view) as port,
            running(home) as api,
        ):
            entry_id = await api.set_up(
                DOMAIN,
                {"device": port, "baudrate": str(baudrate), "flow_control": False},
            )
            module = await Module.of_entry(api, entry_id)
            if device is None:
                await module.join(NETWORK, NETWORK_PASSWORD)
            seconds = time.monotonic() - started
            if check_only:
                print(f"ready after {seconds:.1f} s")
                return await check(
                    home, module, view=None if device else view_url(host_view)
                )
            version = (await api.get("/api/config"))["version"]
            print(
                TO_READ.format(
                    version=version,
                    seconds=seconds,
                    url=home.url,
                    user=USER,
                    password=PASSWORD,
                    page=module.page,
                    hint=HINT if device is None else "",
                    sockets=SOCKETS if device is None else "",
                    keyboard=KEYBOARD.format(view=view_url(host_view))
                    if device is None
                    else "",
                    port=port,
                    log=home.output,
                ),
                flush=True,
            )
            await asyncio.Event().wait()
    return 0


def main() -> int:
    """Read the command line and run the demo."""
    parser = argparse.ArgumentParser(
        prog="script/demo",
        description="A real Home Assistant with an ESP-AT module, on this machine only.",
    )
    parser.add_argument(
        "--device",
        metavar="URL",
        help="a real module: /dev/ttyUSB0, socket://host:port",
    )
    parser.add_argument("--baudrate", type=int, default=115200, help="of that module")
    parser.add_argument(
        "--check", action="store_true", help="try it without a person; exit 0 or 1"
    )
    given = parser.parse_args()
    return run(
        demo(device=given.device, baudrate=given.baudrate, check_only=given.check)
    )


if __name__ == "__main__":
    sys.exit(main())
