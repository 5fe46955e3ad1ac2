"""Actions that talk over TCP, UDP and SSL."""

import base64
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.script import Script, async_validate_actions_config
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.state import DataArrived, DeviceEvent
from esp_at_simulator import SimulatedModule
from esp_at_simulator.neighbours import secure_echo
from esp_at_simulator.profile import PROFILES
from tests.common import until
from tests.ports import free_port
from tests.services.common import call
from tests.services.relay import NAME, WHERE, Relay

TARGET = {"host": WHERE[0], "port": WHERE[1]}
OPEN = {**TARGET, "keep_open": True}


@pytest.fixture
def device(online: MockConfigEntry) -> EspAtDevice:
    """Return the module that has joined its network."""
    found: EspAtDevice = online.runtime_data.device
    return found


def answer(data: bytes, *, complete: bool = True) -> dict[str, Any]:
    """Return how an answer of the relay is told."""
    return {
        "text": data.decode(),
        "hex": data.hex(),
        "base64": base64.b64encode(data).decode(),
        "length": len(data),
        "complete": complete,
        "remote_address": WHERE[0],
        "remote_port": WHERE[1],
    }


@pytest.mark.parametrize(
    ("data", "encoding", "sent"),
    [
        ("relay 1 on", "text", b"relay 1 on"),
        ('ein „Wort“, "zwei"\\\n', "text", 'ein „Wort“, "zwei"\\\n'.encode()),
        (r"relay 1 on\r\n\xff", "escaped", b"relay 1 on\r\n\xff"),
        ("00 01 0a0D ff", "hex", b"\0\x01\n\r\xff"),
        ("T0sNCg==", "base64", b"OK\r\n"),
    ],
)
@pytest.mark.parametrize("protocol", ["tcp", "udp"])
async def test_send(
    hass: HomeAssistant,
    online: MockConfigEntry,
    relay: Relay,
    *,
    protocol: str,
    data: str,
    encoding: str,
    sent: bytes,
) -> None:
    """Data arrive byte by byte, over a connection that is closed then."""
    response = await call(
        hass,
        online,
        "socket_send",
        data=data,
        encoding=encoding,
        protocol=protocol,
        **TARGET,
    )
    assert response == {"link": None, "sent": len(sent), "answer": None}
    await until(lambda: relay.heard == sent)
    await until(lambda: not relay.connected)
    assert not online.runtime_data.device.sockets.open_sockets


async def test_send_by_name(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay
) -> None:
    """A host may have a name."""
    await call(hass, online, "socket_send", data="x", host=NAME, port=WHERE[1])
    await until(lambda: relay.heard == b"x")


async def test_send_much(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay
) -> None:
    """What is longer than a command takes is sent in portions."""
    data = "OK\r\n>\r\n+IPD,0,5:" * 2000
    response = await call(hass, online, "socket_send", data=data, **TARGET)
    assert response["sent"] == len(data)
    await until(lambda: relay.heard == data.encode())


@pytest.mark.parametrize(
    ("parts", "fields", "expected"),
    [
        ((b"ab", b"cdef"), {"answer_length": 4}, answer(b"abcd")),
        ((b"one\r", b"\ntwo"), {"answer_delimiter": r"\r\n"}, answer(b"one\r\n")),
        ((b"one\0two",), {"answer_delimiter": r"\x00"}, answer(b"one\0")),
        ((b"ab", b"cd"), {"answer_silence": 0.4}, answer(b"abcd")),
        ((b"ab", b"cd"), {"answer_timeout": 0.5}, answer(b"abcd")),
        (
            (b"ab",),
            {"answer_length": 4, "answer_timeout": 0.5},
            answer(b"ab", complete=False),
        ),
        (
            (b"ab",),
            {"answer_delimiter": "c", "answer_length": 2, "answer_silence": 5},
            answer(b"ab"),
        ),
    ],
)
async def test_answer(
    hass: HomeAssistant,
    online: MockConfigEntry,
    relay: Relay,
    *,
    parts: tuple[bytes, ...],
    fields: dict[str, Any],
    expected: dict[str, Any],
) -> None:
    """An answer ends by its length, a delimiter, silence or time."""
    relay.parts = parts
    response = await call(
        hass, online, "socket_send", data="state?", **TARGET, **fields
    )
    assert response == {"link": None, "sent": 6, "answer": expected}


async def test_no_answer(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay
) -> None:
    """Nothing is an answer too, though no complete one."""
    response = await call(
        hass, online, "socket_send", data="?", answer_timeout=0.1, **TARGET
    )
    assert response["answer"]["length"] == 0
    assert response["answer"]["text"] == ""
    assert response["answer"]["complete"] is False


