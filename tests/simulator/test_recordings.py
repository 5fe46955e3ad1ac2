"""The simulator answers as recorded firmware did."""

import asyncio
import re

import pytest

from custom_components.esp_at.at.command import Form
from esp_at_simulator.profile import CHIPS, PROFILES, Build
from tests.recordings import FOLDER, PROFILES as RECORDED, names, read

from .replay import replay
from .virtual import VirtualLoop

# How many exchanges were compared when this was written. A chapter that is simulated
# adds to them by itself; none may be lost.
AT_LEAST = {
    "2.0.0_basic": 114,
    "2.0.0_frame": 99,
    "2.0.0_http": 43,
    "2.0.0_passive": 81,
    "2.0.0_server": 42,
    "2.0.0_tcp": 95,
    "2.0.0_tcp_dupstart": 26,
    "2.0.0_tcp_len-1_hang": 24,
    "2.0.0_udp": 60,
    "2.0.0_wifi": 79,
    "2.3.0_basic": 112,
    "2.3.0_boot": 15,
    "2.3.0_frame": 99,
    "2.3.0_http": 43,
    "2.3.0_mqtt": 6,
    "2.3.0_passive": 81,
    "2.3.0_tcp": 116,
    "2.3.0_udp": 60,
    "3.4.0_basic": 112,
    "3.4.0_boot": 11,
    "3.4.0_frame": 99,
    "3.4.0_http": 43,
    "3.4.0_mqtt": 5,
    "3.4.0_passive": 81,
    "3.4.0_server": 42,
    "3.4.0_tcp": 116,
    "3.4.0_udp": 60,
    "3.4.0_wifi": 79,
    "3.5.0_basic": 118,
    "3.5.0_frame": 99,
    "3.5.0_http": 43,
    "3.5.0_mqtt": 5,
    "3.5.0_passive": 81,
    "3.5.0_tcp": 116,
    "3.5.0_udp": 60,
    "3.5.0_wifi": 79,
}


# A user's session met another radio than the simulator can know of
SESSIONS = [name for name in names() if not read(name).from_wire_log]


@pytest.mark.usefixtures("own_loopback")
@pytest.mark.parametrize("name", SESSIONS)
def test_session(name: str) -> None:
    """Every declared command of a session is answered with the recorded bytes."""
    recording = read(name)
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        comparisons, greeting = runner.run(replay(recording))
    assert greeting == recording.greeting
    different = [str(comparison) for comparison in comparisons if not comparison.agrees]
    assert not different, "\n".join(different)
    assert len(comparisons) >= AT_LEAST[name]


@pytest.mark.parametrize("prefix", ["2.3.0", "3.4.0", "3.5.0"])
def test_command_table(prefix: str) -> None:
    """A profile registers exactly the commands that the firmware lists, in its order."""
    text = (FOLDER / f"{prefix}_command_table.txt").read_text("utf-8")
    rows = re.findall(
        r"^\d+,AT(\S*?),test=(\d),query=(\d),set=(\d),exec=(\d)$", text, re.MULTILINE
    )
    forms = (Form.TEST, Form.QUERY, Form.SET, Form.EXECUTE)
    listed = [
        (
            name,
            frozenset(
                form for form, flag in zip(forms, flags, strict=True) if flag == "1"
            ),
        )
        for name, *flags in rows
    ]
    built = Build(PROFILES[RECORDED[prefix]], CHIPS["esp32"]).commands
    assert list(built.items()) == listed
