"""Where the module's network leads on the machine that simulates it.

Links, servers and look-ups of the module are real sockets here. What the module calls
``10.0.2.2`` may be a program on this machine, and names may exist that only the
simulated world knows; every other address and name is the machine's own.
"""

import asyncio
import ipaddress
import socket

BROADCAST = "255.255.255.255"
PRIVILEGED_PORTS = 1024
MOVED_BY = 10_000
"""Ports that only the system may use are this much higher on this machine."""

_NO_NAMES = (".test", ".invalid")
"""What names end in that never exist, by RFC 6761; nobody need be asked."""

RESERVED = ".test"
"""Names that end so never exist in the world; no other machine is asked for them."""

type Peer = tuple[str, int]
"""An address and a port."""


class Internet:
    """The way from the module's addresses and names to this machine's, and back."""

    def __init__(self) -> None:
        """Start with the machine's own network."""
        self.names: dict[str, str] = {}
        """What the simulated world's DNS knows; other names go to the machine's."""
        self.routes: dict[str, str] = {}
        """An address that the module uses, and where it is on this machine."""
        self.forwards: dict[Peer, Peer] = {}
        """The same for one port of an address; it goes before the routes."""
        self.silent: set[str] = set()
        """Addresses where nobody answers, not even with a refusal."""
        self.cut_off = False
        """Whether nothing outside is found at all."""
        self.bind_address = "127.0.0.1"
        """Where the module's servers and UDP ports are on this machine."""

    async def resolve(self, name: str) -> str:
        """Return the address behind a name, IPv4 where there is one.

        Addresses are returned as they are. Raises OSError for a name that does not
        exist.
        """
        if self.cut_off:
            raise OSError("the network leads nowhere")
        known = self.names.get(name.lower())
        if known is not None:
            return known
        if is_address(name):
            return name
        if name.lower().endswith(_NO_NAMES):
            raise OSError("there is no such name")
        if name.lower().endswith(RESERVED):
            raise OSError(f"no address for {name}")
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(name, None, type=socket.SOCK_STREAM)
        except UnicodeError as err:  # no name at all
            raise OSError(f"no host name: {name!r}") from err
        addresses = [str(sockaddr[0]) for *_, sockaddr in found]
        first_ipv4 = (address for address in addresses if ":" not in address)
        return next(first_ipv4, addresses[0])

    def add_service(self, shown: Peer, real: Peer, *, name: str | None = None) -> None:
        """Let the module reach what listens at ``real`` as ``shown``, and by name."""
        self.forwards[shown] = real
        if name is not None:
            self.names[name.lower()] = shown[0]

    def remove_service(self, shown: Peer) -> None:
        """Let a service be out of reach; connections that are there stay."""
        self.forwards.pop(shown, None)

    def real(self, address: str, port: int) -> Peer:
        """Return where on this machine an address of the module is.

        A broadcast reaches this machine alone.
        """
        if (forward := self.forwards.get((address, port))) is not None:
            return forward
        if address == BROADCAST:
            return self.routes.get(address, self.bind_address), port
        return self.routes.get(address, address), port

    def shown(self, address: str) -> str:
        """Return how the module calls an address of this machine."""
        for shown, real in self.routes.items():
            if real == address and shown != BROADCAST:
                return shown
        return address

    def shown_peer(self, address: str, port: int) -> Peer:
        """Return how the module calls an address and a port of this machine."""
        for shown, real in self.forwards.items():
            if real == (address, port):
                return shown
        return self.shown(address), port

    def local_address(self, remote: str) -> str:
        """Return from which address of this machine a real one is reached."""
        own = self.bind_address
        if ":" in remote:
            return "::1" if ipaddress.ip_address(remote).is_loopback else "::"
        return own if ipaddress.ip_address(remote).is_loopback else "0.0.0.0"

    def local_port(self, port: int) -> int:
        """Return the port of this machine that stands for one of the module."""
        if not 0 < port < PRIVILEGED_PORTS or _may_bind(self.bind_address, port):
            return port
        return port + MOVED_BY


def is_address(text: str) -> bool:
    """Return whether a host is given by its address."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _may_bind(address: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        try:
            probe.bind((address, port))
        except PermissionError:
            return False
        except OSError:  # in use: who binds it will see
            return True
    return True
