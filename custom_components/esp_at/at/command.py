"""Base classes of every command, response record and unsolicited result code."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import product
import re
from typing import (
    Annotated,
    Any,
    ClassVar,
    NamedTuple,
    Self,
    dataclass_transform,
    override,
)

from .fields import Text
from .layout import parameters

BEHIND_NAME = re.compile(r"[^A-Za-z0-9+_?]")
"""What ends the name of a command that was typed, whether rightly or not."""


class Form(StrEnum):
    """The manual's four forms; the value is what follows the name."""

    TEST = "=?"
    QUERY = "?"
    SET = "="
    EXECUTE = ""


class Prompt(StrEnum):
    """How the module asks for the data of a command."""

    AFTER_OK = "\r\nOK\r\n\r\n>"
    BARE = ">"


RECORDS: list[type[Record]] = []


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Record:
    """One information response line.

    ``prefix`` is what the line starts with; ``ended`` whether the module ends it with
    a CR LF of its own before the final result code; ``bracketed`` whether the fields
    stand in parentheses; ``lead`` what the module prints before the line; ``padded``
    whether old firmware prints a blank before counted data, which it does not count.
    """

    prefix: ClassVar[str] = ""
    separator: ClassVar[str] = ":"
    lead: ClassVar[str] = ""
    ended: ClassVar[bool] = True
    bracketed: ClassVar[bool] = False
    padded: ClassVar[bool] = False

    @override
    def __init_subclass__(
        cls,
        *,
        prefix: str = "",
        separator: str = ":",
        ended: bool = True,
        bracketed: bool = False,
        lead: str = "",
        padded: bool = False,
    ) -> None:
        """Turn the class body into a frozen dataclass."""
        super().__init_subclass__()
        if prefix:
            cls.prefix, cls.separator, cls.lead = prefix, separator, lead
            cls.ended, cls.bracketed, cls.padded = ended, bracketed, padded
            RECORDS.append(cls)
        dataclass(frozen=True, kw_only=True, repr=False)(cls)

    @override
    def __repr__(self) -> str:
        """Show the fields, without secrets."""
        return _masked(self)


class KeyedRecord(Record):
    """A record sent one field a line: ``+PREFIX:key:"value"``."""

    key_separator: ClassVar[str] = ":"

    @override
    def __init_subclass__(cls, *, prefix: str = "", key_separator: str = ":") -> None:
        """Keep what stands between key and value."""
        cls.key_separator = key_separator
        super().__init_subclass__(prefix=prefix)


class TextRecord(Record):
    """A response of free-form lines, without a prefix."""

    lines: tuple[str, ...] = ()


URCS: list[type[Urc]] = []


class Urc(Record):
    """An unsolicited result code.

    It is known by a ``prefix``, or by a ``suffix`` behind a link (``0,CLOSED``).
    ``aliases`` are other spellings of the prefix that some firmware or manual has.
    """

    suffix: ClassVar[str] = ""
    aliases: ClassVar[tuple[str, ...]] = ()

    @override
    def __init_subclass__(
        cls,
        *,
        prefix: str = "",
        suffix: str = "",
        separator: str = ":",
        aliases: tuple[str, ...] = (),
        lead: str = "",
    ) -> None:
        """Register the result code."""
        cls.suffix, cls.aliases = suffix, aliases
        super().__init_subclass__(prefix=prefix, separator=separator, lead=lead)
        URCS.append(cls)


type Result = Record | tuple[Record, ...] | None


class Key(NamedTuple):
    """What tells one command form from another."""

    name: str
    form: Form
    selector: tuple[int | str, ...]


