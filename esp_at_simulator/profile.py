"""Firmware generations and chips, as data.

What differs between two generations stands here as a value that a handler reads;
no handler compares version numbers.
"""

from dataclasses import dataclass, field, replace

from custom_components.esp_at.at.command import Form

from .command_tables import OFFICIAL, Entry, read_table
from .partitions import (
    FACTORY_20,
    FACTORY_23,
    MANUFACTURING,
    MANUFACTURING_HEAD,
    NAMESPACES,
    Partition,
    certificates,
)

ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One firmware generation."""

    name: str
    version: tuple[int, ...]
    """What the declarations' ``since`` is held against."""
    version_line: str
    """With ``{chip}`` where the firmware prints the chip."""
    sdk: str
    compiled: str
    binary: str | None
    """The version of the ``Bin version:`` line, without its module."""

    boot_seconds: float = 0.6
    heard_before_ready: float = 0.0
    """How many seconds before ``ready`` commands are taken."""

    codes_always: bool = False
    """Whether ``ERR CODE`` is printed without AT+SYSLOG."""
    counts_arguments: bool = False
    """Whether a wrong number of arguments has a code of its own."""
    soft_ap_off_code: int | None = None
    """The code of a command that needs the access point, where it has one."""

    factory_dhcp: int = 3
    flow_control: int = 1
    protocols: int = 7
    soft_ap_connections: int = 15
    transmit_power: tuple[int, ...] = (72, 0, 0, 0)
    setting_power_clears_ble: bool = False
    transmit_power_levels: bool = True
    """Whether the chip's power steps show in the query."""
    lap_mask: int = 0x7FF
    """The default, and the widest, mask of AT+CWLAP's fields."""
    state_before_join: int = 0
    """What AT+CWSTATE? reports after the start."""
    join_defaults: tuple[int, int] = (1, 3)
    """The reconnect and listen intervals that AT+CWJAP? prints unless set."""
    open_network_code: int = 4
    """The join error where an open network is joined with a password."""
    address_moves_gateway: bool = True
    """Whether AT+CIPAP with an address alone moves the gateway too."""
    sleep_modes: int = 4
    smartconfig_types: int = 4
    highest_power: int = 84
    """The most that AT+RFPOWER takes, in 0.25 dBm."""
    tells_of_clients: bool = True
    """Whether it says when stations come to the access point, and go."""
    dns_servers: tuple[str, ...] = ("208.67.222.222", "8.8.8.8")
    most_sent: int = 8192
    """The most bytes that one AT+CIPSEND takes."""
    waits_for_no_data: bool = False
    """Whether AT+CIPSEND takes a length of 0 or -1, and hangs."""
    knows_escaped_backslash: bool = True
    """Whether AT+CIPSENDEX knows a backslash before a backslash."""
    window: int = 5760
    """How many bytes of a TCP link wait for the host."""
    connect_seconds: float = 15.5
    """How long an address that does not answer is tried."""
    lists_every_link: bool = False
    """Whether the links' settings are listed for all, with one link possible too."""
    length_of_no_link: int = 0
    """What AT+CIPRECVLEN? prints for a link that is not open."""
    reads_waiting_datagrams: bool = True
    """Whether AT+CIPRECVDATA reads a UDP link."""
    delivers_waiting: bool = True
    """Whether what waits comes at once when the mode changes."""
    leaves_after_links: bool = True
    """Whether AT+CWQAP closes links first, and leaves behind its OK."""
    server_starts_twice: bool = False
    """Whether a server that runs may be started again."""
    server_names_tcp: bool = True
    """Whether a server may be told that it speaks TCP."""
    server_counts: bool = True
    """Whether a server's links are links to AT+CIPSTATUS."""
    status_of_datagrams: int = 2
    """What AT+CIPSTATUS says while there is a UDP link."""
    mixes_up_links: bool = False
    """Whether opening a link twice breaks it, and the next one to be opened."""
    tells_failed_links: bool = False
    """Whether it says that a connection could not be made."""
    tls_links: int = 5
    """How many TLS links there may be."""
    enterprise_comma: bool = False
    """Whether AT+CWJEAP? prints a comma behind its name, and blanks."""
    tells_of_time: bool = True
    """Whether it says when a time server has set the clock."""
    zone_minutes: bool = True
    """Whether the zone may have minutes."""
    shows_zone_when_off: bool = True
    """Whether AT+CIPSNTPCFG? prints the zone while no server is asked."""
    hid_excludes_classic: bool = True
    """Whether HID and classic Bluetooth exclude each other."""
    ping_tells_of_names: bool = True
    """Whether AT+PING says TIMEOUT for a name without an address, too."""

    free_memory: int = 162716
    minimum_free_memory: int = 158352
    partitions: tuple[Partition, ...] = MANUFACTURING
    flash: dict[str, bytes] = field(default_factory=dict)
    namespaces: tuple[str, ...] = NAMESPACES
    guides: tuple[str, ...] = ()

    update_patience: float = 14.0
    """How long the module looks for a server of updates, in seconds."""
    http_buffer: int = 2048
    """The most bytes of a body that one line of AT+HTTPCLIENT carries."""
    http_header_blank: bool = False
    """Whether a header of AT+HTTPCLIENT stands behind a blank that is not counted."""
    http_stops_at_nul: bool = False
    """Whether AT+HTTPCLIENT prints a body up to its first NUL only."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return every command that some build of this generation has."""
        return read_table(self.name)


