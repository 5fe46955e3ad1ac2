"""The module's half of the codec: read command lines, write responses.

The simulator answers with it, and tests hold both halves against each other.
"""

from dataclasses import dataclass
from typing import Any

from .command import REGISTRY, Command, Form, Key, KeyedRecord, Record, TextRecord, Urc
from .errors import MalformedCommand
from .fields import (
    BlockData,
    Number,
    PayloadLength,
    Text,
    to_bytes,
    to_text,
)
from .layout import Parameter, parameters

NEWEST = (99,)


@dataclass(frozen=True, slots=True)
class Token:
    """One argument as it stands on the line; ``text`` is None where it is left out."""

    text: str | None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class CommandLine:
    """A command line taken apart, before it is known what it means."""

    name: str
    form: Form
    arguments: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A command that the module understood; its data may still have to come."""

    command: type[Command[Any]]
    values: dict[str, Any]
    payload_lengths: tuple[tuple[str, int], ...] = ()

    @property
    def payload_length(self) -> int:
        """Return how many bytes follow the prompt."""
        return sum(length for _, length in self.payload_lengths)

    def build(self, payload: bytes = b"") -> Command[Any]:
        """Return the command with its data."""
        values, start = dict(self.values), 0
        for name, length in self.payload_lengths:
            values[name] = payload[start : start + length]
            start += length
        return self.command(**values)


def parse_line(line: bytes) -> CommandLine:
    """Take a command line apart as the module does; raise MalformedCommand."""
    text = to_text(line).removesuffix("\r\n")
    if text[:2].upper() != "AT":
        raise MalformedCommand("prefix")
    head = text[2:]
    for end, form in ((head.find("="), Form.SET), (head.find("?"), Form.QUERY)):
        if end >= 0:
            name, rest = head[:end].upper(), head[end:]
            if rest == Form.TEST:
                return CommandLine(name, Form.TEST)
            if form is Form.SET:
                arguments = tuple(_tokens(rest[1:])) if len(rest) > 1 else ()
                return CommandLine(name, form, arguments)
            if rest == Form.QUERY:
                return CommandLine(name, form)
    return CommandLine(head.upper(), Form.EXECUTE)


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    position = 0
    while True:
        token, position = _token(text, position, len(tokens))
        tokens.append(token)
        if position >= len(text):
            return tokens
        position += 1  # the comma
        if position == len(text):
            tokens.append(Token(None))
            return tokens


def _token(text: str, start: int, index: int) -> tuple[Token, int]:
    if text[start : start + 1] != '"':
        end = text.find(",", start)
        end = len(text) if end < 0 else end
        return Token(text[start:end] or None), end
    chars, position = [], start + 1
    while position < len(text):
        char = text[position]
        if char == "\\":
            chars.append(text[position + 1 : position + 2])
            position += 2
        elif char == '"':
            break
        elif char == ",":  # an unescaped comma splits the parameter
            raise MalformedCommand("token", index)
        else:
            chars.append(char)
            position += 1
    if text[position + 1 : position + 2] not in ("", ",") or position >= len(text):
        raise MalformedCommand("token", index)
    return Token("".join(chars), quoted=True), position + 1


def find_command(line: CommandLine) -> type[Command[Any]]:
    """Return the declared form of a line; raise MalformedCommand."""
    numbers = tuple(
        int(token.text)
        for token in line.arguments[:2]
        if token.text and not token.quoted and token.text.isdecimal()
    )
    words = (token.text for token in line.arguments if token.text and token.quoted)
    selectors = (next(words, ""),), numbers[:2], numbers[:1], ()
    for selector in selectors:
        if declared := REGISTRY.get(Key(line.name, line.form, selector)):
            return declared
    known = any(key.name == line.name for key in REGISTRY)
    raise MalformedCommand("form" if known else "unknown")


def bind(
    line: CommandLine,
    firmware: tuple[int, ...] = NEWEST,
    *,
    multiplexed: bool = False,
) -> Request:
    """Fill the declared parameters from the arguments; raise MalformedCommand.

    Parameters that the firmware does not know yet count as surplus. With
    ``multiplexed`` the link has to be there, without it must not.
    """
    declared = find_command(line)
    layout = [
        p
        for p in parameters(declared)
        if p.since <= firmware and (multiplexed or not p.multiplexed)
    ]
    skipped = len(declared.fixed)
    tokens = line.arguments[skipped:]
    needed = sum(not _may_miss(parameter) for parameter in layout)
    counts = {"given": len(tokens), "needed": needed}
    repeats = bool(layout) and layout[-1].repeats
    if len(tokens) > len(layout) and not repeats:
        raise MalformedCommand("surplus", len(layout), **counts)
    values: dict[str, Any] = {}
    lengths: list[tuple[str, int]] = []
    for index, parameter in enumerate(layout):
        if parameter.repeats:
            items = (
                _bound(parameter, t, index + n) for n, t in enumerate(tokens[index:])
            )
            values[parameter.name] = tuple(item for item in items if item is not None)
            continue
        value = _bound(parameter, tokens[index], index) if index < len(tokens) else None
        if value is None:
            if not _may_miss(parameter):
                raise MalformedCommand("missing", index + skipped, **counts)
        elif isinstance(parameter.shape, PayloadLength):
            lengths.append((parameter.name, value))
        else:
            values[parameter.name] = value
    return Request(declared, values, tuple(lengths))


def _may_miss(parameter: Parameter) -> bool:
    return parameter.optional and not parameter.multiplexed


def _bound(parameter: Parameter, token: Token, index: int) -> Any:
    if token.text is None:
        return None
    if isinstance(parameter.shape, Number):
        if token.quoted:
            raise MalformedCommand("token", index)
        try:
            value = int(token.text, 16 if token.text[:2] in ("0x", "0X") else 10)
        except ValueError:
            raise MalformedCommand("token", index) from None
        if isinstance(parameter.shape, PayloadLength) or (
            parameter.type is bool and value not in (0, 1)  # out of range, and seen so
        ):
            return value
        return parameter.type(value)
    if isinstance(parameter.shape, Text) and not token.quoted:
        raise MalformedCommand("token", index)
    return parameter.type(token.text)


def decode_command(
    line: bytes,
    firmware: tuple[int, ...] = NEWEST,
    *,
    multiplexed: bool = False,
) -> Request:
    """Parse a command line the way the module does; raise MalformedCommand."""
    return bind(parse_line(line), firmware, multiplexed=multiplexed)


def encode_record(record: Record, firmware: tuple[int, ...] = NEWEST) -> bytes:
    """Return what the module prints for a record, as its firmware words it."""
    if isinstance(record, TextRecord):
        return b"".join(to_bytes(line) + b"\r\n" for line in record.lines)
    if isinstance(record, KeyedRecord):
        return b"".join(_keyed_lines(record, firmware))
    head = to_bytes(f"{record.lead}{record.prefix}{record.separator}")
    data: bytes | None = None
    fields: list[str | None] = []
    for parameter in parameters(type(record)):
        value = getattr(record, parameter.name)
        if parameter.since > firmware:
            break
        if isinstance(parameter.shape, BlockData):
            data = value
        elif parameter.repeats:
            fields += [parameter.shape.print(item, firmware) for item in value]
        elif value is None:
            if fields:  # the first one is left out with its comma
                fields.append(None)
        else:
            fields.append(parameter.shape.print(value, firmware))
    while fields and fields[-1] is None:
        fields.pop()
    text = ",".join(field or "" for field in fields)
    if data is not None:
        text += ":" if record.separator == "," else ","
    if record.bracketed:
        text = f"({text})"
    if isinstance(record, Urc):
        return to_bytes(_urc_line(record, text)) + (data or b"") + b"\r\n"
    return head + to_bytes(text) + (data or b"") + (b"\r\n" if record.ended else b"")


def _urc_line(urc: Urc, text: str) -> str:
    if text and urc.suffix:
        return urc.lead + text + urc.suffix
    return urc.lead + urc.prefix + (urc.separator + text if text else "")


def _keyed_lines(record: KeyedRecord, firmware: tuple[int, ...]) -> list[bytes]:
    lines = []
    for parameter in parameters(type(record)):
        value = getattr(record, parameter.name)
        if value is None or parameter.since > firmware:
            continue
        shown = parameter.shape.print(value, firmware)
        key = f"{record.prefix}:{parameter.key}{record.key_separator}{shown}\r\n"
        lines.append(to_bytes(key))
    return lines
