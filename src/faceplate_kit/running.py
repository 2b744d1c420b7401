"""Runs the function of an event: values from the wire in, values for the wire out.

Inputs go through `preprocess` of their components, the function runs, what it returns is matched
to the outputs, and goes through their `postprocess`. What a session has of its own, the values of
`State` and changed properties, is kept in its `SessionState`.
"""

from __future__ import annotations

import copy
import warnings
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from faceplate_kit import updates
from faceplate_kit.block import Block
from faceplate_kit.blocks import Blocks
from faceplate_kit.components.component import Component
from faceplate_kit.dependency import Dependency
from faceplate_kit.errors import Error, UseError
from faceplate_kit.request import Request
from faceplate_kit.steps import steps

_GENERAL = "The function failed."


class SessionState:
    """What one session has of its own: values of `State`, and properties that have changed."""

    def __init__(self) -> None:
        self._values: dict[int, Any] = {}
        self._changed: dict[int, Block] = {}

    def value(self, block: Component) -> Any:
        """Give the value of a `State`: a copy of the first one until it is set."""
        if block.id not in self._values:
            self._values[block.id] = copy.deepcopy(block.value)
        return self._values[block.id]

    def keep(self, block: Component, value: Any) -> None:
        """Set the value of a `State`."""
        self._values[block.id] = value

    def block(self, block: Block) -> Block:
        """Give a block as it is for this session."""
        return self._changed.get(block.id, block)

    def change(self, block: Block, changed: Block) -> None:
        """Note how a block is for this session from now on."""
        self._changed[block.id] = changed


@dataclass(frozen=True)
class Outcome:
    """What one step of a run has given.

    Attributes:
        data: One value for each output, as JSON. An update of properties is a dict with
            `"__type__": "update"`; the place of a `State` holds None. After the last step of a
            generator it is what the step before gave.
        iterator: What to pass to `run` for the next step; None when the run is over.
    """

    data: list[Any]
    iterator: Steps | None

    @property
    def is_generating(self) -> bool:
        """Whether a further step may come."""
        return self.iterator is not None


class Steps:
    """A run between two steps. Whoever drops it calls `close`.

    Attributes:
        data: What the last step gave.
    """

    def __init__(self, values: AsyncIterator[Any], outputs: int) -> None:
        self._values = values
        self.data: list[Any] = [updates.skip()] * outputs

    async def next(self) -> Any:
        """Take a step, and give its value.

        Raises:
            StopAsyncIteration: If the run is over.
        """
        return await anext(self._values)

    async def close(self) -> None:
        """End the run; a generator is closed where it stands."""
        close = getattr(self._values, "aclose", None)
        if close is not None:
            await close()


async def run(
    blocks: Blocks,
    dependency: Dependency,
    data: Sequence[Any],
    session: SessionState,
    *,
    request: Request | None = None,
    iterator: Steps | None = None,
) -> Outcome:
    """Run the function of an event, or take the next step of such a run.

    Functions that are not asynchronous run in the default executor of the event loop; whoever
    owns the loop sets its size.

    Args:
        blocks: The app.
        dependency: The event; it has a function.
        data: One value for each input, as JSON. For a `State` the value does not matter.
        session: What the session has of its own.
        request: Who calls.
        iterator: `Outcome.iterator` of the step before, for a further step of the same run.

    Raises:
        Error: If the data do not fit the inputs, or the function raises it.
        UseError: If what the function returns does not fit the outputs.
        Exception: Whatever else the function raises. `shown` says what callers may read of it.
    """
    if dependency.batch:
        (outcome,) = await run_batch(blocks, dependency, [(data, session, request)])
        if isinstance(outcome, Exception):
            raise outcome
        return outcome
    progress = iterator
    if progress is None:
        assert dependency.fn is not None
        values = preprocessed(blocks, dependency, data, session)
        given: list[Any] = [dict(zip(dependency.inputs, values, strict=True))]
        filled = _filled(dependency, given if dependency.inputs_as_dict else values, request)
        progress = Steps(steps(dependency.fn, filled), len(dependency.outputs))
    try:
        value = await progress.next()
    except StopAsyncIteration:
        return Outcome(progress.data, None)
    try:
        returned = matched(dependency, value)
        progress.data = postprocessed(blocks, dependency, returned, session)
    except BaseException:
        await progress.close()
        raise
    going_on = dependency.is_generator
    if not going_on:
        await progress.close()
    return Outcome(progress.data, progress if going_on else None)


async def run_batch(
    blocks: Blocks,
    dependency: Dependency,
    calls: Sequence[tuple[Sequence[Any], SessionState, Request | None]],
) -> list[Outcome | Exception]:
    """Serve several calls of a batched event with one run of its function.

    Args:
        blocks: The app.
        dependency: The event.
        calls: Data, session and request of each call; no more than `max_batch_size`.

    Returns:
        For each call its outcome, or what went wrong with it: with that call alone, or with the
        whole run.
    """
    assert dependency.fn is not None
    if len(calls) > dependency.max_batch_size:
        raise UseError(
            f"{dependency.title} takes batches of {dependency.max_batch_size}, not of {len(calls)}"
        )
    outcomes: dict[int, Outcome | Exception] = {}
    rows: dict[int, list[Any]] = {}
    for number, (data, session, _) in enumerate(calls):
        try:
            rows[number] = preprocessed(blocks, dependency, data, session)
        except Exception as error:
            outcomes[number] = error
    try:
        if rows:
            columns = [list(column) for column in zip(*rows.values(), strict=True)]
            if dependency.inputs_as_dict:
                columns = [dict(zip(dependency.inputs, columns, strict=True))]  # type: ignore[list-item]
            requests = [calls[number][2] for number in rows]
            filled = _filled(dependency, columns, requests)
            (returned,) = [value async for value in steps(dependency.fn, filled)]
            for number, row in zip(rows, _unbatched(dependency, returned, len(rows)), strict=True):
                data = postprocessed(blocks, dependency, row, calls[number][1])
                outcomes[number] = Outcome(data, None)
    except Exception as error:
        outcomes.update(dict.fromkeys(rows, error))
    return [outcomes[number] for number in range(len(calls))]


