"""Whatever a caller asks for, the module gets exactly that, or nothing."""

from contextlib import suppress
import time
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.esp_at.at import codec, commands, module_codec
from custom_components.esp_at.at.command import (
    RECORDS,
    REGISTRY,
    URCS,
    Command,
    KeyedRecord,
    Record,
    Urc,
)
from custom_components.esp_at.at.commands import basic, http, sntp, tcpip, wifi
from custom_components.esp_at.at.errors import (
    InvalidParameter,
    InvalidResponse,
    MalformedCommand,
)
from custom_components.esp_at.at.fields import UNQUOTED, Text, to_bytes, version
from custom_components.esp_at.at.framer import MAX_LINE, Block, Framer, Line
from custom_components.esp_at.at.layout import parameters
from esp_at_simulator.payload import EscapedPayload

from .strategies import HOSTILE, LINE_ENDS, fields

assert commands

TCP = tcpip.LinkKind.TCP
FORMS = sorted(set(REGISTRY.values()), key=lambda form: form.__qualname__)
ANSWERED = [form for form in FORMS if codec.result_shape(form).record]
PLAIN_RECORDS = [
    record
    for record in RECORDS
    if not issubclass(record, KeyedRecord) and not codec.is_counted(record)
]
REASONS = {"control_character", "host_name", "ip_address", "mac_address"}
ESCAPES = (b"\\", b"\\0", b"0", b"a", b"\r\nAT+RST\r\n")
# With a link on the line, and without: those that have one read it in both states
IN_EACH_STATE = [
    (form, multiplexed)
    for form in FORMS
    for multiplexed in (False, True)
    if not multiplexed or any(p.multiplexed for p in parameters(form))
]
WITH_TEXT = [
    form for form in FORMS if any(isinstance(p.shape, Text) for p in parameters(form))
]


def refused(command: Command[Any]) -> InvalidParameter | None:
    """Return why a command is not sent, if it is not."""
    try:
        codec.encode_command(command)
    except InvalidParameter as err:
        return err
    return None


