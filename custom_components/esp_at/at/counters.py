"""What is counted on the line."""

from dataclasses import dataclass


@dataclass(slots=True)
class Counters:
    """What happened on the line since the client was made, whatever port it had."""

    commands: int = 0
    errors: int = 0
    timeouts: int = 0
    resyncs: int = 0
    restarts: int = 0
    echoes: int = 0
    """Command lines that came back, as they do until the echo is switched off."""
    unknown_lines: int = 0
    noise: int = 0
    """Reads that held no line but bytes that are no text."""
    dropped_bytes: int = 0
    """Bytes that were no line at all."""
    damaged_blocks: int = 0
    """Counted data of which bytes were lost."""
    bytes_in: int = 0
    bytes_out: int = 0
