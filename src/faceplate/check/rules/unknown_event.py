"""An entry of a list of events that stands for none."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from faceplate.check import events
from faceplate.check.codebase import Unit
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.facts.declarations import ClassFact
from faceplate.link.names import resolve_from


def check(unit: Unit) -> Iterator[Violation]:
    """Look for entries that name what their class of events does not have."""
    codebase = unit.codebase
    listed = codebase.dialect.event_list(unit.symbol) if unit.is_class else None
    if listed is None:
        return
    for entry in events.entries(unit):
        scope, _, event = (entry.path or "").rpartition(".")
        holder = resolve_from(unit.symbol, scope) if scope else None
        if holder is None or not isinstance(holder.fact, ClassFact):
            continue
        ancestry = codebase.linker.ancestry
        if ancestry.member(holder, event) is not None or ancestry.unread_bases(holder):
            continue
        near = get_close_matches(event, holder.fact.members, n=1, cutoff=0.6)
        hint = f"; did you mean `{scope}.{near[0]}`?" if near else ""
        yield unit.violation(
            f"`{listed.name}` lists `{entry.source}`, and `{scope}` has no such event{hint}",
            events.list_place(unit.symbol, codebase, entry.source),
        )


RULE = Rule(
    code="FP302",
    name="unknown-event",
    severity="warning",
    summary="`EVENTS` lists an event that does not exist.",
    reason="Importing the library raises AttributeError, or the event is missing from the page.",
    advice="List an event that exists, or declare it.",
    bad='''\
class EventListener(str):
    """An event."""

    def __init__(self, event_name: str, doc: str = "") -> None:
        self.doc = doc


class Events:
    """All events."""

    turn = EventListener("turn", doc="Happens when the {{ component }} is turned.")


class Knob:
    """A knob."""

    EVENTS = [Events.turned]
''',
    good='''\
class EventListener(str):
    """An event."""

    def __init__(self, event_name: str, doc: str = "") -> None:
        self.doc = doc


class Events:
    """All events."""

    turn = EventListener("turn", doc="Happens when the {{ component }} is turned.")


class Knob:
    """A knob."""

    EVENTS = [Events.turn]
''',
    unit=check,
    needs="events",
)
