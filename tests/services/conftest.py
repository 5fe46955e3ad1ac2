"""Fixtures: options for actions of the keyboard and the mouse."""

from typing import Any

import pytest


@pytest.fixture
def options(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Return options whose keyboard loses no time; parametrize to add to them."""
    more: dict[str, Any] = getattr(request, "param", {})
    return {"keyboard": {"keystroke_interval": 0, **more}}
