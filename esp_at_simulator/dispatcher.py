"""From a command line to a handler and back to bytes."""

from collections.abc import Awaitable, Callable
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from custom_components.esp_at.at.command import (
    REGISTRY,
    Command,
    Form,
    Prompt,
    Record,
)
from custom_components.esp_at.at.commands.tcpip import Send, SendEscaped, SendLong
from custom_components.esp_at.at.errors import InvalidParameter, MalformedCommand
from custom_components.esp_at.at.fields import PayloadLength
from custom_components.esp_at.at.layout import parameters
from custom_components.esp_at.at.module_codec import (
    CommandLine,
    Request,
    bind,
    encode_record,
    parse_line,
)

from .payload import CountedPayload, EscapedPayload, Payload

if TYPE_CHECKING:
    from .handlers.base import Handlers
    from .module import SimulatedModule

NO_PREFIX = 0x01030000
ARGUMENT_COUNT = 0x01060100
INVALID = 0x01070000
PARSE_FAILED = 0x01080000
UNSUPPORTED = 0x01090000
FAILED = 0x010A0000
BUSY = 0x010B0000

# Out of range has a code of its own only here; elsewhere it is a bare ERROR
_RANGE_CODES = {"+CWMODE": INVALID | 1}


type Handler = Callable[[Any], Awaitable[Any]]
type Check = Callable[[dict[str, Any]], None]


# What the declarations refuse on the host's side, and firmware takes
_HID_SENDS = frozenset({"+BLEHIDKB", "+BLEHIDMUS", "+BLEHIDCONSUMER"})
_UNCHECKED = frozenset({"+SYSTIMESTAMP"}) | _HID_SENDS
# What looks at the link before it looks at the rest of its arguments
_LINK_FIRST = frozenset({"+CIPSEND", "+CIPSENDEX", "+CIPSENDL"})
# Whose data are for the network
_SENDS = frozenset({Send, SendEscaped, SendLong})


class PayloadCancelled(Exception):
    """The host took back the data of its command; the text is what is printed."""

    def __init__(self, text: str = "SEND Canceled") -> None:
        """Keep the text."""
        super().__init__(text)


class NotSent(Exception):
    """The data of a command could not be sent."""


class Refused(Exception):
    """A handler refuses its command.

    ``reason`` is printed behind the command's name (``+CWJAP:3``), ``code`` as
    ``ERR CODE`` where AT+SYSLOG is on; most refusals have neither.
    """

    def __init__(
        self, reason: IntEnum | str | None = None, *, code: int | None = None
    ) -> None:
        """Keep what is printed."""
        super().__init__()
        self.reason, self.code = reason, code


def check_before_prompt[T](
    command: type[Command[Any]],
) -> Callable[
    [Callable[[T, dict[str, Any]], None]], Callable[[T, dict[str, Any]], None]
]:
    """Mark a method that may refuse a command before its data are asked for."""

    def mark(
        method: Callable[[T, dict[str, Any]], None],
    ) -> Callable[[T, dict[str, Any]], None]:
        vars(method)["checks"] = command
        return method

    return mark


def prints[T, C: Command[Any]](
    command: type[C],
) -> Callable[[Callable[[T, C], Awaitable[None]]], Callable[[T, C], Awaitable[None]]]:
    """Mark a handler that prints what it has to say before it goes on."""

    def mark(
        method: Callable[[T, C], Awaitable[None]],
    ) -> Callable[[T, C], Awaitable[None]]:
        vars(method)["handles"] = command
        return method

    return mark


def streams[T](
    command: type[Command[Any]],
) -> Callable[
    [Callable[[T, Request], Awaitable[None]]], Callable[[T, Request], Awaitable[None]]
]:
    """Mark a handler that gets its request behind the prompt, and takes the data."""

    def mark(
        method: Callable[[T, Request], Awaitable[None]],
    ) -> Callable[[T, Request], Awaitable[None]]:
        vars(method).update(handles=command, streams=True)
        return method

    return mark


