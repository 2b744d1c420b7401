"""Faults of example code and of references: what they name does not exist or is called wrongly."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mutations.kinds.parameters import invented, mutant
from mutations.mutant import Edit, Mutant
from mutations.sites import Library, Module, Unit

_CALL = re.compile(r"\b(?:(gr|st|sns|gradio|streamlit)\.)([A-Za-z_]\w*)\(([^()\n]*)\)")
_FIELD_REFERENCE = re.compile(r":(?:class|func|meth|attr|exc|data):`(?:~|\.)?([\w.]+)`")
_PLAIN_REFERENCE = re.compile(r"`{1,2}((?:gr|st|sns)\.[A-Za-z_][\w.]*)(?:\(\))?`{1,2}")


def calls(library: Library) -> Iterator[Mutant]:
    """An example passes what is not taken, leaves out what is needed, or does not parse."""
    for unit, number, match, callee in _calls(library):
        module = unit.module
        start = module.starts[number] + match.start(3)
        end = module.starts[number] + match.end(3)
        arguments = match[3].strip()
        name = match[2]
        new = invented(unit, name)
        comma = ", " if arguments else ""
        given = {one.split("=")[0].strip() for one in arguments.split(",")}
        free = [one for one in callee.defaults if one not in given and not one.startswith("_")]
        by_place = len([one for one in arguments.split(",") if one.strip() and "=" not in one])
        places = {one.arg for one in callee.parameters[:by_place]}
        free = [one for one in free if one not in places]
        if not callee.rest:
            wrong = Edit(end, end, f"{comma}{new}=None")
            yield mutant("example passes what is not taken", unit, [wrong], new)
            if free:
                right = Edit(
                    end, end, f"{comma}{free[-1]}={ast.unparse(callee.defaults[free[-1]])}"
                )
                if "\n" not in right.text and "'" not in right.text:
                    yield mutant("example passes what is not taken", unit, [right], name,
                                 control=True)  # fmt: skip
        needed = [one.arg for one in callee.parameters if one.arg not in callee.defaults]
        if needed and arguments and "*" not in arguments:
            yield mutant("example leaves out what is needed", unit, [Edit(start, end, "")],
                         *needed)  # fmt: skip
            first = arguments.split(",")[0].strip()
            if "=" not in first and by_place == 1:
                spelled = Edit(start, start + len(first), f"{needed[0]}={first}")
                yield mutant("example leaves out what is needed", unit, [spelled], name,
                             control=True)  # fmt: skip
        if match[0] in module.lines[number] and _is_shown_as_code(unit, number):
            broken = Edit(end, end + 1, "")
            yield mutant("example does not parse", unit, [broken], "parse", "syntax", "closed",
                         "example")  # fmt: skip
            spaced = Edit(end, end + 1, " )")
            yield mutant("example does not parse", unit, [spaced], name, control=True)


def names(library: Library) -> Iterator[Mutant]:
    """An example uses a name of the library that is not there; in the control another one."""
    plain = sorted(
        one.name
        for one in library.units
        if isinstance(one.node, ast.ClassDef)
        and one.function is not None
        and len(one.defaults) == len(one.parameters) > 0
    )
    public = _public(library)
    plain = [one for one in plain if one in public]
    for unit, number, match, callee in _calls(library):
        start = unit.module.starts[number] + match.start(2)
        end = start + len(match[2])
        wrong = match[2][:-1] if len(match[2]) > 4 else match[2] + "er"
        if wrong in public:
            continue
        kind = "example uses an unknown name"
        yield mutant(kind, unit, [Edit(start, end, wrong)], wrong)
        if plain and not match[3].strip() and isinstance(callee.node, ast.ClassDef):
            line = unit.module.lines[number]
            if not re.search(r"\bas\b|\)\.|=", line):
                other = plain[number % len(plain)]
                yield mutant(kind, unit, [Edit(start, end, other)], other, control=True)


def references(library: Library) -> Iterator[Mutant]:
    """A reference leads nowhere; in the control it leads to another place."""
    public = _public(library)
    for unit in library.units:
        if unit.doc is None:
            continue
        for number in range(unit.doc.first, unit.doc.last + 1):
            line = unit.module.lines[number]
            for pattern in (_FIELD_REFERENCE, _PLAIN_REFERENCE):
                for match in pattern.finditer(line):
                    prefix, _, last = match[1].rpartition(".")
                    short = prefix.rpartition(".")[2]
                    if last not in public or len(last) < 5:
                        continue
                    if prefix and short not in public and short not in ("gr", "st", library.name):
                        continue
                    end = unit.module.starts[number] + match.end(1)
                    wrong = last[:-2] + last[-1] + last[-2]
                    if wrong == last or wrong in unit.module.words:
                        continue
                    edit = Edit(end - len(last), end, wrong)
                    yield mutant("reference broken", unit, [edit], wrong)
                    near = unit.module.starts[number] + match.start()
                    yield mutant("reference broken", unit, [Edit(near, near, "the ")], last,
                                 control=True)  # fmt: skip


KINDS = (calls, names, references)


def _calls(library: Library) -> Iterator[tuple[Unit, int, re.Match[str], Unit]]:
    """Yield the calls of the library in examples, with what they call."""
    public = _public(library)
    known: dict[str, list[Unit]] = {}
    for unit in library.units:
        if "." not in unit.name and unit.function is not None:
            known.setdefault(unit.name, []).append(unit)
    for unit in library.units:
        if unit.doc is None:
            continue
        for number in range(unit.doc.first, unit.doc.last + 1):
            if not _is_shown_as_code(unit, number):
                continue
            line = unit.module.lines[number]
            for match in _CALL.finditer(line):
                found = known.get(match[2], [])
                if len(found) == 1 and match[2] in public and "#" not in line:
                    yield unit, number, match, found[0]


def _is_shown_as_code(unit: Unit, number: int) -> bool:
    assert unit.doc is not None
    line = unit.module.lines[number].lstrip()
    if unit.doc.style == "google":
        return any(one.kind == "examples" and one.first <= number <= one.last
                   for one in unit.doc.sections)  # fmt: skip
    return line.startswith(">>>")


def _public(library: Library) -> set[str]:
    """Give the names that the package itself has, and those of its classes' members."""
    names: set[str] = set()
    for module in library.modules:
        if module.file == f"{library.name}/__init__.py":
            names |= _bound(module)
    return names | {one.name.rpartition(".")[2] for one in library.units if "." in one.name}


def _bound(module: Module) -> set[str]:
    return {
        (alias.asname or alias.name)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
