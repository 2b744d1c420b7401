"""A text taken from an ancestor that does not fit what the heir takes."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check import prose
from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.rules import parameter_choices, parameter_default, refused_value
from faceplate.check.units import Unit
from faceplate.facts.declarations import ClassFact
from faceplate.link.library import Symbol
from faceplate.model import Parameter


def check(unit: Unit) -> Iterator[Flaw]:
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
            yield unit.flaw(
                f"parameter `{parameter.name}` has the text of `{source}`, {'; '.join(said)}",
                unit.at_parameter(parameter.name),
            )


def contradictions(parameter: Parameter, unit: Unit) -> Iterator[str]:
    """Say what of an inherited text does not fit a parameter."""
    text = parameter.description
    symbol = unit.symbol
    for kind, _ in refused_value.refused(text, parameter, symbol, unit):
        yield (
            f"which says what {refused_value.WORDS[kind]} does, and the annotation "
            f"`{parameter.annotation}` refuses it"
        )
    for said in prose.defaults(text, parameter.name, set(unit.named) - {parameter.name}):
        if parameter_default.differs(said, parameter):
            yield (
                f"which states the default `{said.spelled}`, and it is "
                f"`{parameter.constant or parameter.default}`"
            )
            break
    if parameter.annotation is not None:
        for message, _ in parameter_choices.differences(
            parameter.name, text, parameter.annotation, symbol
        ):
            yield f"which does not fit: {message}"
    if not unit.takes_anything:
        for name in dict.fromkeys(_spoken_of(parameter, unit)):
            yield f"which speaks of `{name}`, and `{unit.path}` takes no such parameter"


def _spoken_of(parameter: Parameter, unit: Unit) -> Iterator[str]:
    """Yield names that the text gives a value in backticks and only the ancestor takes."""
    source = _source(parameter, unit)
    if source is None:
        return
    for name in prose.assigned(parameter.description):
        if name not in unit.named and name in unit.survey.taken_by(source):
            yield name


def _source(parameter: Parameter, unit: Unit) -> Symbol | None:
    for one in unit.survey.linker.ancestry.order(unit.symbol):
        if unit.survey.linker.path(one) == parameter.described_in:
            return one
    return None


def _holds_there_too(parameter: Parameter, source: str, unit: Unit) -> bool:
    """Say whether the text contradicts the ancestor's own signature as well.

    It is then wrong where it stands, and reported there.
    """
    symbol = _source(parameter, unit)
    if symbol is None or not isinstance(symbol.fact, ClassFact):
        return False
    if symbol.library is not unit.survey.library:
        return False
    own = unit.survey.unit(symbol)
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
    remedy="Give the heir's constructor a docstring that describes the parameter.",
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
