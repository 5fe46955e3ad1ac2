"""Actions of the keyboard, by what its host sees."""

import asyncio
import logging
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.esp_at.keyboard.layout import LAYOUTS, HostSystem
from custom_components.esp_at.keyboard.usages import (
    CONSUMER,
    KEYS,
    MODIFIERS,
    ConsumerUsage,
)
from esp_at_simulator import SimulatedModule
from esp_at_simulator.hid_host import HidHost
from tests.common import until
from tests.repository import flat_fields, load_yaml
from tests.services.common import call, refusal

PASSWORD = "Tr0ub4dor&3"


def picked(action: str, field: str) -> set[str]:
    """Return what the picker of a field offers."""
    described = flat_fields(load_yaml("services.yaml")[action]["fields"])
    return set(described[field]["selector"]["select"]["options"])


def test_pickers() -> None:
    """Whoever picks from a list finds all that there is, once."""
    assert picked("press_keys", "keys") == set(KEYS)
    assert picked("send_consumer", "usage") == set(CONSUMER)
    assert picked("type_text", "layout") == set(LAYOUTS)
    assert picked("type_text", "host_system") == {str(system) for system in HostSystem}
    modifiers = picked("press_keys", "modifiers")
    assert len({MODIFIERS[name] for name in modifiers}) == len(modifiers) == 8


