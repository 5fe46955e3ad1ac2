"""The flash of each generation, as data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Partition:
    """One partition of the flash."""

    name: str
    type: int
    subtype: int
    address: int
    size: int


def certificates() -> tuple[Partition, ...]:
    """Return the flash of 1.x and 2.x: a partition for each kind of data."""
    sizes = (
        ("ble_data", 0x3000),
        ("server_cert", 0x2000),
        ("server_key", 0x2000),
        ("server_ca", 0x2000),
        ("client_cert", 0x2000),
        ("client_key", 0x2000),
        ("client_ca", 0x2000),
        ("factory_param", 0x1000),
        ("wpa2_cert", 0x2000),
        ("wpa2_key", 0x2000),
        ("wpa2_ca", 0x2000),
        ("mqtt_cert", 0x2000),
        ("mqtt_key", 0x2000),
        ("mqtt_ca", 0x2000),
    )
    address, partitions = 0x21000, []
    for subtype, (name, size) in enumerate(sizes, start=1):
        partitions.append(Partition(name, 64, subtype, address, size))
        address += size
    return (*partitions, _FAT)


_FAT = Partition("fatfs", 1, 129, 0x70000, 0x90000)
MANUFACTURING = (Partition("mfg_nvs", 1, 2, 0x21000, 0x1C000), _FAT)
NAMESPACES = (
    *("server_cert", "server_key", "server_ca"),
    *("client_cert", "client_key", "client_ca"),
    *("mqtt_cert", "mqtt_key", "mqtt_ca"),
    *("factory_param", "ble_data"),
)
MANUFACTURING_HEAD = (
    b"\xfc\xff\xff\xff\0\0\0\0\xfe\xff\xff\xff"
    + b"\xff" * 16
    + b"\x84-\xba\xb9"  # version and checksum of an NVS page
)
FACTORY_20 = b"\xfc\xfc\x01\x01N\xff\x01\rCN\0\0\0\xc2\x01\0\x11\x10\x0f\x0e"
FACTORY_23 = b"\xfc\xfc\x03\0N\x01\x01\rCN\0\0\0\xc2\x01\0\x11\x10\x0f\x0e"
