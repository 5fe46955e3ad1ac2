"""What a module notices of its surroundings while it is on."""

from typing import TYPE_CHECKING

from .receiver import State

if TYPE_CHECKING:
    from .module import SimulatedModule
    from .surroundings import Phone


class Senses:
    """One module's view of what changes around it."""

    def __init__(self, module: SimulatedModule) -> None:
        """Keep the module."""
        self._module = module

    @property
    def _awake(self) -> bool:
        return self._module.receiver.state is not State.DEAF

    def networks_changed(self) -> None:
        """Notice networks that went, and WPS buttons."""
        if self._awake:
            self._module.station.networks_changed()
            self._module.provisioning.look_for_button()

    def stations_changed(self) -> None:
        """Notice stations that came or went."""
        if self._awake:
            self._module.soft_ap.update()

    def phone_sent(self, phone: Phone) -> None:
        """Listen to a phone."""
        if self._awake:
            self._module.provisioning.phone_sent(phone)

    def cable_changed(self) -> None:
        """Notice the Ethernet cable."""
        if self._awake:
            self._module.wired.update()
