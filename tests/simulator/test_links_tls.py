"""TLS links and the TLS server: what they show, and whom they trust."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import replace
import socket
import ssl
import time
from typing import override

import pytest

from esp_at_simulator import SimulatedModule
from esp_at_simulator.certificates import Authority
from esp_at_simulator.neighbours import EchoNeighbour, Neighbour, secure_echo
from esp_at_simulator.tls import SUITES

from .host import Host

ERROR = b"\r\nERROR\r\n"
SECURE = ("10.0.2.2", 9443)
OPEN = 'AT+CIPSTART="SSL","secure.test",9443'

pytestmark = pytest.mark.usefixtures("socket_enabled")


@pytest.fixture(scope="module")
def authority() -> Authority:
    """Return who signed the neighbour's certificate."""
    return Authority("Test authority")


@pytest.fixture
async def secure(
    module: SimulatedModule, authority: Authority, socket_enabled: None
) -> AsyncGenerator[EchoNeighbour]:
    """Run an echo over TLS."""
    internet = module.surroundings.internet
    neighbour = secure_echo(internet, SECURE, name="secure.test", authority=authority)
    async with neighbour:
        yield neighbour


def trust(module: SimulatedModule, authority: Authority) -> None:
    """Put an authority into the module's flash, and let its clock be right."""
    nvs, name = module.nvs, "client_ca"
    if nvs.stored:
        nvs.stored[name][f"{name}.0"] = (8, authority.certificate)
    else:
        nvs.flash[name][: len(authority.certificate)] = authority.certificate
    module.state.clock = int(time.time())


@pytest.mark.usefixtures("secure")
@pytest.mark.parametrize("profile", ["2.0", "2.3", "3.4", "5.0"])
async def test_a_trusted_server(
    module: SimulatedModule, online_host: Host, authority: Authority, profile: str
) -> None:
    """A server is trusted that the authority in the flash signed, by a right clock."""
    await online_host.command("AT+CIPSSLCCONF=2,0,0")
    assert await online_host.command(OPEN, end=ERROR) == ERROR  # signed by another
    trust(module, authority)
    module.state.clock = 0
    assert await online_host.command(OPEN, end=ERROR) == ERROR  # valid in 2020 only
    trust(module, authority)
    assert await online_host.command(OPEN) == b"CONNECT\r\n\r\nOK\r\n"
    data = b"\r\nOK\r\n" * 1000
    await online_host.payload(f"AT+CIPSEND={len(data[:2000])}", data[:2000])
    assert b"+IPD,1440:" in await online_host.until(b"OK\r\n\r\n\r\n+IPD,560:")


@pytest.mark.usefixtures("secure")
async def test_a_name_that_is_not_the_servers(
    module: SimulatedModule, online_host: Host, authority: Authority
) -> None:
    """A common name has to be the certificate's, where one is set."""
    trust(module, authority)
    await online_host.command("AT+CIPSSLCCONF=2,0,0")
    await online_host.command('AT+CIPSSLCCN="other.test"')
    assert await online_host.command(OPEN, end=ERROR) == ERROR
    await online_host.command('AT+CIPSSLCCN="secure.test"')
    assert b"+CIPSSLCCN:0,secure.test" in await online_host.command("AT+CIPSSLCCN?")
    assert await online_host.command(OPEN) == b"CONNECT\r\n\r\nOK\r\n"


@pytest.mark.parametrize(
    ("missing", "mode", "said"),
    [
        ("client_ca", 2, b"NO CA FOUND\r\n"),
        ("client_cert", 1, b"NO CERT FOUND\r\n"),
        ("client_key", 3, b"NO PRVT_KEY FOUND\r\n"),
    ],
)
@pytest.mark.parametrize("profile", ["2.3", "4.1"])
async def test_missing_certificates(
    module: SimulatedModule,
    online_host: Host,
    missing: str,
    mode: int,
    said: bytes,
    profile: str,
) -> None:
    """What is not in the flash is named, and the setting refused."""
    if module.nvs.stored:
        module.nvs.stored[missing].clear()
    else:
        module.nvs.flash[missing][:] = b"\xff" * len(module.nvs.flash[missing])
    line = f"AT+CIPSSLCCONF={mode},0,0"
    assert await online_host.command(line, end=ERROR) == said + ERROR
    assert b"+CIPSSLCCONF:0,0,0,0" in await online_host.command("AT+CIPSSLCCONF?")


class Asker(Neighbour):
    """Says what a TLS client told it in the handshake."""

    asked_for: str | None = None

    @override
    def tls_context(self) -> ssl.SSLContext | None:
        def take(_: ssl.SSLObject, name: str | None, __: ssl.SSLContext) -> None:
            self.asked_for = name

        context = super().tls_context()
        assert context is not None
        context.set_alpn_protocols(["mqtt"])
        context.sni_callback = take
        return context

    @override
    async def serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        tls = writer.get_extra_info("ssl_object")
        writer.write(f"{tls.selected_alpn_protocol()} {tls.cipher()[0]}\n".encode())
        await reader.read()


