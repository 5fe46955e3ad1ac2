"""The steps in which a connection is added and edited."""

from collections.abc import Mapping
from typing import Any, ClassVar

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntryState,
    ConfigSubentry,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.const import CONF_NAME
import probatio

from ..connection_settings import KINDS
from ..const import CONF_LOCAL_PORT
from ..coordinator import EspAtConfigEntry
from ..device.sockets import MAX_LINKS
from .checks import check
from .forms import MESSAGES, SERVER, TCP_CLIENT, UDP_PEER, WEBSOCKET

# What would be translated, or taken for a placeholder, in a text
_EXAMPLES: Mapping[str, str] = {
    "escapes": r"`\r`, `\n`, `\t`, `\0`, `\\` and `\xNN`",
    "line_end": r"`\r\n`",
    "example_url": "`ws://192.168.4.2/events`",
    "example_authorization": "`Bearer abc`",
    "example_header": "`X-Api-Key: abc`",
}


class ConnectionFlow(ConfigSubentryFlow):
    """Asks where a connection leads, then for its messages, then adds or edits it."""

    form: ClassVar[probatio.Schema]
    most: ClassVar[int | None] = None
    """How many connections of the type a module can have; None if that is no limit."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._settings: dict[str, Any] = {}

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask where a new connection leads."""
        there = self._entry.get_subentries_of_type(self._subentry_type)
        if self.most is not None and len(there) >= self.most:
            return self.async_abort(reason="no_more")
        return await self._ask(user_input)

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask where a connection leads from now on."""
        return await self._ask(user_input)

    async def async_step_messages(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask where messages end and how they are written."""
        errors: dict[str, str] = {}
        if user_input is not None:
            settings, errors = check(user_input)
            if not errors:
                self._settings |= settings
                return await self._warn()
        return self.async_show_form(
            step_id="messages",
            data_schema=self._filled(MESSAGES, user_input),
            errors=errors,
            description_placeholders=_EXAMPLES,
        )

    async def async_step_links(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Keep the connection although the module has too few links for all."""
        return self._finish()

    @property
    def _entry(self) -> EspAtConfigEntry:
        return self._get_entry()

    async def _ask(self, user_input: dict[str, Any] | None) -> SubentryFlowResult:
        if self._entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="entry_not_loaded")
        errors: dict[str, str] = {}
        if user_input is not None:
            self._settings, errors = check(user_input)
            if self._settings.get(CONF_LOCAL_PORT) in self._local_ports():
                errors[CONF_LOCAL_PORT] = "local_port_taken"
            if not errors:
                return await self.async_step_messages()
        return self.async_show_form(
            step_id=self.source,
            data_schema=self._filled(self.form, user_input),
            errors=errors,
            description_placeholders=_EXAMPLES,
        )

    def _local_ports(self) -> set[int]:
        """Return the local ports of the module's other connections."""
        return {
            subentry.data[CONF_LOCAL_PORT]
            for subentry in self._entry.subentries.values()
            if subentry is not self._edited and CONF_LOCAL_PORT in subentry.data
        }

    async def _warn(self) -> SubentryFlowResult:
        """Finish, unless there would be more connections than links."""
        wanted = KINDS[self._subentry_type].links(self._settings) + sum(
            KINDS[subentry.subentry_type].links(subentry.data)
            for subentry in self._entry.subentries.values()
            if subentry is not self._edited
        )
        most = MAX_LINKS
        if wanted <= most:
            return self._finish()
        return self.async_show_form(
            step_id="links",
            data_schema=probatio.Schema({}),
            description_placeholders={"wanted": str(wanted), "most": str(most)},
        )

    def _finish(self) -> SubentryFlowResult:
        settings = dict(self._settings)
        title = settings.pop(CONF_NAME)
        if self._edited is None:
            return self.async_create_entry(title=title, data=settings)
        return self.async_update_and_abort(
            self._entry, self._edited, title=title, data=settings
        )

    @property
    def _edited(self) -> ConfigSubentry | None:
        """Return what is edited; None of a new connection."""
        if self.source != SOURCE_RECONFIGURE:
            return None
        return self._get_reconfigure_subentry()

    def _filled(
        self, form: probatio.Schema, user_input: dict[str, Any] | None
    ) -> probatio.Schema:
        """Return a form with what was typed in it, or what is kept."""
        edited = self._edited
        kept = {CONF_NAME: edited.title, **edited.data} if edited else None
        return self.add_suggested_values_to_schema(form, user_input or kept)


class TcpClientFlow(ConnectionFlow):
    """A connection to a server, over TLS if wanted."""

    form = TCP_CLIENT


class UdpPeerFlow(ConnectionFlow):
    """An exchange of datagrams."""

    form = UDP_PEER


class ServerFlow(ConnectionFlow):
    """A port that others connect to; a module has one server."""

    form = SERVER
    most = 1


class WebSocketFlow(ConnectionFlow):
    """A connection to a WebSocket server; a module has three."""

    form = WEBSOCKET
    most = 3
