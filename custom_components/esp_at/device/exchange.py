"""Conversations over one link: messages for all, answers for who asked."""

import asyncio
from collections.abc import Callable

from .channels import Channel
from .errors import SendFailed
from .message_framing import DatagramCutter
from .messages import LONGEST_MESSAGE, Answer, AnswerRule, MessageFraming
from .socket_types import Chunk, Remote


class AnswerCollector:
    """Collects what comes until a rule is met."""

    def __init__(self, rule: AnswerRule) -> None:
        """Begin with nothing."""
        self._rule = rule
        self._data = bytearray()
        self._remote: Remote | None = None
        self._news = asyncio.Event()
        self._ended = False

    def feed(self, chunk: Chunk) -> None:
        """Take what came; what is behind the end of the answer is no part of it."""
        if self._end() is None:
            self._remote = self._remote or chunk.remote
            self._data += chunk.data
            self._news.set()

    def end(self) -> None:
        """Notice that nothing more can come."""
        self._ended = True
        self._news.set()

    async def wait(self) -> Answer:
        """Return the answer, once it is complete or the time is over."""
        rule, loop = self._rule, asyncio.get_running_loop()
        deadline = loop.time() + rule.timeout
        while self._end() is None and not self._ended:
            quiet = loop.time() + rule.silence if rule.silence and self._data else None
            try:
                async with asyncio.timeout_at(min(deadline, quiet or deadline)):
                    await self._news.wait()
            except TimeoutError:
                silent = quiet is not None and quiet <= deadline
                over = self._unlimited and bool(self._data)
                return self._answer(complete=silent or over)
            self._news.clear()
        end = self._end()
        if end is None:  # the link has ended, and with it what has no other end
            counted = rule.length is not None or rule.delimiter is not None
            return self._answer(complete=bool(self._data) and not counted)
        complete = self._found() is not None  # or it was too long
        del self._data[end:]
        return self._answer(complete=complete)

    @property
    def _unlimited(self) -> bool:
        rule = self._rule
        return rule.length is None and rule.delimiter is None and rule.silence is None

    def _end(self) -> int | None:
        """Return how long the answer is, once that is known."""
        found = self._found()
        if found is None and len(self._data) >= LONGEST_MESSAGE:
            return LONGEST_MESSAGE
        return found

    def _found(self) -> int | None:
        rule, ends = self._rule, []
        if rule.length is not None and len(self._data) >= rule.length:
            ends.append(rule.length)
        if rule.delimiter is not None:
            at = self._data.find(rule.delimiter)
            if at >= 0:
                ends.append(at + len(rule.delimiter))
        return min(ends, default=None)

    def _answer(self, *, complete: bool) -> Answer:
        return Answer(data=bytes(self._data), remote=self._remote, complete=complete)


class Conversation:
    """Reads a channel to its end and delivers its messages."""

    def __init__(
        self,
        channel: Channel,
        framing: MessageFraming,
        *,
        deliver: Callable[[Channel, Chunk], None],
        count: Callable[[int, int], None],
        datagrams: bool = False,
    ) -> None:
        """Take whom to give messages to, and whom to tell of bytes in and out.

        Of ``datagrams`` those of each sender belong together.
        """
        self.channel = channel
        self._cutter = DatagramCutter(framing)
        self._deliver, self._count = deliver, count
        self._datagrams = datagrams
        self._collectors: list[AnswerCollector] = []
        self.cut_off = False
        """Whether the end of a message did not come."""

    async def run(self) -> None:
        """Deliver until the channel ends; raises SocketClosed then.

        A message without its end is delivered as it is, when this is cancelled too.
        """
        try:
            while True:
                chunk = await self.channel.receive()
                self._count(len(chunk.data), 0)
                for collector in self._collectors:
                    collector.feed(chunk)
                # A stream is one, whether its other end is known yet or not
                piece = chunk if self._datagrams else Chunk(chunk.data, None)
                for message in self._cutter.feed(piece):
                    self._give(message)
        finally:
            for collector in self._collectors:
                collector.end()
            for message in self._cutter.rest():
                self.cut_off = True
                self._give(message)

    def _give(self, message: Chunk) -> None:
        remote = message.remote or self.channel.remote
        self._deliver(self.channel, Chunk(message.data, remote))

    async def send(self, data: bytes, *, to: Remote | None = None) -> None:
        """Send data whole; raise what the channel raises."""
        try:
            await self.channel.send(data, to=to)
        except SendFailed as err:
            self._count(0, err.sent)
            raise
        self._count(0, len(data))

    async def exchange(
        self, data: bytes, rule: AnswerRule | None, *, to: Remote | None = None
    ) -> Answer | None:
        """Send, and return the answer where one is waited for."""
        if rule is None:
            await self.send(data, to=to)
            return None
        collector = AnswerCollector(rule)
        self._collectors.append(collector)  # it may be quicker than the sending
        try:
            await self.send(data, to=to)
            return await collector.wait()
        finally:
            self._collectors.remove(collector)
