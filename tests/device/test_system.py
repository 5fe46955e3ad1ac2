"""The module itself: restarts, sleep, power, memory, clock and raw commands."""

from datetime import UTC, datetime, timedelta

import pytest

from custom_components.esp_at.at.errors import (
    CommandFailed,
    CommandTimeout,
    CommandUnsupported,
    InvalidParameter,
)
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.errors import Unsupported
from custom_components.esp_at.device.state import (
    DeviceEvent,
    DeviceRestarted,
    RestartReason,
    SleepMode,
    WifiMode,
)
from esp_at_simulator import SimulatedModule

from .helpers import connected, until

PROFILES = ["1.1", "2.0", "2.3", "3.4", "4.1", "5.0"]


async def restarted(device: EspAtDevice, heard: list[DeviceEvent]) -> DeviceRestarted:
    """Return the event of a restart, once the module is set up again."""
    await until(lambda: any(isinstance(event, DeviceRestarted) for event in heard))
    (event,) = [event for event in heard if isinstance(event, DeviceRestarted)]
    assert device.state.online
    assert device.state.last_restart is not None
    assert device.state.last_restart.reason is event.reason
    return event


@pytest.mark.parametrize("profile", PROFILES)
async def test_restart(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """A requested restart is told as such; the module is quiet and joined again."""
    heard: list[DeviceEvent] = []
    device.subscribe_events(heard.append)

    await device.system.restart()
    event = await restarted(device, heard)

    assert event.reason is RestartReason.REQUESTED
    await until(lambda: connected(device))
    assert not simulator.state.echo


async def test_factory_reset(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """A factory reset forgets the network, and what is set again after restarts."""
    heard: list[DeviceEvent] = []
    device.subscribe_events(heard.append)
    await device.system.set_sleep_mode(SleepMode.OFF)

    await device.system.factory_reset()
    event = await restarted(device, heard)

    assert event.reason is RestartReason.FACTORY_RESET
    assert device.state.station.ssid is None
    assert device.state.wifi_mode is WifiMode.ACCESS_POINT
    assert device.state.sleep_mode is SleepMode.MODEM
    assert simulator.nvs.auto_connect


async def test_roll_back(device: EspAtDevice) -> None:
    """A roll back restarts into the other firmware."""
    heard: list[DeviceEvent] = []
    device.subscribe_events(heard.append)

    await device.system.roll_back()

    assert (await restarted(device, heard)).reason is RestartReason.ROLLBACK


@pytest.mark.parametrize("profile", ["1.1"])
async def test_firmware_1(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """Firmware 1 has neither a roll back nor a clock, and the verbs say so."""
    assert not device.system.supports_rollback
    assert not device.system.supports_minimum_heap
    with pytest.raises(Unsupported):
        await device.system.roll_back()
    with pytest.raises(Unsupported):
        await device.system.set_clock(datetime.now(UTC))

    assert device.state.memory is not None
    assert device.state.memory.minimum_free is None
    assert not any("SYSTIMESTAMP" in line for line in simulator.received)


@pytest.mark.parametrize("profile", PROFILES)
async def test_memory(device: EspAtDevice) -> None:
    """The free memory is known, the least there was from 2.2 on."""
    memory = device.state.memory

    assert memory is not None
    assert memory.free > 100_000
    assert device.system.supports_minimum_heap == (memory.minimum_free is not None)


@pytest.mark.parametrize("profile", PROFILES)
async def test_sleep_mode(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """The power saving is chosen, and chosen again after a restart."""
    assert device.system.supports_sleep_mode
    await device.system.set_sleep_mode(SleepMode.OFF)
    assert device.state.sleep_mode is SleepMode.OFF

    simulator.brown_out()
    await until(lambda: device.counters.restarts == 1 and device.state.online)

    assert device.state.sleep_mode is SleepMode.OFF


@pytest.mark.parametrize(
    ("profile", "modes"),
    [
        ("2.0", (SleepMode.OFF, SleepMode.MODEM)),
        ("4.1", (SleepMode.OFF, SleepMode.MODEM, SleepMode.MODEM_LISTEN)),
    ],
)
async def test_sleep_modes(device: EspAtDevice, modes: tuple[SleepMode, ...]) -> None:
    """Light sleep is never offered: it would stop the line."""
    assert device.system.sleep_modes == modes
    with pytest.raises(Unsupported):
        await device.system.set_sleep_mode(SleepMode.LIGHT)


async def test_transmit_power(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """The transmit power is set in dBm and read back as the chip rounds it."""
    await device.system.set_transmit_power(15)
    assert device.state.transmit_power == 15.0
    assert "AT+RFPOWER=60" in simulator.received

    simulator.brown_out()
    await until(lambda: device.counters.restarts == 1 and device.state.online)
    assert device.state.transmit_power == 15.0


@pytest.mark.parametrize("dbm", [9.5, 21.5])
async def test_transmit_power_out_of_range(device: EspAtDevice, dbm: float) -> None:
    """A power that no chip has is refused before anything is sent."""
    with pytest.raises(InvalidParameter):
        await device.system.set_transmit_power(dbm)


@pytest.mark.parametrize("chip", ["esp32c3"])
async def test_temperature(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """A C3 tells its temperature."""
    assert device.system.supports_temperature
    assert device.state.temperature == 42.5
    simulator.surroundings.temperature = -5.25
    await device.refresh()
    assert device.state.temperature == -5.25


async def test_no_temperature(device: EspAtDevice) -> None:
    """An ESP32 has no temperature."""
    assert not device.system.supports_temperature
    assert device.state.temperature is None


async def test_clock(device: EspAtDevice) -> None:
    """The module's clock is set at the start, and on request."""
    (line,) = await device.system.send_command("AT+SYSTIMESTAMP?")
    assert abs(int(line.partition(":")[2]) - datetime.now(UTC).timestamp()) < 60

    await device.system.set_clock(datetime(2030, 1, 1, tzinfo=UTC))
    (line,) = await device.system.send_command("AT+SYSTIMESTAMP?")
    assert abs(int(line.partition(":")[2]) - 1893456000) < 60


async def test_deep_sleep_too_long(device: EspAtDevice) -> None:
    """A sleep longer than the module can is refused; it stays awake."""
    with pytest.raises(InvalidParameter):
        await device.system.sleep(timedelta(days=30))

    assert device.state.online


async def test_send_command(device: EspAtDevice) -> None:
    """A command as text is answered with its lines."""
    assert await device.system.send_command("AT") == ()
    assert await device.system.send_command("AT+CWMODE?") == ("+CWMODE:3",)
    lines = await device.system.send_command("AT+GMR")
    assert lines[0].startswith("AT version:")


async def test_send_command_with_data(device: EspAtDevice) -> None:
    """Data follow the prompt of a command, whatever they are."""
    data = b"OK\r\n\r\nERROR\r\n>\0"
    await device.system.send_command("AT+USERRAM=1,100")
    await device.system.send_command(f"AT+USERRAM=2,{len(data)}", data)

    lines = await device.system.send_command(f"AT+USERRAM=3,{len(data)}")

    assert lines == (f"+USERRAM:{len(data)},{data.decode()}",)


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("AT+FAKE", CommandUnsupported),
        ("AT+CWMODE=9", CommandFailed),
        ("AT\r\nAT+RST", InvalidParameter),
        ("AT+GMR\0", InvalidParameter),
        ("GMR", InvalidParameter),
        ("AT+CWHOSTNAME=" + "x" * 300, InvalidParameter),
    ],
)
async def test_send_command_refused(
    device: EspAtDevice,
    simulator: SimulatedModule,
    *,
    line: str,
    error: type[Exception],
) -> None:
    """A line is refused by us or by the module, and is never two."""
    with pytest.raises(error):
        await device.system.send_command(line)

    assert "AT+RST" not in simulator.received
    assert device.counters.restarts == 0


async def test_send_command_times_out(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """A command that is not answered ends after the seconds that were given."""
    simulator.faults.silence(0.5)
    with pytest.raises(CommandTimeout):
        await device.system.send_command("AT", timeout=0.2)

    await device.system.send_command("AT")
