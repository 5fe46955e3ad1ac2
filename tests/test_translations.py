"""Every text that the code asks for exists, and no other."""

import ast
from enum import StrEnum
import importlib
from itertools import product
import re
from types import ModuleType
from typing import Any

from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.selector import SelectSelector
import probatio
import pytest

from custom_components.esp_at.at.errors import (
    CannotConnect,
    EspAtError,
    InvalidParameter,
    PortProblem,
)
from custom_components.esp_at.const import PLATFORMS
from custom_components.esp_at.device.errors import (
    HttpFailed,
    HttpFailure,
    JoinFailed,
    JoinFailure,
    SocketClosed,
    UpdateFailed,
    UpdateStage,
)
from custom_components.esp_at.device.socket_types import CloseReason
from custom_components.esp_at.errors import describe
from tests.repository import (
    INTEGRATION,
    calls,
    constant,
    keyword,
    load_json,
    load_yaml,
    sources,
    texts,
)

PLACEHOLDER = re.compile(r"\{(\w+)\}")
SECTIONS = {
    "common",
    "config",
    "config_subentries",
    "device",
    "entity",
    "exceptions",
    "issues",
    "options",
    "selector",
    "services",
    "system_health",
    "triggers",
}
# Calls whose first argument, or whose translation_key, names a text of "exceptions"
TEXT_FUNCTIONS = {"Text", "invalid"}
ERRORS = re.compile(r"Error$|^ConfigEntry|^UpdateFailed$")
LISTED_STATES = {"sensor": "options", "select": "options", "event": "event_types"}
"""Platforms whose states are words, and the attribute that lists them."""


def english() -> dict[str, Any]:
    """Return the English texts."""
    document: dict[str, Any] = load_json("translations/en.json")
    return document


def platform(name: str) -> ModuleType:
    """Return the module of a platform."""
    return importlib.import_module(f"custom_components.esp_at.{name}")


def descriptions(name: str) -> list[EntityDescription]:
    """Return the entity descriptions of a platform."""
    return [
        item
        for value in vars(platform(name)).values()
        if isinstance(value, tuple)
        for item in value
        # One of Home Assistant's own classes is no instance of its base
        if isinstance(item, EntityDescription) or hasattr(item, "translation_key")
    ]


def described_keys(name: str) -> set[str]:
    """Return the translation keys of a platform's entity descriptions."""
    return {
        description.translation_key
        for description in descriptions(name)
        if description.translation_key is not None
    }


def class_keys(name: str) -> set[str]:
    """Return the translation keys of a platform's entity classes."""
    return {
        found
        for node in ast.walk(sources()[f"{name}.py"])
        if isinstance(node, ast.Assign)
        and isinstance(target := node.targets[0], ast.Name)
        and target.id == "_attr_translation_key"
        and (found := constant(node.value))
    }


def test_sections() -> None:
    """The file has no part that Home Assistant does not know."""
    assert set(english()) <= SECTIONS


@pytest.mark.parametrize(("path", "text"), texts(load_json("translations/en.json")))
def test_hygiene(path: str, text: str) -> None:
    """No text is empty, padded, marked up, a reference, or quotes a placeholder."""
    assert text == text.strip() != ""
    assert "[%key:" not in text
    assert not re.search(r"<\s*/?\s*[a-zA-Z][^>]*>", text)
    assert not re.search(r"'\{\w+\}'", text)


@pytest.mark.parametrize(
    "name",
    [path.name for path in (INTEGRATION / "translations").glob("*.json")],
)
def test_languages(name: str) -> None:
    """Another language has no text, and no placeholder, that English has not."""
    ours = dict(texts(english()))
    for path, text in texts(load_json(f"translations/{name}")):
        assert path in ours
        assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(ours[path]))


def test_entity_platforms() -> None:
    """Only platforms that are set up have texts and icons."""
    assert set(english()["entity"]) <= set(PLATFORMS)
    assert set(load_json("icons.json")["entity"]) <= set(PLATFORMS)


