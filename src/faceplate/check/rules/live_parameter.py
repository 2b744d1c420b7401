"""A signature that is another one once the library is imported."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.codebase import Codebase
from faceplate.check.finding import Violation
from faceplate.check.live.imported import Difference, Imported
from faceplate.check.rule import Rule


def check(codebase: Codebase, imported: Imported) -> Iterator[Violation]:
    """Hold parameters of the imported library against those that were read."""
    for difference in imported.differences:
        message = _message(difference)
        if message is None:
            continue
        unit = codebase.unit(difference.symbol)
        whose = f"`{unit.path}.{difference.event}`" if difference.event else f"`{unit.path}`"
        place = unit.at_name() if difference.event else unit.at_parameter(difference.name)
        yield unit.violation(f"{whose} once it is imported: {message}", place)


def _message(difference: Difference) -> str | None:
    name = f"`{difference.name}`"
    if difference.kind == "parameter":
        return f"it takes no {name}" if difference.read else f"it takes {name}, which was not read"
    if difference.kind == "required":
        return f"{name} may be left out" if difference.stated == "True" else f"{name} is required"
    if difference.kind == "kind":
        return f"{name} is {_words(difference.actual)}, and was read as {_words(difference.stated)}"
    if difference.kind in ("default", "annotation"):
        word = "default" if difference.kind == "default" else "annotation"
        return (
            f"the {word} of {name} is `{difference.actual}`, and was read as `{difference.stated}`"
        )
    return None


def _words(kind: str) -> str:
    return kind.replace("_", " ")


RULE = Rule(
    code="FP952",
    name="live-parameter",
    severity="error",
    summary="A class, function or listener takes something else once the library is imported than "
    "its source says.",
    reason="Pages, type checkers and editors tell what the source says, and calls fail by what is "
    "there. Something replaces the function or its signature at run time.",
    advice="Let what is replaced at run time keep its signature, or state the new one in the "
    "source. Defaults are compared where they can be written out, annotations where both are "
    "plain.",
    bad='''\
def turn(angle: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
    """


def _with_speed(angle: float, speed: float = 1.0) -> None:
    pass


globals()["turn"] = _with_speed
''',
    good='''\
def turn(angle: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
    """
''',
    live=check,
)
