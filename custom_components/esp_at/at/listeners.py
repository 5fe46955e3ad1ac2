"""Lists of subscribers."""

from collections.abc import Callable
import logging

_LOGGER = logging.getLogger(__name__)


def enlist[C](listeners: list[C], callback: C) -> Callable[[], None]:
    """Add a subscriber; return how to stop. Stopping twice is harmless."""
    listeners.append(callback)

    def stop() -> None:
        if callback in listeners:
            listeners.remove(callback)

    return stop


def notify[T](listeners: list[Callable[[T], None]], news: T) -> None:
    """Tell every subscriber; the others go on if one fails."""
    for callback in tuple(listeners):
        try:
            callback(news)
        except Exception:
            _LOGGER.exception("A subscriber failed")
