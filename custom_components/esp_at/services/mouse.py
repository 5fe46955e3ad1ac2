"""Actions of the mouse: its way, its buttons, its wheel."""

from homeassistant.helpers import config_validation as cv
import probatio

from .. import values
from ..device.device import EspAtDevice
from ..keyboard.usages import MODIFIERS, Modifier, MouseButton
from .action import EspAtAction

_NAMES = probatio.All(probatio.EnsureList(), [cv.string])
_INT = probatio.Coerce(int)
_BUTTONS = {button.name.lower(): button for button in MouseButton if button.name}


async def _move_mouse(
    device: EspAtDevice, *, x: int, y: int, buttons: list[str] | None = None
) -> None:
    """Move the pointer from where it is, while buttons are down if some are given."""
    held = MouseButton(0)
    for button in buttons or []:
        held |= values.choice("buttons", button, _BUTTONS)
    await device.hid.move(x, y, buttons=held)


async def _click_mouse(
    device: EspAtDevice,
    *,
    button: str = "left",
    count: int = 1,
    hold: float = 0,
    modifiers: list[str] | None = None,
) -> None:
    """Click where the pointer is."""
    held = Modifier(0)
    for modifier in modifiers or []:
        held |= values.choice("modifiers", modifier, MODIFIERS)
    await device.hid.click(
        values.choice("button", button, _BUTTONS),
        count=count,
        hold=hold,
        modifiers=held,
    )


async def _drag_mouse(
    device: EspAtDevice, *, x: int, y: int, button: str = "left"
) -> None:
    """Press a button where the pointer is, and release it elsewhere."""
    await device.hid.drag(x, y, button=values.choice("button", button, _BUTTONS))


async def _scroll(device: EspAtDevice, *, notches: int) -> None:
    """Turn the wheel."""
    await device.hid.scroll(notches)


ACTIONS = (
    EspAtAction(
        name="move_mouse",
        run=_move_mouse,
        fields={
            probatio.Required("x"): _INT,
            probatio.Required("y"): _INT,
            probatio.Optional("buttons"): _NAMES,
        },
    ),
    EspAtAction(
        name="click_mouse",
        run=_click_mouse,
        fields={
            probatio.Optional("button"): cv.string,
            probatio.Optional("count"): _INT,
            probatio.Optional("hold"): probatio.Coerce(float),
            probatio.Optional("modifiers"): _NAMES,
        },
    ),
    EspAtAction(
        name="drag_mouse",
        run=_drag_mouse,
        fields={
            probatio.Required("x"): _INT,
            probatio.Required("y"): _INT,
            probatio.Optional("button"): cv.string,
        },
    ),
    EspAtAction(
        name="scroll",
        run=_scroll,
        fields={probatio.Required("notches"): _INT},
    ),
)
