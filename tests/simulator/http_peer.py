"""The HTTP server that the recorded modules talked to.

What it answers is what the recordings show: plain text that says what was asked for,
a long page, one with bytes that look like the module's own lines, one in parts.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import ssl

SHOWN = ("10.0.2.2", 9080)
"""Where the module finds it; nobody listens at port 9999."""

PAUSE = 0.3
"""Between two parts of ``/chunk``, in seconds."""

BIG = "".join(f"{number:04}" for number in range(750)).encode()
NUL = b"a\0b\r\nOK\r\n>c"


@asynccontextmanager
async def http_peer(
    tls: ssl.SSLContext | None = None,
) -> AsyncIterator[tuple[str, int]]:
    """Run the server; give its address and port on this machine."""
    server = await asyncio.start_server(_serve, "127.0.0.1", 0, ssl=tls)
    async with server:
        yield server.sockets[0].getsockname()


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        await _answer(reader, writer)
        await writer.drain()
    except ConnectionError, asyncio.IncompleteReadError:
        pass  # who asked is gone
    finally:
        writer.close()


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.splitlines()
    method, path, _ = first.split()
    headers = dict(line.lower().split(": ", 1) for line in lines if line)
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    if path == "/chunk":
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        if method != "HEAD":
            await _send_parts(writer)
        return
    status, page = "200 OK", b"hello %s %s" % (method.encode(), body)
    extra = ""
    match path:
        case "/big":
            page = BIG
        case "/empty":
            page = b""
        case "/nul":
            page = NUL
        case "/404":
            status, page = "404 Not Found", b"nope"
        case "/500":
            status, page = "500 Internal Server Error", b"boom"
        case "/redir":
            status, page, extra = "302 Found", b"", "Location: /\r\n"
    writer.write(_head(status, len(page), extra))
    if method != "HEAD":
        writer.write(page)


def _head(status: str, length: int, extra: str) -> bytes:
    return (
        f"HTTP/1.0 {status}\r\n"
        "Server: BaseHTTP/0.6 Python/3.11.7\r\n"
        "Date: Sun, 22 Nov 2026 12:02:25 GMT\r\n"
        "Content-Type: text/plain\r\n"
        'X-Test: q"a,b\r\n'
        f"{extra}"
        f"Content-Length: {length}\r\n\r\n"
    ).encode()


async def _send_parts(writer: asyncio.StreamWriter) -> None:
    for part in (b"first-chunk", b"second"):
        writer.write(b"%x\r\n%s\r\n" % (len(part), part))
        await writer.drain()
        await asyncio.sleep(PAUSE)
    writer.write(b"0\r\n\r\n")
