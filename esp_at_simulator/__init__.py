"""A simulated ESP-AT module on a pseudo-terminal or a socket, for any AT host."""

from .hid_host import HidHost
from .internet import Internet
from .module import SimulatedModule
from .surroundings import AccessPoint, Enterprise, Network, Station, Surroundings

__all__ = [
    "AccessPoint",
    "Enterprise",
    "HidHost",
    "Internet",
    "Network",
    "SimulatedModule",
    "Station",
    "Surroundings",
]