async def test_binary_answer(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay
) -> None:
    """What is no text is told as bytes only."""
    relay.parts = (b"\xff\x00",)
    response = await call(
        hass, online, "socket_send", data="?", answer_length=2, **TARGET
    )
    assert response["answer"]["text"] is None
    assert response["answer"]["hex"] == "ff00"
    assert response["answer"]["base64"] == "/wA="


async def test_udp(hass: HomeAssistant, online: MockConfigEntry, relay: Relay) -> None:
    """A datagram is answered by one, to the port that was chosen."""
    relay.parts = (b"on",)
    response = await call(
        hass,
        online,
        "socket_send",
        data="state?",
        protocol="udp",
        local_port=free_port(),
        answer_length=2,
        **TARGET,
    )
    assert response["answer"] == answer(b"on")


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("protocol", ["tcp", "udp"])
async def test_generations(
    hass: HomeAssistant,
    online: MockConfigEntry,
    relay: Relay,
    *,
    profile: str,
    protocol: str,
) -> None:
    """All firmware sends and answers, whatever its ways to receive."""
    relay.parts = (b"+IPD,0,5:", b"OK\r\n")
    response = await call(
        hass,
        online,
        "socket_send",
        data="state?",
        protocol=protocol,
        answer_delimiter=r"OK\r\n",
        **TARGET,
    )
    assert response["answer"] == answer(b"+IPD,0,5:OK\r\n")
    assert relay.heard == b"state?"


async def test_keep_open(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay, device: EspAtDevice
) -> None:
    """A connection that stays open is used by its link, until it is closed."""
    relay.parts = (b"ok",)
    first = await call(hass, online, "socket_send", data="1", answer_length=2, **OPEN)
    link = first["link"]
    assert first["answer"] == answer(b"ok")
    assert set(device.sockets.open_sockets) == {link}

    second = await call(
        hass, online, "socket_send", data="2", link=link, answer_length=2
    )
    assert second == {"link": link, "sent": 1, "answer": answer(b"ok")}
    assert relay.heard == b"12"
    assert relay.connected == 1

    await call(hass, online, "socket_close", link=link)
    await until(lambda: not relay.connected)
    assert not device.sockets.open_sockets


async def test_open(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay, device: EspAtDevice
) -> None:
    """What comes in on an open link is told as it comes."""
    events: list[DeviceEvent] = []
    stop = device.subscribe_events(events.append)
    response = await call(hass, online, "socket_open", **TARGET)
    link = response["link"]
    assert response["remote_address"] == WHERE[0]
    assert response["remote_port"] == WHERE[1]
    assert "local_port" in response

    await until(lambda: relay.connected)
    relay.say(b"door opened")
    await until(lambda: events)
    (event,) = events
    assert isinstance(event, DataArrived)
    assert event.message.data == b"door opened"
    assert event.message.link == link
    stop()


async def test_open_udp(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay
) -> None:
    """A UDP link is opened at a port, and sends to whom it is told."""
    number = free_port()
    response = await call(
        hass,
        online,
        "socket_open",
        host="192.168.1.31",
        port=4001,
        protocol="udp",
        local_port=number,
    )
    assert response["local_port"] == number
    relay.parts = (b"here",)
    link = response["link"]
    response = await call(
        hass, online, "socket_send", data="?", link=link, answer_length=4, **TARGET
    )
    assert response["answer"] == answer(b"here")


async def test_ssl(
    hass: HomeAssistant, online: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """A server that speaks TLS is talked to; one that is not trusted is not."""
    # In debug mode the server's side of a handshake that fails is an error
    hass.loop.set_debug(False)
    where = ("192.168.1.40", 8443)
    server = secure_echo(simulator.surroundings.internet, where, name="safe.lan")
    target = {"host": where[0], "port": where[1], "protocol": "ssl"}
    async with server:
        response = await call(
            hass,
            online,
            "socket_send",
            data="secret",
            server_name="safe.lan",
            answer_length=6,
            **target,
        )
        assert response["answer"]["text"] == "secret"
        with pytest.raises(HomeAssistantError) as caught:
            await call(
                hass,
                online,
                "socket_send",
                data="secret",
                verify_certificate=True,
                **target,
            )
    assert caught.value.translation_key == "connect_failed"


async def test_template(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay
) -> None:
    """A script sends what a template makes; its escapes outlive the template."""
    steps = [
        {"variables": {"relay": 7}},
        {
            "action": "esp_at.socket_send",
            "data": {
                "config_entry_id": online.entry_id,
                "data": '{"relay": {{ relay }}, "on": true}\\r\\n',
                "encoding": "escaped",
                **TARGET,
            },
        },
    ]
    actions = await async_validate_actions_config(hass, cv.SCRIPT_SCHEMA(steps))
    await Script(hass, actions, "example", "test").async_run()
    await until(lambda: relay.heard == b'{"relay": 7, "on": true}\r\n')
