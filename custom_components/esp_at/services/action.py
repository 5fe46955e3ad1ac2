"""How an action is described and registered."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from homeassistant.const import ATTR_CONFIG_ENTRY_ID
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv, service
import probatio

from ..const import DOMAIN
from ..coordinator import EspAtConfigEntry
from ..errors import translate_errors

_CONNECTION = "connection"


@dataclass(frozen=True, kw_only=True)
class EspAtAction:
    """Describe an action.

    ``run`` is called with the device and, as keywords, the ``fields`` that were given;
    a field ``connection`` is the key of the connection that the user named. What it
    returns is the response. An action ``of_entry`` gets the entry in place of its
    device: where an option says what a field left out means.
    """

    name: str
    run: Callable[..., Awaitable[ServiceResponse]]
    fields: Mapping[probatio.Marker, Any]
    response: SupportsResponse = SupportsResponse.NONE
    admin_only: bool = False
    of_entry: bool = False


@callback
def async_register_action(hass: HomeAssistant, action: EspAtAction) -> None:
    """Register an action; it fails with a translated error."""

    async def run(call: ServiceCall) -> ServiceResponse:
        """Run the action on the module of the entry."""
        fields = dict(call.data)
        entry: EspAtConfigEntry = service.async_get_config_entry(
            hass, DOMAIN, fields.pop(ATTR_CONFIG_ENTRY_ID)
        )
        if (named := fields.get(_CONNECTION)) is not None:
            fields[_CONNECTION] = _connection_key(entry, named)
        with translate_errors():
            return await action.run(
                entry if action.of_entry else entry.runtime_data.device, **fields
            )

    schema = probatio.Schema(
        {probatio.Required(ATTR_CONFIG_ENTRY_ID): cv.string, **action.fields}
    )
    if action.admin_only:
        service.async_register_admin_service(
            hass, DOMAIN, action.name, run, schema, action.response
        )
    else:
        hass.services.async_register(DOMAIN, action.name, run, schema, action.response)


def invalid(translation_key: str) -> ServiceValidationError:
    """Return the error for fields that do not go together."""
    return ServiceValidationError(
        translation_domain=DOMAIN, translation_key=translation_key
    )


def _connection_key(entry: EspAtConfigEntry, named: str) -> str:
    """Return the key of a kept connection that is called by its name or its id."""
    if named in entry.subentries:
        return named
    found = [
        subentry.subentry_id
        for subentry in entry.subentries.values()
        if subentry.title == named
    ]
    if not found:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="connection_unknown",
            translation_placeholders={"connection": named},
        )
    if len(found) > 1:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="connection_ambiguous",
            translation_placeholders={"connection": named},
        )
    return found[0]
