"""A limit of time for all of a visit, whatever it is spent on."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import TypeVar

from faceplate.errors import UsageError

_T = TypeVar("_T")

# Work on the processor cannot be interrupted, so it is left alone a moment after its time.
_MARGIN = 0.25


def within(work: Callable[[], Awaitable[_T]], shown: str, seconds: float) -> _T:
    """Do work in a thread, since where we are called from an event loop may be running.

    Args:
        work: Makes what is waited for.
        shown: Who is asked, for the message of an error.
        seconds: How long it may take.

    Raises:
        UsageError: If it takes longer. What it does on the processor then comes to its end unheard.
    """
    outcome: list[_T] = []
    failure: list[BaseException] = []

    async def wait() -> _T:
        return await asyncio.wait_for(work(), seconds)

    def call() -> None:
        try:
            outcome.append(asyncio.run(wait()))
        except BaseException as error:
            failure.append(error)

    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    thread.join(seconds + _MARGIN)
    if failure and not isinstance(failure[0], TimeoutError):
        raise failure[0]
    if not outcome:
        raise UsageError(
            f"{shown} did not answer within {seconds:g} s; --timeout gives it longer"
        ) from None
    return outcome[0]
