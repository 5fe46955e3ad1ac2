"""HTTP AT commands: so far what the framing of the line needs."""

from typing import Annotated

from ..command import Record
from ..fields import BlockData, BlockLength

type Length = Annotated[int, BlockLength()]
type Body = Annotated[bytes, BlockData()]


class ClientData(Record, prefix="+HTTPCLIENT"):
    """A part of what AT+HTTPCLIENT received; headers come one at a time."""

    length: Length
    data: Body


class GetData(Record, prefix="+HTTPCGET"):
    """A part of what AT+HTTPCGET received."""

    length: Length
    data: Body


class PostData(Record, prefix="+HTTPCPOST"):
    """A part of what AT+HTTPCPOST received."""

    length: Length
    data: Body


class PutData(Record, prefix="+HTTPCPUT"):
    """A part of what AT+HTTPCPUT received."""

    length: Length
    data: Body
