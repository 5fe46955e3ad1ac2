"""Home Assistant integration for ESP-AT modules.

The AT client and the simulator are imported through this package and do without Home
Assistant, so what needs it is in ``integration.py`` and loaded when Home Assistant asks.
"""

_ASKED_FOR = frozenset(
    {"CONFIG_SCHEMA", "async_setup", "async_setup_entry", "async_unload_entry"}
)


def __getattr__(name: str) -> object:
    """Return what Home Assistant looks for in an integration."""
    if name not in _ASKED_FOR:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import integration  # noqa: PLC0415 - see above

    return getattr(integration, name)
