"""Time servers, and how far the module's clock is off."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from custom_components.esp_at.at.errors import ConnectionLost, InvalidParameter
from custom_components.esp_at.device.device import (
    DeviceOptions,
    EspAtDevice,
    PortSettings,
)
from esp_at_simulator.module import SimulatedModule
from esp_at_simulator.sntp import PORT, TimeServer

from ..conftest import HOME, PASSWORD
from .helpers import quiet, until

pytestmark = pytest.mark.usefixtures("socket_enabled")

HOUR = timedelta(hours=1)
SERVER = "time.test"


class Clock:
    """Our clock, and our offset from UTC, as a test turns them."""

    def __init__(self) -> None:
        """Begin right."""
        self.error = timedelta()
        self.offset = HOUR

    def now(self) -> datetime:
        """Return the time."""
        return datetime.now(UTC) + self.error


@pytest.fixture
def clock() -> Clock:
    """Return our clock."""
    return Clock()


@pytest.fixture
async def server(simulator: SimulatedModule) -> AsyncGenerator[TimeServer]:
    """Let a name stand for a server that tells the real time."""
    server = TimeServer()
    async with server.serve() as peer:
        internet = simulator.surroundings.internet
        internet.add_service(("10.0.2.2", PORT), peer, name=SERVER)
        yield server


@asynccontextmanager
async def connected(
    port: str, clock: Clock, servers: tuple[str, ...] = ()
) -> AsyncGenerator[EspAtDevice]:
    """Run a device with these options."""
    options = DeviceOptions(time_servers=servers, utc_offset=lambda: clock.offset)
    device = EspAtDevice(PortSettings(url=port), options, clock=clock.now)
    await device.connect()
    try:
        yield device
    finally:
        await device.close()


def sent(simulator: SimulatedModule) -> list[str]:
    """Return what the module was told of time servers."""
    return [line for line in simulator.received if "SNTPCFG=" in line]


@pytest.mark.parametrize("profile", ["2.0", "4.1"])
async def test_drift(port: str, clock: Clock) -> None:
    """The module's clock is compared with ours, in whole seconds."""
    async with connected(port, clock) as device:
        assert device.clock.supports_drift
        assert device.state.clock.drift == 0
        for error, drift in ((-90, 90), (3600, -3600), (0, 0)):
            clock.error = timedelta(seconds=error)
            await device.refresh()
            assert device.state.clock.drift is not None
            assert abs(device.state.clock.drift - drift) <= 1
        await device.system.set_clock(datetime(2001, 1, 1, tzinfo=UTC))
        await device.refresh()
        assert device.state.clock.drift is None


@pytest.mark.parametrize("profile", ["1.1"])
async def test_drift_of_old_firmware(
    port: str, clock: Clock, simulator: SimulatedModule, server: TimeServer
) -> None:
    """Where only the local time is told the zone is taken off; unset it is none."""
    async with connected(port, clock, (SERVER,)) as device:
        assert device.state.clock.drift is None
        await device.wifi.join(HOME, PASSWORD)
        await until(lambda: server.asked > 0)
        await quiet(device)
        await device.refresh()
        assert device.state.clock.drift == 0
        clock.error = timedelta(seconds=-10)
        await device.refresh()
        assert device.state.clock.drift in {9, 10, 11}


async def test_synchronised(port: str, clock: Clock, server: TimeServer) -> None:
    """The servers of the options set the clock, and firmware 3 tells of it."""
    async with connected(port, clock, (SERVER,)) as device:
        assert device.state.clock.servers == (SERVER,)
        assert not device.state.clock.synchronised
        await device.wifi.join(HOME, PASSWORD)
        await until(lambda: device.state.clock.synchronised)
        await device.clock.set_time_servers(("none.test",), utc_offset=HOUR)
        assert not device.state.clock.synchronised


@pytest.mark.parametrize(
    ("profile", "offset", "zone"),
    [
        ("4.1", timedelta(hours=-3), "-3"),
        ("4.1", timedelta(hours=5, minutes=45), "545"),
        ("4.1", timedelta(hours=-9, minutes=-30), "-930"),
        ("4.1", timedelta(hours=14), "14"),
        ("4.1", timedelta(hours=15), "14"),
        ("2.0", timedelta(hours=5, minutes=45), "5"),
        ("2.0", timedelta(hours=-9, minutes=-30), "-9"),
        ("2.0", timedelta(hours=14), "13"),
        ("2.0", timedelta(hours=-12), "-11"),
    ],
)
async def test_zone(
    port: str,
    clock: Clock,
    simulator: SimulatedModule,
    *,
    offset: timedelta,
    zone: str,
) -> None:
    """The offset from UTC goes to the module as its firmware takes it."""
    clock.offset = offset
    async with connected(port, clock, (SERVER,)) as device:
        assert device.state.clock.servers == (SERVER,)
    assert sent(simulator) == [f'AT+CIPSNTPCFG=1,{zone},"{SERVER}"']


