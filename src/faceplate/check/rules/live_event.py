"""An event that a component offers in one of its source and its imported class only."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.codebase import Codebase
from faceplate.check.events import list_place
from faceplate.check.finding import Violation
from faceplate.check.live.imported import Imported
from faceplate.check.rule import Rule


def check(codebase: Codebase, imported: Imported) -> Iterator[Violation]:
    """Hold the events of imported classes against those that were read."""
    for difference in imported.differences:
        if difference.kind != "event":
            continue
        unit, name = codebase.unit(difference.symbol), difference.name
        if difference.read:
            message = f"`{unit.path}` lists the event `{name}`, and the imported class has none"
        else:
            message = f"`{unit.path}` has the event `{name}` once it is imported, and lists none"
        yield unit.violation(message, list_place(difference.symbol, codebase))


RULE = Rule(
    code="FP953",
    name="live-event",
    severity="error",
    summary="The events of a component are others once the library is imported than its source "
    "says.",
    reason="Its page and its stub offer an event that is not there, or leave one out.",
    advice="List the events where the class is declared.",
    bad='''\
class EventListener(str):
    """An event."""

    def __new__(cls, event_name: str, doc: str = ""):
        return super().__new__(cls, event_name)

    def __init__(self, event_name: str, doc: str = "") -> None:
        self.doc = doc


class Events:
    """All events."""

    turn = EventListener("turn", doc="Happens when the {{ component }} is turned.")


class Knob:
    """A knob."""

    EVENTS = [Events.turn]


Knob.EVENTS.clear()
''',
    good='''\
class EventListener(str):
    """An event."""

    def __new__(cls, event_name: str, doc: str = ""):
        return super().__new__(cls, event_name)

    def __init__(self, event_name: str, doc: str = "") -> None:
        self.doc = doc


class Events:
    """All events."""

    turn = EventListener("turn", doc="Happens when the {{ component }} is turned.")


class Knob:
    """A knob."""

    EVENTS = [Events.turn]
''',
    live=check,
    needs="events",
)
