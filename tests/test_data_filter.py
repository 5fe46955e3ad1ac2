"""Which messages a filter wants, and which patterns it takes."""

import re
import time

from homeassistant.util import dt as dt_util
from hypothesis import example, given, strategies as st
import pytest

from custom_components.esp_at.data_filter import (
    LONGEST_SEARCH,
    DataFilter,
    at_path,
    compile_pattern,
    parsed,
    readable,
    split_path,
)
from custom_components.esp_at.device.connections import Message
from custom_components.esp_at.device.socket_types import Remote


def message(data: bytes, remote: Remote | None = None) -> Message:
    """Return a message."""
    return Message(data=data, remote=remote, at=dt_util.utcnow())


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "^ON$",
        r"temp: (?P<value>\d+(?:\.\d)?)",
        r"(?:\d{1,3}\.){3}\d{1,3}",
        "[(a+)+]*",
        r"\(a+\)+",
        "[]*]+x",
        "[^]+]+",
        r"[\]+]+",
        "(?i)on|off",
        "(ab)+",
        "(?=a)b*",
        "a{,3}",
        "{",
        r"temp=(\d+).*hum=(\d+).*p=(\d+)",
        r"^([^,]*),([^,]*),([^,]*),([^,]*);$",
        r".*\(on\).*(?:;)?.*",
        r"(\w+)\s*=\s*(\w+); (\w+)\s*=\s*(\w+)",
        "[.*][.+].*[^.*].*",
    ],
)
def test_harmless(pattern: str) -> None:
    """Patterns of which nothing can explode are taken as they are."""
    assert compile_pattern(pattern) == re.compile(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+",
        "(a*)*b",
        "(?:a|a)+",
        "(a{1,3}){11}",
        "(a?){25}a{25}",
        "((a+)b)*",
        "((ab)*)*",
        "([^]a]+)*",
        "(x+x+){2,}y",
    ],
)
def test_explosive(pattern: str) -> None:
    """A repeat that matches the same text in many ways is refused."""
    re.compile(pattern)
    with pytest.raises(ValueError, match="repeats or alternatives"):
        compile_pattern(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"^(.*?),(.*?),(.*?),(.*?);$",
        ".*a.*b.*c",
        "[^;]*,[^;]*,[^;]*,;",
        r"(?:.+)(a.{11,}b)\S*,",
    ],
)
def test_wildcards(pattern: str) -> None:
    """Wildcards that could share a text in many ways are few."""
    with pytest.raises(ValueError, match="no more than 2 wildcards"):
        compile_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("a.*b.*c", b"ab"),
        (".*a.*b", b"a"),
        (r"(\w+).*=(\w+).*;", b"aaaa="),
        (r"temp=(\d+).*hum=(\d+).*lux=(\d+)", b"temp=1hum=1"),
    ],
)
def test_soon(pattern: str, text: bytes) -> None:
    """What is taken ends soon with a text that almost matches everywhere."""
    begin = time.process_time()
    assert not DataFilter(pattern=compile_pattern(pattern)).wants(message(text * 1024))
    assert time.process_time() - begin < 2


@pytest.mark.parametrize("pattern", ["(", "a{2}{3}", "[", "(?P<1>a)", "*"])
def test_no_pattern(pattern: str) -> None:
    """What is no pattern is refused with the reason."""
    with pytest.raises(ValueError):
        compile_pattern(pattern)


@given(st.text(alphabet=r"ab()[]|*+?{},12\^-.", max_size=12))
@example("[]")
@example(r"(a)\1*b")
def test_any_pattern(pattern: str) -> None:
    """Whatever is typed is taken or refused, soon."""
    try:
        compiled = compile_pattern(pattern)
    except ValueError:
        return
    begin = time.process_time()
    DataFilter(pattern=compiled).wants(message(b"ab" * 50))
    assert time.process_time() - begin < 1


def test_search_is_bounded() -> None:
    """A pattern is looked for at the beginning of a message only."""
    wanted = DataFilter(pattern=compile_pattern("x"))
    assert wanted.wants(message(b" " * (LONGEST_SEARCH - 1) + b"x"))
    assert not wanted.wants(message(b" " * LONGEST_SEARCH + b"x"))
    assert not wanted.wants(message("ä".encode() * LONGEST_SEARCH + b"x"))


@pytest.mark.parametrize(
    ("remote", "wants"),
    [(None, False), (Remote("10.0.0.1", 5), True), (Remote("10.0.0.2", 5), False)],
)
def test_remote(remote: Remote | None, wants: bool) -> None:
    """A message of which nobody knows the sender is not of a certain sender."""
    assert DataFilter(remote="10.0.0.1").wants(message(b"", remote)) is wants


def test_path() -> None:
    """A path leads through objects and lists; elsewhere is nothing."""
    document = {"a": [{"b": 1}], "1": {"2": None}}
    assert at_path(document, split_path("a.0.b")) == 1
    assert at_path(document, split_path("1.2")) is None
    for path in ("a.1", "a.-1", "a.b", "b", "a.0.b.c", "1.2.3", "a.²"):
        with pytest.raises(LookupError):
            at_path(document, split_path(path))


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[" * 5000, b"nan"])
def test_no_json(data: bytes) -> None:
    """What is no JSON has no value, not even null."""
    assert parsed(data) is None
    assert not DataFilter(json_value=None).wants(message(data))


def test_null() -> None:
    """Null is a value."""
    assert DataFilter(json_value=None).wants(message(b"null"))


@pytest.mark.parametrize("wanted", ["on", "", "\ud83d"])
def test_null_is_no_text(wanted: str) -> None:
    """Text that means nothing in JSON is not null either."""
    assert not DataFilter(json_value=wanted).wants(message(b"null"))


@given(st.binary())
def test_readable(data: bytes) -> None:
    """Any bytes have a text, which is that of UTF-8 where they are."""
    text = readable(data)
    try:
        assert text == data.decode()
    except UnicodeDecodeError:
        assert "\\x" in text
