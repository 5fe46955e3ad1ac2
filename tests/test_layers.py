"""Who may import whom, and how long a file may be."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
INTEGRATION = "custom_components.esp_at"
SIMULATOR = "esp_at_simulator"
LONGEST_FILE = 400
TABLES = (
    "custom_components/esp_at/at/commands",
    "esp_at_simulator/tables",
    "tests/at/examples.py",
)

# A layer is named by where its modules begin, below the integration; the longest
# name that fits a module is its layer. Each may import itself and what stands behind it.
LAYERS: dict[str, set[str]] = {
    "at": set(),
    "at.errors": set(),
    "at.framer": set(),
    "at.listeners": set(),
    "at.port_log": set(),
    "at.turns": set(),
    "at.counters": set(),
    "at.result_codes": set(),
    "at.pending": {
        "at.codec",
        "at.command",
        "at.errors",
        "at.framer",
        "at.result_codes",
    },
    "at.shapes": {"at.errors"},
    "at.fields": {"at.errors", "at.shapes"},
    "at.layout": {"at.errors", "at.fields"},
    "at.command": {"at.errors", "at.fields", "at.layout"},
    "at.commands": {"at.command", "at.fields"},
    "at.codec": {"at.command", "at.errors", "at.fields", "at.framer", "at.layout"},
    "at.module_codec": {"at.command", "at.errors", "at.fields", "at.layout"},
    "at.wire_log": {
        "at.codec",
        "at.command",
        "at.errors",
        "at.fields",
        "at.framer",
        "at.layout",
        "at.module_codec",
    },
    "at.protocol": {
        "at.codec",
        "at.command",
        "at.errors",
        "at.counters",
        "at.framer",
        "at.pending",
        "at.result_codes",
        "at.wire_log",
    },
    "at.recovery": {"at.errors", "at.protocol", "at.result_codes"},
    "at.client": {
        "at.codec",
        "at.command",
        "at.commands",
        "at.counters",
        "at.errors",
        "at.framer",
        "at.listeners",
        "at.pending",
        "at.port_log",
        "at.protocol",
        "at.recovery",
        "at.turns",
        "at.wire_log",
    },
    # What a keyboard can type: a leaf, as the fields are
    "keyboard": {"at.errors"},
    "device": {
        "at.client",
        "at.command",
        "at.commands",
        "at.errors",
        "at.fields",
        "at.listeners",
        "at.turns",
        "keyboard",
    },
    # Home Assistant's side: it knows verbs and state, and never a command
    "": {"at.errors", "device", "keyboard"},
}
SIMULATOR_MAY_IMPORT = {
    "at.codec",
    "at.command",
    "at.commands",
    "at.errors",
    "at.fields",
    "at.layout",
    "at.module_codec",
    "keyboard",
}
# They could leave for a package of their own
FREE_OF_HOME_ASSISTANT = ("at", "device", "keyboard")
HOME_ASSISTANT = {"homeassistant", "probatio", "voluptuous"}


def modules(package: str) -> list[str]:
    """Return the dotted names of the modules of a package."""
    return [
        ".".join(path.relative_to(TOP).with_suffix("").parts)
        for path in sorted(TOP.joinpath(*package.split(".")).rglob("*.py"))
    ]


def imports(module: str) -> Iterator[str]:
    """Yield the dotted names that a module imports when it runs."""
    tree = ast.parse(TOP.joinpath(*module.split(".")).with_suffix(".py").read_text())
    for_types_only = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If)
        and isinstance(block.test, ast.Name)
        and block.test.id == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if id(node) in for_types_only:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = module.split(".")[: -node.level] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                name = f"{base}.{alias.name}"
                yield name if is_module(name) else base


def is_module(name: str) -> bool:
    """Tell whether a dotted name is a module of this repository."""
    path = TOP.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def layer(module: str) -> str:
    """Return the layer of a module of the integration."""
    name = module.removeprefix(INTEGRATION).removeprefix(".")
    return max(
        (
            layer
            for layer in LAYERS
            if not layer or name == layer or name.startswith(f"{layer}.")
        ),
        key=len,
    )


@pytest.mark.parametrize("module", modules(INTEGRATION))
def test_arrows_of_the_integration(module: str) -> None:
    """A module imports only from the layers below its own."""
    own = layer(module)
    against = {
        name
        for name in imports(module)
        if name.startswith(INTEGRATION) and layer(name) not in {own, *LAYERS[own]}
    }
    assert not against


@pytest.mark.parametrize("module", modules(SIMULATOR))
def test_arrows_of_the_simulator(module: str) -> None:
    """The simulator shares the declarations with the client, and nothing else."""
    against = {
        name
        for name in imports(module)
        if name.startswith(INTEGRATION) and layer(name) not in SIMULATOR_MAY_IMPORT
    }
    assert not against


@pytest.mark.parametrize(
    "module",
    [
        module
        for module in modules(INTEGRATION) + modules(SIMULATOR)
        if module.startswith(
            (SIMULATOR, *(f"{INTEGRATION}.{name}." for name in FREE_OF_HOME_ASSISTANT))
        )
    ],
)
def test_no_home_assistant_below_the_device(module: str) -> None:
    """Client, device and simulator know nothing of Home Assistant."""
    assert not {name.split(".")[0] for name in imports(module)} & HOME_ASSISTANT


def test_only_the_client_opens_a_port() -> None:
    """The serial library is used in one place."""
    users = {
        layer(module)
        for module in modules(INTEGRATION)
        if any(name.split(".")[0] == "serialx" for name in imports(module))
    }
    assert users <= {"at.client"}


def test_relative_imports_inside_the_integration() -> None:
    """The integration never names its own package: it could be moved as it is."""
    absolute = [
        module
        for module in modules(INTEGRATION)
        for node in ast.walk(
            ast.parse(TOP.joinpath(*module.split(".")).with_suffix(".py").read_text())
        )
        if isinstance(node, ast.ImportFrom)
        and not node.level
        and (node.module or "").startswith("custom_components")
    ]
    assert not absolute


def test_no_file_is_too_long() -> None:
    """A file stays readable in one go; tables of commands may be longer."""
    sources = [
        path
        for folder in ("custom_components", SIMULATOR, "tests", "script")
        for path in (TOP / folder).rglob("*.py")
        if not any(path.is_relative_to(TOP / table) for table in TABLES)
    ]
    too_long = {
        str(path.relative_to(TOP)): lines
        for path in sources
        if (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    }
    assert not too_long
