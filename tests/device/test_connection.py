"""How port and module come to understand each other, and what is said if not."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
import errno

import pytest
from serialx import BaseSerialTransport

from custom_components.esp_at.at.errors import CannotConnect, CommandError, PortProblem
from custom_components.esp_at.device.device import (
    DeviceOptions,
    EspAtDevice,
    PortSettings,
)
from custom_components.esp_at.device.errors import (
    FirmwareTooOld,
    NotEspAt,
    NothingAnswers,
)
from esp_at_simulator.module import SimulatedModule

from ..at.peer import OK, Answer, Peer
from .helpers import quiet, until

GMR = b"AT version:%b(x - ESP32 - Jan  1 2024 00:00:00)\r\nSDK version:v5\r\n"
FAST, SLOW = b"AT+UART_CUR=921600,8,1,0,0", b"AT+UART_CUR=115200,8,1,0,0"


@pytest.fixture
async def peer() -> AsyncIterator[Peer]:
    """Return a module that has GMR and little else."""
    answers: dict[bytes, Answer] = {
        b"AT+GMR": GMR % b"2.0.0.0" + OK,
        b"AT+SYSMSG?": b"+SYSMSG:0\r\nOK\r\n",
    }
    with Peer(answers) as made:
        yield made


def test_the_port_prints_without_its_url() -> None:
    """A URL may hold a password."""
    assert "hidden" not in repr(PortSettings(url="socket://me:hidden@host:23"))


async def test_nothing_answers(peer: Peer) -> None:
    """A dead line is told apart from everything else, within half a minute."""
    peer.silent = True
    device = EspAtDevice(PortSettings(url=peer.path))

    async with asyncio.timeout(30):
        with pytest.raises(NothingAnswers):
            await device.connect()

    assert not device.client.connected


@pytest.mark.parametrize(
    "report",
    [b"Hayes 2400\r\n" + OK, b"\r\nERROR\r\n", OK],
    ids=["modem", "no", "bare"],
)
async def test_another_device_answers(peer: Peer, report: bytes) -> None:
    """What takes AT but is no ESP-AT is refused."""
    peer.answers[b"AT+GMR"] = report
    device = EspAtDevice(PortSettings(url=peer.path))

    with pytest.raises(NotEspAt):
        await device.connect()

    assert not device.client.connected


async def test_firmware_that_is_too_old(peer: Peer) -> None:
    """Firmware before 1.1 is refused by its number."""
    peer.answers[b"AT+GMR"] = GMR % b"1.0.0.0" + OK
    device = EspAtDevice(PortSettings(url=peer.path))

    with pytest.raises(FirmwareTooOld) as caught:
        await device.connect()

    assert caught.value.version == "1.0.0.0"


async def test_a_lost_byte_in_the_set_up(peer: Peer) -> None:
    """A set-up command that fails once is tried again."""
    tries: list[int] = []

    def answer(p: Peer) -> None:
        tries.append(1)
        p.say(b"\r\nERROR\r\n" if len(tries) < 3 else OK)

    peer.answers[b"ATE0"] = answer
    device = EspAtDevice(PortSettings(url=peer.path))
    await device.connect()
    await device.close()

    assert len(tries) == 3


async def test_a_faster_line_that_does_not_hold(
    peer: Peer, caplog: pytest.LogCaptureFixture
) -> None:
    """The line goes back to its own rate, and the faster one is not tried again."""

    def deaf(p: Peer) -> None:
        p.say(OK)
        p.silent = True

    def hears(p: Peer) -> None:
        p.silent = False

    peer.answers[FAST] = deaf
    device = EspAtDevice(
        PortSettings(url=peer.path), DeviceOptions(fast_baudrate=921600)
    )
    connecting = asyncio.create_task(device.connect())
    await until(lambda: peer.lines.count(SLOW) == 1)
    hears(peer)
    await connecting
    assert device.diagnostics()["baudrate"] == 115200
    assert "does not hold 921600" in caplog.text

    peer.say(b"\r\nready\r\n")
    await until(lambda: device.counters.restarts == 1 and device.state.online)
    await device.close()
    assert peer.lines.count(FAST) == 1


async def test_a_faster_line_that_is_refused(peer: Peer) -> None:
    """A module that refuses the rate stays at its own."""
    peer.answers[FAST] = b"\r\nERROR\r\n"
    device = EspAtDevice(
        PortSettings(url=peer.path), DeviceOptions(fast_baudrate=921600)
    )
    await device.connect()

    assert device.diagnostics()["baudrate"] == 115200
    await device.close()


@pytest.mark.parametrize(("fast", "line"), [(460800, 460800), (0, 115200)])
async def test_flow_control_reaches_the_module(
    simulator: SimulatedModule, port: str, fast: int, line: int
) -> None:
    """With wired flow control the module is told to use it, at either rate."""
    device = EspAtDevice(
        PortSettings(url=port, flow_control=True), DeviceOptions(fast_baudrate=fast)
    )
    await device.connect()
    await device.close()

    assert f"AT+UART_CUR={line},8,1,0,3" in simulator.received


@pytest.mark.usefixtures("socket_enabled")
async def test_a_module_behind_a_network_port(simulator: SimulatedModule) -> None:
    """A serial server works as a port does; its rate is not searched for."""
    async with simulator.on_tcp() as url:
        device = EspAtDevice(PortSettings(url=url))
        await device.connect()
        assert device.state.online
        await device.close()


@pytest.mark.usefixtures("socket_enabled")
async def test_a_dead_module_behind_a_network_port(simulator: SimulatedModule) -> None:
    """A serial server whose module is off gives the same error as a dead port."""
    simulator.faults.silence(60)
    async with simulator.on_tcp() as url:
        device = EspAtDevice(PortSettings(url=url))
        with pytest.raises(NothingAnswers):
            await device.connect()


async def test_a_port_that_is_not_there() -> None:
    """A port that cannot be opened leaves nothing open."""
    device = EspAtDevice(PortSettings(url="/dev/does-not-exist"))

    with pytest.raises(CannotConnect) as caught:
        await device.connect()

    assert caught.value.problem is PortProblem.NOT_FOUND


async def test_cancelled_while_it_connects(peer: Peer) -> None:
    """A set-up that is called off leaves the port free."""
    peer.silent = True
    device = EspAtDevice(PortSettings(url=peer.path))
    connecting = asyncio.create_task(device.connect())
    await asyncio.sleep(0.1)
    connecting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await connecting

    assert not device.client.connected


async def test_a_module_that_keeps_restarting(peer: Peer) -> None:
    """A module that never gets through its set-up is looked for anew, with pauses."""
    device = EspAtDevice(PortSettings(url=peer.path))
    await device.connect()
    await quiet(device)
    peer.answers[b"AT+GMR"] = b"\r\nready\r\n"
    peer.say(b"\r\nready\r\n")
    await until(lambda: device.counters.restarts >= 6)
    assert not device.state.online

    peer.answers[b"AT+GMR"] = GMR % b"2.0.0.0" + OK
    await until(lambda: device.state.online)
    await device.close()


async def test_a_module_that_oversleeps(
    simulator: SimulatedModule, port: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module whose ``ready`` was lost is looked for when it should be awake."""
    monkeypatch.setattr("custom_components.esp_at.device.device._WAKE_UP_MARGIN", 0.2)
    device = EspAtDevice(PortSettings(url=port))
    await device.connect()
    await quiet(device)
    await device.system.sleep(timedelta(milliseconds=300))
    simulator.faults.silence(0.4)
    await until(lambda: device.state.online)
    await device.close()


