"""What a person does with keyboard and mouse, as the steps of a sequence.

Each function raises InvalidParameter for what is out of range, before anything is sent.
"""

from collections.abc import Awaitable, Callable, Iterator
import math

from ..at.errors import InvalidParameter
from ..keyboard.chord import RELEASED, Chord
from ..keyboard.composition import compose
from ..keyboard.layout import Layout
from ..keyboard.usages import ConsumerUsage, Modifier, MouseButton
from .hid_reporter import Sequence

type Step = Callable[[Sequence], Awaitable[None]]

LONGEST_TEXT = 10_000
MOST_REPEATS = 100
MOST_CLICKS = 10
LONGEST_HOLD = 10.0
LONGEST_INTERVAL = 60.0
FARTHEST = 10_000
MOST_NOTCHES = 1_000
_LARGEST_STEP = 127
_NO_BUTTON = MouseButton(0)


def presses(chord: Chord, repeats: int, hold: float, interval: float) -> list[Step]:
    """Press keys at once, as often as asked; only modifiers alone can be held."""
    _check_range("hold", hold, 0, LONGEST_HOLD, unit="s")
    if hold and chord.keys:
        raise InvalidParameter("hold", "unsupported_hold")

    async def press(inputs: Sequence) -> None:
        await inputs.press(chord)
        await inputs.pause(hold)

    return _repeated(press, repeats, interval)


def media_presses(usage: ConsumerUsage, repeats: int, interval: float) -> list[Step]:
    """Press a media key, as often as asked."""
    return _repeated(lambda inputs: inputs.consumer(usage), repeats, interval)


def characters(text: str, layout: Layout, *, unicode_entry: bool) -> list[Step]:
    """Type a text, a step a character."""
    if not 1 <= len(text) <= LONGEST_TEXT:
        raise InvalidParameter(
            "text", "characters", minimum="1", maximum=str(LONGEST_TEXT)
        )

    def typing(chords: tuple[Chord, ...]) -> Step:
        async def type_it(inputs: Sequence) -> None:
            for chord in chords:
                await inputs.press(chord)

        return type_it

    plan = compose(text, layout, unicode_entry=unicode_entry)
    return [typing(chords) for _, chords in plan]


def way(x: int, y: int, buttons: MouseButton) -> list[Step]:
    """Press buttons, move straight, and release them there; right and down are positive.

    Without buttons nothing is pressed or released.
    """
    _check_range("x", x, -FARTHEST, FARTHEST, unit="px")
    _check_range("y", y, -FARTHEST, FARTHEST, unit="px")
    steps = [_report(buttons, x=dx, y=dy) for dx, dy in _straight(x, y)]
    return [_report(buttons), *steps, _report(_NO_BUTTON)] if buttons else steps


def clicks(
    button: MouseButton, count: int, hold: float, modifiers: Modifier
) -> list[Step]:
    """Press and release a button, with modifiers down meanwhile."""
    _check_range("count", count, 1, MOST_CLICKS)
    _check_range("hold", hold, 0, LONGEST_HOLD, unit="s")

    async def click(inputs: Sequence) -> None:
        await inputs.move(button)
        await inputs.pause(hold)
        await inputs.move(_NO_BUTTON)

    async def first_click(inputs: Sequence) -> None:
        await inputs.press(Chord(modifiers))
        await click(inputs)

    return [first_click, *[click] * (count - 1)]


def scrolling(notches: int) -> list[Step]:
    """Turn the wheel; up is positive."""
    _check_range("notches", notches, -MOST_NOTCHES, MOST_NOTCHES)
    return [_report(_NO_BUTTON, wheel=part) for _, part in _straight(0, notches)]


def _straight(x: int, y: int) -> Iterator[tuple[int, int]]:
    """Yield steps of at most 127 that lead straight there; one if there is no way."""
    count = max(1, math.ceil(max(abs(x), abs(y)) / _LARGEST_STEP))
    at_x = at_y = 0
    for step in range(1, count + 1):
        next_x, next_y = round(x * step / count), round(y * step / count)
        yield next_x - at_x, next_y - at_y
        at_x, at_y = next_x, next_y


def _report(buttons: MouseButton, *, x: int = 0, y: int = 0, wheel: int = 0) -> Step:
    return lambda inputs: inputs.move(buttons, x=x, y=y, wheel=wheel)


def _repeated(step: Step, repeats: int, interval: float) -> list[Step]:
    _check_range("repeats", repeats, 1, MOST_REPEATS)
    _check_range("interval", interval, 0, LONGEST_INTERVAL, unit="s")

    async def later(inputs: Sequence) -> None:
        if interval:
            await inputs.press(RELEASED)
            await inputs.pause(interval)
        await step(inputs)

    return [step, *[later] * (repeats - 1)]


def _check_range(
    name: str, value: float, low: float, high: float, *, unit: str = ""
) -> None:
    if not low <= value <= high:
        raise InvalidParameter(
            name, "range", minimum=f"{low:g}", maximum=f"{high:g}", unit=unit
        )
