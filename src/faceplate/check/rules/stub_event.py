"""An event that the stub beside a source does not offer."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check import events
from faceplate.check.codebase import Codebase
from faceplate.check.finding import Place, Violation
from faceplate.check.rule import Rule
from faceplate.check.rule_examples import LISTENERS
from faceplate.facts.declarations import FunctionFact


def check(codebase: Codebase) -> Iterator[Violation]:
    """Look for events without a method in the stub."""
    for offer in events.offers(codebase):
        declared = events.stub_class(offer.symbol, codebase)
        if declared is None or not offer.own:
            continue
        file, stub = declared
        names = [event.name for event in offer.events]
        if not any(isinstance(stub.members.get(name), FunctionFact) for name in names):
            # A stub without any event leaves them all to the source.
            continue
        place = Place(file, *codebase.sources.name(file, stub.line, offer.symbol.name))
        for name in names:
            if name not in stub.members:
                yield Violation(
                    f"the stub of `{offer.symbol.name}` has no method for its event `{name}`",
                    place,
                    f"{codebase.linker.path(offer.symbol)}.{name}",
                )


RULE = Rule(
    code="FP304",
    name="stub-event",
    severity="warning",
    summary="A component offers an event that its stub does not have, while the stub has others.",
    reason="Editors and type checkers read the stub, and take the event for a mistake.",
    advice="Make the stub anew.",
    bad="""\
class Knob:
    def turn(self, fn=None, *, queue: bool = True): ...
""",
    good="""\
class Knob:
    def turn(self, fn=None, *, queue: bool = True): ...
    def press(self, fn=None, *, queue: bool = True): ...
""",
    form="stub",
    module=LISTENERS,
    library=check,
    needs="events",
)
