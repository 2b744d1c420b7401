"""What a job is told on its way through the queue.

The order is: any number of estimates, one start, any number of steps, and one of the three that
end it, which are result, failure and stop. A job that ends while it waits is never started.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Estimate:
    """A place in the queue.

    Attributes:
        rank: How many jobs of the same group come first.
        size: How many jobs of the group wait.
        seconds: How long it may take, or None where nothing is known yet.
    """

    rank: int
    size: int
    seconds: float | None


@dataclass(frozen=True)
class Start:
    """The job runs from now on.

    Attributes:
        seconds: How long it may take, or None where nothing is known yet.
    """

    seconds: float | None


@dataclass(frozen=True)
class Step:
    """One of several values.

    Attributes:
        value: What the work gave.
    """

    value: Any


@dataclass(frozen=True)
class Result:
    """The end of a job that succeeded.

    Attributes:
        value: The last value that the work gave, or None if it gave none.
        seconds: How long it ran.
    """

    value: Any
    seconds: float


@dataclass(frozen=True)
class Failure:
    """The end of a job that failed.

    Attributes:
        error: What was raised.
    """

    error: Exception


@dataclass(frozen=True)
class Stop:
    """The end of a job that was cancelled, or that the end of the server overtook.

    Attributes:
        server: Whether the server ends.
    """

    server: bool = False


Message = Estimate | Start | Step | Result | Failure | Stop
