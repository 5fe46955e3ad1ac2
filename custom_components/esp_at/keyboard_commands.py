"""What the remote can be told to send, by name."""

from collections.abc import Awaitable, Callable, Mapping
from typing import NamedTuple

from .device.hid import HidFeature
from .keyboard.chord import parse_chord
from .keyboard.usages import CONSUMER, MouseButton


class RemoteCommand(NamedTuple):
    """Something to send; ``send`` is called with the seconds that it is held."""

    send: Callable[[HidFeature, float], Awaitable[None]]
    can_be_held: bool = False


def _click(button: MouseButton, count: int = 1) -> RemoteCommand:
    return RemoteCommand(
        lambda hid, hold: hid.click(button, count=count, hold=hold),
        can_be_held=count == 1,
    )


_MOUSE: Mapping[str, RemoteCommand] = {
    "left_click": _click(MouseButton.LEFT),
    "right_click": _click(MouseButton.RIGHT),
    "middle_click": _click(MouseButton.MIDDLE),
    "double_click": _click(MouseButton.LEFT, 2),
    "scroll_up": RemoteCommand(lambda hid, _: hid.scroll(1)),
    "scroll_down": RemoteCommand(lambda hid, _: hid.scroll(-1)),
}


def parse_command(text: str) -> RemoteCommand:
    """Return what a name stands for: a media key, the mouse, or keys of the keyboard.

    Media keys are ``play``, ``pause``, ``volume_up`` and so on; the keyboard's own key
    Pause is ``break``. The mouse has ``left_click``, ``right_click``, ``middle_click``,
    ``double_click``, ``scroll_up`` and ``scroll_down``. All else is a chord such as
    ``enter`` or ``ctrl+alt+delete``.

    Raises InvalidParameter for a name that is none of them.
    """
    name = text.strip().lower().replace("-", "_").replace(" ", "_")
    if (usage := CONSUMER.get(name)) is not None:
        return RemoteCommand(lambda hid, _: hid.consumer(usage))
    if (mouse := _MOUSE.get(name)) is not None:
        return mouse
    chord = parse_chord(text)
    return RemoteCommand(
        lambda hid, hold: hid.press(chord, hold=hold), can_be_held=not chord.keys
    )
