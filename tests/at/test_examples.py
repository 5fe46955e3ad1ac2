"""What the documents and the recordings show is what we write and read."""

import pytest

from custom_components.esp_at.at import codec, module_codec
from custom_components.esp_at.at.command import RECORDS, REGISTRY, Record, Urc
from custom_components.esp_at.at.commands import basic, wifi
from custom_components.esp_at.at.fields import version
from custom_components.esp_at.at.framer import Block, Framer, Line as FramedLine

from .examples import CODES, LINES, RESPONSES, Code, Line, Response

# The simulator's, and two whose shapes no other of these has
PROFILES = ("1.1", "2.0", "2.1", "2.3", "3.4", "4.1", "5.0.1")
ROWS_BY_RELEASE = [
    pytest.param(row, release, id=f"{row.sent[:24]!r}-{release}")
    for row in RESPONSES
    for release in PROFILES
    if version(row.since) <= version(release) < version(row.until)
]


def framed(data: bytes, *, addressed: bool = False) -> list[FramedLine | Block]:
    """Return the frames of received bytes."""
    framer = Framer(codec.all_block_shapes())
    framer.addressed = addressed
    frames = framer.feed(data)
    return [frame for frame in frames if isinstance(frame, FramedLine | Block)]


@pytest.mark.parametrize("row", LINES, ids=lambda row: row.text)
def test_line_is_read(row: Line) -> None:
    """The module's half understands a documented line as the command it is."""
    line = row.text.encode() + b"\r\n"
    request = module_codec.decode_command(line, multiplexed=row.multiplexed)

    assert request.build(codec.payload(row.command) or b"") == row.command


@pytest.mark.parametrize(
    "row", [row for row in LINES if not row.other_spelling], ids=lambda row: row.text
)
def test_line_is_written(row: Line) -> None:
    """A command is written as it is documented, byte for byte."""
    assert codec.encode_command(row.command) == row.text.encode() + b"\r\n"


@pytest.mark.parametrize(("row", "release"), ROWS_BY_RELEASE)
def test_response_is_read(row: Response, release: str) -> None:
    """A response means the same, however its firmware words it."""
    frames = framed(row.sent + b"\r\nOK\r\n", addressed=row.addressed)
    claimed = [frame for frame in frames if codec.claims(row.command, frame)]
    if codec.is_text(row.command):
        claimed = claimed[:-1]

    assert frames[-1] == FramedLine(b"OK")
    assert claimed == frames[:-1]
    assert codec.decode_result(row.command, claimed) == row.result


@pytest.mark.parametrize(("row", "release"), ROWS_BY_RELEASE)
def test_response_is_written(row: Response, release: str) -> None:
    """The module's half words a response as its firmware does, byte for byte."""
    result = row.result
    records: tuple[Record, ...] = ()
    if result is not None:
        records = result if isinstance(result, tuple) else (result,)

    written = b"".join(
        module_codec.encode_record(record, version(release)) for record in records
    )

    assert written == row.sent


def test_response_of_enterprise_network_in_2_0() -> None:
    """2.0 prints a comma behind the name and blanks; it is read all the same."""
    sent = b'+CWJEAP,"home", 1,"me","user","secret", 3\r\n'
    command = wifi.GetEnterpriseAccessPoint()
    frames = framed(sent)

    assert all(codec.claims(command, frame) for frame in frames)
    assert codec.decode_result(command, frames) == wifi.EnterpriseAccessPoint(
        ssid="home",
        method=wifi.EnterpriseMethod.PEAP,
        identity="me",
        username="user",
        password="secret",
        security=wifi.Certificates(3),
    )


@pytest.mark.parametrize("row", CODES, ids=lambda row: str(row.sent))
def test_code_is_read(row: Code) -> None:
    """An unsolicited result code is known in each of its spellings."""
    (frame,) = framed(row.sent)

    assert codec.urc_decoder()(frame) == row.urc


@pytest.mark.parametrize(
    "row",
    [row for row in CODES if not row.other_spelling],
    ids=lambda row: str(row.sent),
)
def test_code_is_written(row: Code) -> None:
    """The module's half writes a code as firmware does, with the CR LF before +IPD."""
    assert module_codec.encode_record(row.urc) == row.sent


def test_every_form_has_a_row() -> None:
    """No declared form is without a documented line, nor one with a response without it."""
    with_line = {type(row.command) for row in LINES}
    with_response = {type(row.command) for row in RESPONSES}
    answered = {form for form in REGISTRY.values() if codec.result_shape(form).record}

    assert set(REGISTRY.values()) - with_line == set()
    # FindAccessPoints answers as ListAccessPoints does
    assert answered - with_response == set()


def test_every_code_has_a_row() -> None:
    """No unsolicited result code is without an example."""
    shown = {type(row.urc) for row in CODES}

    assert {record for record in RECORDS if issubclass(record, Urc)} == shown


def test_forms_of_a_listed_command() -> None:
    """AT+CMD? tells each form of a command."""
    command = basic.GetCommands()
    frames = framed(b'+CMD:0,"AT",0,0,0,1\r\n+CMD:9,"AT+CWJAP",1,1,1,0\r\n')

    forms = [item.forms for item in codec.decode_result(command, frames)]

    assert forms == [("AT",), ("AT+CWJAP=?", "AT+CWJAP?", "AT+CWJAP=")]
