"""A component that does not say what a function gets from it, or hands to it."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.codebase import Unit
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.dialects.capabilities import Direction
from faceplate.link.library import Symbol


def check(unit: Unit) -> Iterator[Violation]:
    """Look for directions of which nothing is said where it would be read."""
    codebase = unit.codebase
    if not unit.is_class or unit.symbol.path not in codebase.subjects:
        return
    directions = codebase.dialect.directions
    if any(_method(unit, direction) is None for direction in directions):
        return
    subjects = codebase.subjects.values()
    if codebase.once("labelled", lambda: codebase.dialect.states_behaviour_by_label(subjects)):
        yield from _labels_missing(unit)
    else:
        for direction in directions:
            yield from _text_missing(unit, direction)


def _labels_missing(unit: Unit) -> Iterator[Violation]:
    """In libraries that use labels: a docstring of its own hides the labels of an ancestor."""
    linker = unit.codebase.linker
    own = linker.docstring(unit.symbol.docstring).tags
    if unit.symbol.docstring is None:
        return
    absent: dict[str, str] = {}
    for direction in unit.codebase.dialect.directions:
        label = direction.label
        for ancestor in linker.ancestry.order(unit.symbol)[1:]:
            if label not in own and label in linker.docstring(ancestor.docstring).tags:
                absent.setdefault(direction.name, linker.path(ancestor))
    if absent:
        yield unit.violation(
            f"the docstring does not say what the component is as {' and as '.join(absent)}, and "
            f"hides what that of `{next(iter(absent.values()))}` says",
            unit.at(unit.docstrings[0], 0),
        )


def _text_missing(unit: Unit, direction: Direction) -> Iterator[Violation]:
    """In libraries that use the methods: a method says nothing of what goes through it."""
    linker = unit.codebase.linker
    method = _method(unit, direction)
    if method is None or method.library is not unit.codebase.library:
        return
    parsed = linker.docstring(method.docstring)
    if direction.part == "result":
        items = [item for part in parsed.sections if part.kind == "returns" for item in part.items]
        what = "what it returns"
    else:
        items = list(parsed.parameters.values())
        what = "what it takes"
    order = linker.ancestry.order(unit.symbol)
    if any(item.description for item in items) or any(
        direction.label in linker.docstring(ancestor.docstring).tags for ancestor in order
    ):
        return
    owner = method.path.rpartition(".")[0]
    if owner != unit.symbol.path and owner in unit.codebase.subjects:
        return
    where = f"the docstring of `{direction.method}`"
    if method.docstring is None:
        where = f"`{direction.method}` has no docstring and"
    yield unit.violation(
        f"{where} does not say {what}, so nothing is known of `{unit.symbol.name}` as "
        f"{direction.name}",
        Unit(unit.codebase, method, unit.symbol).at_name(),
    )


def _method(unit: Unit, direction: Direction) -> Symbol | None:
    method = unit.codebase.linker.ancestry.member(unit.symbol, direction.method)
    if method is None or method.function is None or "abstractmethod" in method.function.labels:
        return None
    return method


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
    needs="behaviour",
)
