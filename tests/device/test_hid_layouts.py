"""What is typed is what the host reads, on every layout."""

import asyncio
import random

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.esp_at.device.device import (
    DeviceOptions,
    EspAtDevice,
    PortSettings,
)
from custom_components.esp_at.keyboard.layout import LAYOUTS, HostSystem, layout_of
from esp_at_simulator import SimulatedModule
from esp_at_simulator.hid_host import HidHost

from .helpers import until
from .keyboards import keyboard

ALL_LAYOUTS = pytest.mark.parametrize("name", sorted(LAYOUTS))
ALL_SYSTEMS = pytest.mark.parametrize("system", list(HostSystem))


@ALL_LAYOUTS
@ALL_SYSTEMS
async def test_every_character(
    port: str, simulator: SimulatedModule, *, name: str, system: HostSystem
) -> None:
    """Every character of a layout arrives."""
    layout = layout_of(name, system)
    text = "".join(sorted(layout.characters)) + "\n\tend"
    host = HidHost("PC", layout=name, system=system)
    async with keyboard(port, simulator, host=host) as (device, _):
        await device.hid.type_text(text, layout)
        assert host.text == text


@pytest.mark.parametrize("name", ["us", "pt_br"])
async def test_a_long_text(port: str, simulator: SimulatedModule, name: str) -> None:
    """Two thousand characters of all classes arrive as they are."""
    layout = layout_of(name, HostSystem.LINUX)
    characters = sorted(layout.characters | {"\n", "\t"})
    text = "".join(random.Random(2000).choices(characters, k=2000))
    host = HidHost("PC", layout=name)
    async with keyboard(port, simulator, host=host) as (device, _):
        await device.hid.type_text(text, layout)
        assert host.text == text


@ALL_SYSTEMS
async def test_unicode_entry(
    port: str, simulator: SimulatedModule, system: HostSystem
) -> None:
    """What the layout lacks is entered as the host's system offers it."""
    layout = layout_of("us", system)
    text = "ok ä€→ éé x😀"
    host = HidHost("PC", layout="us", system=system)
    async with keyboard(port, simulator, host=host) as (device, _):
        await device.hid.type_text(text, layout, unicode_entry=True)
        assert host.text == text


async def _type(name: str, texts: list[str]) -> list[str]:
    """Type texts one after the other; return what the host read of each."""
    module = SimulatedModule("4.1", "esp32", time_scale=0.01, families=("all",))
    host = HidHost("PC", layout=name)
    module.surroundings.hid_hosts.append(host)
    read = []
    async with module.on_pty() as port:
        options = DeviceOptions(keyboard=True, keystroke_interval=0)
        device = EspAtDevice(PortSettings(url=str(port)), options)
        await device.connect()
        await until(lambda: device.state.hid.connected)
        for text in texts:
            host.clear()
            await device.hid.type_text(text, layout_of(name, HostSystem.LINUX))
            read.append(host.text)
        assert host.quiet
        await device.close()
    return read


@st.composite
def _texts(draw: st.DrawFn) -> tuple[str, list[str]]:
    name = draw(st.sampled_from(sorted(LAYOUTS)))
    characters = sorted(layout_of(name, HostSystem.LINUX).characters | {"\n", "\t"})
    text = st.text(st.sampled_from(characters), min_size=1, max_size=60)
    return name, draw(st.lists(text, min_size=1, max_size=10))


@given(_texts())
@settings(max_examples=15, deadline=None)
def test_random_texts(written: tuple[str, list[str]]) -> None:
    """Whatever a layout has, in whatever order, is read as it was written."""
    name, texts = written
    assert asyncio.run(_type(name, texts)) == texts
