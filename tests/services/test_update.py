"""The action that installs firmware."""

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import (
    HomeAssistantError,
    ServiceValidationError,
    Unauthorized,
)
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.esp_at.const import DOMAIN
from esp_at_simulator import SimulatedModule
from esp_at_simulator.update_server import NAME, UpdateServer
from tests.common import until
from tests.services.common import call


async def test_install(
    hass: HomeAssistant, online: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """The module fetches the image, restarts and is set up with what it runs now."""
    server = UpdateServer("4.1.9.0")
    async with server.serve(simulator.surroundings):
        await call(hass, online, "update_firmware", url=f"http://{NAME}/images/4.1.9.0")
    assert server.asked == ["/images/4.1.9.0"]

    def runs_it() -> bool:
        if online.state is not ConfigEntryState.LOADED:
            return False
        device = online.runtime_data.device
        return bool(device.firmware.version_text == "4.1.9.0" and device.state.online)

    await until(runs_it)
    await hass.async_block_till_done()


async def test_no_image(
    hass: HomeAssistant, online: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """Where there is no image the module keeps what it runs."""
    async with UpdateServer("4.1.9.0").serve(simulator.surroundings):
        with pytest.raises(HomeAssistantError) as caught:
            await call(hass, online, "update_firmware", url=f"http://{NAME}/images/9.9")
    assert caught.value.translation_key == "update_install"
    assert online.runtime_data.device.state.online


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("esp-at.bin", "url must be a URL that begins with http:// or https://"),
        ("http://nas/a\r\nb", "url must be a URL"),
        (f"http://nas/{'x' * 8192}", "url must be 1 to 8192 bytes"),
    ],
)
async def test_bad_url(
    hass: HomeAssistant,
    online: MockConfigEntry,
    simulator: SimulatedModule,
    url: str,
    words: str,
) -> None:
    """What is no URL, or too long, is refused; nothing is sent."""
    sent = len(simulator.received)
    with pytest.raises(ServiceValidationError, match=words):
        await call(hass, online, "update_firmware", url=url)
    assert len(simulator.received) == sent


@pytest.mark.parametrize("profile", ["2.0"])
async def test_old_firmware(
    hass: HomeAssistant, online: MockConfigEntry, profile: str
) -> None:
    """Firmware that fetches nothing says so."""
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, online, "update_firmware", url="http://nas/a.bin")
    assert caught.value.translation_key == "unsupported"


async def test_administrators_only(
    hass: HomeAssistant, online: MockConfigEntry, hass_read_only_user: MockUser
) -> None:
    """Others may not change what the module runs."""
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            DOMAIN,
            "update_firmware",
            {"config_entry_id": online.entry_id, "url": "http://nas/a.bin"},
            blocking=True,
            context=Context(user_id=hass_read_only_user.id),
        )
