"""Actions of the station."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from esp_at_simulator import SimulatedModule
from esp_at_simulator.surroundings import Enterprise
from tests.common import state_of, until
from tests.conftest import HOME, PASSWORD
from tests.services.common import call


async def test_scan(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """A scan answers with all that is known of each network, the strongest first."""
    simulator.surroundings.add_access_point(
        "Near",
        password="",
        rssi=-30,
        channel=1,
        bssid="02:00:00:00:00:01",
        encryption=0,
    )
    response = await call(hass, entry, "scan_wifi")
    near, home = response["access_points"]
    assert near["ssid"] == "Near"
    assert near["bssid"] == "02:00:00:00:00:01"
    assert near["channel"] == 1
    assert near["encryption"] == "open"
    assert home["ssid"] == HOME
    assert near["rssi"] > home["rssi"]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"ssid": HOME}, {HOME}),
        ({"channel": 1}, {"Near"}),
        ({"bssid": "02:00:00:00:00:01"}, {"Near"}),
        ({"passive": True}, {HOME, "Near"}),
    ],
)
async def test_scan_for_some(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    simulator: SimulatedModule,
    fields: dict[str, str],
    found: set[str],
) -> None:
    """Each field of a scan narrows it."""
    simulator.surroundings.add_access_point(
        "Near", password="near by 1", rssi=-30, channel=1, bssid="02:00:00:00:00:01"
    )
    response = await call(hass, entry, "scan_wifi", **fields)
    assert {point["ssid"] for point in response["access_points"]} == found


async def test_join_and_leave(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """Joining answers with what was joined, entities follow, leaving undoes it."""
    response = await call(hass, entry, "join_wifi", ssid=HOME, password=PASSWORD)
    assert response["ssid"] == HOME
    assert response["channel"] == 6
    assert response["rssi"] < 0
    assert response["bssid"] == simulator.surroundings.access_point(HOME).bssid
    assert response["ip_address"].count(".") == 3
    await until(lambda: state_of(hass, "sensor", "ssid") == HOME)

    await call(hass, entry, "leave_wifi")
    await until(lambda: state_of(hass, "binary_sensor", "wifi") == "off")


async def test_join_one_of_several(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """The access point is the one that was asked for, though another is stronger."""
    simulator.surroundings.add_access_point(
        HOME, password=PASSWORD, rssi=-80, channel=11, bssid="02:00:00:00:00:02"
    )
    response = await call(
        hass,
        entry,
        "join_wifi",
        ssid=HOME,
        password=PASSWORD,
        bssid="02:00:00:00:00:02",
        timeout=5,
    )
    assert response["bssid"] == "02:00:00:00:00:02"
    assert response["channel"] == 11


async def test_join_refused(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A wrong password is called so."""
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, entry, "join_wifi", ssid=HOME, password="wrong horse")
    assert caught.value.translation_key == "join_wrong_password"


LOGIN = {"eap_method": "peap", "identity": "anonymous", "username": "module"}


async def test_join_enterprise(
    hass: HomeAssistant, entry: MockConfigEntry, simulator: SimulatedModule
) -> None:
    """An enterprise network is joined with a login instead of a shared password."""
    simulator.surroundings.add_access_point(
        "Campus",
        enterprise=Enterprise(identity="anonymous", username="module", password="yes"),
    )
    response = await call(
        hass, entry, "join_wifi", ssid="Campus", password="yes", **LOGIN
    )
    assert response["ssid"] == "Campus"
    assert any("AT+CWJEAP" in line for line in simulator.received)


async def test_join_enterprise_by_access_point(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """The firmware has no way to choose an access point of an enterprise network."""
    with pytest.raises(ServiceValidationError) as caught:
        await call(
            hass, entry, "join_wifi", ssid="X", bssid="02:00:00:00:00:01", **LOGIN
        )
    assert caught.value.translation_key == "enterprise_takes_no_bssid"


@pytest.mark.parametrize("families", [()])
async def test_no_enterprise(
    hass: HomeAssistant, entry: MockConfigEntry, families: tuple[str, ...]
) -> None:
    """A standard build says that it cannot join such a network."""
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, entry, "join_wifi", ssid="Campus", **LOGIN)
    assert caught.value.translation_key == "unsupported"
