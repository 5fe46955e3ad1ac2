"""The commands of keyboard, mouse and remote, and what they put on the air."""

import asyncio
from collections.abc import AsyncGenerator

from hypothesis import given, strategies as st
import pytest

from custom_components.esp_at.keyboard.usages import ConsumerUsage, Modifier
from esp_at_simulator import HidHost, SimulatedModule
from esp_at_simulator.hid_device import QUEUE, REPORTS_PER_EVENT
from esp_at_simulator.hid_parser import ReportParser
from esp_at_simulator.hid_reports import (
    REPORT_MAP,
    consumer_report,
    keyboard_report,
    mouse_report,
)
from esp_at_simulator.profile import CHIPS, PROFILES, Build
from tests.common import until

from .host import Host

OK, ERROR, CONNECTED = b"\r\nOK\r\n", b"\r\nERROR\r\n", b"+BLEHIDCONN\r\n"
WITH_HID = [name for name in PROFILES if name != "1.1"]
SENDS = ("AT+BLEHIDKB=0,4,0,0,0,0,0", "AT+BLEHIDMUS=0,1,1,0", "AT+BLEHIDCONSUMER=233")


@pytest.fixture
def peer(module: SimulatedModule) -> HidHost:
    """Return a television in reach."""
    peer = HidHost("TV")
    module.surroundings.hid_hosts.append(peer)
    return peer


@pytest.fixture
async def keyboard(peer: HidHost, quiet_host: Host) -> AsyncGenerator[Host]:
    """Return a host whose module is the keyboard of the television."""
    assert await quiet_host.command("AT+BLEHIDINIT=1") == OK
    assert await quiet_host.until(CONNECTED) == CONNECTED
    yield quiet_host
    assert not quiet_host.received


async def refused(host: Host, line: str) -> bool:
    """Return whether a line is answered with a bare ERROR."""
    return await host.command(line, end=b"ERROR\r\n") == ERROR


@pytest.mark.parametrize("profile", WITH_HID)
async def test_a_session(keyboard: Host, peer: HidHost) -> None:
    """Every generation starts, sends and ends alike."""
    assert await keyboard.command("AT+BLEHIDINIT?") == b"+BLEHIDINIT:1\r\n" + OK
    for line in SENDS:
        assert await keyboard.command(line) == OK
    assert peer.text == "a"
    assert peer.pointer == (1, 1)
    assert peer.consumer == [ConsumerUsage.VOLUME_UP]
    assert peer.quiet
    assert await keyboard.command("AT+BLEHIDINIT=0") == OK
    assert await keyboard.command("AT+BLEHIDINIT?") == b"+BLEHIDINIT:0\r\n" + OK
    assert await refused(keyboard, SENDS[0])


@pytest.mark.parametrize(("profile", "chip"), [("1.1", "esp32"), ("4.1", "esp32c6")])
def test_builds_without_it(profile: str, chip: str) -> None:
    """Neither the first generation nor a C6 has any of it."""
    commands = Build(PROFILES[profile], CHIPS[chip], ("all",)).commands
    assert not [name for name in commands if name.startswith("+BLEHID")]


@pytest.mark.parametrize("profile", ["2.0", "3.5"])
def test_official_builds_without_it(profile: str) -> None:
    """These two have it only in builds of one's own."""
    assert "+BLEHIDINIT" not in Build(PROFILES[profile], CHIPS["esp32"]).commands
    own = Build(PROFILES[profile], CHIPS["esp32"], ("all",)).commands
    assert "+BLEHIDINIT" in own


async def test_keys(keyboard: Host, peer: HidHost) -> None:
    """Keys are released by themselves, in a second report."""
    await keyboard.command("AT+BLEHIDKB=0,4,5,6,7,8,9")
    assert peer.reports == [
        bytes((2, 0, 0, 4, 5, 6, 7, 8, 9)),
        bytes((2, 0, 0, 0, 0, 0, 0, 0, 0)),
    ]
    assert peer.text == "abcdef"


async def test_modifiers_stay(keyboard: Host, peer: HidHost) -> None:
    """The second report repeats the modifiers: they stay down until one is without."""
    await keyboard.command("AT+BLEHIDKB=34,4,0,0,0,0,0")
    assert peer.reports == [bytes((2, 34, 0, 4, *(0,) * 5)), bytes((2, 34, *(0,) * 7))]
    assert peer.modifiers == Modifier.LEFT_SHIFT | Modifier.RIGHT_SHIFT
    assert peer.text == "A"
    assert not peer.quiet
    await keyboard.command("AT+BLEHIDKB=0,0,0,0,0,0,0")
    assert peer.quiet


