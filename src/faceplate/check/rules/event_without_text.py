"""An event of which nobody says when it happens."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check import events
from faceplate.check.codebase import Codebase
from faceplate.check.finding import Place, Violation
from faceplate.check.rule import Rule
from faceplate.facts.declarations import AttributeFact


def check(codebase: Codebase) -> Iterator[Violation]:
    """Look for events without a text."""
    for offer in events.offers(codebase):
        for listener in offer.listed.listeners:
            owner = listener.owner
            if listener.text or owner.library is not codebase.library:
                continue
            fact = owner.fact
            value = fact.value if isinstance(fact, AttributeFact) else None
            if listener.call is None and f"'{listener.name}'" not in (value or ""):
                # Declared in a library that was not read, which may say more of it.
                continue
            line, column = codebase.sources.name(
                owner.source.file, owner.source.line, listener.name
            )
            if listener.call is None:
                place = events.list_place(offer.symbol, codebase, listener.name)
            else:
                place = Place(owner.source.file, line, column)
            yield Violation(
                f"event `{listener.name}`: nothing says when it happens",
                place,
                codebase.linker.path(owner if listener.call is not None else offer.symbol),
            )


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
    dialect="gradio",
)
