"""Arbitrary commands, for property tests."""

from enum import IntEnum, IntFlag, StrEnum
from typing import Any

from hypothesis import strategies as st

from custom_components.esp_at.at.command import Command
from custom_components.esp_at.at.fields import (
    AnyIp,
    EscapedLength,
    Host,
    Ip,
    Mac,
    Number,
    PayloadLength,
    Text,
    to_bytes,
)
from custom_components.esp_at.at.layout import Parameter, parameters

# What the module's parser gives a meaning, and what it must survive
PIECES = st.sampled_from(
    [
        "\\",
        '"',
        ",",
        "=",
        "?",
        "+++",
        "AT",
        "OK",
        " ",
        ">",
        "'",
        "0",
        "é",
        "\udcff",
        "漢",
    ]
)
PRINTABLE = st.characters(exclude_characters="\r\n\0", exclude_categories=["Cs"])
HOSTILE = st.lists(st.one_of(PIECES, PRINTABLE), max_size=12).map("".join)
HOST_LETTERS = "az09AZ_.:%-"
LINE_ENDS = st.sampled_from(["\r", "\n", "\0", "\r\n", '"\r\nAT+RST\r\n'])

_PAIRS = st.integers(0, 255)
MACS = st.lists(_PAIRS, min_size=6, max_size=6).map(
    lambda pairs: ":".join(f"{pair:02x}" for pair in pairs)
)
IPS = st.lists(_PAIRS, min_size=4, max_size=4).map(
    lambda parts: ".".join(str(part) for part in parts)
)


def texts(shape: Text) -> st.SearchStrategy[str]:
    """Return strings that a parameter takes."""
    most = shape.max_bytes or 40

    def fit(text: str) -> str:
        padded = text + "x" * shape.min_bytes
        while len(to_bytes(padded)) > most:
            padded = padded[1:]
        return padded

    return HOSTILE.map(fit).filter(
        lambda text: shape.min_bytes <= len(to_bytes(text)) <= most
    )


def numbers(parameter: Parameter, shape: Number) -> st.SearchStrategy[Any]:
    """Return numbers, or members of an enumeration, that a parameter takes."""
    low = 0 if shape.minimum is None else shape.minimum
    high = low + 1000 if shape.maximum is None else shape.maximum
    kind = parameter.type
    if isinstance(kind, type) and issubclass(kind, IntEnum):
        return st.sampled_from([m for m in kind if low <= m <= high])
    if isinstance(kind, type) and issubclass(kind, IntFlag):
        high = min(high, sum(kind))
    return st.integers(low, high).map(kind)


def words(command: type[Command[Any]], kind: type[StrEnum]) -> st.SearchStrategy[Any]:
    """Return members of an enumeration; of the command's, if they select it."""
    return st.sampled_from([kind(word) for word in command.variants or kind])


def values(command: type[Command[Any]], parameter: Parameter) -> st.SearchStrategy[Any]:
    """Return values that a parameter takes."""
    kind = parameter.type
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return words(command, kind)
    match parameter.shape:
        case EscapedLength() as shape:
            return st.binary(min_size=shape.minimum or 0, max_size=20).map(
                lambda data: data.replace(b"\\", b"/") + rb"\0"
            )
        case PayloadLength() as shape:
            return st.binary(min_size=shape.minimum or 0, max_size=20)
        case Number() as shape:
            return numbers(parameter, shape)
        case Mac():
            return MACS
        case Ip() | AnyIp():
            return IPS
        case Host() as shape:
            most = shape.max_bytes or 40
            return st.text(HOST_LETTERS, min_size=1, max_size=most)
        case Text() as shape:
            return texts(shape)
    return IPS


def fields(
    command: type[Command[Any]], *, multiplexed: bool = False
) -> st.SearchStrategy[dict[str, Any]]:
    """Return arguments that a command takes; optional ones may be left out.

    A link is there if and only if several are possible.
    """
    layout = [p for p in parameters(command) if multiplexed or not p.multiplexed]
    needed = [p for p in layout if p.multiplexed or not p.optional]
    return st.fixed_dictionaries(
        {p.name: values(command, p) for p in needed},
        optional={
            p.name: st.lists(values(command, p), max_size=4).map(tuple)
            if p.repeats
            else values(command, p)
            for p in layout
            if p not in needed
        },
    )
