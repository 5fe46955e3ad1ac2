"""What two answers may differ in, and still be the same.

Each rule names what a recording shows of the network or of chance, and nothing else.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
import re

# Values that are another session's, not the firmware's
_FREE = (
    (re.compile(rb"(\+SYSRAM:)[\d,]+"), rb"\1#"),
    (re.compile(rb"(\+SYSTIMESTAMP:)-?\d+"), rb"\1#"),
    (re.compile(rb"(\+CWLAP:\(\d+,\"[^\"]*\",)-\d+"), rb"\1#"),
    (re.compile(rb"(\+CWJAP:\"[^\"]*\",\"[^\"]*\",\d+,)-\d+"), rb"\1#"),
    # Unset, the clock counts from the start, which no recording shows
    (re.compile(rb"(\+CIPSNTPTIME:.{10} \d\d:)\d\d:\d\d( 1970)"), rb"\1#\2"),
    (re.compile(rb"(,Date: )[^\r]*"), rb"\1#"),
    # How much of a long send had come over the line when so much was sent
    (re.compile(rb"(\+CIPSENDL:\d+),\d+"), rb"\1,#"),
)
# When a station comes or goes is the radio's, as is the order of a scan
_STATION = re.compile(rb"\+STA_(?:DIS)?CONNECTED:[^\r]*\r\n")
_SCAN = re.compile(rb"(?:\+CWLAP:\([^\r]*\)\r\n)+")
# Ports that the system chooses
_PORTS = re.compile(
    rb"((?:\+CIPSTAT(?:E|US):|\+LINK_CONN:0,)\d,\"\w+\",(?:\d,)?\"[\d.]+\",)(\d+),(\d+)"
)
_FIRST_FREE_PORT = 32768
# A start into passthrough tells of the network or not, as it was there before or after
_PASSTHROUGH_START = re.compile(rb"(?:WIFI CONNECTED\r\n|WIFI GOT IP\r\n)+(\r\n>)")
# 2.0 tells of what came in while it printed; how much that was is the network's
_GROWING = re.compile(rb"(\r\nOK\r\n\r\n\+IPD,)\d{4}\r\n")
_SENT = b"\r\nSEND OK\r\n"
_BLOCK = re.compile(
    rb"(?P<head>\r\n\+IPD,(?:\d,)?)(?P<size>\d+)(?P<tail>(?:,\"[\d.]+\",\d+)?:)"
    rb"|(?P<page>\+HTTPC\w+:)(?P<length>\d+)(?P<comma>,)"
)
# What is shorter is no part of a long page, but a line or a chunk of its own
_LEAST_PART = 300
_NOTICE = re.compile(rb"\r\n\+IPD,(?:\d,)?\d+\r\n")


def mask(data: bytes) -> bytes:
    """Return an answer without what is free in it."""
    for pattern, shown in _FREE:
        data = pattern.sub(shown, data)
    data = _PORTS.sub(_without_free_ports, data)
    data = _PASSTHROUGH_START.sub(rb"\1", data)
    data = b"".join(_joined(_in_order(_pieces(data))))
    data = _STATION.sub(b"", data) + b"".join(_STATION.findall(data))
    return _SCAN.sub(lambda scan: b"".join(sorted(scan[0].splitlines(True))), data)


def mask_old(data: bytes) -> bytes:
    """Return an answer of 2.0, without how much came in while it was printed too."""
    return _GROWING.sub(rb"\1#\r\n", mask(data))


def _without_free_ports(match: re.Match[bytes]) -> bytes:
    ports = (
        b"#" if int(port) >= _FIRST_FREE_PORT else port for port in match.groups()[1:]
    )
    return match[1] + b",".join(ports)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of an answer: counted data and what stands around their number, or text."""

    data: bytes
    head: bytes | None = None
    tail: bytes = b""

    @property
    def is_link(self) -> bool:
        """Return whether the data came in on a link."""
        return self.head is not None and b"+IPD" in self.head


def _pieces(data: bytes) -> list[_Piece]:
    """Cut an answer at its blocks of data: of links, and of long pages."""
    found, position = [], 0
    while match := _BLOCK.search(data, position):
        if match.start() > position:
            found.append(_Piece(data[position : match.start()]))
        head, size, tail = (part for part in match.groups() if part is not None)
        end = match.end() + int(size)
        found.append(_Piece(data[match.end() : end], head, tail))
        position = end + 2
    if position < len(data):
        found.append(_Piece(data[position:]))
    return found


def _in_order(pieces: list[_Piece]) -> list[_Piece]:
    """Put what came in while data were sent behind the end of sending.

    Which of them is first is a race between the peer and the module.
    """
    end = next(
        (i for i, p in enumerate(pieces) if p.head is None and _SENT in p.data), None
    )
    if end is None:
        return pieces
    text = b"".join(p.data for p in pieces[: end + 1] if not p.is_link)
    early = [p for p in pieces[:end] if p.is_link]
    if any(p.head is not None and not p.is_link for p in pieces[:end]):
        return pieces
    sent = text.index(_SENT) + len(_SENT)
    notices = b"".join(_NOTICE.findall(text[:sent]))
    first = _Piece(_NOTICE.sub(b"", text[:sent]) + notices)
    rest = [_Piece(text[sent:])] if text[sent:] else []
    return [first, *early, *rest, *pieces[end + 1 :]]


def _joined(pieces: list[_Piece]) -> Iterator[bytes]:
    """Join blocks in a row: where TCP cut a stream is the network's business."""
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        index += 1
        data = piece.data
        if piece.head is None:
            yield data
            continue
        while index < len(pieces) and (
            (pieces[index].head, pieces[index].tail) == (piece.head, piece.tail)
            and (piece.is_link or len(data) >= _LEAST_PART)
        ):
            data += pieces[index].data
            index += 1
        yield b"%b%d%b%b\r\n" % (piece.head, len(data), piece.tail, data)


type Mask = Callable[[bytes], bytes]
