"""Ethernet AT commands: the manual's chapter 7; only in builds made for it."""

from typing import Annotated

from ..command import KeyedRecord, QueryCommand, Record, SetCommand, Urc
from ..fields import UNQUOTED, Ip, IpAddress, MacAddress, Text, Word


class EthernetConnected(Urc, prefix="+ETH_CONNECTED"):
    """The cable is plugged in."""


class EthernetDisconnected(Urc, prefix="+ETH_DISCONNECTED"):
    """The cable is unplugged."""


class EthernetGotAddress(Urc, prefix="+ETH_GOT_IP"):
    """The wired side has an address; printed without quotes."""

    ip: Annotated[str, Ip(quoted_since=UNQUOTED)]


class EthernetMac(Record, prefix="+CIPETHMAC"):
    """The wired side's MAC address."""

    mac: MacAddress


class GetEthernetMac(
    QueryCommand[EthernetMac],
    name="+CIPETHMAC",
    spec="7.1",
    since="1.1",
    chips=("esp32",),
    optional=True,
):
    """Query the wired side's MAC address."""


class SetEthernetMac(
    SetCommand[None],
    name="+CIPETHMAC",
    spec="7.1",
    since="1.1",
    chips=("esp32",),
    optional=True,
    timeout=5,
):
    """Set the wired side's MAC address; saved. It must not be a group address.

    The specification has a blank before the equals sign; the module takes none.
    """

    mac: MacAddress


class EthernetAddress(KeyedRecord, prefix="+CIPETH"):
    """The wired side's addresses; the firmware quotes what the specification does not."""

    ip: IpAddress
    gateway: IpAddress
    netmask: IpAddress


class GetEthernetAddress(
    QueryCommand[EthernetAddress],
    name="+CIPETH",
    spec="7.2",
    since="1.1",
    chips=("esp32",),
    optional=True,
):
    """Query the wired side's addresses."""


class SetEthernetAddress(
    SetCommand[None],
    name="+CIPETH",
    spec="7.2",
    since="1.1",
    chips=("esp32",),
    optional=True,
    timeout=5,
):
    """Give the wired side a fixed address; saved. Switches its DHCP off."""

    ip: IpAddress
    gateway: IpAddress | None = None
    netmask: IpAddress | None = None


class EthernetHostName(Record, prefix="+CEHOSTNAME"):
    """The wired side's host name; printed without quotes."""

    host_name: Annotated[str, Word()]


class GetEthernetHostName(
    QueryCommand[EthernetHostName],
    name="+CEHOSTNAME",
    since="1.1",
    chips=("esp32",),
    optional=True,
):
    """Query the wired side's host name; undocumented."""


class SetEthernetHostName(
    SetCommand[None],
    name="+CEHOSTNAME",
    since="1.1",
    chips=("esp32",),
    optional=True,
):
    """Set the wired side's host name; undocumented."""

    host_name: Annotated[str, Text(min_bytes=1, max_bytes=32)]
