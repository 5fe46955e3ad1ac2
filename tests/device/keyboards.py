"""A module that is a keyboard, and the host that uses it."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from custom_components.esp_at.device.device import (
    DeviceOptions,
    EspAtDevice,
    PortSettings,
)
from esp_at_simulator import SimulatedModule
from esp_at_simulator.hid_host import HidHost

from .helpers import until


@asynccontextmanager
async def keyboard(
    port: str,
    simulator: SimulatedModule,
    *,
    host: HidHost | None = None,
    interval: float = 0,
    name: str | None = None,
) -> AsyncGenerator[tuple[EspAtDevice, HidHost]]:
    """Switch the keyboard on and wait for its host; nothing may stay down on it."""
    host = host or HidHost("PC")
    simulator.surroundings.hid_hosts.append(host)
    device = EspAtDevice(
        PortSettings(url=port),
        DeviceOptions(keystroke_interval=interval, keyboard_name=name),
    )
    try:
        await device.connect()
        await device.hid.turn_on()
        await until(lambda: device.state.hid.connected)
        yield device, host
    finally:
        await device.close()
    assert host.quiet


def sent(simulator: SimulatedModule, name: str) -> list[str]:
    """Return the arguments of what was sent to the module under a name."""
    start = f"AT+{name}="
    return [line[len(start) :] for line in simulator.received if line.startswith(start)]
