"""Entries that describe parameters, in a section that is not read as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import partial

from msgspec.structs import replace

from faceplate.check.codebase import Unit
from faceplate.check.docstring import UnitDocstring
from faceplate.check.edits.entries import subject_of, substituted
from faceplate.check.edits.fix import FixOptions
from faceplate.check.edits.revision import Intent, Revision, Substitution
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.docstrings import entries, headings, numpy
from faceplate.docstrings.admonitions import KINDS
from faceplate.docstrings.flattening import item_of
from faceplate.docstrings.styles import Style

# A line that may be a heading: "Arguements:".
_HEADING = re.compile(r"^[ \t]*([A-Z][A-Za-z]*(?: [A-Za-z]+)?)[ \t]*(:?)[ \t]*$")
# An underline of equals signs.
_DOUBLE = re.compile(r"\s*={3,}\s*$")
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

_OF_PARAMETERS = (
    "args",
    "arguments",
    "keyword args",
    "keyword arguments",
    "other parameters",
    "parameters",
    "params",
)
# From which ratio on a word can only be a slip for a heading, whatever stands below.
_CLOSE = 0.85
_OWN = {"fields"}
"""Headings that some write and no style knows; they are near to others by chance."""
# An underline of any length, with what stands before and behind it.
_UNDERLINE = re.compile(r"^[ \t]*(-+)[ \t]*$")
# A heading that may be spelled anew: "Arguements:".
_SPELLING = re.compile(r"^([A-Za-z][A-Za-z ]*?)[ \t]*:?[ \t]*$")


def check(unit: Unit) -> Iterator[Violation]:
    """Look for headings followed by entries that no section holds."""
    for docstring in unit.docstrings:
        lines = docstring.lines
        listed = _listed(docstring, unit)
        inside = {
            number
            for part in docstring.sections
            if part.entries or part.form != "numpy" or numpy.is_known(part.label)
            for number in range(part.line, part.end)
        }.difference(listed)
        for index, line in enumerate(lines[:-1]):
            quoted = docstring.outline.lines.quoted[index]
            match = None if quoted or index in inside else _HEADING.match(line)
            if match is None or _DOUBLE.match(lines[index + 1]):
                # Some tools read what is underlined with equals signs too.
                continue
            spelled = match[1].lower().replace(" ", "_")
            meant = _nearest(spelled)
            shows = bool(meant) and meant[0].startswith("example")
            names = _entries(index + 1, unit, docstring) if meant and not shows else []
            is_meant = index in listed or (bool(meant) and _is_meant(lines, index, match, meant[0]))
            if _is_close(spelled, meant) and not names and is_meant:
                yield unit.violation(
                    f"`{line.strip()}` is not read as a section: "
                    f"{_why(docstring, index, match, meant[0])}",
                    unit.at(docstring, index),
                )
            if names:
                stated = ", ".join(f"`{name}`" for name in names[:3])
                more = ", ..." if len(names) > 3 else ""
                yield unit.violation(
                    f"`{line.strip()}` is not read as a section, so what it says of {stated}{more} "
                    f"is lost: {_why(docstring, index, match, meant[0])}",
                    unit.at(docstring, index),
                    partial(_fix, docstring, index, names),
                )


def _listed(docstring: UnitDocstring, unit: Unit) -> set[int]:
    """Return the lines of headings without an underline that are read as entries of parameters.

    Such a line is set off from what is above it, and what it introduces stands right below.
    """
    lines = docstring.lines
    return {
        entry.line
        for part in docstring.sections
        if part.kind == "parameters" and part.form == "numpy"
        for entry in part.entries
        if entry.annotation is None
        and entry.name.lower() in ("raises", "returns", "yields")
        and entry.name not in unit.named
        and lines[entry.line].strip() == entry.name.capitalize()
        and not lines[entry.line - 1].strip()
        and "".join(lines[entry.line + 1 : entry.line + 2]).strip()
    }


def _entries(start: int, unit: Unit, docstring: UnitDocstring) -> list[str]:
    """Return the parameters that only the lines below a heading seem to describe."""
    lines = docstring.outline.lines
    names: list[str] = []
    for index in range(start, len(lines)):
        margin = lines.margins[index]
        if margin < 0:
            if names:
                break
            continue
        head = entries.head(lines, index, margin, len(lines))
        if head is not None and head.mark == ":":
            listed = [name.text for name in head.names if name.text in unit.named]
            names += [name for name in listed if name not in docstring.parsed.parameters]
    return names


def _nearest(spelled: str) -> list[str]:
    """Return the heading that a word stands for, or is a misspelling of."""
    if spelled in _OWN:
        return []
    turned = [
        heading
        for heading in _KNOWN
        if sorted(heading) == sorted(spelled) and heading[0] == spelled[0]
    ]
    return turned or get_close_matches(spelled, _KNOWN, n=1, cutoff=0.8)


def _is_close(spelled: str, meant: list[str]) -> bool:
    """Return whether a word is a heading but for a slip, so that no entries below have to show it.

    "Exmaple" is one, and "Fields" is not, near as it is to "Yields".
    """
    return bool(meant) and (
        sorted(spelled) == sorted(meant[0]) or bool(get_close_matches(spelled, meant, 1, _CLOSE))
    )


def _is_meant(lines: list[str], index: int, match: re.Match[str], meant: str) -> bool:
    """Return whether a line can only be meant as a heading: it is set off, and has a text below.

    A word that is a heading by itself may also be a short sentence, so it needs a further mark.
    """
    line, following = lines[index], [*lines[index + 1 :], "", ""]
    before = lines[index - 1] if index else ""
    if line.startswith((" ", "\t")) or (before.strip() and not before.startswith((" ", "\t"))):
        return False
    if set(following[0].strip()) == {"-"} and len(following[0].strip()) > 2:
        return match[1].lower() not in (*_KNOWN, *KINDS) and " " not in match[1]
    if match[2]:
        near = match[1].lower() not in KINDS and headings.kind_of(match[1]) is None
        return near and following[0].startswith((" ", "\t")) and bool(following[0].strip())
    if match[1].lower() not in _KNOWN:
        return False
    first, second = following[:2]
    indented = first.startswith((" ", "\t")) and bool(first.strip())
    typed = bool(first.strip()) and second.startswith((" ", "\t")) and bool(second.strip())
    return indented or typed


def _why(docstring: UnitDocstring, index: int, match: re.Match[str], meant: str) -> str:
    lines = docstring.lines
    following = next((line for line in lines[index + 1 :] if line.strip()), "")
    word = match[1].lower().replace(" ", "_")
    if word != meant and headings.kind_of(match[1]) is None:
        return f"did you mean `{meant.replace('_', ' ').capitalize()}`?"
    if numpy.is_underlined(lines, index):
        if match[2]:
            return "it has a colon above its underline"
        return "it is indented deeper than the leftmost line of the docstring"
    if set(following.strip()) == {"-"}:
        return "its underline is not one of at least three dashes"
    if not match[2]:
        return "it has neither a colon nor an underline"
    if not following.startswith((" ", "\t")):
        return "its entries are not indented"
    if lines[index].startswith((" ", "\t")):
        return "it is indented deeper than the leftmost line of the docstring"
    return f"the docstring is read in {docstring.style} style"


def _fix(docstring: UnitDocstring, index: int, names: list[str], _: FixOptions) -> Revision | None:
    """Spell a heading so that the entries below it are read.

    Args:
        docstring: The docstring.
        index: Index of the line of the heading.
        names: The parameters that are described below it.
    """
    lines = docstring.lines
    substitutions = _heading(lines, index)
    again = substituted(lines, substitutions)
    sections = docstring.linker.outline("\n".join(again)).sections
    section = next((part for part in sections if part.line == index), None)
    if not substitutions or section is None:
        return None
    if not set(names) <= {entry.name for entry in section.entries}:
        return None
    items = tuple((entry.name, item_of(entry)) for entry in section.entries)
    # What is left of the prose is what it would be if the section had never been there.
    end = section.first + len(section.body)
    rest = "\n".join([*lines[:index], *lines[end:]]).strip("\n")
    description = docstring.linker.docstring(replace(docstring.fact, text=rest)).description
    style: Style = "numpy" if _UNDERLINE.match(lines[index + 1]) else "google"
    return Revision(
        subject_of(docstring),
        changes=substitutions,
        intents=[Intent(items, others=(("description", description),))],
        style=style,
    )


def _heading(lines: list[str], index: int) -> list[Substitution]:
    """Return what has to change in a heading and its underline; nothing if that is not clear."""
    match = _SPELLING.match(lines[index])
    near = get_close_matches(match[1].lower(), _OF_PARAMETERS, n=1, cutoff=0.8) if match else []
    if match is None or not near:
        return []
    word = match[1] if match[1].lower() in _OF_PARAMETERS else near[0].capitalize()
    underline = _UNDERLINE.match(lines[index + 1])
    if underline is not None:
        if word.lower() in ("keyword args", "keyword arguments"):
            return []
        word = word if word[0].isupper() else word.capitalize()
        wanted = [
            Substitution(index, 0, len(lines[index]), word),
            Substitution(index + 1, *underline.span(1), "-" * len(word)),
        ]
    elif headings.kind_of(word) is not None:
        wanted = [Substitution(index, 0, len(lines[index]), f"{word}:")]
    else:
        return []
    return [each for each in wanted if lines[each.line][each.start : each.end] != each.text]


RULE = Rule(
    code="FP402",
    name="unread-section",
    severity="warning",
    summary="A docstring describes parameters under a heading that is not read as one.",
    reason="A misspelt heading, a missing colon or missing indentation turns the whole section "
    "into prose, and the table of parameters stays empty.",
    advice="Spell the heading as the style wants it and indent the entries below it.",
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
