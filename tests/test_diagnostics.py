"""Diagnostics: enough to understand a fault, and nothing private."""

import json
from typing import Any

from homeassistant.const import CONF_HOST, CONF_URL
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.esp_at.const import (
    CONF_AUTHORIZATION,
    CONF_HEADERS,
    CONF_SUBPROTOCOL,
    SUBENTRY_WEBSOCKET,
)
from custom_components.esp_at.diagnostics import Pseudonyms, redact_port
from esp_at_simulator import SimulatedModule
from tests.common import until
from tests.conftest import HOME, PASSWORD
from tests.kept import HOST, PORT, add, subentry
from tests.services.relay import Relay

CLIENT = "24:0a:c4:00:00:01"


async def test_contents(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    entry: MockConfigEntry,
    simulator: SimulatedModule,
) -> None:
    """Entry, state, firmware, counters and wire are there, and nobody's secrets."""
    device = entry.runtime_data.device
    await device.wifi.join(HOME, PASSWORD)
    await device.wifi.set_host_name("secret-host")
    await device.soft_ap.configure("Hide out", password="open sesame")
    simulator.surroundings.add_station(CLIENT)
    await until(lambda: device.state.soft_ap.clients)
    await device.wifi.scan()
    await device.refresh()
    found: Any = await get_diagnostics_for_config_entry(hass, hass_client, entry)

    assert found["entry"]["data"]["baudrate"] == 115200
    assert found["state"]["station"]["connection"] == "connected"
    assert found["device"]["firmware"]["version_text"]
    assert found["device"]["counters"]["commands"] > 10
    assert found["device"]["baudrate"] == 115200
    assert any("+CWJAP" in line for line in found["wire"])
    assert len(found["wire"]) <= 200

    text = json.dumps(found).lower()
    station, soft_ap = device.state.station, device.state.soft_ap
    for secret in (
        HOME.lower() + '"',
        PASSWORD,
        "secret-host",
        "hide out",
        "open sesame",
        CLIENT,
        str(entry.unique_id),
        station.bssid,
        station.address.ip,
        station.address.gateway,
        soft_ap.mac,
        soft_ap.address.ip,
    ):
        assert secret.lower() not in text


async def test_connections(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    online: MockConfigEntry,
    relay: Relay,
) -> None:
    """Connections tell how they are doing, not with whom, nor what goes over them."""
    secrets = {
        CONF_URL: "wss://secret.test/?token=abc",
        CONF_AUTHORIZATION: "Bearer abc",
        CONF_HEADERS: ["X-Key: abc"],
        CONF_SUBPROTOCOL: "inner-circle",
    }
    lost = add(hass, online, subentry(secrets, kind=SUBENTRY_WEBSOCKET))
    kept = add(hass, online, subentry(title="My own relay"))
    await hass.async_block_till_done()
    connections = online.runtime_data.device.connections.kept
    await until(lambda: connections[kept].state.connected)
    await until(lambda: connections[lost].state.error)
    relay.say(b"a private message")
    await until(lambda: connections[kept].state.messages)
    found: Any = await get_diagnostics_for_config_entry(hass, hass_client, online)

    told = {each["subentry_id"]: each for each in found["connections"]}
    stand_in = {each["subentry_id"]: each for each in found["entry"]["subentries"]}[
        kept
    ]["data"][CONF_HOST]
    assert told[kept] == {
        "subentry_id": kept,
        "type": "tcp_client",
        "connected": True,
        "peers": [f"{stand_in}:{PORT}"],
        "bytes_in": 17,
        "bytes_out": 0,
        "messages": 1,
        "error": None,
    }
    assert told[lost]["connected"] is False
    assert told[lost]["error"]
    (link,) = found["links"]
    assert link["remote"] == f"{stand_in}:{PORT}"
    assert link["bytes_in"] == 17
    assert any(stand_in in line and "CIPSTART" in line for line in found["wire"])
    text = json.dumps(found)
    for secret in (HOST, "secret.test", "abc", "inner-circle", "My own", "private"):
        assert secret not in text


