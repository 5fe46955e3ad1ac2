"""The module's time servers and clock."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from functools import partial
import time

import pytest

from esp_at_simulator import SimulatedModule
from esp_at_simulator.sntp import PORT, TimeServer, ask

from .host import Host

pytestmark = pytest.mark.usefixtures("socket_enabled")

REFUSED = b"\r\nERROR\r\n"
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
UPDATED = b"+TIME_UPDATED\r\n"


@pytest.fixture
async def server(module: SimulatedModule) -> AsyncGenerator[TimeServer]:
    """Let ``time.test`` tell that it is New Year."""
    server = TimeServer(lambda: NEW_YEAR)
    async with server.serve() as peer:
        internet = module.surroundings.internet
        internet.add_service(("10.0.2.2", PORT), peer, name="time.test")
        yield server


@pytest.fixture
async def joined(quiet_host: Host) -> Host:
    """Put the module on its network."""
    await quiet_host.command("AT+CWMODE=1")
    await quiet_host.command('AT+CWJAP="Home","correct horse"')
    await quiet_host.quiet()
    return quiet_host


async def year(host: Host) -> int:
    """Return the year of the module's clock."""
    answer = await host.command("AT+CIPSNTPTIME?", end=b"OK\r\n")
    return int(answer.split()[-2])


@pytest.mark.parametrize("profile", ["2.0", "3.4"])
async def test_time_is_set(joined: Host, server: TimeServer, profile: str) -> None:
    """A server sets the clock, in the zone; firmware 3 tells of it."""
    assert await year(joined) == 1970
    await joined.command('AT+CIPSNTPCFG=1,-3,"time.test"')
    if profile == "3.4":
        await joined.until(UPDATED)
    else:
        assert UPDATED not in await joined.quiet(0.2)
    answer = await joined.command("AT+CIPSNTPTIME?", end=b"OK\r\n")
    assert answer.startswith(b"+CIPSNTPTIME:Wed Dec 31 21:00:0")
    assert answer.endswith(b" 2025\r\nOK\r\n")
    stamp = await joined.command("AT+SYSTIMESTAMP?", end=b"OK\r\n")
    assert abs(int(stamp.split(b":")[1].split()[0]) - NEW_YEAR) <= 2
    assert server.asked == 1


@pytest.mark.parametrize(
    ("profile", "off"), [("2.0", "0"), ("2.3", "0"), ("3.4", "0,8"), ("5.0", "0,8")]
)
async def test_settings(joined: Host, off: str) -> None:
    """What was set is told; the zone stays when the servers go."""
    await joined.command('AT+CIPSNTPCFG=1,8,"a.test","b.test"')
    told = await joined.command("AT+CIPSNTPCFG?", end=b"OK\r\n")
    assert told == b'+CIPSNTPCFG:1,8,"a.test","b.test"\r\n\r\nOK\r\n'
    await joined.command("AT+CIPSNTPCFG=0")
    told = await joined.command("AT+CIPSNTPCFG?", end=b"OK\r\n")
    assert told == f"+CIPSNTPCFG:{off}\r\n\r\nOK\r\n".encode()


async def test_default_servers(joined: Host) -> None:
    """Without servers those of the manual are asked."""
    await joined.command("AT+CIPSNTPCFG=1,0")
    told = await joined.command("AT+CIPSNTPCFG?", end=b"OK\r\n")
    assert b'"cn.ntp.org.cn","ntp.sjtu.edu.cn","us.pool.ntp.org"' in told
    await joined.command("AT+CIPSNTPCFG=0")


@pytest.mark.parametrize(
    ("profile", "zone", "taken"),
    [
        ("2.0", 13, True),
        ("2.0", 14, False),
        ("2.0", -12, False),
        ("2.0", 530, False),
        ("3.4", 14, True),
        ("3.4", -12, True),
        ("3.4", 530, True),
        ("3.4", -930, True),
        ("3.4", 575, False),
        ("3.4", 15, True),
    ],
)
async def test_zones(quiet_host: Host, zone: int, *, taken: bool) -> None:
    """A zone is in hours, or from 2.2 on in hours times 100 and minutes."""
    end = b"\r\nOK\r\n" if taken else REFUSED
    line = f'AT+CIPSNTPCFG=1,{zone},"a.test"'
    assert await quiet_host.command(line, end=end) == end


async def test_zone_is_needed(quiet_host: Host) -> None:
    """Servers are asked in a zone only, and at most three."""
    for line in ("AT+CIPSNTPCFG=1", 'AT+CIPSNTPCFG=1,0,"a","b","c","d"'):
        assert await quiet_host.command(line, end=REFUSED) == REFUSED


async def test_minutes(joined: Host, server: TimeServer) -> None:
    """A zone with minutes moves the clock by them."""
    await joined.command('AT+CIPSNTPCFG=1,-930,"time.test"')
    await joined.until(UPDATED)
    answer = await joined.command("AT+CIPSNTPTIME?", end=b"OK\r\n")
    assert answer.startswith(b"+CIPSNTPTIME:Wed Dec 31 14:30:0")


async def test_interval(joined: Host, server: TimeServer) -> None:
    """The clock is set again at each interval, and at once when it is set."""
    told = await joined.command("AT+CIPSNTPINTV?", end=b"OK\r\n")
    assert told == b"+CIPSNTPINTV:3600\r\n\r\nOK\r\n"
    await joined.command("AT+CIPSNTPINTV=60")
    await joined.command('AT+CIPSNTPCFG=1,0,"time.test"')
    await joined.until(UPDATED)
    await joined.until(UPDATED)
    await joined.command("AT+CIPSNTPINTV=15")
    await joined.until(UPDATED)
    assert server.asked == 3
    await joined.command("AT+CIPSNTPCFG=0")
    await joined.quiet()
    assert UPDATED not in await joined.quiet(0.3)


async def test_next_server(joined: Host, server: TimeServer) -> None:
    """Where one does not answer the next is asked."""
    await joined.command('AT+CIPSNTPCFG=1,0,"none.test","time.test"')
    await joined.until(UPDATED)
    assert server.asked == 1


async def test_network_later(
    quiet_host: Host, module: SimulatedModule, server: TimeServer
) -> None:
    """It is asked as soon as there is a network; a restart forgets all of it."""
    await quiet_host.command('AT+CIPSNTPCFG=1,0,"time.test"')
    assert UPDATED not in await quiet_host.quiet(0.2)
    await quiet_host.command("AT+CWMODE=1")
    await quiet_host.command('AT+CWJAP="Home","correct horse"', end=UPDATED)
    assert server.asked == 1
    module.brown_out()
    await quiet_host.until(b"\r\nready\r\n")
    await quiet_host.until(b"WIFI GOT IP\r\n")
    assert UPDATED not in await quiet_host.quiet(0.3)
    assert b"+CIPSNTPCFG:0,0\r\n" in await quiet_host.command("AT+CIPSNTPCFG?")


async def test_server_tells_fractions(module: SimulatedModule) -> None:
    """Client and server agree on the time to a fraction, in the next era too."""
    for moment in (time.time(), 2_085_978_496.25 + 1e6):
        server = TimeServer(partial(float, moment))
        async with server.serve() as peer, asyncio.timeout(5):
            internet = module.surroundings.internet
            internet.add_service(("10.0.2.2", PORT), peer)
            assert abs(await ask(internet, "10.0.2.2") - moment) < 1e-6
