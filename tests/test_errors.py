"""Every error of a module is told in words, with what to try."""

import json
from pathlib import Path

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

import custom_components.esp_at
from custom_components.esp_at.at.commands import basic
from custom_components.esp_at.at.commands.wifi import JoinError
from custom_components.esp_at.at.errors import (
    CannotConnect,
    CommandFailed,
    CommandTimeout,
    CommandUnsupported,
    ConnectionLost,
    DataMissing,
    EspAtError,
    InvalidParameter,
    InvalidResponse,
    MalformedCommand,
    ModuleBusy,
    ModuleReset,
    PortProblem,
)
from custom_components.esp_at.const import DOMAIN
from custom_components.esp_at.device.errors import (
    ConnectFailed,
    FirmwareTooOld,
    HidRefused,
    HttpFailed,
    HttpFailure,
    InputReleased,
    JoinFailed,
    JoinFailure,
    KeyboardBusy,
    KeyboardOff,
    MovementStopped,
    NoFreeLink,
    NoFreeWebSocket,
    NoHost,
    NoReply,
    NotEspAt,
    NothingAnswers,
    NotOnNetwork,
    NotResolved,
    PressesStopped,
    SendFailed,
    ServerRunning,
    SocketClosed,
    TypingStopped,
    UnknownLink,
    Unsupported,
    UpdateFailed,
    UpdateStage,
)
from custom_components.esp_at.device.socket_types import CloseReason
from custom_components.esp_at.errors import describe, translate_errors

COMMAND = basic.Restart()


def message(error: EspAtError) -> str:
    """Return the English text of an error, filled in."""
    folder = Path(custom_components.esp_at.__file__).parent
    texts = json.loads((folder / "translations/en.json").read_text())["exceptions"]
    found = describe(error)
    text: str = texts[found.key]["message"]
    return text.format(**found.placeholders)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        *((CannotConnect(problem), "") for problem in PortProblem),
        *((JoinFailed(reason), "could not be joined") for reason in JoinFailure),
        (CannotConnect(PortProblem.IN_USE), "in use"),
        (ConnectionLost(), "not connected"),
        (NothingAnswers(), "Nothing answers"),
        (NotEspAt(), "not ESP-AT"),
        (FirmwareTooOld("0.40"), "ESP-AT 0.40"),
        (Unsupported("rollback", "1.1.3"), "(1.1.3) cannot do this: rollback"),
        (NoReply("10.0.0.9"), "10.0.0.9 did not answer"),
        (NotResolved("nas"), "no address for nas"),
        (NotOnNetwork(), "not on a network"),
        (NoFreeLink(5), "All 5 links"),
        (NoFreeWebSocket(3), "All 3 WebSockets"),
        (UnknownLink(3), "Link 3 is not open"),
        (ConnectFailed("10.0.0.9", 80), "No connection to 10.0.0.9, port 80"),
        *((SocketClosed(reason), "connection") for reason in CloseReason),
        (SocketClosed(CloseReason.DAMAGED), "bytes were lost"),
        (SendFailed(10, 20), "Only 10 of 20 bytes"),
        (ServerRunning(80), "at port 80 already"),
        *((HttpFailed(reason), "server") for reason in HttpFailure),
        (HttpFailed(HttpFailure.TIMEOUT), "in time"),
        *((UpdateFailed(step), "firmware") for step in UpdateStage),
        (UpdateFailed(UpdateStage.RESTART), "did not come back"),
        (KeyboardOff(), "keyboard is off"),
        (NoHost(), "No host uses the keyboard"),
        (KeyboardBusy(), "busy"),
        (HidRefused(), "refuses to become a keyboard"),
        (InputReleased(), "let go"),
        (TypingStopped(12, 40), "Only 12 of 40 characters"),
        (PressesStopped(1, 3), "Only 1 of 3 presses"),
        (MovementStopped(2, 9), "after 2 of 9 steps"),
        (CommandUnsupported(COMMAND), "does not have AT+RST"),
        (CommandFailed(COMMAND), "refused AT+RST without a reason"),
        (CommandFailed(COMMAND, code=JoinError.WRONG_PASSWORD), ": wrong password."),
        (CommandFailed(COMMAND, code="7"), "refused AT+RST: 7."),
        (
            CommandFailed(COMMAND, error_code=0x01090000),
            ": the firmware does not know it (0x01090000).",
        ),
        (CommandTimeout(COMMAND, 10), "did not answer AT+RST in time"),
        (DataMissing(COMMAND), "AT+RST asks for data"),
        (ModuleBusy(COMMAND), "busy"),
        (ModuleReset(COMMAND), "restarted before AT+RST was finished"),
        (InvalidResponse(COMMAND), "to AT+RST could not be read"),
        (MalformedCommand("form"), "form at parameter 0"),
        (
            InvalidParameter("channel", "range", minimum="1", maximum="14"),
            "channel must be from 1 to 14.",
        ),
        (
            InvalidParameter("power", "range", minimum="10", maximum="", unit="dBm"),
            "power must be at least 10 dBm.",
        ),
        (
            InvalidParameter("ssid", "length", minimum="1", maximum="32"),
            "ssid must be 1 to 32 bytes long.",
        ),
        (InvalidParameter("ssid", "length", minimum=""), "ssid cannot have this"),
        (InvalidParameter("ssid", "control_character"), "ssid must not hold line"),
        (
            InvalidParameter("layout", "choice_of", choices="us, de"),
            "layout must be one of us, de.",
        ),
        (InvalidParameter("keys", "unknown_key", key="any"), "name any."),
        (
            InvalidParameter("text", "not_typeable", characters="Ж →", layout="us"),
            "with the layout us: Ж →.",
        ),
        (InvalidParameter("hold", "unsupported_hold"), "hold works only for modifiers"),
    ],
)
def test_texts(error: EspAtError, words: str) -> None:
    """The text is there, every gap of it is filled, and it says what matters."""
    text = message(error)
    assert words in text
    assert "{" not in text


def test_kinds() -> None:
    """A value that no module would take is the user's mistake, all else is not."""
    with pytest.raises(ServiceValidationError) as caught, translate_errors():
        raise InvalidParameter("ip", "ip_address")
    assert caught.value.translation_domain == DOMAIN
    assert caught.value.translation_key == "invalid_ip_address"
    assert caught.value.translation_placeholders == {"parameter": "ip"}

    with pytest.raises(HomeAssistantError) as other, translate_errors():
        raise ModuleBusy(COMMAND)
    assert not isinstance(other.value, ServiceValidationError)
    assert other.value.translation_key == "module_busy"
    assert isinstance(other.value.__cause__, ModuleBusy)


def test_other_errors_pass() -> None:
    """A mistake of ours is not dressed up as one of the module."""
    with pytest.raises(ZeroDivisionError), translate_errors():
        _ = 1 / 0
