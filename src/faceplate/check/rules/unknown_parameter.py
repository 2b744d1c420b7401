"""A parameter that a docstring describes and a call refuses."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.strays import strays
from faceplate.check.units import Unit


def check(unit: Unit) -> Iterator[Flaw]:
    """Look for entries without a parameter."""
    history = unit.survey.history
    for one in strays(unit):
        name = one.entry.name
        past = history.argument(unit.symbol, unit.parameters, name) if history else None
        hint = past or (f"did you mean `{one.near}`?" if one.near else "")
        message = f"the docstring describes `{name}`, which is no parameter"
        yield unit.flaw(
            f"{message}; {hint}" if hint else message,
            unit.at(one.label, one.entry.line),
            unit.about(one.label, one.entry),
        )


RULE = Rule(
    code="FP102",
    name="unknown-parameter",
    severity="error",
    summary="A docstring describes a parameter that the signature does not have.",
    reason="A call that follows the documentation raises TypeError. The parameter was renamed or "
    "removed, or its name is misspelt.",
    remedy="Rename the entry, or remove it. Nothing is reported where `**kwargs` takes any name, "
    "or a decorator is in between whose effect on the signature is not known.",
    bad='''\
def turn(angle: float) -> None:
    """Turn the knob.

    Args:
        angel: How far, in degrees.
    """
''',
    good='''\
def turn(angle: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
    """
''',
    unit=check,
    fix="Renames the entry if one parameter without an entry has nearly its name, and type and "
    "default fit. Removes it if it has no text, or that of another entry.",
)
