"""Turn declarations into bytes and back, as the host does.

The other end's half, for the simulator and the tests, is in module_codec.
"""

from dataclasses import dataclass
from enum import IntEnum
import re
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from .command import (
    RECORDS,
    URCS,
    Command,
    KeyedRecord,
    RawCommand,
    Record,
    TextRecord,
    Urc,
)
from .errors import InvalidParameter, InvalidResponse
from .fields import BlockData, BlockLength, Text, to_bytes, to_text
from .framer import Block, BlockShape, Frame, Line
from .layout import Parameter, parameters, payload_parameters

MAX_COMMAND = 256
"""Bytes of a command line, CR LF included; the module drops longer ones."""


@dataclass(frozen=True, slots=True)
class ResultShape:
    """What a command's response is made of."""

    record: type[Record] | None
    many: bool
    optional: bool


# Never given back: a field that takes blanks, too, would try every split
_BLANKS = " *+"

_RESULTS: dict[type[Command[Any]], ResultShape] = {}
_PATTERNS: dict[type[Record], re.Pattern[str]] = {}


def result_shape(command: type[Command[Any]]) -> ResultShape:
    """Return the record of a command's response, and how often it comes."""
    if (shape := _RESULTS.get(command)) is None:
        shape = _RESULTS[command] = _compile_result(command)
    return shape


def _compile_result(command: type[Command[Any]]) -> ResultShape:
    bases = (
        base
        for cls in command.__mro__
        for base in cls.__dict__.get("__orig_bases__", ())
    )
    result = next(args[0] for base in bases if (args := get_args(base)))
    if get_origin(result) is tuple:
        return ResultShape(get_args(result)[0], many=True, optional=True)
    optional = False
    if get_origin(result) in (Union, UnionType):
        (result,) = [arg for arg in get_args(result) if arg is not NoneType]
        optional = True
    if result in (None, NoneType):
        return ResultShape(None, many=False, optional=True)
    return ResultShape(result, many=False, optional=optional)


def encode_command(command: Command[Any]) -> bytes:
    """Return the command line with its CR LF; raise InvalidParameter."""
    if isinstance(command, RawCommand):
        return _encode_raw(command)
    tokens = [str(number) for number in command.fixed]
    for parameter in parameters(type(command)):
        value = getattr(command, parameter.name)
        if value is None:
            if not parameter.multiplexed:
                tokens.append("")
        elif parameter.repeats:
            tokens += [_checked(parameter, item) for item in value]
        else:
            tokens.append(_checked(parameter, value))
    while tokens and not tokens[-1]:
        tokens.pop()
    line = to_bytes(f"AT{command.name}{command.form}{','.join(tokens)}\r\n")
    if len(line) > MAX_COMMAND:
        raise InvalidParameter(
            _longest(command), "line_length", maximum=str(MAX_COMMAND)
        )
    return line


def _encode_raw(command: RawCommand) -> bytes:
    Text().check("command", command.line)
    line = to_bytes(f"{command.line}\r\n")
    if command.line[:2].upper() != "AT":
        raise InvalidParameter("command", "prefix")
    if len(line) > MAX_COMMAND:
        raise InvalidParameter("command", "line_length", maximum=str(MAX_COMMAND))
    return line


def _checked(parameter: Parameter, value: Any) -> str:
    parameter.shape.check(parameter.name, value)
    return parameter.encode(value)


def _longest(command: Command[Any]) -> str:
    """Return the name of the parameter that takes the most of the line."""
    sizes: dict[str, int] = {}
    for parameter in parameters(type(command)):
        value = getattr(command, parameter.name)
        values = value if parameter.repeats else (value,)
        texts = [parameter.encode(item) for item in values if isinstance(item, str)]
        sizes[parameter.name] = len(to_bytes(",".join(texts)))
    return max(sizes, key=lambda name: sizes[name])


def payload(command: Command[Any]) -> bytes | None:
    """Return the data to send after the prompt, if the command has any."""
    if isinstance(command, RawCommand):
        return command.payload
    parts = [getattr(command, p.name) for p in payload_parameters(type(command))]
    parts = [part for part in parts if part is not None]
    return b"".join(parts) if parts else None


def record_pattern(record: type[Record]) -> re.Pattern[str]:
    """Return the regular expression of a record's fields; a group for each."""
    if (pattern := _PATTERNS.get(record)) is None:
        pattern = _PATTERNS[record] = re.compile(_compile_record(record), re.DOTALL)
    return pattern