@pytest.mark.parametrize(
    ("form", "multiplexed"),
    IN_EACH_STATE,
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
@settings(max_examples=25)
@given(data=st.data())
def test_form_survives_the_line(
    form: type[Command[Any]], data: st.DataObject, *, multiplexed: bool
) -> None:
    """What the client writes is what the module reads, with hostile strings too."""
    command = form(**data.draw(fields(form, multiplexed=multiplexed)))
    if (refusal := refused(command)) is not None:
        assert refusal.reason == "line_length"
        assert refusal.parameter in {p.name for p in parameters(form)}
        return
    line = codec.encode_command(command)
    request = module_codec.decode_command(line, multiplexed=multiplexed)

    assert line.endswith(b"\r\n")
    assert line.count(b"\r") == line.count(b"\n") == 1
    assert b"\0" not in line
    assert len(line) <= codec.MAX_COMMAND
    assert request.payload_length == len(codec.payload(command) or b"")
    assert request.build(codec.payload(command) or b"") == command


@pytest.mark.parametrize("form", WITH_TEXT, ids=lambda form: form.__name__)
@settings(max_examples=10)
@given(data=st.data(), before=HOSTILE, end=LINE_ENDS, after=HOSTILE)
def test_string_never_yields_a_second_command(
    form: type[Command[Any]],
    data: st.DataObject,
    *,
    before: str,
    end: str,
    after: str,
) -> None:
    """A string that would end the line is refused, naming the parameter."""
    taken = data.draw(fields(form))
    text = data.draw(
        st.sampled_from([p for p in parameters(form) if isinstance(p.shape, Text)])
    )
    value: Any = before + end + after
    taken[text.name] = (value,) if text.repeats else value

    with pytest.raises(InvalidParameter) as caught:
        codec.encode_command(form(**taken))

    assert caught.value.parameter == text.name
    assert caught.value.reason in REASONS
    assert end not in str(caught.value)


@given(
    data=st.lists(st.sampled_from(ESCAPES), min_size=1, max_size=8).map(b"".join),
    knows_backslash=st.booleans(),
)
def test_escaped_data_leave_nothing_behind(
    data: bytes, *, knows_backslash: bool
) -> None:
    """The module takes all of the data as such, and does not wait for more."""
    if refused(tcpip.SendEscaped(data=data)):
        assert b"\\" in data
        return
    payload = EscapedPayload(len(data), knows_backslash=knows_backslash)

    assert payload.take(data) == b""


@given(
    identity=st.text('\\",', min_size=32, max_size=32),
    username=st.text('\\",', min_size=32, max_size=32),
)
def test_long_line_is_refused(identity: str, username: str) -> None:
    """A line that the module would drop is not sent; the longest string is named."""
    command = wifi.JoinEnterpriseAccessPoint(
        ssid='"' * 32,
        method=wifi.EnterpriseMethod.PEAP,
        identity=identity,
        username=username,
        password="," * 32,
        security=wifi.Certificates(0),
    )

    with pytest.raises(InvalidParameter) as caught:
        codec.encode_command(command)

    assert caught.value.reason == "line_length"
    assert caught.value.parameter in ("ssid", "identity", "username", "password")
    assert caught.value.limits == {"maximum": "256"}


def test_long_list_is_named() -> None:
    """A list of strings that makes the line too long is named, too."""
    command = wifi.SetMdns(
        enable=True, host_name="a" * 60, text_count=2, texts=("k" * 60,) * 4
    )

    with pytest.raises(InvalidParameter) as caught:
        codec.encode_command(command)

    assert caught.value.parameter == "texts"


def test_line_of_256_bytes_is_sent() -> None:
    """The module takes 256 bytes with the CR LF, so that much is sent."""
    command = wifi.SetMdns(
        enable=True,
        host_name="a" * 63,
        service="b" * 63,
        instance="c" * 63,
        protocol="_tcp",
        texts=("d" * 35,),
    )

    assert len(codec.encode_command(command)) == codec.MAX_COMMAND


@pytest.mark.parametrize(
    ("command", "parameter", "reason"),
    [
        (wifi.JoinAccessPoint(ssid="s" * 33), "ssid", "length"),
        (wifi.JoinAccessPoint(ssid="é" * 17), "ssid", "length"),
        (wifi.JoinAccessPoint(ssid="\ud800"), "ssid", "text"),
        (wifi.JoinAccessPoint(ssid="a", join_timeout=2), "join_timeout", "range"),
        (wifi.JoinAccessPoint(ssid="a", bssid="aa:bb"), "bssid", "mac_address"),
        (wifi.JoinAccessPoint(ssid="a", bssid="aa-bb-cc-dd-ee-ff"), "bssid", "mac_address"),
        (wifi.SetStationAddress(ip="10.0.0.256"), "ip", "ip_address"),
        (wifi.SetStationAddress(ip="10.0.0"), "ip", "ip_address"),
        (wifi.SetStationAddress(ip="١٠.0.0.1"), "ip", "ip_address"),
        (tcpip.SetDnsServers(manual=True, first="dns.example"), "first", "ip_address"),
        (wifi.SetStationHostName(host_name=""), "host_name", "length"),
        (wifi.StartSmartConfigOf(type=wifi.SmartConfigType.BOTH, key="short"), "key", "length"),
        (wifi.SetMdns(enable=True, port=0), "port", "range"),
        (basic.SetTransmitPower(wifi=85), "wifi", "range"),
        (basic.WriteFlash(partition="p", offset=0, data=b""), "data", "length"),
        (tcpip.OpenStream(kind=TCP, host='a"' * 33, port=1), "host", "length"),
        (tcpip.OpenStream(kind=TCP, host="", port=1), "host", "length"),
        (tcpip.OpenStream(kind=TCP, host='a"', port=1), "host", "host_name"),
        (tcpip.OpenStream(kind=TCP, host="a", port=0), "port", "range"),
        (tcpip.OpenStream(kind=TCP, host="a", port=70000), "port", "range"),
        (tcpip.OpenStream(link_id=5, kind=TCP, host="a", port=1), "link_id", "range"),
        (tcpip.OpenStream(kind=TCP, host="a", port=1, keep_alive=7201), "keep_alive", "range"),
        (tcpip.CloseLink(link_id=6), "link_id", "range"),
        (tcpip.Send(data=b"x" * 8193), "data", "length"),
        (tcpip.SendEscaped(data=rb"a\0AT+RST"), "data", "escape"),
        (tcpip.FetchData(length=0), "length", "range"),
        (tcpip.FetchData(length=1 << 31), "length", "range"),
        (tcpip.SetMostConnections(number=6), "number", "range"),
        (sntp.SetTimeInterval(seconds=14), "seconds", "range"),
        (http.SetLongUrl(url=b"http://"), "url", "length"),
        (http.Get(url="u" * 257), "url", "length"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)  # fmt: skip
def test_value_out_of_bounds(
    command: Command[Any], parameter: str, reason: str
) -> None:
    """What the module would not take is refused before anything is sent."""
    with pytest.raises(InvalidParameter) as caught:
        codec.encode_command(command)

    assert (caught.value.parameter, caught.value.reason) == (parameter, reason)


def test_error_hides_the_value() -> None:
    """A refused password is in neither the error nor the command's representation."""
    command = wifi.JoinAccessPoint(ssid="a", password="hidden\r\n")

    with pytest.raises(InvalidParameter) as caught:
        codec.encode_command(command)

    assert "hidden" not in str(caught.value)
    assert "hidden" not in repr(command)
    assert "password='***'" not in repr(command)
    assert "password=***" in repr(command)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"", "prefix"),
        (b"XT+GMR", "prefix"),
        (b"AT+FAKE", "unknown"),
        (b"AT+GMR?", "form"),
        (b"AT+GMR ", "unknown"),
        (b"AT+CWMODE", "form"),
        (b"AT+CWMODE=", "missing"),
        (b"AT+CWMODE=one", "token"),
        (b'AT+CWMODE="1"', "token"),
        (b"AT+CWMODE=1,2,3", "surplus"),
        (b"AT+CWHOSTNAME=name", "token"),
        (b'AT+CWHOSTNAME="na,me"', "token"),
        (b'AT+CWHOSTNAME="na"me"', "token"),
        (b'AT+CWHOSTNAME="name', "token"),
        (b"AT+CIPSTA=,,", "missing"),
    ],
)
def test_module_refuses(line: bytes, reason: str) -> None:
    """The module's half says why it does not take a line, as firmware does."""
    with pytest.raises(MalformedCommand) as caught:
        module_codec.decode_command(line + b"\r\n")

    assert caught.value.reason == reason


