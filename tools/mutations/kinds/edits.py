"""The edits that kinds share: a parameter renamed, taken out or added, an entry written."""

from __future__ import annotations

import ast
import re
import zlib

from mutations.docstrings import Entry, Section
from mutations.modules import Function
from mutations.mutant import Edit, Mutant
from mutations.units import Library, Unit, defaults_of, parameters_of

# Names as they are given to parameters, none of which is like another one.
_INVENTED = (
    "horizon", "retries", "margin", "verbosity", "flavour", "palette", "threshold", "quota",
    "cadence", "granularity", "backlog", "tolerance", "watermark", "zoom_level", "warmup",
)  # fmt: skip


def mutant(kind: str, unit: Unit, edits: list[Edit], *names: str, control: bool = False) -> Mutant:
    """Return a mutant of a unit."""
    return Mutant(kind, unit.module.file, unit.name, edits, names, control)


def turn(*words: str) -> int:
    """Return a number that words decide, the same in each run."""
    return zlib.crc32(" ".join(words).encode())


def invented(unit: Unit, salt: str) -> str:
    """Return a name that stands nowhere in the file of a unit."""
    free = [name for name in _INVENTED if name not in unit.module.words]
    return free[turn(unit.name, salt) % len(free)] if free else "new_setting"


def misspelt(name: str) -> str:
    """Return a name with its last two letters exchanged, or without the last."""
    wrong = name[:-2] + name[-1] + name[-2]
    return wrong if wrong != name else name[:-1]


def is_alone(library: Library, unit: Unit, name: str = "") -> bool:
    """Say whether no other text has to change with a signature: of an heir, or of an example."""
    short = unit.name.removesuffix(".__init__").rpartition(".")[2]
    if f"{short}(" in library.prose or (name and f"{name}=" in library.prose):
        return False
    owner = unit.node if isinstance(unit.node, ast.ClassDef) else unit.owner
    return owner is None or (owner.name not in library.bases and not (unit.owner and owner.bases))


def renaming(unit: Unit, name: str, new: str) -> list[Edit] | None:
    """Return the edits that rename a parameter in all signatures of a unit and in its body."""
    uses = unit.uses(name)
    if uses is None or not (unit.function and unit.parameters):
        return None
    edits = []
    for function in (unit.function, *unit.overloads):
        for argument in parameters_of(function, is_bound=False):
            if argument.arg == name:
                start = unit.module.span(argument)[0]
                edits.append(Edit(start, start + len(name), new))
    return [*edits, *(unit.module.replace(node, new) for node in uses)]


def words(unit: Unit, name: str, new: str) -> list[Edit] | None:
    """Return the edits that rename a word in a docstring; None where it may be another word."""
    if unit.doc is None or len(name) < 3:
        return None
    edits = []
    for number in range(unit.doc.first, unit.doc.last + 1):
        line = unit.module.lines[number]
        for match in re.finditer(rf"\b{re.escape(name)}\b", line):
            if line[: match.start()].endswith("."):
                return None
            start = unit.module.starts[number] + match.start()
            edits.append(Edit(start, start + len(name), new))
    return edits


def removal(unit: Unit, name: str) -> list[Edit] | None:
    """Return the edits that take a parameter out of a unit; None where that is not simple."""
    uses = unit.uses(name)
    if uses is None or unit.function is None:
        return None
    if any(not isinstance(node.ctx, ast.Load) for node in uses):
        return None
    edits = [unit.module.replace(node, "None") for node in uses]
    for function in (unit.function, *unit.overloads):
        cut = _cut(unit, function, name)
        if cut is None:
            return None
        edits.append(cut)
    return edits


def _cut(unit: Unit, function: Function, name: str) -> Edit | None:
    arguments, defaults = function.args, defaults_of(function)
    ordered = [*arguments.posonlyargs, *arguments.args]
    group = ordered if any(one.arg == name for one in ordered) else arguments.kwonlyargs
    place = next((number for number, one in enumerate(group) if one.arg == name), None)
    if place is None or len(group) < 2:
        return None
    module = unit.module
    ends = [module.span(defaults.get(one.arg, one))[1] for one in group]
    if place + 1 < len(group):
        cut = Edit(module.span(group[place])[0], module.span(group[place + 1])[0], "")
    else:
        cut = Edit(ends[place - 1], ends[place], "")
    # A comment, a slash or a star between the two would go with it.
    between = re.sub(r"[\"'].*?[\"']", "", module.text[cut.start : cut.end])
    return None if re.search(r"[#/*]", between) else cut


