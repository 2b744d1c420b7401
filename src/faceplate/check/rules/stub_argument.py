"""An argument that a stub offers and the listener refuses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from faceplate.check import events
from faceplate.check.codebase import Codebase
from faceplate.check.docstring import unit_docstring
from faceplate.check.edits.entries import removed
from faceplate.check.edits.fix import Edit, FixOptions
from faceplate.check.edits.header import HeaderEdit
from faceplate.check.finding import Place, Violation
from faceplate.check.rule import Rule
from faceplate.check.rule_examples import LISTENERS
from faceplate.facts.declarations import FunctionFact
from faceplate.link.library import Symbol


def check(codebase: Codebase) -> Iterator[Violation]:
    """Hold the methods of stubs against what listeners take."""
    for symbol, file, method, listener in events.stub_methods(codebase):
        names = {parameter.name for parameter in listener.parameters}
        for parameter in method.parameters:
            if parameter.name == "self" or parameter.name in names:
                continue
            if parameter.kind.startswith("var_"):
                continue
            place = codebase.sources.parameter(file, method, parameter.name)
            yield Violation(
                f"the stub offers `{parameter.name}`, and calling `{method.name}` with it raises "
                "TypeError",
                Place(file, *place),
                f"{codebase.linker.path(symbol)}.{method.name}",
                partial(_fix, codebase, symbol, file, method, parameter.name),
            )


def _fix(
    codebase: Codebase, symbol: Symbol, file: str, method: FunctionFact, name: str, _: FixOptions
) -> Sequence[Edit] | None:
    """Take the argument out of the stub, with what its docstring says of it."""
    header = HeaderEdit(file, method, frozenset((name,)))
    linker = codebase.linker
    if method.docstring is None or name not in linker.docstring(method.docstring).parameters:
        return (header,)
    docstring = unit_docstring(symbol, method.docstring, linker)
    entries = [entry for entry in docstring.entries("parameters") if entry.name == name]
    revision = removed(docstring, entries[0], None) if len(entries) == 1 else None
    if revision is None:
        return None
    revision.subject = revision.subject._replace(file=file)
    return header, revision


RULE = Rule(
    code="FP305",
    name="stub-argument",
    severity="warning",
    summary="The stub of a component offers an argument of an event listener that the listener "
    "does not take.",
    reason="Editors complete it and type checkers allow it; the call raises TypeError.",
    advice="Make the stub anew from the signature of the listener.",
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
    module=LISTENERS,
    library=check,
    needs="events",
    fix="Takes the argument out of the stub's header and docstring.",
)
