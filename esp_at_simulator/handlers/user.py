"""User AT commands: memory for the host, guides, waking the host."""

from typing import Any

from custom_components.esp_at.at.commands import user

from ..dispatcher import check_before_prompt
from .base import Handlers

BLOCK = 1024


class UserHandlers(Handlers):
    """What the open part of the firmware adds."""

    @user.GetUserMemory.handler
    async def get_memory(self, command: user.GetUserMemory) -> user.UserMemory:
        """Report how much is reserved."""
        return user.UserMemory(size=len(self.state.user_memory or b""))

    @user.ReleaseUserMemory.handler
    async def release(self, command: user.ReleaseUserMemory) -> None:
        """Give the memory back."""
        self.state.user_memory = None

    @user.ReserveUserMemory.handler
    async def reserve(self, command: user.ReserveUserMemory) -> None:
        """Reserve memory, once."""
        self.require(
            self.state.user_memory is None
            and 0 < command.size < self.profile.free_memory
        )
        self.state.user_memory = bytearray(command.size)

    @check_before_prompt(user.WriteUserMemory)
    def check_write(self, values: dict[str, Any]) -> None:
        """Refuse where nothing is reserved."""
        self._memory()

    @user.WriteUserMemory.handler
    async def write(self, command: user.WriteUserMemory) -> None:
        """Write."""
        memory, start = self._memory(), command.offset or 0
        self.require(start + len(command.data) <= len(memory))
        memory[start : start + len(command.data)] = command.data

    @user.ReadUserMemory.handler
    async def read(
        self, command: user.ReadUserMemory
    ) -> tuple[user.UserMemoryData, ...]:
        """Read, in blocks."""
        memory, start = self._memory(), command.offset or 0
        self.require(start + command.size <= len(memory))
        data = bytes(memory[start : start + command.size])
        return tuple(
            user.UserMemoryData(
                length=len(data[i : i + BLOCK]), data=data[i : i + BLOCK]
            )
            for i in range(0, len(data), BLOCK)
        )

    @user.ClearUserMemory.handler
    async def clear(self, command: user.ClearUserMemory) -> None:
        """Fill with zeros."""
        memory = self._memory()
        memory[:] = bytes(len(memory))

    @user.SetHostWakeUp.handler
    async def set_wake_up(self, command: user.SetHostWakeUp) -> None:
        """Take note; no pin can be seen on a serial line."""

    @user.SetHostAsleep.handler
    async def set_asleep(self, command: user.SetHostAsleep) -> None:
        """Take note that the host sleeps."""
        self.state.host_asleep = bool(command.asleep)

    @user.GetUserGuides.handler
    async def get_guides(
        self, command: user.GetUserGuides
    ) -> tuple[user.UserGuide, ...]:
        """Say where the guides stand."""
        return tuple(user.UserGuide(url=url) for url in self.profile.guides)

    def _memory(self) -> bytearray:
        self.require(self.state.user_memory is not None)
        return self.state.user_memory or bytearray()
