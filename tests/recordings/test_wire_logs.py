"""What users' modules said is understood, line by line."""

from collections.abc import Iterator
from typing import Any

from custom_components.esp_at.at import codec
from custom_components.esp_at.at.command import Command
from custom_components.esp_at.at.errors import InvalidResponse, MalformedCommand
from custom_components.esp_at.at.framer import Block, Framer, Line
from custom_components.esp_at.at.module_codec import decode_command

from . import Recording, names, parse, read

_KNOWN = (
    *(b"OK", b"ERROR", b"busy p...", b"WRITE OK", b"SEND OK", b"SEND FAIL", b"SET OK"),
    *(b"Recv ", b"ERR CODE:", b"AT"),
)


def misunderstood(recording: Recording) -> Iterator[bytes]:
    """Yield each line that nothing declared explains."""
    framer, urcs = Framer(codec.all_block_shapes()), codec.UrcDecoder()
    for exchange in recording.exchanges:
        framer.prompt_expected = True
        frames = [
            frame
            for frame in framer.feed(exchange.received)
            if isinstance(frame, (Line, Block))
        ]
        command = _command(exchange.sent)
        claimed = [
            frame for frame in frames if command and codec.claims(command, frame)
        ]
        if command is not None and Line(b"OK") in frames:
            try:
                codec.decode_result(command, claimed)
            except InvalidResponse:
                yield exchange.sent + exchange.received
        for frame in frames:
            if frame in claimed or urcs(frame) is not None:
                continue
            text = frame.text if isinstance(frame, Line) else frame.header
            own = command is not None and text.startswith(command.name.encode() + b":")
            if text and not text.startswith(_KNOWN) and not own:
                yield text


def _command(sent: bytes) -> Command[Any] | None:
    try:
        return decode_command(sent).build()
    except MalformedCommand, ValueError, TypeError:
        return None  # another chapter, data, or a secret that is struck out


def test_sessions_of_users() -> None:
    """In no session of a user there is a line that the client cannot explain."""
    for name in names():
        recording = read(name)
        if recording.from_wire_log:
            assert not list(misunderstood(recording)), name


LOG = """\
# ESP-AT 4.1.1; example; from a wire log
    0.100 > b'AT+CWMODE?\\r\\n'
    0.200 < b'+CWMODE:1\\r\\n'
    0.210 < b'\\r\\nOK\\r\\n'
    0.300 > b'AT+CWJAP="***","***"\\r\\n'
    0.400 < b'WIFI CONNECTED\\r\\n'
    0.500 < b'+CWJAP:1\\r\\n'
    0.500 < b'\\r\\nERROR\\r\\n'
"""


def test_a_good_session() -> None:
    """Results, reasons and unsolicited lines are explained."""
    assert not list(misunderstood(parse("4.1.1_example", LOG)))


def test_an_unknown_line_is_found() -> None:
    """A line that is nothing declared, or of another shape, is named."""
    log = LOG.replace("WIFI CONNECTED", "WIFI MISLAID").replace("E:1", "E:on")
    found = list(misunderstood(parse("4.1.1_example", log)))
    assert b"WIFI MISLAID" in found
    assert any(b"+CWMODE:on" in line for line in found)
