"""Who is in reach of whom over BLE: hosts that want a keyboard, and modules."""

from collections.abc import Iterable, MutableSequence
from typing import TYPE_CHECKING, overload, override

if TYPE_CHECKING:
    from .hid_device import HidDevice
    from .hid_host import HidHost

SUPERVISION_SECONDS = 0.05
"""How long either side takes to notice that the other is gone without a word."""


class Air(MutableSequence["HidHost"]):
    """The hosts in reach; one that comes hears of the modules, one that goes is lost."""

    def __init__(self) -> None:
        """Start empty."""
        self.supervision_seconds = SUPERVISION_SECONDS
        self.devices: list[HidDevice] = []
        """The modules that have advertised, and are still on."""
        self._hosts: list[HidHost] = []

    @overload
    def __getitem__(self, index: int) -> HidHost: ...

    @overload
    def __getitem__(self, index: slice) -> list[HidHost]: ...

    @override
    def __getitem__(self, index: int | slice) -> HidHost | list[HidHost]:
        """Return hosts by their place."""
        return self._hosts[index]

    @overload
    def __setitem__(self, index: int, host: HidHost) -> None: ...

    @overload
    def __setitem__(self, index: slice, host: Iterable[HidHost]) -> None: ...

    @override
    def __setitem__(
        self, index: int | slice, host: HidHost | Iterable[HidHost]
    ) -> None:
        """Put hosts in the place of others."""
        before = tuple(self._hosts)
        # The overloads pair an index with one host and a slice with several; in here
        # the type checker has lost that
        self._hosts[index] = host  # type: ignore[index, assignment]  # paired above
        self._changed(before)

    @override
    def __delitem__(self, index: int | slice) -> None:
        """Take hosts out of reach."""
        before = tuple(self._hosts)
        del self._hosts[index]
        self._changed(before)

    @override
    def __len__(self) -> int:
        """Return how many hosts are in reach."""
        return len(self._hosts)

    @override
    def insert(self, index: int, value: HidHost) -> None:
        """Bring a host into reach."""
        before = tuple(self._hosts)
        self._hosts.insert(index, value)
        self._changed(before)

    def _changed(self, before: tuple[HidHost, ...]) -> None:
        for host in before:
            if host not in self._hosts:
                host.leave()
        for host in self._hosts:
            if host not in before:
                host.enter(self)

    @property
    def advertising(self) -> HidDevice | None:
        """Return a module that waits for a host."""
        return next((device for device in self.devices if device.advertises), None)

    def advertised(self, device: HidDevice) -> None:
        """Tell the hosts that a module waits."""
        if device not in self.devices:
            self.devices.append(device)
        for host in tuple(self._hosts):
            host.look()

    def switch_off(self, device: HidDevice) -> None:
        """Take a module away for good; nobody waits for the last one any more."""
        if device in self.devices:
            self.devices.remove(device)
        for host in tuple(self._hosts):
            host.forget_link(device, waits=bool(self.devices))
