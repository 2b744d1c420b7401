"""Entries that are added, written as their neighbours are and placed as the signature has them."""

from __future__ import annotations

from collections.abc import Sequence

from faceplate.check.fixes import anatomy
from faceplate.check.fixes.anatomy import EntryGroup
from faceplate.check.fixes.entries import depth_of, end_of, is_blank, subject_of
from faceplate.check.fixes.revision import Insertion, Intent, Revision
from faceplate.check.units import Label
from faceplate.docstrings.styles import Style
from faceplate.facts.declarations import ParameterFact
from faceplate.link.pages import Linker
from faceplate.model import Item, Parameter

_DEPTH = 4
_KIND = "parameters"
_HEADING = {"google": "Args", "numpy": "Parameters", "sphinx": ""}


def added(
    label: Label,
    parameter: Parameter | ParameterFact,
    text: str,
    order: Sequence[str],
    linker: Linker,
    habits: tuple[Style, str],
) -> Revision | None:
    """Add an entry where the signature has its parameter.

    Args:
        label: The docstring.
        parameter: The parameter.
        text: What to say of it.
        order: The names of all parameters, in order.
        linker: What reads docstrings.
        habits: Style and heading that the library uses, for a docstring that has no section.
    """
    rank = order.index(parameter.name)
    blocks = [one for one in label.sections if one.kind == _KIND]
    found = [one for block in blocks for one in anatomy.groups(block)]
    if not found and blocks:
        return None
    if not found:
        return _begun(label, parameter, text, rank, linker, habits)
    before = [one for one in found if _rank(one, order) < rank]
    after = [one for one in found if len(order) > _rank(one, order) > rank]
    beside = max(before, key=lambda one: _rank(one, order)) if before else (after or found)[0]
    annotation = _stated(beside, label, parameter)
    spaced = _is_spaced(found, label)
    lines = _written(parameter, annotation, text, label.style, depth_of(label))
    if label.style == "sphinx" and beside.field is None:
        lines = [one for one in lines if not one.startswith(":type")]
        annotation = None
    if before:
        lines = ["", *lines] if spaced else lines
        place = Insertion(end_of(beside) - 1, rank, beside.line, tuple(lines))
    else:
        lines = [*lines, ""] if spaced else lines
        place = Insertion(beside.line - 1, rank, beside.line, tuple(lines))
    item = Item(parameter.name, annotation, text)
    return Revision(
        subject_of(label, linker), insertions=[place], intents=[Intent(((parameter.name, item),))]
    )


def _begun(
    label: Label,
    parameter: Parameter | ParameterFact,
    text: str,
    rank: int,
    linker: Linker,
    habits: tuple[Style, str],
) -> Revision | None:
    """Add a section with one entry."""
    style = label.style if label.sections else habits[0]
    heading = habits[1] if style == habits[0] and habits[1] else _HEADING[style]
    lines = label.lines
    entry = _written(parameter, None, text, style, _DEPTH)
    if style == "google":
        entry = [f"{heading}:", *(" " * _DEPTH + one if one else "" for one in entry)]
    elif style == "numpy":
        entry = [heading, "-" * len(heading), *entry]
    following = label.sections[0] if label.sections else None
    if following is not None:
        above = following.line - 1
        gap = [""] if above >= 0 and lines[above].strip() else []
        tail = [] if style == "sphinx" else [""]
        place = Insertion(above, rank, following.line, (*gap, *entry, *tail), True)
    else:
        margins = [n for n, one in enumerate(lines) if n and one.strip() and one[0] != " "]
        like = margins[-1] if margins else 0
        place = Insertion(len(lines) - 1, rank, like, ("", *entry), True)
    item = Item(parameter.name, None, text)
    return Revision(
        subject_of(label, linker),
        insertions=[place],
        intents=[Intent(((parameter.name, item),))],
        style=style,
    )


def _written(
    parameter: Parameter | ParameterFact,
    annotation: str | None,
    text: str,
    style: Style,
    depth: int,
) -> list[str]:
    name = parameter.name
    first, *further = text.split("\n")
    below = [" " * depth + one if one.strip() else "" for one in further]
    if style == "google":
        stated = f" ({annotation})" if annotation else ""
        return [f"{name}{stated}: {first}", *below]
    if style == "numpy":
        return [f"{name} : {annotation}" if annotation else name, " " * depth + first, *below]
    fields = [f":param {name}: {first}", *below]
    return [*fields, f":type {name}: {annotation}"] if annotation else fields


def _stated(beside: EntryGroup, label: Label, parameter: Parameter | ParameterFact) -> str | None:
    """Give the type to state of a new entry, as its neighbours do."""
    entries = label.entries(_KIND)
    stating = [one for one in entries if one.annotation]
    annotation = parameter.annotation
    if annotation is None or 2 * len(stating) <= len(entries) or "\n" in annotation:
        return None
    annotation = annotation[1:-1] if annotation[:1] in "\"'" else annotation
    says = any((one.annotation or "").endswith("optional") for one in stating)
    return f"{annotation}, optional" if says and parameter.default is not None else annotation


def _rank(group: EntryGroup, order: Sequence[str]) -> int:
    ranks = [order.index(name) for name in group.names if name in order]
    return max(ranks) if ranks else len(order)


def _is_spaced(found: list[EntryGroup], label: Label) -> bool:
    """Say whether an empty line stands between all entries."""
    return len(found) > 1 and all(is_blank(label, one.line - 1) for one in found[1:])