class Dispatcher:
    """Find the handler of a line, run it, and print what it returns."""

    def __init__(self, module: SimulatedModule, groups: tuple[Handlers, ...]) -> None:
        """Collect the handlers of every group."""
        self._module = module
        self.handlers: dict[type[Command[Any]], Handler] = {}
        self._groups: dict[type[Command[Any]], Handlers] = {}
        self._checks: dict[type[Command[Any]], Check] = {}
        for group in groups:
            for name, method in vars(type(group)).items():
                if command := getattr(method, "handles", None):
                    self.handlers[command] = getattr(group, name)
                    self._groups[command] = group
                if command := getattr(method, "checks", None):
                    self._checks[command] = getattr(group, name)

    def refuse_at_once(self, line: bytes) -> bytes | None:
        """Return the answer to a line that is no command of this firmware.

        The receive task gives it, without a command ever running.
        """
        try:
            parsed = parse_line(line)
        except MalformedCommand as err:
            if err.reason == "prefix":
                return self._refusal("", Refused(code=NO_PREFIX))
            name = line[2 : line.find(b"=")].decode("latin-1").upper()
        else:
            name = parsed.name
        if name not in self._module.build.commands:
            return self._refusal("", Refused(code=UNSUPPORTED))
        return None

    async def run(self, line: bytes) -> None:
        """Run a command line to its final result code."""
        module = self._module
        name = ""
        try:
            name, request = self._understand(line)
            command = request.command
            self._groups[command].admit(command)
            if check := self._checks.get(command):
                check({**request.values, "length": request.payload_length})
            result = await self._handle(request)
            printed = self._print(result) + f"\r\n{command.final}\r\n".encode()
        except Refused as refused:
            printed = self._refusal(name, refused)
        except ValueError:  # addresses and ranges that make no sense together
            printed = self._refusal(name, Refused())
        except NotSent:
            printed = b"\r\nSEND FAIL\r\n"
        except PayloadCancelled as err:
            printed = f"\r\n{err}\r\n".encode()
        module.send(printed)
        module.command_ended()

    def busy(self, *, with_code: bool) -> bytes:
        """Return what is printed for input that was thrown away."""
        return (self._code(BUSY) if with_code else b"") + b"\r\nbusy p...\r\n"

    def overflow(self) -> bytes:
        """Return what is printed for a line that was too long."""
        return self._refusal("", Refused(code=NO_PREFIX))

    def _understand(self, line: bytes) -> tuple[str, Request]:
        profile = self._module.profile
        try:
            parsed = parse_line(line)
        except MalformedCommand as err:
            raise self._refused(None, err) from None
        forms = self._module.build.commands[parsed.name]
        trailing = parsed.arguments and parsed.arguments[-1].text is None
        if parsed.form not in forms or (
            parsed.form is Form.SET
            and (not parsed.arguments or (trailing and not profile.counts_arguments))
        ):
            raise Refused
        if parsed.name in _HID_SENDS and self._module.hid.host is None:
            raise Refused
        try:
            multiplexed = self._module.state.links.multiplexed
            request = bind(parsed, profile.version, multiplexed=multiplexed)
            if not self._is_unchecked(request):
                _check_ranges(request)
        except MalformedCommand as err:
            raise self._refused(parsed, err) from None
        except InvalidParameter, ValueError:
            raise Refused(code=_RANGE_CODES.get(parsed.name)) from None
        if request.command not in self.handlers:
            raise Refused(code=UNSUPPORTED)
        return parsed.name, request

    def _is_unchecked(self, request: Request) -> bool:
        command = request.command
        if command is Send and request.payload_length < 1:
            return self._module.profile.waits_for_no_data
        return command.name in _UNCHECKED

    def _refused(self, parsed: CommandLine | None, err: MalformedCommand) -> Refused:
        profile = self._module.profile
        if parsed is not None and self._has_no_link(parsed):
            return Refused()
        match err.reason:
            case "unknown":
                return Refused(code=UNSUPPORTED)
            case "surplus" if parsed and _may_have_more(parsed, profile.version):
                return Refused()
            case "missing" | "surplus" if profile.counts_arguments:
                return Refused(code=ARGUMENT_COUNT | err.given)
            case "missing" | "token":
                return Refused(code=PARSE_FAILED | err.index)
            case _:  # surplus, form
                return Refused()

    def _has_no_link(self, parsed: CommandLine) -> bool:
        """Return whether a line sends over a link that is not there."""
        if (
            parsed.name not in _LINK_FIRST
            or not self._module.state.links.multiplexed
            or not parsed.arguments
        ):
            return False
        text = parsed.arguments[0].text or ""
        return text.isdecimal() and int(text) not in self._module.links.open

    async def _handle(self, request: Request) -> Any:
        handler = self.handlers[request.command]
        if not request.payload_lengths:
            return await handler(request.build())
        self._prompt(request)
        if not request.payload_length and request.command not in _SENDS:
            return await handler(request.build())
        if getattr(handler, "streams", False):
            return await handler(request)
        data = await self._module.take_payload(
            self._payload(request), escapable=request.command in _SENDS
        )
        return await handler(request.build(data))

    def _prompt(self, request: Request) -> None:
        if request.command.prompt is Prompt.BARE:
            self._module.send(b">")
        else:
            self._module.send(b"\r\nOK\r\n\r\n>")

    def _payload(self, request: Request) -> Payload:
        length = request.payload_length
        if request.command is not SendEscaped:
            return CountedPayload(length)
        knows = self._module.profile.knows_escaped_backslash
        return EscapedPayload(length, knows_backslash=knows)

    def _print(self, result: Any) -> bytes:
        if result is None:
            return b""
        version = self._module.profile.version
        records: tuple[Record, ...] = result if isinstance(result, tuple) else (result,)
        return b"".join(encode_record(record, version) for record in records)

    def _refusal(self, name: str, refused: Refused) -> bytes:
        reason, text = refused.reason, b""
        if reason is not None:
            shown = int(reason) if isinstance(reason, IntEnum) else reason
            text = f"{name}:{shown}\r\n".encode()
        if refused.code is not None:
            text += self._code(refused.code)
        return text + b"\r\nERROR\r\n"

    def _code(self, code: int) -> bytes:
        if not self._module.state.error_codes:
            return b""
        return f"ERR CODE:0x{code:08x}\r\n".encode()


def _may_have_more(parsed: CommandLine, version: tuple[int, ...]) -> bool:
    """Return whether another variant of the command takes as many arguments."""
    most = max(
        len(declared.fixed) + sum(p.since <= version for p in parameters(declared))
        for key, declared in REGISTRY.items()
        if key.name == parsed.name and key.form is parsed.form
    )
    return len(parsed.arguments) <= most


def _check_ranges(request: Request) -> None:
    """Raise InvalidParameter or ValueError if a value is out of range."""
    lengths = dict(request.payload_lengths)
    for parameter in parameters(request.command):
        if isinstance(parameter.shape, PayloadLength):
            data = range(lengths[parameter.name])  # still to come: only its length
            PayloadLength.check(parameter.shape, parameter.name, data)
        elif (value := request.values.get(parameter.name)) is not None:
            for item in value if parameter.repeats else (value,):
                parameter.shape.check(parameter.name, item)
                if isinstance(item, IntEnum) and item not in parameter.choices():
                    raise ValueError(parameter.name)
