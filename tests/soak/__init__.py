"""Long runs: a short slice with the other tests, the whole by ``script/soak``."""

import os

WHOLE = os.environ.get("ESP_AT_SOAK") == "1"


def rounds(slice_: int, whole: int) -> int:
    """Return how often to do something: a slice, or the whole of a soak."""
    return whole if WHOLE else slice_
