"""The host of the keyboard as a media player, which the media keys control."""

from dataclasses import dataclass
from typing import override

from homeassistant.components.media_player import (
    MediaPlayerDeviceClass,
    MediaPlayerEntity,
    MediaPlayerEntityDescription,
    MediaPlayerEntityFeature,
    MediaPlayerState,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import EspAtConfigEntry, EspAtCoordinator
from .entity import EspAtEntityDescription
from .errors import translate_errors
from .keyboard.usages import ConsumerUsage
from .keyboard_entity import KEYBOARD, EspAtKeyboardEntity, keyboard_entities

# One at a time, as the module takes commands
PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class EspAtMediaPlayerEntityDescription(
    EspAtEntityDescription, MediaPlayerEntityDescription
):
    """Describe a media player of a module."""


async def async_setup_entry(
    hass: HomeAssistant,
    entry: EspAtConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the media player of a module that can be a keyboard."""
    async_add_entities(
        keyboard_entities(
            entry,
            EspAtMediaPlayer,
            (
                EspAtMediaPlayerEntityDescription(
                    key=KEYBOARD, device_class=MediaPlayerDeviceClass.TV
                ),
            ),
        )
    )


class EspAtMediaPlayer(EspAtKeyboardEntity, MediaPlayerEntity):
    """Controls the host by its media keys; what it shows is what was sent.

    A host tells nothing of itself. The keys for power and mute toggle: they are sent
    only if what is asked for is not shown already. The button Power always toggles.
    """

    _attr_assumed_state = True
    _attr_name = None
    _attr_translation_key = "keyboard"
    _attr_supported_features = (
        MediaPlayerEntityFeature.PLAY
        | MediaPlayerEntityFeature.PAUSE
        | MediaPlayerEntityFeature.NEXT_TRACK
        | MediaPlayerEntityFeature.PREVIOUS_TRACK
        | MediaPlayerEntityFeature.VOLUME_STEP
        | MediaPlayerEntityFeature.VOLUME_MUTE
        | MediaPlayerEntityFeature.TURN_ON
        | MediaPlayerEntityFeature.TURN_OFF
    )
    entity_description: EspAtMediaPlayerEntityDescription

    def __init__(
        self,
        coordinator: EspAtCoordinator,
        description: EspAtMediaPlayerEntityDescription,
    ) -> None:
        """Know of no host yet."""
        super().__init__(coordinator, description)
        self._connected = False
        self._start()

    @override
    async def async_added_to_hass(self) -> None:
        """Assume the usual of a host that is connected."""
        await super().async_added_to_hass()
        self._follow()

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Forget what was assumed when the host comes or goes."""
        self._follow()
        super()._handle_coordinator_update()

    def _follow(self) -> None:
        connected = self.coordinator.data.hid.connected
        if connected is not self._connected:
            self._connected = connected
            self._start()

    def _start(self) -> None:
        self._attr_state = (
            MediaPlayerState.ON if self._connected else MediaPlayerState.OFF
        )
        self._attr_is_volume_muted = False

    @override
    async def async_media_play(self) -> None:
        """Press Play."""
        await self._press(ConsumerUsage.PLAY, MediaPlayerState.PLAYING)

    @override
    async def async_media_pause(self) -> None:
        """Press Pause."""
        await self._press(ConsumerUsage.PAUSE, MediaPlayerState.PAUSED)

    @override
    async def async_media_next_track(self) -> None:
        """Press Next."""
        await self._press(ConsumerUsage.NEXT)

    @override
    async def async_media_previous_track(self) -> None:
        """Press Previous."""
        await self._press(ConsumerUsage.PREVIOUS)

    @override
    async def async_volume_up(self) -> None:
        """Press Volume up, which hosts also take as the end of mute."""
        await self._press(ConsumerUsage.VOLUME_UP, muted=False)

    @override
    async def async_volume_down(self) -> None:
        """Press Volume down."""
        await self._press(ConsumerUsage.VOLUME_DOWN)

    @override
    async def async_mute_volume(self, mute: bool) -> None:
        """Press Mute, unless a host is assumed to be as asked for."""
        if mute is not self._attr_is_volume_muted or not self._connected:
            await self._press(ConsumerUsage.MUTE, muted=mute)

    @override
    async def async_turn_on(self) -> None:
        """Press Power, unless the host is assumed to be on."""
        if self._attr_state is MediaPlayerState.OFF:
            await self._press(ConsumerUsage.POWER, MediaPlayerState.ON)

    @override
    async def async_turn_off(self) -> None:
        """Press Power, unless the host is assumed to be off."""
        if self._attr_state is not MediaPlayerState.OFF:
            await self._press(ConsumerUsage.POWER, MediaPlayerState.OFF)

    async def _press(
        self,
        usage: ConsumerUsage,
        state: MediaPlayerState | None = None,
        *,
        muted: bool | None = None,
    ) -> None:
        """Press a media key; then assume what is given."""
        with translate_errors():
            await self.hid.consumer(usage)
        if not self._connected:
            return  # the host left meanwhile
        if state is not None:
            self._attr_state = state
        if muted is not None:
            self._attr_is_volume_muted = muted
        self.async_write_ha_state()
