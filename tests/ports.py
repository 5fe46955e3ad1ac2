"""Ports of this machine that a test may take; other test processes run beside."""

from functools import cache
import socket


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        number: int = line.getsockname()[1]
        return number


@cache
def own_port(_name: int) -> int:
    """Return a port that is this process's own, and the same each time."""
    return free_port()
