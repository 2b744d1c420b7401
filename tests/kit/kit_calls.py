"""Runs events of an app without a server, as a client would."""

from __future__ import annotations

import asyncio
from typing import Any

import faceplate_kit as kit
from faceplate_kit.dependency import Dependency
from faceplate_kit.running import SessionState, completed, run


def event(app: kit.Blocks, which: int | str = 0) -> Dependency:
    """Give an event by its place or its name."""
    if isinstance(which, int):
        return app.dependencies[which]
    return next(one for one in app.dependencies if one.api_name == which)


def steps(
    app: kit.Blocks,
    *data: Any,
    which: int | str = 0,
    session: SessionState | None = None,
    request: kit.Request | None = None,
    most: int = 100,
) -> list[list[Any]]:
    """Run an event, and give the data of each step."""

    async def drive() -> list[list[Any]]:
        dependency = event(app, which)
        whole = completed(dependency, data)
        state = session or SessionState()
        found, iterator = [], None
        for _ in range(most):
            before = iterator
            outcome = await run(app, dependency, whole, state, request=request, iterator=before)
            iterator = outcome.iterator
            if before is None or iterator is not None:
                found.append(outcome.data)
            if iterator is None:
                return found
        await iterator.close()
        return found

    return asyncio.run(drive())


def call(app: kit.Blocks, *data: Any, **options: Any) -> list[Any]:
    """Run an event, and give the data of its last step."""
    return steps(app, *data, **options)[-1]
