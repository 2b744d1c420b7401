"""Faults of example code and references: what they name does not exist or is called wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mutations.kinds.edits import invented, misspelt, mutant
from mutations.mutant import Edit, Mutant
from mutations.units import Library, Unit

_CALL = re.compile(r"(?<![\w.])(?:(\w+)\.)?([A-Za-z_]\w*)\(([^()\n]*)\)")
_FIELD = re.compile(r":(?:class|func|meth|attr|exc|data):`(?:~|\.)?([\w.]+)`")


def calls(library: Library) -> Iterator[Mutant]:
    """An example passes what is not taken, leaves out what is needed, or does not parse."""
    for unit, number, match, callee in _calls(library):
        start = unit.module.starts[number] + match.start(3)
        end = unit.module.starts[number] + match.end(3)
        arguments = match[3].strip()
        comma = ", " if arguments else ""
        new = invented(unit, match[2])
        if not callee.rest:
            wrong = Edit(end, end, f"{comma}{new}=None")
            yield mutant("example passes what is not taken", unit, [wrong], new)
        needed = [one.arg for one in callee.parameters if one.arg not in callee.defaults]
        if needed and arguments and "*" not in arguments:
            without = Edit(start, end, "")
            yield mutant("example leaves out what is needed", unit, [without], *needed)
        names = "parse", "syntax", "closed", "example"
        yield mutant("example does not parse", unit, [Edit(end, end + 1, "")], *names)


def names(library: Library) -> Iterator[Mutant]:
    """An example calls a class or function that is not there."""
    for unit, number, match, _ in _calls(library):
        wrong = misspelt(match[2]) if len(match[2]) > 3 else f"{match[2]}er"
        if re.search(rf"\b{wrong}\b", library.prose) or wrong in unit.module.words:
            continue
        start = unit.module.starts[number] + match.start(2)
        edit = Edit(start, start + len(match[2]), wrong)
        yield mutant("example calls what is not there", unit, [edit], wrong)


def references(library: Library) -> Iterator[Mutant]:
    """A reference to something of the library leads nowhere."""
    named = {unit.short for unit in library.units}
    for unit in library.units:
        if unit.doc is None:
            continue
        for number in range(unit.doc.first, unit.doc.last + 1):
            for match in _FIELD.finditer(unit.module.lines[number]):
                prefix, _, last = match[1].rpartition(".")
                own = not prefix or prefix.partition(".")[0] in (library.name, *named)
                wrong = misspelt(last) if len(last) > 4 else ""
                if last not in named or not own or not wrong or wrong in unit.module.words:
                    continue
                end = unit.module.starts[number] + match.end(1)
                edit = Edit(end - len(last), end, wrong)
                yield mutant("reference broken", unit, [edit], wrong)


KINDS = (calls, names, references)


def _calls(library: Library) -> Iterator[tuple[Unit, int, re.Match[str], Unit]]:
    """Yield the calls of the library in examples, with what they call."""
    known: dict[str, list[Unit]] = {}
    for unit in library.units:
        if "." not in unit.name and unit.function is not None:
            known.setdefault(unit.name, []).append(unit)
    for unit in library.units:
        if unit.doc is None:
            continue
        bound = _bound(unit.prose)
        for number in range(unit.doc.first, unit.doc.last + 1):
            line = unit.module.lines[number]
            if not _is_code(unit, number) or "#" in line:
                continue
            for match in _CALL.finditer(line):
                callees = known.get(match[2], [])
                holder = match[1] or ""
                if (
                    len(callees) == 1
                    and match[2] not in bound
                    and holder in _holders(unit, library)
                ):
                    yield unit, number, match, callees[0]


def _holders(unit: Unit, library: Library) -> set[str]:
    """Return what stands for the library in front of a dot: its name and what it is imported as."""
    aliases = re.findall(rf"import {library.name} as (\w+)", library.prose)
    return {"", library.name, *aliases}


def _bound(prose: str) -> set[str]:
    """Return the names that an example defines by itself or takes from elsewhere."""
    return {
        *re.findall(r"(?:def|class) (\w+)", prose),
        *re.findall(r"^\W*(\w+) = ", prose, re.MULTILINE),
    }


def _is_code(unit: Unit, number: int) -> bool:
    assert unit.doc is not None
    line = unit.module.lines[number].lstrip()
    if line.startswith((">>>", "...")):
        return True
    above = unit.module.lines[unit.doc.first : number]
    fences = sum(one.lstrip().startswith("```") for one in above)
    return fences % 2 == 1 and not line.startswith("```")
