"""What went wrong, said in the user's language."""

from collections.abc import Generator
from contextlib import contextmanager
from enum import IntEnum
from typing import NamedTuple

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .at.errors import (
    CannotConnect,
    CommandError,
    CommandFailed,
    CommandTimeout,
    CommandUnsupported,
    ConnectionLost,
    DataMissing,
    EspAtError,
    InvalidParameter,
    InvalidResponse,
    ModuleAsleep,
    ModuleBusy,
    ModuleReset,
    error_code_meaning,
)
from .const import DOMAIN
from .device.errors import (
    ConnectFailed,
    FirmwareTooOld,
    HidRefused,
    HttpFailed,
    InputReleased,
    InputStopped,
    JoinFailed,
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
)


class Text(NamedTuple):
    """A text of the translations' section ``exceptions``, and what fills it."""

    key: str
    placeholders: dict[str, str]


def describe(error: EspAtError) -> Text:
    """Return the text that tells a user what went wrong and what to try."""
    match error:
        case InvalidParameter():
            return _describe_parameter(error)
        case CommandError():
            return _describe_command(error)
        case CannotConnect():
            return Text(f"port_{error.problem}", {})
        case ModuleAsleep():
            return Text("module_asleep", {})
        case ConnectionLost():
            return Text("connection_lost", {})
        case NothingAnswers():
            return Text("nothing_answers", {})
        case NotEspAt():
            return Text("not_esp_at", {})
        case FirmwareTooOld():
            return Text("firmware_too_old", {"version": error.version})
        case Unsupported():
            return Text(
                "unsupported",
                {
                    "feature": error.feature.replace("_", " "),
                    "firmware": error.firmware,
                },
            )
        case JoinFailed():
            return Text(f"join_{error.reason}", {})
        case _:
            return _describe_network(error)


def _describe_network(error: EspAtError) -> Text:
    """Return the text for what went wrong in the module's network."""
    match error:
        case NotOnNetwork():
            return Text("not_on_network", {})
        case NoReply():
            return Text("no_reply", {"host": error.host})
        case NotResolved():
            return Text("not_resolved", {"host": error.host})
        case ConnectFailed():
            return Text("connect_failed", {"host": error.host, "port": str(error.port)})
        case NoFreeWebSocket():
            return Text("no_free_websocket", {"links": str(error.links)})
        case NoFreeLink():
            return Text("no_free_link", {"links": str(error.links)})
        case UnknownLink():
            return Text("unknown_link", {"link": str(error.link)})
        case SocketClosed():
            return Text(f"closed_{error.reason}", {})
        case SendFailed():
            return Text(
                "send_failed", {"sent": str(error.sent), "total": str(error.total)}
            )
        case ServerRunning():
            return Text("server_running", {"port": str(error.port)})
        case HttpFailed():
            return Text(f"http_{error.reason}", {})
        case UpdateFailed():
            return Text(f"update_{error.step}", {})
        case _:
            return _describe_keyboard(error)


def _describe_keyboard(error: EspAtError) -> Text:
    """Return the text for what went wrong with the keyboard or the mouse."""
    match error:
        case KeyboardOff():
            return Text("keyboard_off", {})
        case NoHost():
            return Text("no_host", {})
        case KeyboardBusy():
            return Text("keyboard_busy", {})
        case HidRefused():
            return Text("hid_refused", {})
        case InputReleased():
            return Text("input_released", {})
        case TypingStopped():
            return Text("typing_stopped", _progress(error))
        case PressesStopped():
            return Text("presses_stopped", _progress(error))
        case MovementStopped():
            return Text("movement_stopped", _progress(error))
        case _:
            return Text("unknown_error", {"error": str(error)})


def _progress(error: InputStopped) -> dict[str, str]:
    cause = error.__cause__
    return {
        "done": str(error.done),
        "total": str(error.total),
        "reason": say(describe(cause)) if isinstance(cause, EspAtError) else str(error),
    }


def _describe_parameter(error: InvalidParameter) -> Text:
    key = f"invalid_{error.reason}"
    if error.reason not in {"range", "length"}:
        return Text(key, {"parameter": error.parameter, **error.limits})
    limits = {name: value for name, value in error.limits.items() if value}
    unit = limits.pop("unit", None)
    if unit:
        limits = {name: f"{value} {unit}" for name, value in limits.items()}
    if len(limits) < 2:
        key = f"{key}_{next(iter(limits))}" if limits else "invalid_choice"
    return Text(key, {"parameter": error.parameter, **limits})


def _describe_command(error: CommandError) -> Text:
    command = {"command": error.command.title}
    match error:
        case CommandUnsupported():
            return Text("command_unsupported", command)
        case CommandFailed():
            return _describe_refusal(error)
        case DataMissing():
            return Text("data_missing", command)
        case CommandTimeout():
            return Text("command_timeout", command)
        case ModuleBusy():
            return Text("module_busy", command)
        case ModuleReset():
            return Text("module_reset", command)
        case InvalidResponse():
            return Text("invalid_response", command)
        case _:
            return Text("unknown_error", {"error": str(error)})


def _describe_refusal(error: CommandFailed) -> Text:
    command = error.command.title
    if isinstance(error.code, IntEnum):
        reason = error.code.name.lower().replace("_", " ")
    elif error.code is not None:
        reason = error.code
    elif error.error_code is not None:
        reason = error_code_meaning(error.error_code)
    else:
        return Text("command_failed", {"command": command})
    return Text("command_failed_because", {"command": command, "reason": reason})


@contextmanager
def translate_errors(**fields: str) -> Generator[None]:
    """Raise what a module could not do as an error that Home Assistant shows.

    A value that no module would take, or a link that is not there, raises
    ServiceValidationError, everything else HomeAssistantError. ``fields`` are the names
    that the user knows parameters by, where those are others.
    """
    try:
        yield
    except EspAtError as error:
        text = describe(error)
        placeholders = dict(text.placeholders)
        if (parameter := placeholders.get("parameter")) in fields:
            placeholders["parameter"] = fields[parameter]
        kind = (
            ServiceValidationError
            if isinstance(error, InvalidParameter | UnknownLink)
            else HomeAssistantError
        )
        raise kind(
            translation_domain=DOMAIN,
            translation_key=text.key,
            translation_placeholders=placeholders,
        ) from error


def say(text: Text) -> str:
    """Return a text in English, as Home Assistant says what was raised."""
    return str(
        HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key=text.key,
            translation_placeholders=text.placeholders,
        )
    )