def _compile_record(record: type[Record]) -> str:
    text, close = "", ""
    for index, parameter in enumerate(parameters(record)):
        comma = f",{_BLANKS}" if index else ""
        if parameter.repeats:
            item = f"(?:{parameter.shape.pattern})?"
            more = f"(?:,{_BLANKS}{item})*"
            text += f"({more})" if index else f"({item}{more})"
        elif parameter.optional:
            # Older firmware ends the line here, newer goes on
            text += f"(?:{comma}({parameter.shape.pattern})?"
            close += ")?"
        else:
            text += f"{comma}({parameter.shape.pattern})"
    brackets = (r"\(", r"\)") if record.bracketed else ("", "")
    return rf"{_BLANKS}{brackets[0]}{text}{close}(?:,.*)?{brackets[1]} *"


def decode_record[T: Record](declared: type[T], text: str) -> T | None:
    """Build a record from its fields; None if they are not of its shape."""
    if (match := record_pattern(declared).fullmatch(text)) is None:
        return None
    values: dict[str, Any] = {}
    for parameter, token in zip(parameters(declared), match.groups(), strict=True):
        if parameter.repeats:
            items = (item.strip() for item in (token or "").split(","))
            values[parameter.name] = tuple(
                parameter.decode(item) for item in items if item
            )
        elif token:
            values[parameter.name] = parameter.decode(token)
        elif not parameter.optional:
            if token is None:  # behind an optional one that is not there
                return None
            values[parameter.name] = parameter.decode(token)
    return declared(**values)


def _strip_prefix(record: type[Record], text: str) -> str | None:
    """Return the fields behind the prefix and its separator, if it is there."""
    prefix = record.prefix
    if not text.startswith(prefix):
        return None
    rest = text[len(prefix) :]
    # 2.0 prints a comma where later firmware prints a colon
    return rest[1:] if rest[:1] in (record.separator, ",") and rest else None


def claims(command: Command[Any], frame: Frame) -> bool:
    """Return whether a frame is part of this command's response."""
    record = result_shape(type(command)).record
    if record is None:
        return False
    if issubclass(record, TextRecord):
        return isinstance(frame, Line)
    text = frame.header if isinstance(frame, Block) else frame.text
    prefix = to_bytes(record.prefix)
    return text.startswith(prefix) and text[len(prefix) : len(prefix) + 1] in (
        to_bytes(record.separator),
        b",",
    )


def is_text(command: Command[Any]) -> bool:
    """Return whether a response is free-form lines, among which codes may stand."""
    record = result_shape(type(command)).record
    return record is not None and issubclass(record, TextRecord)


def error_detail(command: Command[Any], text: bytes) -> str | None:
    """Return the command's own reason (``+CWJAP:2``) if a line is one."""
    if command.errors is None:
        return None
    head = to_bytes(f"{command.name}:")
    return to_text(text[len(head) :]) if text.startswith(head) else None


def error_reason(command: Command[Any], detail: str | None) -> IntEnum | str | None:
    """Return what a command's own reason means."""
    if detail is None or command.errors is None:
        return None
    return command.errors(int(detail)) if detail.isdecimal() else detail


def decode_result(command: Command[Any], frames: list[Line | Block]) -> Any:
    """Build a command's result from the frames it claimed; raise InvalidResponse."""
    shape = result_shape(type(command))
    if shape.record is None:
        return None
    if issubclass(shape.record, TextRecord):
        return shape.record(lines=tuple(_text(frame) for frame in frames))
    if issubclass(shape.record, KeyedRecord):
        records: list[Record | None] = (
            [_decode_keyed(shape.record, frames)] if frames else []
        )
    else:
        records = [_decode_frame(shape.record, frame) for frame in frames]
    if None in records or not (records or shape.optional):
        raise InvalidResponse(command)
    return tuple(records) if shape.many else next(iter(records), None)


def decode_records(
    command: Command[Any], frames: list[Line | Block]
) -> tuple[Record, ...]:
    """Return what can be read of a response that ended in a refusal."""
    record = result_shape(type(command)).record
    if record is None or issubclass(record, TextRecord | KeyedRecord):
        return ()
    records = (_decode_frame(record, frame) for frame in frames)
    return tuple(found for found in records if found is not None)


def _text(frame: Line | Block) -> str:
    """Return a frame as text; counted data stand behind their head."""
    if isinstance(frame, Line):
        return to_text(frame.text)
    return to_text(frame.header + frame.data)


def _decode_frame[T: Record](record: type[T], frame: Line | Block) -> T | None:
    if isinstance(frame, Line):
        rest = _strip_prefix(record, to_text(frame.text))
        return None if rest is None else decode_record(record, rest)
    return decode_block(record, frame)


