"""Restarts that are not plainly announced, and rates that a port does not have."""

import asyncio

import pytest
import serialx

from custom_components.esp_at.at.errors import EspAtError
from custom_components.esp_at.device.device import (
    DeviceOptions,
    EspAtDevice,
    PortSettings,
)
from custom_components.esp_at.device.state import (
    DeviceEvent,
    DeviceRestarted,
    RestartReason,
)
from esp_at_simulator.module import SimulatedModule

from ..at.peer import OK, Peer
from .helpers import assert_works, quiet, until

GMR = b"AT version:2.0.0.0(x - Jan  1 2024 00:00:00)\r\n" + OK


async def test_a_restart_whose_ready_was_lost(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """The echo of a module that started anew gives it away: it is set up again."""
    heard: list[DeviceEvent] = []
    device.subscribe_events(heard.append)
    await device.wifi.set_host_name("attic")
    await quiet(device)
    simulator.faults.silence(0.3)
    simulator.brown_out()
    await asyncio.sleep(0.35)
    simulator.faults.clear()
    assert simulator.state.echo
    await device.refresh()

    await until(lambda: DeviceRestarted(reason=RestartReason.UNEXPECTED) in heard)
    await assert_works(device)
    assert not simulator.state.echo
    assert device.state.station.host_name == "attic"


async def test_an_adapter_that_hears_itself() -> None:
    """A line that echoes by itself, echo off or not, is not set up over and over."""
    with Peer({}) as peer:
        lines = {b"AT+GMR": GMR, b"AT+SYSMSG?": b"+SYSMSG:0\r\nOK\r\n"}

        def answer(line: bytes) -> None:
            peer.answers[line] = line + b"\r\n" + lines.get(line, OK)

        for line in (b"AT", b"ATE0", b"AT+SYSLOG=1", b"AT+SYSRAM?", *lines):
            answer(line)
        device = EspAtDevice(PortSettings(url=peer.path))
        await device.connect()
        await device.refresh()
        await device.refresh()
        await asyncio.sleep(0.1)
        await device.close()

        assert device.counters.echoes > 2
        assert peer.lines.count(b"ATE0") == 1


async def test_a_restart_by_recovery_says_so(
    device: EspAtDevice, simulator: SimulatedModule, impatient: None
) -> None:
    """A module that we had to restart ourselves is told apart from one that fell."""
    heard: list[DeviceEvent] = []
    device.subscribe_events(heard.append)
    simulator.faults.hang()
    with pytest.raises(EspAtError):
        await device.system.send_command("AT+GMR", timeout=0.2)
    with pytest.raises(EspAtError):
        await device.system.send_command("AT")

    await until(lambda: DeviceRestarted(reason=RestartReason.RECOVERY) in heard)
    await assert_works(device)


async def test_a_restart_in_the_first_set_up() -> None:
    """A module that restarts while it is set up for the first time is set up again."""
    starts: list[int] = []

    def answer(peer: Peer) -> None:
        starts.append(1)
        peer.say(b"\r\nready\r\n" if len(starts) == 1 else GMR)

    with Peer({b"AT+GMR": answer, b"AT+SYSMSG?": b"+SYSMSG:0\r\nOK\r\n"}) as peer:
        device = EspAtDevice(PortSettings(url=peer.path))
        await device.connect()
        assert device.state.online
        await device.close()

    assert len(starts) == 2


async def test_a_restart_before_anybody_listened(
    simulator: SimulatedModule, port: str
) -> None:
    """A board that opening its port resets is not told of hours later."""
    heard: list[DeviceEvent] = []
    simulator.brown_out()
    device = EspAtDevice(PortSettings(url=port))
    device.subscribe_events(heard.append)
    await device.connect()
    simulator.unplug()
    await until(lambda: not device.state.online)
    simulator.plug()
    await until(lambda: device.state.online)
    await device.close()

    assert not any(isinstance(event, DeviceRestarted) for event in heard)


@pytest.mark.usefixtures("socket_enabled")
async def test_a_network_port_has_no_rate(simulator: SimulatedModule) -> None:
    """A module behind a raw network port is not sent to a rate that nobody follows."""
    async with simulator.on_tcp() as url:
        device = EspAtDevice(PortSettings(url=url), DeviceOptions(fast_baudrate=921600))
        await device.connect()
        assert device.baudrate == 115200
        await device.close()

    assert not any("UART_CUR" in line for line in simulator.received)


async def test_a_port_without_the_faster_rate(
    simulator: SimulatedModule,
    port: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The module is not sent to a rate at which the port could not follow."""
    reconfigure = serialx.BaseSerialTransport.reconfigure_port

    async def refuse(
        self: serialx.BaseSerialTransport, *, baudrate: int, **settings: object
    ) -> None:
        if baudrate == 921600:
            raise OSError("no such rate")
        await reconfigure(self, baudrate=baudrate)

    for cls in (serialx.BaseSerialTransport, *_subclasses(serialx.BaseSerialTransport)):
        if "reconfigure_port" in vars(cls):
            monkeypatch.setattr(cls, "reconfigure_port", refuse)
    device = EspAtDevice(PortSettings(url=port), DeviceOptions(fast_baudrate=921600))
    await device.connect()
    await device.close()

    assert "has no 921600 baud" in caplog.text
    assert not any("921600" in line for line in simulator.received)


def _subclasses(cls: type[object]) -> list[type[object]]:
    children: list[type[object]] = cls.__subclasses__()
    return [*children, *(grand for child in children for grand in _subclasses(child))]
