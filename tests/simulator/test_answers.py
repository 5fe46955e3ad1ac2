"""What each generation answers, beyond what the recordings show."""

from typing import Any

import pytest

from custom_components.esp_at.at.command import REGISTRY, Form
from esp_at_simulator import SimulatedModule
from esp_at_simulator.profile import CHIPS, PROFILES, Build

from .host import Host

ERROR = b"ERROR\r\n"


@pytest.mark.parametrize("profile", PROFILES)
async def test_version(quiet_host: Host, profile: str) -> None:
    """Every generation prints its version in its own number of lines."""
    lines = (await quiet_host.command("AT+GMR")).split(b"\r\n")
    assert lines[0].startswith(b"AT version:" + profile.encode())
    assert len(lines) == (3 if profile == "1.1" else 4) + 3


@pytest.mark.parametrize(
    ("profile", "line", "answer"),
    [
        ("1.1", "AT+NOPE", b"ERR CODE:0x01090000\r\n\r\nERROR\r\n"),
        ("2.0", "AT+NOPE", b"\r\nERROR\r\n"),
        ("1.1", "AT+CMD?", b"ERR CODE:0x01090000\r\n\r\nERROR\r\n"),
        ("2.0", "AT+CMD?", b"\r\nERROR\r\n"),
        ("2.0", "AT+CWJAP", b"\r\nERROR\r\n"),
        ("3.4", "AT+SYSTEMP?", b"\r\nERROR\r\n"),
    ],
)
async def test_refusals(
    quiet_host: Host, profile: str, line: str, answer: bytes
) -> None:
    """Old firmware always prints codes, newer on request."""
    assert await quiet_host.command(line, end=ERROR) == answer


@pytest.mark.parametrize("profile", ["1.1", "2.0"])
async def test_test_form(quiet_host: Host, profile: str) -> None:
    """The test forms went with 2.1."""
    assert await quiet_host.command("AT+CWMODE=?") == b"+CWMODE:(1-3)\r\n\r\nOK\r\n"


@pytest.mark.parametrize(
    ("profile", "fields"), [("1.1", 4), ("2.0", 7), ("2.3", 9), ("4.1", 9), ("5.0", 9)]
)
async def test_fields_of_a_join(quiet_host: Host, profile: str, fields: int) -> None:
    """The query of the network grew with the generations."""
    await quiet_host.command("AT+CWMODE=1")
    await quiet_host.command('AT+CWJAP="Home","correct horse"')
    answer = await quiet_host.command("AT+CWJAP?")
    assert answer.count(b",") == fields - 1


@pytest.mark.parametrize(
    ("chip", "has", "lacks"),
    [
        ("esp32", "+SYSLSP", "+SYSTEMP"),
        ("esp32c3", "+SYSTEMP", "+SYSLSP"),
        ("esp32c6", "+BLEINIT", "+BLEHIDINIT"),
        ("esp32s2", "+CWMODE", "+BLEINIT"),
    ],
)
def test_chips(chip: str, has: str, lacks: str) -> None:
    """A chip has the commands that its hardware allows."""
    commands = Build(PROFILES["4.1"], CHIPS[chip]).commands
    assert has in commands
    assert lacks not in commands


@pytest.mark.parametrize(
    ("profile", "line"),
    [("2.0", "AT+CWSTARTSMART=4"), ("2.0", "AT+RFPOWER=84"), ("2.0", "AT+SLEEP=2")],
)
async def test_what_came_later(quiet_host: Host, profile: str, line: str) -> None:
    """Values that a later generation brought are refused."""
    await quiet_host.command("AT+CWMODE=1")
    assert await quiet_host.command(line, end=ERROR) == b"\r\nERROR\r\n"


@pytest.mark.parametrize("profile", ["1.1"])
async def test_old_firmware_does_not_tell_of_clients(
    module: SimulatedModule, quiet_host: Host, profile: str
) -> None:
    """Before 2.0 only AT+CWLIF shows who is on the access point."""
    module.surroundings.add_station("aa:bb:cc:00:00:01")
    assert not await quiet_host.quiet(0.1)
    assert b"aa:bb:cc:00:00:01" in await quiet_host.command("AT+CWLIF")


async def test_temperature() -> None:
    """A C3 tells how warm it is, and its own name."""
    module = SimulatedModule("4.1", "esp32c3", time_scale=0)
    async with module.on_pty() as path, Host.on(path) as host:
        await host.until(b"ready\r\n")
        assert b"+SYSTEMP:42.50\r\n\r\nOK" in await host.command("AT+SYSTEMP?")
        version = await host.command("AT+GMR")
        assert b" - ESP32C3 - " in version
        assert b"(MINI-1)" in version


def test_families() -> None:
    """Only a build of one's own has what official images leave out."""
    profile, chip = PROFILES["4.1"], CHIPS["esp32"]
    assert "+CWJEAP" not in Build(profile, chip).commands
    assert "+CWJEAP" in Build(profile, chip, ("eap",)).commands
    assert "+CIPETH" not in Build(profile, chip, ("eap",)).commands
    assert "+CIPETH" in Build(profile, chip, ("all",)).commands


@pytest.mark.parametrize(
    "wrong", [{"profile": "9"}, {"chip": "esp8266"}, {"families": ("wings",)}]
)
def test_unknown_builds(wrong: dict[str, Any]) -> None:
    """What does not exist is refused with what does."""
    with pytest.raises(ValueError, match=r"there are|has no family"):
        SimulatedModule(**wrong)


def test_every_declared_command_has_a_handler() -> None:
    """Nothing is declared that the simulator cannot answer, except an update."""
    simulates = SimulatedModule(families=("all",)).simulates
    missing = {command.__name__ for command in REGISTRY.values()} - {
        command.__name__ for command in simulates
    }
    assert missing <= {"UpdateFromUrl"}


@pytest.mark.parametrize("profile", PROFILES)
async def test_every_query_is_answered(
    module: SimulatedModule, quiet_host: Host, profile: str
) -> None:
    """A query ends in OK where the build has it, and in ERROR where it has not.

    One of them asks a server, and there is no network.
    """
    module.nvs.files["a.txt"] = bytearray(b"x")
    queries = {
        f"AT{key.name}{key.form}": key
        for key in REGISTRY
        if key.form in (Form.QUERY, Form.TEST)
    }
    for line, key in queries.items():
        quiet_host.send(f"{line}\r\n".encode())
        known = key.form in module.build.commands.get(key.name, ())
        local = key.name != "+CIPFWVER"
        await quiet_host.until(b"\r\nOK\r\n" if known and local else ERROR)
