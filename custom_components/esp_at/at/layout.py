"""Compile declared classes once: which fields, of which type, in which shape."""

from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, fields
from enum import EnumType, IntEnum
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    TypeAliasType,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from .fields import Key, Multiplexed, Number, PayloadLength, Shape, Since, Text, version


@dataclass(frozen=True, slots=True)
class Parameter:
    """One compiled field: its name, its Python type, its shape on the line."""

    name: str
    key: str
    type: Callable[[Any], Any]
    shape: Shape
    optional: bool
    repeats: bool
    since: tuple[int, ...]
    multiplexed: bool
    """Whether it is left out, comma and all, while there can be one link only."""

    def encode(self, value: Any) -> str:
        """Return a value as it stands on a command line."""
        return self.shape.encode(value)

    def decode(self, token: str) -> Any:
        """Return the value of a token of a response."""
        value = self.shape.decode(token)
        return value if self.type in (bytes, str, float) else self.type(value)

    def choices(self) -> tuple[IntEnum, ...]:
        """Return the values of an enumerated parameter."""
        return tuple(self.type) if isinstance(self.type, EnumType) else ()


_LAYOUTS: dict[type[Any], tuple[Parameter, ...]] = {}


def parameters(declared: type[Any]) -> tuple[Parameter, ...]:
    """Return the compiled fields of a command or a record, in wire order."""
    if (layout := _LAYOUTS.get(declared)) is None:
        hints = get_type_hints(declared, include_extras=True)
        layout = _LAYOUTS[declared] = tuple(
            _compile(field.name, hints[field.name], field.default is not MISSING)
            for field in fields(declared)
        )
    return layout


def payload_parameters(declared: type[Any]) -> tuple[Parameter, ...]:
    """Return the fields whose data follow the prompt."""
    return tuple(p for p in parameters(declared) if isinstance(p.shape, PayloadLength))


def _compile(name: str, hint: Any, has_default: bool) -> Parameter:
    extras: list[Any] = []
    optional, repeats = has_default, False
    plain: type[Any] = str
    for layer in _layers(hint):
        match layer:
            case NoneType():
                optional = True
            case "repeats":
                repeats = True
            case type() as kind:
                plain = kind
            case extra:
                extras.append(extra)
    shape = next((extra for extra in extras if isinstance(extra, Shape)), None)
    since = next((extra.version for extra in extras if isinstance(extra, Since)), "0")
    key = next((extra.name for extra in extras if isinstance(extra, Key)), name)
    if shape is None:
        shape = Number() if issubclass(plain, int) else Text()
    multiplexed = any(isinstance(extra, Multiplexed) for extra in extras)
    return Parameter(
        name, key, plain, shape, optional, repeats, version(since), multiplexed
    )


def _layers(hint: Any) -> Iterator[Any]:
    """Yield what a hint is made of, from the outside in: extras, None, the type."""
    if isinstance(hint, TypeAliasType):
        yield from _layers(hint.__value__)
    elif get_origin(hint) is Annotated:
        inner, *extras = get_args(hint)
        yield from extras
        yield from _layers(inner)
    elif get_origin(hint) in (Union, UnionType):
        for arg in get_args(hint):
            if arg is NoneType:
                yield None
            else:
                yield from _layers(arg)
    elif get_origin(hint) is tuple:
        yield "repeats"
        yield from _layers(get_args(hint)[0])
    else:
        yield hint
