"""The newest official releases that were known when this was written.

Firmware from 3.0 on asks Espressif's server. For older firmware, and where there is no
way to the server, this is what is known.
"""

# From 3.0 on the flash is laid out in another way, which no update over the air changes
_NEW_LAYOUT = 3

_BEFORE = {"esp32": "2.4.0.0", "esp32c3": "2.3.0.0"}
_SINCE = {
    "esp32": "5.0.1.0",
    "esp32c2": "4.1.1.0",
    "esp32c3": "4.1.1.0",
    "esp32c6": "4.1.1.0",
    "esp32s2": "4.1.1.0",
}

MODULES = frozenset(
    {
        *("WROOM-32", "WROVER-32", "PICO-D4", "SOLO-1", "MINI", "MINI-1", "ESP32-D2WD"),
        *("ESP32C2-2MB", "ESP32C2-4MB", "ESP32C3-SPI", "ESP32C6-4MB"),
    }
)
"""For which there are official images, as AT+GMR calls them."""


def newest_release(chip: str, running: tuple[int, ...]) -> str | None:
    """Return the newest release for a chip (``esp32c3``) that fits its flash."""
    known = _SINCE if running >= (_NEW_LAYOUT,) else _BEFORE
    return known.get(chip)
