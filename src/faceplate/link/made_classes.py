"""Public classes that a call makes while the module runs: they have no page, and it is told.

`Div = element("div")` is a class where `element` declares one in its body and returns it, and so is
`Div = type("Div", (Element,), {})`. What such a class takes depends on the call.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

from faceplate.facts.declarations import AttributeFact, FunctionFact
from faceplate.link.expressions import dotted_name, parsed
from faceplate.link.library import Library, Symbol
from faceplate.link.names import public_names, resolve
from faceplate.model import Problem

_CALL = re.compile(r"[A-Za-z_][\w.]*\(")
# A class in the body of a function that is returned further down, or a class that is made there.
_RETURNED_CLASS = re.compile(
    rb"^[ \t]+class (\w+)\b.*^[ \t]+return \1[ \t]*(?:#|$)|^[ \t]+return type\([^()\n]+,",
    re.MULTILINE | re.DOTALL,
)


def made_classes(library: Library, modules: Iterable[str]) -> list[Problem]:
    """Return a problem for each module in which calls make public classes.

    Args:
        library: The library.
        modules: Its public modules.
    """
    makers: dict[str, bool] = {}
    problems = []
    for module in modules:
        lines = [
            fact.line
            for fact in _called(library, module)
            if _makes_class(library, module, fact.value or "", makers)
        ]
        if lines:
            count = f"{len(lines)} classes" if len(lines) > 1 else "one class"
            message = f"not all public names are known: {count} made by a call as the module runs"
            problems.append(Problem(library.modules[module], lines[0], message))
    return problems


def _called(library: Library, module: str) -> list[AttributeFact]:
    """Return the public names of a module that are bound to the result of a call."""
    facts = library.module(module)
    calls = {
        name: fact
        for name, fact in (facts.members.items() if facts else ())
        if isinstance(fact, AttributeFact) and fact.value and _CALL.match(fact.value)
    }
    return [calls[name] for name in public_names(library, module) if name in calls] if calls else []


def _makes_class(library: Library, module: str, value: str, makers: dict[str, bool]) -> bool:
    call = parsed(value)
    if not isinstance(call, ast.Call):
        return False
    name = dotted_name(call.func) or ""
    if name == "type":
        return len(call.args) == 3
    maker = resolve(library, module, name) if name else None
    if maker is None or not isinstance(maker.fact, FunctionFact):
        return False
    if maker.path not in makers:
        makers[maker.path] = _returns_class(maker, maker.fact)
    return makers[maker.path]


def _returns_class(maker: Symbol, function: FunctionFact) -> bool:
    lines = maker.library.source(maker.module).splitlines()
    return bool(_RETURNED_CLASS.search(b"\n".join(lines[function.line - 1 : function.end_line])))
