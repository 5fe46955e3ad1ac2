"""What a device can say beyond the errors of the line."""

from enum import StrEnum

from ..at.errors import EspAtError, TransportError


class NothingAnswers(TransportError):
    """Nothing at all came over the line: wiring, or the wrong port."""

    def __init__(self) -> None:
        """Say it."""
        super().__init__("nothing answers")


class NotEspAt(TransportError):
    """Something answers, but not as ESP-AT does: baud rate, or other firmware."""

    def __init__(self) -> None:
        """Say it."""
        super().__init__("what answers is not ESP-AT")


class FirmwareTooOld(EspAtError):
    """The module's firmware is older than anything that works."""

    def __init__(self, version: str) -> None:
        """Keep the version that was found."""
        super().__init__(f"ESP-AT {version} is too old")
        self.version = version


class Unsupported(EspAtError):
    """The module's firmware or chip lacks what was asked for."""

    def __init__(self, feature: str, firmware: str) -> None:
        """Name the feature, as a key, and the firmware."""
        super().__init__(f"{feature} is not in the firmware ({firmware})")
        self.feature, self.firmware = feature, firmware


class JoinFailure(StrEnum):
    """Why the station could not join."""

    TIMEOUT = "timeout"
    WRONG_PASSWORD = "wrong_password"
    NOT_FOUND = "not_found"
    FAILED = "failed"
    UNKNOWN = "unknown"


class JoinFailed(EspAtError):
    """The station could not join the access point."""

    def __init__(self, reason: JoinFailure) -> None:
        """Keep the module's reason."""
        super().__init__(f"joining failed: {reason.value.replace('_', ' ')}")
        self.reason = reason


class NoReply(EspAtError):
    """A host did not answer an echo request."""

    def __init__(self, host: str) -> None:
        """Keep the host."""
        super().__init__(f"{host} does not answer")
        self.host = host


class NotResolved(EspAtError):
    """A name has no address, or no DNS server answers."""

    def __init__(self, host: str) -> None:
        """Keep the name."""
        super().__init__(f"{host} cannot be resolved")
        self.host = host
