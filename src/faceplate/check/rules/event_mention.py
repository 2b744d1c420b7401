"""An event that a docstring speaks of and its class does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faceplate.check import events
from faceplate.check.codebase import Unit
from faceplate.check.docstring import UnitDocstring
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.facts.declarations import ClassFact
from faceplate.link.names import resolve_from

# "`.tick()`", ".tick()", "the `tick` event", "the tick() listener"
_MENTION = re.compile(
    r"(?<![\w.)\]\"'])`{0,2}\.(?P<call>[a-z_]\w*)\(\)"
    r"|`{1,2}\.?(?P<event>[a-z_]\w*)(?:\(\))?`{1,2}[ ](?:event|listener)s?\b"
)


def check(unit: Unit) -> Iterator[Violation]:
    """Look for mentions of events that other classes have, and this one has not."""
    codebase = unit.codebase
    if not unit.is_class or codebase.dialect.event_list(unit.symbol) is None:
        return
    spoken = [(docstring, *each) for docstring in unit.docstrings for each in _mentions(docstring)]
    if not spoken:
        return
    ancestry = codebase.linker.ancestry
    own = {event.name for event in codebase.dialect.events(codebase.linker, unit.symbol)}
    declared = _declared(unit)
    seen: set[str] = set()
    for docstring, name, number in spoken:
        if name in own or name not in declared or name in seen:
            continue
        if ancestry.member(unit.symbol, name) is not None:
            continue
        seen.add(name)
        yield unit.violation(
            f"the docstring speaks of the event `{name}`, which `{unit.symbol.name}` does not have",
            unit.at(docstring, number),
            doubt="it may be that of another component",
        )


def _mentions(docstring: UnitDocstring) -> Iterator[tuple[str, int]]:
    code = {
        number
        for part in docstring.sections
        if part.kind == "examples"
        for number in range(part.first, part.end)
    }
    for number, line in enumerate(docstring.lines):
        if number not in code and ("event" in line or "listener" in line or "()" in line):
            for match in _MENTION.finditer(line):
                yield match["call"] or match["event"], number


def _declared(unit: Unit) -> set[str]:
    """Return the names of the events that the classes declare of which a list takes its own."""
    names: set[str] = set()
    for entry in events.entries(unit):
        scope, _, event = (entry.path or "").rpartition(".")
        holder = resolve_from(unit.symbol, scope) if scope else None
        names.add(event)
        if holder is not None and isinstance(holder.fact, ClassFact):
            names |= holder.fact.members.keys()
    return names


RULE = Rule(
    code="FP309",
    name="event-mention",
    severity="warning",
    summary="The docstring of a component speaks of an event that other components have and this "
    "one has not.",
    reason="The event was taken out of the list, and who calls its listener gets an "
    "AttributeError.",
    advice="Speak of an event that the component has, or list the event.",
    bad='''\
class EventListener(str):
    """An event."""

    def __init__(self, event_name: str, doc: str = "") -> None:
        self.doc = doc


class Events:
    """All events."""

    turn = EventListener("turn", doc="Happens when the {{ component }} is turned.")
    press = EventListener("press", doc="Happens when the {{ component }} is pressed.")


class Knob:
    """A knob, whose `.press()` listener is called when it is pressed."""

    EVENTS = [Events.turn]
''',
    good='''\
class EventListener(str):
    """An event."""

    def __init__(self, event_name: str, doc: str = "") -> None:
        self.doc = doc


class Events:
    """All events."""

    turn = EventListener("turn", doc="Happens when the {{ component }} is turned.")
    press = EventListener("press", doc="Happens when the {{ component }} is pressed.")


class Knob:
    """A knob, whose `.turn()` listener is called when it is turned."""

    EVENTS = [Events.turn]
''',
    unit=check,
    needs="events",
)
