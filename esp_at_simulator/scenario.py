"""Timed events from a file: what happens around a module while a host uses it.

A scenario is a YAML (or JSON) file with a list ``events``. Each has a time, ``at``
seconds after the start, optionally ``every`` seconds again, and one thing to do:

    events:
      - at: 5
        remove_access_point: Home
      - at: 20
        add_access_point: {ssid: Home, password: correct horse, rssi: -60}
      - at: 30
        every: 60
        restart: true
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotatedyaml import YAMLException, parse_yaml

from .faults import FAULTS, apply_fault

if TYPE_CHECKING:
    from .module import SimulatedModule

type Action = Callable[[SimulatedModule, Any], None]


class BadScenario(ValueError):
    """The file is no scenario; the message says where."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happens, in real seconds after the start."""

    at: float
    every: float | None
    action: str
    argument: Any


def _on_surroundings(name: str, main: str) -> Action:
    def act(module: SimulatedModule, argument: Any) -> None:
        method = getattr(module.surroundings, name)
        if isinstance(argument, dict):
            method(**argument)
        elif argument is True:
            method()
        else:
            method(**{main: argument})

    return act


def _on_module(name: str) -> Action:
    def act(module: SimulatedModule, _argument: Any) -> None:
        getattr(module, name)()

    return act


def _fault(name: str) -> Action:
    def act(module: SimulatedModule, argument: Any) -> None:
        apply_fault(module, name, None if argument is True else float(argument))

    return act


def _change_access_point(module: SimulatedModule, argument: Any) -> None:
    changes = dict(argument)
    point = module.surroundings.access_point(changes.pop("ssid"))
    for name, value in changes.items():
        if not hasattr(point, name):
            raise BadScenario(f"an access point has no {name}")
        setattr(point, name, value)
    module.surroundings.changed()


def _vanish_neighbour(module: SimulatedModule, argument: Any) -> None:
    module.surroundings.neighbours.vanish(str(argument))


def _return_neighbour(module: SimulatedModule, argument: Any) -> None:
    module.spawn(module.surroundings.neighbours.start(str(argument)))


def _connect_hid_host(module: SimulatedModule, argument: Any) -> None:
    host = module.surroundings.hid_host(str(argument))

    async def connect() -> None:
        await host.connect()

    module.spawn(connect())


def _disconnect_hid_host(module: SimulatedModule, argument: Any) -> None:
    module.surroundings.hid_host(str(argument)).disconnect()


def _forget_hid_host(module: SimulatedModule, argument: Any) -> None:
    module.surroundings.hid_host(str(argument)).forget()


ACTIONS: dict[str, Action] = {
    "add_access_point": _on_surroundings("add_access_point", "ssid"),
    "remove_access_point": _on_surroundings("remove_access_point", "ssid"),
    "change_access_point": _change_access_point,
    "add_station": _on_surroundings("add_station", "mac"),
    "remove_station": _on_surroundings("remove_station", "mac"),
    "smartconfig": _on_surroundings("smartconfig", "ssid"),
    "press_wps_button": _on_surroundings("press_wps_button", "ssid"),
    "plug_ethernet": _on_surroundings("plug_ethernet", "address"),
    "unplug_ethernet": _on_surroundings("unplug_ethernet", ""),
    "vanish_neighbour": _vanish_neighbour,
    "return_neighbour": _return_neighbour,
    "add_hid_host": _on_surroundings("add_hid_host", "name"),
    "remove_hid_host": _on_surroundings("remove_hid_host", "name"),
    "connect_hid_host": _connect_hid_host,
    "disconnect_hid_host": _disconnect_hid_host,
    "forget_hid_host": _forget_hid_host,
    "restart": _on_module("restart"),
    "power_cycle": _on_module("power_cycle"),
    "brown_out": _on_module("brown_out"),
    "unplug": _on_module("unplug"),
    "plug": _on_module("plug"),
    **{name: _fault(name) for name in FAULTS},
}


def read_scenario(path: Path) -> tuple[Event, ...]:
    """Read a scenario; raise BadScenario or OSError."""
    try:
        content = parse_yaml(path.read_text("utf-8"))
    except YAMLException as err:
        raise BadScenario(f"{path}: {err}") from err
    events = content.get("events") if isinstance(content, dict) else None
    if not isinstance(events, list):
        raise BadScenario(f"{path}: there is no list of events")
    return tuple(_event(number, item) for number, item in enumerate(events, start=1))


def _event(number: int, item: Any) -> Event:
    if not isinstance(item, dict):
        raise BadScenario(f"event {number} is no mapping")
    rest = {str(key): value for key, value in item.items()}
    at, every = rest.pop("at", 0), rest.pop("every", None)
    if len(rest) != 1:
        raise BadScenario(f"event {number} has to do one thing, not {list(rest)}")
    ((action, argument),) = rest.items()
    if action not in ACTIONS:
        known = ", ".join(ACTIONS)
        raise BadScenario(f"event {number}: no action {action}; there are {known}")
    try:
        return Event(
            float(at), None if every is None else float(every), action, argument
        )
    except (TypeError, ValueError) as err:
        raise BadScenario(f"event {number}: {err}") from err


async def run_event(module: SimulatedModule, event: Event) -> None:
    """Let an event happen at its time, and again as often as it says."""
    await asyncio.sleep(event.at)
    while True:
        ACTIONS[event.action](module, event.argument)
        if event.every is None:
            return
        await asyncio.sleep(event.every)