def shown(error: BaseException, show_error: bool) -> str:
    """Say what a caller may read of an exception.

    Args:
        error: What a function, or `run`, has raised.
        show_error: Whether callers may read the message of any exception.
    """
    if isinstance(error, Error):
        return error.message
    if show_error:
        return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return _GENERAL


def completed(dependency: Dependency, data: Sequence[Any]) -> list[Any]:
    """Add a place for each input that the descriptor leaves out, where a caller did not.

    Args:
        dependency: The event.
        data: One value for each input, or for each that the descriptor lists.
    """
    listed = sum(not one.skip_api for one in dependency.inputs)
    if len(data) != listed or listed == len(dependency.inputs):
        return list(data)
    values = iter(data)
    return [None if one.skip_api else next(values) for one in dependency.inputs]


def preprocessed(
    blocks: Blocks, dependency: Dependency, data: Sequence[Any], session: SessionState
) -> list[Any]:
    """Give what the function gets for values from the wire, one for each input.

    Raises:
        Error: If there are too many or too few, or a value is not what its component takes.
    """
    if len(data) != len(dependency.inputs):
        raise Error(
            f"This endpoint takes {len(dependency.inputs)} values, and was given {len(data)}."
        )
    values = []
    for block, value in zip(dependency.inputs, data, strict=True):
        mine = session.block(block)
        assert isinstance(block, Component) and isinstance(mine, Component)
        if block.stateful:
            values.append(session.value(block))
        elif dependency.preprocess:
            values.append(mine.preprocess(mine.received(value, blocks.files)))
        else:
            values.append(value)
    return values


def matched(dependency: Dependency, value: Any) -> list[Any]:
    """Give what a function has returned as a list with one value for each output.

    Raises:
        UseError: If there are too many or too few, or a dict names what is no output.
    """
    outputs = dependency.outputs
    if isinstance(value, dict) and value and all(isinstance(key, Block) for key in value):
        for key in value:
            if key not in outputs:
                raise UseError(
                    f"{dependency.title} returned a value for {key!r}, which is none of its "
                    "outputs: list it in outputs"
                )
        return [value.get(block, updates.skip()) for block in outputs]
    if len(outputs) == 1:
        return [value]
    returned = list(value) if isinstance(value, list | tuple) else [value]
    if not outputs and value is None:
        returned = []
    if len(returned) != len(outputs):
        raise UseError(
            f"{dependency.title} has {len(outputs)} outputs, and its function returned "
            f"{len(returned)} values: return one for each output"
        )
    return returned


def postprocessed(
    blocks: Blocks, dependency: Dependency, returned: Sequence[Any], session: SessionState
) -> list[Any]:
    """Give values for the wire, one for each output; values of a `State` stay here."""
    data: list[Any] = []
    for block, value in zip(dependency.outputs, returned, strict=True):
        change = updates.change(value)
        if change is not None:
            data.append(_update(blocks, dependency, block, change, session))
        elif isinstance(block, Component) and block.stateful:
            session.keep(block, value)
            data.append(None)
        elif not dependency.postprocess:
            data.append(value)
        elif isinstance(block, Component):
            mine = session.block(block)
            assert isinstance(mine, Component)
            data.append(mine.sent(mine.postprocess(value), blocks.files))
        else:
            raise UseError(
                f"{dependency.title} returned {value!r:.80} for {block!r}, which has no value: "
                "return update(...) to change its properties"
            )
    return data


def _filled(dependency: Dependency, values: Sequence[Any], request: Any) -> list[Any]:
    """Put the request where the function asks for it."""
    filled = list(values)
    for place in dependency.request_places:
        filled.insert(place, request)
    return filled


def _unbatched(dependency: Dependency, returned: Any, size: int) -> list[list[Any]]:
    outputs = len(dependency.outputs)
    if not outputs and returned is None:
        return [[] for _ in range(size)]
    columns = list(returned) if isinstance(returned, tuple | list) else None
    if columns is None or len(columns) != outputs:
        raise UseError(
            f"{dependency.title} takes batches: its function must return a tuple with a list for "
            f"each of its {outputs} outputs"
        )
    for column in columns:
        if not isinstance(column, list | tuple) or len(column) != size:
            raise UseError(
                f"{dependency.title} got a batch of {size}: each list that its function returns "
                "must have as many elements"
            )
    return [list(row) for row in zip(*columns, strict=True)]


def _update(
    blocks: Blocks,
    dependency: Dependency,
    block: Block,
    change: dict[str, Any],
    session: SessionState,
) -> dict[str, Any]:
    sent = updates.skip()
    mine = session.block(block)
    properties = {name: one for name, one in change.items() if name not in ("value", "render")}
    if properties:
        kept = {name: one for name, one in mine.arguments.items() if name != "value"}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            mine = type(block)(**{**kept, **properties, "render": False})
        session.change(block, mine)
        known = mine.properties()
        sent.update({name: known[name] for name in properties if name in known})
    if "value" in change:
        value = Component.initial(change["value"])
        if isinstance(block, Component) and block.stateful:
            session.keep(block, value)
        elif isinstance(mine, Component) and dependency.postprocess:
            sent["value"] = mine.sent(mine.postprocess(value), blocks.files)
        else:
            sent["value"] = value
    return sent
