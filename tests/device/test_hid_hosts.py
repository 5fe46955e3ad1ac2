"""Hosts of the keyboard: who comes, goes and finds it again."""

import asyncio

import pytest

from custom_components.esp_at.at.errors import ConnectionLost
from custom_components.esp_at.device.device import (
    DeviceOptions,
    EspAtDevice,
    PortSettings,
)
from custom_components.esp_at.device.errors import (
    HidRefused,
    NoHost,
    TypingStopped,
    Unsupported,
)
from custom_components.esp_at.device.state import (
    BluetoothRole,
    BluetoothRoleEnded,
    DeviceEvent,
    HidHostConnected,
    HidHostDisconnected,
)
from custom_components.esp_at.keyboard.layout import HostSystem, layout_of
from esp_at_simulator import SimulatedModule
from esp_at_simulator.hid_host import HidHost

from .helpers import until
from .keyboards import keyboard, sent

US = layout_of("us", HostSystem.LINUX)
NOT_THERE = pytest.mark.parametrize(
    ("profile", "chip", "families"),
    [("1.1", "esp32", ("all",)), ("2.0", "esp32", ()), ("4.1", "esp32c6", ("all",))],
)


@NOT_THERE
async def test_firmware_without_hid(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """Firmware without it is known, also where it only refuses the query."""
    assert not device.hid.supported
    assert device.state.hid.enabled is None
    with pytest.raises(Unsupported):
        await device.hid.turn_on()
    with pytest.raises(Unsupported):
        await device.hid.click()
    assert not sent(simulator, "BLEHIDINIT")


async def test_a_damaged_query(port: str, simulator: SimulatedModule) -> None:
    """What the module has on its list is there, even if it refuses the first query."""
    device = EspAtDevice(PortSettings(url=port))
    connecting = asyncio.create_task(device.connect())
    received, commands = simulator.received, simulator.build.commands
    while "AT+CMD?" not in received[:-1]:
        await asyncio.sleep(0)
    forms = commands.pop("+BLEHIDINIT")
    await connecting
    commands["+BLEHIDINIT"] = forms
    await device.refresh()
    assert device.hid.supported
    assert device.state.hid.enabled is False
    await device.close()


async def test_hosts_come_and_go(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """Who connects and leaves is told; a host comes back by itself."""
    events: list[DeviceEvent] = []
    device.subscribe_events(events.append)
    host = HidHost("PC")
    simulator.surroundings.hid_hosts.append(host)
    await device.hid.turn_on()
    await until(lambda: device.state.hid.connected)
    host.disconnect()
    await until(lambda: not device.state.hid.connected)
    await host.connect()
    await until(lambda: device.state.hid.connected)

    assert events == [HidHostConnected(), HidHostDisconnected(), HidHostConnected()]


async def test_again_after_a_restart(
    simulator: SimulatedModule, typist: tuple[EspAtDevice, HidHost]
) -> None:
    """A module that restarts is a keyboard again, its host comes back, and types."""
    device, host = typist
    simulator.brown_out()
    await until(lambda: device.counters.restarts == 1 and device.state.online)
    await until(lambda: device.state.hid.connected)
    await device.hid.type_text("again", US)
    assert host.text == "again"


async def test_the_next_session_takes_over(
    port: str, simulator: SimulatedModule
) -> None:
    """Who connects to a module that has a host knows it, and lets everything go."""
    host = HidHost("PC")
    async with keyboard(port, simulator, host=host) as (device, _):
        await device.system.send_command("AT+BLEHIDKB=2,0,0,0,0,0,0")
        await device.system.send_command("AT+BLEHIDMUS=1,0,0,0")
        assert not host.quiet
        await device.client.close()
        options = DeviceOptions(keyboard=True, keystroke_interval=0)
        other = EspAtDevice(PortSettings(url=port), options)
        await other.connect()
        assert other.state.hid.enabled
        assert other.state.hid.connected
        assert host.quiet
        await other.hid.type_text("on", US)
        await other.close()
    assert host.text == "on"


async def test_not_wanted_any_more(port: str, simulator: SimulatedModule) -> None:
    """A keyboard that was left on is switched off where it is not wanted."""
    async with keyboard(port, simulator) as (device, host):
        await device.client.close()
        other = EspAtDevice(PortSettings(url=port))
        await other.connect()
        assert other.state.hid.enabled is False
        await until(lambda: not host.connected)
        await other.close()


async def test_a_lost_code(
    simulator: SimulatedModule, typist: tuple[EspAtDevice, HidHost]
) -> None:
    """A host whose coming the line lost is found as soon as it is needed."""
    device, host = typist
    host.disconnect()
    await until(lambda: not device.state.hid.connected)
    simulator.faults.silence(0.3)
    await host.connect()
    await asyncio.sleep(0.4)
    assert not device.state.hid.connected

    await device.hid.type_text("ok", US)
    assert host.text == "ok"
    assert device.state.hid.connected


async def test_a_lost_goodbye(
    simulator: SimulatedModule, typist: tuple[EspAtDevice, HidHost]
) -> None:
    """A host that went unheard is noticed by the first input."""
    device, host = typist
    simulator.faults.silence(0.3)
    host.disconnect()
    await asyncio.sleep(0.4)
    assert device.state.hid.connected
    with pytest.raises(NoHost):
        await device.hid.type_text("ok", US)
    assert not device.state.hid.connected


async def test_other_roles_end(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """What excludes the keyboard is taken down first, and said."""
    events: list[DeviceEvent] = []
    device.subscribe_events(events.append)
    await device.system.send_command("AT+BLEINIT=2")
    await device.hid.turn_on()
    assert device.state.hid.enabled
    await device.hid.turn_off()
    await device.system.send_command("AT+BLUFI=1")
    await device.hid.turn_on()

    assert events == [
        BluetoothRoleEnded(role=BluetoothRole.BLE),
        BluetoothRoleEnded(role=BluetoothRole.BLUFI),
    ]


async def test_a_role_that_the_build_lacks(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """What the module refuses to tell of cannot be in the way."""
    del simulator.build.commands["+BLUFI"]
    await device.hid.turn_on()
    assert device.state.hid.enabled


@pytest.mark.parametrize("profile", ["4.1", "5.0"])
async def test_the_name(port: str, simulator: SimulatedModule) -> None:
    """Hosts find the module under the name that was chosen, also if it was on."""
    async with keyboard(port, simulator, name="Sofa") as (device, host):
        assert device.state.hid.name == "Sofa"
        assert host.peer_name == "Sofa"
        await device.client.close()
        options = DeviceOptions(keyboard=True, keyboard_name="Desk")
        other = EspAtDevice(PortSettings(url=port), options)
        await other.connect()
        await until(lambda: other.state.hid.connected)
        assert host.peer_name == "Desk"
        await other.close()


async def test_a_pulled_cable(port: str, simulator: SimulatedModule) -> None:
    """Shift that a pulled cable left down is let go once it is back."""
    async with keyboard(port, simulator, interval=0.01) as (device, host):
        typing = asyncio.create_task(device.hid.type_text("A" * 100, US))
        await until(lambda: len(host.text) >= 5)
        simulator.faults.vanish(0.5)
        with pytest.raises((TypingStopped, ConnectionLost)):
            await typing
        await until(lambda: device.state.online and device.counters.reconnects > 0, 30)
        await until(lambda: host.quiet)


async def test_a_keyboard_that_refuses(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """A module that cannot become one says so, and is not asked for ever."""
    simulator.hid.has_memory = False
    with pytest.raises(HidRefused):
        await device.hid.turn_on()
    before = len(sent(simulator, "BLEHIDINIT"))
    await device.refresh()
    assert len(sent(simulator, "BLEHIDINIT")) == before


async def test_an_unheard_restart(
    simulator: SimulatedModule, typist: tuple[EspAtDevice, HidHost]
) -> None:
    """A restart that the line lost is noticed by the first input, and mended."""
    device, host = typist
    simulator.faults.silence(0.5)
    simulator.brown_out()
    await until(lambda: not host.connected)
    await asyncio.sleep(0.5)
    with pytest.raises(NoHost):
        await device.hid.type_text("ok", US)
    await until(lambda: device.state.hid.connected)
    await device.hid.type_text("ok", US)
    assert host.text == "ok"