def addition(unit: Unit, name: str, default: str = "3", annotation: str = "int") -> Edit | None:
    """Return the edit that adds a parameter behind the last one; None if that is not simple."""
    if unit.function is None or not unit.parameters or unit.overloads:
        return None
    arguments = unit.function.args
    if arguments.vararg is not None and not arguments.kwonlyargs:
        return None
    last = unit.parameters[-1]
    end = unit.module.span(unit.defaults.get(last.arg, last))[1]
    stated = f"{name}: {annotation} = {default}" if last.annotation else f"{name}={default}"
    return Edit(end, end, f", {stated}")


def entry_after(unit: Unit, entry: Entry, name: str, stated: str | None, text: str) -> Edit:
    """Return the edit that writes an entry behind another one, in the same style."""
    head = unit.module.lines[entry.first]
    indent = head[: len(head) - len(head.lstrip())]
    style = unit.doc.style if unit.doc else ""
    if style == "numpy":
        lines = [f"{indent}{name} : {stated}" if entry.stated and stated else f"{indent}{name}"]
        lines.append(f"{indent}    {text}")
    elif style == "google":
        type_ = f" ({stated})" if entry.stated and stated else ""
        lines = [f"{indent}{name}{type_}: {text}"]
    else:
        lines = [f"{indent}:param {name}: {text}"]
    return unit.module.line_edit(entry.last + 1, entry.last, lines)


def without_entry(unit: Unit, entry: Entry, section: Section | None = None) -> Edit:
    """Return the edit that takes an entry out, with its section if it is the only one there.

    In Sphinx style, the field of its type goes too.
    """
    if section is not None and len(section.entries) == 1:
        return without_section(unit, section)
    last = entry.last
    lines = unit.module.lines
    style = unit.doc.style if unit.doc else ""
    following = lines[last + 1] if last + 1 < len(lines) else ""
    if style == "sphinx" and following.strip().startswith(f":type {entry.name}:"):
        last += 1
    return unit.module.line_edit(entry.first, last, [])


def without_section(unit: Unit, section: Section) -> Edit:
    """Return the edit that takes a section out."""
    first = section.head if section.head >= 0 else section.first
    return unit.module.line_edit(first, section.last, [])


def section_added(unit: Unit, kind: str, text: str, name: str = "") -> Edit | None:
    """Return the edit that writes a further section at the end of a docstring.

    Args:
        unit: The unit.
        kind: `returns`, `yields` or `raises`.
        text: What it says.
        name: The type, or the exception.
    """
    doc = unit.doc
    assert doc is not None
    if doc.style == "sphinx":
        named = f" {name}" if kind == "raises" else ""
        return unit.module.line_edit(
            doc.last, doc.last - 1, [f"{doc.indent}:{kind}{named}: {text}"]
        )
    if any(section.kind not in ("parameters", "returns", "raises") for section in doc.sections):
        return None
    heading, deep = kind.capitalize(), f"{doc.indent}    "
    if doc.style == "numpy":
        lines = [heading, "-" * len(heading), name or "object"]
        spelled = [*(f"{doc.indent}{line}" for line in lines), f"{deep}{text}"]
    else:
        spelled = [f"{doc.indent}{heading}:", f"{deep}{name + ': ' if name else ''}{text}"]
    if unit.module.lines[doc.last - 1].strip():
        spelled.insert(0, "")
    return unit.module.line_edit(doc.last, doc.last - 1, spelled)


def body_start(unit: Unit) -> tuple[int, str] | None:
    """Return the line of a function's first statement behind its docstring, and its indentation."""
    function = unit.function
    if function is None or len(function.body) < 2 or ast.get_docstring(function) is None:
        first = function.body[0] if function is not None else None
        if first is None or (function and ast.get_docstring(function) is not None):
            return None
        start = first.lineno - 1
    else:
        statement = function.body[1]
        decorators = getattr(statement, "decorator_list", [])
        start = min([statement.lineno, *(node.lineno for node in decorators)]) - 1
    line = unit.module.lines[start]
    deep = line[: len(line) - len(line.lstrip())]
    own = function.lineno - 1 if function is not None else 0
    return (start, deep) if start > own and deep else None


def remark(unit: Unit, entry: Entry, text: str) -> Edit | None:
    """Return the edit that adds a sentence to the text of an entry; None if it ends in none."""
    line = unit.module.lines[entry.last]
    ends = entry.text.endswith(".") and line.endswith(".")
    return unit.module.after_line(entry.last, f" {text}") if ends else None
