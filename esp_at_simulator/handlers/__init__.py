"""One method for each command form that the simulated module answers."""

from typing import TYPE_CHECKING

from .base import Handlers
from .basic import BasicHandlers, MessageFilterHandlers
from .ethernet import EthernetHandlers
from .hid import BluetoothRoleHandlers, HidHandlers
from .http import HttpHandlers
from .names import NameHandlers
from .network import AddressHandlers, ProvisioningHandlers, SoftApHandlers
from .receiving import OptionHandlers, ReceivingHandlers
from .scan import ScanHandlers
from .server import PassthroughHandlers, ServerHandlers
from .sntp import TimeHandlers
from .storage import FileHandlers, FlashHandlers, KeyStoreHandlers
from .tcpip import OpeningHandlers, SendingHandlers
from .tls import TlsHandlers
from .update import UpdateHandlers
from .user import UserHandlers
from .websocket import WebSocketHandlers
from .wifi import JoinHandlers, ModeHandlers

if TYPE_CHECKING:
    from ..module import SimulatedModule

GROUPS: tuple[type[Handlers], ...] = (
    BasicHandlers,
    MessageFilterHandlers,
    FlashHandlers,
    FileHandlers,
    KeyStoreHandlers,
    UserHandlers,
    ModeHandlers,
    JoinHandlers,
    ScanHandlers,
    SoftApHandlers,
    AddressHandlers,
    ProvisioningHandlers,
    EthernetHandlers,
    OpeningHandlers,
    SendingHandlers,
    ReceivingHandlers,
    OptionHandlers,
    ServerHandlers,
    PassthroughHandlers,
    TlsHandlers,
    NameHandlers,
    TimeHandlers,
    HttpHandlers,
    WebSocketHandlers,
    UpdateHandlers,
    HidHandlers,
    BluetoothRoleHandlers,
)


def create_handlers(module: SimulatedModule) -> tuple[Handlers, ...]:
    """Return every group of handlers for a module."""
    return tuple(group(module) for group in GROUPS)