def decode_block[T: Record](record: type[T], block: Block) -> T | None:
    """Build a record from a counted line."""
    layout = parameters(record)
    values: dict[str, Any] = {}
    groups = iter(block.groups)
    for parameter in layout:
        if isinstance(parameter.shape, BlockData):
            values[parameter.name] = block.data
        elif (token := next(groups, None)) is not None:
            values[parameter.name] = parameter.decode(to_text(token))
    return record(**values)


def _decode_keyed(
    record: type[KeyedRecord], frames: list[Line | Block]
) -> Record | None:
    known = {parameter.key.lower(): parameter for parameter in parameters(record)}
    values: dict[str, Any] = {}
    for frame in frames:
        if not isinstance(frame, Line):
            continue
        rest = to_text(frame.text)[len(record.prefix) + 1 :]
        key, _, value = rest.partition(record.key_separator)
        parameter = known.get(key.lower())
        if parameter and re.fullmatch(parameter.shape.pattern, value, re.DOTALL):
            values[parameter.name] = parameter.decode(value)
    if any(not p.optional and p.name not in values for p in known.values()):
        return None
    return record(**values)


class UrcDecoder:
    """Find which unsolicited result code a frame is."""

    def __init__(self) -> None:
        """Index every declared code by what it starts or ends with."""
        self._prefixes: dict[str, type[Urc]] = {}
        self._suffixes: dict[str, type[Urc]] = {}
        self._blocks: dict[str, type[Urc]] = {}
        for urc in URCS:
            if urc.suffix:
                self._suffixes[urc.suffix] = urc
            if is_counted(urc):
                self._blocks[urc.prefix] = urc
            elif urc.prefix:
                for spelling in (urc.prefix, *urc.aliases):
                    self._prefixes[spelling.lower()] = urc

    def __call__(self, frame: Line | Block) -> Urc | None:
        """Return the code, or None."""
        if isinstance(frame, Block):
            urc = self._blocks.get(frame.name)
            return decode_block(urc, frame) if urc else None
        text = to_text(frame.text)
        if (urc := self._prefixes.get(text.lower())) is not None:
            return decode_record(urc, "")
        for separator in (":", ",", " "):
            head, found, rest = text.partition(separator)
            if (
                found
                and (urc := self._prefixes.get(head.lower()))
                and urc.separator == separator
            ):
                return decode_record(urc, rest)
        head, found, rest = text.partition(",")
        if found and (urc := self._suffixes.get(f",{rest}")):
            return decode_record(urc, head)
        return None


_URC_DECODERS: list[UrcDecoder] = []


def urc_decoder() -> UrcDecoder:
    """Return the decoder of every declared code, made once."""
    if not _URC_DECODERS:
        _URC_DECODERS.append(UrcDecoder())
    return _URC_DECODERS[0]


def is_counted(record: type[Record]) -> bool:
    """Return whether a record ends in counted data."""
    return any(isinstance(p.shape, BlockLength) for p in parameters(record))


def block_shape(record: type[Record]) -> BlockShape:
    """Return what the framer needs to know of a counted record."""
    before, behind, length = "", "", 0
    for group, parameter in enumerate(parameters(record), 1):
        if isinstance(parameter.shape, BlockData):
            break
        field = f"({parameter.shape.header_pattern})"
        if length:  # what stands behind the length is all there, or nothing of it
            behind += f",{field}"
            continue
        if isinstance(parameter.shape, BlockLength):
            length = group
            before += field
        elif parameter.optional:
            before += f"(?:{field},)?"
        else:
            before += f"{field},"
    head = re.escape(record.prefix + record.separator) + before
    told_apart = record.separator == ","  # a colon ends the header
    if told_apart and behind:
        behind = f"(?:{behind})?"
    end = ":" if told_apart else ","
    plain = head + (behind if told_apart else "") + end
    return BlockShape(
        record.prefix,
        re.compile(to_bytes(plain)),
        length,
        None if told_apart else re.compile(to_bytes(head + behind + end)),
        record.padded,
        record.ended,
    )


_BLOCK_SHAPES: list[BlockShape] = []


def all_block_shapes() -> tuple[BlockShape, ...]:
    """Return the shapes of every counted response and code, made once."""
    if not _BLOCK_SHAPES:
        _BLOCK_SHAPES.extend(block_shape(r) for r in RECORDS if is_counted(r))
    return tuple(_BLOCK_SHAPES)