async def test_while_the_module_is_away(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    entry: MockConfigEntry,
    simulator: SimulatedModule,
) -> None:
    """They can be had when they are needed most."""
    simulator.unplug()
    await until(lambda: not entry.runtime_data.device.state.online)
    found: Any = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    assert found["state"]["online"] is False
    simulator.plug()
    await until(lambda: entry.runtime_data.device.state.online)


async def test_while_set_up_fails(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    entry: MockConfigEntry,
) -> None:
    """Of a module that was not found there is at least the entry."""
    await hass.config_entries.async_unload(entry.entry_id)
    found: Any = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    assert set(found) == {"entry"}


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("AT+CWMODE=3", "AT+CWMODE=3"),
        ("AT version:2.0.0.0(e44648c)", "AT version:2.0.0.0(e44648c)"),
        ("SDK version:v3.3.1.2", "SDK version:v3.3.1.2"),
        ('+CMD:0,"AT+RST",0,0,0,1', '+CMD:0,"AT+RST",0,0,0,1'),
        (
            '+CWJAP:"Home","ca:d7:19:d8:a6:44",6,-52',
            '+CWJAP:"<text 1>","<mac 2>",6,-52',
        ),
        (
            '+CWLAP:(3,"A "b", c",-50,"ca:d7:19:d8:a6:44",6)',
            '+CWLAP:(3,"<text 1>","<text 2>",-50,"<mac 3>",6)',
        ),
        ('+CIPSTA:ip:"192.168.1.5"', '+CIPSTA:ip:"<ip 1>"'),
        ("+CWLIF:192.168.4.2,aa:BB:cc:00:11:22", "+CWLIF:<ip 2>,<mac 1>"),
        ("+CWDHCPS:120,192.168.4.2,192.168.4.101", "+CWDHCPS:120,<ip 1>,<ip 2>"),
        ('+CWJAP:"half of a li', '+CWJAP:"<text 1>"'),
        ("+CWHOSTNAME:my-host", "+CWHOSTNAME:<text 1>"),
        ("AT+CWHOSTNAME=my-host", 'AT+CWHOSTNAME="<text 1>"'),
        ('AT+CWLAP=Home,"aa:bb:cc:00:11:22",6', 'AT+CWLAP="<text 1>","<mac 2>",6'),
        ('AT+CWLAP="Home",,-6', 'AT+CWLAP="<text 1>",,-6'),
        ("AT+CWJAP=***,***", "AT+CWJAP=***,***"),
        ("AT+CMD=?", "AT+CMD=?"),
        ("ssid:Home", "ssid:<text 1>"),
        ("password:***", "password:<text 1>"),
        ("port open at 115200", "port open at 115200"),
    ],
)
def test_mask(line: str, masked: str) -> None:
    """What is private on a line is replaced, what explains it stays."""
    assert Pseudonyms().mask(line) == masked


def test_the_same_is_called_the_same() -> None:
    """Two lines of one client can still be matched."""
    pseudonyms = Pseudonyms()
    came = pseudonyms.mask_entry(
        '2026-11-22T12:00:00 < +STA_CONNECTED:"aa:bb:cc:dd:ee:ff"'
    )
    left = pseudonyms.mask_entry(
        '2026-11-22T12:00:01 < +STA_DISCONNECTED:"AA:BB:CC:DD:EE:FF"'
    )
    assert came == '2026-11-22T12:00:00 < +STA_CONNECTED:"<mac 1>"'
    assert left == '2026-11-22T12:00:01 < +STA_DISCONNECTED:"<mac 1>"'


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("/dev/serial/by-id/usb-1a86", "/dev/serial/by-id/usb-1a86"),
        (
            "/dev/serial/by-id/usb-Espressif_24:0A:C4:12:34:56-if00",
            "/dev/serial/by-id/usb-Espressif_**REDACTED**-if00",
        ),
        ("socket://garage.example:3333", "socket://**REDACTED**"),
        ("rfc2217://user:pass@10.0.0.4:2217?ign_set_control", "rfc2217://**REDACTED**"),
        (
            "esphome-hass://esphome/01J?port_name=uart&key=secret",
            "esphome-hass://**REDACTED**",
        ),
        ("COM3", "COM3"),
    ],
)
def test_port(url: str, shown: str) -> None:
    """A port tells of which kind it is, not where and with which key."""
    assert redact_port(url) == shown
