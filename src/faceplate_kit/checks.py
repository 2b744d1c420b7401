"""What is refused when an event is registered.

Each check raises `UseError` with what was written, where, and what to write instead, before
anything is registered.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from faceplate_kit.block import Block
from faceplate_kit.components.component import Component
from faceplate_kit.errors import UseError
from faceplate_kit.events import Registration
from faceplate_kit.signatures import accepts, is_generator, request_places, values_returned

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate_kit.blocks import Blocks


def limit(place: str, name: str, value: object) -> None:
    """Refuse a limit that is not a whole number from 1 on; None is no limit."""
    if value is None:
        return
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise UseError(
            f"{place}: {name} is {value!r:.80}: give a whole number from 1 on, or None for no limit"
        )


def sign_in(value: object) -> None:
    """Refuse a sign-in function that cannot be called."""
    if value is not None and not callable(value):
        raise UseError(
            f"sign_in is {value!r:.80}: give a function that takes a user name and a password and "
            "says whether they belong together"
        )


def numbers(
    place: str,
    max_batch_size: int,
    concurrency_limit: int | Literal["default"] | None,
    every: float | None,
) -> None:
    """Refuse numbers out of their range."""
    limit(place, "max_batch_size", max_batch_size)
    if concurrency_limit != "default":
        limit(place, "concurrency_limit", concurrency_limit)
    if every is not None and not every > 0:
        raise UseError(f"{place}: every is {every!r}: give a number of seconds above 0, or None")


def combination(
    place: str,
    fn: object,
    batch: bool,
    queue: bool | None,
    every: float | None,
    concurrency_limit: int | Literal["default"] | None,
) -> None:
    """Refuse settings of an event that exclude each other."""
    if batch and queue is False:
        raise UseError(f"{place}: a batch is filled in the queue: leave out queue=False, or batch")
    if every is None:
        return
    for excluded, reason in (
        (fn is None, "there is no fn to run again"),
        (batch, "with batch a run ends with its batch"),
        (queue is False, "it needs the queue, and queue is False"),
        (
            concurrency_limit not in (None, "default"),
            "runs that do not end would fill its concurrency_limit",
        ),
    ):
        if excluded:
            raise UseError(f"{place}: every cannot be set: {reason}; leave one of the two out")


def blocks(place: str, name: str, given: object, app: Blocks) -> list[Block]:
    """Give inputs or outputs as a list, and refuse what is none of the app's blocks.

    Args:
        place: What the message begins with.
        name: The argument: "inputs" or "outputs".
        given: One block, a list, a set, or None. A set is taken in the order of the ids.
        app: The app that the event belongs to.
    """
    if given is None:
        return []
    listed: list[Any] = list(given) if isinstance(given, list | set) else [given]
    for one in listed:
        if not isinstance(one, Component if name == "inputs" else Block):
            raise UseError(
                f"{place}: {name} holds {one!r:.80}, which is not a component: give a component "
                "that was made in this app, or a list of them"
            )
        own(place, name, one, app)
    if isinstance(given, set):
        listed.sort(key=lambda block: block.id)
    return listed


def own(place: str, name: str, block: Block, app: Blocks) -> None:
    """Refuse a block that has its place in another app."""
    if block.app not in (None, app):
        raise UseError(
            f"{place}: {name} holds {block!r}, which belongs to another app: make it in this app, "
            "or call render() of that app here first"
        )


def cancelled(place: str, given: object, app: Blocks) -> list[Registration]:
    """Give the events to cancel as a list, and refuse what is none."""
    listed: list[Any] = given if isinstance(given, list) else [] if given is None else [given]
    for one in listed:
        if not isinstance(one, Registration):
            raise UseError(
                f"{place}: cancels holds {one!r:.80}, which is not an event: give what a listener "
                "returned, as in `run = button.click(...)`"
            )
        known = one.dependency
        if known is None:
            continue
        if not any(known is mine for mine in app.dependencies):
            raise UseError(f"{place}: cancels holds an event of another app")
        if known.queue is False:
            raise UseError(
                f"{place}: cancels holds {known.title}, which does not go through the queue, so "
                "there is nothing to cancel: leave out its queue=False"
            )
    return listed


def function(
    place: str,
    fn: Callable[..., Any] | None,
    inputs: int,
    outputs: int,
    batch: bool,
) -> None:
    """Refuse a function that cannot take the inputs or give the outputs.

    Args:
        place: What the message begins with.
        fn: The function, or None.
        inputs: How many arguments it will get.
        outputs: How many values it must return.
        batch: Whether these are lists.
    """
    if fn is None:
        return
    if not callable(fn):
        raise UseError(f"{place}: fn is {fn!r:.80}: give a function, or None")
    name = getattr(fn, "__name__", type(fn).__name__)
    if batch and is_generator(fn):
        raise UseError(f"{place}: {name} is a generator, which cannot take batches")
    taken = accepts(fn)
    if taken is not None:
        if taken.unfilled:
            raise UseError(
                f"{place}: no input can reach the parameter {taken.unfilled[0]!r} of {name}, "
                "which takes keywords only: give it a default"
            )
        if inputs < taken.least or (taken.most is not None and inputs > taken.most):
            raise UseError(
                f"{place}: {name} takes {_counted(taken.least, taken.most, 'input')}, and gets "
                f"{inputs}: list one component in inputs for each of its parameters"
            )
    for number, place_ in enumerate(request_places(fn)):
        if place_ > inputs + number:
            raise UseError(
                f"{place}: {name} takes the request after parameters that get no input: put that "
                "parameter first"
            )
    returned = values_returned(fn)
    if returned is not None and outputs not in returned:
        raise UseError(
            f"{place}: {name} says that it returns {_counted(max(returned), None, 'value')}, and "
            f"there {'is' if outputs == 1 else 'are'} {_counted(outputs, outputs, 'output')}: list "
            "one component in outputs for each value"
        )


def trigger(place: str, block: Block | None, preceding: Registration | None, app: Blocks) -> None:
    """Refuse an event that something in another app triggers."""
    if block is not None and block is not app:
        own(place, "the component", block, app)
    if preceding is not None and not any(preceding.dependency is mine for mine in app.dependencies):
        raise UseError(f"{place}: the event before it belongs to another app")


def placed(app: Blocks) -> None:
    """Refuse an app whose events use blocks that never got a place in it."""
    known = {*app.blocks, app.id}
    for dependency in app.dependencies:
        used = {block.id: block for block in (*dependency.inputs, *dependency.outputs)}
        for block in used.values():
            if block.id not in known:
                raise UseError(
                    f"{dependency.title} uses {block!r}, which has no place in the app: call its "
                    "render() inside the `with` block"
                )


def _counted(least: int, most: int | None, noun: str) -> str:
    if most is None or least == most:
        return f"{least} {noun}{'' if least == 1 else 's'}"
    return f"{least} to {most} {noun}s"


def can_sign_in(app: Blocks) -> None:
    """Refuse an app that lets people sign in, and does not say who may."""
    for block in app.blocks.values():
        if block.needs_sign_in and app.sign_in is None:
            raise UseError(
                f"{block!r} signs people in, and the app does not say who may: give Blocks or "
                "launch a sign_in function"
            )
