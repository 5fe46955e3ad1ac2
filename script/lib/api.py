"""A small client of a running Home Assistant: REST, WebSocket and config flows."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
import time
from typing import Any, Self

import aiohttp

ANSWER_SECONDS = 90  # joining a Wi-Fi network is the longest action


class ApiError(Exception):
    """Home Assistant answered with an error."""


class Api:
    """A client of one Home Assistant, signed in once ``token`` is set."""

    def __init__(self, url: str, token: str = "") -> None:
        """Talk to the server at ``url``, which has no slash at its end."""
        self.url = url
        self.token = token
        self._session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        )
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._number = 0

    async def __aenter__(self) -> Self:
        """Give out the client."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close every connection."""
        await self._hang_up()
        await self._session.close()

    async def get(self, path: str) -> Any:
        """Return the JSON document at a path."""
        return await self._request("GET", path)

    async def post(
        self,
        path: str,
        json: object = None,
        *,
        form: Mapping[str, str] | None = None,
    ) -> Any:
        """Send JSON or a form to a path and return the JSON that it answers."""
        return await self._request("POST", path, json=json, form=form)

    async def _request(
        self,
        method: str,
        path: str,
        *,
        json: object = None,
        form: Mapping[str, str] | None = None,
    ) -> Any:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        async with self._session.request(
            method, self.url + path, json=json, data=form, headers=headers
        ) as response:
            text = await response.text()
            if not response.ok:
                raise ApiError(f"{method} {path}: {response.status} {text}")
            if response.content_type == "application/json":
                return await response.json()
            return text

    async def command(self, kind: str, **fields: object) -> Any:
        """Run one WebSocket command and return its result."""
        socket = self._socket or await self._connect()
        self._number += 1
        await socket.send_json({"id": self._number, "type": kind, **fields})
        while True:
            answer = await self._receive(socket)
            if answer.get("id") == self._number and answer["type"] == "result":
                break
        if not answer["success"]:
            raise ApiError(answer["error"]["message"])
        return answer["result"]

    async def call(
        self,
        action: str,
        data: Mapping[str, object] | None = None,
        *,
        target: Mapping[str, object] | None = None,
        respond: bool = False,
    ) -> Any:
        """Call an action, ``domain.name``, and return its response if asked to."""
        domain, name = action.split(".")
        fields: dict[str, object] = {"target": target} if target else {}
        result = await self.command(
            "call_service",
            domain=domain,
            service=name,
            service_data=data or {},
            return_response=respond,
            **fields,
        )
        return result.get("response")

    async def set_up(self, domain: str, answers: Mapping[str, object]) -> str:
        """Answer the first step of a config flow; return the new entry's id."""
        path = "/api/config/config_entries/flow"
        step = await self.post(path, {"handler": domain})
        step = await self.post(f"{path}/{step['flow_id']}", answers)
        if step["type"] != "create_entry":
            why = step.get("errors") or step.get("reason")
            raise ApiError(f"{domain} cannot be set up: {why}")
        entry_id: str = step["result"]["entry_id"]
        return entry_id

    async def restart(self) -> None:
        """Ask Home Assistant to end with the code that means "start me again"."""
        with suppress(aiohttp.ClientError, TypeError):  # it may close before it answers
            await self.call("homeassistant.restart")
        await self._hang_up()

    async def _connect(self) -> aiohttp.ClientWebSocketResponse:
        socket = await self._session.ws_connect(
            f"{self.url}/api/websocket", max_msg_size=0
        )
        await self._receive(socket)
        await socket.send_json({"type": "auth", "access_token": self.token})
        answer = await self._receive(socket)
        if answer["type"] != "auth_ok":
            raise ApiError(f"not let in: {answer}")
        self._socket = socket
        return socket

    async def _receive(self, socket: aiohttp.ClientWebSocketResponse) -> Any:
        return await socket.receive_json(timeout=ANSWER_SECONDS)

    async def _hang_up(self) -> None:
        if self._socket is not None:
            await self._socket.close()
            self._socket = None


async def eventually[T](
    look: Callable[[], Awaitable[T]],
    *,
    seconds: float,
    what: str,
) -> T:
    """Look again and again until there is something true; say what was missing."""
    until = time.monotonic() + seconds
    while not (found := await look()):
        if time.monotonic() > until:
            raise TimeoutError(f"{what}: not within {seconds:.0f} s")
        await asyncio.sleep(0.1)
    return found
