"""Header lines, and those that go with every request until a restart."""

from dataclasses import dataclass, field

from custom_components.esp_at.at.commands.http import CommonHeader
from custom_components.esp_at.at.commands.websocket import WebSocketHeader
from custom_components.esp_at.at.fields import to_text


def split_header(line: str) -> tuple[str, str]:
    """Return name and value of ``name: value``; raise ValueError for anything else."""
    name, colon, value = line.partition(":")
    if not colon or not name.strip():
        raise ValueError("a header needs a name and a colon")
    return name.strip(), value.strip()


@dataclass
class KeptHeaders:
    """What AT+HTTPCHEAD or AT+WSHEAD keeps."""

    lines: list[str] = field(default_factory=list)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return name and value of each."""
        return tuple(split_header(line) for line in self.lines)

    def add(self, data: bytes) -> None:
        """Keep a header more; raise ValueError for what is none."""
        line = to_text(data)
        split_header(line)
        self.lines.append(line)

    def clear(self) -> None:
        """Keep none."""
        self.lines.clear()

    def listed[Listed: (CommonHeader, WebSocketHeader)](
        self, record: type[Listed]
    ) -> tuple[Listed, ...]:
        """Return each as the query of a chapter lists it."""
        return tuple(
            record(index=index, header=line) for index, line in enumerate(self.lines)
        )
