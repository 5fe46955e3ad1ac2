"""What the emulator's radio did in each recorded session.

The recordings' firmware is real, their radio is not: whether a join succeeded, which
networks a scan found and what came to the module's access point is told here, so
that the simulated module meets the same surroundings.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from esp_at_simulator import Network, SimulatedModule
from esp_at_simulator.passthrough import NETWORK_SECONDS
from esp_at_simulator.sntp import PORT as TIME_PORT, TimeServer
from tests.recordings import Exchange, Recording

ESPRESSIF, MASSEY, OWN = "Espressif", "MasseyWifi", "PICSimLabWifi"
NETWORK = Network(
    address="10.0.2.15", gateway="10.0.2.2", netmask="255.255.255.0", dns="10.0.2.3"
)
_POINTS = {ESPRESSIF: (5, 0x51), MASSEY: (10, 0x52), OWN: (1, 0x56)}
_RESTARTS = (b"AT+RST\r\n", b"AT+RESTORE\r\n")

# From when on a session's radio showed which networks; at first it was the first two
_IN_RANGE: dict[str, tuple[tuple[float, tuple[str, ...]], ...]] = {
    "2.0.0_frame": ((0, ()),),
    "2.0.0_tcp": ((0, (ESPRESSIF, MASSEY, OWN)),),
    "2.0.0_wifi": ((0, (ESPRESSIF, MASSEY, OWN)),),
    "2.3.0_frame": ((0, ()),),
    "2.3.0_tcp": ((0, (ESPRESSIF, MASSEY, OWN)),),
    "3.4.0_frame": ((0, ()),),
    "3.4.0_tcp": ((0, (ESPRESSIF, MASSEY, OWN)),),
    "3.4.0_wifi": ((95.107, ()),),
    "3.5.0_frame": ((0, ()),),
    "3.5.0_tcp": ((0, (ESPRESSIF, MASSEY, OWN)),),
    "3.5.0_wifi": ((67.558, (ESPRESSIF,)),),
}
# From when until when the networks let nobody join
_DEAF = {
    "2.3.0_udp": (39.515, float("inf")),
    "3.5.0_udp": (48.162, float("inf")),
    "2.3.0_boot": (9.656, 24.168),
    "3.4.0_boot": (13.349, float("inf")),
}
# When a station wanted to join the module's access point
_STATIONS = {
    "2.0.0_frame": (17.027, "10:01:00:c4:0a:56"),
    "2.3.0_frame": (14.141, "10:13:46:bf:31:50"),
    "3.4.0_frame": (17.094, "10:01:00:c4:0a:56"),
    "3.5.0_frame": (18.399, "10:01:00:c4:0a:56"),
}
# Where a network led to names and a time server
_OUTSIDE = ("3.4.0_wifi",)
_GATEWAY, _NEW_YEAR_2026 = "10.0.2.2", 1767225600.0


@dataclass
class Radio:
    """Changes around the module at certain points of a session."""

    recording: Recording
    module: SimulatedModule

    def before(self, exchange: Exchange) -> None:
        """Set the radio up for what the recording is about to show."""
        if exchange.sent in _RESTARTS:
            self.module.boot_seconds = self._until_ready(exchange)
        self.show_from(exchange.time)
        start, end = _DEAF.get(self.recording.name, (0.0, 0.0))
        for point in self.module.surroundings.access_points:
            point.answers = not start <= exchange.time < end
        start, mac = _STATIONS.get(self.recording.name, (0.0, ""))
        if start == exchange.time:
            own = self.module.state.settings.soft_ap.ssid
            self.module.surroundings.add_station(mac, ssid=own, uses_dhcp=False)

    def show_from(self, time: float) -> None:
        """Let be in range what is from this time on."""
        for start, ssids in _IN_RANGE.get(self.recording.name, ()):
            if start == time:
                self.show(*ssids)

    def show(self, *ssids: str) -> None:
        """Let exactly these networks be in range."""
        around = self.module.surroundings
        for ssid in {point.ssid for point in around.access_points} - set(ssids):
            around.remove_access_point(ssid)
        for ssid in ssids:
            if any(point.ssid == ssid for point in around.access_points):
                continue
            channel, last = _POINTS[ssid]
            point = around.add_access_point(
                ssid,
                channel=channel,
                bssid=f"10:01:00:c4:0a:{last:02x}",
                network=NETWORK,
            )
            point.protocols, point.wps = 3, False

    @asynccontextmanager
    async def time_server(self) -> AsyncIterator[None]:
        """Let the gateway tell the time that it told, where it told one."""
        internet = self.module.surroundings.internet
        if self.recording.name not in _OUTSIDE:
            yield
            return
        internet.names["host.test"] = _GATEWAY
        async with TimeServer(lambda: _NEW_YEAR_2026).serve() as peer:
            internet.add_service((_GATEWAY, TIME_PORT), peer)
            yield

    def _until_ready(self, exchange: Exchange) -> float:
        for transfer in self.recording.transfers:
            if transfer.time > exchange.time and b"\r\nready\r\n" in transfer.data:
                seconds = transfer.time - exchange.time
                if self.module.nvs.passthrough is None:
                    return seconds
                return max(seconds - NETWORK_SECONDS - 0.1, 0.5)
        return self.module.boot_seconds


def prepare(recording: Recording, module: SimulatedModule) -> Radio:
    """Put the networks of a session around a module."""
    radio = Radio(recording, module)
    radio.show(ESPRESSIF, MASSEY)
    radio.show_from(0)
    return radio
