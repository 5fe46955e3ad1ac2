"""docs/simulator.md tells of everything that there is, and its examples work."""

from pathlib import Path
import re

import pytest

from esp_at_simulator.__main__ import parser
from esp_at_simulator.faults import FAULTS, parse_faults
from esp_at_simulator.profile import CHIPS, PROFILES
from esp_at_simulator.scenario import ACTIONS, read_scenario

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "simulator.md").read_text("utf-8")

OPTIONS = re.findall(r"--[a-z-]+", parser().format_help())


@pytest.mark.parametrize(
    "word", sorted({*OPTIONS, *FAULTS, *ACTIONS, *PROFILES, *CHIPS} - {"--help"})
)
def test_everything_is_named(word: str) -> None:
    """Options, faults, events, profiles and chips are all in the text."""
    assert re.search(rf"(?<![a-z_]){re.escape(word)}(?![a-z_])", TEXT)


def test_the_scenario_is_one(tmp_path: Path) -> None:
    """The example of a scenario can be read."""
    match = re.search(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    assert match is not None
    path = tmp_path / "scenario.yaml"
    path.write_text(match[1])
    assert len(read_scenario(path)) == 5


def test_the_faults_are_some() -> None:
    """The example of faults can be read."""
    match = re.search(r"--faults ([a-z]\S+)", TEXT)
    assert match is not None
    assert len(parse_faults(match[1])) == 3


def test_every_profile_has_a_column() -> None:
    """The table of dialects knows every profile."""
    table = (DOCS / "firmware.md").read_text("utf-8")
    (head,) = re.findall(r"^\| \| 1\.1 .*$", table, re.MULTILINE)
    assert all(profile in head for profile in PROFILES)