@dataclass(frozen=True, slots=True)
class Chip:
    """One chip: how the firmware calls it and its official module."""

    name: str
    printed: str
    module: str
    lacks: tuple[str, ...] = ()
    """What the names of commands start with that the chip has no hardware for."""


CHIPS = {
    "esp32": Chip("esp32", "ESP32", "WROOM-32"),
    "esp32c3": Chip("esp32c3", "ESP32C3", "MINI-1"),
    "esp32c6": Chip("esp32c6", "ESP32C6", "ESP32C6-4MB"),
    "esp32s2": Chip("esp32s2", "ESP32S2", "MINI", ("+BLE", "+BLUFI", "+BT")),
}


def _guides(release: str, chip: str = "esp32") -> tuple[str, ...]:
    base = "https://docs.espressif.com/projects/esp-at"
    return tuple(
        f"{base}/{lang}/{release}/{chip}/index.html" for lang in ("en", "zh_CN")
    )


_V34 = Profile(
    name="3.4",
    version=(3, 4, 0),
    version_line="3.4.0.0(s-c31b833 - {chip} - Jun  7 2024 03:48:17)",
    sdk="v5.0.6-dirty",
    compiled="(70ff5889):Jun  7 2024 04:46:00",
    binary="v3.4.0.0",
    open_network_code=3,
    flash={"mfg_nvs": MANUFACTURING_HEAD},
    guides=_guides("release-v3.4.0.0"),
)

_V20 = Profile(
    name="2.0",
    version=(2, 0, 0),
    version_line="2.0.0.0(e44648c - Nov  4 2019 02:18:57)",
    sdk="v3.3",
    compiled="(7cac7ad):Nov  4 2019 06:11:40",
    binary="2.0.0",
    counts_arguments=True,
    soft_ap_off_code=0x010A0000,
    factory_dhcp=7,
    soft_ap_connections=10,
    transmit_power=(72, 2, 2, 2),
    setting_power_clears_ble=True,
    transmit_power_levels=False,
    lap_mask=0x1F,
    join_defaults=(0, 0),
    address_moves_gateway=False,
    sleep_modes=2,
    smartconfig_types=3,
    highest_power=82,
    dns_servers=("208.67.222.222",),
    most_sent=2048,
    waits_for_no_data=True,
    knows_escaped_backslash=False,
    window=5744,
    connect_seconds=9.25,
    lists_every_link=True,
    length_of_no_link=-1,
    reads_waiting_datagrams=False,
    delivers_waiting=False,
    server_starts_twice=True,
    server_names_tcp=False,
    server_counts=False,
    status_of_datagrams=4,
    mixes_up_links=True,
    tls_links=1,
    enterprise_comma=True,
    tells_of_time=False,
    zone_minutes=False,
    shows_zone_when_off=False,
    hid_excludes_classic=False,
    ping_tells_of_names=False,
    free_memory=176108,
    partitions=certificates(),
    flash={"factory_param": FACTORY_20},
    namespaces=(),
    http_buffer=512,
    http_header_blank=True,
    http_stops_at_nul=True,
)

