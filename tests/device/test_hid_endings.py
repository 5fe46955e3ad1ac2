"""How inputs end: when the device is closed, its host gone, or the keyboard off."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from custom_components.esp_at.at.errors import ConnectionLost
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.errors import NoHost, PressesStopped
from custom_components.esp_at.device.hid import HidFeature
from custom_components.esp_at.device.state import (
    DeviceEvent,
    HidHostConnected,
    HidHostDisconnected,
)
from custom_components.esp_at.keyboard.chord import parse_chord
from custom_components.esp_at.keyboard.layout import HostSystem, layout_of
from custom_components.esp_at.keyboard.usages import ConsumerUsage
from esp_at_simulator import SimulatedModule
from esp_at_simulator.hid_host import HidHost

from .helpers import until
from .keyboards import keyboard, sent

US = layout_of("us", HostSystem.LINUX)
type Verb = Callable[[HidFeature], Awaitable[None]]


async def test_nothing_is_sent_any_more_once_closed(
    simulator: SimulatedModule, typist: tuple[EspAtDevice, HidHost]
) -> None:
    """Who comes while the rest of the device is closed cannot leave a key down."""
    device, host = typist
    await device.hid.close()
    before = len(sent(simulator, "BLEHIDKB"))
    with pytest.raises(ConnectionLost):
        await device.hid.press(parse_chord("shift"), hold=10)
    with pytest.raises(ConnectionLost):
        await device.hid.release()
    assert len(sent(simulator, "BLEHIDKB")) == before
    assert host.quiet


async def test_modifiers_are_not_down_between_repeats(
    typist: tuple[EspAtDevice, HidHost],
) -> None:
    """Whoever waits between two presses does so with nothing down."""
    device, host = typist
    for chord in ("ctrl+z", "gui"):
        host.clear()
        pressing = asyncio.create_task(
            device.hid.press(parse_chord(chord), repeats=2, interval=0.3)
        )
        await until(lambda: len(host.strokes) == 1)
        await asyncio.sleep(0.15)
        assert host.quiet
        await pressing
        assert len(host.strokes) == 2


async def test_releases_keep_the_pace(port: str, simulator: SimulatedModule) -> None:
    """What follows a release is no faster than what follows a key."""
    loop = asyncio.get_running_loop()
    async with keyboard(port, simulator, interval=0.2) as (device, host):
        await device.hid.press(parse_chord("shift+a"))
        released = loop.time()
        await device.hid.press(parse_chord("b"))
        assert loop.time() - released > 0.15
        assert host.text == "Ab"


async def test_releasing_for_a_host_that_went_unheard(
    simulator: SimulatedModule, typist: tuple[EspAtDevice, HidHost]
) -> None:
    """Letting go says as any input does that nobody is there."""
    device, host = typist
    simulator.faults.silence(0.3)
    host.disconnect()
    await asyncio.sleep(0.4)
    with pytest.raises(NoHost):
        await device.hid.release()
    assert not device.state.hid.connected


async def test_switched_off_unheard(
    simulator: SimulatedModule, typist: tuple[EspAtDevice, HidHost]
) -> None:
    """A refresh that finds the keyboard off ends what waits, and starts it again."""
    device, _host = typist
    events: list[DeviceEvent] = []
    device.subscribe_events(events.append)
    pressing = asyncio.create_task(
        device.hid.press(parse_chord("a"), repeats=2, interval=60)
    )
    await until(lambda: "0,4,0,0,0,0,0" in sent(simulator, "BLEHIDKB"))
    await device.system.send_command("AT+BLEHIDINIT=0")
    async with asyncio.timeout(10):
        await device.refresh()
        with pytest.raises(PressesStopped) as caught:
            await pressing
    assert isinstance(caught.value.__cause__, NoHost)
    assert caught.value.done == 1
    await until(lambda: device.state.hid.connected)
    assert events == [HidHostDisconnected(), HidHostConnected()]


async def test_a_restart_while_a_refresh_waits(
    port: str, simulator: SimulatedModule
) -> None:
    """Who has to set the module up does not wait for who waits for that."""
    async with keyboard(port, simulator, interval=1) as (device, _host):
        await device.system.send_command("AT+BLEHIDINIT=0")
        # Refused, and after a second it tries to let go of Shift
        pressing = asyncio.create_task(device.hid.press(parse_chord("shift+a")))
        await asyncio.sleep(0.1)
        device.refresh_soon()
        await asyncio.sleep(0.1)
        simulator.brown_out()
        with pytest.raises(NoHost):
            await pressing
        await until(lambda: device.state.hid.connected, 20)
        assert device.counters.reconnects == 0


@pytest.mark.parametrize(
    "verb",
    [
        lambda hid: hid.type_text("A" * 6, US),
        lambda hid: hid.type_text("a" * 6, US),
        lambda hid: hid.drag(1600, 0),
        lambda hid: hid.consumer(ConsumerUsage.VOLUME_UP, repeats=6),
    ],
)
async def test_a_host_too_slow_for_the_pace(
    port: str, simulator: SimulatedModule, verb: Verb
) -> None:
    """What the air had no room for is lost, but everything goes up."""
    host = HidHost("TV")
    host.interval = 0.3
    async with keyboard(port, simulator, host=host, interval=0.005) as (device, _):
        await device.hid.scroll(1)  # an odd one: of a key, only the half has room
        await verb(device.hid)
        assert host.lost_reports
        await asyncio.sleep(2)
        assert host.report_count > 12
        assert host.quiet
