"""Links: connecting, sending, receiving, and every way in which they end."""

import asyncio
from dataclasses import replace

import pytest

from custom_components.esp_at.at.commands import tcpip
from custom_components.esp_at.at.errors import InvalidParameter
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.errors import (
    ConnectFailed,
    NoFreeLink,
    NotOnNetwork,
    SendFailed,
    SocketClosed,
    Unsupported,
)
from custom_components.esp_at.device.socket_types import (
    CloseReason,
    PeerMode,
    Remote,
    SocketKind,
    Target,
    TlsOptions,
)
from custom_components.esp_at.device.state import WifiMode
from esp_at_simulator.module import SimulatedModule
from tests.ports import own_port

from ..conftest import HOME, PASSWORD
from .helpers import quiet, until
from .peers import TcpPeer, echo, ended, receive, tcp_peer, udp_peer

pytestmark = pytest.mark.usefixtures("socket_enabled")

GENERATIONS = pytest.mark.parametrize("profile", ["1.1", "2.0", "2.3", "4.1", "5.0"])
NASTY = (
    b'\r\nOK\r\n\r\nERROR\r\n>\r\n+IPD,0,3:abc\r\n0,CLOSED\r\n\0\xff+++\r\nready\r\n"127.0.0.1",80,'
    + bytes(range(256))
)


def tcp(peer: TcpPeer) -> Target:
    """Return where a peer is."""
    return Target(kind=SocketKind.TCP, host="127.0.0.1", port=peer.port)


@GENERATIONS
async def test_bytes_come_back_as_they_were_sent(device: EspAtDevice) -> None:
    """Data that look like the protocol itself pass both ways, however long."""
    data = NASTY * 60

    async with tcp_peer(echo) as peer:
        socket = await device.sockets.open(tcp(peer))
        await socket.send(data)
        received = await receive(socket, len(data))
        await socket.close()

    assert received == data
    assert (socket.bytes_in, socket.bytes_out) == (len(data), len(data))
    assert socket.close_reason is CloseReason.OURS
    assert not device.sockets.open_sockets


@GENERATIONS
@pytest.mark.parametrize("kind", [SocketKind.TCP, SocketKind.UDP])
async def test_three_plus_signs_are_data(device: EspAtDevice, kind: SocketKind) -> None:
    """What means an end to the module, alone, is sent like anything else."""
    async with tcp_peer(echo) as peer, udp_peer() as datagrams:
        port = peer.port if kind is SocketKind.TCP else datagrams.port
        socket = await device.sockets.open(
            Target(kind=kind, host="127.0.0.1", port=port)
        )
        await socket.send(b"+++")
        assert await receive(socket, 3) == b"+++"


@GENERATIONS
async def test_data_before_the_end_are_delivered(device: EspAtDevice) -> None:
    """What the other end said before it hung up is read first."""
    async with tcp_peer() as peer:
        socket = await device.sockets.open(tcp(peer))
        _, writer = await peer.connection()
        writer.write(NASTY * 30)
        await writer.drain()
        writer.close()
        await asyncio.sleep(0.2)
        data, reason = await ended(socket)

    assert data == NASTY * 30
    assert reason is CloseReason.PEER
    with pytest.raises(SocketClosed):
        await socket.send(b"late")


@GENERATIONS
async def test_datagrams_stay_whole_and_say_from_whom(device: EspAtDevice) -> None:
    """Each datagram is received by itself, with its sender."""
    async with udp_peer() as peer, udp_peer() as other:
        socket = await device.sockets.open(
            Target(kind=SocketKind.UDP, host="127.0.0.1", port=peer.port)
        )
        for message in (b"one", b"two, \r\nOK\r\n"):
            await socket.send(message)
            async with asyncio.timeout(5):
                chunk = await socket.receive()
            assert chunk == (message, Remote("127.0.0.1", peer.port))
        await socket.send(b"elsewhere", to=Remote("127.0.0.1", other.port))
        await until(lambda: other.heard == [b"elsewhere"])

    assert peer.heard == [b"one", b"two, \r\nOK\r\n"]


async def test_a_datagram_is_not_cut(device: EspAtDevice) -> None:
    """What does not go in one piece is refused before anything is sent."""
    async with udp_peer() as peer:
        socket = await device.sockets.open(
            Target(
                kind=SocketKind.UDP,
                host="127.0.0.1",
                port=peer.port,
                local_port=own_port(10),
                peer=PeerMode.LAST,
            )
        )
        with pytest.raises(InvalidParameter) as caught:
            await socket.send(b"x" * 1473)

    assert caught.value.parameter == "data"
    assert socket.bytes_out == 0


