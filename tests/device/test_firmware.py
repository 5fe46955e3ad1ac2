"""Which firmware it is, and what it can do."""

from contextlib import suppress

from hypothesis import given, strategies as st
import pytest

from custom_components.esp_at.at.commands import basic, ethernet, wifi
from custom_components.esp_at.device.device import (
    DeviceOptions,
    EspAtDevice,
    PortSettings,
)
from custom_components.esp_at.device.errors import FirmwareTooOld, NotEspAt
from custom_components.esp_at.device.firmware import Firmware

REPORTS = {
    "1.1": (
        "AT version:1.1.0.0(e83e1f4 - Jun  1 2018 07:10:27)",
        "SDK version:v3.0",
        "compile time:Jun  6 2018 17:27:52",
    ),
    "2.0": (
        "AT version:2.0.0.0(e44648c - Nov  4 2019 02:18:57)",
        "SDK version:v3.3",
        "compile time(7cac7ad):Nov  4 2019 06:11:40",
        "Bin version:2.0.0(WROOM-32)",
    ),
    "2.3": (
        "AT version:2.3.0.0-dev(e98993f - ESP32 - Dec 23 2021 09:03:31)",
        "SDK version:v4.2.2-331-g5595042-dirty",
        "compile time(9ff1373):Dec 31 2021 00:12:35",
        "Bin version:2.2.0(WROOM-32)",
    ),
    "3.4": (
        "AT version:3.4.0.0(s-c31b833 - ESP32 - Jun  7 2024 03:48:17)",
        "SDK version:v5.0.6-dirty",
        "compile time(70ff5889):Jun  7 2024 04:46:00",
        "Bin version:v3.4.0.0(WROOM-32)",
    ),
    "4.1": (
        "AT version:4.1.1.0(b0c9fd3 - ESP32-C3 - Aug 12 2025 08:00:00)",
        "SDK version:v5.0.8",
        "compile time(b0c9fd3):Aug 12 2025 08:10:00",
        "Bin version:v4.1.1.0(MINI-1)",
    ),
}


@pytest.mark.parametrize(
    ("release", "version", "chip", "module"),
    [
        ("1.1", (1, 1, 0, 0), "ESP32", ""),
        ("2.0", (2, 0, 0, 0), "ESP32", "WROOM-32"),
        ("2.3", (2, 3, 0, 0), "ESP32", "WROOM-32"),
        ("3.4", (3, 4, 0, 0), "ESP32", "WROOM-32"),
        ("4.1", (4, 1, 1, 0), "ESP32-C3", "MINI-1"),
    ],
)
def test_report(
    release: str, version: tuple[int, ...], *, chip: str, module: str
) -> None:
    """Every generation's report is read; old ones do not name their chip."""
    firmware = Firmware.from_report(REPORTS[release])

    assert firmware.version == version
    assert firmware.version_text.startswith(release)
    assert firmware.chip == chip
    assert firmware.module == module
    assert firmware.sdk.startswith("v")


@pytest.mark.parametrize("lines", [(), ("hello",), ("SDK version:v3.3",)])
def test_no_report(lines: tuple[str, ...]) -> None:
    """What does not tell a version is not ESP-AT."""
    with pytest.raises(NotEspAt):
        Firmware.from_report(lines)


@pytest.mark.parametrize(
    ("core", "image", "official"),
    [
        ("2.0.0.0", "2.0.0", True),
        ("3.4.0.0", "v3.4.0.0", True),
        ("3.4.0.0", "v3.4.0.0-dev", False),
        ("2.3.0.0-dev", "2.3.0", False),
        ("2.3.0.0", "2.2.0", False),
    ],
)
def test_official(core: str, image: str, official: bool) -> None:
    """An official image is of its core's own version, and neither is a draft."""
    lines = (f"AT version:{core}(x - ESP32)", f"Bin version:{image}(WROOM-32)")
    assert Firmware.from_report(lines).is_release is official
    assert not Firmware.from_report(lines[:1]).is_release


@given(
    core=st.text(alphabet="0123456789.-v(dev)", max_size=20),
    image=st.text(alphabet="0123456789.-v(dev)", max_size=20),
)
def test_any_report(core: str, image: str) -> None:
    """Whatever a module says of itself, it is read or refused."""
    with suppress(NotEspAt, FirmwareTooOld):
        Firmware.from_report((f"AT version:{core}", f"Bin version:{image}"))


def test_too_old() -> None:
    """Firmware from before anything works is refused with its version."""
    with pytest.raises(FirmwareTooOld) as caught:
        Firmware.from_report(("AT version:1.0.0.0(a - Nov  1 2017 00:00:00)",))

    assert caught.value.version == "1.0.0.0"


def test_supports_by_version() -> None:
    """Without a list of commands version and chip decide, and special builds do not count."""
    firmware = Firmware.from_report(REPORTS["2.0"])

    assert firmware.supports(wifi.GetAccessPoint)
    assert firmware.supports(wifi.TestLeave)
    assert not firmware.supports(wifi.RejoinAccessPoint)
    assert not firmware.supports(basic.GetTemperature)
    assert not firmware.supports(ethernet.GetEthernetMac)


def test_supports_by_list() -> None:
    """The module's own list decides where it has one, form by form."""
    listed = Firmware.from_report(
        REPORTS["4.1"], frozenset({"AT+CWJAP", "AT+CWJAP?", "AT+SYSTEMP?"})
    )

    assert listed.supports(wifi.RejoinAccessPoint)
    assert listed.supports(wifi.GetAccessPoint)
    assert listed.supports(basic.GetTemperature)
    assert not listed.supports(wifi.JoinAccessPoint)
    assert not listed.supports(wifi.GetStationState)
    assert not listed.supports(ethernet.GetEthernetMac)
    assert listed.chip_key == "esp32c3"


@pytest.mark.parametrize(
    ("profile", "chip", "name"),
    [
        ("1.1", "esp32", "ESP32"),
        ("2.0", "esp32", "ESP32"),
        ("3.4", "esp32", "ESP32"),
        ("4.1", "esp32c6", "ESP32C6"),
        ("5.0", "esp32c3", "ESP32C3"),
    ],
)
async def test_of_a_module(port: str, profile: str, name: str) -> None:
    """What a module runs is known once it is connected."""
    device = EspAtDevice(PortSettings(url=port), DeviceOptions())
    await device.connect()

    assert device.firmware.version_text.startswith(profile)
    assert device.firmware.chip.replace("-", "") == name
    assert (device.firmware.commands is None) == (profile in ("1.1", "2.0"))
    await device.close()
