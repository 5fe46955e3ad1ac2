"""A real Home Assistant: made, started, onboarded, restarted and ended."""

import asyncio
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
import socket
import sys

import aiohttp

from script.lib.api import Api, ApiError, eventually
from script.lib.config_folder import LOOPBACK, make_config_folder
from script.lib.process import end, spawn

RESTART_EXIT_CODE = 100
START_SECONDS = 120

USER = "demo"
PASSWORD = "esp-at-demo"


class HomeAssistant:
    """One process of Home Assistant, and the next one when it asks for a restart."""

    def __init__(self, folder: Path, *, integration: Path | None = None) -> None:
        """Make the configuration in an empty folder, on a free port of loopback.

        ``integration`` is the folder of the custom integration; by default the
        one of this checkout.
        """
        self.folder = folder
        self.output = folder / "output.txt"
        port = free_port()
        self.url = f"http://{LOOPBACK}:{port}"
        self.starts = 0
        self._process: Process | None = None
        make_config_folder(folder, port, integration=integration)

    @property
    def process_id(self) -> int | None:
        """The running process; it changes with each restart."""
        return self._process.pid if self._process else None

    async def supervise(self) -> None:
        """Run Home Assistant, and again each time it asks for a restart.

        Raises RuntimeError when it ends for another reason.
        """
        while True:
            with self.output.open("ab") as output:
                self._process = await spawn(
                    (
                        Path(sys.executable),
                        "-m",
                        "homeassistant",
                        "--config",
                        self.folder,
                        "--skip-pip",
                        "--log-no-color",
                    ),
                    output.fileno(),
                    folder=self.folder,
                    environment={"PYTHONPATH": ""},
                )
            self.starts += 1
            code = await self._process.wait()
            if code != RESTART_EXIT_CODE:
                raise RuntimeError(
                    f"Home Assistant ended with code {code}:\n{self.last_output()}"
                )

    async def end(self) -> None:
        """End Home Assistant, once nothing supervises it any more."""
        if self._process is not None:
            await end(self._process)

    def last_output(self, lines: int = 30) -> str:
        """Return the end of what Home Assistant printed."""
        text = self.output.read_text(errors="replace") if self.output.exists() else ""
        return "\n".join(text.splitlines()[-lines:])

    async def answers(self) -> bool:
        """Tell whether the web server is up."""
        with suppress(aiohttp.ClientError):
            async with (
                aiohttp.ClientSession() as session,
                session.get(f"{self.url}/manifest.json") as response,
            ):
                return response.ok
        return False


@asynccontextmanager
async def running(home: HomeAssistant) -> AsyncIterator[Api]:
    """Run an onboarded Home Assistant; give a client that is signed in."""
    try:
        async with asyncio.TaskGroup() as group:
            supervisor = group.create_task(home.supervise())
            await eventually(home.answers, seconds=START_SECONDS, what="Home Assistant")
            async with Api(home.url) as api:
                await onboard(api)
                await wait_until_running(api)
                yield api
            supervisor.cancel()
    finally:
        await home.end()


async def onboard(api: Api) -> None:
    """Create the owner and sign the client in as him."""
    client = f"{api.url}/"
    owner = await api.post(
        "/api/onboarding/users",
        {
            "client_id": client,
            "name": "Demo",
            "username": USER,
            "password": PASSWORD,
            "language": "en",
        },
    )
    tokens = await api.post(
        "/auth/token",
        form={
            "grant_type": "authorization_code",
            "code": owner["auth_code"],
            "client_id": client,
        },
    )
    api.token = tokens["access_token"]


async def wait_until_running(api: Api) -> None:
    """Wait until every integration is set up, after a start or a restart."""

    async def is_running() -> bool:
        with suppress(aiohttp.ClientError, ApiError):
            config = await api.get("/api/config")
            return bool(config["state"] == "RUNNING")
        return False

    await eventually(is_running, seconds=START_SECONDS, what="Home Assistant's start")


def free_port() -> int:
    """Return a port of loopback that nothing listens on."""
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        port: int = listener.getsockname()[1]
        return port
