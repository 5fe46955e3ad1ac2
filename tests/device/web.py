"""A real web server that remembers what it was asked."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.test_utils import TestServer

from esp_at_simulator import SimulatedModule

NAME = "web.test"
SHOWN = ("192.168.1.10", 8000)
URL = f"http://{NAME}:{SHOWN[1]}"

type Answer = Callable[[web.Request, bytes], Awaitable[web.StreamResponse]]


class Asked:
    """One request as it came in."""

    def __init__(self, request: web.Request, body: bytes) -> None:
        """Keep what matters."""
        self.method = request.method
        self.url = request.raw_path
        self.host = request.host
        self.headers = request.headers.copy()
        self.body = body


@asynccontextmanager
async def web_server(
    simulator: SimulatedModule, answer: Answer
) -> AsyncIterator[list[Asked]]:
    """Run a server in the module's network; give what it was asked."""
    asked: list[Asked] = []

    async def handle(request: web.Request) -> web.StreamResponse:
        body = await request.read()
        asked.append(Asked(request, body))
        return await answer(request, body)

    application = web.Application(client_max_size=4 * 1024 * 1024)
    application.router.add_route("*", "/{path:.*}", handle)
    async with TestServer(application, host="127.0.0.1") as server:
        assert server.port is not None
        real = ("127.0.0.1", server.port)
        simulator.surroundings.internet.add_service(SHOWN, real, name=NAME)
        yield asked
