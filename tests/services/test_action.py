"""What every action has in common."""

import inspect

from homeassistant.core import HomeAssistant, SupportsResponse
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.service import async_get_all_descriptions
import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.esp_at.const import DOMAIN
from custom_components.esp_at.services import ACTIONS
from custom_components.esp_at.services.action import EspAtAction
from tests.services.common import call


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_fields_are_what_runs(action: EspAtAction) -> None:
    """The fields of an action are the keywords of its function, required or not."""
    keywords = {
        name: parameter
        for name, parameter in inspect.signature(action.run).parameters.items()
        if parameter.kind is parameter.KEYWORD_ONLY
    }
    assert {str(field) for field in action.fields} == set(keywords)
    for field in action.fields:
        needed = keywords[str(field)].default is inspect.Parameter.empty
        assert isinstance(field, probatio.Required) is needed, field


async def test_entry_that_does_not_exist(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """An action names the entry that it does not find."""
    with pytest.raises(ServiceValidationError) as caught:
        await hass.services.async_call(
            DOMAIN, "leave_wifi", {"config_entry_id": "gone"}, blocking=True
        )
    assert caught.value.translation_key == "service_config_entry_not_found"


async def test_entry_that_is_not_loaded(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Actions stay when the entry goes, and say that it is not loaded."""
    await hass.config_entries.async_unload(entry.entry_id)
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, entry, "scan_wifi")
    assert caught.value.translation_key == "service_config_entry_not_loaded"


async def test_error_in_the_users_language(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """What the firmware lacks and what no module takes are two kinds of errors."""
    with pytest.raises(ServiceValidationError) as refused:
        await call(hass, entry, "join_wifi", ssid="x" * 33)
    assert refused.value.translation_domain == DOMAIN
    assert "ssid" in str(refused.value)

    with pytest.raises(HomeAssistantError) as failed:
        await call(hass, entry, "join_wifi", ssid="Nobody")
    assert not isinstance(failed.value, ServiceValidationError)
    assert failed.value.translation_key == "join_not_found"


async def test_descriptions(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Home Assistant reads the descriptions of every action, sections too."""
    described = (await async_get_all_descriptions(hass))[DOMAIN]
    assert set(described) == {action.name for action in ACTIONS}
    for action in ACTIONS:
        told = described[action.name]
        assert "config_entry_id" in told["fields"]
        assert ("response" in told) is (action.response is not SupportsResponse.NONE)
    assert "eap_method" in described["join_wifi"]["fields"]["enterprise"]["fields"]
