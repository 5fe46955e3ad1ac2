"""Find out which verbs of the device run which commands, by reading its source."""

import ast
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from script.lib.process import TOP

DEVICE = TOP / "custom_components" / "esp_at" / "device"
COMMANDS = "at.commands"

type Function = tuple[str, str]
"""A module and a function or method in it."""


@dataclass(frozen=True)
class Uses:
    """What one function mentions."""

    commands: set[str] = field(default_factory=set)
    calls: set[Function] = field(default_factory=set)


def verbs() -> dict[str, list[str]]:
    """Return the verbs (``wifi.join``) by the name of each command class they run."""
    functions: dict[Function, Uses] = {}
    methods: list[Function] = []
    for path in sorted(DEVICE.glob("*.py")):
        _read(path, functions, methods)
    used: defaultdict[str, set[str]] = defaultdict(set)
    for verb in methods:
        for reached in _reached(verb, functions):
            for name in functions[reached].commands:
                used[name].add(".".join(verb))
    return {name: sorted(found) for name, found in used.items()}


def _read(path: Path, functions: dict[Function, Uses], methods: list[Function]) -> None:
    module, tree = path.stem, ast.parse(path.read_text())
    chapters: set[str] = set()
    imported: dict[str, str] = {}
    commands: set[str] = set()
    for node in tree.body:
        if not isinstance(node, ast.ImportFrom):
            continue
        names = {alias.name for alias in node.names}
        if node.module == COMMANDS:
            chapters |= names
        elif (node.module or "").startswith(COMMANDS):
            commands |= names
        elif node.level == 1 and node.module:
            imported |= dict.fromkeys(names, node.module)
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            for member in node.body:
                if isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef):
                    found = _uses(member, module, chapters, commands, imported)
                    functions[module, member.name] = found
                    awaited = isinstance(member, ast.AsyncFunctionDef)
                    if awaited and not member.name.startswith("_"):
                        methods.append((module, member.name))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            functions[module, node.name] = _uses(
                node, module, chapters, commands, imported
            )


def _uses(
    function: ast.AST,
    module: str,
    chapters: set[str],
    commands: set[str],
    imported: dict[str, str],
) -> Uses:
    uses = Uses()
    for node in ast.walk(function):
        match node:
            case ast.Attribute(value=ast.Name(id=owner), attr=name):
                if owner in chapters:
                    uses.commands.add(name)
                elif owner == "self":
                    uses.calls.add((module, name))
            case ast.Name(id=name) if name in commands:
                uses.commands.add(name)
            case ast.Name(id=name):
                uses.calls.add((imported.get(name, module), name))
    return uses


def _reached(verb: Function, functions: dict[Function, Uses]) -> set[Function]:
    reached, waiting = {verb}, [verb]
    while waiting:
        for called in functions[waiting.pop()].calls & functions.keys() - reached:
            reached.add(called)
            waiting.append(called)
    return reached
