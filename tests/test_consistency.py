"""What hassfest and HACS would demand, and what must agree between files."""

import ast
import json
from pathlib import Path
import struct
from typing import Any

from awesomeversion import AwesomeVersion, AwesomeVersionStrategy
import hass_frontend
from homeassistant import components
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import validate_selector
import probatio
import pytest

from custom_components.esp_at import async_setup
from custom_components.esp_at.trigger import async_get_triggers
from tests.repository import (
    DOMAIN,
    INTEGRATION,
    TOP,
    flat_fields,
    load_json,
    load_yaml,
    sections,
    sources,
    texts,
)

MANIFEST_KEYS = {
    "after_dependencies",
    "categories",
    "codeowners",
    "config_flow",
    "connectivity",
    "dependencies",
    "documentation",
    "domain",
    "integration_type",
    "iot_class",
    "issue_tracker",
    "loggers",
    "name",
    "quality_scale",
    "requirements",
    "version",
}
HACS_KEYS = {
    "content_in_root",
    "country",
    "filename",
    "hacs",
    "hide_default_branch",
    "homeassistant",
    "name",
    "persistent_directory",
    "zip_release",
}
# Set up in every Home Assistant: hassfest asks for no dependency on these
ALWAYS_THERE = {*Platform, "diagnostics", "homeassistant", "repairs", "system_health"}
IMAGES = {
    "icon.png": (256, 256),
    "icon@2x.png": (512, 512),
    "logo.png": (128, 256),
    "logo@2x.png": (256, 512),
}
"""Exact sizes of the icons; for the logos what the shorter side may be."""


def manifest() -> dict[str, Any]:
    """Return the manifest."""
    document: dict[str, Any] = load_json("manifest.json")
    return document


def test_manifest_keys() -> None:
    """Only known keys, in hassfest's order: domain and name, then the alphabet."""
    keys = list(manifest())
    assert set(keys) <= MANIFEST_KEYS
    assert keys == ["domain", "name", *sorted(set(keys) - {"domain", "name"})]


def test_manifest_values() -> None:
    """The values that a custom integration needs are there and well-formed."""
    found = manifest()
    assert found["domain"] == DOMAIN == INTEGRATION.name
    assert found["config_flow"] is (INTEGRATION / "config_flow.py").exists()
    assert found["integration_type"] in {"device", "hub"}
    assert found["iot_class"] == "local_push"
    assert found["codeowners"]
    assert all(owner.startswith("@") for owner in found["codeowners"])
    assert found["documentation"].startswith("https://")
    assert "home-assistant.io" not in found["documentation"]
    assert found["issue_tracker"].startswith("https://")
    assert f"custom_components.{DOMAIN}" in found["loggers"]
    assert AwesomeVersion(found["version"]).strategy in {
        AwesomeVersionStrategy.CALVER,
        AwesomeVersionStrategy.SEMVER,
    }


def test_dependencies_exist_and_are_named() -> None:
    """Each dependency is an integration, and each integration used is one of them."""
    named = {
        *manifest().get("dependencies", []),
        *manifest().get("after_dependencies", []),
    }
    root = Path(components.__path__[0])
    assert all((root / name / "manifest.json").exists() for name in named)

    used = {
        parts[2]
        for tree in sources().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and len(parts := (node.module or "").split(".")) > 2
        and parts[:2] == ["homeassistant", "components"]
    }
    assert used <= named | ALWAYS_THERE


def test_hacs() -> None:
    """HACS finds a name, only keys that it knows, and one integration."""
    document = json.loads((TOP / "hacs.json").read_text())
    assert set(document) <= HACS_KEYS
    assert document["name"] == manifest()["name"]
    assert AwesomeVersion(document["homeassistant"]) >= AwesomeVersion("2026.10.0")
    assert [path.parent for path in INTEGRATION.parent.glob("*/manifest.json")] == [
        INTEGRATION
    ]
    assert (TOP / "README.md").exists()
    assert (TOP / "LICENSE").read_text().lstrip().startswith("Apache License")


@pytest.mark.parametrize("name", IMAGES)
def test_brand_images(name: str) -> None:
    """The images have the sizes that Home Assistant shows them in."""
    data = (INTEGRATION / "brand" / name).read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    if name.startswith("icon"):
        assert (width, height) == IMAGES[name]
    else:
        low, high = IMAGES[name]
        assert low <= min(width, height) <= high


async def test_actions(hass: HomeAssistant) -> None:
    """The actions that are registered are those described, field by field."""
    assert await async_setup(hass, {})
    registered = hass.services.async_services_for_domain(DOMAIN)
    described = load_yaml("services.yaml")
    translated = load_json("translations/en.json")["services"]
    icons = load_json("icons.json")["services"]
    assert set(registered) == set(described) == set(translated) == set(icons)

    for name, service in registered.items():
        fields = flat_fields(described[name]["fields"])
        schema: Any = service.schema
        markers = {str(marker): marker for marker in schema.schema}
        assert set(fields) == set(markers) == set(translated[name]["fields"]), name
        required = {field for field in fields if fields[field].get("required")}
        assert required == {
            field
            for field, marker in markers.items()
            if isinstance(marker, probatio.Required)
        }, name
        named = sections(described[name]["fields"])
        assert named == set(translated[name].get("sections", {})), name
        assert named == set(icons[name].get("sections", {})), name


async def test_triggers(hass: HomeAssistant) -> None:
    """The triggers that exist are those described."""
    described = load_yaml("triggers.yaml")
    translated = load_json("translations/en.json")["triggers"]
    icons = load_json("icons.json")["triggers"]
    assert (
        set(await async_get_triggers(hass))
        == set(described)
        == set(translated)
        == set(icons)
    )
    for name, trigger in described.items():
        assert set(trigger["fields"]) == set(translated[name]["fields"]), name


@pytest.mark.parametrize("name", ["services.yaml", "triggers.yaml"])
def test_fields(name: str) -> None:
    """Every field has a valid selector, and no key that Home Assistant ignores."""
    known = {"advanced", "default", "example", "filter", "required", "selector"}
    for subject in load_yaml(name).values():
        for field in flat_fields(subject["fields"]).values():
            assert set(field) <= known
            validate_selector(field["selector"])


def test_icons() -> None:
    """Every icon is one of Material Design's that the frontend ships."""
    listed = json.loads(
        (hass_frontend.where() / "static" / "mdi" / "iconList.json").read_text()
    )
    names = {f"mdi:{icon['name']}" for icon in listed}
    unknown = {icon for _, icon in texts(load_json("icons.json")) if icon not in names}
    assert not unknown
