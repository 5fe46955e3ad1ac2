"""Which firmware a module runs, on which chip, and what it can do."""

from dataclasses import dataclass
import re
from typing import Any, Self

from ..at.command import Command
from ..at.fields import version
from .errors import FirmwareTooOld, NotEspAt

OLDEST = (1, 1)
_VERSION = re.compile(r"AT version:(\d+(?:\.\d+){1,3})([^(]*)\(([^)]*)\)")
_MODULE = re.compile(
    r"Bin version:?\s*v?(\d+(?:\.\d+)*)([^(]*)\(([^)]+)\)", re.IGNORECASE
)
_CHIP = re.compile(r"ESP32(?:-?[A-Z]\d)?")
_SDK = re.compile(r"SDK version:(.*)")


@dataclass(frozen=True, kw_only=True)
class Firmware:
    """What AT+GMR and AT+CMD? told.

    ``commands`` has every form as it stands on a line (``AT+CWMODE?``); it is None
    before 2.2.
    """

    version: tuple[int, ...]
    version_text: str
    chip: str
    module: str
    build: str
    sdk: str
    commands: frozenset[str] | None = None
    is_release: bool = False
    """Whether it is an official image, as far as it tells."""

    @classmethod
    def from_report(
        cls, lines: tuple[str, ...], commands: frozenset[str] | None = None
    ) -> Self:
        """Read the lines of AT+GMR; raise NotEspAt or FirmwareTooOld."""
        report = "\n".join(lines)
        found = _VERSION.search(report)
        if found is None:
            raise NotEspAt
        if version(found[1])[: len(OLDEST)] < OLDEST:
            raise FirmwareTooOld(found[1])
        module = _MODULE.search(report)
        # Firmware before 2.2 ran on the first ESP32 only and does not name it
        chip = _CHIP.search(found[3])
        sdk = _SDK.search(report)
        return cls(
            version=version(found[1]),
            version_text=found[1],
            chip=chip[0] if chip else "ESP32",
            module=module[3] if module else "",
            build=found[3].strip(),
            sdk=sdk[1].strip() if sdk else "",
            commands=commands,
            is_release=module is not None and _is_release(found, module),
        )

    @property
    def chip_key(self) -> str:
        """Return the chip as declarations name it (``esp32c3``)."""
        return self.chip.lower().replace("-", "")

    def supports(self, command: type[Command[Any]]) -> bool:
        """Return whether the firmware has a command form.

        The module's own list decides where there is one; before that, the version
        and the chip do, and what standard builds leave out counts as absent.
        """
        if command.chips and self.chip_key not in command.chips:
            return False
        if self.commands is not None:
            return f"AT{command.name}{command.form}" in self.commands
        if command.until is not None and self.version >= version(command.until):
            return False
        return not command.optional and self.has(command.since)

    def has(self, since: str) -> bool:
        """Return whether the firmware is at least of a version."""
        return self.version >= version(since)


def _is_release(core: re.Match[str], image: re.Match[str]) -> bool:
    """Return whether an image is of its core's own version, and neither is a draft."""
    numbers = version(core[1]), version(image[1])
    length = min(map(len, numbers))
    same = numbers[0][:length] == numbers[1][:length]
    return same and not (core[2].strip() or image[2].strip())
