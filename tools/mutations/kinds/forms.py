"""Faults of form: headings, entries, notes, fences and backticks that are not read as meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mutations.kinds.parameters import mutant
from mutations.mutant import Edit, Mutant
from mutations.sites import Library, Unit

_OTHER = {"Args": "Arguments", "Parameters": "Args", "Arguments": "Args", "Params": "Args",
          "Example": "Examples", "Examples": "Example"}  # fmt: skip
_LISTED = re.compile(r"^[ \t]*(\w+)[ \t]*:?[ \t]*$")


def headings(library: Library) -> Iterator[Mutant]:
    """A heading is misspelt or loses what makes it one; the control has another right spelling."""
    for unit in library.units:
        doc = unit.doc
        if doc is None or doc.style not in ("google", "numpy"):
            continue
        for section in doc.sections:
            match = _LISTED.match(unit.module.lines[section.head])
            if match is None or section.kind == "note":
                continue
            word = match[1]
            wrong = word[:2] + word[3] + word[2] + word[4:]
            names = (word, wrong, "section", *(one.name for one in section.entries))
            of = "parameters" if section.kind == "parameters" else "another section"
            if section.kind == "parameters" and not unit.sound:
                continue
            if wrong != word:
                edit = unit.module.change(section.head, word, wrong)
                if edit:
                    yield mutant(f"heading of {of} misspelt", unit, [edit], *names)
            if doc.style == "google" and word in _OTHER:
                edit = unit.module.change(section.head, word, _OTHER[word])
                if edit:
                    for kind in (f"heading of {of} misspelt", f"heading of {of} unmarked"):
                        yield mutant(kind, unit, [edit], *names, control=True)
            elif doc.style == "numpy":
                more = unit.module.line_edit(
                    section.head + 1, section.head + 1, [doc.indent + "-" * len(word)]
                )
                yield mutant(f"heading of {of} unmarked", unit, [more], *names, control=True)
            if section.kind not in ("parameters", "returns", "raises"):
                continue
            if doc.style == "google":
                unmarked = unit.module.change(section.head, ":", "")
            else:
                unmarked = unit.module.line_edit(section.head + 1, section.head + 1, [])
            if unmarked:
                yield mutant(f"heading of {of} unmarked", unit, [unmarked], *names)


def entries(library: Library) -> Iterator[Mutant]:
    """An entry is indented otherwise or loses its mark; the control does so to all, or to none."""
    for unit in library.units:
        doc = unit.doc
        section = doc.section("parameters") if doc else None
        if doc is None or section is None or not unit.sound or len(unit.entries) < 2:
            continue
        lines = unit.module.lines
        for before, entry in zip(unit.entries, unit.entries[1:], strict=False):
            own = [f"  {line}" if line.strip() else line
                   for line in lines[entry.first : entry.last + 1]]  # fmt: skip
            edit = unit.module.line_edit
            if doc.style != "sphinx":
                deeper = edit(entry.first, entry.last, own)
                yield mutant("entry indented otherwise", unit, [deeper], entry.name)
            if doc.style == "google" and before.text:
                unmarked = unit.module.change(
                    entry.first, ":", "", lines[entry.first].find(entry.name)
                )
                if unmarked and not entry.stated:
                    yield mutant("entry unmarked", unit, [unmarked], entry.name)
            elif doc.style == "sphinx":
                unmarked = unit.module.change(entry.first, f"{entry.name}:", entry.name)
                if unmarked:
                    yield mutant("entry unmarked", unit, [unmarked], entry.name)
            end = unit.module.starts[entry.last] + len(lines[entry.last])
            if entry.text.endswith("."):
                more = [Edit(end, end, " It is new.")]
                yield mutant("entry unmarked", unit, more, entry.name, control=True)
        if doc.style == "google":
            body = [f"  {line}" if line.strip() else line
                    for line in lines[section.first : section.last + 1]]  # fmt: skip
            all_ = unit.module.line_edit(section.first, section.last, body)
            yield mutant("entry indented otherwise", unit, [all_], section.entries[0].name,
                         control=True)  # fmt: skip


def backticks(library: Library) -> Iterator[Mutant]:
    """A backtick is lost; the control takes its counterpart out as well."""
    for unit in library.units:
        if unit.doc is None:
            continue
        for number in range(unit.doc.first + 1, unit.doc.last):
            line = unit.module.lines[number]
            match = re.search(r"(?<![`:\w])`(\w+)`(?![`_\w])", line)
            if match is None or line.count("`") != 2 or "'" in line or _is_code(unit, number):
                continue
            at = unit.module.starts[number] + match.start()
            end = at + len(match[0])
            yield mutant("backtick lost", unit, [Edit(end - 1, end, "")], "backtick")
            both = [Edit(at, end, match[1])]
            yield mutant("backtick lost", unit, both, "backtick", control=True)


KINDS = (headings, entries, backticks)


def _is_code(unit: Unit, number: int) -> bool:
    assert unit.doc is not None
    return any(one.kind == "examples" and one.first <= number <= one.last
               for one in unit.doc.sections)  # fmt: skip