async def test_summer_time(port: str, clock: Clock, simulator: SimulatedModule) -> None:
    """The zone follows a change of our offset at the next refresh, and only that."""
    async with connected(port, clock, (SERVER,)) as device:
        await device.refresh()
        clock.offset = 2 * HOUR
        await device.refresh()
        await device.refresh()
    assert sent(simulator) == [f'AT+CIPSNTPCFG=1,{zone},"{SERVER}"' for zone in (1, 2)]


async def test_restart(port: str, clock: Clock, simulator: SimulatedModule) -> None:
    """What a restart forgets is set again, what a user chose before the options."""
    async with connected(port, clock, (SERVER,)) as device:
        await device.clock.set_time_servers(("a.test", "b.test"), utc_offset=-HOUR)
        assert device.state.clock.servers == ("a.test", "b.test")
        simulator.brown_out()
        await until(lambda: device.counters.restarts == 1 and device.state.online)
        assert device.state.clock.servers == ("a.test", "b.test")
        assert sent(simulator)[-2:] == ['AT+CIPSNTPCFG=1,-1,"a.test","b.test"'] * 2

        await device.clock.stop_time_servers()
        assert device.state.clock.servers == ()
        simulator.brown_out()
        await until(lambda: device.counters.restarts == 2 and device.state.online)
        assert sent(simulator)[-1] == "AT+CIPSNTPCFG=0"


async def test_offset_of_the_options(
    port: str, clock: Clock, simulator: SimulatedModule
) -> None:
    """Servers without an offset follow the one of the options."""
    async with connected(port, clock) as device:
        await device.clock.set_time_servers((SERVER,))
        clock.offset = 3 * HOUR
        await device.refresh()
    assert sent(simulator)[-1] == f'AT+CIPSNTPCFG=1,3,"{SERVER}"'


async def test_left_over(port: str, clock: Clock, simulator: SimulatedModule) -> None:
    """Servers that nobody wants any more are no longer asked."""
    async with connected(port, clock, (SERVER,)):
        pass
    async with connected(port, clock) as device:
        assert device.state.clock.servers == ()
    assert sent(simulator)[-1] == "AT+CIPSNTPCFG=0"


@pytest.mark.parametrize(
    ("servers", "offset", "parameter"),
    [
        ((), HOUR, "servers"),
        (("a", "b", "c", "d"), HOUR, "servers"),
        (("",), HOUR, "servers"),
        (("x" * 65,), HOUR, "servers"),
        (("a\nb",), HOUR, "servers"),
        ((SERVER,), 15 * HOUR, "utc_offset"),
        ((SERVER,), -13 * HOUR, "utc_offset"),
    ],
)
async def test_bad_input(
    port: str,
    clock: Clock,
    simulator: SimulatedModule,
    *,
    servers: tuple[str, ...],
    offset: timedelta,
    parameter: str,
) -> None:
    """What cannot be is refused by its name, and what was set before stays."""
    async with connected(port, clock, (SERVER,)) as device:
        before = len(simulator.received)
        with pytest.raises(InvalidParameter) as caught:
            await device.clock.set_time_servers(servers, utc_offset=offset)
        assert caught.value.parameter == parameter
        assert len(simulator.received) == before
        assert device.state.clock.servers == (SERVER,)


async def test_not_taken(port: str, clock: Clock, simulator: SimulatedModule) -> None:
    """What the module did not take is not tried again when it is back."""
    async with connected(port, clock) as device:
        simulator.unplug()
        with pytest.raises(ConnectionLost):
            await device.clock.set_time_servers((SERVER,), utc_offset=HOUR)
        simulator.plug()
        await until(lambda: device.counters.reconnects == 1 and device.state.online)
    assert not sent(simulator)


async def test_wrong_options(
    port: str,
    clock: Clock,
    simulator: SimulatedModule,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A server that cannot be one is said, and does not keep the module from work."""
    async with connected(port, clock, ("x" * 65,)) as device:
        assert device.state.online
        assert device.state.clock.servers == ()
        await device.refresh()
    assert not sent(simulator)
    assert caplog.text.count("are not used") == 1
