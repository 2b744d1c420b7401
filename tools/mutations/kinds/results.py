"""Faults of what comes out: results that are none, are missing, or are of another type."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mutations.docstrings import Section
from mutations.kinds.edits import mutant, section_added, without_section
from mutations.modules import Function, is_written, returns_value, yields
from mutations.mutant import Edit, Mutant
from mutations.units import Library, Unit

_PLAIN = ("str", "int", "float", "bool", "dict", "list")
_RETURNS = ("return", "returned", "returns", "result")
_YIELDS = ("yield", "yielded", "yields", "generator")


def superfluous(library: Library) -> Iterator[Mutant]:
    """A docstring gets a section of results, and nothing is returned or yielded."""
    for unit in _described(library):
        function = unit.function
        assert function is not None
        if _has_results(unit) or yields(function) or not is_written(function):
            continue
        annotation = unit.module.source(function.returns) if function.returns else None
        if returns_value(function) or annotation not in (None, "None"):
            continue
        suffix = "" if annotation else ", no annotation"
        for kind, names in (("returns", _RETURNS), ("yields", _YIELDS)):
            edit = section_added(unit, kind, "What comes out of it.")
            usual = unit.doc is not None and (kind == "returns" or unit.doc.style != "sphinx")
            if edit is not None and usual:
                yield mutant(f"{kind} superfluous{suffix}", unit, [edit], *names)


def missing(library: Library) -> Iterator[Mutant]:
    """The section of results goes, and a value is returned."""
    for unit, section in _sections(library, "returns"):
        function = unit.function
        assert function is not None
        annotation = unit.module.source(function.returns) if function.returns else ""
        if not returns_value(function) or yields(function) or annotation == "None":
            continue
        if unit.doc is None or unit.is_property:
            continue
        # Where nothing else is described, nothing says that the result should be.
        if not {each.kind for each in unit.doc.sections} - {"returns", "rtype"}:
            continue
        edits = [without_section(unit, section)]
        rtype = unit.doc.section("rtype")
        edits += [without_section(unit, rtype)] if rtype is not None else []
        suffix = "" if annotation else ", no annotation"
        yield mutant(f"returns missing{suffix}", unit, edits, *_RETURNS)


def swapped(library: Library) -> Iterator[Mutant]:
    """What is returned is said to be yielded, or what is yielded to be returned."""
    for old, new in (("returns", "yields"), ("yields", "returns")):
        for unit, section in _sections(library, old):
            function = unit.function
            assert function is not None
            if not is_written(function) or unit.doc is None or unit.doc.style == "sphinx":
                continue
            annotation = unit.module.source(function.returns) if function.returns else ""
            if old == "returns" and not (returns_value(function) and not yields(function)):
                continue
            # What is annotated as an iterator may be said to yield, whoever makes it; and a
            # generator may return a value, too.
            if old == "returns" and re.search(r"Iter|Gener|Any|Context|object", annotation):
                continue
            if old == "yields" and (not yields(function) or returns_value(function)):
                continue
            if any("contextmanager" in name or name == "fixture" for name in unit.decorators):
                continue
            edit = _heading(unit, section, new)
            if edit is not None:
                names = *_RETURNS, *_YIELDS
                yield mutant(f"{old} called {new}", unit, [edit], *names)


def types(library: Library) -> Iterator[Mutant]:
    """The stated type of the result is not the annotated one."""
    for unit, section in _sections(library, "returns"):
        function = unit.function
        returns = function.returns if function else None
        plain = unit.module.source(returns) if returns else ""
        if plain not in _PLAIN or unit.doc is None:
            continue
        other = "dict" if plain != "dict" else "int"
        line = unit.module.lines[section.first]
        text = line.strip()
        kind = "type of the result drifted"
        edits: list[Edit | None] = []
        stated = {"numpy": plain, "google": f"{plain}:"}.get(unit.doc.style)
        if stated and (text if unit.doc.style == "numpy" else text[: len(stated)]) == stated:
            edits = [unit.module.change(section.first, plain, other)]
        elif unit.doc.style == "google" and not re.match(r"[\w\[\], |.`]+:", text):
            start = unit.module.starts[section.first] + len(line) - len(line.lstrip())
            edits = [Edit(start, start, f"{other}: ")]
        elif unit.doc.style == "sphinx" and not unit.doc.section("rtype"):
            field = f"{unit.doc.indent}:rtype: {other}"
            edits = [unit.module.line_edit(section.last + 1, section.last, [field])]
        for edit in edits:
            if edit is not None:
                yield mutant(kind, unit, [edit], other)


KINDS = (superfluous, missing, swapped, types)


def _described(library: Library) -> Iterator[Unit]:
    for unit in library.units:
        if isinstance(unit.node, Function) and unit.doc is not None and unit.doc.style:
            yield unit


def _sections(library: Library, kind: str) -> Iterator[tuple[Unit, Section]]:
    for unit in _described(library):
        section = unit.doc.section(kind) if unit.doc else None
        if section is not None:
            yield unit, section


def _has_results(unit: Unit) -> bool:
    assert unit.doc is not None
    kinds = {section.kind for section in unit.doc.sections}
    return (
        bool(kinds & {"returns", "yields", "rtype"})
        or re.search(r"^\s*(:?returns?|:?yields?)\b", unit.prose, re.IGNORECASE | re.MULTILINE)
        is not None
    )


def _heading(unit: Unit, section: Section, kind: str) -> Edit | None:
    line = unit.module.lines[section.head]
    match = re.search(r"[A-Z]\w+", line)
    if match is None:
        return None
    word = kind.capitalize()
    if unit.doc is not None and unit.doc.style == "numpy":
        lines = [f"{unit.doc.indent}{word}", unit.doc.indent + "-" * len(word)]
        return unit.module.line_edit(section.head, section.head + 1, lines)
    return unit.module.change(section.head, match[0], word)
