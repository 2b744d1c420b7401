"""Messages that wait for the reader of a stream.

One reader at a time reads. A new one takes the place of the one before, which may have gone away
without anybody having noticed, and so must not swallow what comes next.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

Wire = dict[str, Any]
"""A message as it goes over the wire."""


class Outbox:
    """A line of messages to one reader.

    Args:
        limit: How many messages may wait before `room` does.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._messages: deque[Wire] = deque()
        self._news = asyncio.Event()
        self._space = asyncio.Event()
        self._space.set()
        self._reader = 0

    @property
    def read(self) -> bool:
        """Whether somebody reads at the moment."""
        return self._reader % 2 == 1

    def put(self, message: Wire) -> None:
        """Add a message."""
        self._messages.append(message)
        self._news.set()
        if len(self._messages) >= self._limit:
            self._space.clear()

    async def room(self) -> None:
        """Wait until fewer messages wait than may."""
        await self._space.wait()

    def open(self) -> int:
        """Begin to read.

        Returns:
            The number of this reader, for `get` and `close`.
        """
        self._reader += 2 if self.read else 1
        self._news.set()
        return self._reader

    def close(self, reader: int) -> bool:
        """Stop to read.

        Returns:
            Whether nobody reads now, and this reader was not relieved by another.
        """
        if reader != self._reader:
            return False
        self._reader += 1
        return True

    async def get(self, reader: int, seconds: float) -> Wire | None:
        """Wait for a message.

        Args:
            reader: Who reads.
            seconds: How long to wait.

        Returns:
            The message, or None if none came.

        Raises:
            LookupError: Another reader has taken over.
        """
        try:
            async with asyncio.timeout(seconds):
                while not self._messages and reader == self._reader:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            pass
        if reader != self._reader:
            raise LookupError("another reader has taken over")
        if not self._messages:
            return None
        message = self._messages.popleft()
        if len(self._messages) < self._limit:
            self._space.set()
        return message

    def clear(self) -> None:
        """Drop what waits."""
        self._messages.clear()
        self._space.set()

    def __len__(self) -> int:
        return len(self._messages)