async def test_nobody_listens(device: EspAtDevice) -> None:
    """A refused connection says where it went, and takes no link."""
    async with tcp_peer() as peer:
        target = tcp(peer)
    refused = []
    for _ in range(7):
        with pytest.raises(ConnectFailed) as caught:
            await device.sockets.open(target)
        refused.append(caught.value.port)

    assert refused == [target.port] * 7
    assert not device.sockets.open_sockets


@pytest.mark.parametrize(
    ("change", "parameter"),
    [
        ({"port": 0}, "port"),
        ({"port": 70000}, "port"),
        ({"host": 'a"b'}, "host"),
        ({"host": "a\r\nAT+RST"}, "host"),
        ({"host": ""}, "host"),
        ({"host": "h" * 65}, "host"),
        ({"keep_alive": 7201}, "keep_alive"),
    ],
)
async def test_bad_input_is_never_sent(
    device: EspAtDevice,
    simulator: SimulatedModule,
    change: dict[str, str | int],
    parameter: str,
) -> None:
    """The error names the field; the module hears nothing."""
    target = Target(kind=SocketKind.TCP, host="127.0.0.1", port=80)
    heard = len(simulator.received)

    with pytest.raises(InvalidParameter) as caught:
        await device.sockets.open(replace(target, **change))  # type: ignore[arg-type]  # each of its own type

    assert caught.value.parameter == parameter
    assert len(simulator.received) == heard


async def test_without_a_network(device: EspAtDevice) -> None:
    """Nothing is tried while there is nothing to send over."""
    await device.wifi.set_mode(WifiMode.STATION)
    await device.wifi.leave()
    await quiet(device)

    with pytest.raises(NotOnNetwork):
        await device.sockets.open(
            Target(kind=SocketKind.TCP, host="127.0.0.1", port=80)
        )


async def test_the_sixth_connection(device: EspAtDevice) -> None:
    """Who finds all links taken is told so; a link that is closed is free again."""
    async with tcp_peer(echo) as peer:
        sockets = [await device.sockets.open(tcp(peer)) for _ in range(5)]
        with pytest.raises(NoFreeLink):
            await device.sockets.open(tcp(peer))
        await sockets[2].close()
        again = await device.sockets.open(tcp(peer))

        assert again.link_id == sockets[2].link_id


async def test_links_do_not_mix(device: EspAtDevice) -> None:
    """Five links that talk at once each get their own bytes."""
    async with tcp_peer(echo) as peer:

        async def talk(letter: bytes) -> bool:
            socket = await device.sockets.open(tcp(peer))
            data = letter * 30_000
            await socket.send(data)
            return await receive(socket, len(data)) == data

        whole = await asyncio.gather(*(talk(letter) for letter in (b"a", b"b", b"c")))

    assert all(whole)