async def test_mouse(keyboard: Host, peer: HidHost) -> None:
    """One report of five bytes; the buttons stay down until one is without."""
    await keyboard.command("AT+BLEHIDMUS=5,-127,127,-1")
    assert peer.reports == [bytes((1, 5, 0x81, 0x7F, 0xFF, 0))]
    assert peer.buttons == 5
    await keyboard.command("AT+BLEHIDMUS=0,0,0,0")
    assert peer.quiet
    assert peer.pointer == (-127, 127)
    assert peer.wheel == -1
    assert [int(button) for button in peer.clicks] == [1, 4]


async def test_drag(keyboard: Host, peer: HidHost) -> None:
    """A button that goes up elsewhere than down has dragged something."""
    for line in ("1,0,0,0", "1,30,0,0", "1,0,-20,0", "0,0,0,0"):
        await keyboard.command(f"AT+BLEHIDMUS={line}")
    assert peer.drags == [(1, (0, 0), (30, -20))]
    assert peer.path == [(0, 0), (30, 0), (30, -20)]
    assert not peer.clicks


@pytest.mark.parametrize("usage", ConsumerUsage)
async def test_consumer(keyboard: Host, peer: HidHost, usage: ConsumerUsage) -> None:
    """Each of sixteen keys is pressed and released."""
    await keyboard.command(f"AT+BLEHIDCONSUMER={usage}")
    first, second = peer.reports
    assert len(first) == 3
    assert first != second == bytes((3, 0, 0))
    assert peer.consumer == [usage]
    assert peer.quiet


async def test_consumer_without_effect(keyboard: Host, peer: HidHost) -> None:
    """Any other usage is answered OK, and both reports are empty."""
    assert await keyboard.command("AT+BLEHIDCONSUMER=205") == OK
    assert peer.reports == [bytes((3, 0, 0))] * 2
    assert not peer.consumer


def test_every_consumer_report() -> None:
    """No usage but the sixteen has a report of its own."""
    empty = consumer_report()
    effective = [u for u in range(256) if consumer_report(u) != empty]
    assert effective == sorted(ConsumerUsage)


@pytest.mark.parametrize(
    ("line", "report"),
    [
        ("KB=258,260,0,0,0,0,0", bytes((2, 2, 0, 4, *(0,) * 5))),
        ("KB=-1,0,0,0,0,0,0", bytes((2, 255, *(0,) * 7))),
        ("KB=0,102,0,0,0,0,0", bytes((2, 0, 0, 102, *(0,) * 5))),
        ("MUS=8,128,-129,256", bytes((1, 8, 128, 127, 0, 0))),
        ("CONSUMER=489", bytes((3, 0x40, 0))),
    ],
)
async def test_values_are_cut(
    keyboard: Host, peer: HidHost, line: str, report: bytes
) -> None:
    """No value is out of range: its low eight bits are what counts."""
    assert await keyboard.command(f"AT+BLEHID{line}") == OK
    assert peer.reports[0] == report


@pytest.mark.parametrize(
    "line",
    [
        *("KB", "KB=", "KB=0,4", "KB=0,4,0,0,0,0,0,0", "KB=0,a,0,0,0,0,0", "KB?"),
        *("MUS=0,0,0", "MUS=0,0,0,0,0", "CONSUMER=1,2", 'CONSUMER="1"', "INIT=2"),
        *("INIT=", "INIT", 'INIT="1"', "NAME", "NAME=x", f'NAME="{"x" * 33}"'),
    ],
)
async def test_mistakes(keyboard: Host, peer: HidHost, line: str) -> None:
    """Counts and types have to be right; nothing is sent otherwise."""
    assert await refused(keyboard, f"AT+BLEHID{line}")
    assert not peer.reports


@pytest.mark.parametrize("profile", WITH_HID)
@pytest.mark.parametrize("line", [*SENDS, "AT+BLEHIDKB=0", "AT+BLEHIDMUS=0,x,0,0"])
async def test_without_a_host(quiet_host: Host, line: str) -> None:
    """Without a host all that sends is refused, before it is even read."""
    await quiet_host.command("AT+SYSLOG=1")
    assert await refused(quiet_host, line)
    await quiet_host.command("AT+BLEHIDINIT=1")
    assert await refused(quiet_host, line)