@pytest.mark.parametrize("name", PLATFORMS)
def test_entity_names(name: str) -> None:
    """Each entity has a text and, unless its device class brings one, an icon.

    A class that names its entities itself needs no text.
    """
    keys = described_keys(name) | class_keys(name)
    written = set(english()["entity"].get(name, {}))
    assert described_keys(name) <= written <= keys

    icons = load_json("icons.json")["entity"].get(name, {})
    assert set(icons) <= keys
    bare = {
        description.translation_key
        for description in descriptions(name)
        if description.device_class is None or description.device_class == "enum"
    }
    assert bare <= set(icons)


@pytest.mark.parametrize("name", LISTED_STATES)
def test_entity_states(name: str) -> None:
    """Each word that an entity may show has a text, and each text a word."""
    for description in descriptions(name):
        words = getattr(description, LISTED_STATES[name], None)
        if not words:
            continue
        found = english()["entity"][name][description.translation_key]
        if name == "event":
            found = found["state_attributes"]["event_type"]
        assert set(words) == set(found["state"]), description.key


def exception_texts() -> tuple[set[str], set[str]]:
    """Return the texts that raised errors name, and the beginnings of computed ones."""
    names: set[str] = set()
    beginnings: set[str] = set()
    for function, call in calls():
        first = call.args[0] if call.args else None
        for node in (
            first if function in TEXT_FUNCTIONS else None,
            keyword(call, "translation_key") if ERRORS.search(function) else None,
        ):
            if name := constant(node):
                names.add(name)
            elif isinstance(node, ast.JoinedStr) and (
                begin := constant(node.values[0])
            ):
                beginnings.add(begin)
    return names, beginnings


def computed_errors() -> list[EspAtError]:
    """Return an error of every kind whose text is found by what it holds."""
    refusals: list[EspAtError] = []
    for function, call in calls():
        if function == "InvalidParameter" and len(call.args) > 1:
            reason = constant(call.args[1])
            if reason is None:  # that of another error, under another name
                assert ast.unparse(call.args[1]).endswith(".reason")
                continue
            limits = [item.arg for item in call.keywords if item.arg]
            # A limit that a parameter has not is an empty text
            refusals += [
                InvalidParameter(
                    "parameter", reason, **dict(zip(limits, values, strict=True))
                )
                for values in product(("1", ""), repeat=len(limits))
                if not limits or any(values)
            ]
    return [
        *(CannotConnect(problem) for problem in PortProblem),
        *(JoinFailed(reason) for reason in JoinFailure),
        *(SocketClosed(reason) for reason in CloseReason),
        *(HttpFailed(reason) for reason in HttpFailure),
        *(UpdateFailed(step) for step in UpdateStage),
        *refusals,
    ]


def test_exceptions() -> None:
    """Each error that is raised has a text, and each text an error."""
    written = english()["exceptions"]
    names, _ = exception_texts()
    computed = {describe(error).key for error in computed_errors()}
    assert names <= set(written)
    assert computed <= set(written)
    assert set(written) == names | computed


@pytest.mark.parametrize("error", computed_errors(), ids=str)
def test_placeholders_of_exceptions(error: EspAtError) -> None:
    """An error fills every gap of its text."""
    found = describe(error)
    message = english()["exceptions"][found.key]["message"]
    assert set(PLACEHOLDER.findall(message)) <= set(found.placeholders)


def test_literal_placeholders() -> None:
    """Where gaps are filled in place, they are those of the text."""
    for function, call in calls():
        if function in TEXT_FUNCTIONS:
            name = constant(call.args[0]) if call.args else None
            filled = call.args[1] if len(call.args) > 1 else None
        elif ERRORS.search(function):
            name = constant(keyword(call, "translation_key"))
            filled = keyword(call, "translation_placeholders")
        else:
            continue
        if name is None or (filled is not None and not isinstance(filled, ast.Dict)):
            continue
        given = {constant(key) for key in filled.keys} if filled else set()
        message = english()["exceptions"][name]["message"]
        assert set(PLACEHOLDER.findall(message)) == given, name


