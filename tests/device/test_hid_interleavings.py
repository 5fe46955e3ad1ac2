"""Nothing stays down on the host, whatever happens while something is typed."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from hypothesis import HealthCheck, given, settings, strategies as st
import pytest

from custom_components.esp_at.at.errors import EspAtError
from custom_components.esp_at.device.device import (
    DeviceOptions,
    EspAtDevice,
    PortSettings,
)
from custom_components.esp_at.device.hid import HidFeature
from custom_components.esp_at.keyboard.chord import parse_chord
from custom_components.esp_at.keyboard.layout import HostSystem, layout_of
from custom_components.esp_at.keyboard.usages import (
    ConsumerUsage,
    Modifier,
    MouseButton,
)
from esp_at_simulator import SimulatedModule
from esp_at_simulator.hid_host import HidHost

from .helpers import until

GERMAN = layout_of("de", HostSystem.LINUX)

type Verb = Callable[[HidFeature], Awaitable[None]]
type Disturbance = Callable[[SimulatedModule, HidHost, asyncio.Task[None]], object]

VERBS: dict[str, Verb] = {
    "type": lambda hid: hid.type_text("Grüße AN @alle: é!", GERMAN),
    "chord": lambda hid: hid.press(parse_chord("ctrl+alt+delete"), repeats=5),
    "hold": lambda hid: hid.press(parse_chord("shift+gui"), hold=0.05),
    "drag": lambda hid: hid.drag(900, -400, button=MouseButton.RIGHT),
    "click": lambda hid: hid.click(count=3, hold=0.01, modifiers=Modifier.LEFT_CTRL),
    "scroll": lambda hid: hid.scroll(500),
    "media": lambda hid: hid.consumer(ConsumerUsage.VOLUME_UP, repeats=5),
    "release": lambda hid: hid.release(),
    "off": lambda hid: hid.turn_off(),
    "on": lambda hid: hid.turn_on(),
}
DISTURBANCES: dict[str, Disturbance] = {
    "nothing": lambda module, host, work: None,
    "cancel": lambda module, host, work: work.cancel(),
    "leave": lambda module, host, work: host.disconnect(),
    "come": lambda module, host, work: asyncio.ensure_future(host.connect()),
    "busy": lambda module, host, work: module.faults.busy(3),
    "restart": lambda module, host, work: module.brown_out(),
    "silence": lambda module, host, work: module.faults.silence(0.05),
    "noise": lambda module, host, work: module.faults.noise(),
    "unplug": lambda module, host, work: module.faults.vanish(0.1),
}
SCRIPT = st.lists(
    st.tuples(
        st.sampled_from(sorted(VERBS)),
        st.floats(0, 0.03),
        st.sampled_from(sorted(DISTURBANCES)),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


async def _run(script: list[tuple[str, float, str, bool]]) -> None:
    module = SimulatedModule("4.1", "esp32", time_scale=0.01, families=("all",))
    host = HidHost("PC", layout="de")
    module.surroundings.hid_hosts.append(host)
    async with module.on_pty() as port:
        options = DeviceOptions(keyboard=True, keystroke_interval=0.001)
        device = EspAtDevice(PortSettings(url=str(port)), options)
        await device.connect()
        await until(lambda: device.state.hid.connected)
        try:
            pending = []
            for verb, seconds, disturbance, wait in script:
                work = asyncio.ensure_future(_tolerant(VERBS[verb](device.hid)))
                pending.append(work)
                await asyncio.sleep(seconds)
                DISTURBANCES[disturbance](module, host, work)
                if wait:
                    async with asyncio.timeout(30):
                        await asyncio.wait([work])
            async with asyncio.timeout(60):
                await asyncio.wait(pending)
            await _works(device, module, host)
        finally:
            await device.close()
        assert host.quiet


async def _tolerant(work: Awaitable[None]) -> None:
    with suppress(EspAtError):
        await work


async def _works(device: EspAtDevice, module: SimulatedModule, host: HidHost) -> None:
    """Hold that the keyboard comes back by itself, with nothing down."""
    module.faults.clear()
    await until(lambda: device.state.online, 30)
    await until(lambda: not device.client.busy)
    async with asyncio.timeout(30):
        while True:
            with suppress(EspAtError):
                await device.hid.turn_on()
                await host.connect()
                # The space is for an accent that the host may still wait with
                await device.hid.type_text(" z", GERMAN)
                break
            await asyncio.sleep(0.05)
    assert host.text.endswith("z")
    await until(lambda: host.quiet)


@pytest.mark.usefixtures("impatient")
@given(SCRIPT)
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,  # it only shortens waits
        HealthCheck.too_slow,
    ],
)
def test_nothing_stays_down(script: list[tuple[str, float, str, bool]]) -> None:
    """Actions, cancellations, restarts, lost hosts and cables leave nothing down."""
    asyncio.run(_run(script))
