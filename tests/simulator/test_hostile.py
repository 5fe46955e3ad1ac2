"""No input makes the module fail, answer twice or stop answering."""

import asyncio
from logging import WARNING
from random import Random

import pytest

from custom_components.esp_at.at.command import REGISTRY, Form, Key
from esp_at_simulator import SimulatedModule
from esp_at_simulator.profile import PROFILES

from .virtual import MemoryPort, VirtualLoop

ROUNDS = 4
LAST = b"\r\nOK\r\n"

# What they do is over only after a start, or never
QUIETING = {"+RST", "+RESTORE", "+GSLP", "+SYSLSP", "+SYSROLLBACK", "E0", "E1"}


def hostile_argument(random: Random) -> str:
    """Return an argument that nobody meant."""
    return random.choice(
        (
            *("", "0", "1", "3", "-1", "0x10", "99999999999", "1.5", "a", "+", " "),
            *('""', '"a"', '"a\\"b"', '"a\\,b"', '"a,b"', '"unfinished', '"a"b', "\\"),
            *('"192.168.4.1"', '"192.168.004.010"', '"255.0.255.0"', '"0.0.0.0"'),
            *(
                '"aa:bb:cc:dd:ee:ff"',
                '"01:00:00:00:00:00"',
                '"Home"',
                '"correct horse"',
            ),
            *('"fatfs"', '"."', '"\xe4\x00"', '"' + "x" * 64 + '"'),
        )
    )


def hostile_line(random: Random, key: Key) -> bytes:
    """Return a line with arguments at random."""
    count = random.randrange(9)
    arguments = [
        f'"{word}"' if isinstance(word, str) else str(word) for word in key.selector
    ]
    arguments += [hostile_argument(random) for _ in range(count)]
    tail = ",".join(arguments) if key.form is Form.SET else ""
    return f"AT{key.name}{key.form}{tail}\r\n".encode("latin-1")


async def survive(profile: str, seed: int, failures: list[str]) -> None:
    """Send every command form some lines; after each the module must be itself."""
    random = Random(seed)
    module = SimulatedModule(profile, time_scale=1, families=("all",))
    module.surroundings.add_access_point("Home", password="correct horse")
    module.surroundings.add_station("aa:bb:cc:dd:ee:ff")
    module.surroundings.plug_ethernet()
    module.surroundings.internet.cut_off = True
    port = MemoryPort()
    async with module.on_port(port):
        for key in REGISTRY:
            if key.name in QUIETING:
                continue
            for _ in range(ROUNDS):
                line = hostile_line(random, key)
                port.host_sends(line)
                await asyncio.sleep(700)
                if port.take().endswith(b">"):
                    port.host_sends(b"\0" * 0x10000)  # more than any command takes
                    await asyncio.sleep(1)
                port.take()
                port.host_sends(b"\0AT\r\n")
                await asyncio.sleep(1)
                if not port.take().endswith(LAST):
                    failures.append(repr(line))
                    module.power_cycle()
                    await asyncio.sleep(5)
                    port.take()


@pytest.mark.usefixtures("socket_enabled")
@pytest.mark.parametrize("profile", PROFILES)
def test_hostile_arguments(profile: str, caplog: pytest.LogCaptureFixture) -> None:
    """Every form of every command survives arguments at random."""
    failures: list[str] = []
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        runner.run(survive(profile, 1, failures))
    assert not failures
    assert not [record for record in caplog.records if record.levelno >= WARNING]


async def babble(seed: int) -> bytes:
    """Send bytes at random in pieces at random; return how the module answers then."""
    random = Random(seed)
    module = SimulatedModule("3.4", time_scale=0)
    port = MemoryPort()
    async with module.on_port(port):
        for _ in range(300):
            size = random.randrange(1, 400)
            piece = bytes(random.choices(b'AT+CWJP=?,"\\\r\n\0>E01 \xff', k=size))
            port.host_sends(piece)
            if not random.randrange(4):
                await asyncio.sleep(1)
        await asyncio.sleep(100)
        port.take()
        port.host_sends(b"\0AT\r\n")
        await asyncio.sleep(1)
        return port.take()


@pytest.mark.parametrize("seed", range(5))
def test_babble(seed: int, caplog: pytest.LogCaptureFixture) -> None:
    """Bytes at random leave a working module."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        assert runner.run(babble(seed)).endswith(LAST)
    assert not [record for record in caplog.records if record.levelno >= WARNING]