@pytest.mark.parametrize("role", ["BLEINIT=1", "BLEINIT=2", "BLUFI=1", "BTINIT=1"])
async def test_roles_exclude_each_other(quiet_host: Host, role: str) -> None:
    """While another role is taken, there is no HID, and the other way round."""
    name, _ = role.split("=")
    await quiet_host.command(f"AT+{role}")
    assert await refused(quiet_host, "AT+BLEHIDINIT=1")
    await quiet_host.command(f"AT+{name}=0")
    await quiet_host.command("AT+BLEHIDINIT=1")
    assert await refused(quiet_host, f"AT+{role}")
    await quiet_host.command(f"AT+{name}=0")
    assert await quiet_host.command(f"AT+{name}?") == f"+{name}:0\r\n".encode() + OK


@pytest.mark.parametrize("profile", ["2.0"])
async def test_classic_did_not_exclude_at_first(quiet_host: Host) -> None:
    """The first firmware with HID has classic Bluetooth beside it."""
    await quiet_host.command("AT+BTINIT=1")
    await quiet_host.command("AT+BLEHIDINIT=1")
    assert await quiet_host.command("AT+BTINIT?") == b"+BTINIT:1\r\n" + OK


async def test_ble_roles(quiet_host: Host) -> None:
    """From one role to the other the way leads through none; BluFi is in its way."""
    await quiet_host.command("AT+BLEINIT=1")
    assert await quiet_host.command("AT+BLEINIT?") == b"+BLEINIT:1\r\n" + OK
    await quiet_host.command("AT+BLEINIT=1")
    assert await refused(quiet_host, "AT+BLEINIT=2")
    assert await refused(quiet_host, "AT+BLUFI=1")
    await quiet_host.command("AT+BLEINIT=0")
    await quiet_host.command("AT+BLUFI=1,3")
    assert await refused(quiet_host, "AT+BLEINIT=2")
    assert await quiet_host.command("AT+BLUFI?") == b"+BLUFI:1\r\n" + OK


async def test_restart_ends_every_role(quiet_host: Host) -> None:
    """None of the roles outlasts a restart."""
    for role, name in (("BLEINIT=2", "BLEINIT"), ("BLEHIDINIT=1", "BLEHIDINIT")):
        await quiet_host.command(f"AT+{role}")
        await quiet_host.command("AT+RST", end=b"ready\r\n")
        await quiet_host.command("ATE0")
        assert b":0\r\n" in await quiet_host.command(f"AT+{name}?")


@pytest.mark.parametrize("profile", ["2.3", "3.4", "4.1", "5.0"])
async def test_name(module: SimulatedModule, keyboard: Host, peer: HidHost) -> None:
    """The name is saved, printed without quotes, and used from the next start on."""
    assert peer.peer_name == "ESP-AT-HID"
    assert (
        await keyboard.command("AT+BLEHIDNAME?") == b"+BLEHIDNAME:ESP-AT-HID\r\n" + OK
    )
    await keyboard.command("AT+SYSSTORE=0")
    await keyboard.command(r'AT+BLEHIDNAME="Sofa\, left"')
    assert (
        await keyboard.command("AT+BLEHIDNAME?") == b"+BLEHIDNAME:Sofa, left\r\n" + OK
    )
    assert peer.peer_name == "ESP-AT-HID"
    module.power_cycle()
    await keyboard.until(b"ready\r\n")
    await keyboard.command("AT+BLEHIDINIT=1")
    await keyboard.until(CONNECTED)
    assert peer.peer_name == "Sofa, left"
    await keyboard.command("AT+RESTORE", end=b"ready\r\n")
    assert b":ESP-AT-HID\r\n" in await keyboard.command("AT+BLEHIDNAME?")


async def test_init_twice(keyboard: Host, peer: HidHost) -> None:
    """Starting what runs changes nothing."""
    assert await keyboard.command("AT+BLEHIDINIT=1") == OK
    assert peer.connected


async def test_air_time(keyboard: Host, peer: HidHost) -> None:
    """Reports wait until the host listens, and then come in their order."""
    peer.interval = 0.02
    await keyboard.command("AT+BLEHIDKB=0,4,0,0,0,0,0")
    await keyboard.command("AT+BLEHIDKB=0,5,0,0,0,0,0")
    assert not peer.reports
    await until(lambda: peer.text == "ab")
    assert not peer.lost_reports


