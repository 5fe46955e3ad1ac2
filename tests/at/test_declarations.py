"""What every declared command, record and result code must satisfy."""

import json
from pathlib import Path
import re
from typing import Any

import pytest

from custom_components.esp_at.at import codec, commands
from custom_components.esp_at.at.command import (
    RECORDS,
    REGISTRY,
    URCS,
    Command,
    Form,
    Key,
    Record,
)
from custom_components.esp_at.at.fields import (
    BlockData,
    BlockLength,
    PayloadLength,
    version,
)
from custom_components.esp_at.at.layout import parameters

assert commands

DATA = Path(__file__).parent.parent / "data"
KNOWN: dict[str, Any] = json.loads((DATA / "command_forms.json").read_text())
FORMS = sorted(set(REGISTRY.values()), key=lambda form: form.__qualname__)
# Not in the tables of the chips that the list was made from
BEYOND = {("AT+RST", "set")}
# Firmware 1 answers it in a shape that nothing reads
ANSWERED_SINCE = {("AT+CIPDNS", "query"): "2.0"}
# Left out though others follow: the module counts the commas
EARLY_OPTIONAL = {"JoinEnterpriseAccessPoint", "Request"}
SECRETS = {"password", "key"}


def declared(name: str, form: str) -> list[type[Command[Any]]]:
    """Return the declarations of one form; operations are declared one by one."""
    wanted = name.removeprefix("AT")
    return [
        command
        for key, command in REGISTRY.items()
        if key.name == wanted and key.form is Form[form.upper()]
    ]


@pytest.mark.parametrize(
    ("name", "form"),
    [(name, form) for name, entry in KNOWN.items() for form in entry["forms"]],
)
def test_known_form_is_declared(name: str, form: str) -> None:
    """Every form that firmware has is declared, since when, until when, for what chip."""
    entry, found = KNOWN[name], declared(name, form)
    wanted = name.removeprefix("AT")
    known = entry["forms"][form]

    assert found
    for command in found:
        assert command.since == ANSWERED_SINCE.get((name, form), known["since"])
        assert command.until == known.get("until")
        assert not command.chips or command.chips == frozenset(entry.get("chips", ()))
        if command.name == wanted:  # an alias has no section of its own
            assert command.spec in (entry["section"], None)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_declared_form_is_known(form: type[Command[Any]]) -> None:
    """No form is declared that no firmware has."""
    name, kind = f"AT{form.name}", form.form.name.lower()

    assert (name, kind) in BEYOND or kind in KNOWN[name]["forms"]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_form_is_well_declared(form: type[Command[Any]]) -> None:
    """A form has a sentence for the reference, a bound time-out and sane versions."""
    layout = parameters(form)
    optional = [p.optional for p in layout if not p.multiplexed]

    assert (form.__doc__ or "").split("\n", 1)[0].endswith(".")
    assert 0 < form.timeout <= 200
    assert form.until is None or version(form.since) < version(form.until)
    assert re.fullmatch(r"\d+(\.\d+)*", form.spec or "0")
    assert form.chips <= {"esp32", "esp32c2", "esp32c3", "esp32c6", "esp32s2"}
    assert all(p.since == (0,) or p.since > version(form.since) for p in layout)
    assert not any(p.repeats for p in layout[:-1])
    assert codec.result_shape(form)
    # The module tells parameters apart by their place alone
    assert form.form is Form.SET or not layout
    assert optional == sorted(optional) or form.__name__ in EARLY_OPTIONAL
    # A link stands before all else, so that it is found where there is one
    assert not any(p.multiplexed for p in layout[1:])


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_record_is_well_declared(record: type[Record]) -> None:
    """A record has a sentence, and what came later stands behind what was there."""
    layout = parameters(record)
    since = [p.since for p in layout]
    counted = [isinstance(p.shape, BlockLength) for p in layout]

    assert (record.__doc__ or "").split("\n", 1)[0].endswith((".", ";"))
    assert since == sorted(since)
    assert codec.record_pattern(record)
    if any(counted):
        assert isinstance(layout[-1].shape, BlockData)
        shape = codec.block_shape(record)
        assert (shape.addressed or shape.header).groups == len(layout) - 1


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (owner, parameter.name)
        for owner in (*FORMS, *RECORDS)
        for parameter in parameters(owner)
        if parameter.name in SECRETS and parameter.type is str
    ],
)
def test_secret_is_marked(owner: type[Any], name: str) -> None:
    """No password and no key can get into a log."""
    (shape,) = (p.shape for p in parameters(owner) if p.name == name)

    assert shape.secret or owner.__name__ in {
        "EraseStored",
        "ReadStored",
        "StoredValue",
        "WriteStored",
    }


def test_operations_do_not_hide_each_other() -> None:
    """A form beside one with an operation does not begin with the operation's number.

    AT+HTTPURLCFG=0 forgets what AT+HTTPURLCFG=<length> sets: no length is 0.
    """
    operations = {
        (key.name, key.form): key.selector for key in REGISTRY if key.selector
    }

    for key, command in REGISTRY.items():
        if key.selector or (key.name, key.form) not in operations:
            continue
        shape = parameters(command)[0].shape

        assert operations[key.name, key.form] == (0,)
        assert isinstance(shape, PayloadLength)
        assert (shape.minimum or 0) > 0


def test_codes_are_told_apart() -> None:
    """No two result codes begin or end alike, but counted and uncounted ones."""
    spellings = [
        (spelling.lower(), codec.is_counted(urc))
        for urc in URCS
        for spelling in (urc.prefix, *urc.aliases)
        if spelling
    ]
    suffixes = [urc.suffix for urc in URCS if urc.suffix]

    assert len(spellings) == len(set(spellings))
    assert len(suffixes) == len(set(suffixes))


def test_second_declaration_is_refused() -> None:
    """A form cannot be declared twice by accident."""
    before = dict(REGISTRY)
    body: dict[str, Any] = {"__module__": __name__, "__doc__": "Declare it again."}

    with pytest.raises(TypeError, match=r"AT\+GMR is declared twice"):
        type("Again", (REGISTRY[Key("+GMR", Form.EXECUTE, ())],), body, name="+GMR")

    assert before == REGISTRY
