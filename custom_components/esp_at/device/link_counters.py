"""What is counted on the line of a device."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class LinkCounters:
    """What happened on the line since the device was made."""

    commands: int
    errors: int
    timeouts: int
    resyncs: int
    restarts: int
    reconnects: int
    echoes: int
    unknown_lines: int
    noise: int
    dropped_bytes: int
    damaged_blocks: int
    bytes_in: int
    bytes_out: int
