"""An event that is declared or listed twice."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check import events
from faceplate.check.codebase import Unit
from faceplate.check.finding import Place, Violation
from faceplate.check.rule import Rule


def check(unit: Unit) -> Iterator[Violation]:
    """Look for names bound again and for entries that repeat."""
    if not unit.is_class:
        return
    codebase = unit.codebase
    for name, line in events.bound_twice(unit):
        yield unit.violation(
            f"event `{name}` is declared more than once; only the last declaration counts",
            Place(unit.file, *codebase.sources.name(unit.file, line, name)),
        )
    listed = codebase.dialect.event_list(unit.symbol)
    seen: set[str | None] = set()
    for entry in events.entries(unit):
        if listed is not None and entry.name in seen:
            yield unit.violation(
                f"`{listed.name}` lists `{entry.source}` more than once",
                events.list_place(unit.symbol, codebase, entry.source),
            )
        seen.add(entry.name or entry.source)


RULE = Rule(
    code="FP303",
    name="duplicate-event",
    severity="warning",
    summary="An event is declared more than once in a class of listeners, or listed more than once "
    "in `EVENTS`.",
    reason="The earlier declaration is lost with its text, and every component that lists the "
    "event gets the text of the last one.",
    advice="Give the two events different names, or remove one.",
    bad='''\
class EventListener(str):
    """An event."""

    def __init__(self, event_name: str, doc: str = "") -> None:
        self.doc = doc


class Events:
    """All events."""

    stop = EventListener("stop", doc="Happens when the stop button is pressed.")
    turn = EventListener("turn", doc="Happens when the {{ component }} is turned.")
    stop = EventListener("stop", doc="Happens when the end is reached.")


class Knob:
    """A knob."""

    EVENTS = [Events.turn, Events.stop]
''',
    good='''\
class EventListener(str):
    """An event."""

    def __init__(self, event_name: str, doc: str = "") -> None:
        self.doc = doc


class Events:
    """All events."""

    stop = EventListener("stop", doc="Happens when the stop button is pressed.")
    turn = EventListener("turn", doc="Happens when the {{ component }} is turned.")
    end = EventListener("end", doc="Happens when the end is reached.")


class Knob:
    """A knob."""

    EVENTS = [Events.turn, Events.stop, Events.end]
''',
    unit=check,
    needs="events",
)
