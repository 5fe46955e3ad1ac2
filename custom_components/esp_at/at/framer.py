"""Cut the byte stream into frames; knows no command, only shapes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
import re

MAX_LINE = 4096
"""Bytes of a line; what is longer is noise and is dropped."""
MAX_BLOCK = 32768
"""Bytes of counted data; a length beyond it is noise."""

# A baud rate change or a reset leaves NULs before the text
_BLANK = re.compile(rb"[\r\n\0]+")
_PROMPT = ord(">")
_LINE_END = b"\r\n"


@dataclass(frozen=True, slots=True)
class Line:
    """One line, without its CR LF."""

    text: bytes


@dataclass(frozen=True, slots=True)
class Prompt:
    """The ``>`` that asks for data."""


@dataclass(frozen=True, slots=True)
class Block:
    """A line that ends in counted binary data.

    Behind the data the module always ends the line; where it does not, bytes were lost
    and the block is not ``intact``.
    """

    name: str
    header: bytes
    groups: tuple[bytes | None, ...]
    data: bytes
    intact: bool = True
    whole: bool = True
    """Whether as many data came as were announced."""


type Frame = Line | Block


@dataclass(frozen=True, slots=True)
class BlockShape:
    """How a counted line begins, and which group of its header is the length.

    ``addressed`` is the header where a sender's address stands before the data and the
    bytes cannot tell whether it does. ``padded`` is whether a blank that is not counted
    may stand before data of one line. ``ended`` is whether the module ends the line
    behind the data by itself; otherwise the result code does.
    """

    name: str
    header: re.Pattern[bytes]
    length_group: int
    addressed: re.Pattern[bytes] | None = None
    padded: bool = False
    ended: bool = True


class Framer:
    """Incremental framer: feed bytes, take frames; any chunking gives the same."""

    def __init__(
        self, shapes: tuple[BlockShape, ...], led: tuple[bytes, ...] = ()
    ) -> None:
        """Take the counted lines, compiled from the declarations.

        Before what begins as one of ``led`` the module always prints a CR LF of its own.
        """
        self._shapes = {shape.name.encode(): shape for shape in shapes}
        names = b"|".join(
            re.escape(name) for name in sorted(self._shapes, reverse=True)
        )
        self._counted = re.compile(b"(" + names + b")[:,]") if names else None
        self._led = re.compile(b"|".join(map(re.escape, led))) if led else None
        self._line_ends: int | None = None
        """Line ends since counted data that end in one themselves."""
        self.torn = False
        """Whether counted data that were taken for whole were not."""
        self._buffer = bytearray()
        self._position = 0
        self._open_block: tuple[Block, int] | None = None
        """What is known of the block that is coming in, and how long its data are."""
        self._needed = 0
        """Bytes of the buffer below which there is nothing new to find."""
        self.prompt_expected = False
        self.addressed = False
        """Whether a sender's address stands before data that were fetched."""
        self.dropped = 0
        """Bytes thrown away because they were no line."""

    @property
    def in_block(self) -> bool:
        """Return whether counted data are awaited."""
        return self._open_block is not None

    def reset(self) -> None:
        """Forget what has come in so far."""
        self._buffer.clear()
        self._position = 0
        self._open_block = None
        self._needed, self._line_ends = 0, None
        self.prompt_expected = False

    def abandon(self) -> Block | None:
        """Return the block whose end did not come, with the data that did."""
        if self._open_block is None:
            return None
        block, length = self._open_block
        start = len(block.header)
        data = bytes(self._buffer[start : start + length])
        prompt_expected = self.prompt_expected
        self.reset()
        self.prompt_expected = prompt_expected
        return replace(block, data=data, whole=len(data) == length)

    def feed(self, data: bytes) -> Iterator[Frame | Prompt]:
        """Yield each frame that is complete."""
        self._buffer += data
        if len(self._buffer) < self._needed:
            return
        while True:
            frame = self._next()
            if frame is not None:
                yield frame
            elif not self._drop_noise():
                break
        del self._buffer[: self._position]
        self._position = 0

    def _next(self) -> Frame | Prompt | None:
        buffer, self._open_block, self._needed = self._buffer, None, 0
        if blank := _BLANK.match(buffer, self._position):
            self._position = blank.end()
            if self._line_ends is not None:
                self._line_ends += blank[0].count(b"\n")
        if self._position >= len(buffer):
            return None
        if self.prompt_expected and buffer[self._position] == _PROMPT:
            self._position += 1
            self.prompt_expected = False
            return Prompt()
        if self._counted and (match := self._counted.match(buffer, self._position)):
            return self._block(self._shapes[match[1]])
        return self._line()

    def _line(self) -> Line | None:
        start = self._position
        end = self._buffer.find(b"\n", start, start + MAX_LINE)
        if end < 0:
            return None
        self._position = end + 1
        text = bytes(self._buffer[start:end]).rstrip(b"\r")
        self._look_back(text)
        return Line(text)

    def _block(self, shape: BlockShape) -> Frame | None:
        pattern = shape.addressed if self.addressed else None
        header = (pattern or shape.header).match(self._buffer, self._position)
        if header is None:  # another line of that name, or not all of it yet
            return self._line()
        length = int(header[shape.length_group])
        if length > MAX_BLOCK:
            return self._line()
        start = header.end()
        end = start + length
        if shape.padded and self._is_padded(start, end):
            start, end = start + 1, end + 1
        ending = self._buffer[end : end + 2]
        if len(ending) < 2 and _LINE_END.startswith(ending):
            begun = Block(shape.name, header[0], header.groups(), b"", intact=False)
            self._open_block = begun, length
            self._needed = end - self._position + len(ending) + 1
            return None
        self._position = end
        self._look_back(header[0])
        data = bytes(self._buffer[start:end])
        intact = ending == _LINE_END
        if intact and shape.ended and data.endswith(_LINE_END):
            intact = not self._led or not self._led.match(self._buffer, end + 2)
            self._line_ends = 0 if intact else None
        return Block(shape.name, header[0], header.groups(), data, intact=intact)

    def _look_back(self, begin: bytes) -> None:
        """Find out whether data that lack two bytes were ended by what came next.

        Their own line end then stands in for the lost bytes, and the one that the
        module prints before the next thing stands in for their line end.
        """
        line_ends, self._line_ends = self._line_ends, None
        if line_ends is not None and line_ends < 2 and self._led:
            self.torn |= self._led.match(begin) is not None

    def _is_padded(self, start: int, end: int) -> bool:
        """Return whether the data begin behind a blank, and end a byte later."""
        buffer = self._buffer
        return (
            buffer[start : start + 1] == b" "
            and not _LINE_END.startswith(buffer[end : end + 2])
            and _LINE_END.startswith(buffer[end + 1 : end + 3])
            and b"\n" not in buffer[start : end + 1]
        )

    def _drop_noise(self) -> bool:
        """Throw away what is too long to be a line; return whether there was any."""
        if self._open_block or len(self._buffer) - self._position < MAX_LINE:
            return False
        self._position += MAX_LINE
        self.dropped += MAX_LINE
        return True
