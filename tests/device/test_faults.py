"""Whatever happens on the line, the device comes back by itself, whole and fresh."""

import asyncio
from datetime import timedelta
from functools import partial
from pathlib import Path
import threading

import pytest

from custom_components.esp_at.at.errors import EspAtError, ModuleAsleep
from custom_components.esp_at.device.device import (
    DeviceOptions,
    EspAtDevice,
    PortSettings,
)
from custom_components.esp_at.device.state import (
    DeviceEvent,
    DeviceRestarted,
    DeviceState,
    RestartReason,
)
from esp_at_simulator.module import SimulatedModule

from ..conftest import HOME, PASSWORD
from .helpers import assert_works, connected, until


def _offline(device: EspAtDevice) -> bool:
    return not device.state.online


def events_of(device: EspAtDevice) -> list[DeviceEvent]:
    """Return the list that the device's events go to."""
    heard: list[DeviceEvent] = []
    device.subscribe_events(heard.append)
    return heard


async def test_the_port_vanishes_and_returns(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """A pulled cable makes the device unavailable at once, its return available."""
    simulator.unplug()
    await until(lambda: not device.state.online, 1)
    with pytest.raises(EspAtError):
        await device.system.send_command("AT")
    with pytest.raises(EspAtError):
        await device.refresh()

    simulator.plug()
    await assert_works(device)
    assert device.counters.reconnects == 1


async def test_the_port_returns_as_another(tmp_path: Path) -> None:
    """A name by id points to another port after replugging; it is followed."""
    module = SimulatedModule(time_scale=0.01)
    module.surroundings.add_access_point(HOME, password=PASSWORD)
    by_id = tmp_path / "usb-ESP-AT-if00"
    async with module.on_pty(tmp_path / "ttyUSB0"):
        by_id.symlink_to(tmp_path / "ttyUSB0")
        device = EspAtDevice(PortSettings(url=str(by_id)))
        await device.connect()
        await device.wifi.join(HOME, PASSWORD)
        module.unplug()
        await until(lambda: not device.state.online, 1)
        by_id.unlink()
        module.plug(tmp_path / "ttyUSB1")
        by_id.symlink_to(tmp_path / "ttyUSB1")
        await assert_works(device)
        await device.close()


async def test_a_reset_inside_a_response(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """The running command ends with an error; the module is set up again."""
    heard = events_of(device)
    simulator.faults.reset_after(20)
    with pytest.raises(EspAtError):
        await device.system.send_command("AT+GMR")

    await until(lambda: bool(heard))
    await assert_works(device)
    restarts = [event for event in heard if isinstance(event, DeviceRestarted)]
    assert restarts == [DeviceRestarted(reason=RestartReason.UNEXPECTED)]
    assert device.state.last_restart is not None


async def test_a_reset_inside_a_payload(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """A reset while data are awaited ends the command; the data become no command."""
    await device.system.send_command("AT+USERRAM=1,1024")
    simulator.faults.reset_in_payload(100)
    with pytest.raises(EspAtError):
        await device.system.send_command("AT+USERRAM=2,512", b"AT+RST\r\n" * 64)

    await until(lambda: device.counters.restarts == 1)
    await assert_works(device)
    assert "AT+RST" not in simulator.received


async def test_a_half_sent_payload(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """A module that waits for lost data gets out of it, and takes commands again."""
    await device.system.send_command("AT+USERRAM=1,1024")
    simulator.faults.lose_payload(5)
    with pytest.raises(EspAtError):
        await device.system.send_command("AT+USERRAM=2,512", b"x" * 512, timeout=0.3)

    await assert_works(device)


async def test_silence(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """After a time without a byte in either direction all is well again."""
    simulator.faults.silence(2.0)
    with pytest.raises(EspAtError):
        await device.system.send_command("AT", timeout=0.3)

    await assert_works(device)


async def test_a_module_that_hangs(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """A module stuck in a command is restarted, and the reason is told."""
    simulator.faults.hang()
    with pytest.raises(EspAtError):
        await device.system.send_command("AT+GMR", timeout=0.2)
    with pytest.raises(EspAtError):
        await device.system.send_command("AT")

    await assert_works(device)
    assert "AT+RST" in simulator.received or device.counters.restarts


async def test_garbage(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """Noise before every answer is survived."""
    simulator.faults.garbage = 1.0
    for _ in range(5):
        with_error = asyncio.create_task(device.system.send_command("AT", timeout=0.5))
        await asyncio.wait([with_error], timeout=60)
        assert with_error.done()
        with_error.exception()

    simulator.faults.garbage = 0.0
    await assert_works(device)


async def test_lost_bytes(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """With one byte in a hundred lost every caller gets an answer or an error."""
    simulator.faults.drop = 0.01
    for _ in range(8):
        try:
            async with asyncio.timeout(60):
                await device.refresh()
                await device.system.send_command("AT+GMR", timeout=0.3)
        except EspAtError:
            continue

    simulator.faults.drop = 0.0
    await device.refresh()  # what was read damaged stays until the next one
    await assert_works(device)


async def test_a_busy_storm(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """A module that refuses a few lines gets them again."""
    simulator.faults.busy(3)
    assert await device.system.send_command("AT+CWMODE?", timeout=10)
    await assert_works(device)


async def test_a_flood_of_codes(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """Thousands of codes do not hold up a command, and the state is the last one."""
    simulator.faults.flood(3000)
    for _ in range(5):
        await device.system.send_command("AT")
    await assert_works(device)


async def test_a_brown_out(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """A module that restarts without a word is set up again and rejoins."""
    heard = events_of(device)
    simulator.brown_out()
    await until(lambda: bool(heard))

    await assert_works(device)
    assert DeviceRestarted(reason=RestartReason.UNEXPECTED) in heard


async def test_restarts_in_a_row(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """A module that restarts while it is set up is set up from the start."""
    for _ in range(4):
        simulator.brown_out()
        await asyncio.sleep(0.03)

    await assert_works(device)


async def test_deep_sleep(device: EspAtDevice) -> None:
    """A sleeping module is unavailable, and back when it wakes up."""
    heard = events_of(device)
    await device.system.sleep(timedelta(seconds=30))
    assert not device.state.online
    with pytest.raises(ModuleAsleep):
        await device.system.send_command("AT")

    await until(lambda: DeviceRestarted(reason=RestartReason.WAKE_UP) in heard)
    await assert_works(device)


@pytest.mark.parametrize("fast_baudrate", [921600])
async def test_a_faster_line(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """The line goes to the faster rate, and finds its way after a restart."""
    assert device.diagnostics()["baudrate"] == 921600
    simulator.brown_out()
    await until(lambda: not device.state.online)

    await assert_works(device)
    assert device.diagnostics()["baudrate"] == 921600


async def test_a_module_at_another_rate(simulator: SimulatedModule, port: str) -> None:
    """A module that boots at another rate than configured is found all the same."""
    first = EspAtDevice(PortSettings(url=port))
    await first.connect()
    await first.system.send_command("AT+UART_DEF=460800,8,1,0,0")
    await first.close()
    simulator.power_cycle()
    await asyncio.sleep(0.1)

    device = EspAtDevice(PortSettings(url=port))
    await device.connect()
    await device.wifi.join(HOME, PASSWORD)
    assert device.diagnostics()["baudrate"] == 460800
    await assert_works(device)
    await device.close()


async def test_nothing_is_left_behind(simulator: SimulatedModule, port: str) -> None:
    """After connects and closes, in good times and bad, no task or descriptor is left."""
    await asyncio.sleep(0.1)
    tasks = asyncio.all_tasks()
    threads = set(threading.enumerate())
    descriptors = len(list(Path("/proc/self/fd").iterdir()))
    for round_ in range(6):
        device = EspAtDevice(PortSettings(url=port), DeviceOptions())
        await device.connect()
        if round_ % 3 == 1:
            simulator.brown_out()
        if round_ % 3 == 2:
            simulator.unplug()
            await until(partial(_offline, device))
        await device.close()
        await device.close()
        if round_ % 3 == 2:
            simulator.plug()
    await asyncio.sleep(0.2)

    assert {
        task for task in asyncio.all_tasks() - tasks if "esp_at" in task.get_name()
    } == set()
    assert {
        t
        for t in set(threading.enumerate()) - threads
        if not t.name.startswith(("asyncio", "SyncWorker"))
    } == set()
    assert len(list(Path("/proc/self/fd").iterdir())) <= descriptors + 1


async def test_a_state_is_published_once_for_what_came_together(
    device: EspAtDevice,
) -> None:
    """A refresh that reads much tells its subscribers a few times, not per field."""
    heard: list[DeviceState] = []
    stop = device.subscribe(heard.append)
    await device.wifi.set_host_name("attic")
    await asyncio.sleep(0)
    stop()

    assert [state.station.host_name for state in heard] == ["attic"]
    assert connected(device)
