"""The engine of the queue.

Jobs wait in one line per group and are taken in their order. A work that takes batches takes with
the first of its jobs those that wait behind it, up to its size. Each run is one task; when it ends,
however it ends, its place is free and the line moves up.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import aclosing
from typing import Any

from faceplate_kit.queue.job import Job, Phase, Work
from faceplate_kit.queue.messages import (
    Estimate,
    Failure,
    Message,
    Result,
    Start,
    Step,
    Stop,
)

_ANNOUNCE_SECONDS = 0.25
_MEMORY = 0.8
# How long a run may take to clean up after it was cancelled when the queue ends.
_CANCEL_SECONDS = 1.0


class FullError(Exception):
    """As many jobs wait as may."""


class ClosedError(Exception):
    """The queue takes no more jobs."""


class Engine:
    """A queue that runs what is put into it.

    Args:
        limits: Group to how many of its runs there may be at a time, None for any number. A group
            that is not named has no limit.
        max_size: How many jobs may wait in all groups together; None for any number.
    """

    def __init__(
        self, limits: Mapping[str, int | None] | None = None, max_size: int | None = None
    ) -> None:
        self._limits = dict(limits or {})
        self._max_size = max_size
        self._lines: defaultdict[str, OrderedDict[str, Job]] = defaultdict(OrderedDict)
        self._running: Counter[str] = Counter()
        self._runs: dict[asyncio.Task[None], list[Job]] = {}
        self._durations: dict[Work, float] = {}
        self._announcing: dict[str, asyncio.TimerHandle] = {}
        self._closed = False

    @property
    def waiting(self) -> int:
        """How many jobs wait."""
        return sum(map(len, self._lines.values()))

    @property
    def tasks(self) -> int:
        """How many tasks the queue has at work; 0 when it is at rest."""
        return len(self._runs)

    def running(self, group: str) -> int:
        """How many runs of a group there are at the moment."""
        return self._running[group]

    def submit(self, job: Job) -> None:
        """Put a job into its line.

        Raises:
            FullError: As many wait as may.
            ClosedError: The queue takes no more.
        """
        if self._closed:
            raise ClosedError
        if self._max_size is not None and self.waiting >= self._max_size:
            raise FullError
        group = job.work.group
        self._lines[group][job.id] = job
        self._advance(group)
        if job.phase is Phase.WAITING:
            size = len(self._lines[group])
            job.tell(job, Estimate(size - 1, size, self._wait(group, size - 1, job.work)))

    def run_now(self, job: Job) -> None:
        """Run a job at once, past all lines and limits.

        Raises:
            ClosedError: The queue takes no more.
        """
        if self._closed:
            raise ClosedError
        self._begin([job], counted=False)

    def cancel(self, job: Job) -> bool:
        """End a job that waits, or whose work gives several values. One that runs is let finish.

        Returns:
            Whether it is ended now.
        """
        if job.phase is Phase.ENDED:
            return False
        if job.phase is Phase.WAITING:
            self._leave(job)
        elif not job.work.iterates:
            return False
        self._end(job, Stop())
        return True

    def abandon(self, jobs: Iterable[Job]) -> None:
        """End jobs that nobody listens to any more; what cannot be stopped goes on unheard."""
        for job in list(jobs):
            if job.phase is Phase.WAITING:
                self._leave(job)
            job.phase = Phase.ENDED
            self._halt(job)

    async def close(self, grace: float = 5.0) -> None:
        """End all jobs: those that wait at once, those that run after they had some time.

        Args:
            grace: Seconds that a run may take to come to its end.
        """
        self._closed = True
        for line in list(self._lines.values()):
            for job in list(line.values()):
                self._leave(job)
                self._end(job, Stop(server=True))
        if self._runs:
            await asyncio.wait(list(self._runs), timeout=grace)
        for task, jobs in list(self._runs.items()):
            for job in jobs:
                if job.phase is Phase.RUNNING:
                    self._end(job, Stop(server=True))
            task.cancel()
        if self._runs:
            await asyncio.wait(list(self._runs), timeout=min(grace, _CANCEL_SECONDS))
        for timer in self._announcing.values():
            timer.cancel()

    def _leave(self, job: Job) -> None:
        line = self._lines[job.work.group]
        line.pop(job.id, None)
        if not line:
            del self._lines[job.work.group]
        self._announce(job.work.group)

    def _advance(self, group: str) -> None:
        limit = self._limits.get(group)
        while (line := self._lines.get(group)) and (limit is None or self._running[group] < limit):
            first = next(iter(line.values()))
            together = [first]
            if first.work.batch > 1:
                same = (job for job in line.values() if job.work is first.work)
                together = [job for job, _ in zip(same, range(first.work.batch), strict=False)]
            for job in together:
                self._leave(job)
            self._begin(together, counted=True)

    def _begin(self, jobs: list[Job], *, counted: bool) -> None:
        work = jobs[0].work
        if counted:
            self._running[work.group] += 1
        for job in jobs:
            job.phase = Phase.RUNNING
        task = asyncio.create_task(self._run(work, jobs))
        self._runs[task] = jobs
        task.add_done_callback(lambda task: self._finish(task, work.group, counted))

    def _finish(self, task: asyncio.Task[None], group: str, counted: bool) -> None:
        for job in self._runs.pop(task):
            if job.phase is not Phase.ENDED:
                self._end(job, Stop(server=True))
        if counted:
            self._running[group] -= 1
            if not self._running[group]:
                del self._running[group]
        if not task.cancelled() and (error := task.exception()):
            asyncio.get_running_loop().call_exception_handler(
                {"message": "a run of the queue broke", "exception": error}
            )
        if not self._closed:
            self._advance(group)

    async def _run(self, work: Work, jobs: list[Job]) -> None:
        began = time.monotonic()
        last: Sequence[Any] = [None] * len(jobs)
        try:
            for job in jobs:
                self._tell(job, Start(self._durations.get(work)))
            async with aclosing(work.run(jobs)) as steps:  # type: ignore[type-var]
                async for last in steps:
                    for job, value in zip(jobs, last, strict=True):
                        if isinstance(value, Exception):
                            self._end(job, Failure(value))
                        elif work.iterates:
                            self._tell(job, Step(value))
                    for job in jobs:
                        if work.iterates and job.phase is not Phase.ENDED:
                            await job.room()
                    if all(job.phase is Phase.ENDED for job in jobs):
                        return
        except Exception as error:
            for job in jobs:
                self._end(job, Failure(error))
            return
        seconds = time.monotonic() - began
        known = self._durations.get(work, seconds)
        self._durations[work] = known * _MEMORY + seconds * (1 - _MEMORY)
        for job, value in zip(jobs, last, strict=True):
            self._end(job, Result(value, seconds))

    def _end(self, job: Job, message: Message) -> None:
        if job.phase is Phase.ENDED:
            return
        job.phase = Phase.ENDED
        job.tell(job, message)
        self._halt(job)

    def _halt(self, job: Job) -> None:
        """Stop the run of a job if it can be stopped and no other job needs it."""
        if not job.work.iterates:
            return
        current = asyncio.current_task()
        for task, jobs in self._runs.items():
            if job in jobs and task is not current:
                if all(one.phase is Phase.ENDED for one in jobs):
                    task.cancel()
                return

    def _tell(self, job: Job, message: Message) -> None:
        if job.phase is not Phase.ENDED:
            job.tell(job, message)

    def _announce(self, group: str) -> None:
        """Tell those who wait their place, soon, and not more often than is of use."""
        if group in self._announcing or self._closed or group not in self._lines:
            return
        loop = asyncio.get_running_loop()
        self._announcing[group] = loop.call_later(_ANNOUNCE_SECONDS, self._announce_now, group)

    def _announce_now(self, group: str) -> None:
        self._announcing.pop(group, None)
        line = self._lines.get(group)
        if not line or self._closed:
            return
        size = len(line)
        for rank, job in enumerate(line.values()):
            job.tell(job, Estimate(rank, size, self._wait(group, rank, job.work)))

    def _wait(self, group: str, rank: int, work: Work) -> float | None:
        known = self._durations.get(work)
        if known is None:
            return None
        places = (self._limits.get(group) or 1) * work.batch
        return known * (rank // places + 1)
