"""AT+SYSMSGFILTER: which unsolicited lines the module keeps to itself."""

import re

from .state import State


def passes(line: bytes, state: State) -> bool:
    """Return whether a line is printed."""
    if not state.filtering:
        return True
    return not any(
        _matches(head, line) and _matches(tail, line) for head, tail in state.filters
    )


def _matches(expression: bytes, line: bytes) -> bool:
    if not expression:
        return True
    try:
        return re.search(expression, line) is not None
    except re.error:
        return False
