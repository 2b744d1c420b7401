"""The dialect of Flet: controls, which are dataclasses, and the handlers among their fields."""

from __future__ import annotations

import ast
import re
from typing import ClassVar

from msgspec.structs import replace

from faceplate.dialects.callbacks import argument_events
from faceplate.dialects.components import ComponentDialect, descends, is_class
from faceplate.link.expressions import dotted_name, literal_string, parsed, source_of
from faceplate.link.library import Symbol
from faceplate.link.pages import Linker
from faceplate.link.signatures import signature_of
from faceplate.model import Component, Parameter

# `V.ge(0)` in an annotation, and `V.ge_field("min")`, which compares with another field.
_VALIDATOR = re.compile(r"(gt|ge|lt|le|eq|ne|between|multiple_of|length_\w+|str_\w+)(_field)?")


class FletDialect(ComponentDialect):
    """Makes the pages of Flet and of packages of controls."""

    name: ClassVar[str] = "flet"
    bases: ClassVar[tuple[str, ...]] = (
        "flet.controls.base_control.BaseControl",
        "flet.core.control.Control",
    )
    packages: ClassVar[tuple[str, ...]] = ("flet",)

    def complete(self, component: Component, symbol: Symbol, linker: Linker) -> Component:
        """Add the events, and the limits that annotations state."""
        if not is_class(symbol) or not descends(symbol, self.bases, linker.ancestry):
            return component
        signature = signature_of(symbol, linker.ancestry)
        events = list(argument_events(component.parameters, signature, symbol, linker))
        parameters = [_limited(parameter) for parameter in component.parameters]
        return replace(component, parameters=parameters, events=events)


def _limited(parameter: Parameter) -> Parameter:
    """Return a parameter with the limits that its annotation states as calls."""
    annotation = parameter.annotation
    if annotation is None or "Annotated[" not in annotation:
        return parameter
    node = parsed(annotation)
    limits = [
        limit
        for each in ast.walk(node)
        if isinstance(each, ast.Call) and (limit := _limit(each)) is not None
    ] if node is not None else []  # fmt: skip
    return replace(parameter, constraints=(*parameter.constraints, *limits))


def _limit(call: ast.Call) -> str | None:
    name = (dotted_name(call.func) or "").rpartition(".")[2]
    match = _VALIDATOR.fullmatch(name)
    if match is None or not call.args:
        return None
    values = [(literal_string(each) if match[2] else None) or source_of(each) for each in call.args]
    if match[1] == "between" and len(values) == 2:
        return f"ge={values[0]}, le={values[1]}"
    return f"{match[1]}={', '.join(values)}"
