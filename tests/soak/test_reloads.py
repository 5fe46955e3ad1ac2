"""A module is set up and unloaded a thousand times, and nothing is left behind."""

import asyncio
import gc
from pathlib import Path
import threading

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from . import rounds

WARM_UP = 3


def descriptors() -> int:
    """Return how many file descriptors this process has open."""
    return len(list(Path("/proc/self/fd").iterdir()))


async def test_reloads(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """No task, thread or descriptor grows over reloads of a config entry."""
    counts: list[tuple[int, int, int]] = []
    for number in range(rounds(8, 1000)):
        assert await hass.config_entries.async_reload(entry.entry_id)
        await hass.async_block_till_done()
        assert entry.state is ConfigEntryState.LOADED
        if number >= WARM_UP:
            gc.collect()
            counts.append(
                (len(asyncio.all_tasks()), threading.active_count(), descriptors())
            )

    tasks, threads, files = zip(*counts, strict=True)
    assert max(tasks) <= tasks[0] + 2
    assert max(threads) <= threads[0] + 8  # the executor may still grow to its limit
    assert files[-1] <= files[0]
