"""SmartConfig and WPS."""

import pytest

from custom_components.esp_at.at.errors import InvalidParameter
from custom_components.esp_at.device import provisioning
from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.errors import Unsupported
from custom_components.esp_at.device.provisioning import SmartConfig
from custom_components.esp_at.device.state import (
    DeviceEvent,
    WifiChange,
    WifiChanged,
    WifiMode,
)
from esp_at_simulator import SimulatedModule

from .helpers import until


@pytest.fixture
def heard(device: EspAtDevice) -> list[WifiChange]:
    """Return what happens to the Wi-Fi from now on."""
    changes: list[WifiChange] = []

    def note(event: DeviceEvent) -> None:
        if isinstance(event, WifiChanged):
            changes.append(event.change)

    device.subscribe_events(note)
    return changes


@pytest.mark.parametrize("profile", ["1.1", "2.0", "4.1"])
@pytest.mark.parametrize(
    ("kind", "phone"),
    [
        (SmartConfig.ESPTOUCH, "ESPTOUCH"),
        (SmartConfig.AIRKISS, "AIRKISS"),
        (SmartConfig.BOTH, "AIRKISS"),
    ],
)
async def test_smartconfig(
    device: EspAtDevice,
    simulator: SimulatedModule,
    heard: list[WifiChange],
    *,
    kind: SmartConfig,
    phone: str,
) -> None:
    """A telephone tells the network; the module joins it and the end is told."""
    simulator.surroundings.add_access_point("Attic", password="under the roof")
    assert device.provisioning.supports_smartconfig

    await device.provisioning.start_smartconfig(kind)
    simulator.surroundings.smartconfig("Attic", "under the roof", kind=phone)
    await until(lambda: WifiChange.SMARTCONFIG_FINISHED in heard)

    assert WifiChange.SMARTCONFIG_STARTED in heard
    await until(lambda: device.state.station.ssid == "Attic")


async def test_second_version(
    device: EspAtDevice, simulator: SimulatedModule, heard: list[WifiChange]
) -> None:
    """The second version takes a key, and data beside the network."""
    simulator.surroundings.add_access_point("Attic", password="under the roof")

    await device.provisioning.start_smartconfig(
        SmartConfig.ESPTOUCH_V2, "0123456789abcdef"
    )
    simulator.surroundings.smartconfig(
        "Attic", "under the roof", kind="ESPTOUCH_V2", data="OK\r\n"
    )
    await until(lambda: WifiChange.SMARTCONFIG_FINISHED in heard)

    assert 'AT+CWSTARTSMART=4,,"0123456789abcdef"' in simulator.received


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (SmartConfig.ESPTOUCH_V2, "short"),
        (SmartConfig.ESPTOUCH_V2, "0123456789abcde\ud83d"),
        (SmartConfig.ESPTOUCH_V2, "0123456789abcde\n"),
        (SmartConfig.ESPTOUCH, "0123456789abcdef"),
    ],
)
async def test_wrong_key(
    device: EspAtDevice, heard: list[WifiChange], kind: SmartConfig, key: str
) -> None:
    """A key that does not fit is refused, and nothing starts."""
    with pytest.raises(InvalidParameter) as caught:
        await device.provisioning.start_smartconfig(kind, key)

    assert caught.value.parameter == "key"
    assert WifiChange.SMARTCONFIG_STARTED not in heard


@pytest.mark.parametrize("profile", ["2.0", "2.3"])
async def test_no_second_version_before_2_4(device: EspAtDevice) -> None:
    """Older firmware lacks the second version, and the verb says so."""
    with pytest.raises(Unsupported):
        await device.provisioning.start_smartconfig(SmartConfig.ESPTOUCH_V2)


async def test_switches_the_station_on(device: EspAtDevice) -> None:
    """Both ways need the station, and switch it on."""
    await device.wifi.set_mode(WifiMode.ACCESS_POINT)
    await device.provisioning.start_smartconfig(SmartConfig.BOTH)
    assert device.state.wifi_mode is WifiMode.BOTH
    await device.provisioning.stop_smartconfig()


async def test_ends_by_itself(
    device: EspAtDevice,
    simulator: SimulatedModule,
    heard: list[WifiChange],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The module must be told to stop, and is, at the next refresh."""
    monkeypatch.setattr(provisioning, "_STOP_AFTER", 0.0)
    simulator.surroundings.add_access_point("Attic", password="under the roof")
    await device.provisioning.start_smartconfig(SmartConfig.BOTH)
    simulator.surroundings.smartconfig("Attic", "under the roof")
    await until(lambda: WifiChange.SMARTCONFIG_FINISHED in heard)

    await until(lambda: "AT+CWSTOPSMART" in simulator.received)


async def test_stop(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """A stopped SmartConfig listens to no telephone."""
    await device.provisioning.start_smartconfig(SmartConfig.BOTH)
    await device.provisioning.stop_smartconfig()

    assert simulator.provisioning.smartconfig is None


async def test_wps(
    device: EspAtDevice, simulator: SimulatedModule, heard: list[WifiChange]
) -> None:
    """The router's button lets the module in."""
    simulator.surroundings.add_access_point("Attic", password="under the roof")
    assert device.provisioning.supports_wps

    await device.provisioning.start_wps()
    simulator.surroundings.press_wps_button("Attic")
    await until(lambda: device.state.station.ssid == "Attic")

    assert WifiChange.GOT_ADDRESS in heard


async def test_stop_wps(device: EspAtDevice, simulator: SimulatedModule) -> None:
    """A stopped WPS waits for no button."""
    await device.provisioning.start_wps()
    await device.provisioning.stop_wps()

    assert not simulator.provisioning.wps
