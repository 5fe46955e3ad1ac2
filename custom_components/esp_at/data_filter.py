"""Which received data an automation wants: by link, sender, pattern or JSON path."""

from dataclasses import dataclass
import re
from typing import Any

from homeassistant.util.json import JSON_DECODE_EXCEPTIONS, json_loads

from .device.connections import Message

ANYTHING = object()
LONGEST_SEARCH = 1024
"""Characters of a message in which a pattern is looked for.

The time that a pattern takes can grow with a high power of the text's length, and
everything else in Home Assistant waits meanwhile.
"""

# How often a group whose length varies may be repeated
_FEW = 10
# How many repeats may match what follows them, too: each multiplies the time by the
# text's length
_WILDCARDS = 2
_REPEAT = re.compile(r"[*+?]|\{(\d*)(,?)(\d*)\}")
_ELEMENT = re.compile(r"\\.|\[\^?\]?(?:\\.|[^]\\])*\]|.", re.DOTALL)
# What closes groups, and says how greedy a repeat is
_BETWEEN = re.compile(r"[?+]?\)*")


def readable(data: bytes) -> str:
    r"""Return data as text; bytes that are no UTF-8 are spelled ``\xNN``."""
    return data.decode(errors="backslashreplace")


def parsed(data: bytes) -> Any:
    """Return data that are JSON as what they mean, others as None."""
    try:
        return json_loads(data)
    except JSON_DECODE_EXCEPTIONS:
        return None


@dataclass(frozen=True, kw_only=True)
class DataFilter:
    """Tells wanted messages from others; what is None does not matter.

    ``remote`` is an address, with or without a port behind a colon.
    """

    link: int | None = None
    remote: str | None = None
    pattern: re.Pattern[str] | None = None
    json_path: tuple[str, ...] | None = None
    json_value: Any = ANYTHING

    def wants(self, message: Message) -> bool:
        """Return whether a message passes."""
        if self.link is not None and message.link != self.link:
            return False
        if self.remote is not None and not self._is_remote(message):
            return False
        if self.pattern is not None and not self.pattern.search(
            readable(message.data[: 4 * LONGEST_SEARCH])[:LONGEST_SEARCH]
        ):
            return False
        return self._is_json(message)

    def _is_remote(self, message: Message) -> bool:
        if message.remote is None:
            return False
        host, port = message.remote
        return self.remote in {host, f"{host}:{port}"}

    def _is_json(self, message: Message) -> bool:
        if self.json_path is None and self.json_value is ANYTHING:
            return True
        try:
            found = at_path(json_loads(message.data), self.json_path or ())
        except (*JSON_DECODE_EXCEPTIONS, LookupError):
            return False
        return self.json_value is ANYTHING or _alike(found, self.json_value)


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Return a regular expression; raise ValueError if it is none, or too costly."""
    try:
        compiled = re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(str(error)) from error
    if _explodes(pattern):
        raise ValueError("what is repeated must not hold repeats or alternatives")
    if _wildcards(pattern) > _WILDCARDS:
        raise ValueError(
            f"no more than {_WILDCARDS} wildcards such as .* fit: "
            "say what each must not hold, as in [^,]*,"
        )
    return compiled


def split_path(path: str) -> tuple[str, ...]:
    """Return the parts of a dotted JSON path; raise ValueError if one is empty."""
    parts = tuple(path.split("."))
    if not all(parts):
        raise ValueError("a part of the path is empty")
    return parts


def at_path(document: Any, path: tuple[str, ...]) -> Any:
    """Return what is at a path of keys and indices; raise LookupError if nothing is."""
    for part in path:
        match document:
            case dict():
                document = document[part]
            case list() if part.isascii() and part.isdecimal():
                document = document[int(part)]
            case _:
                raise LookupError(part)
    return document


def _alike(found: Any, wanted: Any) -> bool:
    """Compare a JSON value with one of an automation, where numbers may be text."""
    if isinstance(wanted, str) and not isinstance(found, str):
        try:
            wanted = json_loads(wanted)
        except JSON_DECODE_EXCEPTIONS:
            return False
    return isinstance(found, bool) is isinstance(wanted, bool) and bool(found == wanted)


def _explodes(pattern: str) -> bool:
    """Return whether a repeated group can match the same text in many ways.

    Such a pattern may take longer than anybody waits, for a text of thirty characters.
    """
    varies = [False]  # of each group that is open: whether its length varies
    group: bool | None = None  # of a group that ended just here
    index = 0
    while index < len(pattern):
        character = pattern[index]
        repeat = _REPEAT.match(pattern, index)
        if repeat and index:
            if _most(repeat) > _FEW and group:
                return True
            varies[-1] |= _varies(repeat)
            index = repeat.end()
            continue
        group = None
        index += 1
        match character:
            case "\\":
                index += 1
            case "[":
                index = _class_end(pattern, index)
            case "(":
                varies.append(False)
                index += pattern.startswith("?", index)
            case ")":
                group = varies.pop()
                varies[-1] |= group
            case "|":
                varies[-1] = True
    return False


def _wildcards(pattern: str) -> int:
    """Return how many repeats of a pattern may match what follows them, too.

    Where nothing follows, nothing can be tried again.
    """
    count = 0
    for element in _ELEMENT.finditer(pattern):
        repeat = _REPEAT.match(pattern, element.end())
        if repeat is None or _most(repeat) <= _FEW:
            continue
        between = _BETWEEN.match(pattern, repeat.end())
        following = pattern[between.end() if between else repeat.end() :]
        count += bool(following) and _matches(element[0], following[0])
    return count


def _matches(element: str, character: str) -> bool:
    """Return whether an element of a pattern matches a character that follows it."""
    if element == "." or element[1:].isdigit():  # what a group has matched
        return True
    return element[0] in "[\\" and re.fullmatch(element, character) is not None


def _class_end(pattern: str, index: int) -> int:
    """Return where a class of characters ends that begins before an index."""
    index += pattern.startswith("^", index)
    index += pattern.startswith("]", index)
    while pattern[index] != "]":
        index += 2 if pattern[index] == "\\" else 1
    return index + 1


def _most(repeat: re.Match[str]) -> float:
    """Return how often a repeat matches at most."""
    if repeat[0] == "?":
        return 1
    low, comma, high = repeat.groups()
    limit = high if comma else low
    return int(limit) if limit else float("inf")


def _varies(repeat: re.Match[str]) -> bool:
    return bool(repeat[2] is None or (repeat[2] and repeat[1] != repeat[3]))