def test_module_counts_parameters_of_its_release() -> None:
    """A parameter that came later is one too many for older firmware."""
    line = b"AT+CWMODE=1,1\r\n"

    with pytest.raises(MalformedCommand) as caught:
        module_codec.decode_command(line, version("2.0"))

    assert caught.value.reason == "surplus"
    assert module_codec.decode_command(line, version("2.1")).values == {
        "mode": wifi.WifiMode.STATION,
        "auto_connect": True,
    }


@given(st.binary(max_size=300))
def test_module_survives_any_line(line: bytes) -> None:
    """No bytes bring the module's half down."""
    with suppress(MalformedCommand):
        module_codec.decode_command(line)


@given(data=st.binary(max_size=60), known=st.booleans())
def test_counted_data_is_data(data: bytes, known: bool) -> None:
    """Counted data may look like anything: another code, a result, a prompt."""
    urc = tcpip.DataReceived(
        link_id=1,
        length=len(data),
        remote_ip="10.0.2.2" if known else None,
        remote_port=80 if known else None,
        data=data,
    )
    frames = list(
        Framer(codec.all_block_shapes()).feed(
            b"\r\n" + module_codec.encode_record(urc) + b"\r\nOK\r\n"
        )
    )

    assert [type(frame) for frame in frames] == [Block, Line]
    assert isinstance(frames[0], Block)
    assert codec.urc_decoder()(frames[0]) == urc


def test_quotes_that_came_later() -> None:
    """A value is printed without quotes by firmware from before they came."""
    shape = Text(quoted_since=version("2.1"))

    assert shape.print("a", version("2.0")) == "a"
    assert shape.print("a", version("2.1")) == '"a"'
    assert Text(quoted_since=UNQUOTED).print("a", (99,)) == "a"
    assert shape.decode("a") == shape.decode('"a"') == "a"


def test_number_newer_than_we_are() -> None:
    """A number that a newer firmware adds is kept, with a name that says so."""
    encryption = wifi.Encryption(17)

    assert encryption == 17
    assert encryption.name == "UNKNOWN_17"
    assert encryption == wifi.Encryption(17)


@pytest.mark.parametrize("record", PLAIN_RECORDS, ids=lambda record: record.__name__)
@settings(max_examples=25)
@given(data=st.data())
def test_record_of_any_fields_is_read(
    record: type[Record], data: st.DataObject
) -> None:
    """Whatever has the shape of a record becomes one: numbers of any size, any text."""
    text = data.draw(st.from_regex(codec.record_pattern(record), fullmatch=True))

    assert isinstance(codec.decode_record(record, text), record)


@given(
    st.sampled_from(URCS),
    st.sampled_from([":", ",", ""]),
    st.binary(max_size=40),
)
def test_decoder_survives_any_line(urc: type[Urc], separator: str, rest: bytes) -> None:
    """A line that begins as a result code is one, or is none; nothing raises."""
    text = to_bytes(urc.prefix + separator) + rest
    found = codec.urc_decoder()(Line(text))

    assert found is None or isinstance(found, Urc)


@pytest.mark.parametrize("form", ANSWERED, ids=lambda form: form.__name__)
@settings(max_examples=15)
@given(data=st.data())
def test_answer_of_any_lines_is_read_or_refused(
    form: type[Command[Any]], data: st.DataObject
) -> None:
    """Lines that a command claims are its response, or InvalidResponse."""
    command = form(**data.draw(fields(form)))
    record = codec.result_shape(form).record
    assert record is not None
    rests = data.draw(st.lists(st.binary(max_size=30), max_size=3))
    head = to_bytes(record.prefix + record.separator)
    frames: list[Line | Block] = [Line(head + rest) for rest in rests]

    with suppress(InvalidResponse):
        codec.decode_result(command, frames)


@pytest.mark.parametrize("record", RECORDS)
def test_a_line_of_blanks_takes_no_time(record: type[Record]) -> None:
    """The longest line that fits nothing does not hold up everybody else."""
    begun = time.process_time()
    for head in ("", "0,", "0,1,", '"a",'):
        codec.record_pattern(record).fullmatch(f'{head}{" " * MAX_LINE}"x')

    assert time.process_time() - begun < 2.0
