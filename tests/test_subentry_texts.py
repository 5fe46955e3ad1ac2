"""Every text that the flows of connections ask for exists, and no other."""

from typing import Any

import probatio
import pytest

from custom_components.esp_at.const import CONF_LOCAL_PORT
from custom_components.esp_at.subentry_flows import SUBENTRY_FLOWS
from custom_components.esp_at.subentry_flows.checks import CHECKED
from custom_components.esp_at.subentry_flows.flow import ConnectionFlow
from custom_components.esp_at.subentry_flows.forms import MESSAGES
from tests.repository import load_json, texts

KINDS = sorted(SUBENTRY_FLOWS)


def written(kind: str) -> dict[str, Any]:
    """Return the English texts of a kind of connection."""
    found: dict[str, Any] = load_json("translations/en.json")["config_subentries"][kind]
    return found


def flow_of(kind: str) -> type[ConnectionFlow]:
    """Return the flow of a kind of connection."""
    flow = SUBENTRY_FLOWS[kind]
    assert issubclass(flow, ConnectionFlow)
    return flow


def fields(form: probatio.Schema) -> set[str]:
    """Return the fields of a form."""
    return {str(field) for field in form.schema}


def test_kinds() -> None:
    """Each kind of connection has texts."""
    assert set(load_json("translations/en.json")["config_subentries"]) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_labels(kind: str) -> None:
    """Each field has a label and a hint, in a new connection as in an edited one."""
    steps = written(kind)["step"]
    asked = {
        "user": fields(flow_of(kind).form),
        "reconfigure": fields(flow_of(kind).form),
        "messages": fields(MESSAGES),
        "links": set(),
    }
    assert set(steps) == set(asked)
    for name, step in steps.items():
        assert set(step.get("data", {})) == asked[name]
    assert steps["user"] == steps["reconfigure"]


@pytest.mark.parametrize("kind", KINDS)
def test_errors(kind: str) -> None:
    """Each field that may be wrong has its error."""
    asked = fields(flow_of(kind).form) | fields(MESSAGES)
    expected = {f"invalid_{field}" for field in asked & set(CHECKED)}
    if CONF_LOCAL_PORT in asked:
        expected |= {"local_port_missing", "local_port_taken"}
    assert set(written(kind)["error"]) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_aborts(kind: str) -> None:
    """Only kinds of which there is a limited number say that there are no more."""
    expected = {"entry_not_loaded"}
    if flow_of(kind).most is not None:
        expected.add("no_more")
    assert set(written(kind)["abort"]) == expected


def test_the_same_is_said_in_the_same_words() -> None:
    """An error or a step that several kinds share reads the same in all of them."""
    for part in ("error", "step"):
        shared: dict[str, set[str]] = {}
        for kind in KINDS:
            for path, text in texts(written(kind)[part]):
                if part == "error" or path.startswith(("messages.", "links.")):
                    shared.setdefault(path, set()).add(text)
        assert all(len(variants) == 1 for variants in shared.values())
