"""Actions of the keyboard: text, keys pressed at once, media keys."""

from homeassistant.helpers import config_validation as cv
import probatio

from .. import values
from ..coordinator import EspAtConfigEntry
from ..device.device import EspAtDevice
from ..keyboard.chord import parse_chord
from ..keyboard.layout import LAYOUTS, HostSystem
from ..keyboard.usages import CONSUMER, MODIFIERS
from ..keyboard_settings import layout_for
from .action import EspAtAction

_NAMES = probatio.All(probatio.EnsureList(), [cv.string])
_INT = probatio.Coerce(int)
_FLOAT = probatio.Coerce(float)
_SYSTEMS = {system.value: system for system in HostSystem}
_REFUSE = "refuse"
_OTHER_CHARACTERS = {_REFUSE: False, "unicode_entry": True}
"""Whether the host enters them by their code."""


async def _type_text(
    entry: EspAtConfigEntry,
    *,
    text: str,
    layout: str | None = None,
    host_system: str | None = None,
    other_characters: str = _REFUSE,
    press_enter: bool = False,
) -> None:
    """Type a text on the connected host."""
    if layout is not None:
        values.choice("layout", layout, LAYOUTS)
    system = None
    if host_system is not None:
        system = values.choice("host_system", host_system, _SYSTEMS)
    await entry.runtime_data.device.hid.type_text(
        f"{text}\n" if text and press_enter else text,
        layout_for(entry, layout, system),
        unicode_entry=values.choice(
            "other_characters", other_characters, _OTHER_CHARACTERS
        ),
    )


async def _press_keys(
    device: EspAtDevice,
    *,
    keys: list[str] | None = None,
    modifiers: list[str] | None = None,
    repeats: int = 1,
    hold: float = 0,
) -> None:
    """Press keys and modifiers at once, and release them."""
    for modifier in modifiers or []:
        values.choice("modifiers", modifier, MODIFIERS)
    chord = parse_chord("+".join([*(modifiers or []), *(keys or [])]))
    await device.hid.press(chord, repeats=repeats, hold=hold)


async def _send_consumer(device: EspAtDevice, *, usage: str, repeats: int = 1) -> None:
    """Press a media key."""
    await device.hid.consumer(values.choice("usage", usage, CONSUMER), repeats=repeats)


ACTIONS = (
    EspAtAction(
        name="type_text",
        run=_type_text,
        fields={
            probatio.Required("text"): cv.string,
            probatio.Optional("layout"): cv.string,
            probatio.Optional("host_system"): cv.string,
            probatio.Optional("other_characters"): cv.string,
            probatio.Optional("press_enter"): cv.boolean,
        },
        of_entry=True,
    ),
    EspAtAction(
        name="press_keys",
        run=_press_keys,
        fields={
            probatio.Optional("keys"): _NAMES,
            probatio.Optional("modifiers"): _NAMES,
            probatio.Optional("repeats"): _INT,
            probatio.Optional("hold"): _FLOAT,
        },
    ),
    EspAtAction(
        name="send_consumer",
        run=_send_consumer,
        fields={
            probatio.Required("usage"): cv.string,
            probatio.Optional("repeats"): _INT,
        },
    ),
)