async def test_overflow(keyboard: Host, peer: HidHost) -> None:
    """What the queue has no room for is answered OK, and lost."""
    peer.interval = 0.5
    for _ in range(QUEUE // 2 + 2):
        assert await keyboard.command("AT+BLEHIDKB=0,4,0,0,0,0,0") == OK
    assert peer.lost_reports == 4
    peer.interval = 0.001
    await until(lambda: len(peer.reports) == QUEUE)
    assert peer.text == "a" * (QUEUE // 2)


async def test_a_pace_that_the_air_takes(keyboard: Host, peer: HidHost) -> None:
    """At fifteen milliseconds, a key in each of them is not too fast."""
    peer.interval = 0.015
    for _ in range(3 * QUEUE):
        await keyboard.command("AT+BLEHIDKB=0,4,0,0,0,0,0")
        await asyncio.sleep(peer.interval)
    await until(lambda: len(peer.reports) == 6 * QUEUE)
    assert not peer.lost_reports
    assert REPORTS_PER_EVENT >= 2


async def test_reports_end_with_the_link(keyboard: Host, peer: HidHost) -> None:
    """What waits for the air is gone when the host is."""
    peer.interval = 0.05
    await keyboard.command("AT+BLEHIDKB=0,4,0,0,0,0,0")
    peer.disconnect()
    await keyboard.until(b"+BLEHIDDISCONN\r\n")
    peer.interval = 0
    assert await peer.connect()
    await keyboard.until(CONNECTED)
    assert not peer.reports


async def test_a_filter(keyboard: Host, peer: HidHost) -> None:
    """Who comes and goes can be held back, as any message."""
    await keyboard.command("AT+SYSMSGFILTER=1")
    await keyboard.command("AT+SYSMSGFILTERCFG=1,12,0", end=b">")
    keyboard.send(b"BLEHIDDISCON")
    await keyboard.until(OK)
    peer.disconnect()
    assert not await keyboard.quiet(0.05)
    assert await refused(keyboard, SENDS[0])


async def test_faults(module: SimulatedModule, keyboard: Host, peer: HidHost) -> None:
    """A reset in the middle lets the host notice, and let go."""
    module.faults.busy(1)
    await keyboard.command("AT+BLEHIDKB=2,4,0,0,0,0,0", end=b"busy p...\r\n")
    assert not peer.reports
    await keyboard.command("AT+BLEHIDKB=2,4,0,0,0,0,0")
    module.faults.reset()
    assert peer.modifiers
    await until(lambda: peer.quiet)
    assert not peer.connected
    await keyboard.until(b"ready\r\n")


@given(
    st.integers(-300, 300),
    st.tuples(*[st.integers(-300, 300)] * 3),
    st.integers(0, 255),
    st.lists(st.integers(0, 255), min_size=6, max_size=6),
)
def test_reports_survive(
    buttons: int, moved: tuple[int, int, int], modifiers: int, keys: list[int]
) -> None:
    """A host parses of a report what was put into it, cut to eight bits."""
    parser = ReportParser(REPORT_MAP)
    parsed = parser.parse(mouse_report(buttons, *moved))
    assert parsed is not None
    assert {u - 0x90000 for u in parsed.down} == {
        bit + 1 for bit in range(3) if buttons & 1 << bit
    }
    for usage, way in zip((0x10030, 0x10031, 0x10038), moved, strict=True):
        assert (parsed.moved.get(usage, 0) - way) % 256 == 0
    parsed = parser.parse(keyboard_report(modifiers, tuple(keys)))
    assert parsed is not None
    held = [0x700E0 + bit for bit in range(8) if modifiers & 1 << bit]
    known = [0x70000 + key for key in keys if 0 < key <= 0x65]
    assert list(parsed.down) == held + known
    assert parsed.is_overrun == any(key in (1, 2, 3) for key in keys)


@given(number=st.integers(0, 255), data=st.binary(max_size=12))
def test_any_report_can_be_parsed(number: int, data: bytes) -> None:
    """Whatever comes, a host does not stumble."""
    parsed = ReportParser(REPORT_MAP).parse(bytes((number,)) + data)
    enough = {1: 4, 2: 8, 3: 2}.get(number)
    assert (parsed is not None) == (enough is not None and len(data) >= enough)


def test_the_report_map() -> None:
    """A host finds three reports in the map, and nothing for other numbers."""
    parser = ReportParser(REPORT_MAP)
    assert parser.parse(bytes((4, 0, 0))) is None
    assert parser.parse(bytes((2, 0))) is None
    parsed = parser.parse(bytes((2, 0x81, 0, 0x65, 0x66, 4, 0, 0, 0)))
    assert parsed is not None
    assert parsed.down == (0x700E0, 0x700E7, 0x70065, 0x70004)
