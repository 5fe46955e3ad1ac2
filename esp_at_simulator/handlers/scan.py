"""Wi-Fi AT commands: looking for networks."""

from collections.abc import Iterable

from custom_components.esp_at.at.commands import wifi
from custom_components.esp_at.at.fields import to_bytes
from custom_components.esp_at.at.layout import parameters

from ..surroundings import AccessPoint
from .wifi import WifiHandlers

CHANNEL_SECONDS = 0.12
"""What a scan spends on a channel; listening takes three times as long."""

CHANNELS = 13
SHORT, LONG = 0x1F, 0x7FF
"""The masks of AT+CWLAPOPT that show the first five fields, and all."""


class ScanHandlers(WifiHandlers):
    """Looking for networks."""

    @wifi.SetScanOutput.handler
    async def set_output(self, command: wifi.SetScanOutput) -> None:
        """Choose what a scan prints."""
        self.require(command.fields <= self.profile.lap_mask)
        self.state.lap_sort = int(command.sort)
        self.state.lap_mask = command.fields
        if command.minimum_rssi is not None:
            self.state.lap_rssi = command.minimum_rssi
        if command.encryptions is not None:
            self.state.lap_encryptions = command.encryptions

    @wifi.ListAccessPoints.handler
    async def list_all(
        self, command: wifi.ListAccessPoints
    ) -> tuple[wifi.FoundAccessPoint, ...]:
        """Scan all channels."""
        self.require(self.station.enabled)
        await self.module.sleep(CHANNELS * CHANNEL_SECONDS)
        return self._print(point for point in self._points() if not point.hidden)

    @wifi.FindAccessPoints.handler
    async def find(
        self, command: wifi.FindAccessPoints
    ) -> tuple[wifi.FoundAccessPoint, ...]:
        """Scan for what is named."""
        self.require(self.station.enabled)
        channels = 1 if command.channel else CHANNELS
        passive = command.scan_type is wifi.ScanType.PASSIVE
        await self.module.sleep(channels * CHANNEL_SECONDS * (3 if passive else 1))
        return self._print(
            point
            for point in self._points()
            if command.ssid in (None, point.ssid)
            and (command.bssid is None or command.bssid.lower() == point.bssid)
            and (not command.channel or command.channel == point.channel)
            and (command.ssid is not None or not point.hidden)
        )

    def _points(self) -> list[AccessPoint]:
        state = self.state
        points = [
            point
            for point in self.module.surroundings.access_points
            if point.rssi >= state.lap_rssi
            and state.lap_encryptions >> point.encryption & 1
        ]
        if state.lap_sort:
            return sorted(points, key=lambda point: -point.rssi)
        return sorted(points, key=lambda point: point.channel)

    def _print(
        self, points: Iterable[AccessPoint]
    ) -> tuple[wifi.FoundAccessPoint, ...]:
        mask = self.state.lap_mask
        records = tuple(_found(point, long=mask > SHORT) for point in points)
        if mask in (SHORT, LONG):
            return records
        for record in records:
            self.module.send(self._masked(record, mask))
        return ()

    def _masked(self, record: wifi.FoundAccessPoint, mask: int) -> bytes:
        shown = [
            parameter.shape.print(getattr(record, parameter.name), self.profile.version)
            for bit, parameter in enumerate(parameters(type(record)))
            if mask >> bit & 1
        ]
        return to_bytes(f"+CWLAP:({','.join(shown)})\r\n")


def _found(point: AccessPoint, *, long: bool) -> wifi.FoundAccessPoint:
    cipher = wifi.Cipher.CCMP if point.encryption else wifi.Cipher.NONE
    return wifi.FoundAccessPoint(
        encryption=wifi.Encryption(point.encryption),
        ssid=point.ssid,
        rssi=point.rssi,
        bssid=point.bssid,
        channel=point.channel,
        frequency_offset=-1 if long else None,
        frequency_calibration=-1 if long else None,
        pairwise_cipher=cipher if long else None,
        group_cipher=cipher if long else None,
        protocols=wifi.Protocols(point.protocols) if long else None,
        wps=point.wps if long else None,
    )