PROFILES = {
    "1.1": replace(
        _V20,
        name="1.1",
        version=(1, 1, 3),
        version_line="1.1.3.0(8d7a2e1 - Dec 10 2018 06:42:19)",
        sdk="v3.0.7",
        compiled=":Dec 12 2018 03:10:45",
        binary=None,
        codes_always=True,
        factory_dhcp=3,
        tells_of_clients=False,
        tells_failed_links=True,
        mixes_up_links=False,
    ),
    "2.0": _V20,
    "2.3": replace(
        _V20,
        name="2.3",
        version=(2, 3, 0),
        version_line="2.3.0.0-dev(e98993f - {chip} - Dec 23 2021 09:03:31)",
        sdk="v4.2.2-331-g5595042-dirty",
        compiled="(9ff1373):Dec 31 2021 00:12:35",
        binary="2.2.0",
        heard_before_ready=0.1,
        counts_arguments=False,
        soft_ap_off_code=None,
        factory_dhcp=3,
        flow_control=0,
        protocols=15,
        setting_power_clears_ble=False,
        transmit_power_levels=True,
        lap_mask=0x7FF,
        join_defaults=(1, 3),
        state_before_join=3,
        address_moves_gateway=True,
        sleep_modes=4,
        highest_power=84,
        dns_servers=("208.67.222.222", "8.8.8.8"),
        most_sent=8192,
        waits_for_no_data=False,
        knows_escaped_backslash=True,
        window=5760,
        connect_seconds=15.5,
        reads_waiting_datagrams=True,
        delivers_waiting=True,
        server_starts_twice=False,
        server_names_tcp=True,
        server_counts=True,
        status_of_datagrams=2,
        mixes_up_links=False,
        tls_links=5,
        enterprise_comma=False,
        zone_minutes=True,
        hid_excludes_classic=True,
        ping_tells_of_names=True,
        free_memory=180716,
        minimum_free_memory=176308,
        flash={"factory_param": FACTORY_23 + b"\xff" * 4 + b"PLATFORM"},
        http_header_blank=False,
        http_stops_at_nul=False,
    ),
    "3.4": _V34,
    # Between 3.4 and 4.1, as recorded: its core knows what 4.1 knows
    "3.5": replace(
        _V34,
        name="3.5",
        version=(4, 1, 0),
        version_line="3.5.0.0-dev(s-33af283 - {chip} - Mar 13 2025 10:44:34)",
        sdk="v5.4-dirty",
        compiled="(9663484a):Jul 10 2025 16:54:57",
        binary="v4.1.0.0-dev",
        transmit_power=(72,),
        leaves_after_links=False,
        open_network_code=4,
        dns_servers=("208.67.222.222", "114.114.114.114", "8.8.8.8"),
        update_patience=21.0,
        free_memory=187796,
        minimum_free_memory=183476,
        guides=_guides("RF-1601-fw-cm-create-1-21-1-release-only-for-the-esp-firmware"),
    ),
    "4.1": replace(
        _V34,
        name="4.1",
        version=(4, 1, 1),
        version_line="4.1.1.0(s-2b3f5c1 - {chip} - Aug 20 2025 02:41:07)",
        sdk="v5.4.2-dirty",
        compiled="(b5ae87c4):Aug 20 2025 06:15:32",
        binary="v4.1.1.0",
        leaves_after_links=False,
        open_network_code=4,
        dns_servers=("208.67.222.222", "114.114.114.114", "8.8.8.8"),
        guides=_guides("release-v4.1.1.0"),
    ),
    "5.0": replace(
        _V34,
        name="5.0",
        version=(5, 0, 1),
        version_line="5.0.1.0(s-9d04e7a - {chip} - Mar  4 2026 07:20:55)",
        sdk="v5.5.1-dirty",
        compiled="(e1c93f20):Mar  4 2026 11:03:48",
        binary="v5.0.1.0",
        leaves_after_links=False,
        open_network_code=4,
        dns_servers=("208.67.222.222", "114.114.114.114", "8.8.8.8"),
        guides=_guides("release-v5.0.1.0"),
    ),
}


class Build:
    """A generation built for a chip with some families: which commands there are."""

    def __init__(
        self, profile: Profile, chip: Chip, families: tuple[str, ...] | None = None
    ) -> None:
        """Choose the commands; no families means the official image."""
        known = {entry.family for entry in profile.entries} - {OFFICIAL}
        wanted = set(families or ())
        if unknown := wanted - known - {ALL, OFFICIAL}:
            raise ValueError(
                f"firmware {profile.name} has no family {', '.join(sorted(unknown))}; "
                f"there are {', '.join(sorted(known))}"
            )
        self.profile, self.chip, self._wanted = profile, chip, wanted
        self.families = known if ALL in wanted else wanted & known
        self.commands: dict[str, frozenset[Form]] = {}
        for entry in profile.entries:
            if entry.family not in self.families | {OFFICIAL}:
                continue
            if entry.chips and chip.name not in entry.chips:
                continue
            if entry.name.startswith(chip.lacks or "\0"):
                continue
            forms = self.commands.get(entry.name, frozenset())
            self.commands[entry.name] = forms | entry.forms

    def of(self, profile: Profile) -> Build:
        """Return the same chip with another generation, built alike."""
        known = {entry.family for entry in profile.entries} | {ALL}
        return Build(profile, self.chip, tuple(self._wanted & known))

    @property
    def version_lines(self) -> tuple[str, ...]:
        """Return what AT+GMR prints."""
        profile = self.profile
        lines = [
            f"AT version:{profile.version_line.format(chip=self.chip.printed)}",
            f"SDK version:{profile.sdk}",
            f"compile time{profile.compiled}",
        ]
        if profile.binary is not None:
            lines.append(f"Bin version:{profile.binary}({self.chip.module})")
        return tuple(lines)