REGISTRY: dict[Key, type[Command[Any]]] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Command[R: Record | tuple[Record, ...] | None]:
    """One form of one AT command; ``R`` is what its response carries.

    ``timeout`` is in seconds. ``errors`` are the command's own reasons (``+NAME:2``).
    ``final`` ends it in success. ``fixed`` are leading arguments that select the
    operation, ``variants`` the words that select it wherever they stand. ``since`` is the first firmware with the form, ``until`` the first
    without it, ``chips`` the only ones that have it (all if empty), ``optional`` that
    standard builds leave it out. ``spec`` is the manual's section.
    """

    name: ClassVar[str] = ""
    form: ClassVar[Form] = Form.EXECUTE
    timeout: ClassVar[float] = 2.0
    errors: ClassVar[type[IntEnum] | None] = None
    since: ClassVar[str] = "1.0"
    until: ClassVar[str | None] = None
    chips: ClassVar[frozenset[str]] = frozenset()
    optional: ClassVar[bool] = False
    final: ClassVar[str] = "OK"
    prompt: ClassVar[Prompt] = Prompt.AFTER_OK
    fixed: ClassVar[tuple[int, ...]] = ()
    variants: ClassVar[tuple[str, ...]] = ()
    spec: ClassVar[str | None] = None
    aliases: ClassVar[tuple[str, ...]] = ()

    @override
    def __init_subclass__(
        cls,
        *,
        name: str | None = None,
        spec: str | None = None,
        since: str = "1.0",
        until: str | None = None,
        chips: tuple[str, ...] = (),
        optional: bool = False,
        timeout: float = 2.0,
        errors: type[IntEnum] | None = None,
        final: str = "OK",
        prompt: Prompt = Prompt.AFTER_OK,
        fixed: tuple[int, ...] = (),
        variants: tuple[str, ...] = (),
        aliases: tuple[str, ...] = (),
    ) -> None:
        """Turn the class body into a frozen dataclass and register it."""
        super().__init_subclass__()
        dataclass(frozen=True, kw_only=True, repr=False)(cls)
        if name is None:  # a base class; AT itself has an empty name
            return
        cls.name, cls.spec, cls.fixed, cls.aliases = name, spec, fixed, aliases
        cls.since, cls.until, cls.chips = since, until, frozenset(chips)
        cls.optional, cls.timeout, cls.errors = optional, timeout, errors
        cls.final, cls.prompt, cls.variants = final, prompt, variants
        selectors: list[tuple[int | str, ...]] = [(word,) for word in variants]
        for spelling, selector in product((name, *aliases), selectors or [fixed]):
            key = Key(spelling.upper(), cls.form, selector)
            if REGISTRY.setdefault(key, cls) is not cls:
                raise TypeError(f"AT{spelling}{cls.form} is declared twice")

    @property
    def title(self) -> str:
        """Return how people call the command."""
        return f"AT{self.name}"

    @override
    def __repr__(self) -> str:
        """Show the arguments, without secrets."""
        return _masked(self)

    @classmethod
    def handler[S](
        cls, method: Callable[[S, Self], Awaitable[R]]
    ) -> Callable[[S, Self], Awaitable[R]]:
        """Mark a method of the simulator as the one that answers this command."""
        vars(method)["handles"] = cls
        return method


class TestCommand[R: Record | tuple[Record, ...] | None](Command[R]):
    """``AT+NAME=?``: which values the command takes."""

    form = Form.TEST
    __test__ = False


class RawCommand(Command[TextRecord]):
    """A command that is known only as text, with the data that it may ask for."""

    line: Annotated[str, Text(secret=True)]
    payload: Annotated[bytes, Text(secret=True)] | None = None

    @property
    @override
    def title(self) -> str:
        """Return the command without its arguments."""
        return BEHIND_NAME.split(self.line, maxsplit=1)[0]


class QueryCommand[R: Record | tuple[Record, ...] | None](Command[R]):
    """``AT+NAME?``: what is set."""

    form = Form.QUERY


class SetCommand[R: Record | tuple[Record, ...] | None](Command[R]):
    """``AT+NAME=...``: set, or do with arguments."""

    form = Form.SET


class ExecuteCommand[R: Record | tuple[Record, ...] | None](Command[R]):
    """``AT+NAME``: do."""

    form = Form.EXECUTE


def _masked(declared: Command[Any] | Record) -> str:
    shown = (
        f"{p.name}={'***' if p.shape.secret else repr(getattr(declared, p.name))}"
        for p in parameters(type(declared))
    )
    return f"{type(declared).__name__}({', '.join(shown)})"
