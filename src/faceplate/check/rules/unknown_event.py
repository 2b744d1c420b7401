"""An entry of a list of events that stands for none."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from faceplate.check import events
from faceplate.check.codebase import Codebase
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.facts.declarations import ClassFact
from faceplate.link.expressions import dotted_name
from faceplate.link.names import resolve_from


def check(codebase: Codebase) -> Iterator[Violation]:
    """Look for entries that name what their class of listeners does not have."""
    for unit in codebase.units:
        for source, node in events.entries(unit.symbol):
            name = dotted_name(node)
            scope, _, event = (name or "").rpartition(".")
            holder = resolve_from(unit.symbol, scope) if scope else None
            if holder is None or not isinstance(holder.fact, ClassFact):
                continue
            ancestry = codebase.linker.ancestry
            if ancestry.member(holder, event) is not None or ancestry.unread_bases(holder):
                continue
            near = get_close_matches(event, holder.fact.members, n=1, cutoff=0.6)
            hint = f"; did you mean `{scope}.{near[0]}`?" if near else ""
            yield unit.violation(
                f"`{events.LIST}` lists `{source}`, and `{scope}` has no such event{hint}",
                events.list_place(unit.symbol, codebase, source),
            )


RULE = Rule(
    code="FP302",
    name="unknown-event",
    severity="error",
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
    library=check,
    dialect="gradio",
)
