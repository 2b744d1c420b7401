"""Faults of parameters: which there are, in which order, and what is said of each."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise

from mutations.docstrings import Entry
from mutations.mutant import Edit, Mutant
from mutations.sites import Library, Unit

INVENTED = ("zoom_level", "retries", "margin", "verbosity", "flavour", "palette", "threshold")


def renamed(library: Library) -> Iterator[Mutant]:
    """A parameter gets another name in the signature; the control renames its entry too."""
    for unit, entry in described(library):
        if unit.rest or f"{entry.name}=" in library.prose:
            continue
        new = invented(unit, entry.name)
        edits = _renaming(unit, entry.name, new)
        if edits is None:
            continue
        yield mutant("parameter renamed", unit, edits, entry.name, new)
        both = _words(unit, entry.name, new)
        if both is not None and alone(library, unit):
            yield mutant("parameter renamed", unit, [*edits, *both], new, control=True)


def entry_renamed(library: Library) -> Iterator[Mutant]:
    """An entry is misspelt; the control words its text otherwise."""
    for unit, entry in described(library):
        if len(entry.name) < 4:
            continue
        new = entry.name[:-2] + entry.name[-1] + entry.name[-2]
        if new == entry.name:
            new = entry.name[:-1]
        edit = unit.module.change(entry.first, entry.name, new)
        if edit is not None:
            yield mutant("entry misspelt", unit, [edit], entry.name, new)
        if entry.text and entry.text[0].isalpha() and alone(library, unit):
            other = unit.module.change(entry.first, entry.text[:40], "Here, " + entry.text[:40])
            if other is not None:
                yield mutant("entry misspelt", unit, [other], entry.name, control=True)


def added(library: Library) -> Iterator[Mutant]:
    """The signature gets a further parameter; the control describes it."""
    for unit in library.units:
        if not _is_fit(unit) or not alone(library, unit):
            continue
        last = unit.parameters[-1]
        if unit.function is None or unit.function.args.kwonlyargs:
            place = unit.defaults.get(last.arg, last)
        else:
            # What follows `*rest` has a place of its own.
            if unit.function.args.vararg is not None:
                continue
            place = unit.defaults.get(last.arg, last)
        new = invented(unit, unit.name)
        annotated = ": int" if last.annotation else ""
        at = unit.module.span(place)[1]
        equals = " = " if annotated else "="
        signature = Edit(at, at, f", {new}{annotated}{equals}3")
        yield mutant("parameter added", unit, [signature], new)
        said = _copied(unit, unit.entries[_index(unit, last.arg)], new, "int", "A number of steps.")
        yield mutant("parameter added", unit, [signature, said], new, control=True)


def removed(library: Library) -> Iterator[Mutant]:
    """A parameter leaves the signature; the control takes its entry out too."""
    for unit, entry in described(library):
        if unit.rest or len(unit.parameters) < 3 or f"{entry.name}=" in library.prose:
            continue
        edits = removal(unit, entry.name)
        if edits is None:
            continue
        yield mutant("parameter removed", unit, edits, entry.name)
        spoken = len(re.findall(rf"\b{entry.name}\b", unit.spoken))
        if spoken == 1 and alone(library, unit):
            gone = unit.module.line_edit(entry.first, entry.last, [])
            yield mutant("parameter removed", unit, [*edits, gone], entry.name, control=True)


def entry_removed(library: Library) -> Iterator[Mutant]:
    """An entry is taken out; the control takes the parameter out too."""
    for unit, entry in described(library):
        if len(unit.parameters) < 3 or entry.name.startswith("_"):
            continue
        gone = unit.module.line_edit(entry.first, entry.last, [])
        yield mutant("entry removed", unit, [gone], entry.name)
        edits = (
            None if unit.rest or f"{entry.name}=" in library.prose else removal(unit, entry.name)
        )
        spoken = len(re.findall(rf"\b{entry.name}\b", unit.spoken))
        if edits is not None and spoken == 1 and alone(library, unit):
            yield mutant("entry removed", unit, [*edits, gone], entry.name, control=True)


def duplicated(library: Library) -> Iterator[Mutant]:
    """An entry is written a second time; the control makes a parameter of the copy."""
    for unit, entry in described(library):
        last = unit.parameters[-1]
        if not entry.text:
            continue
        copy = _copied(unit, unit.entries[-1], entry.name, entry.stated, "What was said above.")
        yield mutant("entry duplicated", unit, [copy], entry.name)
        stars = unit.function.args.vararg or unit.rest if unit.function else None
        if stars or not alone(library, unit) or unit.entries[-1].name != last.arg:
            continue
        new = invented(unit, entry.name)
        at = unit.module.span(unit.defaults.get(last.arg, last))[1]
        signature = Edit(at, at, f", {new}{': int' if last.annotation else ''} = 3")
        other = _copied(unit, unit.entries[-1], new, "int", "What is said below.")
        yield mutant("entry duplicated", unit, [signature, other], new, control=True)


def reordered(library: Library) -> Iterator[Mutant]:
    """Two entries change places; the control lets their parameters do the same."""
    for unit in library.units:
        if not _is_fit(unit):
            continue
        for one, other in pairwise(unit.entries):
            lines = unit.module.lines
            first, second = lines[one.first : one.last + 1], lines[other.first : other.last + 1]
            between = lines[one.last + 1 : other.first]
            swapped = unit.module.line_edit(one.first, other.last, [*second, *between, *first])
            names = one.name, other.name
            yield mutant("entries reordered", unit, [swapped], *names, "order")
            edits = _swap(unit, *names)
            if edits is not None and alone(library, unit):
                yield mutant(
                    "entries reordered", unit, [swapped, *edits], *names, "order", control=True
                )


def emptied(library: Library) -> Iterator[Mutant]:
    """The text of an entry goes or becomes a placeholder; the control writes another text."""
    for unit, entry in described(library):
        if not entry.text or not any(one.text for one in unit.entries if one is not entry):
            continue
        lines = unit.module.lines
        head = lines[entry.first]
        own = unit.doc is not None and unit.doc.style == "numpy"
        start = head if own else head[: head.find(":", head.find(entry.name)) + 1]
        if not own and entry.stated and unit.doc and unit.doc.style == "google":
            start = head[: head.find("):") + 2]
        if not own and unit.doc and unit.doc.style == "sphinx":
            start = re.match(r"[ \t]*:[^:]+:", head)[0]  # type: ignore[index]
        body = [] if own else None
        deep = re.match(r"[ \t]*", lines[entry.last if own else entry.first])[0]  # type: ignore[index]

        def said(
            text: str, body: list[str] | None = body, start: str = start, deep: str = deep
        ) -> list[str]:
            if body is None:
                return [f"{start} {text}".rstrip()]
            return [start, f"{deep}{text}"] if text else [start]

        edit = unit.module.line_edit
        yield mutant("text emptied", unit, [edit(entry.first, entry.last, said(""))], entry.name)
        yield mutant(
            "text a placeholder", unit, [edit(entry.first, entry.last, said("TODO"))], entry.name
        )
        plain = [edit(entry.first, entry.last, said("What is used here."))]
        for kind in ("text emptied", "text a placeholder"):
            yield mutant(kind, unit, plain, entry.name, control=True)


def stale(library: Library) -> Iterator[Mutant]:
    """The text of an entry speaks of a parameter that is not there; the control of one that is."""
    for unit, entry in described(library):
        lines = unit.module.lines
        if unit.rest or not entry.text.endswith(".") or not lines[entry.last].endswith("."):
            continue
        others = [one.arg for one in unit.parameters if one.arg != entry.name]
        if not others:
            continue
        new = invented(unit, entry.name)
        end = unit.module.starts[entry.last] + len(lines[entry.last])

        def remark(name: str, end: int = end) -> list[Edit]:
            return [Edit(end, end, f" Has no effect if `{name}` is set.")]

        yield mutant("stale name", unit, remark(new), new)
        yield mutant("stale name", unit, remark(others[0]), others[0], control=True)


KINDS = (
    renamed, entry_renamed, added, removed, entry_removed, duplicated, reordered, emptied, stale,
)  # fmt: skip


def described(library: Library) -> Iterator[tuple[Unit, Entry]]:
    for unit in library.units:
        if _is_fit(unit):
            for entry in unit.entries:
                yield unit, entry


def _is_fit(unit: Unit) -> bool:
    return unit.sound and len(unit.parameters) > 1


def alone(library: Library, unit: Unit) -> bool:
    """Say whether nothing else has to have the same signature: an heir, or a call in an example."""
    short = unit.name.removesuffix(".__init__").rpartition(".")[2]
    if f"{short}(" in library.prose:
        return False
    if isinstance(unit.node, ast.ClassDef):
        return unit.node.name not in library.bases
    return unit.owner is None or unit.owner.name not in library.bases


def mutant(kind: str, unit: Unit, edits: list[Edit], *names: str, control: bool = False) -> Mutant:
    return Mutant(kind, unit.module.file, unit.name, edits, names, control)


def invented(unit: Unit, salt: str) -> str:
    known = [one for one in INVENTED if one not in unit.module.words]
    return known[len(salt) % len(known)]


def _index(unit: Unit, name: str) -> int:
    return next(number for number, one in enumerate(unit.entries) if one.name == name)


def _renaming(unit: Unit, name: str, new: str) -> list[Edit] | None:
    uses = unit.uses(name)
    if uses is None:
        return None
    argument = unit.argument(name)
    start = unit.module.span(argument)[0]
    return [Edit(start, start + len(name), new), *(unit.module.replace(one, new) for one in uses)]


def _words(unit: Unit, name: str, new: str) -> list[Edit] | None:
    """Give the edits that rename a word in the docstring; None where the word has other uses."""
    if unit.doc is None or len(name) < 3:
        return None
    edits = []
    for number in range(unit.doc.first, unit.doc.last + 1):
        for match in re.finditer(rf"\b{name}\b", unit.module.lines[number]):
            if unit.module.lines[number][: match.start()].endswith("."):
                return None
            at = unit.module.starts[number] + match.start()
            edits.append(Edit(at, at + len(name), new))
    return edits


def removal(unit: Unit, name: str) -> list[Edit] | None:
    """Give the edits that take a parameter out of a signature and its uses out of the body."""
    uses = unit.uses(name)
    if uses is None or unit.function is None:
        return None
    arguments = unit.function.args
    ordered = [*arguments.posonlyargs, *arguments.args]
    group = ordered if any(one.arg == name for one in ordered) else arguments.kwonlyargs
    place = next(number for number, one in enumerate(group) if one.arg == name)
    if len(group) < 2:
        return None
    module = unit.module

    def end(argument: ast.arg) -> int:
        return module.span(unit.defaults.get(argument.arg, argument))[1]

    if place + 1 < len(group):
        cut = Edit(module.span(group[place])[0], module.span(group[place + 1])[0], "")
    else:
        cut = Edit(end(group[place - 1]), end(group[place]), "")
    if re.search(r"[#/*]", re.sub(r"[\"'].*?[\"']", "", module.text[cut.start : cut.end])):
        return None
    return [cut, *(module.replace(one, "None") for one in uses)]


def _swap(unit: Unit, one: str, other: str) -> list[Edit] | None:
    """Give the edits that exchange two parameters; None if one of them has a default only."""
    if (one in unit.defaults) != (other in unit.defaults) or unit.function is None:
        return None
    keyword = {each.arg for each in unit.function.args.kwonlyargs}
    if (one in keyword) != (other in keyword):
        return None
    spans = []
    for name in (one, other):
        argument = unit.argument(name)
        start = unit.module.span(argument)[0]
        spans.append((start, unit.module.span(unit.defaults.get(name, argument))[1]))
    first, second = (unit.module.text[start:end] for start, end in spans)
    return [Edit(*spans[0], second), Edit(*spans[1], first)]


def _copied(unit: Unit, after: Entry, name: str, stated: str | None, text: str) -> Edit:
    """Give the edit that writes an entry behind another one, in the same style."""
    lines = unit.module.lines
    head = lines[after.first]
    indent = head[: len(head) - len(head.lstrip())]
    style = unit.doc.style if unit.doc else ""
    if style == "numpy":
        made = [f"{indent}{name} : {stated}" if after.stated else f"{indent}{name}"]
        made.append(f"{indent}    {text}")
    elif style == "google":
        made = [f"{indent}{name} ({stated}): {text}" if after.stated else f"{indent}{name}: {text}"]
    else:
        made = [f"{indent}:param {name}: {text}"]
    return unit.module.line_edit(after.last + 1, after.last, made)
