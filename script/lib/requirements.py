"""Print what Home Assistant would install at run time, so that it is there before.

An integration's requirements count, and those of its dependencies and after
dependencies, for everything that the demo's configuration loads.
"""

import json
from pathlib import Path

from homeassistant import components
from homeassistant.auth.mfa_modules import totp
from homeassistant.bootstrap import CORE_INTEGRATIONS, DEFAULT_INTEGRATIONS

LOADED_BY_THE_DEMO = {
    "automation",
    "bluetooth",
    "config",
    "ffmpeg",
    "frontend",
    "history",
    "logbook",
    "media_source",
    "mqtt",
    "my",
    "picotts",
    "recorder",
    "script",
    "sun",
    "system_health",
    "tts",
    "usb",
}
WITHOUT_A_WHEEL = ("pymicro-vad", "pyspeex-noise")


def requirements() -> set[str]:
    """Return the pins of every integration that gets loaded."""
    root = Path(components.__path__[0])
    waiting = [*CORE_INTEGRATIONS, *DEFAULT_INTEGRATIONS, *LOADED_BY_THE_DEMO]
    seen: set[str] = set()
    pins = set(totp.REQUIREMENTS)
    while waiting:
        domain = waiting.pop()
        manifest = root / domain / "manifest.json"
        if domain in seen or not manifest.exists():
            continue
        seen.add(domain)
        data = json.loads(manifest.read_text())
        pins.update(data.get("requirements", ()))
        waiting += data.get("dependencies", ())
        waiting += data.get("after_dependencies", ())
    return pins


if __name__ == "__main__":
    for pin in sorted(requirements(), key=str.lower):
        if not pin.startswith(WITHOUT_A_WHEEL):
            print(pin)