def flow_words(function: str, name: str) -> set[str]:
    """Return the literal words that calls of a function pass by a name."""
    return {
        word
        for called, call in calls()
        if called == function and (word := constant(keyword(call, name)))
    }


def flows() -> list[dict[str, Any]]:
    """Return the texts of every flow."""
    found = english()
    return [found["config"], found["options"], *found["config_subentries"].values()]


def test_flow_steps() -> None:
    """Each form of the flows has texts, a label and a hint for each field."""
    steps = [item for flow in flows() for item in flow["step"].items()]
    assert {name for name, _ in steps} == flow_words("async_show_form", "step_id")
    for name, step in steps:
        assert step["title"], name
        for form in (step, *step.get("sections", {}).values()):
            fields = form.get("data", {})
            assert set(fields) == set(form.get("data_description", {})), name


def test_flow_aborts() -> None:
    """Each way in which the flow ends has a text."""
    written = {reason for flow in flows() for reason in flow.get("abort", {})}
    assert flow_words("async_abort", "reason") <= written


def error_words(module: str) -> set[str]:
    """Return the errors that a flow sets on a field or on the form."""
    found: set[str] = set()
    for node in ast.walk(sources()[module]):
        if (
            isinstance(node, ast.Assign)
            and isinstance(target := node.targets[0], ast.Subscript)
            and isinstance(target.value, ast.Name)
            and target.value.id == "errors"
        ):
            if word := constant(node.value):
                found.add(word)
            elif isinstance(node.value, ast.JoinedStr):
                begin = constant(node.value.values[0])
                found |= {f"{begin}{problem}" for problem in PortProblem}
    return found


@pytest.mark.parametrize(
    ("section", "module"),
    [("config", "config_flow.py"), ("options", "options_flow.py")],
)
def test_flow_errors(section: str, module: str) -> None:
    """Each error of a flow has a text, and each text an error."""
    assert set(english()[section]["error"]) == error_words(module)


def test_issues() -> None:
    """Each repair issue has its texts: a fixable one those of its flow."""
    issues = importlib.import_module("custom_components.esp_at.issues")
    kinds: type[StrEnum] = issues.Issue
    written = english()["issues"]
    assert set(written) == {kind.value for kind in kinds}
    for kind in kinds:
        fixable = kind in issues.FIXABLE
        assert ("fix_flow" in written[kind]) is fixable
        assert ("description" in written[kind]) is not fixable


def flow_selectors() -> set[str]:
    """Return the translation keys of the selectors in the flows' forms."""
    return {
        select.config["translation_key"]
        for name in ("config_flow", "options_flow", "subentry_flows.forms")
        for schema in vars(platform(name)).values()
        if isinstance(schema, probatio.Schema)
        for select in schema.schema.values()
        if isinstance(select, SelectSelector) and "translation_key" in select.config
    }


def test_selectors() -> None:
    """Each choice that a selector translates has a text, and each text a choice."""
    offered: dict[str, set[str]] = {}
    for name in ("services.yaml", "triggers.yaml"):
        for select in _selects(load_yaml(name)):
            offered.setdefault(select["translation_key"], set()).update(
                select["options"]
            )
    written = {
        key: set(value["options"]) for key, value in english()["selector"].items()
    }
    in_flows = flow_selectors()
    assert {key: written.get(key) for key in offered} == offered
    assert set(written) == set(offered) | in_flows


def _selects(node: Any) -> list[dict[str, Any]]:
    """Return every translated select selector below a node."""
    if isinstance(node, dict):
        select = node.get("select")
        own = [select] if isinstance(select, dict) and "options" in select else []
        return [
            *(item for item in own if "translation_key" in item),
            *(found for value in node.values() for found in _selects(value)),
        ]
    if isinstance(node, list):
        return [found for value in node for found in _selects(value)]
    return []
