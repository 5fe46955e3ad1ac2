"""Who gets the line next."""

import asyncio

import pytest

from custom_components.esp_at.at.errors import ConnectionLost
from custom_components.esp_at.at.turns import HeldBack, Priority, Turns


async def settle() -> None:
    """Let every task go as far as it can."""
    for _ in range(5):
        await asyncio.sleep(0)


class Queue:
    """Tasks that wait for their turn and note who got it."""

    def __init__(self, turns: Turns) -> None:
        """Take the turns to wait for."""
        self.turns = turns
        self.served: list[str] = []

    def join(self, name: str, priority: Priority) -> asyncio.Task[None]:
        """Start to wait."""
        return asyncio.create_task(self._wait(name, priority))

    async def _wait(self, name: str, priority: Priority) -> None:
        await self.turns.take(priority)
        self.served.append(name)
        await asyncio.sleep(0)
        self.turns.give_back()


async def test_the_most_urgent_goes_first() -> None:
    """A refresh waits behind a user's command that came later."""
    turns = Turns()
    queue = Queue(turns)
    await turns.take(Priority.USER)
    tasks = [
        queue.join("refresh", Priority.REFRESH),
        queue.join("first", Priority.USER),
        queue.join("second", Priority.USER),
        queue.join("set up", Priority.SET_UP),
    ]
    await settle()
    turns.give_back()
    await asyncio.gather(*tasks)

    assert queue.served == ["set up", "first", "second", "refresh"]
    assert not turns.busy


async def test_the_floor_holds_others_back() -> None:
    """Until the module is set up only set-up commands pass."""
    turns = Turns()
    queue = Queue(turns)
    turns.set_floor(Priority.SET_UP)
    user = queue.join("user", Priority.USER)
    await settle()
    await queue.join("set up", Priority.SET_UP)
    assert queue.served == ["set up"]

    turns.set_floor(Priority.REFRESH)
    await user
    assert queue.served == ["set up", "user"]


async def test_a_cancelled_waiter_takes_no_turn() -> None:
    """Cancelling while waiting leaves the line to the next."""
    turns = Turns()
    queue = Queue(turns)
    await turns.take(Priority.USER)
    gone = queue.join("gone", Priority.USER)
    stays = queue.join("stays", Priority.USER)
    await settle()
    gone.cancel()
    turns.give_back()
    await stays

    assert queue.served == ["stays"]
    assert not turns.busy


async def test_a_turn_granted_to_a_cancelled_waiter_is_passed_on() -> None:
    """Granted and cancelled in the same moment, the line is not lost."""
    turns = Turns()
    queue = Queue(turns)
    await turns.take(Priority.USER)
    gone = queue.join("gone", Priority.USER)
    stays = queue.join("stays", Priority.USER)
    await settle()
    turns.give_back()
    gone.cancel()
    await stays

    assert queue.served == ["stays"]
    assert not turns.busy


async def test_waiters_are_sent_away() -> None:
    """A lost port ends every wait at once."""
    turns = Turns()
    await turns.take(Priority.USER)
    waiters = [asyncio.create_task(turns.take(Priority.USER)) for _ in range(3)]
    await settle()
    turns.refuse(ConnectionLost("gone"))

    for waiter in waiters:
        with pytest.raises(ConnectionLost):
            await waiter


async def test_a_refresh_does_not_wait_for_the_set_up() -> None:
    """Who refreshes may be who has to do the set-up: it is sent away at once."""
    turns = Turns()
    await turns.take(Priority.USER)
    refresh = asyncio.create_task(turns.take(Priority.REFRESH))
    user = asyncio.create_task(turns.take(Priority.USER))
    await settle()
    turns.set_floor(Priority.SET_UP)

    with pytest.raises(HeldBack):
        await refresh
    with pytest.raises(HeldBack):
        await turns.take(Priority.REFRESH)
    assert not user.done()
    turns.give_back()
    turns.set_floor(Priority.REFRESH)
    await user


async def test_a_turn_granted_and_held_back_in_the_same_moment() -> None:
    """Who got the line just before a restart waits for the set-up after all."""
    turns = Turns()
    queue = Queue(turns)
    await turns.take(Priority.USER)
    user = queue.join("user", Priority.USER)
    await settle()
    turns.give_back()
    turns.set_floor(Priority.SET_UP)
    await settle()
    await queue.join("set up", Priority.SET_UP)
    turns.set_floor(Priority.REFRESH)
    await user

    assert queue.served == ["set up", "user"]
    assert not turns.busy
