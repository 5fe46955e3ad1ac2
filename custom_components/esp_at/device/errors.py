"""What a device can say beyond the errors of the line."""

from enum import StrEnum

from ..at.errors import EspAtError, TransportError
from .socket_types import CloseReason


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


class NotOnNetwork(EspAtError):
    """The module has no network to send anything over."""

    def __init__(self) -> None:
        """Say it."""
        super().__init__("the module is not on a network")


class NoFreeLink(EspAtError):
    """All of the module's links are taken."""

    def __init__(self, links: int) -> None:
        """Keep how many there are."""
        super().__init__(f"all {links} links are taken")
        self.links = links


class NoFreeWebSocket(NoFreeLink):
    """All of the module's WebSockets are taken."""


class ConnectFailed(EspAtError):
    """The other end could not be reached, or refused."""

    def __init__(self, host: str, port: int) -> None:
        """Keep where to."""
        super().__init__(f"no connection to {host}, port {port}")
        self.host, self.port = host, port


class SocketClosed(EspAtError):
    """The link has ended."""

    def __init__(self, reason: CloseReason) -> None:
        """Keep why."""
        super().__init__(f"the link is closed: {reason.value.replace('_', ' ')}")
        self.reason = reason


class SendFailed(EspAtError):
    """Not everything was sent; of the rest it is not known whether it arrived."""

    def __init__(self, sent: int, total: int) -> None:
        """Keep how many bytes went, of how many."""
        super().__init__(f"{sent} of {total} bytes were sent")
        self.sent, self.total = sent, total


class ServerRunning(EspAtError):
    """The module has one server, and it runs."""

    def __init__(self, port: int) -> None:
        """Keep its port."""
        super().__init__(f"the server runs already, at port {port}")
        self.port = port


class UnknownLink(EspAtError):
    """No link of that number is open."""

    def __init__(self, link: int) -> None:
        """Keep the number."""
        super().__init__(f"link {link} is not open")
        self.link = link


class HttpFailure(StrEnum):
    """Why a request has no answer that can be used."""

    NO_ANSWER = "no_answer"
    """No such host, nobody there, no network, or no certificate that fits."""
    REFUSED = "refused"
    """The server answered with an error, and the firmware does not tell which."""
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"


class HttpFailed(EspAtError):
    """A request has no answer that can be used; ``body`` is what came all the same."""

    def __init__(
        self, reason: HttpFailure, *, status: int | None = None, body: bytes = b""
    ) -> None:
        """Keep what is known; the URL is not: it may hold a secret."""
        super().__init__(f"the request failed: {reason.value.replace('_', ' ')}")
        self.reason, self.status, self.body = reason, status, body


class UpdateStage(StrEnum):
    """What an update was about when it failed."""

    FIND_SERVER = "find_server"
    CONNECT = "connect"
    GET_VERSION = "get_version"
    INSTALL = "install"
    RESTART = "restart"
    """The module did not come back in time."""
    VERIFY = "verify"
    """It came back with another version than was wanted."""


class UpdateFailed(EspAtError):
    """The firmware was not updated."""

    def __init__(self, step: UpdateStage) -> None:
        """Keep how far it came."""
        super().__init__(f"the update failed: {step.value.replace('_', ' ')}")
        self.step = step


class KeyboardOff(EspAtError):
    """The module is no keyboard now."""

    def __init__(self) -> None:
        """Say it."""
        super().__init__("the keyboard is switched off")


class NoHost(EspAtError):
    """No host uses the keyboard."""

    def __init__(self) -> None:
        """Say it."""
        super().__init__("no host is connected to the keyboard")


class KeyboardBusy(EspAtError):
    """Something else is typed for so long that this was given up."""

    def __init__(self) -> None:
        """Say it."""
        super().__init__("the keyboard is busy with something else")


class HidRefused(EspAtError):
    """The module does not become a keyboard."""

    def __init__(self) -> None:
        """Say it."""
        super().__init__("the module refuses to become a keyboard")


class InputReleased(EspAtError):
    """Everything was let go on request, and what was being done was given up."""

    def __init__(self) -> None:
        """Say it."""
        super().__init__("everything was released")


class InputStopped(EspAtError):
    """Only a part was done; of the next one it is not known. The cause says why."""

    def __init__(self, done: int, total: int) -> None:
        """Keep how much was done, of how much."""
        super().__init__(f"stopped after {done} of {total}")
        self.done, self.total = done, total


class PressesStopped(InputStopped):
    """Only some of the presses or clicks were made."""


class TypingStopped(InputStopped):
    """Only some of the characters were typed."""


class MovementStopped(InputStopped):
    """Only a part of the way was gone, counted in steps."""
