"""An argument that a listener takes and its stub does not have."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check import events
from faceplate.check.finding import Flaw, Place
from faceplate.check.rule import Rule
from faceplate.check.survey import Survey
from faceplate.check.units import About


def check(survey: Survey) -> Iterator[Flaw]:
    """Hold what listeners take against the methods of stubs."""
    for offer, file, method, listener in events.stub_events(survey):
        offered = {parameter.name for parameter in method.parameters}
        if any(parameter.kind == "var_keyword" for parameter in method.parameters):
            continue
        # The first parameter of a listener is the component, which is `self` in the stub.
        names = [one.name for one in listener.parameters[1:]]
        absent = [name for name in names if name not in offered and name[0] != "_"]
        if absent:
            place = survey.sources.parameter(file, method, "")
            stated = ", ".join(f"`{name}`" for name in absent)
            yield Flaw(
                f"the listener `{method.name}` also takes {stated}, which the stub leaves out",
                Place(file, *place),
                f"{survey.linker.path(offer.symbol)}.{method.name}",
                About(survey, function=method, listener=listener, symbol=offer.symbol),
            )


RULE = Rule(
    code="FP306",
    name="stub-omission",
    severity="warning",
    summary="A listener takes an argument that the stub of its component does not have.",
    reason="Editors and type checkers take a call that works for a mistake.",
    remedy="Make the stub anew from the signature of the listener.",
    bad="""\
class Knob:
    def turn(self, fn=None): ...
    def press(self, fn=None, *, queue: bool = True): ...
""",
    good="""\
class Knob:
    def turn(self, fn=None, *, queue: bool = True): ...
    def press(self, fn=None, *, queue: bool = True): ...
""",
    form="stub",
    beside=events.EXAMPLE,
    library=check,
    usual=False,
    dialect="gradio",
    fix="Adds the argument, if its default is a literal and the stub knows the names in its "
    "annotation.",
)
