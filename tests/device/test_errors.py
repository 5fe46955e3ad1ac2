"""Errors that a person reads."""

import pytest

from custom_components.esp_at.at.errors import EspAtError, TransportError
from custom_components.esp_at.device.errors import (
    FirmwareTooOld,
    JoinFailed,
    JoinFailure,
    NotEspAt,
    NothingAnswers,
    Unsupported,
)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (NothingAnswers(), "nothing answers"),
        (NotEspAt(), "what answers is not ESP-AT"),
        (FirmwareTooOld("1.0.0.0"), "ESP-AT 1.0.0.0 is too old"),
        (Unsupported("mdns", "1.1.0.0"), "mdns is not in the firmware (1.1.0.0)"),
        (JoinFailed(JoinFailure.WRONG_PASSWORD), "joining failed: wrong password"),
    ],
)
def test_text(error: EspAtError, text: str) -> None:
    """Each error says what is wrong, and is one of the package's own."""
    assert str(error) == text
    assert isinstance(error, EspAtError)


def test_who_is_to_blame() -> None:
    """What no module answers to is the line's fault."""
    assert isinstance(NothingAnswers(), TransportError)
    assert isinstance(NotEspAt(), TransportError)
