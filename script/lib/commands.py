"""The reference of every declared command: docs/commands.md and a list for programs.

script/commands            write docs/commands.md
script/commands --check    fail if docs/commands.md is not up to date
script/commands --json     print an object for each declared form
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
import inspect
import json
from pathlib import Path
import sys
from typing import Any

from custom_components.esp_at.at import codec, commands
from custom_components.esp_at.at.command import (
    REGISTRY,
    URCS,
    Command,
    Form,
    KeyedRecord,
    Record,
    TextRecord,
    Urc,
)
from custom_components.esp_at.at.fields import (
    AnyIp,
    BlockData,
    BlockLength,
    Decimal,
    Ip,
    Mac,
    Number,
    PayloadLength,
    Text,
)
from custom_components.esp_at.at.layout import Parameter, parameters
from esp_at_simulator import SimulatedModule
from script.lib.verbs import verbs

TOP = Path(__file__).parents[2]
DOCUMENT = TOP / "docs" / "commands.md"
CHAPTERS = {
    "basic": "Basic",
    "user": "User",
    "wifi": "Wi-Fi",
    "tcpip": "TCP/IP",
    "tls": "TLS",
    "sntp": "Time",
    "update": "Firmware update",
    "ble": "BLE",
    "hid": "BLE HID",
    "ethernet": "Ethernet",
    "classic": "Classic Bluetooth",
    "mqtt": "MQTT",
    "http": "HTTP",
    "websocket": "WebSocket",
}
HEAD = """\
# Commands

Written by `script/commands` from the declarations in
`custom_components/esp_at/at/commands/`; do not edit it by hand.

