"""HTTP AT commands."""

from typing import Annotated

from ..command import QueryCommand, Record, SetCommand
from ..fields import (
    BlockData,
    BlockLength,
    Number,
    OpenIntEnum,
    PayloadLength,
    Since,
    Text,
)

type Length = Annotated[int, BlockLength()]
type Body = Annotated[bytes, BlockData()]
# They may carry a token; what may be in a log is up to the caller
type Url = Annotated[str, Text(max_bytes=256, secret=True)]
type Header = Annotated[str, Text(min_bytes=1, max_bytes=256, secret=True)]
type BufferSize = Annotated[int, Number(minimum=0, maximum=10240, unit="bytes")]
type NetworkTimeout = Annotated[int, Number(minimum=0, maximum=180_000, unit="ms")]

# The network's own time-out goes up to three minutes
_REQUEST_TIMEOUT = 60


class ClientData(Record, prefix="+HTTPCLIENT", padded=True):
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


class Method(OpenIntEnum):
    """What AT+HTTPCLIENT asks for."""

    HEAD = 1
    GET = 2
    POST = 3
    PUT = 4
    DELETE = 5


class ContentType(OpenIntEnum):
    """What the data of a request are."""

    FORM = 0
    JSON = 1
    MULTIPART = 2
    XML = 3


class Transport(OpenIntEnum):
    """Whether a request is encrypted; 0 leaves it to the URL."""

    OF_URL = 0
    TCP = 1
    SSL = 2


class Request(
    SetCommand[tuple[ClientData, ...]],
    name="+HTTPCLIENT",
    spec="10.1",
    since="2.0",
    timeout=_REQUEST_TIMEOUT,
):
    """Make a request; the data come back in parts, of HEAD the headers one by one.

    An empty ``url`` is the one of AT+HTTPURLCFG; without any, ``host`` and ``path``
    say what is asked for. A status of 400 or above is an error
    with its number, behind the data. Redirects are followed. The specification forgets
    the content type, and what comes back. 2.0 cuts the data at a NUL.
    """

    method: Method
    content_type: ContentType
    url: Url | None = None
    host: Annotated[str | None, Text(max_bytes=256)] = None
    path: Annotated[str | None, Text(max_bytes=256, secret=True)] = None
    transport: Transport
    data: Annotated[str | None, Text(max_bytes=256, secret=True)] = None
    headers: Annotated[tuple[Header, ...], Since("2.1")] = ()


class ContentSize(Record, prefix="+HTTPGETSIZE"):
    """How long a resource is."""

    size: Annotated[int, Number(minimum=-1, unit="bytes")]


class GetSize(
    SetCommand[ContentSize],
    name="+HTTPGETSIZE",
    since="2.1",
    timeout=_REQUEST_TIMEOUT,
):
    """Ask how long a resource is; a status of 400 or above is no error."""

    url: Url
    send_buffer: Annotated[BufferSize | None, Since("3.2")] = None
    receive_buffer: Annotated[BufferSize | None, Since("3.2")] = None
    network_timeout: Annotated[NetworkTimeout | None, Since("3.2")] = None


class Get(
    SetCommand[tuple[GetData, ...]],
    name="+HTTPCGET",
    since="2.4",
    timeout=_REQUEST_TIMEOUT,
):
    """Fetch a resource; a status of 400 or above is an error without its number."""

    url: Url
    send_buffer: BufferSize | None = None
    receive_buffer: BufferSize | None = None
    network_timeout: NetworkTimeout | None = None


class Post(
    SetCommand[tuple[PostData, ...]],
    name="+HTTPCPOST",
    since="2.2",
    timeout=_REQUEST_TIMEOUT,
    final="SEND OK",
):
    """Post data of any kind; ``header_count`` says how many headers follow."""

    url: Url
    data: Annotated[bytes, PayloadLength(minimum=0, maximum=0x7FFFFFFF, secret=True)]
    header_count: Annotated[int, Number(minimum=0, maximum=20)] | None = None
    headers: tuple[Header, ...] = ()


class Put(
    SetCommand[tuple[PutData, ...]],
    name="+HTTPCPUT",
    since="3.0",
    timeout=_REQUEST_TIMEOUT,
    final="SEND OK",
):
    """Put data of any kind; ``header_count`` says how many headers follow."""

    url: Url
    data: Annotated[bytes, PayloadLength(minimum=0, maximum=0x7FFFFFFF, secret=True)]
    header_count: Annotated[int, Number(minimum=0, maximum=20)] | None = None
    headers: tuple[Header, ...] = ()


class LongUrl(Record, prefix="+HTTPURLCFG", ended=False):
    """The URL that stands for an empty one."""

    length: Length
    url: Body


class GetLongUrl(QueryCommand[LongUrl | None], name="+HTTPURLCFG", since="2.4"):
    """Query the URL that stands for an empty one."""


class ForgetLongUrl(SetCommand[None], name="+HTTPURLCFG", since="2.4", fixed=(0,)):
    """Forget the URL that stands for an empty one."""


class SetLongUrl(
    SetCommand[None], name="+HTTPURLCFG", since="2.4", timeout=5, final="SET OK"
):
    """Set the URL that stands for an empty one; it may be longer than a line."""

    url: Annotated[bytes, PayloadLength(minimum=8, maximum=8192, secret=True)]


class CommonHeader(Record, prefix="+HTTPCHEAD"):
    """A header that every request sends."""

    index: Annotated[int, Number(minimum=0)]
    header: Annotated[str, Text(secret=True)]


class GetCommonHeaders(
    QueryCommand[tuple[CommonHeader, ...]], name="+HTTPCHEAD", since="3.1"
):
    """Query the headers that every request sends."""


class ForgetCommonHeaders(SetCommand[None], name="+HTTPCHEAD", since="3.1", fixed=(0,)):
    """Forget the headers that every request sends."""


class AddCommonHeader(SetCommand[None], name="+HTTPCHEAD", since="3.1", timeout=5):
    """Add a header, ``name: value``, that every request sends."""

    header: Annotated[bytes, PayloadLength(maximum=8192, secret=True)]


class SetHttpAuthentication(
    SetCommand[None], name="+HTTPCFG", since="4.1", optional=True
):
    """Set which certificates HTTPS shows and expects, as AT+CIPSSLCCONF does."""

    authentication: Annotated[int, Number(minimum=0, maximum=3)]
    certificate: Annotated[int, Number(minimum=0)] | None = None
    authority: Annotated[int, Number(minimum=0)] | None = None
