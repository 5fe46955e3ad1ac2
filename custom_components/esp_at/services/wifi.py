"""Actions of the station: the networks around, and the one that it joins."""

from dataclasses import asdict

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import probatio

from ..device.device import EspAtDevice
from .action import EspAtAction, invalid

_JOIN_SECONDS = probatio.All(probatio.Coerce(int), probatio.Range(min=3, max=600))


async def _scan_wifi(
    device: EspAtDevice,
    *,
    ssid: str | None = None,
    bssid: str | None = None,
    channel: int | None = None,
    passive: bool = False,
) -> ServiceResponse:
    """Answer with the access points around, the strongest first."""
    found = await device.wifi.scan(
        ssid=ssid, bssid=bssid, channel=channel, passive=passive
    )
    return {"access_points": [asdict(access_point) for access_point in found]}


async def _join_wifi(
    device: EspAtDevice,
    *,
    ssid: str,
    password: str | None = None,
    bssid: str | None = None,
    timeout: int | None = None,
    eap_method: str | None = None,
    identity: str = "",
    username: str | None = None,
    client_certificate: bool = False,
    verify_server: bool = False,
) -> ServiceResponse:
    """Join a network, and answer with what was joined."""
    if eap_method is None:
        await device.wifi.join(ssid, password, bssid=bssid, timeout=timeout)
    elif bssid is not None:
        raise invalid("enterprise_takes_no_bssid")
    else:
        await device.wifi.join_enterprise(
            ssid,
            method=eap_method,
            identity=identity,
            username=username,
            password=password,
            security=client_certificate | verify_server << 1,
            timeout=timeout,
        )
    station = device.state.station
    return {
        "ssid": station.ssid,
        "bssid": station.bssid,
        "channel": station.channel,
        "rssi": station.rssi,
        "ip_address": station.address.ip if station.address else None,
    }


async def _leave_wifi(device: EspAtDevice) -> None:
    """Leave the network."""
    await device.wifi.leave()


ACTIONS = (
    EspAtAction(
        name="scan_wifi",
        run=_scan_wifi,
        fields={
            probatio.Optional("ssid"): cv.string,
            probatio.Optional("bssid"): cv.string,
            probatio.Optional("channel"): probatio.Coerce(int),
            probatio.Optional("passive"): cv.boolean,
        },
        response=SupportsResponse.ONLY,
    ),
    EspAtAction(
        name="join_wifi",
        run=_join_wifi,
        fields={
            probatio.Required("ssid"): cv.string,
            probatio.Optional("password"): cv.string,
            probatio.Optional("bssid"): cv.string,
            probatio.Optional("timeout"): _JOIN_SECONDS,
            probatio.Optional("eap_method"): probatio.In(["tls", "peap", "ttls"]),
            probatio.Optional("identity"): cv.string,
            probatio.Optional("username"): cv.string,
            probatio.Optional("client_certificate"): cv.boolean,
            probatio.Optional("verify_server"): cv.boolean,
        },
        response=SupportsResponse.OPTIONAL,
    ),
    EspAtAction(name="leave_wifi", run=_leave_wifi, fields={}),
)
