"""A module is added only once it answers, and every mistake can be put right."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import ExitStack
import fcntl
import os
from pathlib import Path
import re
import socket
import tty

from homeassistant.config_entries import (
    SOURCE_USER,
    ConfigEntryState,
    ConfigFlowResult,
)
from homeassistant.const import CONF_DEVICE
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.esp_at.const import CONF_BAUDRATE, CONF_FLOW_CONTROL, DOMAIN
from esp_at_simulator.module import STATION_MAC, SimulatedModule
from tests.common import submit
from tests.repository import TOP, load_json

pytestmark = pytest.mark.usefixtures("impatient", "unloaded")


async def start(hass: HomeAssistant) -> str:
    """Open the first form; return the id of the flow."""
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_USER}
    )
    assert result["type"] is FlowResultType.FORM
    assert result["step_id"] == "user"
    assert not result["errors"]
    return result["flow_id"]


async def assert_added(hass: HomeAssistant, result: ConfigFlowResult) -> None:
    """A flow has made an entry, and the module of it works."""
    assert result["type"] is FlowResultType.CREATE_ENTRY, result.get("errors")
    await hass.async_block_till_done()
    assert result["result"].state is ConfigEntryState.LOADED


@pytest.fixture
async def other_firmware() -> AsyncGenerator[Callable[[bytes], str]]:
    """Make ports at which something answers each line with the same bytes."""
    loop = asyncio.get_running_loop()
    with ExitStack() as stack:

        def make(answer: bytes) -> str:
            host, module = os.openpty()
            stack.callback(os.close, host)
            stack.callback(os.close, module)
            tty.setraw(module)

            def read() -> None:
                if b"\n" in os.read(host, 4096):
                    os.write(host, answer)

            loop.add_reader(host, read)
            stack.callback(loop.remove_reader, host)
            return os.ttyname(module)

        yield make


@pytest.mark.parametrize(
    ("profile", "name"),
    [
        # Did not name the module yet
        ("1.1", "ESP-AT ESP32"),
        ("2.3", "ESP-AT WROOM-32"),
        ("5.0", "ESP-AT WROOM-32"),
    ],
)
async def test_add(
    hass: HomeAssistant, simulator: SimulatedModule, port: str, name: str
) -> None:
    """A module is added under its name, by its MAC address."""
    result = await submit(hass, await start(hass), port)

    await assert_added(hass, result)
    assert result["title"] == name
    assert result["data"] == {
        CONF_DEVICE: port,
        CONF_BAUDRATE: 115200,
        CONF_FLOW_CONTROL: False,
    }
    assert result["result"].unique_id == STATION_MAC


async def test_blanks(hass: HomeAssistant, port: str) -> None:
    """A blank that was copied along with a port or a rate does no harm."""
    result = await submit(hass, await start(hass), f" {port}\n", "115200 ")

    await assert_added(hass, result)
    assert result["data"][CONF_DEVICE] == port


@pytest.mark.usefixtures("socket_enabled")
async def test_add_over_network(
    hass: HomeAssistant, simulator: SimulatedModule
) -> None:
    """A port may be on the network, and its address be typed."""
    async with simulator.on_tcp() as url:
        result = await submit(hass, await start(hass), url)

        await assert_added(hass, result)
        assert result["data"][CONF_DEVICE] == url
        await hass.config_entries.async_unload(result["result"].entry_id)


@pytest.mark.parametrize(
    ("device", "problem"),
    [
        ("/dev/there-is-none", "port_not_found"),
        # No owner of a system may write it
        ("/sys/kernel/uevent_seqnum", "port_no_permission"),
        ("gopher://somewhere", "port_bad_url"),
        ("esphome-hass://esphome/0123", "port_not_ready"),
    ],
)
async def test_wrong_port(
    hass: HomeAssistant, port: str, device: str, problem: str
) -> None:
    """A port that cannot be opened is told with its reason; another may be tried."""
    flow = await start(hass)
    result = await submit(hass, flow, device)
    assert result["type"] is FlowResultType.FORM
    assert result["errors"] == {CONF_DEVICE: problem}

    await assert_added(hass, await submit(hass, flow, port))


async def test_not_a_serial_port(
    hass: HomeAssistant, port: str, tmp_path: Path
) -> None:
    """A file is no serial port."""
    (tmp_path / "file").touch()
    flow = await start(hass)
    result = await submit(hass, flow, str(tmp_path / "file"))
    assert result["errors"] == {CONF_DEVICE: "port_not_a_serial_port"}

    await assert_added(hass, await submit(hass, flow, port))


async def test_odd_port(
    hass: HomeAssistant,
    port: str,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """What has no text of its own is told, and the log has its kind, not its address."""
    flow = await start(hass)
    result = await submit(hass, flow, str(tmp_path))
    assert result["errors"] == {CONF_DEVICE: "port_other"}
    assert "The port cannot be opened: other (IsADirectoryError)" in caplog.text
    assert str(tmp_path) not in caplog.text

    await assert_added(hass, await submit(hass, flow, port))


async def test_port_in_use(hass: HomeAssistant, port: str) -> None:
    """A port that another program holds is told, and works once it is free."""
    flow = await start(hass)
    other = os.open(port, os.O_RDWR | os.O_NOCTTY)
    try:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        result = await submit(hass, flow, port)
        assert result["errors"] == {CONF_DEVICE: "port_in_use"}
    finally:
        os.close(other)

    await assert_added(hass, await submit(hass, flow, port))


@pytest.mark.usefixtures("socket_enabled")
async def test_unreachable_host(hass: HomeAssistant, port: str) -> None:
    """A serial server that is not there is told."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"socket://127.0.0.1:{server.getsockname()[1]}"
    flow = await start(hass)
    result = await submit(hass, flow, url)
    assert result["errors"] == {CONF_DEVICE: "port_unreachable"}

    await assert_added(hass, await submit(hass, flow, port))


