"""What the buttons and the notify entity of the keyboard send, and what nobody learns."""

import asyncio
import json
import logging
from typing import Any

from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.esp_at.const import CONF_KEYBOARD
from custom_components.esp_at.keyboard.usages import ConsumerUsage
from esp_at_simulator.hid_host import HidHost
from tests.common import call, entity_id, until
from tests.kept import connect, send
from tests.services.relay import Relay

everything = pytest.mark.usefixtures("entity_registry_enabled_by_default")

MEDIA = (
    "play",
    "pause",
    "next",
    "previous",
    "volume_up",
    "volume_down",
    "mute",
    "stop",
    "power",
    "fast_forward",
    "rewind",
    "record",
    "channel_up",
    "channel_down",
)
KEYS = (
    "up",
    "down",
    "left",
    "right",
    "enter",
    "escape",
    "home",
    "page_up",
    "page_down",
    "tab",
    "backspace",
    "space",
    "gui",
)
USUAL = {*MEDIA[:7], *KEYS[:6]}


@everything
async def test_media_buttons(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """Each media key reaches the host."""
    for name in MEDIA:
        await call(hass, "button", "press", f"keyboard_{name}")
    assert host.consumer == [ConsumerUsage[name.upper()] for name in MEDIA]


@everything
async def test_key_buttons(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """Each key reaches the host."""
    for name in KEYS:
        await call(hass, "button", "press", f"keyboard_{name}")
    assert host.strokes == list(KEYS)


async def test_usual_buttons(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """What is rarely used must be enabled first."""
    enabled = {
        entity.unique_id.split("_keyboard_")[1]
        for entity in er.async_get(hass).entities.values()
        if entity.domain == "button"
        and "_keyboard_" in entity.unique_id
        and not entity.disabled
    }
    assert enabled == USUAL


@everything
async def test_release(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """Whatever is down is let go; the button is there for when something went wrong."""
    await keyboard.runtime_data.device.system.send_command("AT+BLEHIDKB=2,0,0,0,0,0,0")
    assert not host.quiet
    await call(hass, "button", "press", "keyboard_release")
    assert host.quiet
    button = er.async_get(hass).async_get(entity_id(hass, "button", "keyboard_release"))
    assert button is not None
    assert button.entity_category is EntityCategory.DIAGNOSTIC


@everything
@pytest.mark.parametrize("options", [{"keyboard": {"keystroke_interval": 1000}}])
async def test_release_ends_everything(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """A long text is given up, and so is who waits for its end."""
    typing = hass.async_create_task(
        call(hass, "notify", "send_message", "keyboard", message="A" * 1000)
    )
    await until(lambda: host.text)
    waiting = hass.async_create_task(call(hass, "button", "press", "keyboard_enter"))
    await asyncio.sleep(0.1)
    await call(hass, "button", "press", "keyboard_release")
    for given_up, reason in ((typing, "typing_stopped"), (waiting, "input_released")):
        with pytest.raises(HomeAssistantError) as caught:
            await given_up
        assert caught.value.translation_key == reason
    assert host.quiet
    assert "\n" not in host.text


@pytest.mark.parametrize(
    ("platform", "action", "key", "data"),
    [
        ("button", "press", "keyboard_enter", {}),
        ("button", "press", "keyboard_mute", {}),
        ("notify", "send_message", "keyboard", {"message": "Hello"}),
    ],
)
async def test_without_a_host(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    *,
    platform: str,
    action: str,
    key: str,
    data: dict[str, str],
) -> None:
    """A keyboard that is off, or that nobody uses, says so."""
    for reason in ("keyboard_off", "no_host"):
        with pytest.raises(HomeAssistantError) as caught:
            await call(hass, platform, action, key, **data)
        assert caught.value.translation_key == reason
        await call(hass, "switch", "turn_on", "keyboard")


async def test_typing(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """A message is typed; a title is a line of its own before it."""
    await call(hass, "notify", "send_message", "keyboard", message="Hello, World!")
    assert host.text == "Hello, World!"
    host.clear()
    await call(
        hass, "notify", "send_message", "keyboard", title="To do", message="Milk\nTea"
    )
    assert host.text == "To do\nMilk\nTea"


@pytest.mark.parametrize("options", [{"keyboard": {"keystroke_interval": 1000}}])
async def test_long_text(
    hass: HomeAssistant,
    keyboard: MockConfigEntry,
    online: MockConfigEntry,
    host: HidHost,
    relay: Relay,
) -> None:
    """What is being typed holds up no message of a kept connection."""
    kept = await connect(hass, online)
    typing = hass.async_create_task(
        call(hass, "notify", "send_message", "keyboard", message="x" * 100)
    )
    await until(lambda: host.text)
    await send(hass, kept, "on")
    await until(lambda: relay.heard == b"on")
    assert not typing.done()
    await call(hass, "switch", "turn_off", "keyboard")
    with pytest.raises(HomeAssistantError):
        await typing


@pytest.mark.parametrize(
    "options", [{"keyboard": {"layout": "de", "host_system": "linux"}}]
)
@pytest.mark.parametrize("host", [{"layout": "de"}], indirect=True)
async def test_layout_of_the_options(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """The options say how the host reads the keys."""
    await call(
        hass, "notify", "send_message", "keyboard", message="Zügig zum Café @ 5 €"
    )
    assert host.text == "Zügig zum Café @ 5 €"


async def test_not_typeable(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """What the layout lacks is named, and nothing is typed."""
    with pytest.raises(ServiceValidationError, match=r"^message .* Ω") as caught:
        await call(hass, "notify", "send_message", "keyboard", message="100 Ω")
    assert caught.value.translation_key == "invalid_not_typeable"
    assert not host.reports


@pytest.mark.parametrize("options", [{"keyboard": {"name": "Anna's sofa"}}])
async def test_secrecy(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    caplog: pytest.LogCaptureFixture,
    *,
    keyboard: MockConfigEntry,
    host: HidHost,
) -> None:
    """What is typed may be a password: no log and no diagnostics tell it.

    Nor do diagnostics tell the name, which may be that of a person.
    """
    caplog.set_level(logging.DEBUG, "custom_components.esp_at")
    await call(hass, "switch", "turn_on", "keyboard")
    await call(hass, "notify", "send_message", "keyboard", message="zzz")
    await call(hass, "remote", "send_command", "keyboard", command="ctrl+q")
    assert host.text == "zzz"
    assert host.shortcuts == ["ctrl+q"]
    found: Any = await get_diagnostics_for_config_entry(hass, hass_client, keyboard)

    assert "+BLEHIDKB" in json.dumps(found)
    assert found["state"]["hid"]["connected"] is True
    assert found["entry"]["data"][CONF_KEYBOARD] is True
    ours = [
        record.getMessage()
        for record in caplog.records
        if record.name.startswith("custom_components.esp_at")
    ]
    for text in (json.dumps(found["wire"]), "\n".join(ours)):
        sent = [line for line in text.split("AT+") if line.startswith("BLEHIDKB=")]
        assert sent
        assert all(line.startswith("BLEHIDKB=***") for line in sent)
    assert "sofa" not in json.dumps(found)
