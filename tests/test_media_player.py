"""The media player: the host as a dashboard's cards control it."""

from contextlib import suppress
from typing import override

from homeassistant.components.media_player import (
    ATTR_MEDIA_VOLUME_MUTED,
    MediaPlayerDeviceClass,
)
from homeassistant.const import ATTR_ASSUMED_STATE, ATTR_DEVICE_CLASS
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.esp_at.keyboard.usages import ConsumerUsage
from esp_at_simulator.hid_host import HidHost
from tests.common import call, entity_id, state_of, until

MUTE = ConsumerUsage.MUTE
POWER = ConsumerUsage.POWER


async def act(hass: HomeAssistant, action: str, **data: bool) -> str:
    """Call an action; return the state of the player."""
    await call(hass, "media_player", action, "keyboard", **data)
    return state_of(hass, "media_player", "keyboard")


def muted(hass: HomeAssistant) -> bool | None:
    """Return whether the host is assumed to be mute."""
    state = hass.states.get(entity_id(hass, "media_player", "keyboard"))
    assert state is not None
    assert state.attributes[ATTR_ASSUMED_STATE] is True
    assert state.attributes[ATTR_DEVICE_CLASS] == MediaPlayerDeviceClass.TV
    found: bool | None = state.attributes.get(ATTR_MEDIA_VOLUME_MUTED)
    return found


@pytest.mark.parametrize(
    ("action", "usage", "state"),
    [
        ("media_play", ConsumerUsage.PLAY, "playing"),
        ("media_play_pause", ConsumerUsage.PLAY, "playing"),
        ("media_pause", ConsumerUsage.PAUSE, "paused"),
        ("media_next_track", ConsumerUsage.NEXT, "on"),
        ("media_previous_track", ConsumerUsage.PREVIOUS, "on"),
        ("volume_up", ConsumerUsage.VOLUME_UP, "on"),
        ("volume_down", ConsumerUsage.VOLUME_DOWN, "on"),
        ("turn_off", ConsumerUsage.POWER, "off"),
        ("toggle", ConsumerUsage.POWER, "off"),
    ],
)
async def test_keys(
    hass: HomeAssistant,
    keyboard: MockConfigEntry,
    host: HidHost,
    *,
    action: str,
    usage: ConsumerUsage,
    state: str,
) -> None:
    """Each action is a media key of the host, and what it does is assumed."""
    assert state_of(hass, "media_player", "keyboard") == "on"
    assert await act(hass, action) == state
    assert host.consumer == [usage]


async def test_play_and_pause(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """One button plays and pauses in turn; other keys leave that as it is."""
    assert await act(hass, "media_play_pause") == "playing"
    assert await act(hass, "media_next_track") == "playing"
    assert await act(hass, "media_play_pause") == "paused"
    assert host.consumer == [
        ConsumerUsage.PLAY,
        ConsumerUsage.NEXT,
        ConsumerUsage.PAUSE,
    ]


async def test_mute(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """The key toggles: it is pressed only for what is not assumed already."""
    await act(hass, "volume_mute", is_volume_muted=False)
    assert host.consumer == []
    await act(hass, "volume_mute", is_volume_muted=True)
    await act(hass, "volume_mute", is_volume_muted=True)
    assert muted(hass) is True
    assert host.consumer == [MUTE]
    await act(hass, "volume_mute", is_volume_muted=False)
    assert muted(hass) is False
    assert host.consumer == [MUTE, MUTE]

    await act(hass, "volume_mute", is_volume_muted=True)
    await act(hass, "volume_up")
    assert muted(hass) is False


async def test_power(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """So does that of power: a host in standby stays connected."""
    assert await act(hass, "turn_on") == "on"
    assert host.consumer == []
    assert await act(hass, "turn_off") == "off"
    assert await act(hass, "turn_off") == "off"
    assert host.consumer == [POWER]
    assert await act(hass, "turn_on") == "on"
    assert host.consumer == [POWER, POWER]


async def test_host_comes_and_goes(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """Without a host it is off; nothing is assumed of one that comes back."""
    await act(hass, "media_play")
    await act(hass, "volume_mute", is_volume_muted=True)
    host.disconnect()
    await until(lambda: state_of(hass, "media_player", "keyboard") == "off")
    await host.connect()
    await until(lambda: state_of(hass, "media_player", "keyboard") == "on")
    assert muted(hass) is False


async def test_host_is_there_already(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """A host that stayed while Home Assistant restarted is on."""
    await call(hass, "switch", "turn_on", "keyboard")
    assert await hass.config_entries.async_reload(keyboard.entry_id)
    assert state_of(hass, "media_player", "keyboard") == "on"
    assert await act(hass, "media_play") == "playing"


class Leaving(HidHost):
    """A host that leaves as soon as a key is pressed."""

    @override
    def take(self, report: bytes) -> None:
        """Take it, and leave."""
        super().take(report)
        if self.consumer and self.connected:
            self.disconnect()


@pytest.mark.parametrize("host", [Leaving("TV")])
async def test_host_leaves_at_once(
    hass: HomeAssistant, keyboard: MockConfigEntry, host: HidHost
) -> None:
    """Nothing is assumed of a host that has left when the key was sent."""
    with suppress(HomeAssistantError):
        await act(hass, "media_play")
    assert host.consumer == [ConsumerUsage.PLAY]
    await until(lambda: state_of(hass, "media_player", "keyboard") == "off")


@pytest.mark.parametrize("action", ["turn_on", "toggle", "media_play", "volume_up"])
async def test_without_a_host(
    hass: HomeAssistant, entry: MockConfigEntry, action: str
) -> None:
    """Keys that nobody gets are told."""
    await call(hass, "switch", "turn_on", "keyboard")
    with pytest.raises(HomeAssistantError) as caught:
        await act(hass, action)
    assert caught.value.translation_key == "no_host"
    with pytest.raises(HomeAssistantError):
        await act(hass, "volume_mute", is_volume_muted=False)
    assert state_of(hass, "media_player", "keyboard") == "off"
