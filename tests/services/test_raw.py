"""Actions that go to the module itself."""

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import (
    HomeAssistantError,
    ServiceValidationError,
    Unauthorized,
)
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.esp_at.const import DOMAIN
from esp_at_simulator import SimulatedModule
from tests.common import state_of, until
from tests.conftest import HOME, PASSWORD
from tests.services.common import call


async def test_lines(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """The answer is the lines of the module, without the final result code."""
    response = await call(hass, entry, "send_command", command=" AT+CWMODE? ")
    assert response == {"lines": ["+CWMODE:2"]}


@pytest.mark.parametrize(
    ("payload", "encoding"),
    [
        ("hello", "text"),
        ("68 65 6c6c6f", "hex"),
        (r"h\x65llo", "escaped"),
        ("aGVsbG8=", "base64"),
    ],
)
async def test_payload(
    hass: HomeAssistant, entry: MockConfigEntry, payload: str, encoding: str
) -> None:
    """Data is sent once the module asks for it, as text or as bytes."""
    await call(hass, entry, "send_command", command="AT+USERRAM=1,16")
    await call(
        hass,
        entry,
        "send_command",
        command="AT+USERRAM=2,5",
        payload=payload,
        payload_encoding=encoding,
        timeout=5,
    )
    response = await call(hass, entry, "send_command", command="AT+USERRAM=3,5")
    assert response == {"lines": ["+USERRAM:5,hello"]}


async def test_payload_not_hex(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """What is no row of bytes is refused."""
    with pytest.raises(ServiceValidationError) as caught:
        await call(
            hass,
            entry,
            "send_command",
            command="AT",
            payload="five",
            payload_encoding="hex",
        )
    assert caught.value.translation_key == "invalid_hex"


@pytest.mark.parametrize(
    "command",
    [
        "AT+RST",
        "at+rst",
        "AT+RST=1",
        "AT+RESTORE",
        "AT+GSLP=1000",
        "AT+SLEEP=2",
        "AT+SYSROLLBACK",
        "AT+UART_CUR=9600,8,1,0,0",
        "AT+UART_DEF=9600,8,1,0,0",
        "AT+UART=9600,8,1,0,0",
        "AT+SYSLOG=0",
        "AT+SYSMSG=0",
        "AT+SYSMSGFILTER=1",
        "ATE1",
        "AT+CIPMODE=1",
        "AT+CIPMUX=0",
        "at+cipdinfo=0",
        "AT+CIPRECVMODE=0",
        "AT+CIPRECVTYPE=5,1",
        "AT+CIPSEND",
        'AT+SAVETRANSLINK=1,"1.1.1.1",80',
    ],
)
async def test_refused(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    simulator: SimulatedModule,
    command: str,
) -> None:
    """What would lose the module is not sent."""
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, entry, "send_command", command=command)
    assert caught.value.translation_key == "command_refused"
    assert state_of(hass, "sensor", "last_restart") == "unknown"


@pytest.mark.parametrize(
    "command",
    [
        "AT+UART_CUR?",
        "AT+SLEEP?",
        "AT+SYSLOG?",
        "AT+SYSMSGFILTER?",
        "AT+CIPMUX?",
        "AT+CIPDINFO?",
        "AT+CIPRECVMODE?",
    ],
)
async def test_reading_is_harmless(
    hass: HomeAssistant, entry: MockConfigEntry, command: str
) -> None:
    """A setting that must not be changed may be read."""
    response = await call(hass, entry, "send_command", command=command)
    assert len(response["lines"]) == 1


@pytest.mark.parametrize("command", ["AT\r\nAT+RST", "AT\nAT", "AT\0", "+++", ""])
async def test_not_one_line(
    hass: HomeAssistant, entry: MockConfigEntry, command: str
) -> None:
    """A field of text never yields a second command."""
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, entry, "send_command", command=command)
    assert caught.value.translation_key == "command_not_one_line"


async def test_refused_by_the_module(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """The module's refusal is the action's."""
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, entry, "send_command", command="AT+NONSENSE")
    assert "AT+NONSENSE" in str(caught.value)


async def test_administrators_only(
    hass: HomeAssistant, entry: MockConfigEntry, hass_read_only_user: MockUser
) -> None:
    """Others may not send commands."""
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            DOMAIN,
            "send_command",
            {"config_entry_id": entry.entry_id, "command": "AT"},
            blocking=True,
            context=Context(user_id=hass_read_only_user.id),
        )


async def test_sleep(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A module that sleeps is unavailable, and wakes by itself."""
    await call(hass, entry, "join_wifi", ssid=HOME, password=PASSWORD)
    await call(hass, entry, "sleep", duration={"seconds": 20})
    await until(lambda: state_of(hass, "binary_sensor", "wifi") == "unavailable")
    await until(lambda: state_of(hass, "binary_sensor", "wifi") == "on")
    assert entry.runtime_data.device.state.last_restart.reason == "wake_up"


@pytest.mark.parametrize(
    ("command", "key", "reason"),
    [
        ("AT+NOPE", "command_unsupported", None),
        ("AT+CWMODE=9", "command_failed_because", "not allowed (0x01070001)"),
        ('AT+CWMODE="1"', "command_failed_because", "parameter 1 cannot be read"),
        ("AT+GMR?", "command_failed", None),
    ],
)
async def test_what_the_module_said(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    command: str,
    key: str,
    reason: str | None,
) -> None:
    """A refusal tells in words what the module said with a number."""
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, entry, "send_command", command=command)

    assert caught.value.translation_key == key
    placeholders = caught.value.translation_placeholders or {}
    assert reason is None or reason in placeholders["reason"]


async def test_asleep(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A module that sleeps is not talked to, and the error says so."""
    await call(hass, entry, "sleep", duration={"minutes": 5})

    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, entry, "send_command", command="AT")
    assert caught.value.translation_key == "module_asleep"