async def test_offers(
    module: SimulatedModule, online_host: Host, authority: Authority
) -> None:
    """A link tells the name it wants, protocols, suites, and a certificate."""
    internet = module.surroundings.internet
    identity = authority.sign("secure.test")
    asker = Asker(internet, SECURE, name="secure.test", identity=identity)
    async with asker:
        await online_host.command('AT+CIPSSLCALPN=2,"http/1.1","mqtt"')
        await online_host.command('AT+CIPSSLCSNI="secure.test"')
        await online_host.command("AT+CIPSSLCCONF=1,0,0")
        await online_host.command(OPEN)
        assert b"mqtt " in await online_host.until(b"\n\r\n")
        assert asker.asked_for == "secure.test"
        assert b"+CIPSSLCSNI:0,secure.test" in await online_host.command(
            "AT+CIPSSLCSNI?"
        )
        alpn = await online_host.command("AT+CIPSSLCALPN?")
        assert alpn.startswith(b"+CIPSSLCALPN:0,http/1.1,mqtt\r\n")
        wrong = 'AT+CIPSSLCALPN=2,"http/1.1"'
        assert ERROR in await online_host.command(wrong, end=ERROR)


@pytest.mark.parametrize("profile", ["4.1"])
async def test_cipher_suites(
    module: SimulatedModule, online_host: Host, authority: Authority, profile: str
) -> None:
    """A link offers the suites that it is told to, of those that it lists."""
    listed = await online_host.command("AT+CIPSSLCCIPHER?")
    assert listed.count(b"+CIPSSLCCIPHER:") == len(SUITES)
    internet = module.surroundings.internet
    identity = authority.sign("secure.test")
    async with Asker(internet, SECURE, name="secure.test", identity=identity):
        await online_host.command("AT+CIPSSLCCIPHER=1,0xC02B")
        await online_host.command(OPEN)
        assert b"ECDHE-ECDSA-AES128-GCM-SHA256" in await online_host.until(b"\n\r\n")
    error = await online_host.command("AT+CIPSSLCCIPHER=1,0x0001", end=ERROR)
    assert error.endswith(ERROR)


async def test_a_shared_key(module: SimulatedModule, online_host: Host) -> None:
    """Without certificates a key does, in text or in digits."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("PSK")
    context.set_psk_server_callback(
        lambda name: b"\x01key" if name == "esp" else b"", "hint"
    )

    async def serve(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"welcome\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    async with server:
        port = server.sockets[0].getsockname()[1]
        await online_host.command('AT+CIPSSLCPSKHEX="016b6579","esp"')
        await online_host.command(f'AT+CIPSTART="SSL","127.0.0.1",{port}')
        assert b"+IPD,8:welcome\n" in await online_host.until(b"welcome\n")
        await online_host.until(b"CLOSED\r\n")
        hexed = await online_host.command("AT+CIPSSLCPSKHEX?")
        assert hexed.startswith(b"+CIPSSLCPSKHEX:0,016b6579,esp\r\n")
        await online_host.command('AT+CIPSSLCPSK="wrong","esp"')
        assert b"+CIPSSLCPSK:0,wrong,esp" in await online_host.command("AT+CIPSSLCPSK?")
        line = f'AT+CIPSTART="SSL","127.0.0.1",{port}'
        assert ERROR in await online_host.command(line, end=ERROR)


@pytest.mark.usefixtures("secure")
@pytest.mark.parametrize("profile", ["2.0"])
async def test_one_at_a_time(online_host: Host, profile: str) -> None:
    """Old firmware has the memory for one TLS link."""
    await online_host.command("AT+CIPMUX=1")
    await online_host.command('AT+CIPSTART=0,"SSL","secure.test",9443')
    line = 'AT+CIPSTART=1,"SSL","secure.test",9443'
    assert await online_host.command(line, end=ERROR) == ERROR


@pytest.mark.parametrize("verifies", [False, True])
async def test_a_tls_server(
    module: SimulatedModule, online_host: Host, verifies: bool
) -> None:
    """The module's server shows a certificate, and asks for one if it is to."""
    module.state.clock = int(time.time())
    await online_host.command("AT+CIPMUX=1")
    await online_host.command(f'AT+CIPSERVER=1,0,"SSL",{int(verifies)}', end=ERROR)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    await online_host.command(f'AT+CIPSERVER=1,{port},"SSL",{int(verifies)}')
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.load_verify_locations(
        cadata=module.tls.authority("server", 0).decode("ascii")
    )
    if verifies:
        module.tls.identity("client", 0).load_into(context)
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", port, ssl=context, server_hostname="esp-at-server"
    )
    writer.write(b"hello")
    expected = b"0,CONNECT\r\n\r\n+IPD,0,5:hello\r\n"
    assert await online_host.until(b"hello\r\n") == expected
    query = await online_host.command("AT+CIPSERVER?")
    assert query.startswith(b'+CIPSERVER:1,%d,"SSL",%d\r\n' % (port, verifies))
    writer.close()
    await online_host.until(b"0,CLOSED\r\n")
    if verifies:
        stranger = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        stranger.check_hostname, stranger.verify_mode = False, ssl.CERT_NONE
        with suppress(ssl.SSLError, ConnectionError):
            reader, writer = await asyncio.open_connection(
                "127.0.0.1", port, ssl=stranger
            )
            assert not await reader.read()
        assert not await online_host.quiet()


def test_settings_are_values(module: SimulatedModule) -> None:
    """Changing the settings of one link leaves those of the others alone."""
    settings = module.state.settings.tls
    changed = replace(settings[0], server_name="x")
    assert settings[1].server_name == ""
    assert changed != settings[0]
