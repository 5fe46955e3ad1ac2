"""The firmware of a module is updated over its own network."""

from datetime import timedelta
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)
from syrupy.assertion import SnapshotAssertion

from custom_components.esp_at.update import FIRST_ASK
from tests.common import assert_platform, entity_id, state_of, until
from tests.conftest import HOME, PASSWORD

QUESTION = "AT+CIPFWVER?"

pytestmark = pytest.mark.usefixtures("socket_enabled")


def shown(hass: HomeAssistant) -> dict[str, Any]:
    """Return the attributes of the update."""
    state = hass.states.get(entity_id(hass, "update", "firmware"))
    assert state is not None
    return dict(state.attributes)


def pass_time(hass: HomeAssistant, delay: timedelta) -> None:
    """Let the next question be due."""
    async_fire_time_changed(hass, dt_util.utcnow() + delay + timedelta(seconds=1))


async def test_update(
    hass: HomeAssistant, entry: MockConfigEntry, snapshot: SnapshotAssertion
) -> None:
    """The update before the newest version is known."""
    assert_platform(hass, "update", snapshot)


@pytest.mark.parametrize("profile", ["2.0"])
async def test_table(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Of old firmware the newest version is known without a question."""
    await entry.runtime_data.device.wifi.join(HOME, PASSWORD)
    pass_time(hass, FIRST_ASK)
    await until(lambda: state_of(hass, "update", "firmware") == "on")
    assert shown(hass)["latest_version"] == "2.4.0.0"


@pytest.mark.parametrize(
    ("profile", "families", "words"),
    [
        ("2.3", ("all",), "no release"),
        ("3.5", ("all",), "no release"),
    ],
)
async def test_never_offered(
    hass: HomeAssistant, entry: MockConfigEntry, words: str
) -> None:
    """Where Espressif's firmware does not fit there is no update, and it says why."""
    found = shown(hass)
    assert state_of(hass, "update", "firmware") == "off"
    assert found["latest_version"] == found["installed_version"]
    assert found["supported_features"] == 0
    assert words in found["release_summary"]
    pass_time(hass, FIRST_ASK)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert state_of(hass, "update", "firmware") == "off"
