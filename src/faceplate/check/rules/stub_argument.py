"""An argument that a stub offers and the listener refuses."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check import events
from faceplate.check.finding import Flaw, Place
from faceplate.check.rule import Rule
from faceplate.check.survey import Survey
from faceplate.check.units import About


def check(survey: Survey) -> Iterator[Flaw]:
    """Hold the methods of stubs against what listeners take."""
    for offer, file, method, listener in events.stub_events(survey):
        names = {one.name for one in listener.parameters}
        for parameter in method.parameters:
            if parameter.name == "self" or parameter.name in names:
                continue
            if parameter.kind.startswith("var_"):
                continue
            place = survey.sources.parameter(file, method, parameter.name)
            yield Flaw(
                f"the stub offers `{parameter.name}`, and calling `{method.name}` with it raises "
                "TypeError",
                Place(file, *place),
                f"{survey.linker.path(offer.symbol)}.{method.name}",
                About(survey, word=parameter.name, function=method, symbol=offer.symbol),
            )


RULE = Rule(
    code="FP305",
    name="stub-argument",
    severity="error",
    summary="The stub of a component offers an argument of an event listener that the listener "
    "does not take.",
    reason="Editors complete it and type checkers allow it; the call raises TypeError.",
    remedy="Make the stub anew from the signature of the listener.",
    bad="""\
class Knob:
    def turn(self, fn=None, *, queue: bool = True, every: float | None = None): ...
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
    dialect="gradio",
    fix="Takes the argument out of the stub's header and docstring.",
)
