"""Updates of the firmware, from a real server."""

import asyncio
from collections.abc import AsyncGenerator

import pytest

from custom_components.esp_at.at.errors import InvalidParameter, ModuleReset
from custom_components.esp_at.device import update
from custom_components.esp_at.device.device import EspAtDevice, PortSettings
from custom_components.esp_at.device.errors import (
    Unsupported,
    UpdateFailed,
    UpdateStage,
)
from custom_components.esp_at.device.state import (
    DeviceEvent,
    DeviceRestarted,
    RestartReason,
)
from custom_components.esp_at.device.update import UpdateStep
from esp_at_simulator import SimulatedModule
from esp_at_simulator.update_server import UpdateServer

from .helpers import assert_works, until

pytestmark = pytest.mark.usefixtures("socket_enabled")


@pytest.fixture
async def server(simulator: SimulatedModule) -> AsyncGenerator[UpdateServer]:
    """Run a server that has three versions."""
    server = UpdateServer("4.1.0.0", "2.0.0.0", "5.0.1.0")
    async with server.serve(simulator.surroundings):
        yield server


async def test_update(device: EspAtDevice, server: UpdateServer) -> None:
    """The newest version is installed step by step, and runs in the end."""
    events: list[DeviceEvent] = []
    device.subscribe_events(events.append)
    assert await device.updates.latest() == "5.0.1.0"
    steps: list[UpdateStep] = []
    await device.updates.install(on_step=steps.append)
    assert steps == list(UpdateStep)
    assert device.firmware.version_text == "5.0.1.0"
    assert device.state.online
    await until(lambda: DeviceRestarted(reason=RestartReason.UPDATE) in events)
    await assert_works(device)
    await device.system.roll_back()
    await until(lambda: DeviceRestarted(reason=RestartReason.ROLLBACK) in events)
    assert device.firmware.version_text == "4.1.1.0"


async def test_version(device: EspAtDevice, server: UpdateServer) -> None:
    """A version can be chosen, an older one too."""
    steps: list[UpdateStep] = []
    await device.updates.install("v4.1.0.0", on_step=steps.append)
    assert steps == [UpdateStep.SERVER_FOUND, UpdateStep.INSTALLED]
    assert device.firmware.version_text == "4.1.0.0"


async def test_asked_seldom(
    simulator: SimulatedModule, device: EspAtDevice, server: UpdateServer
) -> None:
    """The module is asked once a day, whatever it answered."""
    server.recommended = None
    for _ in range(3):
        assert await device.updates.latest() == "5.0.1.0"
    assert simulator.received.count("AT+CIPFWVER?") == 1


async def test_asked_later(
    simulator: SimulatedModule, device: EspAtDevice, server: UpdateServer
) -> None:
    """A module that restarts was not asked; it is, once it is there again."""
    simulator.brown_out()
    await until(lambda: not device.state.online)
    with pytest.raises(ModuleReset):
        await device.updates.latest()
    await assert_works(device)
    await device.updates.latest()
    assert simulator.received.count("AT+CIPFWVER?") == 1


async def test_offline(simulator: SimulatedModule, device: EspAtDevice) -> None:
    """Without a server, what was known is offered, and installing fails at once."""
    assert await device.updates.latest() == "5.0.1.0"
    with pytest.raises(UpdateFailed) as caught:
        await device.updates.install()
    assert caught.value.step is UpdateStage.FIND_SERVER
    await assert_works(device)


async def test_failures(device: EspAtDevice, server: UpdateServer) -> None:
    """An update that fails names what it was about, and changes nothing."""
    server.recommended = "9.9.9.9"
    with pytest.raises(UpdateFailed) as caught:
        await device.updates.install()
    assert caught.value.step is UpdateStage.INSTALL
    server.recommended = None
    with pytest.raises(UpdateFailed) as caught:
        await device.updates.install()
    assert caught.value.step is UpdateStage.GET_VERSION
    with pytest.raises(UpdateFailed) as caught:
        await device.updates.install("1.2.3.4")
    assert caught.value.step is UpdateStage.CONNECT
    assert device.firmware.version_text == "4.1.1.0"
    await assert_works(device)


async def test_other_version(device: EspAtDevice, server: UpdateServer) -> None:
    """An image that is not what it is said to be is noticed."""
    server.images["9.9.9.9"] = server.images["5.0.1.0"]
    with pytest.raises(UpdateFailed) as caught:
        await device.updates.install("9.9.9.9")
    assert caught.value.step is UpdateStage.VERIFY


async def test_result_lost(
    simulator: SimulatedModule, device: EspAtDevice, server: UpdateServer
) -> None:
    """A module that restarts at the last step has been updated."""

    def cut_short(step: UpdateStep) -> None:
        if step is UpdateStep.INSTALLED:
            simulator.power_cycle()

    await device.updates.install(on_step=cut_short)
    assert device.firmware.version_text == "5.0.1.0"


async def test_no_command(simulator: SimulatedModule, port: str) -> None:
    """A build may lack the command."""
    del simulator.build.commands["+CIUPDATE"]
    device = EspAtDevice(PortSettings(url=port))
    await device.connect()
    assert device.updates.why_not == "no_update_command"
    await device.close()


