"""Links: what recordings do not show of opening, sending over and closing them."""

import asyncio
import socket

import pytest

from esp_at_simulator import SimulatedModule
from esp_at_simulator.neighbours import EchoNeighbour

from .host import Host

ERROR = b"\r\nERROR\r\n"
OPEN = 'AT+CIPSTART="TCP","10.0.2.2",9001'
# What would be a response, a prompt, data or a result code anywhere else
CONFUSING = (
    b"\r\nOK\r\n\r\nERROR\r\n\r\n>\r\n+IPD,0,5:CLOSED\r\n\0\xff0,CLOSED\r\nready\r\n"
)

pytestmark = pytest.mark.usefixtures("socket_enabled")


@pytest.mark.parametrize(
    "line", [OPEN, 'AT+CIPSTART="UDP","10.0.2.2",9001', 'AT+CIPSTART="SSL","a.test",1']
)
async def test_nothing_leaves_without_a_network(quiet_host: Host, line: str) -> None:
    """A module that has joined nothing opens no link."""
    assert await quiet_host.command(line, end=ERROR) == ERROR


@pytest.mark.usefixtures("echo")
async def test_names(online_host: Host) -> None:
    """A neighbour is found by its name; a name that nobody has is refused."""
    opened = await online_host.command('AT+CIPSTART="TCP","ECHO.test",9001')
    assert opened == b"CONNECT\r\n\r\nOK\r\n"
    assert b'"TCP","10.0.2.2",9001,' in await online_host.command("AT+CIPSTATE?")
    await online_host.command("AT+CIPCLOSE")
    line = 'AT+CIPSTART="TCP","nobody.test",9001'
    assert await online_host.command(line, end=ERROR) == ERROR


@pytest.mark.parametrize("profile", ["4.1"])
async def test_an_address_that_never_answers(
    module: SimulatedModule, online_host: Host, profile: str
) -> None:
    """It is refused in the end, and soon where the command says so."""
    module.surroundings.internet.silent.add("10.0.2.99")
    loop = asyncio.get_running_loop()
    begun = loop.time()
    line = 'AT+CIPSTART="TCP","10.0.2.99",80'
    assert await online_host.command(line, end=ERROR) == ERROR
    in_vain = loop.time() - begun
    assert in_vain >= 15.5 * module.time_scale
    begun = loop.time()
    await online_host.command(f"{line},,,1000", end=ERROR)
    assert loop.time() - begun < in_vain


@pytest.mark.parametrize("profile", ["1.1"])
async def test_old_firmware_tells_of_failures(
    module: SimulatedModule, online_host: Host, profile: str
) -> None:
    """Version 1 says that a connection failed before it refuses the command."""
    module.surroundings.internet.routes["10.0.2.2"] = "127.0.0.1"
    answer = await online_host.command(OPEN, end=ERROR)
    assert answer.startswith(b"CONNECT FAIL\r\n")


@pytest.mark.usefixtures("echo")
async def test_five_links_at_once(online_host: Host) -> None:
    """Five links carry what they are given, each its own; a sixth is refused."""
    await online_host.command("AT+CIPMUX=1")
    for _ in range(5):
        await online_host.command('AT+CIPSTARTEX="TCP","10.0.2.2",9001')
    line = 'AT+CIPSTARTEX="TCP","10.0.2.2",9001'
    assert await online_host.command(line, end=ERROR) == ERROR
    for number in range(5):
        data = bytes([number]) + CONFUSING
        await online_host.payload(f"AT+CIPSEND={number},{len(data)}", data)
        head = b"\r\n+IPD,%d,%d:" % (number, len(data))
        assert await online_host.exactly(len(head + data) + 2) == head + data + b"\r\n"
    closed = await online_host.command("AT+CIPCLOSE=5")
    assert closed == b"".join(b"%d,CLOSED\r\n" % n for n in range(5)) + b"\r\nOK\r\n"


@pytest.mark.usefixtures("echo")
async def test_a_lost_network_closes_links(
    module: SimulatedModule, online_host: Host
) -> None:
    """An access point that goes takes the links with it."""
    await online_host.command(OPEN)
    module.surroundings.remove_access_point("Home")
    assert await online_host.until(b"CLOSED\r\n") == b"WIFI DISCONNECT\r\nCLOSED\r\n"
    assert await online_host.command("AT+CIPSTATE?") == b"\r\nOK\r\n"


async def test_a_restart_drops_links_without_a_word(
    module: SimulatedModule, online_host: Host
) -> None:
    """After a restart the peer sees a close, and the host nothing."""
    gone = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        try:
            await reader.read()
        finally:
            gone.set()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        await online_host.command(f'AT+CIPSTART="TCP","127.0.0.1",{port}')
        await online_host.command("AT+RST")
        assert b"CLOSED" not in await online_host.until(b"ready\r\n")
        async with asyncio.timeout(2):
            await gone.wait()


