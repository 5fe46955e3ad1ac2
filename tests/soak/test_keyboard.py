"""A hundred thousand characters, while the host comes and goes as it likes."""

import asyncio
from random import Random
import unicodedata

import pytest

from custom_components.esp_at.device.connection import DeviceOptions, PortSettings
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.errors import NoHost, TypingStopped
from custom_components.esp_at.keyboard.chord import parse_chord
from custom_components.esp_at.keyboard.layout import HostSystem, layout_of
from esp_at_simulator.hid_host import HidHost
from esp_at_simulator.module import SimulatedModule

from ..common import until
from . import rounds
from .test_stream import MEGABYTE, memory

LONGEST = 200
MOST_GROWTH = 8 * MEGABYTE
AWAY_SECONDS = 0.002
FLAPS = 3
"""Every so many texts the host goes while one is typed."""


def connected(device: EspAtDevice, host: HidHost) -> bool:
    """Return whether both ends know of each other."""
    return host.connected and device.state.hid.connected


async def go_and_come(host: HidHost, seconds: float) -> None:
    """Disconnect after a while, and connect again."""
    await asyncio.sleep(seconds)
    host.disconnect()
    await asyncio.sleep(AWAY_SECONDS)
    await host.connect()


async def type_while_it_goes(
    device: EspAtDevice, host: HidHost, text: str, seconds: float
) -> int:
    """Type a text that is cut off, or not; return how much of it is there."""
    going = asyncio.create_task(go_and_come(host, seconds))
    stopped: TypingStopped | None = None
    try:
        await device.hid.type_text(text, layout_of(host.layout, HostSystem.LINUX))
    except TypingStopped as err:
        stopped = err
    except NoHost:
        stopped = TypingStopped(0, len(text))
    await going
    await until(lambda: connected(device, host))

    if stopped is None:
        assert host.text == text
        return len(text)
    assert stopped.total == len(text)
    # Whether the next one arrived, nobody knows
    assert host.text in (text[: stopped.done], text[: stopped.done + 1])
    await device.hid.press(parse_chord("escape"))  # a dead key may wait for its letter
    return stopped.done


@pytest.mark.parametrize("layout", ["us", "fr", "pt_br"])
async def test_a_text_without_end(layout: str) -> None:
    """What arrived is what was reported, nothing stays down, and memory is bounded."""
    random, typed, before = Random(layout), 0, 0
    characters = [*sorted(layout_of(layout, HostSystem.LINUX).characters), "\n", "\t"]
    module = SimulatedModule("4.1", time_scale=0)
    host = HidHost("PC", layout=layout)
    host.delay = AWAY_SECONDS
    module.surroundings.hid_hosts.append(host)
    async with module.on_pty() as path:
        device = EspAtDevice(
            PortSettings(url=path), DeviceOptions(keyboard=True, keystroke_interval=0)
        )
        await device.connect()
        await until(lambda: connected(device, host))
        wanted, texts = rounds(600, 100_000), 0
        while typed < wanted:
            text = unicodedata.normalize(
                "NFC", "".join(random.choices(characters, k=random.randint(1, LONGEST)))
            )
            host.clear()
            if texts % FLAPS:
                await device.hid.type_text(text, layout_of(layout, HostSystem.LINUX))
                assert host.text == text
                typed += len(text)
            else:
                cut = random.uniform(0, len(text) * 0.0005)
                typed += await type_while_it_goes(device, host, text, cut)
            assert host.quiet
            texts += 1
            before = before or memory()

        assert memory() - before < MOST_GROWTH
        assert device.client.counters.resyncs == 0
        await device.close()
