"""The examples of the README for the keyboard do what it says to a computer."""

import asyncio
from typing import Any

from homeassistant.components.automation import DOMAIN as AUTOMATION
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.esp_at.keyboard.usages import ConsumerUsage, MouseButton
from esp_at_simulator.hid_host import HidHost
from tests.common import until
from tests.isolated_network import IsolatedNetwork
from tests.readme import AUTOMATIONS, example, run, set_up, turn_off

pytestmark = pytest.mark.usefixtures("socket_enabled", "keyboard")


async def test_what_is_typed(hass: HomeAssistant, host: HidHost) -> None:
    """What the examples type, press and point at is what the computer sees."""
    await run(hass, [example("type_text")])
    assert host.text == "Dinner is ready!\n"
    await run(hass, [example("press_keys")])
    assert host.shortcuts == ["ctrl+alt+delete"]
    await run(hass, [example("send_consumer")])
    assert host.consumer == [ConsumerUsage.VOLUME_DOWN] * 3
    await run(hass, [example("move_mouse")])
    assert host.pointer == (300, -40)
    await run(hass, [example("click_mouse")])
    assert host.clicks == [MouseButton.LEFT] * 2
    await run(hass, [example("drag_mouse")])
    assert host.drags == [(MouseButton.LEFT, (300, -40), (300, 160))]
    await run(hass, [example("scroll")])
    assert host.wheel == -5
    assert host.quiet


def hurried(block: dict[str, Any]) -> dict[str, Any]:
    """Return an automation that waits for nobody's machine to start."""
    actions = [
        {"delay": 0} if "delay" in action else action for action in block["actions"]
    ]
    return {**block, "actions": actions}


async def start(
    hass: HomeAssistant, block: dict[str, Any], event_data: dict[str, Any] | None = None
) -> None:
    """Set an automation up, and run it: by its event, or as by its button."""
    await set_up(hass, AUTOMATION, [hurried(block)])
    if event_data is None:
        (state,) = hass.states.async_all(AUTOMATION)
        await hass.services.async_call(
            AUTOMATION, "trigger", {"entity_id": state.entity_id}, blocking=True
        )
    else:
        hass.bus.async_fire("zha_event", event_data)
    await hass.async_block_till_done()


async def test_unlock(
    hass: HomeAssistant,
    online: MockConfigEntry,
    around: IsolatedNetwork,
    host: HidHost,
) -> None:
    """The PC is woken, and unlocked once it is connected; no trace of it is kept."""
    (block,) = [block for block in AUTOMATIONS if "pc_password" in str(block)]
    host.disconnect()
    device = online.runtime_data.device
    await until(lambda: not device.state.hid.connected)
    running = asyncio.create_task(start(hass, block))
    await until(lambda: around.packets)
    assert around.packets == [b"\xff" * 6 + bytes.fromhex("001132abcdef") * 16]
    assert not host.strokes
    await host.connect()
    await running
    assert host.strokes[0] == "escape"
    assert host.text == "pc_password\n"
    await turn_off(hass)


async def test_tv_box(hass: HomeAssistant, host: HidHost) -> None:
    """The box is controlled by keys, by media keys and by a text."""
    (block,) = [block for block in AUTOMATIONS if "The news" in str(block)]
    await start(hass, block)
    assert host.text.endswith("news channel live\n")
    assert host.strokes[:4] == ["alt+escape", "up", "right", "enter"]
    assert host.consumer[-5:] == [ConsumerUsage.VOLUME_UP] * 5
    await turn_off(hass)


async def test_macro(hass: HomeAssistant, host: HidHost) -> None:
    """The button of the macro, and no other one, types on the host."""
    (block,) = [block for block in AUTOMATIONS if "zha_event" in str(block)]
    (pressed,) = [trigger["event_data"] for trigger in block["triggers"]]
    await start(hass, block, {**pressed, "command": "double"})
    assert not host.strokes
    hass.bus.async_fire("zha_event", pressed)
    await until(lambda: host.text.endswith(":") and host.quiet)
    assert host.shortcuts == ["gui+r"]
    assert host.text.startswith("notepad\nNote of ")
    await turn_off(hass)
