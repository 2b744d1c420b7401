"""Modules made up by hypothesis: functions and classes with docstrings in every style and spelling.

A module is made twice: as it should be, and with one fault in one docstring. What fixes the fault
has to bring back the first, byte by byte.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import strategies as st

TYPES = {
    "int": ["1", "42"],
    "float": ["0.5", "2.0"],
    "bool": ["True", "False"],
    "str": ['"left"', '"a b"'],
    "list[int]": [],
    "dict[str, float]": [],
    "str | None": ["None"],
}
NAMES = ["angle", "speed", "torque", "label", "colour", "weight", "pressure", "margin", "length"]
SENTENCES = [
    "How far it goes",
    "What is shown beside it, in words",
    "Taken as it is: nothing is changed",
    "See `pattern` in the manual (page 3)",
    "A value with a caf\xe9 in it",
    "Everything below `limit`",
    "Written like {this} and 100% of that",
]
ESCAPES = ["A path such as C:\\temp", "What \"one\" and 'two' mean", "A tab \\t that is two signs"]
CHOICES = ["left", "right", "centre"]


@dataclass(frozen=True)
class Entry:
    """A parameter, and what the docstring says of it."""

    name: str
    annotation: str
    default: str | None
    text: tuple[str, ...]
    said_name: str = ""
    said_type: str = ""
    said_default: str = ""
    choices: tuple[str, ...] = ()
    word: str = ""
    margin: str = ""
    empty: bool = False


@dataclass(frozen=True)
class Form:
    """How a file is spelled."""

    style: str
    newline: str
    indent: str
    prefix: str
    quotes: str
    encoding: str
    types: bool
    final: bool
    compact: bool
    spaced: bool
    heading: str


@dataclass(frozen=True)
class Function:
    """A function with its docstring."""

    name: str
    entries: tuple[Entry, ...]
    owners: tuple[str, ...]
    returns: str
    said_returns: str = ""
    heading: str = ""
    heir_of: int | None = None


entries = st.builds(
    lambda name, annotation, number, text, more, says: _entry(
        name, annotation, number, text, more, says
    ),
    st.sampled_from(NAMES),
    st.sampled_from(sorted(TYPES)),
    st.integers(0, 2),
    st.sampled_from(SENTENCES + ESCAPES),
    st.lists(st.sampled_from(SENTENCES), max_size=2),
    st.booleans(),
)
forms = st.builds(
    Form,
    style=st.sampled_from(["google", "numpy", "sphinx"]),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    indent=st.sampled_from(["    ", "\t", "  "]),
    prefix=st.sampled_from(["", "r", "R", "u"]),
    quotes=st.sampled_from(['"""', "'''"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "latin-1", "cp1252"]),
    types=st.booleans(),
    final=st.booleans(),
    compact=st.booleans(),
    spaced=st.booleans(),
    heading=st.sampled_from(["Args", "Arguments", "Parameters"]),
)
functions = st.builds(
    Function,
    name=st.sampled_from(["turn", "press"]),
    entries=st.lists(entries, min_size=2, max_size=5, unique_by=lambda one: one.name).map(tuple),
    owners=st.sampled_from([(), ("Knob",), ("Panel", "Knob")]),
    returns=st.sampled_from(["int", "str", "list[str]"]),
)


def _entry(
    name: str, annotation: str, number: int, text: str, more: list[str], says: bool
) -> Entry:
    values = TYPES[annotation]
    default = values[number] if number < len(values) else None
    said = default if says and default not in (None, "None") else ""
    return Entry(name, annotation, default, (text, *more), name, annotation, said or "")


def source(form: Form, functions: list[Function]) -> bytes:
    """Write a module."""
    parts = [] if form.encoding.startswith("utf-8") else [f"# -*- coding: {form.encoding} -*-"]
    parts += ["from typing import Literal", "", "LIMIT = 1  # a comment   ", ""]
    for number, one in enumerate(functions):
        depth = len(one.owners)
        for level, owner in enumerate(one.owners):
            base = "" if one.heir_of is None else f"({owner}{one.heir_of})"
            parts.append(f"{form.indent * level}class {owner}{number}{base}:")
            parts.append(f"{form.indent * (level + 1)}'''It is there.'''")
            parts.append("")
        margin = form.indent * depth
        parts += [margin + line if line else "" for line in _function(form, one, number)]
        parts += ["", ""]
    while not parts[-1]:
        parts.pop()
    text = form.newline.join(parts) + (form.newline if form.final else "")
    return text.encode(form.encoding)


