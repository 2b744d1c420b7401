"""Public classes and functions that a call makes as the module runs; that is told.

`Div = element("div")` is a class where `element` declares one in its body and returns it, and so is
`Div = type("Div", (Element,), {})`; `is_red = has_colour("red")` is a function where `has_colour`
declares one. What such a class or function takes depends on the call.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from typing import Literal

from faceplate.facts.declarations import AttributeFact, FunctionFact
from faceplate.link.expressions import dotted_name, parsed
from faceplate.link.library import Library, Symbol
from faceplate.link.names import public_names, resolve
from faceplate.model import Problem

_CALL = re.compile(r"[A-Za-z_][\w.]*\(")
# What the body of a function declares and returns further down, or a class that is made there.
_RETURNED = re.compile(
    rb"^[ \t]+(class|(?:async )?def) (\w+)\b.*^[ \t]+return \2[ \t]*(?:#|$)"
    rb"|^[ \t]+return type\([^()\n]+,",
    re.MULTILINE | re.DOTALL,
)

Kind = Literal["class", "function"]


def made_names(library: Library, modules: Iterable[str]) -> list[Problem]:
    """Return a problem for each module in which calls make public classes or functions.

    Args:
        library: The library.
        modules: Its public modules.
    """
    makers: dict[str, Kind | None] = {}
    problems = []
    for module in modules:
        made: dict[Kind, list[int]] = {"class": [], "function": []}
        for fact in _called(library, module):
            kind = _made(library, module, fact.value or "", makers)
            if kind is not None:
                made[kind].append(fact.line)
        counts = [_counted(kind, len(lines)) for kind, lines in made.items() if lines]
        if counts:
            message = (
                f"not all public names are known: {' and '.join(counts)} made by a call "
                "as the module runs"
            )
            line = min(line for lines in made.values() for line in lines)
            problems.append(Problem(library.modules[module], line, message))
    return problems


def _counted(kind: Kind, count: int) -> str:
    return (
        f"one {kind}" if count == 1 else f"{count} {'classes' if kind == 'class' else 'functions'}"
    )


def _called(library: Library, module: str) -> list[AttributeFact]:
    """Return the public names of a module that are bound to the result of a call."""
    facts = library.module(module)
    calls = {
        name: fact
        for name, fact in (facts.members.items() if facts else ())
        if isinstance(fact, AttributeFact) and fact.value and _CALL.match(fact.value)
    }
    return [calls[name] for name in public_names(library, module) if name in calls] if calls else []


def _made(library: Library, module: str, value: str, makers: dict[str, Kind | None]) -> Kind | None:
    """Return what a call makes; None for an object, and where that is not known."""
    call = parsed(value)
    if not isinstance(call, ast.Call):
        return None
    name = dotted_name(call.func) or ""
    if name == "type":
        return "class" if len(call.args) == 3 else None
    maker = resolve(library, module, name) if name else None
    if maker is None or not isinstance(maker.fact, FunctionFact):
        return None
    if maker.path not in makers:
        makers[maker.path] = _returned(maker, maker.fact)
    return makers[maker.path]


def _returned(maker: Symbol, function: FunctionFact) -> Kind | None:
    """Return what a function declares in its body and returns, if that is a class or a function."""
    lines = maker.library.source(maker.module).splitlines()
    match = _RETURNED.search(b"\n".join(lines[function.line - 1 : function.end_line]))
    if match is None:
        return None
    return "function" if match[1] is not None and match[1].endswith(b"def") else "class"
