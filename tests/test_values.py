"""What users write as data, hosts and URLs."""

import base64
from collections.abc import Callable

from hypothesis import given, strategies as st
import pytest

from custom_components.esp_at import values
from custom_components.esp_at.at.errors import InvalidParameter
from custom_components.esp_at.values import Encoding

BYTES = st.binary(min_size=1, max_size=64)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_text(text: str) -> None:
    """Text is sent as it is, backslashes and all."""
    assert values.decode("data", text, Encoding.TEXT) == text.encode()


@given(BYTES)
def test_bytes(data: bytes) -> None:
    """Every byte can be written in three ways, and is told in two."""
    escapes = "".join(f"\\x{byte:02x}" for byte in data)
    assert values.decode("data", escapes, Encoding.ESCAPED) == data
    told = values.spellings(data)
    assert values.decode("data", told["hex"], Encoding.HEX) == data
    assert values.decode("data", told["base64"], Encoding.BASE64) == data
    assert told["length"] == len(data)
    assert told["text"] is None or told["text"].encode() == data


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\\")))
def test_text_without_escapes(text: str) -> None:
    """Text without a backslash needs no escape."""
    assert values.unescape("data", text) == text.encode()


@pytest.mark.parametrize(
    ("text", "encoding", "data"),
    [
        (r"on\r\n", Encoding.ESCAPED, b"on\r\n"),
        (r"\t\0\\n\x7F\xff!", Encoding.ESCAPED, b"\t\0\\n\x7f\xff!"),
        (r"ü\x41ß", Encoding.ESCAPED, "üAß".encode()),
        ("0a 1B\nff", Encoding.HEX, b"\n\x1b\xff"),
        ("aGVs\nbG8 =", Encoding.BASE64, b"hello"),
        (r"on\r\n", Encoding.TEXT, rb"on\r\n"),
    ],
)
def test_spelling(text: str, encoding: Encoding, data: bytes) -> None:
    """Each spelling means these bytes."""
    assert values.decode("data", text, encoding) == data


@pytest.mark.parametrize(
    ("text", "encoding", "reason"),
    [
        ("abc", Encoding.HEX, "hex"),
        ("0x10", Encoding.HEX, "hex"),
        ("zz", Encoding.HEX, "hex"),
        ("aGVsbG8", Encoding.BASE64, "base64"),
        ("a*b=", Encoding.BASE64, "base64"),
        ("ä", Encoding.BASE64, "base64"),
        (r"\q", Encoding.ESCAPED, "escape"),
        ("\\", Encoding.ESCAPED, "escape"),
        (r"\x4", Encoding.ESCAPED, "escape"),
        ("\ud83d", Encoding.TEXT, "text"),
        ("\ud83d", Encoding.ESCAPED, "text"),
        ("", Encoding.TEXT, "length"),
        (" ", Encoding.HEX, "length"),
    ],
)
def test_not_a_spelling(text: str, encoding: Encoding, reason: str) -> None:
    """What means no bytes is refused by the name of its field."""
    with pytest.raises(InvalidParameter) as caught:
        values.decode("data", text, encoding)
    assert caught.value.parameter == "data"
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("encoding", "write"),
    [
        (Encoding.TEXT, bytes.decode),
        (Encoding.ESCAPED, lambda data: r"\x30" * len(data)),
        (Encoding.HEX, bytes.hex),
        (Encoding.BASE64, lambda data: base64.b64encode(data).decode()),
    ],
)
def test_most(encoding: Encoding, write: Callable[[bytes], str]) -> None:
    """The most that is sent is the same in each spelling, and told."""
    most = b"0" * values.MAX_DATA
    assert values.decode("data", write(most), encoding) == most
    for data in (most + b"0", most * 9):
        with pytest.raises(InvalidParameter) as caught:
            values.decode("data", write(data), encoding)
        assert caught.value.limits["maximum"] == "1048576"


@pytest.mark.parametrize("host", ["nas", "my_nas.lan", "10.0.0.1", "fe80::1%eth0"])
def test_host(host: str) -> None:
    """Names and addresses are hosts."""
    values.host("host", host)


@pytest.mark.parametrize(
    "url",
    [
        "http://nas",
        "HTTP://nas:8080/a,b;c?d=[1]&e=%22#f",
        "https://user:secret@nas/ü",
        "http://[fe80::1]/",
    ],
)
def test_url(url: str) -> None:
    """What a browser would take is a URL."""
    values.url("url", url, "http", "https")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nas",
        "http://",
        "http:///path",
        "ftp://nas",
        "http://n as",
        "http://nas/a b",
        'http://nas/"',
        "http://nas/\\",
        "http://nas/\r\nAT+RST",
        "http://nas/\0",
    ],
)
def test_no_url(url: str) -> None:
    """What could end the line, or is no URL, is refused; it may hold a secret."""
    with pytest.raises(InvalidParameter) as caught:
        values.url("url", url, "http", "https")
    assert caught.value.limits == {"schemes": "http:// or https://"}


@pytest.mark.parametrize(
    "url",
    [
        "http://nas:0/",
        "http://nas:65536/",
        "http://nas:http/",
        "http://user:secret@/",
        "http://[::1/",
        "http://:80/",
        "http://näs/",
    ],
)
def test_url_that_leads_nowhere(url: str) -> None:
    """A URL has a host, and a port that there can be."""
    with pytest.raises(InvalidParameter) as caught:
        values.url("url", url, "http", "https")
    assert caught.value.reason == "url_target"
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "header",
    [
        {"": "a"},
        {"a b": "c"},
        {"a:": "b"},
        {"a": "b\r\nc: d"},
        {"a\n": "b"},
        {"ä": "b"},
    ],
)
def test_no_header(header: dict[str, str]) -> None:
    """A header is one header."""
    values.headers("headers", {"X-Token": 'b, "c" \\ ü'})
    with pytest.raises(InvalidParameter):
        values.headers("headers", header)