async def test_a_restart_ends_everything(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """Who reads or accepts learns of it at once; later connections work."""
    async with tcp_peer(echo) as peer:
        socket = await device.sockets.open(tcp(peer))
        listener = await device.sockets.listen(own_port(15))
        simulator.brown_out()

        assert (await ended(socket))[1] is CloseReason.RESTARTED
        with pytest.raises(SocketClosed):
            await listener.accept()
        await until(lambda: device.state.online)
        await device.wifi.join(HOME, PASSWORD)
        again = await device.sockets.open(tcp(peer))
        await again.send(b"back")
        assert await receive(again, 4) == b"back"


async def test_a_pulled_cable_ends_everything(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """A module that kept its links meanwhile has them closed, and is used anew."""
    async with tcp_peer() as peer:
        socket = await device.sockets.open(tcp(peer))
        reader, _ = await peer.connection()
        simulator.unplug()
        assert (await ended(socket))[1] is CloseReason.RESTARTED
        simulator.plug()
        await until(lambda: device.state.online)

        assert await reader.read() == b""
        await device.sockets.open(tcp(peer))


async def test_leaving_the_network_ends_links(device: EspAtDevice) -> None:
    """The reader of a link is told when the network went."""
    async with tcp_peer() as peer:
        socket = await device.sockets.open(tcp(peer))
        await device.wifi.leave()
        assert (await ended(socket))[1] in (CloseReason.PEER, CloseReason.NETWORK)


async def test_who_is_cancelled_leaves_no_link(device: EspAtDevice) -> None:
    """A connection that nobody waits for any more is closed when it is made."""
    async with tcp_peer() as peer:
        opening = asyncio.create_task(device.sockets.open(tcp(peer)))
        await asyncio.sleep(0)
        opening.cancel()
        reader, _ = await peer.connection()
        async with asyncio.timeout(10):
            assert await reader.read() == b""
        await until(lambda: not device.sockets.open_sockets)


@pytest.mark.parametrize("profile", ["2.0"])
async def test_a_reader_that_never_reads(
    device: EspAtDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a buffer in the module the line is held back, then the link is given up."""
    monkeypatch.setattr("custom_components.esp_at.device.sockets._ENOUGH", 20_000)
    monkeypatch.setattr(
        "custom_components.esp_at.device.sockets.LONGEST_QUEUE", 200_000
    )
    async with tcp_peer() as peer:
        socket = await device.sockets.open(tcp(peer))
        _, writer = await peer.connection()
        writer.write(b"x" * 1_000_000)
        await asyncio.sleep(0.5)
        held_at = socket.queued
        while not socket.closed:  # commands let some data pass
            await device.system.send_command("AT")
        data, reason = await ended(socket)

    assert held_at < 120_000
    assert reason is CloseReason.TOO_SLOW
    assert set(data) == {ord("x")}


@pytest.mark.parametrize("profile", ["2.0"])
async def test_a_reader_that_pauses(
    device: EspAtDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Data that the line is held back with are late, not lost."""
    monkeypatch.setattr("custom_components.esp_at.device.sockets._ENOUGH", 20_000)
    monkeypatch.setattr("custom_components.esp_at.at.protocol._STALLED", 0.1)
    data = b"0123456789" * 20_000
    async with tcp_peer() as peer:
        socket = await device.sockets.open(tcp(peer))
        _, writer = await peer.connection()
        writer.write(data)
        await asyncio.sleep(0.5)

        assert await receive(socket, len(data)) == data


async def test_a_slow_reader_loses_nothing(
    device: EspAtDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the module keeps the data, they stay there until they are read."""
    monkeypatch.setattr("custom_components.esp_at.device.fetcher._ENOUGH", 10_000)
    async with tcp_peer() as peer:
        socket = await device.sockets.open(tcp(peer))
        _, writer = await peer.connection()
        writer.write(b"0123456789" * 20_000)
        await asyncio.sleep(0.3)
        held_at = socket.queued
        data = await receive(socket, 200_000)

    assert held_at <= 20_000
    assert data == b"0123456789" * 20_000


async def test_a_lost_closed_is_found(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """A link whose end was not heard is closed at the next look."""
    async with tcp_peer() as peer:
        socket = await device.sockets.open(tcp(peer))
        _, writer = await peer.connection()
        simulator.faults.silence(0.3)
        writer.close()
        await asyncio.sleep(0.5)
        assert not socket.closed
        await device.refresh()

        assert (await ended(socket))[1] is CloseReason.PEER


async def test_a_lost_notice_is_made_good(
    device: EspAtDevice, simulator: SimulatedModule
) -> None:
    """Data whose notice was not heard are fetched at the next look."""
    async with tcp_peer() as peer:
        socket = await device.sockets.open(tcp(peer))
        _, writer = await peer.connection()
        simulator.faults.silence(0.3)
        writer.write(b"hidden")
        await asyncio.sleep(0.5)
        assert not socket.bytes_in
        await device.refresh()

        assert await receive(socket, 6) == b"hidden"


@pytest.mark.parametrize("profile", ["2.0", "4.1"])
async def test_data_lost_on_the_line_break_the_send(
    device: EspAtDevice, simulator: SimulatedModule, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says how much went; the next command is a command again."""
    monkeypatch.setattr(tcpip.Send, "timeout", 0.5)
    async with tcp_peer(echo) as peer:
        socket = await device.sockets.open(tcp(peer))
        await socket.send(b"x" * 100)
        simulator.faults.lose_payload(3)
        with pytest.raises(SendFailed) as caught:
            await socket.send(b"y" * 20_000)

        assert caught.value.total == 20_000
        assert caught.value.sent < 20_000
        assert socket.close_reason is CloseReason.DAMAGED
        assert (await device.system.send_command("AT")) == ()
        again = await device.sockets.open(tcp(peer))
        await again.send(b"well")
        assert await receive(again, 4) == b"well"


@pytest.mark.parametrize("profile", ["2.0"])
async def test_firmware_without_a_server_name(device: EspAtDevice) -> None:
    """What the firmware cannot do is said, not left out."""
    target = Target(
        kind=SocketKind.SSL,
        host="127.0.0.1",
        port=443,
        tls=TlsOptions(server_name="example.org"),
    )
    with pytest.raises(Unsupported) as caught:
        await device.sockets.open(target)

    assert caught.value.feature == "server_name"
