"""A component that does not say what a function gets from it, or hands to it."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.check.units import Unit
from faceplate.dialects.gradio.behaviour import states_by_label
from faceplate.facts.declarations import ClassFact
from faceplate.link.library import Symbol

_WAYS = (("preprocess", "preprocessing", "input"), ("postprocess", "postprocessing", "output"))


def check(unit: Unit) -> Iterator[Violation]:
    """Look for directions of which nothing is said where it would be read."""
    if not isinstance(unit.fact, ClassFact) or unit.symbol.path not in unit.codebase.subjects:
        return
    if any(_does(unit.symbol, method, unit) is None for method, _, _ in _WAYS):
        return
    if unit.codebase.once("labelled", lambda: states_by_label(unit.codebase.subjects.values())):
        yield from _labels_missing(unit)
    else:
        yield from _texts_missing(unit)


def _labels_missing(unit: Unit) -> Iterator[Violation]:
    """In libraries that use labels: a docstring of its own hides the labels of an ancestor."""
    linker = unit.codebase.linker
    own = linker.docstring(unit.symbol.docstring).tags
    if unit.symbol.docstring is None:
        return
    absent: dict[str, str] = {}
    for _, label, direction in _WAYS:
        for ancestor in linker.ancestry.order(unit.symbol)[1:]:
            if label not in own and label in linker.docstring(ancestor.docstring).tags:
                absent.setdefault(direction, linker.path(ancestor))
    if absent:
        yield unit.violation(
            f"the docstring does not say what the component is as {' and as '.join(absent)}, and "
            f"hides what that of `{next(iter(absent.values()))}` says",
            unit.at(unit.docstrings[0], 0),
        )


def _texts_missing(unit: Unit) -> Iterator[Violation]:
    """In libraries that use the methods: a method says nothing of what goes through it."""
    linker = unit.codebase.linker
    for method, label, direction in _WAYS:
        found = _does(unit.symbol, method, unit)
        if found is None or found.library is not unit.codebase.library:
            continue
        docs = linker.docstring(found.docstring)
        if method == "preprocess":
            sections = [one for one in docs.sections if one.kind == "returns"]
            said = any(item.description for one in sections for item in one.items)
        else:
            said = any(item.description for item in docs.parameters.values())
        order = linker.ancestry.order(unit.symbol)
        if said or any(label in linker.docstring(one.docstring).tags for one in order):
            continue
        owner = found.path.rpartition(".")[0]
        if owner != unit.symbol.path and owner in unit.codebase.subjects:
            continue
        what = "what it returns" if method == "preprocess" else "what it takes"
        yield unit.violation(
            f"the docstring of `{method}` does not say {what}, so nothing is known of "
            f"`{unit.symbol.name}` as {direction}",
            Unit(unit.codebase, found, unit.symbol).at_name(),
        )


def _does(symbol: Symbol, method: str, unit: Unit) -> Symbol | None:
    found = unit.codebase.linker.ancestry.member(symbol, method)
    if found is None or found.function is None or "abstractmethod" in found.function.labels:
        return None
    return found


RULE = Rule(
    code="FP308",
    name="missing-behaviour",
    severity="warning",
    summary="A component does not say what a function receives from it as an input, or hands to it "
    "as an output.",
    reason="The page then says that its behaviour is not known. Where a library says it by labels "
    "in class docstrings, an heir with a docstring of its own hides the labels of its ancestor.",
    advice="Say it in the `Returns` of `preprocess` and in the first parameter of `postprocess`, "
    "or where labels are used, in the lines `Preprocessing:` and `Postprocessing:`.",
    bad='''\
class Component:
    """The base."""


class EventListener(str):
    """An event."""


class Knob(Component):
    """A knob."""

    def preprocess(self, payload: int) -> int:
        """
        Parameters:
            payload: What the page sent.
        """
        return payload

    def postprocess(self, value: int) -> int:
        """
        Parameters:
            value: Where the knob shall stand.
        """
        return value
''',
    good='''\
class Component:
    """The base."""


class EventListener(str):
    """An event."""


class Knob(Component):
    """A knob."""

    def preprocess(self, payload: int) -> int:
        """
        Parameters:
            payload: What the page sent.
        Returns:
            Where the knob stands.
        """
        return payload

    def postprocess(self, value: int) -> int:
        """
        Parameters:
            value: Where the knob shall stand.
        """
        return value
''',
    unit=check,
    dialect="gradio",
)
