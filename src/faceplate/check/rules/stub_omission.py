"""An argument that a listener takes and its stub does not have."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from functools import partial

from faceplate.check import events
from faceplate.check.codebase import Codebase
from faceplate.check.edits.fix import FixOptions
from faceplate.check.edits.header import HeaderEdit
from faceplate.check.finding import Place, Violation
from faceplate.check.rule import Rule
from faceplate.check.rule_examples import LISTENERS
from faceplate.check.types.plain import is_builtin
from faceplate.facts.declarations import FunctionFact, ModuleFact, ParameterFact
from faceplate.link.expressions import parsed


def check(codebase: Codebase) -> Iterator[Violation]:
    """Hold what listeners take against the methods of stubs."""
    for symbol, file, method, listener in events.stub_methods(codebase):
        offered = {parameter.name for parameter in method.parameters}
        if any(parameter.kind == "var_keyword" for parameter in method.parameters):
            continue
        # The first parameter of a listener is the component, which is `self` in the stub.
        names = [parameter.name for parameter in listener.parameters[1:]]
        absent = [name for name in names if name not in offered and name[0] != "_"]
        if absent:
            place = codebase.sources.parameter(file, method, "")
            stated = ", ".join(f"`{name}`" for name in absent)
            yield Violation(
                f"the listener `{method.name}` also takes {stated}, which the stub leaves out",
                Place(file, *place),
                f"{codebase.linker.path(symbol)}.{method.name}",
                partial(_fix, codebase.stub(symbol.module), file, method, listener),
            )


def _fix(
    stub: ModuleFact | None, file: str, method: FunctionFact, listener: FunctionFact, _: FixOptions
) -> Sequence[HeaderEdit] | None:
    """Add what the listener takes, if the stub can say it: literals, and names that it knows."""
    kinds = {parameter.name: parameter.kind for parameter in method.parameters}
    additions = []
    before = "self" if "self" in kinds else ""
    for parameter in listener.parameters[1:]:
        name = parameter.name
        if name in kinds:
            before = name
        elif not name.startswith("_"):
            if not before or (before != "self" and parameter.kind != kinds[before]):
                return None
            if not _can_be_stated(parameter, stub):
                return None
            additions.append((before, parameter))
            kinds[name] = parameter.kind
            before = name
    return (HeaderEdit(file, method, added=tuple(additions)),) if additions else None


def _can_be_stated(parameter: ParameterFact, stub: ModuleFact | None) -> bool:
    """Return whether a stub can state a parameter: its default is a literal, its type is known."""
    try:
        ast.literal_eval(parameter.default or "")
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return False
    node = parsed(parameter.annotation) if parameter.annotation else None
    if node is None:
        return parameter.annotation is None
    bound = stub.members if stub else {}
    names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    return all(is_builtin(name) or name in bound for name in names)


RULE = Rule(
    code="FP306",
    name="stub-omission",
    severity="warning",
    summary="A listener takes an argument that the stub of its component does not have.",
    reason="Editors and type checkers take a call that works for a mistake.",
    advice="Make the stub anew from the signature of the listener.",
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
    module=LISTENERS,
    library=check,
    usual=False,
    needs="events",
    fix="Adds the argument, if its default is a literal and the stub knows the names in its "
    "annotation.",
)
