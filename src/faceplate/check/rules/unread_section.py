"""Entries that describe parameters, in a section that is not read as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.units import Label, Unit
from faceplate.link.docstrings import google, numpy

_HEADING = re.compile(r"^[ \t]*([A-Z][A-Za-z]*(?: [A-Za-z]+)?)[ \t]*(:?)[ \t]*$")
_ENTRY = re.compile(r"^([ \t]*)[`*]*(\w+)[`*]*(?:[ \t]*\([^)]*\))?[ \t]*:(?:[ \t]|$)")
_KNOWN = [
    "args",
    "arguments",
    "attributes",
    "example",
    "examples",
    "keyword_args",
    "keyword_arguments",
    "other_parameters",
    "parameters",
    "params",
    "raises",
    "returns",
    "yields",
]


def check(unit: Unit) -> Iterator[Flaw]:
    """Look for headings followed by entries that no section holds."""
    for label in unit.labels:
        lines = label.lines
        inside = {
            number
            for block in label.blocks
            for number in range(block.line, block.first + len(block.body))
        }
        fence = False
        for index, line in enumerate(lines[:-1]):
            if line.lstrip().startswith(("```", "~~~", ">>>")):
                fence = not fence
            match = None if fence or index in inside else _HEADING.match(line)
            if match is None:
                continue
            spelled = match[1].lower().replace(" ", "_")
            known = get_close_matches(spelled, _KNOWN, n=1, cutoff=0.8)
            names = _entries(lines, index + 1, unit, label) if known else []
            if names:
                stated = ", ".join(f"`{name}`" for name in names[:3])
                more = ", ..." if len(names) > 3 else ""
                yield unit.flaw(
                    f"`{line.strip()}` is not read as a section, so what it says of {stated}{more} "
                    f"is lost: {_why(label, index, match, known[0])}",
                    unit.at(label, index),
                    unit.about(label, word=" ".join(names), line=index),
                )


def _entries(lines: list[str], start: int, unit: Unit, label: Label) -> list[str]:
    """Give the parameters that the lines below a heading seem to describe and nothing else does."""
    names: list[str] = []
    for line in lines[start:]:
        if not line.strip() and names:
            break
        match = _ENTRY.match(line)
        known = match is not None and match[2] in unit.named
        if match and known and match[2] not in label.parsed.parameters:
            names.append(match[2])
    return names


def _why(label: Label, index: int, match: re.Match[str], known: str) -> str:
    lines = label.lines
    following = next((line for line in lines[index + 1 :] if line.strip()), "")
    word = match[1].lower().replace(" ", "_")
    if word != known and not google.is_heading(match[1]):
        return f"did you mean `{known.replace('_', ' ').capitalize()}`?"
    if numpy.is_underlined(lines, index) or set(following.strip()) == {"-"}:
        return "its underline is not one of at least three dashes"
    if not match[2]:
        return "it has neither a colon nor an underline"
    if not following.startswith((" ", "\t")):
        return "its entries are not indented"
    if lines[index].startswith((" ", "\t")):
        return "it is indented deeper than the leftmost line of the docstring"
    return f"the docstring is read in {label.style} style"


RULE = Rule(
    code="FP402",
    name="unread-section",
    severity="error",
    summary="A docstring describes parameters under a heading that is not read as one.",
    reason="A misspelt heading, a missing colon or missing indentation turns the whole section "
    "into prose, and the table of parameters stays empty.",
    remedy="Spell the heading as the style wants it and indent the entries below it.",
    bad='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Arguements:
        angle: How far, in degrees.
        speed: How fast.
    """
''',
    good='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Arguments:
        angle: How far, in degrees.
        speed: How fast.
    """
''',
    unit=check,
    fix="Corrects the spelling of the heading, its colon, or the length of its underline. "
    "Indentation is left to people.",
)
