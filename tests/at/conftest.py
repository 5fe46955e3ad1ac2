"""Fixtures: a client, and the other end of its line."""

from collections.abc import AsyncIterator

import pytest

from custom_components.esp_at.at.client import AtClient

from .peer import Peer


@pytest.fixture
async def peer() -> AsyncIterator[Peer]:
    """Return the other end of the line."""
    with Peer() as made:
        yield made


@pytest.fixture
async def client(peer: Peer) -> AsyncIterator[AtClient]:
    """Return a client that is open to everybody."""
    made = AtClient()
    await made.open(peer.path, baudrate=115200)
    made.admit()
    yield made
    await made.close()
