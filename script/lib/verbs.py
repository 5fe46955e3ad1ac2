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
type CommandName = tuple[str, str]
"""A chapter and a command class in it."""


@dataclass(frozen=True)
class Uses:
    """What one function mentions."""

    commands: set[CommandName] = field(default_factory=set)
    calls: set[Function] = field(default_factory=set)


@dataclass(frozen=True)
class Names:
    """What the names in a module stand for."""

    module: str
    chapters: set[str] = field(default_factory=set)
    commands: dict[str, CommandName] = field(default_factory=dict)
    imported: dict[str, str] = field(default_factory=dict)
    """The module of each function and class."""
    parts: dict[str, str] = field(default_factory=dict)
    """The module of what stands in each attribute of ``self``."""


def verbs() -> dict[CommandName, list[str]]:
    """Return the verbs (``wifi.join``) by chapter and class of each command they run."""
    functions: dict[Function, Uses] = {}
    methods: list[Function] = []
    for path in sorted(DEVICE.glob("*.py")):
        _read(path, functions, methods)
    used: defaultdict[CommandName, set[str]] = defaultdict(set)
    for verb in methods:
        for reached in _reached(verb, functions):
            for name in functions[reached].commands:
                used[name].add(".".join(verb))
    return {name: sorted(found) for name, found in used.items()}


def _read(path: Path, functions: dict[Function, Uses], methods: list[Function]) -> None:
    tree = ast.parse(path.read_text())
    names = _names(path.stem, tree)
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            for member in node.body:
                if isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef):
                    functions[names.module, member.name] = _uses(member, names)
                    awaited = isinstance(member, ast.AsyncFunctionDef)
                    if awaited and not member.name.startswith("_"):
                        methods.append((names.module, member.name))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            functions[names.module, node.name] = _uses(node, names)


def _names(module: str, tree: ast.Module) -> Names:
    names = Names(module)
    for node in tree.body:
        if not isinstance(node, ast.ImportFrom):
            continue
        found = {alias.name for alias in node.names}
        chapter = (node.module or "").removeprefix(f"{COMMANDS}.")
        if node.module == COMMANDS:
            names.chapters.update(found)
        elif chapter != node.module:
            names.commands.update((name, (chapter, name)) for name in found)
        elif node.level == 1 and node.module:
            names.imported.update(dict.fromkeys(found, node.module))
    for statement in ast.walk(tree):
        match statement:
            case ast.Assign(
                targets=[ast.Attribute(value=ast.Name(id="self"), attr=part)],
                value=ast.Call(func=ast.Name(id=made)),
            ) if made in names.imported:
                names.parts[part] = names.imported[made]
    return names


def _uses(function: ast.AST, names: Names) -> Uses:
    uses = Uses()
    for node in ast.walk(function):
        match node:
            case ast.Attribute(value=ast.Name(id=owner), attr=name):
                if owner in names.chapters:
                    uses.commands.add((owner, name))
                elif owner == "self":
                    uses.calls.add((names.module, name))
            case ast.Attribute(
                value=ast.Attribute(value=ast.Name(id="self"), attr=part), attr=name
            ) if part in names.parts:
                uses.calls.add((names.parts[part], name))
            case ast.Name(id=name) if name in names.commands:
                uses.commands.add(names.commands[name])
            case ast.Name(id=name):
                uses.calls.add((names.imported.get(name, names.module), name))
    return uses


def _reached(verb: Function, functions: dict[Function, Uses]) -> set[Function]:
    reached, waiting = {verb}, [verb]
    while waiting:
        for called in functions[waiting.pop()].calls & functions.keys() - reached:
            reached.add(called)
            waiting.append(called)
    return reached
