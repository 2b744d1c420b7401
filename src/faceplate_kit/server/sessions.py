"""Sessions: what belongs to one client, and how long it is kept.

A session begins when a client names it and ends when nothing has happened in it for a while. There
is no list of guests that could grow without end: past the limit, those that rest longest go.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from faceplate_kit.queue import Job
from faceplate_kit.running import SessionState
from faceplate_kit.server.limits import Limits
from faceplate_kit.server.outbox import Outbox, Wire


def _gone() -> asyncio.Event:
    event = asyncio.Event()
    event.set()
    return event


@dataclass(eq=False)
class Held:
    """Messages of a run whose number the client may not know yet.

    Attributes:
        messages: The messages.
        over: Set when they are passed on.
    """

    messages: list[Wire] = field(default_factory=list)
    over: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(eq=False)
class Session:
    """What belongs to one client.

    Attributes:
        name: What the client calls it.
        outbox: What the client has still to read.
        state: What its functions keep between two calls.
        jobs: Its runs that have not ended, by id.
        held: What is not passed on yet, by id of the run.
        heartbeats: How many connections say that the client is there.
        hung_up: Set once the reader of the last stream that the server ended has gone away.
    """

    name: str
    outbox: Outbox
    state: SessionState = field(default_factory=SessionState)
    jobs: dict[str, Job] = field(default_factory=dict)
    held: dict[str, Held] = field(default_factory=dict)
    heartbeats: int = 0
    hung_up: asyncio.Event = field(default_factory=_gone)

    @property
    def rests(self) -> bool:
        """Whether nothing goes on in it."""
        return not (self.jobs or self.heartbeats or self.outbox.read)

    @property
    def is_told(self) -> bool:
        """Whether all is over, and the client has read of it."""
        return not (self.jobs or self.held or len(self.outbox))

    def tell(self, job: str, message: Wire) -> None:
        """Pass a message on to the client."""
        if job in self.held:
            self.held[job].messages.append(message)
        else:
            self.outbox.put(message)

    def release(self, job: str) -> None:
        """Pass on what was held of a run."""
        held = self.held.pop(job, None)
        if held is not None:
            held.over.set()
            for message in held.messages:
                self.outbox.put(message)

    async def room(self, job: str) -> None:
        """Wait until there is room for another message of a run."""
        if job in self.held:
            await self.held[job].over.wait()
        await self.outbox.room()

    def opened(self) -> None:
        """Note that the client has opened a stream.

        It does so when it knows the number of a run. If there is only one, it is that one.
        """
        runs = self.jobs.keys() | self.held.keys()
        if len(runs) == 1:
            self.release(runs.pop())


class Sessions:
    """All sessions of a server.

    Args:
        drop: Ends the jobs of a session that nobody listens to.
        limits: How many there may be, and how long they are kept.
    """

    def __init__(self, drop: Callable[[Session], None], limits: Limits) -> None:
        self._drop = drop
        self._limits = limits
        self._sessions: OrderedDict[str, tuple[Session, float]] = OrderedDict()
        self._watches: dict[Session, asyncio.TimerHandle] = {}

    def __len__(self) -> int:
        return len(self._sessions)

    @property
    def watched(self) -> int:
        """How many sessions have a client who should listen, and does not yet."""
        return len(self._watches)

    @property
    def untold(self) -> bool:
        """Whether a client has still to read what became of its runs."""
        return any(not session.is_told for session, _ in self._sessions.values())

    def find(self, name: str) -> Session | None:
        """Give a session that is known, or None."""
        return self._touch(name) if name in self._sessions else None

    def get(self, name: str) -> Session:
        """Give a session, a new one if it is not known."""
        if name not in self._sessions:
            self._sweep()
            self._sessions[name] = (self.alone(name), 0.0)
        return self._touch(name)

    def alone(self, name: str) -> Session:
        """Give a session for one call, which is not kept."""
        return Session(name, Outbox(self._limits.backlog))

    def unclaimed(self, session: Session) -> None:
        """See to it that what nobody listens to does not run for ever."""
        self._watch(self._limits.claim, session)

    def listened(self, session: Session) -> None:
        """Note that the client listens."""
        watch = self._watches.pop(session, None)
        if watch is not None:
            watch.cancel()

    def left(self, session: Session) -> None:
        """Note that the client has gone away; unless it comes back at once, its jobs end."""
        if session.jobs:
            self._watch(self._limits.grace, session)

    def close(self) -> None:
        """Watch no session any more."""
        for watch in self._watches.values():
            watch.cancel()
        self._watches.clear()

    def _watch(self, seconds: float, session: Session) -> None:
        """Drop a session after a time, unless its client listens or asks for more before."""
        self.listened(session)

        def look() -> None:
            del self._watches[session]
            if not session.outbox.read:
                session.outbox.clear()
                self._drop(session)

        self._watches[session] = asyncio.get_running_loop().call_later(seconds, look)

    def _touch(self, name: str) -> Session:
        session, _ = self._sessions[name]
        self._sessions[name] = (session, time.monotonic())
        self._sessions.move_to_end(name)
        return session

    def _sweep(self) -> None:
        """Drop sessions that rest too long, and as many more as are too many."""
        oldest = time.monotonic() - self._limits.session
        surplus = len(self._sessions) - self._limits.sessions + 1
        for name, (session, used) in list(self._sessions.items()):
            if used > oldest and surplus <= 0:
                return
            if session.rests:
                del self._sessions[name]
                surplus -= 1
