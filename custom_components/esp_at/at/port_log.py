"""Keep what goes over our lines out of the serial library's own debug log."""

import logging
from typing import override

_LIBRARY = "serialx"
# All that print bytes: a filter holds for its own logger only, not for those below
_LOGGERS = (
    "descriptor_transport",
    "platforms.serial_esphome",
    "platforms.serial_posix",
    "platforms.serial_rfc2217",
    "platforms.serial_socket",
    "platforms.serial_win32",
)


class _WithoutBytes(logging.Filter):
    """Shows bytes as their number; drops lines that have them as text already."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_size(value) for value in record.args)
        return "bytes: %s" not in record.msg and "bytes  [%s]" not in record.msg


class PortLog:
    """Strikes bytes out while a port of ours is open.

    The library logs every byte at DEBUG, passwords among them, and cannot tell our
    port from another integration's.
    """

    _open = 0
    _filter = _WithoutBytes()

    @classmethod
    def opened(cls) -> None:
        """Note that a port was opened."""
        cls._open += 1
        for logger in cls._loggers():
            logger.addFilter(cls._filter)

    @classmethod
    def closed(cls) -> None:
        """Note that a port was closed; the last one lets the log be as it was."""
        cls._open -= 1
        if cls._open == 0:
            for logger in cls._loggers():
                logger.removeFilter(cls._filter)

    @staticmethod
    def _loggers() -> list[logging.Logger]:
        return [logging.getLogger(f"{_LIBRARY}.{name}") for name in _LOGGERS]


def _size(value: object) -> object:
    if isinstance(value, bytes | bytearray | memoryview):
        return f"<{len(value)} bytes>"
    return value
