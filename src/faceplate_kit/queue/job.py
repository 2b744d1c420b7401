"""What waits in the queue, and what runs.

A `Job` is one call by one caller. A `Work` is what several jobs may ask for: jobs of a work that
takes batches run together.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, Protocol
from uuid import uuid4

from faceplate_kit.queue.messages import Message

Tell = Callable[["Job", Message], None]
"""Passes a message on to the caller, at once."""


async def no_wait() -> None:
    """Wait for nothing: the reader keeps up with any work."""


class Work(Protocol):
    """What a job asks for.

    Attributes:
        group: Name of the group that shares a limit.
        batch: How many jobs may run together, 1 for none.
        iterates: Whether it gives several values, and so can be stopped between two of them.
    """

    group: str
    batch: int
    iterates: bool

    def run(self, jobs: Sequence[Job]) -> AsyncIterator[Sequence[Any]]:
        """Run it for all these jobs together.

        Args:
            jobs: At least one, at most `batch`.

        Returns:
            An async generator of one list of values per step, each as long as `jobs`. A value that
            is an exception fails its job alone. A cancelled step must end before the generator
            does.
        """


class Phase(Enum):
    """How far a job is."""

    WAITING = auto()
    RUNNING = auto()
    ENDED = auto()


@dataclass(eq=False)
class Job:
    """One call by one caller.

    Attributes:
        work: What is asked for.
        data: What the work needs to know.
        tell: Passes messages on to the caller.
        room: Waits, after each step, until a slow reader has room for the next.
        id: What clients call the event.
        phase: How far it is. Whoever ends a job sets this before the last message is sent.
    """

    work: Work
    data: Any
    tell: Tell
    room: Callable[[], Awaitable[None]] = no_wait
    id: str = field(default_factory=lambda: uuid4().hex)
    phase: Phase = Phase.WAITING