async def test_restart_meanwhile(
    simulator: SimulatedModule, device: EspAtDevice, server: UpdateServer
) -> None:
    """A module that restarts halfway has not been updated."""
    simulator.time_scale = 1
    running = asyncio.create_task(device.updates.install())
    await until(lambda: simulator.updater.step == UpdateStep.VERSION_RECEIVED)
    simulator.time_scale = 0.01
    simulator.power_cycle()
    with pytest.raises(UpdateFailed) as caught:
        await running
    assert caught.value.step is UpdateStage.INSTALL


async def test_restart_before(
    simulator: SimulatedModule,
    device: EspAtDevice,
    server: UpdateServer,
) -> None:
    """A restart before the update has begun is none of its own."""
    events: list[DeviceEvent] = []
    device.subscribe_events(events.append)
    simulator.surroundings.internet.silent.add("192.168.1.99")
    simulator.time_scale = 0.1
    busy = asyncio.create_task(device.network.ping("192.168.1.99"))
    await until(lambda: device.client.busy)
    running = asyncio.create_task(device.updates.install())
    await asyncio.sleep(0.05)
    simulator.time_scale = 0.01
    simulator.brown_out()
    with pytest.raises(ModuleReset):
        await busy
    await running
    assert device.firmware.version_text == "5.0.1.0"
    restarts = [event for event in events if isinstance(event, DeviceRestarted)]
    assert restarts[-1].reason is RestartReason.UPDATE


async def test_does_not_come_back(
    simulator: SimulatedModule,
    device: EspAtDevice,
    server: UpdateServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A module that stays away is not waited for without end."""
    monkeypatch.setattr(update, "_RESTART", 0.1)
    simulator.boot_seconds = 100
    with pytest.raises(UpdateFailed) as caught:
        await device.updates.install()
    assert caught.value.step is UpdateStage.RESTART


async def test_closed_meanwhile(
    simulator: SimulatedModule, device: EspAtDevice, server: UpdateServer
) -> None:
    """Who ends the device because of its new firmware does not make it a failure."""

    def end(step: UpdateStep) -> None:
        if step is UpdateStep.INSTALLED:
            closing.append(asyncio.create_task(close()))

    async def close() -> None:
        await until(lambda: device.firmware.version_text == "5.0.1.0")
        await device.close()

    closing: list[asyncio.Task[None]] = []
    await device.updates.install(on_step=end)
    await closing[0]


async def test_nothing_else_passes(device: EspAtDevice, server: UpdateServer) -> None:
    """While the module updates itself, it is not asked for its state."""
    running = asyncio.create_task(device.updates.install())
    await until(lambda: device.client.busy)
    errors = device.counters.errors
    before = device.state.memory
    assert (await device.refresh()).memory is before
    await running
    assert device.counters.errors == errors


async def test_from_url(device: EspAtDevice, server: UpdateServer) -> None:
    """An image may come from anywhere; a bad one changes nothing."""
    assert device.updates.supports_url
    url = "http://iot.espressif.test/images/"
    await device.updates.install_from_url(f"{url}5.0.1.0")
    assert device.firmware.version_text == "5.0.1.0"
    with pytest.raises(UpdateFailed) as caught:
        await device.updates.install_from_url(f"{url}9.9.9.9")
    assert caught.value.step is UpdateStage.INSTALL


async def test_bad_input(simulator: SimulatedModule, device: EspAtDevice) -> None:
    """What names no image is refused; nothing is sent."""
    before = len(simulator.received)
    for version in ("", "newest", '4.1",,1'):
        with pytest.raises(InvalidParameter, match="version"):
            await device.updates.install(version)
    for url in ("ftp://web.test/", "http://" + "x" * 8200, "http://\ud83d"):
        with pytest.raises(InvalidParameter, match="url"):
            await device.updates.install_from_url(url)
    assert len(simulator.received) == before


@pytest.mark.parametrize(
    ("profile", "why_not"),
    [
        ("1.1", "unknown_module"),
        ("2.0", None),
        ("2.3", "own_build"),
        ("3.4", None),
        ("3.5", "own_build"),
        ("5.0", None),
    ],
)
async def test_who_can_update(device: EspAtDevice, why_not: str | None) -> None:
    """Official releases can; a build that somebody made is left alone."""
    assert device.updates.why_not == why_not
    assert device.updates.supported is (why_not is None)
    if why_not is not None:
        assert await device.updates.latest() is None
        with pytest.raises(Unsupported, match="firmware_update"):
            await device.updates.install()


@pytest.mark.parametrize("profile", ["2.0"])
async def test_old_firmware(
    simulator: SimulatedModule, device: EspAtDevice, server: UpdateServer
) -> None:
    """Firmware that cannot ask is offered what fits the layout of its flash."""
    assert await device.updates.latest() == "2.4.0.0"
    assert "AT+CIPFWVER?" not in simulator.received
    assert not device.updates.supports_url
    with pytest.raises(Unsupported, match="from_url"):
        await device.updates.install_from_url("http://web.test/")
