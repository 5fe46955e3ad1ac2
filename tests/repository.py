"""The files of this repository that are not Python, as the tests read them."""

import ast
from collections.abc import Iterator
import functools
import json
from pathlib import Path
from typing import Any

from homeassistant.util.yaml import load_yaml_dict

TOP = Path(__file__).parents[1]
INTEGRATION = TOP / "custom_components" / "esp_at"
DOMAIN = "esp_at"


@functools.cache
def load_json(name: str) -> Any:
    """Return a JSON file of the integration."""
    return json.loads((INTEGRATION / name).read_text())


@functools.cache
def load_yaml(name: str) -> dict[str, Any]:
    """Return a YAML file of the integration, without its anchors."""
    document = load_yaml_dict(str(INTEGRATION / name))
    return {key: value for key, value in document.items() if not key.startswith(".")}


def flat_fields(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields by name, those in sections beside the others."""
    flat: dict[str, Any] = {}
    for name, field in fields.items():
        if "fields" in field:
            flat |= field["fields"]
        else:
            flat[name] = field
    return flat


def sections(fields: dict[str, Any]) -> set[str]:
    """Return the names of the sections among fields."""
    return {name for name, field in fields.items() if "fields" in field}


def texts(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text below a node of a translation file, with its dotted path."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from texts(value, f"{path}.{key}" if path else key)
    else:
        yield path, node


@functools.cache
def sources() -> dict[str, ast.Module]:
    """Return the syntax trees of the integration's modules, by their path in it."""
    return {
        str(path.relative_to(INTEGRATION)): ast.parse(path.read_text())
        for path in sorted(INTEGRATION.rglob("*.py"))
    }


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield the name of every function that the integration calls, and the call."""
    for tree in sources().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                function = node.func
                if isinstance(function, ast.Name):
                    yield function.id, node
                elif isinstance(function, ast.Attribute):
                    yield function.attr, node


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    """Return what a call passes by a name."""
    return next((item.value for item in call.keywords if item.arg == name), None)


def constant(node: ast.expr | None) -> str | None:
    """Return a literal string."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None
