"""The module as a keyboard, a mouse and a remote: advertising, bonds and reports."""

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from custom_components.esp_at.at.commands.hid import (
    HidHostConnected,
    HidHostDisconnected,
)

from .hid_reports import REPORT_MAP
from .state import next_mac

if TYPE_CHECKING:
    from .hid_air import Air
    from .hid_host import HidHost
    from .module import SimulatedModule

START_SECONDS = 0.4
"""How long the Bluetooth controller takes to start, and to end."""

QUEUE = 12
"""How many reports wait for the air at most; further ones are lost, unsaid."""

REPORTS_PER_EVENT = 4
"""How many reports leave each time that the host listens."""


class HidDevice:
    """One module's side of BLE HID; one host at a time."""

    def __init__(self, module: SimulatedModule) -> None:
        """Start switched off."""
        self._module = module
        self.host: HidHost | None = None
        """Who is connected."""
        self._last: HidHost | None = None
        """Who was connected last; it may not have noticed yet that it is no more."""
        self.name = ""
        """Under which name hosts find the module, as it was when HID started."""
        self.report_map = REPORT_MAP
        self.has_memory = True
        """Whether Bluetooth can start; firmware that does much else has no heap left."""
        self._waiting: deque[bytes] = deque()
        self._event: asyncio.TimerHandle | None = None

    @property
    def _air(self) -> Air:
        return self._module.surroundings.hid_hosts

    @property
    def address(self) -> str:
        """Return the Bluetooth address."""
        return next_mac(self._module.nvs.settings.station_mac, 2)

    @property
    def advertises(self) -> bool:
        """Return whether a host may connect."""
        return self._module.state.hid and self.host is None

    def leave(self) -> None:
        """Be gone for good."""
        self.stop()
        if self._last is not None:
            self._last.forget_link(self, waits=False)
        self._air.switch_off(self)

    def start(self) -> None:
        """Become a HID device that advertises."""
        self.name = self._module.nvs.hid_name
        self._module.state.hid = True
        self.advertise()

    def advertise(self) -> None:
        """Tell the hosts in reach that one of them may connect."""
        if self.advertises:
            self._air.advertised(self)

    def stop(self) -> None:
        """End it without a word: the host notices by and by."""
        self._module.state.hid = False
        host, self.host = self.host, None
        self._forget_reports()
        if host is not None:
            host.link_fades(self)

    def accept(self, host: HidHost) -> bool:
        """Let a host connect; return whether it stays.

        It does not if only one side remembers that they are bonded.
        """
        if not self.advertises:
            return False
        self.host = self._last = host
        bonds = self._module.nvs.bonds
        self._module.emit(HidHostConnected())
        if (host.address in bonds) != host.bonded:
            self.host = None
            self._module.emit(HidHostDisconnected())
            return False
        if host.address not in bonds:
            bonds.append(host.address)
        return True

    def lost(self, host: HidHost) -> None:
        """Notice that a host is gone, and advertise again."""
        if self.host is not host:
            return
        self.host = None
        self._forget_reports()
        self._module.emit(HidHostDisconnected())
        self.advertise()

    def send(self, *reports: bytes) -> None:
        """Notify the host of reports, as soon as it listens."""
        for report in reports:
            host = self.host
            if host is None:
                return
            if not host.interval:
                host.take(report)
            elif len(self._waiting) >= QUEUE:
                host.lost_reports += 1
            else:
                self._waiting.append(report)
                self._await_event(host)

    def _await_event(self, host: HidHost) -> None:
        if self._event is None:
            loop = asyncio.get_running_loop()
            self._event = loop.call_later(host.interval, self._listened)

    def _listened(self) -> None:
        self._event = None
        for _ in range(REPORTS_PER_EVENT):
            if self._waiting and self.host is not None:
                self.host.take(self._waiting.popleft())
        if self._waiting and self.host is not None:
            self._await_event(self.host)

    def _forget_reports(self) -> None:
        self._waiting.clear()
        if self._event is not None:
            self._event.cancel()
            self._event = None
