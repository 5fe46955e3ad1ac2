"""What every feature of a device shares."""

from datetime import timedelta
from typing import Any, Protocol

from ..at.client import AtClient
from ..at.command import Command, Record
from ..at.turns import Priority
from .errors import Unsupported
from .firmware import Firmware
from .state import DeviceEvent, DeviceState, RestartReason


class DeviceLink(Protocol):
    """What a feature needs of its device."""

    @property
    def client(self) -> AtClient:
        """Return the client that owns the line."""

    @property
    def firmware(self) -> Firmware:
        """Return what the module runs."""

    @property
    def state(self) -> DeviceState:
        """Return what is known now."""

    def update(self, state: DeviceState) -> None:
        """Take a new state; it is published once the line is quiet."""

    def emit(self, event: DeviceEvent) -> None:
        """Tell subscribers that something happened."""

    def refresh_soon(self) -> None:
        """Ask for a refresh in the background: a code told of a change, not of all."""

    def expect_restart(self, reason: RestartReason, *, within: float = 20) -> None:
        """Say why the module restarts ``within`` seconds; call it before the command."""

    def fall_asleep(self, duration: timedelta) -> None:
        """Say that the module sleeps from now on, and for how long."""


class Feature:
    """One thing that a module can do.

    A feature subscribes to its unsolicited result codes when it is made, replaces its
    part of the state, and offers verbs.
    """

    def __init__(self, link: DeviceLink) -> None:
        """Keep the device."""
        self._link = link

    async def set_up(self) -> None:
        """Bring the module to the wanted settings, and read what changes seldom.

        Runs after every connect and after every restart of the module.
        """

    async def refresh(self) -> None:
        """Read what the module never tells by itself."""

    def lost(self) -> None:
        """Give up what the module held: it restarts, sleeps, or its port is gone."""

    async def close(self) -> None:
        """End everything that the feature does by itself."""

    async def _run[R: Record | tuple[Record, ...] | None](
        self, command: Command[R], priority: Priority = Priority.USER
    ) -> R:
        return await self._link.client.execute(command, priority=priority)

    def _supports(self, command: type[Command[Any]]) -> bool:
        return self._link.firmware.supports(command)

    def _require(self, supported: bool, feature: str) -> None:
        """Raise Unsupported where the firmware lacks what a verb needs."""
        if not supported:
            raise Unsupported(feature, self._link.firmware.version_text)
