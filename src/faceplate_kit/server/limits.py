"""How much the server takes, and how long it waits; one place for all of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes, times in seconds.

    Attributes:
        body: The largest body of a request that is neither an upload nor a form.
        values: How many values the JSON of such a body may hold. An empty list takes three bytes in
            JSON and a hundred in Python, so the size alone would not limit the memory.
        bodies: How much memory the bodies of all callers may take together, but for small ones.
        form: The largest body of a form, with which somebody signs in.
        upload: The largest body of an upload.
        files: How many files one upload may hold.
        sessions: How many sessions are kept; those that rest longest are dropped first.
        session: How long a session is kept in which nothing happens.
        backlog: How many messages wait for a slow reader before its generator waits, too.
        claim: How long a run goes on that nobody listens to from its beginning.
        grace: How long a run goes on after its caller has gone away, who may come back at once.
        heartbeat: How often a silent stream says that it is alive.
        head: How long a caller may take for the first line and the headers of a request.
        pause: How long a body or a reader may rest. A body has to bring at least 16 KiB in that
            time, so that nobody holds a connection open with a byte now and then.
        stop: How long a run may take to finish when the server ends.
        delivery: How long the server then waits for callers to read what became of their runs.
        sign_in: How long somebody stays signed in.
        page: How long an open page may call what is private.
    """

    body: int = 8 * 2**20
    values: int = 250_000
    bodies: int = 256 * 2**20
    form: int = 64 * 2**10
    upload: int = 256 * 2**20
    files: int = 100
    sessions: int = 10_000
    session: float = 3600
    backlog: int = 100
    claim: float = 60
    grace: float = 1
    heartbeat: float = 15
    head: float = 15
    pause: float = 30
    stop: float = 5
    delivery: float = 2
    sign_in: float = 12 * 3600
    page: float = 24 * 3600
