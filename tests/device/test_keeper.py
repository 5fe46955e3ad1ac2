"""What looks after a connected module goes on, whatever happens meanwhile."""

import asyncio
from datetime import timedelta

import pytest

from custom_components.esp_at.at.errors import EspAtError, ModuleReset
from custom_components.esp_at.device import device as device_module
from custom_components.esp_at.device.device import EspAtDevice, PortSettings
from custom_components.esp_at.device.state import DeviceEvent, DeviceRestarted
from esp_at_simulator.module import SimulatedModule

from .helpers import assert_works, quiet, until


async def test_a_restart_while_a_refresh_waits(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """A refresh that waits behind a user's command does not keep the set-up away."""
    simulator.time_scale = 1.0
    scan = asyncio.create_task(device.wifi.scan())
    await until(lambda: "AT+CWLAP" in simulator.received)
    device.refresh_soon()
    await asyncio.sleep(0.05)
    simulator.time_scale = 0.01
    simulator.brown_out()

    with pytest.raises(ModuleReset):
        await scan
    await assert_works(device, 5)


async def test_a_sleep_while_a_refresh_runs(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """A module that sleeps is left alone, whatever was still to be read of it."""
    simulator.time_scale = 1.0
    device.refresh_soon()
    await asyncio.sleep(0.001)
    await device.system.sleep(timedelta(hours=1))
    await asyncio.sleep(0.1)

    sent = [line for line in device.client.wire_log.lines() if " > " in line]
    assert sent[-1].endswith("AT+GSLP=3600000")
    assert device.client.connected
    assert not device.state.online


async def test_a_fault_of_ours(
    device: EspAtDevice,
    simulator: SimulatedModule,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """An error that nobody thought of is logged, and the module is still looked after."""

    async def fail() -> None:
        raise KeyError("ours")

    with monkeypatch.context() as patch:
        patch.setattr(device.wifi, "refresh", fail)
        device.refresh_soon()
        await until(lambda: not device.state.online)
    assert "could not be looked after" in caplog.text

    await assert_works(device, 5)
    simulator.brown_out()
    await until(lambda: device.counters.restarts == 1)
    await assert_works(device, 5)


async def test_a_module_that_oversleeps(
    device: EspAtDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where ``ready`` was lost the module is found without opening the port again."""
    monkeypatch.setattr(device_module, "_WAKE_UP_MARGIN", 0.1)
    device.fall_asleep(timedelta(seconds=0))
    assert not device.state.online

    await assert_works(device, 5)
    assert device.counters.reconnects == 0


async def test_a_restart_at_another_rate(simulator: SimulatedModule, port: str) -> None:
    """A module that was found at a rate of its own is expected there after a restart."""
    first = EspAtDevice(PortSettings(url=port))
    await first.connect()
    await first.system.send_command("AT+UART_DEF=460800,8,1,0,0")
    await first.close()
    simulator.power_cycle()
    await asyncio.sleep(0.1)

    device = EspAtDevice(PortSettings(url=port))
    await device.connect()
    await quiet(device)
    heard: list[DeviceEvent] = []
    device.subscribe_events(heard.append)
    simulator.brown_out()
    await until(lambda: any(isinstance(event, DeviceRestarted) for event in heard), 5)

    assert device.baudrate == 460800
    assert device.counters.reconnects == 0
    await device.close()


async def test_a_close_that_is_cancelled(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """Who stops waiting for the end does not keep the port open."""
    simulator.unplug()
    await until(lambda: not device.state.online)
    simulator.plug()
    closing = asyncio.create_task(device.close())
    await asyncio.sleep(0)
    closing.cancel()
    await asyncio.wait([closing])

    assert closing.cancelled()
    assert not device.client.connected
    with pytest.raises(EspAtError):
        await device.refresh()
