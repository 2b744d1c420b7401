"""A default that a text states and the signature does not have."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from faceplate.check import prose
from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.units import Unit
from faceplate.model import Parameter

_NOT_GIVEN = ("deprecated", "no_default", "not_given", "unset", "warn")
"""Strings that stand for an argument that is not given, as None does."""

_SPELLINGS = {"none": None, "true": True, "false": False}


def check(unit: Unit) -> Iterator[Flaw]:
    """Hold the stated defaults against those of the signature."""
    for label, entry, known in unit.documented():
        if known is None:
            continue
        others = set(unit.named) - {entry.name}
        stated = entry.annotation or ""
        text = f"{stated}\n{entry.text}"
        for said in prose.defaults(text, entry.name, others, len(stated)):
            if differs(said, known):
                line = entry.line + max(said.line - 1, 0)
                yield unit.flaw(
                    f"the default of `{entry.name}` is stated to be `{said.spelled}`, and is "
                    f"`{known.constant or known.default}`",
                    unit.at(label, line),
                    unit.about(label, entry),
                )
                break


def differs(said: prose.Said, parameter: Parameter) -> bool:
    """Say whether a stated default is certainly not that of a parameter.

    A default of None often stands for "not given", and what holds then is what texts state; so
    None differs from nothing.
    """
    source = parameter.constant or parameter.default
    if source is None or source == "None":
        return False
    try:
        actual = ast.literal_eval(source)
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return False
    stated = said.value
    if stated == actual or actual in _NOT_GIVEN:
        return False
    if isinstance(stated, str):
        plain = stated.strip()
        if plain.lower() in _SPELLINGS and _SPELLINGS[plain.lower()] is actual:
            return False
        if plain in (repr(actual), str(actual), source) or not isinstance(actual, str):
            return not isinstance(actual, str) and plain not in (repr(actual), str(actual), source)
        return _form(stated) != _form(actual)
    if isinstance(stated, list | tuple | dict) and not stated and not actual:
        return False
    return not (stated is None and actual in ("", (), [], {}, 0) and actual is not False)


def _form(text: str) -> str:
    """Give a string as it is written, in lower case, each row of backslashes as one.

    How often a backslash has to be doubled depends on the prefix of the docstring, and before what
    is markup one may stand that is none of the string's.
    """
    plain = re.sub(r"\\+(?=[*_`|<])", "", repr(text.strip(" "))[1:-1])
    return re.sub(r"\\+", r"\\", plain).lower()


RULE = Rule(
    code="FP106",
    name="parameter-default",
    severity="error",
    summary="The default that a text states is not the one of the signature.",
    reason="Readers leave the argument out and get something else than the page says.",
    remedy="State the default of the signature, or leave it out: pages show it anyway. A default "
    "of None is never compared, since texts state what then takes its place, and neither is a "
    "statement with a condition.",
    bad='''\
def turn(angle: float, speed: float = 2.0) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast, in turns a second. Defaults to 1.
    """
''',
    good='''\
def turn(angle: float, speed: float = 2.0) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast, in turns a second. Defaults to 2.
    """
''',
    unit=check,
    fix="States the default of the signature in the quotes or backticks that stand there, where "
    "the text states one default.",
)
