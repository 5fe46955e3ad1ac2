"""Firmware images: what an update server has, and what a module makes of one."""

from dataclasses import replace
import struct

from .profile import PROFILES, Profile

MAGIC = 0xE9
"""The first byte of every image."""

SLOT_SIZE = 0x180000
"""Bytes that an update slot holds."""

_DESCRIPTION = 0x20
_DESCRIPTION_MAGIC = 0xABCD5432
_VERSION = 0x30
_VERSION_SIZE = 32
_SHORTEST = _VERSION + _VERSION_SIZE


class BadImage(Exception):
    """No module would start this."""


def make_image(version: str, size: int = 64 * 1024) -> bytes:
    """Return an image of a version (``4.1.1.0``); it is filled up with nothing."""
    image = bytearray(b"\xff" * size)
    image[0] = MAGIC
    struct.pack_into("<I", image, _DESCRIPTION, _DESCRIPTION_MAGIC)
    struct.pack_into(f"{_VERSION_SIZE}s", image, _VERSION, f"v{version}".encode())
    return bytes(image)


def image_version(image: bytes) -> str:
    """Return the version that an image says it has; raise BadImage."""
    if not _SHORTEST <= len(image) <= SLOT_SIZE or image[0] != MAGIC:
        raise BadImage("it is no image, or does not fit")
    if struct.unpack_from("<I", image, _DESCRIPTION)[0] != _DESCRIPTION_MAGIC:
        raise BadImage("it does not say what it is")
    field = image[_VERSION : _VERSION + _VERSION_SIZE].partition(b"\0")[0]
    version = field.decode("ascii", "replace").removeprefix("v")
    if not all(part.isdecimal() for part in version.split(".")):
        raise BadImage("its version is none")
    return version


def profile_of(built: Profile, version: str | None) -> Profile:
    """Return the generation of a version, with that version; None is as it was built.

    Of a version between two generations it is the older one.
    """
    if version is None:
        return built
    numbers = tuple(int(part) for part in version.removeprefix("v").split("."))
    if built.version == numbers[:3]:
        return built
    known = [profile for profile in PROFILES.values() if not _is_draft(profile)]
    older = [profile for profile in known if profile.version[:2] <= numbers[:2]]
    base = max(older or known[:1], key=lambda profile: profile.version)
    if base.version == numbers[:3]:
        return base
    text = ".".join(map(str, (*numbers, 0, 0, 0)[:4]))
    short = ".".join(map(str, numbers[:3]))
    return replace(
        base,
        version=(*numbers, 0, 0)[:3],
        version_line=text + base.version_line[base.version_line.index("(") :],
        binary=f"v{text}" if (base.binary or "").startswith("v") else short,
    )


def _is_draft(profile: Profile) -> bool:
    return "-dev" in profile.version_line