@pytest.mark.parametrize("baudrate", ["fast", "1", "99999999", "-9600", ""])
async def test_wrong_baudrate(hass: HomeAssistant, port: str, baudrate: str) -> None:
    """A baud rate that no module has is refused before the port is opened."""
    flow = await start(hass)
    result = await submit(hass, flow, port, baudrate)
    assert result["errors"] == {CONF_BAUDRATE: "invalid_baudrate"}

    await assert_added(hass, await submit(hass, flow, port, "115200"))


async def test_nothing_answers(
    hass: HomeAssistant, port: str, silent_port: str
) -> None:
    """Where nothing answers, the wiring is named, and the pins as in the README."""
    flow = await start(hass)
    result = await submit(hass, flow, silent_port)
    assert result["errors"] == {"base": "nothing_answers"}
    told = load_json("translations/en.json")["config"]["error"]["nothing_answers"]
    readme = (TOP / "README.md").read_text()
    for gap in re.findall(r"\{(\w+)\}", told):
        assert result["description_placeholders"]
        tx, rx = re.findall(r"\d+", result["description_placeholders"][gap])
        assert f"| {tx} | {rx} |" in readme

    await assert_added(hass, await submit(hass, flow, port))


async def test_not_esp_at(
    hass: HomeAssistant, port: str, other_firmware: Callable[[bytes], str]
) -> None:
    """Something that answers, but not as ESP-AT, is told from silence."""
    flow = await start(hass)
    result = await submit(hass, flow, other_firmware(b"login: \r\n"))
    assert result["errors"] == {"base": "not_esp_at"}

    await assert_added(hass, await submit(hass, flow, port))


async def test_another_modem(
    hass: HomeAssistant, port: str, other_firmware: Callable[[bytes], str]
) -> None:
    """A modem takes AT as well, but has not the firmware."""
    flow = await start(hass)
    result = await submit(hass, flow, other_firmware(b"\r\nOK\r\n"))
    assert result["errors"] == {"base": "not_esp_at"}

    await assert_added(hass, await submit(hass, flow, port))


async def test_firmware_too_old(
    hass: HomeAssistant, port: str, other_firmware: Callable[[bytes], str]
) -> None:
    """Firmware from before anything that works is named."""
    flow = await start(hass)
    result = await submit(
        hass,
        flow,
        other_firmware(b"AT version:0.40.0.0(Aug 8 2015)\r\n\r\nOK\r\n"),
    )
    assert result["errors"] == {"base": "firmware_too_old"}
    assert result["description_placeholders"]
    assert result["description_placeholders"]["version"] == "0.40.0.0"

    await assert_added(hass, await submit(hass, flow, port))


async def test_set_up_fails(
    hass: HomeAssistant, port: str, other_firmware: Callable[[bytes], str]
) -> None:
    """A module that never stops to restart while it is set up can be tried again."""
    flow = await start(hass)
    result = await submit(hass, flow, other_firmware(b"\r\nready\r\n"))
    assert result["errors"] == {"base": "set_up_failed"}
    assert result["description_placeholders"]
    assert "restarting" in result["description_placeholders"]["error"]

    await assert_added(hass, await submit(hass, flow, port))


async def test_no_mac_address(
    hass: HomeAssistant, simulator: SimulatedModule, port: str
) -> None:
    """A module that cannot be told from others is not added."""
    flow = await start(hass)
    forms = simulator.build.commands.pop("+CIPSTAMAC")
    result = await submit(hass, flow, port)
    assert result["errors"] == {"base": "no_mac"}

    simulator.build.commands["+CIPSTAMAC"] = forms
    await assert_added(hass, await submit(hass, flow, port))


async def test_port_already_used(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A port that an entry of ours uses is not even opened."""
    result = await submit(hass, await start(hass), entry.data[CONF_DEVICE])

    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"
    assert entry.state is ConfigEntryState.LOADED


async def test_module_moved(
    hass: HomeAssistant,
    simulator: SimulatedModule,
    entry: MockConfigEntry,
    tmp_path: Path,
) -> None:
    """A module that is found at another port is not added twice, but followed."""
    simulator.unplug()
    simulator.plug(tmp_path / "elsewhere")

    result = await submit(hass, await start(hass), str(tmp_path / "elsewhere"))

    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"
    assert entry.data[CONF_DEVICE] == str(tmp_path / "elsewhere")
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
