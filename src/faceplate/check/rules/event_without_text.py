"""An event of which nobody says when it happens."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check import events
from faceplate.check.codebase import Codebase
from faceplate.check.finding import Place, Violation
from faceplate.check.rule import Rule


def check(codebase: Codebase) -> Iterator[Violation]:
    """Look for events without a text."""
    for offer in events.offers(codebase):
        for event in offer.events:
            if event.text or not event.is_read or event.owner.library is not codebase.library:
                continue
            message = f"event `{event.name}`: nothing says when it happens"
            if event.call is None:
                place = events.list_place(offer.symbol, codebase, event.name)
                yield Violation(message, place, codebase.linker.path(offer.symbol))
            else:
                source = event.owner.source
                position = codebase.sources.name(source.file, source.line, event.name)
                place = Place(source.file, *position)
                yield Violation(message, place, codebase.linker.path(event.owner))


RULE = Rule(
    code="FP301",
    name="event-without-text",
    severity="warning",
    summary="An event has no text that says when it happens.",
    reason="Its row in the table of events is empty.",
    advice="Give its `EventListener` a `doc=`. A string in `EVENTS` cannot have a text; replace it "
    "by an `EventListener`.",
    bad='''\
class EventListener(str):
    """An event."""

    def __init__(self, event_name: str, doc: str = "") -> None:
        self.doc = doc


class Events:
    """All events."""

    turn = EventListener("turn")


class Knob:
    """A knob."""

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


class Knob:
    """A knob."""

    EVENTS = [Events.turn]
''',
    library=check,
    needs="events",
)
