"""Tells the owner of a module what only the owner can put right.

Issues come and go by themselves: each is made when its sign shows, and taken back once
a whole window has passed without it.
"""

from collections import deque
from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from homeassistant.const import ATTR_RESTORED
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.util import dt as dt_util

from .const import (
    CONF_FAST_BAUDRATE,
    CONF_FLOW_CONTROL,
    DEFAULT_FAST_BAUDRATE,
    DOMAIN,
)
from .coordinator import EspAtConfigEntry
from .device.state import DeviceEvent, DeviceRestarted, RestartReason

WINDOW = timedelta(minutes=10)
CHECK_INTERVAL = timedelta(minutes=1)
LOOP_RESTARTS = 3
# One command without an answer happens; several, with lines that make no sense, do not
LOST_ANSWERS = 2
LOST_LINES = 3


class Issue(StrEnum):
    """What can be wrong; the value is the key of the text."""

    RESTART_LOOP = "restart_loop"
    BYTES_LOST = "bytes_lost"
    BYTES_LOST_FLOW_CONTROL = "bytes_lost_flow_control"
    FASTER_LINE = "faster_line"
    ENTITIES = "entities"


FIXABLE = frozenset({Issue.FASTER_LINE, Issue.ENTITIES})


class Growth(NamedTuple):
    """By how much counters of the line grew, and when that was seen."""

    at: datetime
    restarts: int = 0
    """Restarts that no event has told of: the module was not set up again."""
    timeouts: int = 0
    strange: int = 0
    """Lines that are neither response nor result code, and bytes that are no line."""


@callback
def async_watch_issues(hass: HomeAssistant, entry: EspAtConfigEntry) -> None:
    """Watch a module as long as its entry is loaded."""
    watcher = IssueWatcher(hass, entry)
    entry.async_on_unload(watcher.clear)
    entry.async_on_unload(
        entry.runtime_data.device.subscribe_events(watcher.take_event)
    )
    entry.async_on_unload(
        async_track_time_interval(hass, watcher.check, CHECK_INTERVAL)
    )


class IssueWatcher:
    """Makes and takes back the issues of one module."""

    def __init__(self, hass: HomeAssistant, entry: EspAtConfigEntry) -> None:
        """Start with what was counted until now."""
        self._hass = hass
        self._entry = entry
        self._device = entry.runtime_data.device
        self._counters = self._first_counters = self._device.counters
        self._told_restarts = self._silent_restarts = 0
        self._unexpected: deque[datetime] = deque()
        self._growth: deque[Growth] = deque()

    @callback
    def take_event(self, event: DeviceEvent) -> None:
        """Count a restart."""
        if not isinstance(event, DeviceRestarted):
            return
        self._told_restarts += 1
        if event.reason is RestartReason.UNEXPECTED:
            self._unexpected.append(dt_util.utcnow())
            self._check_restarts()

    @callback
    def check(self, now: datetime) -> None:
        """Look at everything."""
        self._measure(now)
        begin = now - WINDOW
        while self._unexpected and self._unexpected[0] < begin:
            self._unexpected.popleft()
        while self._growth and self._growth[0].at < begin:
            self._growth.popleft()
        self._check_restarts()
        self._check_bytes()
        self._check_line()
        self._check_entities()

    @callback
    def clear(self) -> None:
        """Take back every issue."""
        for issue in Issue:
            self._set(issue, present=False)

    def _measure(self, now: datetime) -> None:
        """Note by how much the counters grew since the last look."""
        before, after = self._counters, self._device.counters
        self._counters = after
        # The event of a restart comes once the module is set up: wait a look for it
        due = before.restarts - self._first_counters.restarts
        silent = max(0, due - self._told_restarts - self._silent_restarts)
        self._silent_restarts += silent
        self._note(Growth(now, silent))
        # What a restart or a pulled plug does to the line says nothing about the line
        quiet = (after.restarts, after.reconnects) == (
            before.restarts,
            before.reconnects,
        )
        if not quiet:
            return
        strange = (
            after.unknown_lines
            - before.unknown_lines
            + after.noise
            - before.noise
            + max(0, after.dropped_bytes - before.dropped_bytes)
        )
        self._note(
            Growth(now, timeouts=after.timeouts - before.timeouts, strange=strange)
        )

    def _note(self, growth: Growth) -> None:
        if any(growth[1:]):
            self._growth.append(growth)

    def _check_restarts(self) -> None:
        restarts = len(self._unexpected) + sum(each.restarts for each in self._growth)
        if restarts >= LOOP_RESTARTS:
            self._set(Issue.RESTART_LOOP, present=True, restarts=str(restarts))
        elif restarts == 0:
            self._set(Issue.RESTART_LOOP, present=False)

    def _check_bytes(self) -> None:
        timeouts = sum(each.timeouts for each in self._growth)
        strange = sum(each.strange for each in self._growth)
        flow_control = self._entry.data[CONF_FLOW_CONTROL]
        issue = Issue.BYTES_LOST_FLOW_CONTROL if flow_control else Issue.BYTES_LOST
        if timeouts >= LOST_ANSWERS and strange >= LOST_LINES:
            self._set(issue, present=True, baudrate=str(self._device.baudrate))
        elif timeouts == 0 and strange == 0:
            self._set(issue, present=False)

    def _check_line(self) -> None:
        wanted = int(self._entry.options.get(CONF_FAST_BAUDRATE, DEFAULT_FAST_BAUDRATE))
        if not self._device.state.online:
            return
        self._set(
            Issue.FASTER_LINE,
            present=wanted not in {0, self._device.baudrate},
            wanted=str(wanted),
            baudrate=str(self._device.baudrate),
        )

    def _check_entities(self) -> None:
        missing = sorted(unsupported_entities(self._hass, self._entry))
        self._set(
            Issue.ENTITIES,
            present=bool(missing),
            firmware=self._device.firmware.version_text,
            entities="\n".join(f"- `{entity_id}`" for entity_id in missing),
        )

    def _set(self, issue: Issue, *, present: bool, **placeholders: str) -> None:
        issue_id = f"{issue}_{self._entry.entry_id}"
        if not present:
            ir.async_delete_issue(self._hass, DOMAIN, issue_id)
            return
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            issue_id,
            data={"issue": issue.value, "entry_id": self._entry.entry_id},
            is_fixable=issue in FIXABLE,
            severity=ir.IssueSeverity.WARNING,
            translation_key=issue.value,
            translation_placeholders={"name": self._entry.title, **placeholders},
        )


def unsupported_entities(hass: HomeAssistant, entry: EspAtConfigEntry) -> Iterator[str]:
    """Yield the enabled entities that the module had once, with another firmware."""
    for entity in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id):
        state = hass.states.get(entity.entity_id)
        if state is not None and state.attributes.get(ATTR_RESTORED):
            yield entity.entity_id
