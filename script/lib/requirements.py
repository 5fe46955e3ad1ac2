"""Print what Home Assistant would install at run time, so that it is there before.

An integration's requirements count, and those of its dependencies and after
dependencies, for everything that the demo's configuration and this checkout's
integration load.
"""

from collections.abc import Iterator
import json
from pathlib import Path

from homeassistant import components
from homeassistant.auth.mfa_modules import totp
from homeassistant.bootstrap import CORE_INTEGRATIONS, DEFAULT_INTEGRATIONS

LOADED_BY_THE_DEMO = {
    "automation",
    "bluetooth",
    "config",
    "esp_at",
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
ROOTS = (
    Path(components.__path__[0]),
    Path(__file__).parents[2] / "custom_components",
)


def requirements() -> set[str]:
    """Return the requirements of every integration that gets loaded."""
    waiting = {*CORE_INTEGRATIONS, *DEFAULT_INTEGRATIONS, *LOADED_BY_THE_DEMO}
    seen: set[str] = set()
    found = set(totp.REQUIREMENTS)
    while waiting:
        domain = waiting.pop()
        seen.add(domain)
        for manifest in _manifests(domain):
            found.update(manifest.get("requirements", ()))
            waiting.update(manifest.get("dependencies", ()))
            waiting.update(manifest.get("after_dependencies", ()))
        waiting -= seen
    return found


def _manifests(domain: str) -> Iterator[dict[str, list[str]]]:
    for root in ROOTS:
        path = root / domain / "manifest.json"
        if path.exists():
            yield json.loads(path.read_text())


if __name__ == "__main__":
    for requirement in sorted(requirements(), key=str.lower):
        if not requirement.startswith(WITHOUT_A_WHEEL):
            print(requirement)
