"""An event that is declared or listed twice."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check import events
from faceplate.check.codebase import Codebase
from faceplate.check.finding import Place, Violation
from faceplate.check.rule import Rule
from faceplate.facts.declarations import ClassFact


def check(codebase: Codebase) -> Iterator[Violation]:
    """Look for names bound again and for entries that repeat."""
    for unit in codebase.units:
        if not isinstance(unit.symbol.fact, ClassFact):
            continue
        for name, line in events.bound_twice(unit.symbol, codebase):
            place = Place(unit.file, *codebase.sources.name(unit.file, line, name))
            yield unit.violation(
                f"event `{name}` is declared more than once; only the last declaration counts",
                place,
            )
        seen: set[str] = set()
        for source, node in events.entries(unit.symbol):
            name_ = events.entry_name(node)
            if name_ is not None and name_ in seen:
                yield unit.violation(
                    f"`{events.LIST}` lists `{source}` more than once",
                    events.list_place(unit.symbol, codebase, source),
                )
            seen.add(name_ or source)


RULE = Rule(
    code="FP303",
    name="duplicate-event",
    severity="error",
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
    library=check,
    dialect="gradio",
)
