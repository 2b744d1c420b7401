"""A parameter that a docstring describes and a call refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.units import Unit
from faceplate.link.docstrings import google
from faceplate.link.docstrings.admonitions import KINDS


def check(unit: Unit) -> Iterator[Flaw]:
    """Look for entries without a parameter."""
    if unit.takes_anything or not unit.is_certain:
        return
    rest = any(one.kind == "var_positional" and not one.description for one in unit.parameters)
    described = {entry.name for _, entry, known in unit.documented() if known is not None}
    for label, entry, known in unit.documented():
        if known is not None or not entry.name.isidentifier() or entry.name.lower() in KINDS:
            continue
        if google.is_heading(entry.name):
            # A section that stands too deep.
            continue
        if entry.name in ("args", "kwargs") and unit.is_class and unit.constructor is None:
            # Said of what an ancestor takes.
            continue
        if entry.name in ("self", "cls", unit.unpacked) or _is_taken_within(entry.name, unit):
            continue
        free = [name for name in unit.named if name not in described]
        near = get_close_matches(entry.name, free, n=1, cutoff=0.75 if rest else 0.6)
        if rest and not near:
            # What `*args` takes is often described piece by piece.
            continue
        hint = f"; did you mean `{near[0]}`?" if near else ""
        place = unit.at(label, entry.line)
        yield unit.flaw(
            f"the docstring describes `{entry.name}`, which is no parameter{hint}",
            place,
            unit.about(label, entry),
        )


def _is_taken_within(name: str, unit: Unit) -> bool:
    """Say whether a function inside takes it, or a decorator may, as where either wraps the other.

    What wraps the function may take more than it passes on.
    """
    decorators = [] if unit.is_class else unit.fact.decorators
    if any(unit.survey.speaks_of(unit.symbol, one, name) for one in decorators):
        return True
    function = unit.signature.function
    if function is None or function.function is None:
        return False
    fact = function.function
    lines = unit.survey.sources.lines(function.source.file)[fact.line - 1 : fact.end_line]
    inner = "\n".join(lines[1:])
    pattern = rf"\b(?:def \w+\s*\(|lambda )[^):]*\b{re.escape(name)}\b"
    return re.search(pattern, inner.partition('"""')[2].partition('"""')[2]) is not None


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
