"""Entries that are added, written as their neighbours are and placed as the signature has them."""

from __future__ import annotations

from collections.abc import Sequence

from faceplate.check.docstring import UnitDocstring
from faceplate.check.edits import groups
from faceplate.check.edits.entries import (
    PARAMETERS,
    depth_of,
    end_of,
    is_blank,
    sections_of,
    subject_of,
)
from faceplate.check.edits.groups import EntryGroup
from faceplate.check.edits.revision import Insertion, Intent, Revision
from faceplate.docstrings.styles import Style
from faceplate.facts.declarations import ParameterFact
from faceplate.model import Item, Parameter

# How deep entries of a new section are indented.
_DEPTH = 4
_HEADING = {"google": "Args", "numpy": "Parameters", "sphinx": ""}


def added(
    docstring: UnitDocstring,
    parameter: Parameter | ParameterFact,
    text: str,
    order: Sequence[str],
    usual: tuple[Style, str],
) -> Revision | None:
    """Add an entry where the signature has its parameter.

    Args:
        docstring: The docstring.
        parameter: The parameter.
        text: What to say of it.
        order: The names of all parameters, in order.
        usual: Style and heading that the library uses, for a docstring that has no section.
    """
    rank = order.index(parameter.name)
    sections = sections_of(docstring)
    present = [group for section in sections for group in groups.groups(section)]
    if not present:
        return None if sections else _begun(docstring, parameter, text, rank, usual)
    before = [group for group in present if _rank(group, order) < rank]
    after = [group for group in present if len(order) > _rank(group, order) > rank]
    neighbour = max(before, key=lambda group: _rank(group, order)) if before else None
    neighbour = neighbour or (after or present)[0]
    annotation = _stated(docstring, parameter)
    lines = _written(parameter, annotation, text, docstring.style, depth_of(docstring))
    if docstring.style == "sphinx" and neighbour.field is None:
        lines = [line for line in lines if not line.startswith(":type")]
        annotation = None
    spaced = _is_spaced(present, docstring)
    if before:
        lines = ["", *lines] if spaced else lines
        index = end_of(neighbour) - 1
    else:
        lines = [*lines, ""] if spaced else lines
        index = neighbour.line - 1
    return Revision(
        subject_of(docstring),
        insertions=[Insertion(index, rank, neighbour.line, tuple(lines))],
        intents=[_intent(parameter, annotation, text)],
    )


def _begun(
    docstring: UnitDocstring,
    parameter: Parameter | ParameterFact,
    text: str,
    rank: int,
    usual: tuple[Style, str],
) -> Revision | None:
    """Add a section with one entry."""
    style = docstring.style if docstring.sections else usual[0]
    heading = usual[1] if style == usual[0] and usual[1] else _HEADING[style]
    lines = docstring.lines
    entry = _written(parameter, None, text, style, _DEPTH)
    if style == "google":
        entry = [f"{heading}:", *(" " * _DEPTH + line if line else "" for line in entry)]
    elif style == "numpy":
        entry = [heading, "-" * len(heading), *entry]
    following = docstring.sections[0] if docstring.sections else None
    if following is not None:
        above = following.line - 1
        gap = [""] if above >= 0 and lines[above].strip() else []
        tail = [] if style == "sphinx" else [""]
        insertion = Insertion(above, rank, following.line, (*gap, *entry, *tail), True)
    else:
        flush = [n for n, line in enumerate(lines) if n and line.strip() and line[0] != " "]
        like = flush[-1] if flush else 0
        insertion = Insertion(len(lines) - 1, rank, like, ("", *entry), True)
    return Revision(
        subject_of(docstring),
        insertions=[insertion],
        intents=[_intent(parameter, None, text)],
        style=style,
    )


def _intent(parameter: Parameter | ParameterFact, annotation: str | None, text: str) -> Intent:
    return Intent(((parameter.name, Item(parameter.name, annotation, text)),))


def _written(
    parameter: Parameter | ParameterFact,
    annotation: str | None,
    text: str,
    style: Style,
    depth: int,
) -> list[str]:
    name = parameter.name
    first, *further = text.split("\n")
    below = [" " * depth + line if line.strip() else "" for line in further]
    if style == "google":
        stated = f" ({annotation})" if annotation else ""
        return [f"{name}{stated}: {first}", *below]
    if style == "numpy":
        return [f"{name} : {annotation}" if annotation else name, " " * depth + first, *below]
    fields = [f":param {name}: {first}", *below]
    return [*fields, f":type {name}: {annotation}"] if annotation else fields


def _stated(docstring: UnitDocstring, parameter: Parameter | ParameterFact) -> str | None:
    """Return the type to state of a new entry, as its neighbours do."""
    entries = docstring.entries(PARAMETERS)
    stating = [entry for entry in entries if entry.annotation]
    annotation = parameter.annotation
    if annotation is None or 2 * len(stating) <= len(entries) or "\n" in annotation:
        return None
    annotation = annotation[1:-1] if annotation[:1] in "\"'" else annotation
    says_optional = any((entry.annotation or "").endswith("optional") for entry in stating)
    if says_optional and parameter.default is not None:
        return f"{annotation}, optional"
    return annotation


def _rank(group: EntryGroup, order: Sequence[str]) -> int:
    ranks = [order.index(name) for name in group.names if name in order]
    return max(ranks) if ranks else len(order)


def _is_spaced(present: list[EntryGroup], docstring: UnitDocstring) -> bool:
    """Return whether an empty line stands between all entries."""
    return len(present) > 1 and all(is_blank(docstring, each.line - 1) for each in present[1:])
