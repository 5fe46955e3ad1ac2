"""The remote, which sends keys, media keys and clicks by name."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.remote import (
    ATTR_DELAY_SECS,
    ATTR_HOLD_SECS,
    ATTR_NUM_REPEATS,
    DEFAULT_DELAY_SECS,
    DEFAULT_HOLD_SECS,
    DEFAULT_NUM_REPEATS,
    RemoteEntity,
    RemoteEntityDescription,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .at.errors import ConnectionLost, EspAtError, InvalidParameter
from .const import DOMAIN
from .coordinator import EspAtConfigEntry, EspAtCoordinator
from .device.errors import KeyboardOff
from .device.hid_inputs import LONGEST_HOLD, LONGEST_INTERVAL, MOST_REPEATS
from .device.hid_reporter import Interruption
from .errors import describe, say, translate_errors
from .keyboard_commands import RemoteCommand, parse_command
from .keyboard_entity import (
    KEYBOARD,
    EspAtKeyboardToggle,
    EspAtToggleEntityDescription,
    keyboard_entities,
)

# Switching it off must not wait for commands with long delays; these take turns
PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class EspAtRemoteEntityDescription(
    EspAtToggleEntityDescription, RemoteEntityDescription
):
    """Describe a remote of a module."""


async def async_setup_entry(
    hass: HomeAssistant,
    entry: EspAtConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the remote of a module that can be a keyboard."""
    async_add_entities(
        keyboard_entities(
            entry, EspAtRemote, (EspAtRemoteEntityDescription(key=KEYBOARD),)
        )
    )


class EspAtRemote(EspAtKeyboardToggle, RemoteEntity):
    """Sends to the host; on while the module is a keyboard."""

    _attr_name = None
    _attr_translation_key = "keyboard"
    entity_description: EspAtRemoteEntityDescription

    def __init__(
        self, coordinator: EspAtCoordinator, description: EspAtRemoteEntityDescription
    ) -> None:
        """Be idle."""
        super().__init__(coordinator, description)
        self._turn = asyncio.Lock()
        self._interruption = Interruption()

    @override
    async def async_will_remove_from_hass(self) -> None:
        """Give up what is still to be sent, also by those who wait."""
        self._interruption.set(ConnectionLost("the remote was removed"))

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Give that up when the keyboard is switched off; a host may come back."""
        if not self.hid.wanted:
            self._interruption.set(KeyboardOff())
            self._interruption = Interruption()
        super()._handle_coordinator_update()

    @override
    async def async_send_command(self, command: Iterable[str], **kwargs: Any) -> None:
        """Send commands in turn, and all of them as often as is asked for.

        Nothing is sent unless all of them can be; what fails later says how far it
        came.
        """
        with translate_errors(keys="command"):
            commands, delay, hold = _checked(command, **kwargs)
        interruption = self._interruption
        async with self._turn:
            for done, each in enumerate(commands):
                try:
                    await interruption.pause(delay if done else 0)
                    await each.send(self.hid, hold)
                except EspAtError as error:
                    if done:
                        raise _stopped(error, done + 1, len(commands)) from error
                    with translate_errors():
                        raise


def _checked(
    command: Iterable[str], **kwargs: Any
) -> tuple[list[RemoteCommand], float, float]:
    """Return what to send, with repetitions, and the seconds between and of each."""
    repeats: int = kwargs.get(ATTR_NUM_REPEATS, DEFAULT_NUM_REPEATS)
    delay: float = kwargs.get(ATTR_DELAY_SECS, DEFAULT_DELAY_SECS)
    hold: float = kwargs.get(ATTR_HOLD_SECS, DEFAULT_HOLD_SECS)
    for name, value, low, high, unit in (
        (ATTR_NUM_REPEATS, repeats, 1, MOST_REPEATS, ""),
        (ATTR_DELAY_SECS, delay, 0, LONGEST_INTERVAL, "s"),
        (ATTR_HOLD_SECS, hold, 0, LONGEST_HOLD, "s"),
    ):
        if not low <= value <= high:
            raise InvalidParameter(
                name, "range", minimum=str(low), maximum=f"{high:g}", unit=unit
            )
    commands = [parse_command(text) for text in command]
    if hold and not all(each.can_be_held for each in commands):
        raise InvalidParameter(ATTR_HOLD_SECS, "unsupported_hold")
    return commands * repeats, delay, hold


def _stopped(error: EspAtError, number: int, total: int) -> HomeAssistantError:
    """Return the error for a command that fails when others were sent."""
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key="commands_stopped",
        translation_placeholders={
            "number": str(number),
            "total": str(total),
            "error": say(describe(error)),
        },
    )
