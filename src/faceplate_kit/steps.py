"""One run of a function, as the values that it gives one after the other.

A plain function or a coroutine gives one value, a generator any number. What is not asynchronous
runs in a thread, so that it holds up nothing else.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

from faceplate_kit.signatures import is_asynchronous

_END = object()


async def steps(fn: Callable[..., Any], arguments: Sequence[Any]) -> AsyncIterator[Any]:
    """Call a function and yield its values.

    Args:
        fn: A function, coroutine function, generator function or asynchronous generator function.
        arguments: What it is called with.
    """
    result = fn(*arguments) if is_asynchronous(fn) else await _in_thread(fn, *arguments)
    if inspect.isawaitable(result):
        result = await result
    if inspect.isasyncgen(result):
        try:
            async for value in result:
                yield value
        finally:
            await result.aclose()
    elif inspect.isgenerator(result):
        try:
            while (value := await _in_thread(next, result, _END)) is not _END:
                yield value
        finally:
            await _in_thread(result.close)
    else:
        yield result


async def _in_thread(fn: Callable[..., Any], *arguments: Any) -> Any:
    """Call a function in a thread.

    It cannot be stopped there. So whoever cancels this waits until it is through: what it holds,
    such as its place in the queue, is not free before.
    """
    thread = asyncio.ensure_future(asyncio.to_thread(_called, fn, arguments))
    try:
        return await asyncio.shield(thread)
    except asyncio.CancelledError:
        await asyncio.wait([thread])
        raise


def _called(fn: Callable[..., Any], arguments: Sequence[Any]) -> Any:
    """Call a function whose StopIteration no future could carry."""
    try:
        return fn(*arguments)
    except StopIteration as error:
        raise RuntimeError("a function raised StopIteration") from error


def repeated(fn: Callable[..., Any], seconds: float) -> Callable[..., Any]:
    """Make a generator that runs a function again and again, with a pause after each run."""

    async def continuous_coro(*arguments: Any) -> AsyncIterator[Any]:
        while True:
            async for value in steps(fn, arguments):
                yield value
            await asyncio.sleep(seconds)

    return continuous_coro