async def test_type(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """A text arrives as it was written; the layout is that of the options."""
    text = "Good morning, {name}!\n\t1 + 1 = 2 \\ \"quoted\" 'AT+RST'"
    await call(hass, keyboard, "type_text", text=text)
    assert host.text == text
    assert host.quiet


async def test_enter(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """Enter is pressed behind the text."""
    await call(hass, keyboard, "type_text", text="ls", press_enter=True)
    assert host.text == "ls\n"


@pytest.mark.parametrize("host", [{"layout": "de", "system": "windows"}], indirect=True)
async def test_layout_of_the_action(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """The layout of the host is followed, its AltGr and dead keys too."""
    text = "Noé zahlt 5 € für {x}@[y]~ à la carte"
    fields = {"layout": "de", "host_system": "windows"}
    await call(hass, keyboard, "type_text", text=text, **fields)
    assert host.text == text


@pytest.mark.parametrize("host", [{"layout": "fr", "system": "macos"}], indirect=True)
@pytest.mark.parametrize(
    "options", [{"layout": "fr", "host_system": "macos"}], indirect=True
)
async def test_layout_of_the_options(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """What the options say counts where the action says nothing."""
    await call(hass, keyboard, "type_text", text="L'été à 20 €, {ça va} ?")
    assert host.text == "L'été à 20 €, {ça va} ?"


async def test_unicode_entry(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """What is not on the layout is entered by its code, if that is wanted."""
    fields = {"host_system": "linux", "other_characters": "unicode_entry"}
    await call(hass, keyboard, "type_text", text="a → b, ü", **fields)
    assert host.text == "a → b, ü"


@pytest.mark.parametrize("host", [{"system": "macos"}], indirect=True)
async def test_unicode_entry_of_macos(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """Its input source for codes has the keys of a US keyboard: no other layout goes."""
    fields = {"host_system": "macos", "other_characters": "unicode_entry"}
    message = await refusal(
        hass, keyboard, "type_text", text="a → b", layout="de", **fields
    )
    assert "layout must be us" in message
    assert host.reports == []


async def test_characters_that_no_key_has(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """All of them are named, nothing else of the text is, and nothing is typed."""
    text = f"{PASSWORD} Ж→{PASSWORD}ü"
    message = await refusal(hass, keyboard, "type_text", text=text)
    assert "cannot be typed" in message
    assert all(character in message for character in "Ж→ü")
    assert "layout us" in message
    assert PASSWORD not in message
    assert host.reports == []


@pytest.mark.parametrize(
    ("fields", "shortcuts"),
    [
        ({"keys": ["ctrl+alt+delete"]}, ["ctrl+alt+delete"]),
        ({"keys": "delete", "modifiers": ["ctrl", "alt"]}, ["ctrl+alt+delete"]),
        ({"keys": ["gui+r"], "repeats": 2}, ["gui+r", "gui+r"]),
    ],
)
async def test_shortcut(
    hass: HomeAssistant,
    keyboard: MockConfigEntry,
    host: HidHost,
    *,
    fields: dict[str, Any],
    shortcuts: list[str],
) -> None:
    """A shortcut is written or picked, and all of it is up again."""
    await call(hass, keyboard, "press_keys", **fields)
    assert host.shortcuts == shortcuts
    assert host.quiet


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"keys": ["a", "b", "c"]}, "abc"),
        ({"keys": [1], "repeats": 3}, "111"),
        ({"keys": ["a"], "modifiers": "right_shift"}, "A"),
    ],
)
async def test_keys_at_once(
    hass: HomeAssistant,
    keyboard: MockConfigEntry,
    host: HidHost,
    *,
    fields: dict[str, Any],
    text: str,
) -> None:
    """Keys of one call go down at once; a number in YAML is the key of its digit."""
    await call(hass, keyboard, "press_keys", **fields)
    assert host.text == text
    downs = [report for report in host.reports if any(report[3:])]
    assert len(downs) == fields.get("repeats", 1)


async def test_hold(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """A modifier alone is held for as long as was said."""
    holding = hass.async_create_task(
        call(hass, keyboard, "press_keys", modifiers=["alt"], hold=0.3)
    )
    await until(lambda: host.modifiers)
    started = hass.loop.time()
    await until(lambda: host.quiet)
    assert hass.loop.time() - started > 0.2
    await holding


@pytest.mark.parametrize("usage", CONSUMER)
async def test_consumer(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost, usage: str
) -> None:
    """Each media key arrives."""
    await call(hass, keyboard, "send_consumer", usage=usage)
    assert host.consumer == [CONSUMER[usage]]
    assert host.quiet


async def test_consumer_repeated(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """A media key is pressed as often as was said."""
    await call(hass, keyboard, "send_consumer", usage="volume_up", repeats=5)
    assert host.consumer == [ConsumerUsage.VOLUME_UP] * 5


@pytest.mark.parametrize(
    ("action", "fields", "words"),
    [
        ("type_text", {"text": ""}, "text must be 1 to 10000 characters"),
        (
            "type_text",
            {"text": "", "press_enter": True},
            "text must be 1 to 10000 characters",
        ),
        ("type_text", {"text": "x" * 10_001}, "text must be 1 to 10000 characters"),
        (
            "type_text",
            {"text": "x", "layout": "klingon"},
            "layout must be one of us, ",
        ),
        (
            "type_text",
            {"text": "x", "host_system": "beos"},
            "host_system must be one of windows, linux, macos",
        ),
        (
            "type_text",
            {"text": "x", "other_characters": "drop"},
            "other_characters must be one of refuse, unicode_entry",
        ),
        ("press_keys", {}, "name a key"),
        ("press_keys", {"keys": ["any"]}, "no key with the name any"),
        ("press_keys", {"keys": ["ctrl+hyper+x"]}, "no key with the name hyper"),
        ("press_keys", {"keys": ["ctrl++"]}, "the key + is called plus"),
        ("press_keys", {"keys": ["a", "a"]}, "a is named twice"),
        ("press_keys", {"keys": list("abcdefg")}, "at most 6"),
        (
            "press_keys",
            {"keys": "a", "modifiers": "b"},
            "modifiers must be one of ctrl",
        ),
        ("press_keys", {"keys": "a", "repeats": 0}, "repeats must be from 1 to 100"),
        ("press_keys", {"keys": "a", "repeats": 101}, "repeats must be from 1 to 100"),
        ("press_keys", {"keys": "a", "hold": 1}, "only for modifiers"),
        (
            "press_keys",
            {"modifiers": "gui", "hold": 11},
            "hold must be from 0 s to 10 s",
        ),
        ("send_consumer", {"usage": "eject"}, "usage must be one of power"),
        ("send_consumer", {"usage": "mute", "repeats": 101}, "repeats must be from 1"),
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
    """A field that is wrong is named with what it may be, and nothing is pressed."""
    assert words in await refusal(hass, keyboard, action, **fields)
    assert host.reports == []


async def test_off(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A keyboard that is off is to be switched on."""
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, entry, "type_text", text=PASSWORD)
    assert caught.value.translation_key == "keyboard_off"
    assert "Turn on the switch" in str(caught.value)


async def test_no_host(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Where no host is connected, that is said."""
    await entry.runtime_data.device.hid.turn_on()
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, entry, "press_keys", keys=["enter"])
    assert caught.value.translation_key == "no_host"


@pytest.mark.parametrize("chip", ["esp32c6"])
async def test_not_built_in(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A firmware that is no keyboard says so."""
    for action, fields in (
        ("type_text", {"text": "x"}),
        ("press_keys", {"keys": ["a"]}),
        ("send_consumer", {"usage": "mute"}),
    ):
        with pytest.raises(HomeAssistantError) as caught:
            await call(hass, entry, action, **fields)
        assert caught.value.translation_key == "unsupported"
        assert "keyboard" in str(caught.value)


async def test_away(
    hass: HomeAssistant, keyboard: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """Nobody waits for a module that is not there."""
    device = keyboard.runtime_data.device
    simulator.unplug()
    await until(lambda: not device.state.online)
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, keyboard, "type_text", text="x")
    assert caught.value.translation_key == "connection_lost"
    simulator.plug()
    await until(lambda: device.state.online)


@pytest.mark.parametrize("options", [{"keystroke_interval": 5}], indirect=True)
async def test_host_goes(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """How far the text came is said, and why no further; not what it was."""
    text = PASSWORD * 20
    typing = hass.async_create_task(call(hass, keyboard, "type_text", text=text))
    await until(lambda: len(host.text) >= 12)
    typed = len(host.text)
    host.disconnect()
    with pytest.raises(HomeAssistantError) as caught:
        await typing
    assert caught.value.translation_key == "typing_stopped"
    placeholders = caught.value.translation_placeholders or {}
    assert typed - 1 <= int(placeholders["done"]) <= len(host.text)
    assert placeholders["total"] == str(len(text))
    message = str(caught.value)
    assert f"Only {placeholders['done']} of {len(text)} characters" in message
    assert "No host uses the keyboard" in message
    assert PASSWORD not in message
    assert host.quiet


@pytest.mark.parametrize("options", [{"keystroke_interval": 5}], indirect=True)
@pytest.mark.parametrize(
    ("verb", "words"),
    [("release", "let go on request"), ("turn_off", "The keyboard is off")],
)
async def test_given_up(
    hass: HomeAssistant,
    keyboard: MockConfigEntry,
    host: HidHost,
    *,
    verb: str,
    words: str,
) -> None:
    """Who lets everything go, or switches off, ends what is being typed."""
    typing = hass.async_create_task(
        call(hass, keyboard, "type_text", text=PASSWORD * 20)
    )
    await until(lambda: host.text)
    await getattr(keyboard.runtime_data.device.hid, verb)()
    with pytest.raises(HomeAssistantError) as caught:
        await typing
    assert caught.value.translation_key == "typing_stopped"
    assert words in str(caught.value)
    assert host.quiet


async def test_host_goes_between_presses(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """How often a key was pressed is said."""
    pressing = hass.async_create_task(
        call(hass, keyboard, "press_keys", modifiers=["gui"], hold=0.1, repeats=100)
    )
    await until(lambda: host.modifiers)
    host.disconnect()
    with pytest.raises(HomeAssistantError) as caught:
        await asyncio.wait_for(pressing, 5)
    assert caught.value.translation_key in {"no_host", "presses_stopped"}


async def test_what_is_typed_is_in_no_log(
    hass: HomeAssistant,
    keyboard: MockConfigEntry,
    host: HidHost,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A password is in none of our logs, neither as text nor as its keys."""
    logger = logging.getLogger("custom_components.esp_at")
    with caplog.at_level(logging.DEBUG, logger.name):
        await call(hass, keyboard, "type_text", text=PASSWORD)
    assert host.text == PASSWORD
    ours = [
        record.getMessage()
        for record in caplog.records
        if record.name.startswith(logger.name)
    ]
    lines = [line for line in ours if "BLEHIDKB" in line]
    assert lines
    assert all("BLEHIDKB=***" in line for line in lines)
    assert not any(PASSWORD in line for line in ours)
