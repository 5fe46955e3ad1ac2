"""The module as keyboard, mouse and remote: what its host sees."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from custom_components.esp_at.at.errors import InvalidParameter
from custom_components.esp_at.device.device import (
    EspAtDevice,
)
from custom_components.esp_at.device.errors import (
    InputReleased,
    KeyboardOff,
    MovementStopped,
    NoHost,
    PressesStopped,
    TypingStopped,
)
from custom_components.esp_at.device.hid import HidFeature
from custom_components.esp_at.keyboard.chord import Chord, parse_chord
from custom_components.esp_at.keyboard.layout import HostSystem, layout_of
from custom_components.esp_at.keyboard.usages import (
    ConsumerUsage,
    Modifier,
    MouseButton,
)
from esp_at_simulator import SimulatedModule
from esp_at_simulator.hid_host import HidHost

from .helpers import until
from .keyboards import keyboard, sent

US = layout_of("us", HostSystem.LINUX)
ALL_GENERATIONS = pytest.mark.parametrize("profile", ["2.3", "3.4", "4.1", "5.0"])
type Verb = Callable[[HidFeature], Awaitable[None]]

VERBS: tuple[Verb, ...] = (
    lambda hid: hid.press(parse_chord("shift+a")),
    lambda hid: hid.type_text("Hello", US),
    lambda hid: hid.consumer(ConsumerUsage.MUTE),
    lambda hid: hid.move(500, -300),
    lambda hid: hid.drag(300, 0),
    lambda hid: hid.click(),
    lambda hid: hid.scroll(-3),
)


@ALL_GENERATIONS
async def test_typing(
    simulator: SimulatedModule, typist: tuple[EspAtDevice, HidHost]
) -> None:
    """A text arrives as it is, with a report a character and one that lets go."""
    device, host = typist
    before = len(sent(simulator, "BLEHIDKB"))
    await device.hid.type_text("Hello, ESP32!", US)

    assert host.text == "Hello, ESP32!"
    # Capitals and the exclamation mark at the end need Shift; it is let go once
    assert len(sent(simulator, "BLEHIDKB")) - before == len("Hello, ESP32!") + 1


async def test_capitals_keep_shift(
    simulator: SimulatedModule, typist: tuple[EspAtDevice, HidHost]
) -> None:
    """Shift stays down between capitals and goes up with the next small letter."""
    device, host = typist
    simulator.received.clear()
    await device.hid.type_text("ABc", US)

    assert host.text == "ABc"
    assert [line.split(",")[0] for line in sent(simulator, "BLEHIDKB")] == [
        "2",
        "2",
        "0",
    ]


async def test_chords(typist: tuple[EspAtDevice, HidHost]) -> None:
    """Keys are pressed together, again and again, and modifiers alone, too."""
    device, host = typist
    await device.hid.press(parse_chord("ctrl+alt+delete"))
    await device.hid.press(parse_chord("ctrl+z"), repeats=3, interval=0.01)
    assert host.shortcuts == ["ctrl+alt+delete", "ctrl+z", "ctrl+z", "ctrl+z"]
    await device.hid.press(parse_chord("gui"), repeats=2)
    assert host.strokes[-2:] == ["gui", "gui"]


async def test_holding(typist: tuple[EspAtDevice, HidHost]) -> None:
    """Modifiers and buttons are held as long as asked; keys cannot be."""
    device, host = typist
    holding = asyncio.create_task(device.hid.press(parse_chord("alt"), hold=0.3))
    await until(lambda: host.modifiers == Modifier.LEFT_ALT)
    await asyncio.sleep(0.1)
    assert host.modifiers == Modifier.LEFT_ALT
    await holding
    assert host.quiet

    holding = asyncio.create_task(device.hid.click(MouseButton.RIGHT, hold=0.2))
    await until(lambda: host.buttons == MouseButton.RIGHT)
    await holding
    assert host.clicks == [MouseButton.RIGHT]

    with pytest.raises(InvalidParameter) as caught:
        await device.hid.press(parse_chord("a"), hold=1)
    assert (caught.value.parameter, caught.value.reason) == ("hold", "unsupported_hold")


@pytest.mark.parametrize(
    ("x", "y"), [(10, 10), (127, -127), (-1000, 250), (10_000, -1), (0, 0)]
)
async def test_moving(typist: tuple[EspAtDevice, HidHost], *, x: int, y: int) -> None:
    """The pointer gets exactly there, on a straight line."""
    device, host = typist
    await device.hid.move(x, y)

    assert host.pointer == (x, y)
    length = max(abs(x), abs(y), 1)
    for at_x, at_y in host.path:
        assert abs(at_x * y - at_y * x) <= length  # at most a pixel off the line


async def test_dragging_and_clicking(typist: tuple[EspAtDevice, HidHost]) -> None:
    """A button goes down here and up there; clicks stay where they are."""
    device, host = typist
    await device.hid.drag(300, 200)
    assert host.drags == [(MouseButton.LEFT, (0, 0), (300, 200))]
    await device.hid.click(count=2)
    assert host.clicks == [MouseButton.LEFT] * 2
    await device.hid.click(MouseButton.MIDDLE, modifiers=Modifier.LEFT_CTRL)
    assert host.clicks[-1] == MouseButton.MIDDLE
    await device.hid.move(5, 5, buttons=MouseButton.RIGHT)
    assert host.drags[-1] == (MouseButton.RIGHT, (300, 200), (305, 205))
    await device.hid.scroll(-300)
    await device.hid.scroll(2)
    assert host.wheel == -298


@pytest.mark.parametrize("usage", ConsumerUsage)
async def test_media_keys(
    typist: tuple[EspAtDevice, HidHost], usage: ConsumerUsage
) -> None:
    """Each of the sixteen is seen by the host, and released."""
    device, host = typist
    await device.hid.consumer(usage, repeats=2)
    assert host.consumer == [usage, usage]


@pytest.mark.parametrize(
    ("verb", "parameter"),
    [
        (lambda hid: hid.move(10_000_000, 0), "x"),
        (lambda hid: hid.move(0, -10_001), "y"),
        (lambda hid: hid.drag(0, 10_001), "y"),
        (lambda hid: hid.scroll(1001), "notches"),
        (lambda hid: hid.click(count=0), "count"),
        (lambda hid: hid.click(hold=11), "hold"),
        (lambda hid: hid.press(Chord(Modifier(0), (4,)), repeats=101), "repeats"),
        (lambda hid: hid.press(Chord(Modifier(0), (4,)), interval=61), "interval"),
        (lambda hid: hid.type_text("", US), "text"),
        (lambda hid: hid.type_text("x" * 10_001, US), "text"),
        (lambda hid: hid.type_text("ok €", US), "text"),
    ],
)
async def test_refused_before_anything_is_sent(
    simulator: SimulatedModule,
    typist: tuple[EspAtDevice, HidHost],
    *,
    verb: Verb,
    parameter: str,
) -> None:
    """What is out of range names its parameter, and the host sees nothing."""
    device, host = typist
    host.clear()
    with pytest.raises(InvalidParameter) as caught:
        await verb(device.hid)
    assert caught.value.parameter == parameter
    assert not host.reports


@pytest.mark.parametrize("verb", VERBS)
async def test_without_a_host(
    device: EspAtDevice, simulator: SimulatedModule, verb: Verb
) -> None:
    """A keyboard that is off, or that nobody uses, says so."""
    with pytest.raises(KeyboardOff):
        await verb(device.hid)
    await device.hid.turn_on()
    with pytest.raises(NoHost):
        await verb(device.hid)
    await device.hid.turn_off()
    with pytest.raises(KeyboardOff):
        await verb(device.hid)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("after", [0.0, 0.002, 0.01, 0.05])
async def test_cancelled(
    port: str, simulator: SimulatedModule, *, verb: Verb, after: float
) -> None:
    """Whoever is cancelled leaves nothing down, and the next input works."""
    async with keyboard(port, simulator, interval=0.003) as (device, host):
        work = asyncio.ensure_future(verb(device.hid))
        await asyncio.sleep(after)
        work.cancel()
        await asyncio.wait([work])
        await device.hid.press(parse_chord("b"))
        assert host.text.endswith("b")
        assert host.quiet


async def test_typing_says_how_far_it_came(
    port: str, simulator: SimulatedModule
) -> None:
    """A host that leaves ends the typing, with how many characters it saw."""
    async with keyboard(port, simulator, interval=0.01) as (device, host):
        typing = asyncio.create_task(device.hid.type_text("a" * 100, US))
        await until(lambda: len(host.text) >= 5)
        host.disconnect()
        with pytest.raises(TypingStopped) as caught:
            await typing
    assert caught.value.done in (len(host.text), len(host.text) + 1)
    assert caught.value.total == 100
    assert isinstance(caught.value.__cause__, NoHost)


async def test_presses_and_movements_say_how_far_they_came(
    port: str, simulator: SimulatedModule
) -> None:
    """So do repeated presses and long ways."""
    async with keyboard(port, simulator, interval=0.02) as (device, host):
        pressing = asyncio.create_task(device.hid.press(parse_chord("b"), repeats=100))
        await until(lambda: len(host.text) >= 3)
        await device.hid.release()
        with pytest.raises(PressesStopped) as pressed:
            await pressing
        assert pressed.value.done in (len(host.text) - 1, len(host.text))
        assert isinstance(pressed.value.__cause__, InputReleased)

        moving = asyncio.create_task(device.hid.move(10_000, 0))
        await until(lambda: host.pointer[0] > 500)
        await device.hid.turn_off()
        with pytest.raises(MovementStopped) as moved:
            await moving
        assert isinstance(moved.value.__cause__, KeyboardOff)


async def test_one_after_the_other(typist: tuple[EspAtDevice, HidHost]) -> None:
    """Texts of several callers are not mixed."""
    device, host = typist
    await asyncio.gather(*(device.hid.type_text(letter * 20, US) for letter in "aBcD"))
    assert host.text == "a" * 20 + "B" * 20 + "c" * 20 + "D" * 20


async def test_a_restart_ends_the_typing(port: str, simulator: SimulatedModule) -> None:
    """A module that restarts in the middle ends what is typed, and comes back."""
    async with keyboard(port, simulator, interval=0.01) as (device, host):
        typing = asyncio.create_task(device.hid.type_text("A" * 100, US))
        await until(lambda: len(host.text) >= 5)
        simulator.brown_out()
        with pytest.raises(TypingStopped):
            await typing
        await until(lambda: device.counters.restarts == 1 and device.state.online)
        await until(lambda: device.state.hid.connected)
        assert host.quiet
        await device.hid.type_text("x", US)


async def test_what_the_line_damages_is_sent_again(
    simulator: SimulatedModule, typist: tuple[EspAtDevice, HidHost]
) -> None:
    """A busy module costs time and no character."""
    device, host = typist
    simulator.faults.busy(2)
    await device.hid.type_text("patience", US)
    assert host.text == "patience"


async def test_nothing_of_a_text_is_logged(
    typist: tuple[EspAtDevice, HidHost], caplog: pytest.LogCaptureFixture
) -> None:
    """What is typed may be a password: neither keys nor characters are written down."""
    device, _host = typist
    caplog.set_level("DEBUG")
    await device.hid.type_text("hunter", US)
    written = caplog.text + "\n".join(device.client.wire_log.lines())
    assert "AT+BLEHIDKB=***" in written
    assert "BLEHIDKB=0" not in written
    assert "hunter" not in written