async def test_a_refused_query_hides_nothing_else(peer: Peer) -> None:
    """A feature that the module refuses to tell of does not stop the others."""
    peer.answers[b"AT+SYSRAM?"] = peer.answers[b"AT+RFPOWER?"] = b"\r\nERROR\r\n"
    peer.answers[b"AT+CWMODE?"] = b"+CWMODE:2\r\n" + OK
    device = EspAtDevice(PortSettings(url=peer.path))
    await device.connect()
    await device.refresh()

    assert device.state.memory is None
    assert device.state.transmit_power is None
    assert device.state.wifi_mode is not None
    with pytest.raises(CommandError):
        await device.system.send_command("AT+SYSRAM?")
    await device.close()


async def test_a_port_without_every_rate(
    simulator: SimulatedModule, port: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rate that the port cannot do is passed over in the search."""
    change = BaseSerialTransport.reconfigure_port

    async def refuse(self: BaseSerialTransport, *, baudrate: int) -> None:
        if baudrate == 921600:
            raise OSError(errno.EINVAL, "no such rate")
        await change(self, baudrate=baudrate)

    monkeypatch.setattr(BaseSerialTransport, "reconfigure_port", refuse)
    simulator.nvs.uart = replace(simulator.nvs.uart, baudrate=460800)
    simulator.power_cycle()
    device = EspAtDevice(PortSettings(url=port))
    await device.connect()

    assert device.baudrate == 460800
    await device.close()
