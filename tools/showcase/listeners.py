"""Whether the listeners of a class take what its page says, and do what they are told.

Each listener of each class is called with its defaults, and with values of each argument. What an
app keeps of the event, what it tells pages and clients of it, and which endpoint it lists must
follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import faceplate_kit as kit
from faceplate_kit.block import Block
from showcase import probes, samples, visibility
from showcase.reading import Page, Row
from showcase.signatures import differing, literal, signature

_EVENT = ("fn", "inputs", "outputs")
"""Arguments that are the event itself; all others are settings of it."""


def disagreements(kind: type[Block], page: Page) -> Iterator[str]:
    """Find where the listeners of a class and its page differ, or what the settings do.

    Args:
        kind: The class.
        page: Its page, read back.
    """
    names = [event.event_name for event in kind.EVENTS]
    if names != page.listeners:
        yield f"EVENTS has {names}, and the page {page.listeners}"
    for name in names:
        listener = getattr(kind, name, None)
        if listener is None:
            yield f"there is no listener {name}"
            continue
        yield from differing(f"the listener {name}", signature(listener), page.arguments)
        for one in _settings(kind, name, page):
            yield f"{name}: {one}"


def unset(pages: dict[str, Page]) -> Iterator[str]:
    """Find arguments that have a value of their own where the page says that they have none.

    A value may stand in for None: one that the function or the event decides. It is not the same
    for all of them.

    Args:
        pages: The page of each class by its name.
    """
    kinds = [kind for kind in probes.public() if kind.EVENTS and kind.__name__ in pages]
    usual = [
        _registered(kind, event.event_name, fn=fn)
        for kind in kinds
        for event in kind.EVENTS
        for fn in (_returning, _other)
        if hasattr(kind, event.event_name)
    ]
    for row in pages[kinds[0].__name__].arguments:
        if row.default is not None and literal(row) is None and row.name not in _EVENT:
            found = [one[row.name] for one in usual if row.name in one]
            if found and all(one == found[0] for one in found) and found[0] not in (None, []):
                yield f"{row.name} of each event is {found[0]!r}, and None on the page"


def _settings(kind: type[Block], name: str, page: Page) -> Iterator[str]:
    try:
        usual = _registered(kind, name)
    except kit.UseError as error:
        yield f"its defaults are refused: {error}"
        return
    defaults = {row.name: literal(row) for row in page.arguments}
    if {"api_name", "show_api"} <= defaults.keys():
        seen = visibility.expected(defaults["api_name"], defaults["show_api"], _returning)
        if usual["visibility"] != seen:
            yield f"it is {usual['visibility']}, and {seen} by the defaults on the page"
    for row in page.arguments:
        if row.name in _EVENT:
            continue
        default = defaults[row.name]
        for place in (usual, usual["told"]):
            if default is not None and place.get(row.name, default) != default:
                yield f"{row.name} is {place[row.name]!r}, and the page says {default!r}"
        yield from of_argument(kind, name, row, usual)


def of_argument(
    kind: type[Block], name: str, row: Row, usual: dict[str, Any] | None = None
) -> Iterator[str]:
    """Set an argument to each value that the page allows, and look what becomes of it.

    Args:
        kind: The class.
        name: The listener.
        row: The argument.
        usual: What becomes of an event with default arguments; made here where it is not given.
    """
    usual = usual or _registered(kind, name)
    changes = False
    for value in samples.allowed(row.annotation):
        try:
            now = _registered(kind, name, **{row.name: value})
        except kit.UseError:
            continue
        changes = changes or now != usual
        for place in (now, now["told"]):
            kept = place.get(row.name, value)
            if isinstance(value, samples.PLAIN) and kept != value:
                yield f"{row.name} is set to {value!r}, and is {kept!r}"
    if not changes:
        yield f"{row.name} changes nothing of the event"


def _registered(
    kind: type[Block], event: str, *, fn: Callable[[], tuple[()]] | None = None, **settings: Any
) -> dict[str, Any]:
    """Register an event of a new block, and give what the app knows and tells of it."""
    with kit.Blocks() as app:
        block = app if kind is kit.Blocks else probes.made(kind)
        other = kit.Button().click(_returning)
        if settings.get("cancels"):
            settings["cancels"] = other
        place = len(app.dependencies)  # A component may have an event of its own.
        getattr(block, event)(fn or _returning, **settings)
    registered = app.dependencies[place]
    known = {name: value for name, value in vars(registered).items() if name != "registration"}
    numbers = {block: place for place, block in enumerate(app.blocks)}
    known["targets"] = [(numbers.get(number), name) for number, name in known["targets"]]
    known["fn"] = known["fn"].__name__
    known["events"] = len(app.dependencies)
    known["limit"] = app.concurrency_limits()[registered.concurrency_id]
    known["told"] = {**app.get_config()["dependencies"][place], "targets": known["targets"]}
    known["listed"] = list(app.get_api_info()["named_endpoints"])
    return known


def _returning() -> tuple[()]:
    return ()


def _other() -> tuple[()]:
    return ()