@pytest.mark.usefixtures("echo")
async def test_a_link_that_closes_under_the_data(
    echo: EchoNeighbour, online_host: Host
) -> None:
    """Data for a link that is gone meanwhile are taken, and not sent."""
    await online_host.command(OPEN)
    await online_host.command("AT+CIPSEND=3", end=b">")
    echo.stop()
    await online_host.until(b"CLOSED\r\n")
    online_host.send(b"abc")
    answer = await online_host.until(b"\r\nSEND FAIL\r\n")
    assert answer == b"\r\nRecv 3 bytes\r\n\r\nSEND FAIL\r\n"


async def test_a_peer_that_does_not_read(online_host: Host) -> None:
    """Sending fails after the time that AT+CIPTCPOPT gives it."""
    released = asyncio.Event()

    async def serve(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        await released.wait()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=1024)
    async with server:
        port = server.sockets[0].getsockname()[1]
        await online_host.command("AT+CIPTCPOPT=,,5000")
        assert b"+CIPTCPOPT:0,-1,0,5000,0" in await online_host.command("AT+CIPTCPOPT?")
        await online_host.command(f'AT+CIPSTART="TCP","127.0.0.1",{port}')
        for _ in range(1000):
            online_host.send(b"AT+CIPSEND=8192\r\n")
            await online_host.until(b">")
            await online_host.send_all(bytes(8192))
            await online_host.until(b"\r\nRecv 8192 bytes\r\n\r\nSEND ")
            if await online_host.until(b"\r\n") == b"FAIL\r\n":
                break
        else:
            pytest.fail("everything was sent")
        released.set()


@pytest.mark.usefixtures("echo")
@pytest.mark.parametrize("profile", ["3.4", "5.0"])
async def test_long_send(online_host: Host, profile: str) -> None:
    """A long send carries everything, says how far it is, and no ``Recv``."""
    await online_host.command(OPEN)
    await online_host.command("AT+CIPSENDLCFG=65536,2920")
    data = bytes(range(256)) * 1024
    answer = await online_host.payload(f"AT+CIPSENDL={len(data)}", data)
    received = answer + await online_host.quiet(0.3)
    assert b"Recv" not in received
    assert received.count(b"+CIPSENDL:") == 4
    assert b"+CIPSENDL:262144,262144\r\n\r\nSEND OK" in received


@pytest.mark.usefixtures("echo")
async def test_long_send_taken_back(online_host: Host) -> None:
    """Three pluses end a long send in words of its own."""
    await online_host.command(OPEN)
    await online_host.command("AT+CIPSENDL=10000", end=b">")
    await online_host.send_all(bytes(100))
    await asyncio.sleep(0.05)
    online_host.send(b"+++")
    assert b"SEND CANCELLED" in await online_host.until(b"CANCELLED\r\n")
    await online_host.quiet()
    assert await online_host.command("AT") == b"\r\nOK\r\n"


@pytest.mark.usefixtures("echo")
async def test_settings_of_links(online_host: Host) -> None:
    """Options are told for each link, and for all at once."""
    await online_host.command("AT+CIPMUX=1")
    await online_host.command("AT+CIPTCPOPT=5,2,1,300,60")
    await online_host.command("AT+CIPTCPOPT=1,0,0,0")
    answer = await online_host.command("AT+CIPTCPOPT?")
    assert b"+CIPTCPOPT:0,2,1,300,60\r\n+CIPTCPOPT:1,0,0,0,0\r\n" in answer
    await online_host.command('AT+CIPSTART=0,"TCP","10.0.2.2",9001,30')


async def test_ipv6_has_to_be_on(online_host: Host) -> None:
    """Links of the newer protocol are refused until it is switched on."""
    line = 'AT+CIPSTART="TCPv6","::1",9'
    assert await online_host.command(line, end=ERROR) == ERROR
    await online_host.command("AT+CIPV6=1")
    assert b"+CIPV6:1" in await online_host.command("AT+CIPV6?")


@pytest.mark.usefixtures("echo")
@pytest.mark.parametrize("profile", ["5.0"])
@pytest.mark.parametrize("returns", [True, False])
async def test_persistence(
    module: SimulatedModule, online_host: Host, profile: str, returns: bool
) -> None:
    """The newest firmware may let connections outlast a short loss, not a long one."""
    await online_host.command("AT+CIPCONNPERSIST=1")
    assert b"+CIPCONNPERSIST:1" in await online_host.command("AT+CIPCONNPERSIST?")
    await online_host.command(OPEN)
    module.surroundings.remove_access_point("Home")
    await online_host.until(b"WIFI DISCONNECT\r\n")
    if returns:
        module.surroundings.add_access_point("Home", password="correct horse")
        await online_host.until(b"WIFI GOT IP\r\n")
        assert not await online_host.quiet(0.3)
        answer = await online_host.payload("AT+CIPSEND=1", b"x")
        assert b"Recv 1 bytes" in answer
    else:
        await online_host.until(b"CLOSED\r\n")


@pytest.mark.usefixtures("echo")
async def test_waiting_data_of_a_busy_module(online_host: Host) -> None:
    """What is typed while data are on their way is ignored, not refused."""
    await online_host.command(OPEN)
    await online_host.command("AT+CIPSEND=3", end=b">")
    online_host.send(b"abc")
    await online_host.until(b"SEND OK\r\n")
    await online_host.until(b"abc\r\n")
    assert await online_host.command("AT") == b"\r\nOK\r\n"
