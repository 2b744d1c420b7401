"""A text taken from an ancestor that does not fit what the heir takes."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.contradictions import contradictions, source_of
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.check.units import Unit
from faceplate.facts.declarations import ClassFact
from faceplate.model import Parameter


def check(unit: Unit) -> Iterator[Violation]:
    """Hold inherited texts against the heir's own signature."""
    function = unit.signature.function
    if not unit.is_class or function is None or not function.path.startswith(unit.symbol.path):
        return
    for parameter in unit.parameters:
        source = parameter.described_in
        if not parameter.description or source is None or source == unit.path:
            continue
        said = list(contradictions(parameter, unit))
        if said and not _holds_there_too(parameter, source, unit):
            yield unit.violation(
                f"parameter `{parameter.name}` has the text of `{source}`, {'; '.join(said)}",
                unit.at_parameter(parameter.name),
            )


def _holds_there_too(parameter: Parameter, source: str, unit: Unit) -> bool:
    """Say whether the text contradicts the ancestor's own signature as well.

    It is then wrong where it stands, and reported there.
    """
    symbol = source_of(parameter, unit)
    if symbol is None or not isinstance(symbol.fact, ClassFact):
        return False
    if symbol.library is not unit.codebase.library:
        return False
    own = unit.codebase.unit(symbol)
    known = own.named.get(parameter.name)
    return known is not None and any(contradictions(known, own))


RULE = Rule(
    code="FP201",
    name="inherited-text",
    severity="warning",
    summary="The text of a parameter comes from an ancestor and contradicts the heir's signature.",
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
