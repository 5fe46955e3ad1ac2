"""Actions of the mouse, by what its host sees."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.esp_at.keyboard.usages import Modifier, MouseButton
from esp_at_simulator.hid_host import HidHost
from tests.common import until
from tests.services.common import call, refusal

LEFT, RIGHT, MIDDLE = MouseButton.LEFT, MouseButton.RIGHT, MouseButton.MIDDLE


@pytest.mark.parametrize(
    ("x", "y"), [(0, 0), (5, -3), (127, -127), (1000, 250), (-10_000, 10_000)]
)
async def test_move(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost, *, x: int, y: int
) -> None:
    """The pointer goes straight there, in steps that a report has room for."""
    await call(hass, keyboard, "move_mouse", x=x, y=y)
    assert host.pointer == (x, y)
    for at_x, at_y in host.path:
        assert abs(at_x * y - at_y * x) <= max(abs(x), abs(y))
    assert host.clicks == host.drags == []


async def test_move_with_buttons(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """Buttons are down on the way, and up at its end."""
    await call(hass, keyboard, "move_mouse", x=300, y=0, buttons=["left", "middle"])
    assert {button for button, _, end in host.drags if end == (300, 0)} == {
        LEFT,
        MIDDLE,
    }
    assert host.quiet


@pytest.mark.parametrize(
    ("fields", "clicks"),
    [
        ({}, [LEFT]),
        ({"button": "right"}, [RIGHT]),
        ({"button": "middle", "count": 1}, [MIDDLE]),
        ({"count": 2}, [LEFT, LEFT]),
        ({"count": 3, "hold": 0.01}, [LEFT] * 3),
    ],
)
async def test_click(
    hass: HomeAssistant,
    keyboard: MockConfigEntry,
    host: HidHost,
    *,
    fields: dict[str, Any],
    clicks: list[MouseButton],
) -> None:
    """Each click is made where the pointer is."""
    await call(hass, keyboard, "click_mouse", **fields)
    assert host.clicks == clicks
    assert host.pointer == (0, 0)
    assert host.quiet


async def test_click_with_modifiers(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """Modifiers are down while the button is, and up behind it."""
    clicking = hass.async_create_task(
        call(hass, keyboard, "click_mouse", modifiers=["ctrl", "shift"], hold=0.2)
    )
    await until(lambda: host.buttons)
    assert host.modifiers == Modifier.LEFT_CTRL | Modifier.LEFT_SHIFT
    await clicking
    assert host.clicks == [LEFT]
    assert host.quiet


async def test_drag(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """The button goes down where the pointer was, and up where it came to."""
    await call(hass, keyboard, "move_mouse", x=10, y=20)
    await call(hass, keyboard, "drag_mouse", x=400, y=-300)
    assert host.drags == [(LEFT, (10, 20), (410, -280))]
    await call(hass, keyboard, "drag_mouse", x=1, y=0, button="right")
    assert host.drags[1:] == [(RIGHT, (410, -280), (411, -280))]
    assert host.quiet


@pytest.mark.parametrize("notches", [1, -3, 1000, -1000])
async def test_scroll(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost, notches: int
) -> None:
    """The wheel turns, and the pointer stays."""
    await call(hass, keyboard, "scroll", notches=notches)
    assert host.wheel == notches
    assert host.pointer == (0, 0)


@pytest.mark.parametrize(
    ("action", "fields", "words"),
    [
        (
            "move_mouse",
            {"x": 10_000_000, "y": 0},
            "x must be from -10000 px to 10000 px",
        ),
        (
            "move_mouse",
            {"x": 0, "y": -10_000_000},
            "y must be from -10000 px to 10000 px",
        ),
        (
            "move_mouse",
            {"x": 1, "y": 1, "buttons": ["left", "thumb"]},
            "buttons must be one of left, right, middle",
        ),
        ("drag_mouse", {"x": 10_001, "y": 0}, "x must be from -10000 px"),
        ("drag_mouse", {"x": 1, "y": 0, "button": "x"}, "button must be one of left"),
        ("click_mouse", {"button": "thumb"}, "button must be one of left"),
        ("click_mouse", {"count": 0}, "count must be from 1 to 10"),
        ("click_mouse", {"count": 11}, "count must be from 1 to 10"),
        ("click_mouse", {"hold": 11}, "hold must be from 0 s to 10 s"),
        ("click_mouse", {"modifiers": "a"}, "modifiers must be one of ctrl"),
        ("scroll", {"notches": 1001}, "notches must be from -1000 to 1000"),
    ],
)
async def test_bad_field(
    hass: HomeAssistant,
    keyboard: MockConfigEntry,
    host: HidHost,
    *,
    action: str,
    fields: dict[str, Any],
    words: str,
) -> None:
    """A field that is wrong is named with what it may be, and nothing moves."""
    assert words in await refusal(hass, keyboard, action, **fields)
    assert host.reports == []


# Enough fields for each action
CALLS: dict[str, dict[str, Any]] = {
    "move_mouse": {"x": 1, "y": 1},
    "click_mouse": {},
    "drag_mouse": {"x": 1, "y": 1},
    "scroll": {"notches": 1},
}


@pytest.mark.parametrize("action", CALLS)
async def test_off(hass: HomeAssistant, entry: MockConfigEntry, action: str) -> None:
    """A mouse is off with its keyboard, and alone without a host."""
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, entry, action, **CALLS[action])
    assert caught.value.translation_key == "keyboard_off"
    await entry.runtime_data.device.hid.turn_on()
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, entry, action, **CALLS[action])
    assert caught.value.translation_key == "no_host"


@pytest.mark.parametrize("chip", ["esp32c6"])
@pytest.mark.parametrize("action", CALLS)
async def test_not_built_in(
    hass: HomeAssistant, entry: MockConfigEntry, action: str
) -> None:
    """A firmware that is no mouse says so."""
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, entry, action, **CALLS[action])
    assert caught.value.translation_key == "unsupported"


@pytest.mark.parametrize("options", [{"keystroke_interval": 5}], indirect=True)
async def test_host_goes(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """How far the pointer came is said."""
    moving = hass.async_create_task(
        call(hass, keyboard, "drag_mouse", x=10_000, y=10_000)
    )
    await until(lambda: len(host.path) > 5)
    host.disconnect()
    with pytest.raises(HomeAssistantError) as caught:
        await moving
    assert caught.value.translation_key == "movement_stopped"
    assert "stopped on its way" in str(caught.value)
    assert "No host uses the keyboard" in str(caught.value)
