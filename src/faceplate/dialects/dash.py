"""The dialect of Dash: components whose classes are generated, and what their docstrings list.

Every property of a component can be the input of a callback, and its output. Which values a
property may be stands in its docstring, as the generator took it from the source in JavaScript.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from typing import ClassVar

from msgspec.structs import replace

from faceplate.dialects.components import ComponentDialect, descends, is_class
from faceplate.docstrings.bodies import markdown
from faceplate.facts.declarations import AttributeFact
from faceplate.link.expressions import literal_string, parsed
from faceplate.link.library import Symbol
from faceplate.link.pages import Linker
from faceplate.model import Access, Component, Facets, Item, Parameter

_HEADING = "Keyword arguments:"
# "- style (dict; optional): The style of the container."
_ENTRY = re.compile(r"^- (\w+) \([^\n]*?\):?(?=\s|$)", re.MULTILINE)
_CHOICES = "a value equal to: "
_ACCESS: tuple[Access, ...] = ("settable", "observable")


class DashDialect(ComponentDialect):
    """Makes the pages of Dash and of packages of generated components."""

    name: ClassVar[str] = "dash"
    bases: ClassVar[tuple[str, ...]] = ("dash.development.base_component.Component",)
    packages: ClassVar[tuple[str, ...]] = ("dash",)

    def complete(self, component: Component, symbol: Symbol, linker: Linker) -> Component:
        """Add what properties may be, and which of them hold other components."""
        if not is_class(symbol) or not descends(symbol, self.bases, linker.ancestry):
            return component
        holding = [
            *_names(symbol, "_base_nodes", linker),
            *_names(symbol, "_children_props", linker),
        ]
        slots = [
            Item(parameter.name, parameter.annotation, parameter.description)
            for parameter in component.parameters
            if parameter.name in holding
        ]
        parameters = [
            parameter if parameter.kind == "var_keyword" else _with_facets(parameter)
            for parameter in component.parameters
        ]
        if symbol.docstring is None or all(each.description for each in parameters[:-1]):
            return replace(component, parameters=parameters, slots=slots)
        head, _, listed = symbol.docstring.text.partition(_HEADING)
        texts = dict(_entries(listed))
        return replace(
            component,
            description=linker.docstring(replace(symbol.docstring, text=head)).description,
            parameters=[
                parameter
                if parameter.description or parameter.name not in texts
                else replace(
                    parameter,
                    description=markdown(texts[parameter.name]),
                    described_in=component.path,
                )
                for parameter in parameters
            ],
            slots=slots,
        )


def _entries(listed: str) -> Iterator[tuple[str, str]]:
    """Yield the properties that a docstring lists, each with its text.

    Older generators start texts on the line of the name and let them go on at the margin, which no
    style of docstrings allows.
    """
    starts = list(_ENTRY.finditer(listed))
    for start, following in zip(starts, [*starts[1:], None], strict=False):
        end = len(listed) if following is None else following.start()
        yield start[1], inspect.cleandoc(listed[start.end() : end])


def _names(symbol: Symbol, name: str, linker: Linker) -> list[str]:
    """Return the strings of a list that a class has."""
    declared = linker.ancestry.member(symbol, name)
    fact = declared.fact if declared is not None else None
    node = parsed(fact.value) if isinstance(fact, AttributeFact) and fact.value else None
    entries = node.elts if isinstance(node, ast.List | ast.Tuple) else []
    return [text for entry in entries if (text := literal_string(entry))]


def _with_facets(parameter: Parameter) -> Parameter:
    """Return a property with the values that its docstring lists."""
    _, found, listed = (parameter.stated_type or "").partition(_CHOICES)
    # "a value equal to: 'red', 'green' | boolean", with what is added where a default is stated.
    listed = listed.partition(" | ")[0].partition(", default ")[0]
    node = parsed(f"[{listed}]") if found else None
    entries = node.elts if isinstance(node, ast.List) else []
    choices = tuple(ast.unparse(entry) for entry in entries if isinstance(entry, ast.Constant))
    kept = choices if len(choices) == len(entries) else ()
    return replace(parameter, facets=Facets(kept, access=_ACCESS))
