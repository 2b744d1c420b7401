"""How much the server takes, and how long it waits; one place for all of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes, times in seconds.

    Attributes:
        body: The largest body of a request that is not an upload.
        upload: The largest body of an upload.
        files: How many files one upload may hold.
        sessions: How many sessions are kept; those that rest longest are dropped first.
        session: How long a session is kept in which nothing happens.
        backlog: How many messages wait for a slow reader before its generator waits, too.
        claim: How long a run goes on that nobody listens to from its beginning.
        grace: How long a run goes on after its caller has gone away, who may come back at once.
        heartbeat: How often a silent stream says that it is alive.
        stop: How long a run may take to finish when the server ends.
        sign_in: How long somebody stays signed in.
        page: How long an open page may call what is private.
    """

    body: int = 8 * 2**20
    upload: int = 256 * 2**20
    files: int = 100
    sessions: int = 10_000
    session: float = 3600
    backlog: int = 100
    claim: float = 60
    grace: float = 1
    heartbeat: float = 15
    stop: float = 5
    sign_in: float = 12 * 3600
    page: float = 24 * 3600