*Since* is the first firmware with the form, *until* the first without it. An optional
command is left out of standard builds. Where a section of the manual of firmware 2.0
is given, it describes the command; the declarations say where it is wrong. A parameter
*of several links* is there if and only if several links are possible (`AT+CIPMUX=1`).
"""


def chapter(declared: type[Any]) -> str:
    """Return the chapter a class is declared in."""
    module: str = declared.__module__.rpartition(".")[2]
    return module


def forms() -> Iterator[tuple[str, type[Command[Any]]]]:
    """Yield each declared form once, in the order of the chapters."""
    order = {name: index for index, name in enumerate(commands.__all__)}
    seen: set[type[Command[Any]]] = set()
    for declared in sorted(
        REGISTRY.values(), key=lambda form: order.get(chapter(form), len(order))
    ):
        if declared not in seen:
            seen.add(declared)
            yield f"AT{declared.name}", declared


def as_json() -> list[dict[str, Any]]:
    """Return an object for each declared form."""
    used, simulated = verbs(), SimulatedModule(families=("all",)).simulates
    return [
        {
            "name": name,
            "form": form.form.name.lower(),
            "fixed": list(form.fixed),
            "variants": list(form.variants),
            "chapter": chapter(form),
            "spec": form.spec,
            "since": form.since,
            "until": form.until,
            "chips": sorted(form.chips),
            "optional": form.optional,
            "simulated": form in simulated,
            "used_by": used.get((chapter(form), form.__name__), []),
        }
        for name, form in forms()
    ]


def document() -> str:
    """Return the reference for people."""
    by_chapter: defaultdict[str, list[type[Command[Any]]]] = defaultdict(list)
    for _, form in forms():
        by_chapter[chapter(form)].append(form)
    used = verbs()
    parts = [HEAD]
    for key, title in CHAPTERS.items():
        urcs = [urc for urc in URCS if chapter(urc) == key]
        if not by_chapter[key] and not urcs:
            continue
        parts.append(f"\n## {title}\n")
        parts += [_form_text(form, used) for form in by_chapter[key]]
        if urcs:
            parts.append("\n### Unsolicited result codes\n")
            parts += [_urc_text(urc) for urc in urcs]
    return "\n".join(parts)


def syntax(form: type[Command[Any]]) -> str:
    """Return a form as one types it."""
    head = f"AT{form.name}{form.form}"
    if form.form is not Form.SET:
        return head
    text = ",".join(map(str, form.fixed))
    for parameter in parameters(form):
        comma = "," if text else ""
        name = f"<{parameter.name}>" + ("..." if parameter.repeats else "")
        if parameter.multiplexed:
            head += f"[{name},]"
        else:
            text += f"[{comma}{name}]" if parameter.optional else f"{comma}{name}"
    return head + text


def _form_text(form: type[Command[Any]], used: dict[tuple[str, str], list[str]]) -> str:
    facts = [f"since {form.since}"]
    if form.until:
        facts.append(f"until {form.until}")
    if form.chips:
        facts.append(f"only {', '.join(sorted(form.chips))}")
    if form.optional:
        facts.append("optional")
    if form.spec:
        facts.append(f"manual {form.spec}")
    lines = [f"\n### `{syntax(form)}`\n", _doc(form), f"\n*{'; '.join(facts)}*\n"]
    lines += _table(parameters(form), form.variants)
    record = codec.result_shape(form).record
    if record is not None:
        lines += _answer(record)
    if form.errors is not None:
        reasons = ", ".join(f"{e.value} {_words(e.name)}" for e in form.errors)
        lines.append(f"Reasons of a failure: {reasons}.\n")
    if verbs_of := used.get((chapter(form), form.__name__)):
        lines.append(f"Run by: {', '.join(f'`{verb}`' for verb in verbs_of)}.\n")
    return "\n".join(lines)


def _answer(record: type[Record]) -> list[str]:
    if issubclass(record, TextRecord):
        return ["Answers with lines of text.\n"]
    if issubclass(record, KeyedRecord):
        keys = ", ".join(f"`{p.key}`" for p in parameters(record))
        return [f"Answers `{record.prefix}:` with a line for each of {keys}.\n"]
    fields = ",".join(f"<{p.name}>" for p in parameters(record))
    shown = f"({fields})" if record.bracketed else fields
    return [f"Answers `{record.prefix}{record.separator}{shown}`.\n"]


def _urc_text(urc: type[Urc]) -> str:
    fields = ",".join(f"<{p.name}>" for p in parameters(urc))
    if urc.suffix:
        shown = f"{fields}{urc.suffix}"
    else:
        shown = urc.prefix + (f"{urc.separator}{fields}" if fields else "")
    return f"- `{shown}`: {_doc(urc).splitlines()[0]}"


def _table(layout: tuple[Parameter, ...], variants: tuple[str, ...]) -> list[str]:
    if not layout:
        return []
    rows = ["| parameter | kind | allowed | since |", "| --- | --- | --- | --- |"]
    for parameter in layout:
        since = ".".join(map(str, parameter.since)) if any(parameter.since) else ""
        name = parameter.name
        if parameter.multiplexed:
            name += " (of several links)"
        elif parameter.optional:
            name += " (optional)"
        allowed = _allowed(parameter, variants)
        rows.append(f"| {name} | {_kind(parameter)} | {allowed} | {since} |")
    return [*rows, ""]


def _kind(parameter: Parameter) -> str:
    kinds: list[tuple[type[Any], str]] = [
        (PayloadLength, "data"),
        (BlockLength, "length"),
        (BlockData, "data"),
        (Number, "number"),
        (Decimal, "number"),
        (Mac, "MAC address"),
        (Ip, "IPv4 address"),
        (AnyIp, "IP address"),
        (Text, "string"),
    ]
    kind = next(
        (word for cls, word in kinds if isinstance(parameter.shape, cls)), "word"
    )
    return f"{kind}, secret" if parameter.shape.secret else kind


def _allowed(parameter: Parameter, variants: tuple[str, ...]) -> str:
    if isinstance(parameter.type, type) and issubclass(parameter.type, StrEnum):
        return ", ".join(variants or parameter.type)
    if choices := parameter.choices():
        return ", ".join(f"{choice.value} {_words(choice.name)}" for choice in choices)
    shape = parameter.shape
    if isinstance(shape, Mac | Ip | AnyIp):
        return ""
    if isinstance(shape, Text):
        return (
            f"{shape.min_bytes} to {shape.max_bytes} bytes" if shape.max_bytes else ""
        )
    if isinstance(shape, Number) and None not in (shape.minimum, shape.maximum):
        unit = "bytes" if isinstance(shape, PayloadLength) else shape.unit
        return f"{shape.minimum} to {shape.maximum}" + (f" {unit}" if unit else "")
    return ""


def _words(name: str) -> str:
    return name.lower().replace("_", " ")


def _doc(declared: type[Any]) -> str:
    return inspect.cleandoc(declared.__doc__ or "")


def main() -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description="The reference of declared commands.")
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--json", action="store_true", help="print a list for programs")
    group.add_argument("--check", action="store_true", help="only compare")
    options = parser.parse_args()
    if options.json:
        json.dump(as_json(), sys.stdout, indent=1)
        sys.stdout.write("\n")
        return 0
    text = document()
    if options.check:
        if DOCUMENT.exists() and DOCUMENT.read_text() == text:
            return 0
        sys.stderr.write("docs/commands.md is not up to date: run script/commands\n")
        return 1
    DOCUMENT.parent.mkdir(exist_ok=True)
    DOCUMENT.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
