"""The integration quality scale: every rule is judged, and nothing is left open."""

from typing import Any

import pytest

from tests.repository import load_json, load_yaml

TIERS = {
    "bronze": """
        action-setup appropriate-polling brands common-modules config-flow
        config-flow-test-coverage dependency-transparency docs-actions docs-conditions
        docs-high-level-description docs-installation-instructions
        docs-removal-instructions docs-triggers entity-event-setup entity-unique-id
        has-entity-name runtime-data test-before-configure test-before-setup
        unique-config-entry
    """,
    "silver": """
        action-exceptions config-entry-unloading docs-configuration-parameters
        docs-installation-parameters entity-unavailable integration-owner
        log-when-unavailable parallel-updates reauthentication-flow test-coverage
    """,
    "gold": """
        devices diagnostics discovery discovery-update-info docs-data-update
        docs-examples docs-known-limitations docs-supported-devices
        docs-supported-functions docs-troubleshooting docs-use-cases dynamic-devices
        entity-category entity-device-class entity-disabled-by-default
        entity-translations exception-translations icon-translations
        reconfiguration-flow repair-issues stale-devices
    """,
    "platinum": "async-dependency inject-websession strict-typing",
}
RULES = [rule for rules in TIERS.values() for rule in rules.split()]
STATES = {"done", "exempt", "todo"}


def graded() -> dict[str, Any]:
    """Return what is said of each rule."""
    rules: dict[str, Any] = load_yaml("quality_scale.yaml")["rules"]
    return rules


def test_every_rule_is_judged() -> None:
    """The file lists the 54 rules, and no other."""
    assert len(RULES) == 54
    assert set(graded()) == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_judgement(rule: str) -> None:
    """A rule is done; where it is not, a comment says why."""
    judgement = graded()[rule]
    if judgement == "done":
        return
    assert set(judgement) <= {"comment", "status"}
    assert judgement["status"] in STATES
    if judgement["status"] != "done":
        assert judgement["comment"].strip()


def test_tier_of_the_manifest() -> None:
    """The manifest claims the highest tier of which no rule is left open."""
    reached = []
    for tier, rules in TIERS.items():
        judgements = [graded()[rule] for rule in rules.split()]
        if any(
            isinstance(judgement, dict) and judgement["status"] == "todo"
            for judgement in judgements
        ):
            break
        reached.append(tier)
    assert load_json("manifest.json")["quality_scale"] == reached[-1]
