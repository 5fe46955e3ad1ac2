"""The connections that are kept: one for each subentry of a module's config entry.

Home Assistant tells that an entry has changed, not what of it. So the subentries are
compared with what is kept, and only what was added, edited or removed is touched: the
module and its other connections go on. An update listener would not do: it excludes
flows that reload an entry by themselves, as ours do.
"""

import asyncio
from collections.abc import Callable, Iterator

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
    ConfigEntryState,
    ConfigSubentry,
)
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from .connection_settings import KINDS, framing, payload
from .const import DOMAIN
from .device.connections import ConnectionState, KeptConnection, Message
from .device.device import EspAtDevice

# In seconds: counters grow with every message, and Home Assistant need not see each
_TELLING_INTERVAL = 1.0


class EspAtConnection:
    """A kept connection as its entities see it: it stays when its subentry is edited."""

    def __init__(
        self, hass: HomeAssistant, subentry: ConfigSubentry, kept: KeptConnection
    ) -> None:
        """Take over a connection that the device keeps."""
        self._loop = hass.loop
        self._listeners: list[Callable[[], None]] = []
        self._message_listeners: list[Callable[[Message], None]] = []
        self._told: ConnectionState | None = None
        self._pause: asyncio.TimerHandle | None = None
        self._stops: tuple[Callable[[], None], ...] = ()
        self.async_take(subentry, kept)

    @callback
    def async_take(self, subentry: ConfigSubentry, kept: KeptConnection) -> None:
        """Go on with another connection of the device, made after an edit."""
        self.async_close()
        self.key = subentry.subentry_id
        self.type = subentry.subentry_type
        self.title = subentry.title
        self.settings = subentry.data
        self._kept = kept
        self._stops = (
            kept.subscribe(self._take_state),
            kept.subscribe_messages(self._take_message),
        )
        self._tell()

    @callback
    def async_close(self) -> None:
        """Listen to the device no more."""
        for stop in self._stops:
            stop()
        self._stops = ()
        if self._pause is not None:
            self._pause.cancel()
            self._pause = None

    @property
    def state(self) -> ConnectionState:
        """Return how the connection is doing."""
        return self._kept.state

    @callback
    def async_listen(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Call back when the state has changed; return how to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @callback
    def async_listen_messages(
        self, listener: Callable[[Message], None]
    ) -> CALLBACK_TYPE:
        """Call back with each message; return how to stop."""
        self._message_listeners.append(listener)
        return lambda: self._message_listeners.remove(listener)

    async def async_send(self, text: str) -> None:
        """Send what a user has typed; raise EspAtError."""
        await self._kept.send(payload(self.settings, text))

    @callback
    def _take_state(self, state: ConnectionState) -> None:
        """Tell at once what matters, and counters once in a while."""
        told = self._told
        if told is None or (state.connected, state.peers, state.error) != (
            told.connected,
            told.peers,
            told.error,
        ):
            self._tell()
        elif self._pause is None:
            self._tell()
            self._pause = self._loop.call_later(_TELLING_INTERVAL, self._end_pause)

    @callback
    def _end_pause(self) -> None:
        self._pause = None
        if self.state != self._told:
            self._take_state(self.state)

    @callback
    def _tell(self) -> None:
        self._told = self.state
        for listener in tuple(self._listeners):
            listener()

    @callback
    def _take_message(self, message: Message) -> None:
        for listener in tuple(self._message_listeners):
            listener(message)


class Connections:
    """Keeps a connection for each subentry of an entry, as long as it is loaded."""

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry, device: EspAtDevice
    ) -> None:
        """Keep nothing yet."""
        self._hass = hass
        self._entry = entry
        self._device = device
        self._connections: dict[str, EspAtConnection] = {}
        self._adders: list[Callable[[EspAtConnection], None]] = []
        self._edit = asyncio.Lock()
        self._closed = False

    def __iter__(self) -> Iterator[EspAtConnection]:
        """Return every connection that is kept."""
        return iter(tuple(self._connections.values()))

    @callback
    def async_set_up(self) -> None:
        """Keep a connection for each subentry, and follow their changes."""
        for subentry in self._entry.subentries.values():
            self._keep(subentry)
        self._entry.async_on_unload(
            async_dispatcher_connect(
                self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._entry_changed
            )
        )
        self._entry.async_on_unload(self._close)

    @callback
    def async_for_each(self, add: Callable[[EspAtConnection], None]) -> None:
        """Call back with each connection, and with those that are added later."""
        self._adders.append(add)
        for connection in self:
            add(connection)

    @callback
    def _close(self) -> None:
        """Leave the connections to the device, which ends them with itself."""
        self._closed = True
        for connection in self:
            connection.async_close()

    @callback
    def _entry_changed(self, change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if (
            entry is self._entry
            and change is ConfigEntryChange.UPDATED
            and entry.state is ConfigEntryState.LOADED
        ):
            entry.async_create_task(self._hass, self._follow(), "esp_at connections")

    async def _follow(self) -> None:
        """Bring what is kept to what the subentries say."""
        async with self._edit:
            subentries = self._entry.subentries
            for key in set(self._connections) - set(subentries):
                self._connections.pop(key).async_close()
                await self._device.connections.drop(key)
            for subentry in tuple(subentries.values()):
                if self._is_closed():
                    return
                connection = self._connections.get(subentry.subentry_id)
                if connection is None:
                    connection = self._keep(subentry)
                    for add in self._adders:
                        add(connection)
                elif connection.settings != subentry.data:
                    await self._device.connections.drop(connection.key)
                    if self._is_closed():
                        return
                    connection.async_take(subentry, self._kept(subentry))
                connection.title = subentry.title
                self._name_device(connection)

    def _is_closed(self) -> bool:
        """Return whether the entry was unloaded, which may happen at any wait."""
        return self._closed

    def _keep(self, subentry: ConfigSubentry) -> EspAtConnection:
        connection = EspAtConnection(self._hass, subentry, self._kept(subentry))
        self._connections[connection.key] = connection
        return connection

    def _kept(self, subentry: ConfigSubentry) -> KeptConnection:
        return self._device.connections.keep(
            subentry.subentry_id,
            KINDS[subentry.subentry_type].endpoint(subentry.data),
            framing(subentry.data),
        )

    def _name_device(self, connection: EspAtConnection) -> None:
        """Call the device of a connection as its subentry is called."""
        registry = dr.async_get(self._hass)
        device = registry.async_get_device_by_identifier(
            (DOMAIN, device_identifier(self._device, connection.key)),
            self._entry.entry_id,
        )
        if device is not None and device.name != connection.title:
            registry.async_update_device(device.id, name=connection.title)


def device_identifier(device: EspAtDevice, key: str) -> str:
    """Return what tells the device of a connection from others in the registry."""
    return f"{device.mac}_{key}"
