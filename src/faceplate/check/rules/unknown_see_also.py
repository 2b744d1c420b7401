"""An entry of "See Also", or a cross-reference, that names nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.types import is_builtin
from faceplate.check.units import Unit

_SIGN = re.compile(r"See [Aa]lso|seealso|:`")
_HEADING = re.compile(r"^\s*See [Aa]lso:?\s*$|^\s*\.\. seealso::\s*$")
_RULE = re.compile(r"^\s*-{3,}\s*$")
_ENTRY = re.compile(r"^((?:[A-Za-z_]\w*)(?:\s*,\s*[A-Za-z_]\w*)*)\s*(?::(?!:)\s.*|:)?$")
_ROLE = re.compile(r":(?:py:)?(?:class|func|meth|exc|obj):`[~!]?([A-Za-z_]\w*)(?:\(\))?`")


def check(unit: Unit) -> Iterator[Flaw]:
    """Look for plain names that nothing in the library has, and that are nearly one of its own."""
    for label in unit.labels:
        if not _SIGN.search(label.docstring.text):
            continue
        for number, name, column in _names(label.lines):
            near = _near(name, unit)
            if near:
                yield unit.flaw(
                    f"the docstring refers to `{name}`, which does not exist; did you mean "
                    f"`{near}`?",
                    unit.at(label, number, column),
                )


def _names(lines: list[str]) -> Iterator[tuple[int, str, int]]:
    """Yield the plain names that are referred to, each with its line and its column there."""
    below: int | None = None
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        for match in _ROLE.finditer(line):
            yield number, match[1], match.start() - indent
        if _HEADING.match(line):
            ruled = number + 1 < len(lines) and _RULE.match(lines[number + 1])
            below = indent if ruled else indent + 1
        elif below is not None and line.strip() and not _RULE.match(line):
            ends = number + 1 < len(lines) and _RULE.match(lines[number + 1])
            if indent < below or ends:
                below = None
            elif entry := _ENTRY.match(line.strip()):
                for name in re.split(r"\s*,\s*", entry[1]):
                    yield number, name, line.find(name) - indent


def _near(name: str, unit: Unit) -> str | None:
    """Give the name of the library that another one is nearly, if it is none itself."""
    survey = unit.survey
    if is_builtin(name) or survey.bound(unit.symbol, name) or name in unit.named:
        return None
    known = survey.once(
        "short names", lambda: {one.symbol.name.rpartition(".")[2] for one in survey.units}
    )
    if name in known or any(name in survey.words(one.file) for one in [unit]):
        return None
    owner = unit.symbol if unit.is_class else unit.owner
    if owner is not None and survey.linker.ancestry.member(owner, name) is not None:
        return None
    found = get_close_matches(name, known, n=1, cutoff=0.8)
    return found[0] if found and not _is_used(name, unit) else None


def _is_used(name: str, unit: Unit) -> bool:
    """Say whether any code of the library uses a name, as one that comes from compiled code."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    library = unit.survey.library
    return any(
        word.search("\n".join(unit.survey.code(module)))
        for module in library.holding(name.encode())
    )


RULE = Rule(
    code="FP702",
    name="unknown-see-also",
    severity="warning",
    summary='An entry of "See Also", or a cross-reference such as :func:`name`, names what does '
    "not exist, while something of nearly the same name does.",
    reason="The link leads nowhere. What it led to was renamed.",
    remedy="Name what exists. Names that nothing in the library resembles are taken for those of "
    "another one, and dotted names are the business of unknown-reference.",
    bad='''\
def turn(angle: float) -> None:
    """Turn the knob.

    See Also:
        turn_backs: The other way.

    Args:
        angle: How far, in degrees.
    """


def turn_back() -> None:
    """Turn the knob back."""
''',
    good='''\
def turn(angle: float) -> None:
    """Turn the knob.

    See Also:
        turn_back: The other way.

    Args:
        angle: How far, in degrees.
    """


def turn_back() -> None:
    """Turn the knob back."""
''',
    unit=check,
)
