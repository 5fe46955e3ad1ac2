"""Names and echoes, as each firmware words them."""

import pytest

from esp_at_simulator import SimulatedModule

from .host import Host

JOIN = 'AT+CWJAP="Home","correct horse"'
REFUSED = b"\r\nERROR\r\n"
GENERATIONS = pytest.mark.parametrize("profile", ["1.1", "2.0", "2.3", "3.4", "5.0"])


async def answer(host: Host, line: str, *, end: bytes = b"OK\r\n") -> bytes:
    """Return the answer to a command."""
    return await host.command(line, end=end)


@pytest.fixture
async def joined(module: SimulatedModule, quiet_host: Host) -> Host:
    """Put the module on its network, where one name is known."""
    await quiet_host.command("AT+CWMODE=1")
    await quiet_host.command(JOIN)
    await quiet_host.quiet()
    module.surroundings.internet.names["host.test"] = "10.0.2.2"
    return quiet_host


@GENERATIONS
async def test_name(joined: Host, profile: str) -> None:
    """The address is quoted from 2.2 on; a name that is none is refused at once."""
    quotes = "" if profile < "2.2" else '"'
    address = f"+CIPDOMAIN:{quotes}10.0.2.2{quotes}\r\n\r\nOK\r\n"
    assert await answer(joined, 'AT+CIPDOMAIN="host.test"') == address.encode()
    assert await answer(joined, 'AT+CIPDOMAIN="no.test"', end=REFUSED) == REFUSED


async def test_address(joined: Host) -> None:
    """An address is its own name, in the network that is asked for."""
    found = b'+CIPDOMAIN:"10.0.2.99"\r\n\r\nOK\r\n'
    assert await answer(joined, 'AT+CIPDOMAIN="10.0.2.99"') == found
    assert await answer(joined, 'AT+CIPDOMAIN="10.0.2.99",2') == found
    found = b'+CIPDOMAIN:"fe80::1"\r\n\r\nOK\r\n'
    assert await answer(joined, 'AT+CIPDOMAIN="fe80::1",3') == found
    for line in ('AT+CIPDOMAIN="10.0.2.99",3', 'AT+CIPDOMAIN="fe80::1",2'):
        assert await answer(joined, line, end=REFUSED) == REFUSED


@GENERATIONS
async def test_echo(joined: Host) -> None:
    """Who is there answers, by name and by address."""
    for host in ("192.168.1.1", "host.test", "10.0.2.2"):
        assert await answer(joined, f'AT+PING="{host}"') == b"+PING:6\r\n\r\nOK\r\n"


@GENERATIONS
async def test_no_echo(joined: Host, profile: str) -> None:
    """Who is not there is waited for; 2.0 has no word for a name that is none."""
    silence = b"+PING:TIMEOUT\r\n" + REFUSED
    said = await answer(joined, 'AT+PING="10.0.2.99"', end=REFUSED)
    assert said == silence
    said = await answer(joined, 'AT+PING="no.test"', end=REFUSED)
    assert said == (REFUSED if profile < "2.2" else silence)


async def test_without_a_network(module: SimulatedModule, quiet_host: Host) -> None:
    """Without an address nothing is found, whatever is known elsewhere."""
    module.surroundings.internet.names["host.test"] = "10.0.2.2"
    assert await answer(quiet_host, 'AT+CIPDOMAIN="host.test"', end=REFUSED) == REFUSED
    said = await answer(quiet_host, 'AT+PING="192.168.1.1"', end=REFUSED)
    assert said == b"+PING:TIMEOUT\r\n" + REFUSED


async def test_dns_servers(joined: Host) -> None:
    """Names are found by servers that are there; DHCP's come back."""
    name = 'AT+CIPDOMAIN="host.test"'
    await joined.command('AT+CIPDNS=1,"10.0.2.99"')
    assert await answer(joined, name, end=REFUSED) == REFUSED
    await joined.command('AT+CIPDNS=1,"10.0.2.99","192.168.1.1"')
    assert await answer(joined, name) == b'+CIPDOMAIN:"10.0.2.2"\r\n\r\nOK\r\n'
    await joined.command('AT+CIPDNS=1,"10.0.2.99"')
    await joined.command("AT+CIPDNS=0")
    assert await answer(joined, name) == b'+CIPDOMAIN:"10.0.2.2"\r\n\r\nOK\r\n'
