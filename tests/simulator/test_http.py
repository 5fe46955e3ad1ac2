"""The module's HTTP client, with a real server behind it."""

import asyncio
from collections.abc import AsyncGenerator
import ssl
import time

import pytest

from esp_at_simulator import SimulatedModule
from esp_at_simulator.certificates import Authority

from .host import Host
from .http_peer import BIG, SHOWN, http_peer

URL = "http://10.0.2.2:9080"
ERROR = b"\r\nERROR\r\n"
pytestmark = pytest.mark.usefixtures("socket_enabled")


@pytest.fixture
async def client(module: SimulatedModule, quiet_host: Host) -> AsyncGenerator[Host]:
    """Return a host whose module has a network with the server in it."""
    async with http_peer() as real:
        internet = module.surroundings.internet
        internet.add_service(SHOWN, real, name="peer.test")
        internet.add_service(("10.0.2.2", 9999), ("127.0.0.1", 1))
        await quiet_host.command("AT+CWMODE=1")
        await quiet_host.command('AT+CWJAP="Home","correct horse"')
        await quiet_host.command("AT+SYSLOG=1")
        yield quiet_host


async def test_status_behind_the_data(client: Host) -> None:
    """The status of an error stands in its number, behind the page of the server."""
    got = await client.command(f'AT+HTTPCLIENT=2,0,"{URL}/404",,,1', end=ERROR)
    assert got == b"+HTTPCLIENT:4,nope\r\nERR CODE:0x010a7194\r\n" + ERROR


async def test_name_and_redirect(client: Host) -> None:
    """A name of the simulated world leads to the server, and so does a redirect."""
    got = await client.command('AT+HTTPCLIENT=2,0,"http://peer.test:9080/redir",,,1')
    assert got == b"+HTTPCLIENT:10,hello GET \r\n\r\nOK\r\n"


@pytest.mark.parametrize("profile", ["2.0", "2.3"])
async def test_small_buffer(client: Host) -> None:
    """Firmware of the second generation prints 512 bytes at a time."""
    got = await client.command(f'AT+HTTPCLIENT=2,0,"{URL}/big",,,1')
    lines = got.split(b"\r\n+HTTPCLIENT:")
    assert all(
        int(line.removeprefix(b"+HTTPCLIENT:").split(b",")[0]) <= 512 for line in lines
    )
    assert b"".join(line.split(b",")[1] for line in lines) == BIG + b"\r\n\r\nOK\r\n"


@pytest.mark.parametrize("profile", ["2.0"])
async def test_first_http(client: Host) -> None:
    """2.0 cuts a page at a NUL, and prints headers behind a blank, counting neither."""
    got = await client.command(f'AT+HTTPCLIENT=2,0,"{URL}/nul",,,1')
    assert got == b"+HTTPCLIENT:11,a\r\n\r\nOK\r\n"
    got = await client.command(f'AT+HTTPCLIENT=1,0,"{URL}/",,,1')
    assert b"+HTTPCLIENT:24, Content-Type: text/plain\r\n" in got


@pytest.mark.parametrize("profile", ["2.0"])
async def test_host_and_path(client: Host) -> None:
    """Without a URL, host and path say what is asked for."""
    got = await client.command('AT+HTTPCLIENT=2,0,"","10.0.2.2:9080","/",1')
    assert got == b"+HTTPCLIENT:10,hello GET \r\n\r\nOK\r\n"


async def test_no_network(client: Host) -> None:
    """Without a network, as without a server, there is no status."""
    refused = b"ERR CODE:0x010a7000\r\n" + ERROR
    got = await client.command(f'AT+HTTPCLIENT=2,0,"{URL[:-4]}9999/",,,1', end=ERROR)
    assert got == refused
    await client.command("AT+CWQAP")
    await client.quiet()
    got = await client.command(f'AT+HTTPCLIENT=2,0,"{URL}/",,,1', end=ERROR)
    assert got == refused
    got = await client.command(f'AT+HTTPCGET="{URL}/"', end=ERROR)
    assert got == ERROR


