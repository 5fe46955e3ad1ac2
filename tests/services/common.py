"""How a test calls an action."""

from typing import Any

from homeassistant.const import ATTR_CONFIG_ENTRY_ID
from homeassistant.core import HomeAssistant, SupportsResponse
from homeassistant.exceptions import ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.esp_at.const import DOMAIN


async def call(
    hass: HomeAssistant, entry: MockConfigEntry, action: str, **fields: Any
) -> Any:
    """Call an action as a user does; return its response, if it has one."""
    supports = hass.services.supports_response(DOMAIN, action)
    return await hass.services.async_call(
        DOMAIN,
        action,
        {ATTR_CONFIG_ENTRY_ID: entry.entry_id, **fields},
        blocking=True,
        return_response=supports is not SupportsResponse.NONE,
    )


async def refusal(
    hass: HomeAssistant, entry: MockConfigEntry, action: str, **fields: Any
) -> str:
    """Call an action with a field that is wrong; return what is said of it."""
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, entry, action, **fields)
    return str(caught.value)
