"""The remote sends keys, media keys and clicks by name."""

import asyncio
from contextlib import suppress
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from hypothesis import given, strategies as st
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.esp_at.at.errors import InvalidParameter
from custom_components.esp_at.keyboard.usages import (
    CONSUMER,
    KEYS,
    ConsumerUsage,
    Modifier,
    MouseButton,
)
from custom_components.esp_at.keyboard_commands import parse_command
from esp_at_simulator import SimulatedModule
from esp_at_simulator.hid_host import HidHost
from tests.common import call, state_of, until


async def send(hass: HomeAssistant, *command: str, **data: Any) -> None:
    """Send commands, without a delay if nothing is said."""
    await call(
        hass,
        "remote",
        "send_command",
        "keyboard",
        command=list(command),
        **{"delay_secs": 0, **data},
    )


async def test_keys(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """Keys and chords are pressed in their order; a capital comes with Shift."""
    await send(hass, "A", "b", "shift+1", "Enter", "page-down", "ctrl+alt+delete")
    assert host.text == "Ab!\n"
    assert host.strokes[-2:] == ["page_down", "ctrl+alt+delete"]


async def test_media_keys(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """Each media key has its name; the key Pause of the keyboard is another."""
    await send(hass, *CONSUMER)
    assert host.consumer == list(ConsumerUsage)
    await send(hass, "Volume up", "break")
    assert host.consumer[-1] == ConsumerUsage.VOLUME_UP
    assert host.strokes == ["pause"]


async def test_mouse(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """The mouse clicks and scrolls."""
    await send(hass, "left_click", "right_click", "middle_click", "double_click")
    left = MouseButton.LEFT
    assert host.clicks == [left, MouseButton.RIGHT, MouseButton.MIDDLE, left, left]
    await send(hass, "scroll_up", "scroll_up", "scroll_down")
    assert host.wheel == 1


async def test_repeats(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """All of the commands are repeated, in their order."""
    await send(hass, "x", "y", num_repeats=3)
    assert host.text == "xyxyxy"


async def test_delay(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """Between commands there is a delay; before the first there is none."""
    clock = asyncio.get_running_loop().time
    begin = clock()
    sending = hass.async_create_task(send(hass, "1", "2", delay_secs=0.5))
    await until(lambda: host.text == "1")
    assert clock() - begin < 0.5
    await sending
    assert clock() - begin >= 0.5
    assert host.text == "12"


async def test_holding(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """Modifiers that are alone, and mouse buttons, can be held."""
    sending = hass.async_create_task(send(hass, "alt", hold_secs=0.2))
    await until(lambda: host.modifiers == Modifier.LEFT_ALT)
    await sending
    assert host.quiet
    sending = hass.async_create_task(send(hass, "right_click", hold_secs=0.2))
    await until(lambda: host.buttons == MouseButton.RIGHT)
    await sending
    assert host.quiet


@pytest.mark.parametrize(
    ("command", "data", "reason"),
    [
        (["a", "no_such_key"], {}, "invalid_unknown_key"),
        (["a", ""], {}, "invalid_empty"),
        (["a", "ctrl+ctrl"], {}, "invalid_repeated_key"),
        (["a+b+c+d+e+f+g"], {}, "invalid_too_many_keys"),
        (["alt", "tab"], {"hold_secs": 1}, "invalid_unsupported_hold"),
        (["volume_up"], {"hold_secs": 1}, "invalid_unsupported_hold"),
        (["double_click"], {"hold_secs": 1}, "invalid_unsupported_hold"),
        (["a"], {"num_repeats": 0}, "invalid_range"),
        (["a"], {"num_repeats": 101}, "invalid_range"),
        (["a"], {"delay_secs": -1}, "invalid_range"),
        (["a"], {"delay_secs": float("nan")}, "invalid_range"),
        (["alt"], {"hold_secs": 11}, "invalid_range"),
    ],
)
async def test_refused(
    hass: HomeAssistant,
    keyboard: MockConfigEntry,
    host: HidHost,
    *,
    command: list[str],
    data: dict[str, float],
    reason: str,
) -> None:
    """What cannot be sent is told before anything is, by the name of its field."""
    with pytest.raises(ServiceValidationError) as caught:
        await send(hass, *command, **data)
    assert caught.value.translation_key == reason
    assert str(caught.value).startswith(next(iter(data), "command"))
    assert not host.reports


async def test_stopped(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """A sequence that fails on its way says how far it came."""
    sending = hass.async_create_task(send(hass, "a", "b", "c", delay_secs=0.5))
    await until(lambda: host.text == "a")
    host.disconnect()
    with pytest.raises(HomeAssistantError, match="Command 2 of 3") as caught:
        await sending
    assert caught.value.translation_key == "commands_stopped"
    assert host.text == "a"


@pytest.mark.parametrize("way", ["turn_off", "unload"])
async def test_ended(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost, *, way: str
) -> None:
    """Nothing goes on once the keyboard is off, or the entry is gone."""
    sending = hass.async_create_task(send(hass, "a", "b", "c", delay_secs=60))
    await until(lambda: host.text == "a")
    waiting = hass.async_create_task(send(hass, "x", "y", delay_secs=60))
    await asyncio.sleep(0)
    if way == "unload":
        assert await hass.config_entries.async_unload(keyboard.entry_id)
    else:
        await call(hass, "remote", "turn_off", "keyboard")
    async with asyncio.timeout(5):
        with pytest.raises(HomeAssistantError, match="Command 2 of 3") as caught:
            await sending
        assert "presses" not in str(caught.value)
        with pytest.raises(HomeAssistantError) as caught:
            await waiting
    assert caught.value.translation_key in {"connection_lost", "keyboard_off"}
    assert host.text == "a"


@pytest.mark.parametrize("way", ["host", "module"])
async def test_comes_back(
    hass: HomeAssistant,
    keyboard: MockConfigEntry,
    simulator: SimulatedModule,
    host: HidHost,
    *,
    way: str,
) -> None:
    """A host or a module that is away only during a delay ends nothing."""
    await call(hass, "remote", "turn_on", "keyboard")
    sending = hass.async_create_task(send(hass, "a", "b", delay_secs=60))
    await until(lambda: host.text == "a")
    if way == "module":
        simulator.brown_out()
    else:
        host.disconnect()
    await until(lambda: state_of(hass, "binary_sensor", "keyboard_host") != "on")
    await host.connect()
    await until(lambda: state_of(hass, "binary_sensor", "keyboard_host") == "on")
    assert not sending.done()
    sending.cancel()
    with suppress(asyncio.CancelledError):
        await sending
    await send(hass, "c")
    assert host.text == "ac"


async def test_two_at_once(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """Who sends while something is being sent waits for its end."""
    first = hass.async_create_task(send(hass, "a", "b", "c", delay_secs=0.1))
    second = hass.async_create_task(send(hass, "x", "y"))
    await first
    await second
    assert host.text == "abcxy"


async def test_without_a_host(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A keyboard that is off, or that nobody uses, says so, and nothing of a sequence."""
    for reason in ("keyboard_off", "no_host"):
        with pytest.raises(HomeAssistantError) as caught:
            await send(hass, "up", "down")
        assert caught.value.translation_key == reason
        await call(hass, "remote", "turn_on", "keyboard")


@given(st.text(max_size=20) | st.sampled_from(sorted({*KEYS, *CONSUMER})))
def test_names(text: str) -> None:
    """Any text is a command or refused for what it is, never anything else."""
    try:
        parse_command(text)
    except InvalidParameter:
        assert text not in {*KEYS, *CONSUMER}