async def test_slow_server(client: Host) -> None:
    """A server that takes longer than AT+HTTPCGET waits is given up."""
    command = f'AT+HTTPCGET="{URL}/chunk",2048,2048,100'
    got = await client.command(command, end=ERROR)
    assert got == b"+HTTPCGET:11,first-chunk\r\n" + ERROR
    got = await client.command(f'AT+HTTPGETSIZE="{URL}/chunk"')
    assert got == b"+HTTPGETSIZE:-1\r\n\r\nOK\r\n"


async def test_common_headers(client: Host) -> None:
    """A header without a colon is refused; the others are listed in order."""
    for header, end in (("X-A: b", b"OK"), ("X-B: c", b"OK"), ("no name", b"ERROR")):
        await client.command(f"AT+HTTPCHEAD={len(header)}", end=b">")
        client.send(header.encode())
        assert await client.until(end + b"\r\n") == b"\r\n" + end + b"\r\n"
    got = await client.command("AT+HTTPCHEAD?")
    assert got == b'+HTTPCHEAD:0,"X-A: b"\r\n+HTTPCHEAD:1,"X-B: c"\r\n\r\nOK\r\n'


async def test_header_count(client: Host) -> None:
    """The number of headers has to be right before data are asked for."""
    command = f'AT+HTTPCPOST="{URL}/post",4,2,"X-A: b"'
    assert await client.command(command, end=ERROR) == ERROR


async def test_restart_ends_a_request(client: Host, module: SimulatedModule) -> None:
    """A restart leaves no request behind."""
    client.send(f'AT+HTTPCLIENT=2,0,"{URL}/chunk",,,1\r\n'.encode())
    await client.until(b"first-chunk\r\n")
    module.power_cycle()
    await client.until(b"ready\r\n")
    await asyncio.sleep(0.4)
    assert b"second" not in client.received


@pytest.fixture
async def authority(module: SimulatedModule) -> AsyncGenerator[Authority]:
    """Run an HTTPS server, too; return who has signed its certificate."""
    authority = Authority("Somebody")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.sign("secure.test").load_into(context)
    async with http_peer(context) as real:
        shown = ("10.0.2.2", 443)
        module.surroundings.internet.add_service(shown, real, name="secure.test")
        module.surroundings.internet.names["other.test"] = shown[0]
        yield authority


@pytest.mark.parametrize("profile", ["4.1"])
async def test_https(
    client: Host, module: SimulatedModule, authority: Authority
) -> None:
    """Any server will do, until the module is told whom to trust."""
    get = 'AT+HTTPCLIENT=2,0,"https://{}/",,,2'
    answer = b"+HTTPCLIENT:10,hello GET \r\n\r\nOK\r\n"
    refusal = b"ERR CODE:0x010a7000\r\n" + ERROR
    assert await client.command(get.format("other.test")) == answer
    for signer, works in ((Authority("Nobody"), False), (authority, True)):
        kept = (8, signer.certificate)
        module.nvs.stored["https_ca"] = {"https_ca.0": kept}
        await client.command("AT+HTTPCFG=2,0,0")
        await client.command(f"AT+SYSTIMESTAMP={int(time.time())}")
        wanted = answer if works else refusal
        got = await client.command(get.format("secure.test"), end=wanted[-9:])
        assert got == wanted
    assert await client.command(get.format("other.test"), end=ERROR) == refusal
    await client.command("AT+SYSTIMESTAMP=0")
    assert await client.command(get.format("secure.test"), end=ERROR) == refusal


@pytest.mark.parametrize("profile", ["4.1"])
async def test_certificates(client: Host) -> None:
    """What HTTPS is to check needs its certificates."""
    got = await client.command("AT+HTTPCFG=2,0,0", end=ERROR)
    assert got == b"NO CA FOUND\r\n" + ERROR
    got = await client.command("AT+HTTPCFG=1,0,0", end=ERROR)
    assert got == b"NO CERT FOUND\r\n" + ERROR
    assert await client.command("AT+HTTPCFG=0,0,0") == b"\r\nOK\r\n"
