"""An event of an app as a work of the queue, and a call of it as what a job knows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from faceplate_kit import running
from faceplate_kit.blocks import Blocks
from faceplate_kit.dependency import Dependency
from faceplate_kit.queue import Job
from faceplate_kit.request import Request
from faceplate_kit.server.sessions import Session


def nothing_more(_: list[Any]) -> dict[str, Any]:
    """Say nothing beside the values."""
    return {}


@dataclass(eq=False)
class Call:
    """A call of an event.

    Attributes:
        dependency: The event.
        data: One value for each input, as JSON.
        session: Who hears of it.
        request: Who calls.
        base: Where the caller reaches the routes of the server.
        shown: What the page of the app is told beside the values; nothing for other callers.
        size: How many bytes the request had.
    """

    dependency: Dependency
    data: list[Any]
    session: Session
    request: Request
    base: str
    shown: Callable[[list[Any]], dict[str, Any]] = nothing_more
    size: int = 0


class EventWork:
    """An event of an app as a work of the queue.

    Args:
        blocks: The app.
        dependency: The event; it has a function.

    Attributes:
        group: The group whose limit it shares.
        batch: How many calls one run serves.
        iterates: Whether one run gives several values.
    """

    def __init__(self, blocks: Blocks, dependency: Dependency) -> None:
        self._blocks = blocks
        self._dependency = dependency
        self.group = dependency.concurrency_id
        self.batch = dependency.max_batch_size if dependency.batch else 1
        self.iterates = dependency.is_generator and not dependency.batch

    async def run(self, jobs: Sequence[Job]) -> AsyncIterator[Sequence[Any]]:
        """Run the function for these calls, and yield what it gives for each of them."""
        if self._dependency.batch:
            calls = [(job.data.data, job.data.session.state, job.data.request) for job in jobs]
            outcomes = await running.run_batch(self._blocks, self._dependency, calls)
            yield [one if isinstance(one, Exception) else one.data for one in outcomes]
            return
        call: Call = jobs[0].data
        iterator = None
        try:
            while True:
                outcome = await running.run(
                    self._blocks,
                    self._dependency,
                    call.data,
                    call.session.state,
                    request=call.request,
                    iterator=iterator,
                )
                ended = iterator is not None and outcome.iterator is None
                iterator = outcome.iterator
                if not ended:
                    yield [outcome.data]
                if iterator is None:
                    return
        finally:
            if iterator is not None:
                with suppress(asyncio.CancelledError):
                    await iterator.close()