def _function(form: Form, one: Function, number: int) -> list[str]:
    required = [entry for entry in one.entries if entry.default is None]
    rest = [entry for entry in one.entries if entry.default is not None]
    taken = ["self"] if one.owners else []
    taken += [f"{e.name}: {e.annotation}" for e in required]
    taken += [f"{e.name}: {e.annotation} = {e.default}" for e in rest]
    number = number if one.heir_of is None else one.heir_of
    header = f"def {one.name}{number}({', '.join(taken)}) -> {one.returns}:"
    doc = [line.rstrip() for line in _docstring(form, one)]
    if form.compact:
        doc[-1] += form.quotes
    else:
        doc.append(form.quotes)
    doc[0] = f"{form.prefix}{form.quotes}{doc[0]}"
    # What the body holds must stay, however it is spaced.
    body = [*doc, "return   LIMIT  # as it is"]
    return [header, *(form.indent + line if line else "" for line in body)]


def _docstring(form: Form, one: Function) -> list[str]:
    lines = ["Do something with it.", "", "It takes a while.", ""]
    if form.style == "google":
        lines.append(f"{one.heading or form.heading}:")
    elif form.style == "numpy":
        lines += ["Parameters", "----------"]
    ends = [False] * len(one.entries)
    ends[-1] = True
    for entry, last in zip(one.entries, ends, strict=True):
        lines += _said(form, entry)
        if form.spaced and not last:
            lines.append("")
    text = "What comes out of it."
    returns = one.said_returns or one.returns
    if form.style == "google":
        lines += ["", "Returns:", f"{form.indent}{returns}: {text}"]
    elif form.style == "numpy":
        lines += ["", "Returns", "-------", returns, f"{form.indent}{text}"]
    else:
        lines += ([""] if form.spaced else []) + [f":returns: {text}", f":rtype: {returns}"]
    return lines


def _said(form: Form, entry: Entry) -> list[str]:
    first, *more = [_escaped(form, one) for one in entry.text]
    if entry.choices:
        *some, last = [f'"{one}"' for one in entry.choices]
        first = f"One of {', '.join(some)} or {last}"
    if entry.word:
        first = f"({entry.word}) {first}"
    tail = f". Defaults to {entry.said_default}." if entry.said_default else "."
    first += tail if not more else ","
    more = [*more[:-1], more[-1] + tail] if more else []
    if entry.empty:
        first, more = "", []
    step = form.indent
    if form.style == "google":
        stated = f" ({entry.said_type})" if form.types else ""
        lines = [f"{step}{entry.said_name}{stated}: {first}", *(step * 2 + one for one in more)]
        # Spaces, as a hand that slips leaves them.
        texts = [line.lstrip() for line in lines]
        margins = [line[: len(line) - len(text)] for line, text in zip(lines, texts, strict=True)]
        return [m + entry.margin + t for m, t in zip(margins, texts, strict=True)]
    if form.style == "numpy":
        head = f"{entry.said_name} : {entry.said_type}" if form.types else entry.said_name
        return [entry.margin + one for one in (head, *(step + t for t in (first, *more) if t))]
    lines = [f":param {entry.said_name}: {first}", *(step + one for one in more)]
    return [*lines, f":type {entry.said_name}: {entry.said_type}"] if form.types else lines


def _escaped(form: Form, text: str) -> str:
    if form.prefix.lower() == "r":
        return text
    return text.replace("\\", "\\\\")


def signature_order(one: Function) -> Function:
    """Put the entries into the order in which the header has the parameters."""
    ordered = sorted(one.entries, key=lambda entry: entry.default is not None)
    return replace(one, entries=tuple(ordered))


def changed(one: Function, index: int, **fields: object) -> Function:
    """Say something else in one entry."""
    made = list(one.entries)
    made[index] = replace(made[index], **fields)  # type: ignore[arg-type]
    return replace(one, entries=tuple(made))


Fault = Callable[[Function, int], Function | None]
