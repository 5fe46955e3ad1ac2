"""What every group of handlers shares."""

from typing import TYPE_CHECKING, Any

from custom_components.esp_at.at.command import Command

from ..dispatcher import Refused
from ..profile import Build, Profile
from ..state import Nvs, Settings, State, save
from ..station import StationRadio
from ..tls import Authentication, CannotAuthenticate

if TYPE_CHECKING:
    from ..module import SimulatedModule


class Handlers:
    """One chapter's handlers; a method answers the command it is marked with."""

    def __init__(self, module: SimulatedModule) -> None:
        """Keep the module."""
        self.module = module

    @property
    def build(self) -> Build:
        """Return which firmware runs."""
        return self.module.build

    @property
    def profile(self) -> Profile:
        """Return the firmware's generation."""
        return self.module.profile

    @property
    def state(self) -> State:
        """Return what a restart resets."""
        return self.module.state

    @property
    def nvs(self) -> Nvs:
        """Return what outlasts a restart."""
        return self.module.nvs

    @property
    def settings(self) -> Settings:
        """Return the settings in effect."""
        return self.module.state.settings

    @property
    def station(self) -> StationRadio:
        """Return the side of the radio that joins networks."""
        return self.module.station

    def admit(self, command: type[Command[Any]]) -> None:
        """Refuse every command of the group where none of them works."""

    def save(self, **changes: Any) -> None:
        """Change settings, and save them unless the host forbade it."""
        save(self.state, self.nvs, **changes)

    def require(self, condition: object, code: int | None = None) -> None:
        """Refuse the command unless a condition holds."""
        if not condition:
            raise Refused(code=code)

    def require_certificates(self, side: str, wanted: Authentication) -> None:
        """Refuse an authentication whose certificates are not in the flash."""
        try:
            self.module.tls.context(side, wanted)
        except CannotAuthenticate as err:
            self.module.send(f"{err}\r\n".encode())
            raise Refused from None
