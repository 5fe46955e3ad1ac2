"""The configuration folder of a Home Assistant that stays on loopback."""

import json
from pathlib import Path

from script.lib.process import TOP

LOOPBACK = "127.0.0.1"

CONFIGURATION = """\
homeassistant:
  name: Demo
  latitude: 52.37
  longitude: 4.89
  elevation: 0
  unit_system: metric
  currency: EUR
  country: NL
  time_zone: Europe/Amsterdam
  internal_url: {url}
  external_url: {url}
automation: !include automations.yaml
config:
frontend:
history:
logbook:
recorder:
  commit_interval: 1
scene: !include scenes.yaml
script: !include scripts.yaml
system_health:
logger:
  default: info
"""


def make_config_folder(folder: Path, port: int, *, integration: Path | None) -> None:
    """Fill an empty folder; the integration is linked, so edits need but a restart."""
    (folder / "configuration.yaml").write_text(
        CONFIGURATION.format(url=f"http://{LOOPBACK}:{port}")
    )
    (folder / "automations.yaml").write_text("[]\n")
    (folder / "scripts.yaml").write_text("{}\n")
    (folder / "scenes.yaml").write_text("[]\n")

    source = integration or TOP / "custom_components" / "esp_at"
    (folder / "custom_components").mkdir()
    (folder / "custom_components" / source.name).symlink_to(source)

    # In YAML the server's address would be a trial of five minutes, and Home
    # Assistant would then listen on every interface.
    _store(
        folder,
        "http",
        (2, 2),
        {
            "stable": {
                "server_host": [LOOPBACK],
                "server_port": port,
                "cors_allowed_origins": [],
                "login_attempts_threshold": -1,
                "ip_ban_enabled": False,
                "ssl_profile": "modern",
                "use_x_frame_options": True,
                "created_at": "2026-01-01T00:00:00+00:00",
                "error": None,
                "error_message": None,
            },
            "pending": None,
            "yaml_migration_done": True,
        },
    )
    # Every session of Home Assistant resolves by mDNS: keep that inside, too.
    _store(folder, "core.network", (1, 1), {"configured_adapters": ["lo"]})
    # Only the owner is still to be made. The other steps would start the flows
    # of integrations that need the internet.
    _store(
        folder,
        "onboarding",
        (4, 1),
        {"done": ["core_config", "analytics", "integration"]},
    )


def _store(folder: Path, key: str, version: tuple[int, int], data: object) -> None:
    storage = folder / ".storage"
    storage.mkdir(exist_ok=True)
    major, minor = version
    document = {"version": major, "minor_version": minor, "key": key, "data": data}
    (storage / key).write_text(json.dumps(document))
