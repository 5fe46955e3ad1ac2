"""The module's server: who gets in, and who has to go."""

import asyncio
from contextlib import suppress
import socket

import pytest

from esp_at_simulator import SimulatedModule

from .host import Host

ERROR = b"\r\nERROR\r\n"

pytestmark = pytest.mark.usefixtures("socket_enabled")


@pytest.fixture
def port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
async def server(online_host: Host, port: int) -> Host:
    """Let two clients in."""
    await online_host.command("AT+CIPMUX=1")
    await online_host.command("AT+CIPSERVERMAXCONN=2")
    await online_host.command(f"AT+CIPSERVER=1,{port}")
    return online_host


async def test_one_more_waits_until_another_goes(server: Host, port: int) -> None:
    """A client too many is let in once there is room, with what it sent meanwhile."""
    clients = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
    clients[2][1].write(b"me too")
    assert await server.until(b"1,CONNECT\r\n") == b"0,CONNECT\r\n1,CONNECT\r\n"
    assert not await server.quiet(0.1)
    clients[0][1].close()
    expected = b"0,CLOSED\r\n0,CONNECT\r\n\r\n+IPD,0,6:me too\r\n"
    assert await server.until(b"too\r\n") == expected
    for _, writer in clients[1:]:
        writer.close()


async def test_fewer_than_there_are(server: Host, port: int) -> None:
    """The limit cannot fall below the clients that are there; the module counts them."""
    clients = [await asyncio.open_connection("127.0.0.1", port) for _ in range(2)]
    await server.until(b"1,CONNECT\r\n")
    answer = await server.command("AT+CIPSERVERMAXCONN=1", end=ERROR)
    assert answer == b"Have 2 Connections\r\n\r\nERROR\r\n"
    assert b"+CIPSERVERMAXCONN:2" in await server.command("AT+CIPSERVERMAXCONN?")
    for _, writer in clients:
        writer.close()


async def test_silent_clients_have_to_go(
    module: SimulatedModule, server: Host, port: int
) -> None:
    """A client that says nothing is closed; one that speaks has its time again."""
    await server.command("AT+CIPSTO=20")
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await server.until(b"0,CONNECT\r\n")
    seconds = 20 * module.time_scale
    begun = asyncio.get_running_loop().time()
    await asyncio.sleep(seconds / 2)
    writer.write(b"x")
    await server.until(b"0,CLOSED\r\n")
    assert asyncio.get_running_loop().time() - begun >= seconds * 1.4
    assert await reader.read() == b""
    writer.close()


async def test_clients_stay_when_the_server_goes(server: Host, port: int) -> None:
    """A server that stops keeps its links, unless it is told otherwise."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await server.until(b"0,CONNECT\r\n")
    assert await server.command("AT+CIPSERVER=0") == b"\r\nOK\r\n"
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", port)
    await server.payload("AT+CIPSEND=0,2", b"hi")
    assert await reader.readexactly(2) == b"hi"
    closed = await server.command("AT+CIPSERVER=0,1")
    assert closed == b"0,CLOSED\r\n\r\nOK\r\n"
    assert await reader.read() == b""
    writer.close()


async def test_a_port_that_is_taken(server: Host, online_host: Host) -> None:
    """Another program's port is refused, and a second server, and UDP."""
    assert await server.command("AT+CIPSERVER=1,8090", end=ERROR) == ERROR
    await server.command("AT+CIPSERVER=0")
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        assert await server.command(f"AT+CIPSERVER=1,{taken}", end=ERROR) == ERROR
    line = 'AT+CIPSERVER=1,8090,"UDP"'
    assert await server.command(line, end=ERROR) == ERROR


@pytest.mark.parametrize("profile", ["2.0"])
async def test_old_servers_speak_tcp_unsaid(online_host: Host, profile: str) -> None:
    """2.0 knows one type that may be named, and it is not TCP."""
    await online_host.command("AT+CIPMUX=1")
    line = 'AT+CIPSERVER=1,8090,"TCP",0'
    assert await online_host.command(line, end=ERROR) == ERROR


async def test_a_restart_closes_the_server(server: Host, port: int) -> None:
    """After a restart nobody listens, and clients are gone."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await server.until(b"0,CONNECT\r\n")
    await server.command("AT+RST")
    await server.until(b"ready\r\n")
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", port)
    with suppress(ConnectionResetError):
        assert not await reader.read()
    writer.close()


async def test_privileged_ports_move(module: SimulatedModule) -> None:
    """What this machine keeps for itself is found 10000 higher, if it must."""
    internet = module.surroundings.internet
    assert internet.local_port(8080) == 8080
    assert internet.local_port(0) == 0
    assert internet.local_port(333) in (333, 10333)
