"""A text taken from an ancestor that does not fit what the heir takes."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from faceplate.check.bodies import body
from faceplate.check.codebase import Unit
from faceplate.check.contradictions import contradictions, source_of
from faceplate.check.finding import Violation
from faceplate.check.names_in_code import is_in_lines
from faceplate.check.rule import Rule
from faceplate.facts.declarations import ClassFact, FunctionFact
from faceplate.model import Parameter


def check(unit: Unit) -> Iterator[Violation]:
    """Hold inherited texts against the heir's own signature."""
    yield from _renamed(unit)
    function = unit.signature.function
    if not unit.is_class or function is None or not function.path.startswith(unit.symbol.path):
        return
    for parameter in unit.parameters:
        source = parameter.described_in
        if not parameter.description or source is None or source == unit.path:
            continue
        statements = list(contradictions(parameter, unit))
        if statements and not _holds_there_too(parameter, source, unit):
            yield unit.violation(
                f"parameter `{parameter.name}` has the text of `{source}`, {'; '.join(statements)}",
                unit.at_parameter(parameter.name),
            )


def _renamed(unit: Unit) -> Iterator[Violation]:
    """Look for entries of an inherited docstring whose parameters have other names in the heir.

    Help and documentation show the docstring of the ancestor where a method has none. A constructor
    may take other things than that of the ancestor; there, a name that is like another one between
    names that are the same is that of a parameter that was renamed.
    """
    if unit.takes_anything or not unit.is_known or unit.overloaded:
        return
    ancestor = _ancestor(unit)
    if ancestor is None or ancestor.takes_anything or _is_refused(unit):
        return
    names = _by_name(unit)
    theirs = _by_name(ancestor)
    others = [name for name in names if name not in theirs]
    described = {
        entry.name for _, entry, parameter in ancestor.documented() if parameter is not None
    }
    for place, name in enumerate(theirs):
        now = names[place] if place < len(names) else ""
        if name in names or name not in described or now in theirs or now[:1] == "_":
            continue
        if unit.is_class and not (
            len(names) == len(theirs) and len(others) == 1 and get_close_matches(name, others)
        ):
            continue
        if not now and any(parameter.kind == "var_positional" for parameter in unit.parameters):
            continue
        instead = f"takes `{now}` in its place" if now else "does not take it"
        yield unit.violation(
            f"the docstring of `{ancestor.path}` describes `{name}`, and `{unit.path}`, which has "
            f"none of its own, {instead}",
            unit.at_parameter(now) if now else unit.at_name(),
            doubt=unit.doubt,
        )


def _is_refused(unit: Unit) -> bool:
    """Return whether a method only raises that it is not implemented."""
    if not is_in_lines(unit.codebase, unit.symbol, r"^\s*raise NotImplementedError\b"):
        return False
    does = body(unit)
    return does is not None and not does.is_written


def _by_name(unit: Unit) -> list[str]:
    """Return the names of what a unit takes, those of stars apart."""
    return [
        parameter.name for parameter in unit.parameters if not parameter.kind.startswith("var_")
    ]


def _ancestor(unit: Unit) -> Unit | None:
    """Return the method or class whose docstring a method or class without one has."""
    owner = unit.symbol if unit.is_class else unit.owner
    if owner is None or unit.documented() or (unit.docstrings and not unit.is_class):
        return None
    constructor = unit.constructor
    if unit.is_class and (constructor is None or constructor.docstring is not None):
        return None
    short = unit.symbol.name.rpartition(".")[2]
    codebase = unit.codebase
    if not unit.is_class and short[:2] == "__":
        return None
    for parent in codebase.linker.ancestry.order(owner)[1:]:
        symbol = parent if unit.is_class else parent.member(short)
        if symbol is None or not isinstance(symbol.fact, ClassFact | FunctionFact):
            continue
        if symbol.library is not codebase.library:
            return None
        ancestor = codebase.unit(symbol, None if unit.is_class else parent)
        if ancestor.documented() or (ancestor.docstrings and not unit.is_class):
            return ancestor
        if unit.is_class and ancestor.constructor is not None:
            return None
    return None


def _holds_there_too(parameter: Parameter, source: str, unit: Unit) -> bool:
    """Return whether the text contradicts the ancestor's own signature as well.

    It is then wrong where it stands, and reported there.
    """
    symbol = source_of(parameter, unit)
    if symbol is None or not isinstance(symbol.fact, ClassFact):
        return False
    if symbol.library is not unit.codebase.library:
        return False
    own = unit.codebase.unit(symbol)
    ancestral = own.named.get(parameter.name)
    return ancestral is not None and any(contradictions(ancestral, own))


RULE = Rule(
    code="FP201",
    name="inherited-text",
    severity="warning",
    summary="The text of a parameter comes from an ancestor and contradicts the heir's signature, "
    "or the heir calls the parameter otherwise.",
    reason="A constructor without a docstring takes that of its nearest ancestor, as at run time. "
    "Where the heir narrowed an annotation, changed a default or dropped a parameter, the page of "
    "the heir says what is not so.",
    advice="Give the heir's constructor a docstring that describes the parameter.",
    bad='''\
from collections.abc import Callable


class Button:
    """A button."""

    def __init__(self, value: str | Callable[[], str] = "Press") -> None:
        """Make a button.

        Args:
            value: What it shows. If callable, the function is called when the page loads.
        """


class StopButton(Button):
    """A button that stops."""

    def __init__(self, value: str = "Stop") -> None:
        super().__init__(value)
''',
    good='''\
from collections.abc import Callable


class Button:
    """A button."""

    def __init__(self, value: str | Callable[[], str] = "Press") -> None:
        """Make a button.

        Args:
            value: What it shows. If callable, the function is called when the page loads.
        """


class StopButton(Button):
    """A button that stops."""

    def __init__(self, value: str = "Stop") -> None:
        """Make a button that stops.

        Args:
            value: What it shows.
        """
        super().__init__(value)
''',
    unit=check,
)
