"""What the routes of a running app share: the app, its queue, its sessions, its signatures."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from faceplate_kit.blocks import Blocks
from faceplate_kit.dependency import Dependency
from faceplate_kit.queue import Engine, Job, Message
from faceplate_kit.server import wire
from faceplate_kit.server.budget import SMALL, Budget
from faceplate_kit.server.limits import Limits
from faceplate_kit.server.sessions import Held, Session, Sessions
from faceplate_kit.server.threads import FunctionThreads
from faceplate_kit.server.tokens import Tokens
from faceplate_kit.server.work import Call, EventWork

_HELD_SECONDS = 0.2
# How often it is looked whether all callers have been told.
_LOOK_SECONDS = 0.05


@dataclass(frozen=True)
class Settings:
    """How an app is served.

    Attributes:
        allowed_hosts: Names under which the app may be reached, beside numbers and `localhost`.
        allowed_origins: Origins, such as `https://example.org`, whose pages may call the app.
        max_threads: How many functions may run in threads at a time.
        limits: How much the server takes.
    """

    allowed_hosts: tuple[str, ...] = ()
    allowed_origins: tuple[str, ...] = ()
    max_threads: int = 40
    limits: Limits = field(default_factory=Limits)


class Service:
    """A running app.

    Args:
        blocks: The app.
        settings: How it is served.

    Attributes:
        budget: How much memory large bodies hold.
        calls: For each call by name that is not read yet, the session that is its alone.
        jobs: All runs that have not ended, by id.
        loop: The event loop that serves, once it does.
        stops: Whether the server is being stopped, and takes nothing new.
        hurry: Set when it has to stop at once.
        stopping: Set when it ends what is still open.
    """

    def __init__(self, blocks: Blocks, settings: Settings) -> None:
        self.blocks = blocks
        self.settings = settings
        self.limits = settings.limits
        self.engine = Engine(blocks.concurrency_limits(), blocks.max_size)
        self.budget = Budget(self.limits.bodies)
        self.sessions = Sessions(self._drop, self.limits)
        self.tokens = Tokens(self.limits.page, self.limits.sign_in)
        self.calls: dict[str, Session] = {}
        self.jobs: dict[str, Job] = {}
        self.stops = False
        self.hurry = asyncio.Event()
        self.stopping = asyncio.Event()
        self._works = {
            one.id: EventWork(blocks, one) for one in blocks.dependencies if one.fn is not None
        }
        self.loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """Get ready in the event loop that serves."""
        self.loop = asyncio.get_running_loop()
        self.loop.set_default_executor(FunctionThreads(self.settings.max_threads))

    async def stop(self) -> None:
        """End all runs, and tell everybody.

        Nothing new is taken from now on. What runs has its time, and callers who wait are told at
        once. Those who have asked and do not listen yet, as there are two requests to a call, can
        still do so for a moment.
        """
        if self.stops:
            return
        self.stops = True
        closing = asyncio.ensure_future(self._close())
        hurrying = asyncio.ensure_future(self.hurry.wait())
        await asyncio.wait([closing, hurrying], return_when=asyncio.FIRST_COMPLETED)
        hurrying.cancel()
        if not closing.done():
            closing.cancel()
            await self.engine.close(0)
        self.stopping.set()
        self.sessions.close()

    async def _close(self) -> None:
        await self.engine.close(self.limits.stop)
        with suppress(TimeoutError):
            async with asyncio.timeout(self.limits.delivery):
                while self.calls or self.sessions.untold:
                    await asyncio.sleep(_LOOK_SECONDS)

    def run(self, call: Call, *, held: bool = False) -> Job:
        """Put a call into the queue, or past it where its event says so.

        Args:
            call: What is asked for; its event has a function.
            held: Whether messages wait a moment. Clients learn the number of a run from the answer
                to their request, and some lose what overtakes that answer on a stream that
                another thread of theirs has opened.

        Raises:
            FullError: The queue is full.
            ClosedError: The server ends.
            BusyError: Large bodies hold as much memory as they may.
        """
        if call.size > SMALL:
            self.budget.take(call.size)
        session = call.session
        job = Job(self._works[call.dependency.id], call, self._tell)
        job.room = partial(session.room, job.id)
        if held:
            session.held[job.id] = Held()
            asyncio.get_running_loop().call_later(_HELD_SECONDS, session.release, job.id)
        session.jobs[job.id] = self.jobs[job.id] = job
        try:
            if call.dependency.queue is False:
                self.engine.run_now(job)
            else:
                self.engine.submit(job)
        except Exception:
            self._forget(job)
            session.held.pop(job.id, None)
            raise
        return job

    def cancel_others(self, dependency: Dependency, session: Session) -> None:
        """Cancel the runs that an event cancels, in one session."""
        for job in list(session.jobs.values()):
            if job.data.dependency.id in dependency.cancels:
                self.engine.cancel(job)

    def _tell(self, job: Job, told: Message) -> None:
        message = wire.message(job, told, self.blocks.show_error)
        if job.id in self.jobs:
            job.data.session.tell(job.id, message)
        if wire.is_end(message):
            self._forget(job)
            self.engine.abandon([job])

    def _forget(self, job: Job) -> None:
        if self.jobs.pop(job.id, None) is not None and job.data.size > SMALL:
            self.budget.give(job.data.size)
        job.data.session.jobs.pop(job.id, None)

    def _drop(self, session: Session) -> None:
        jobs = list(session.jobs.values())
        for job in jobs:
            self._forget(job)
        session.held.clear()
        self.engine.abandon(jobs)
        self.calls = {name: one for name, one in self.calls.items() if one is not session}
