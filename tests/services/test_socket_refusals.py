"""What actions over sockets refuse, and how they say it."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.esp_at.device.state import WifiMode
from esp_at_simulator import SimulatedModule
from tests.common import until
from tests.services.common import call
from tests.services.relay import WHERE, Relay

TARGET = {"host": WHERE[0], "port": WHERE[1]}
MUCH = "x" * (1024 * 1024 + 1)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"port": 0}, "port must be from 1 to 65535"),
        ({"port": 70000}, "port must be from 1 to 65535"),
        ({"port": -1}, "port must be from 1 to 65535"),
        ({"host": 're"lay'}, "host must be a host name"),
        ({"host": "relay\r\nAT+RST"}, "host must be a host name"),
        ({"host": "re\0lay"}, "host must be a host name"),
        ({"host": "r" * 65}, "host must be 1 to 64 bytes"),
        ({"data": ""}, "data must be 1 to 1048576 bytes"),
        ({"data": MUCH}, "data must be 1 to 1048576 bytes"),
        ({"data": "x" * 1473, "protocol": "udp"}, "data must be 1 to 1472 bytes"),
        ({"data": "abc", "encoding": "hex"}, "data must be a row of hexadecimal"),
        ({"data": "a b!", "encoding": "base64"}, "data must be Base64"),
        ({"data": r"\q", "encoding": "escaped"}, "data holds a backslash"),
        ({"answer_length": 0}, "answer_length must be from 1 bytes to 65536 bytes"),
        ({"answer_length": 2 << 30}, "answer_length must be from 1 bytes to 65536"),
        ({"answer_delimiter": ""}, "answer_delimiter must be 1 to 64 bytes"),
        ({"answer_delimiter": "x" * 65}, "answer_delimiter must be 1 to 64 bytes"),
        ({"answer_delimiter": r"\x1"}, "answer_delimiter holds a backslash"),
        ({"answer_silence": 0}, "answer_silence must be from 0.01 s to 600 s"),
        ({"answer_timeout": 0}, "answer_timeout must be from 0.1 s to 600 s"),
        ({"answer_timeout": 601}, "answer_timeout must be from 0.1 s to 600 s"),
        ({"protocol": "udp", "local_port": 0}, "local_port must be from 1 to 65535"),
        ({"local_port": 5000}, "Only UDP has a local port"),
        ({"server_name": "relay.lan"}, "need the protocol SSL"),
        ({"verify_certificate": True}, "need the protocol SSL"),
        ({"client_certificate": True, "protocol": "udp"}, "need the protocol SSL"),
        ({"protocol": "ssl", "server_name": 'r"'}, "server_name must be a host name"),
        ({"protocol": "ssl", "server_name": "r" * 65}, "server_name must be 1 to 64"),
        ({"link": 1, "connection": "Relay"}, "no connection that is called Relay"),
        ({"connection": "Relay"}, "no connection that is called Relay"),
        ({"link": 1, "protocol": "udp"}, "belong to a new connection"),
        ({"link": 1, "keep_open": True}, "belong to a new connection"),
        ({"link": 1}, "Link 1 is not open"),
        ({"link": 7}, "Link 7 is not open"),
    ],
)
async def test_bad_field(
    hass: HomeAssistant,
    online: MockConfigEntry,
    simulator: SimulatedModule,
    *,
    fields: dict[str, Any],
    words: str,
) -> None:
    """A field that is wrong is named, with its limit, and nothing is sent."""
    sent = len(simulator.received)
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, online, "socket_send", **{"data": "on", **TARGET, **fields})
    assert words in str(caught.value)
    assert len(simulator.received) == sent


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({}, "target_missing"),
        ({"host": WHERE[0]}, "target_missing"),
        ({"port": WHERE[1]}, "target_missing"),
        ({"link": 0, "host": WHERE[0]}, "target_missing"),
    ],
)
async def test_no_target(
    hass: HomeAssistant, online: MockConfigEntry, fields: dict[str, Any], key: str
) -> None:
    """Where to send has to be said whole."""
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, online, "socket_send", data="on", **fields)
    assert caught.value.translation_key == key


@pytest.mark.parametrize("fields", [{"port": 0}, {"host": 'a"'}, {"local_port": 5}])
async def test_open_refused(
    hass: HomeAssistant,
    online: MockConfigEntry,
    simulator: SimulatedModule,
    fields: dict[str, Any],
) -> None:
    """To open a link takes the same fields, and refuses the same."""
    sent = len(simulator.received)
    with pytest.raises(ServiceValidationError):
        await call(hass, online, "socket_open", **{**TARGET, **fields})
    assert len(simulator.received) == sent


async def test_sixth_connection(
    hass: HomeAssistant,
    online: MockConfigEntry,
    relay: Relay,
    simulator: SimulatedModule,
) -> None:
    """All links are taken, until one is closed; nothing is sent for a sixth."""
    links = [
        (await call(hass, online, "socket_open", **TARGET))["link"] for _ in range(5)
    ]
    assert len(set(links)) == 5
    sent = len(simulator.received)
    for action, more in (("socket_open", {}), ("socket_send", {"data": "on"})):
        with pytest.raises(HomeAssistantError, match="All 5 links") as caught:
            await call(hass, online, action, **TARGET, **more)
        assert caught.value.translation_key == "no_free_link"
    assert len(simulator.received) == sent

    await call(hass, online, "socket_close", link=links[2])
    response = await call(hass, online, "socket_open", **TARGET)
    assert response["link"] == links[2]


async def test_closed_link(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay
) -> None:
    """A link that has ended is not there any more, whoever has closed it."""
    link = (await call(hass, online, "socket_open", **TARGET))["link"]
    await until(lambda: relay.connected)
    relay.hang_up()
    sockets = online.runtime_data.device.sockets
    await until(lambda: not sockets.open_sockets)
    for action, more in (("socket_send", {"data": "on"}), ("socket_close", {})):
        with pytest.raises(ServiceValidationError, match=f"Link {link} is not open"):
            await call(hass, online, action, link=link, **more)


async def test_peer_of_a_stream(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay
) -> None:
    """A TCP link leads to one host only."""
    link = (await call(hass, online, "socket_open", **TARGET))["link"]
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, online, "socket_send", data="on", link=link, **TARGET)
    assert caught.value.translation_key == "peer_not_there"


async def test_nobody_there(hass: HomeAssistant, online: MockConfigEntry) -> None:
    """Who refuses is named."""
    with pytest.raises(HomeAssistantError, match=r"No connection to 127\.0\.0\.1"):
        await call(hass, online, "socket_send", data="on", host="127.0.0.1", port=1)


async def test_without_network(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """A module without a network sends nothing, and says so."""
    await entry.runtime_data.device.wifi.set_mode(WifiMode.STATION)
    sent = len(simulator.received)
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, entry, "socket_send", data="on", **TARGET)
    assert caught.value.translation_key == "not_on_network"
    assert len(simulator.received) == sent


async def test_lost_network(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay
) -> None:
    """What was open is gone with the network."""
    link = (await call(hass, online, "socket_open", **TARGET))["link"]
    await call(hass, online, "leave_wifi")
    sockets = online.runtime_data.device.sockets
    await until(lambda: not sockets.open_sockets)
    with pytest.raises(ServiceValidationError, match=f"Link {link} is not open"):
        await call(hass, online, "socket_send", data="on", link=link)


async def test_datagram_too_long(
    hass: HomeAssistant, online: MockConfigEntry, relay: Relay
) -> None:
    """What does not fit into one datagram is not cut."""
    response = await call(hass, online, "socket_open", protocol="udp", **TARGET)
    with pytest.raises(ServiceValidationError, match="data must be 1 to 1472 bytes"):
        await call(hass, online, "socket_send", data="x" * 1473, link=response["link"])
    assert not relay.heard
