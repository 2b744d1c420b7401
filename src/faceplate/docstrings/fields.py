"""Fields: `:param name: text` of Sphinx, and `@param name: text` of Epydoc.

A field goes on with what is indented deeper than it, and with a sentence that stands right below it
up to a blank line. Types that stand in fields of their own are joined with what they are the types
of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from faceplate.docstrings import entries, google, numpy
from faceplate.docstrings.annotations import is_built_in
from faceplate.docstrings.headings import KINDS, PARAMETERS, kind_of
from faceplate.docstrings.lines import Lines
from faceplate.docstrings.parts import Entry, Outline, Part, Span

# `:param int angle: text`, `@return: text`
_FIELD = re.compile(r"(?::([A-Za-z]+)|@([a-z]+))(?:[ \t]+(\S.*?))??:(?=[ \t]|$)[ \t]*")
_TIGHT_FIELD = re.compile(
    r"(?::([a-z]+)|@([a-z]+))[ \t]+([\w*., \t]+):(?=[^\s:`])"
)  # `:param x:text`
# Kind of section by the name of a field; those of Sphinx and of Epydoc are the same but for a few.
_KINDS = {
    "param": PARAMETERS,
    "parameter": PARAMETERS,
    "arg": PARAMETERS,
    "argument": PARAMETERS,
    "key": PARAMETERS,
    "keyword": PARAMETERS,
    "kwarg": PARAMETERS,
    "kwparam": PARAMETERS,
    "type": "types",
    "kwtype": "types",
    "return": "returns",
    "returns": "returns",
    "rtype": "types",
    "yield": "yields",
    "yields": "yields",
    "ytype": "types",
    "raise": "raises",
    "raises": "raises",
    "except": "raises",
    "exception": "raises",
    "throws": "raises",
    "var": "attributes",
    "ivar": "attributes",
    "cvar": "attributes",
    "vartype": "types",
    "meta": "meta",
}
# Fields that state the type of a result, and the kind of its section.
_RESULT_TYPES = {"rtype": "returns", "ytype": "yields"}
_NOTES = frozenset({"note", "warning", "todo", "see", "seealso", "attention", "deprecated"})
"""Fields of Epydoc that are admonitions; Sphinx has directives for them."""

_GROUPS = frozenset({"parameters", "keywords", "returns", "exceptions", "attributes", "ivariables"})
"""Fields without an argument, in lower case, whose entries stand below as in another style."""

_UNKNOWN = re.compile(r":[A-Za-z][\w-]*(?: [^:`]*)?:(?=[ \t]|$)|@[a-z]+\b[^:]*:(?=[ \t]|$)")
"""Any field: one whose name says nothing ends the one above it, too."""

_TYPE_WORDS = frozenset(
    {"array", "boolean", "coroutine", "datetime", "decimal", "dictionary", "function", "generator"}
    | {"instance", "integer", "iterable", "iterator", "none", "number", "sequence", "string"}
    | {"dataframe", "ndarray", "path", "tensor"}
)
"""What a type is called in plain words; other words in lower case between colons are names."""

# `files dict` and `files Optional[dict]`, where `dict files` is meant
_TYPES = "bool|bytes|dict|float|int|list|set|str|tuple"
_TYPE_BEHIND = re.compile(
    rf"(?!(?:{_TYPES})\b)([^\W\d]\w*)[ \t]+({_TYPES}|(?:\w+\.)*[A-Z]\w*\[[^:]+\])"
)
# `[speed]`, `[speed=1]`: an optional parameter, as JSDoc marks it. `[str]` is part of a type.
_OPTIONAL = re.compile(rf"\[(?!(?:{_TYPES})\])([^\W\d][\w.]*)(?:=[^\[\]]*)?\]")
_CLASS = re.compile(r"[^\W\d][\w.]*")  # `lamps.LampError`
# What stands between classes: `:raises OSError, ValueError or KeyError: text`
_LISTED = re.compile(r",|\bor\b")


class DocstringField(NamedTuple):
    """A field, such as `:param int angle: text`, and where it stands.

    Attributes:
        name: Its name, such as `param`.
        argument: What stands behind the name, such as `int angle`.
        line: Index of its line.
        column: Its margin.
        start: Column of the argument.
        body: Column of the text.
        end: Index after its last line.
    """

    name: str
    argument: str
    line: int
    column: int
    start: int
    body: int
    end: int

    @property
    def kind(self) -> str:
        """The kind of its section."""
        return _KINDS.get(self.name, "note")


def field(lines: Lines, index: int) -> tuple[str, str, int, int] | None:
    """Return name and argument of the field on a line, and where argument and text begin."""
    line, margin = lines.texts[index], lines.margins[index]
    if line[margin] not in ":@" or lines.quoted[index]:
        return None
    match = _FIELD.match(line, margin) or _TIGHT_FIELD.match(line, margin)
    if match is None:
        return None
    name = (match[1] or match[2]).lower()
    heading = f"{name} {match[3].lower()}" if match[1] and match[3] else ""
    if heading in KINDS and match[1][0].isupper():
        # `:Keyword Arguments:`, but not `:keyword args: text`
        return heading, "", match.end(3), match.end()
    of_epydoc = match[2] is not None and name in _NOTES
    over_others = match[1] is not None and name in _GROUPS and match[3] is None
    if name in _KINDS or of_epydoc or over_others:
        return name, (match[3] or "").strip(), match.start(3), match.end()
    return None


def group(
    lines: Lines, index: int, ends: Callable[[int], bool], stop: int | None = None
) -> list[DocstringField]:
    """Return the fields that follow each other from a line on.

    Args:
        lines: The lines of the docstring.
        index: Index of the line of the first field.
        ends: Whether a line at the margin opens a part in another style.
        stop: Index after the last line that they may take; None for that of the docstring.
    """
    fields: list[DocstringField] = []
    while index < (len(lines) if stop is None else stop):
        opened = field(lines, index) if lines.margins[index] >= 0 else None
        if opened is None:
            following = lines.following(index - 1)
            if not fields or following == len(lines) or following == index:
                break
            index = following
            if field(lines, index) is None:
                break
            continue
        end = _end(lines, index, ends)
        fields.append(
            DocstringField(opened[0], opened[1], index, lines.margins[index], *opened[2:], end)
        )
        index = end
    return fields


def _end(lines: Lines, index: int, ends: Callable[[int], bool]) -> int:
    margin = lines.margins[index]
    end = index + 1
    blank = False
    for number in range(index + 1, len(lines)):
        depth = lines.margins[number]
        if depth < 0:
            blank = True
            continue
        if depth <= margin and (
            blank
            or depth < margin
            or _UNKNOWN.match(lines.texts[number], depth)
            or ends(number)
            or _is_directive(lines, number)
            or _is_entry(lines, number)
        ):
            break
        end = number + 1
    return end


def _is_directive(lines: Lines, index: int) -> bool:
    return lines.texts[index].startswith(".. ", lines.margins[index])


def _is_entry(lines: Lines, index: int) -> bool:
    """Return whether a line is like an entry in another style, `mode: str`."""
    margin = lines.margins[index]
    if lines.texts[index][margin] == "`":
        # What is marked as code is part of a sentence.
        return False
    head = entries.head(lines, index, margin, index + 1)
    return head is not None and head.mark == ":"


def parts(lines: Lines, fields: list[DocstringField]) -> Iterator[Part]:
    """Yield the parts that fields make, each with what it says."""
    for field in fields:
        if field.name not in _KINDS and (field.name in _GROUPS or field.name in KINDS):
            yield from _nested(lines, field) or [_grouped(lines, field)]
        elif field.kind == "note":
            text = lines.behind(field.line, field.body, field.end)
            label = "see also" if field.name in ("see", "seealso") else field.name
            yield _part(lines, field, "note", [], text)._replace(label=label)
        elif field.kind == "meta":
            text = f"{field.argument} {lines.behind(field.line, field.body, field.end)}".strip()
            yield _part(lines, field, "meta", [], text)
        else:
            yield _part(lines, field, field.kind, list(_entries(lines, field)))


def _part(
    lines: Lines, field: DocstringField, kind: str, field_entries: list[Entry], text: str = ""
) -> Part:
    body = lines.texts[field.line : field.end]
    return Part(
        kind, "fields", field.name, field.line, field.line, field.end, body, field_entries, text
    )


def _nested(lines: Lines, group_field: DocstringField) -> list[Part]:
    """Return the parts of the fields below `:Keyword Arguments:` and the like; others are none."""
    first = lines.following(group_field.line)
    if first >= group_field.end or lines.texts[group_field.line][group_field.body :].strip():
        return []
    fields = group(lines, first, lambda _: False, group_field.end)
    if (
        not fields
        or fields[-1].end < group_field.end
        or not all(field.name in _KINDS for field in fields)
    ):
        return []
    nested = list(parts(lines, fields))
    body = lines.texts[group_field.line : nested[0].end]
    return [
        nested[0]._replace(line=group_field.line, first=group_field.line, body=body),
        *nested[1:],
    ]


def _grouped(lines: Lines, field: DocstringField) -> Part:
    """Return the part of `:Parameters:` and the like, entries in a list or in NumPy style."""
    kind = {"exceptions": "raises", "keywords": PARAMETERS, "ivariables": "attributes"}.get(
        field.name, kind_of(field.name) or PARAMETERS
    )
    start, stop = lines.trimmed(field.line + 1, field.end)
    if start < stop and kind in (PARAMETERS, "attributes"):
        read = google.body(lines, kind, "fields", field.name, field.line, field.line + 1, field.end)
        if not any(entry.annotation or entry.text for entry in read.entries):
            read = numpy.body(lines, kind, field.name, field.line, field.line + 1, field.end)
        if read.entries:
            return read._replace(form="fields")
    text = lines.behind(field.line, field.body, field.end)
    place = Span(field.line, field.body, field.body)
    body = Span(field.line, field.body, len(lines.texts[field.line]))
    entry = Entry("", None, text, field.line, field.column, field.end, place, None, body)
    return _part(lines, field, kind, [entry] if text else [])


def _entries(lines: Lines, field: DocstringField) -> Iterator[Entry]:
    """Yield what a field says, once for each name that it states."""
    text = lines.behind(field.line, field.body, field.end)
    if field.kind == "raises" and not field.argument and _CLASS.fullmatch(text):
        # `:raises: ValueError`
        at = Span(field.line, field.body, field.body + len(text))
        yield Entry(text, None, "", field.line, field.column, field.line + 1, at, None, at)
        return
    end = max(lines.trimmed(field.line, field.end)[1], field.line + 1)
    body = Span(field.line, field.body, len(lines.texts[field.line]))
    for name, place, stated in _names(field):
        annotation = lines.texts[field.line][stated.start : stated.end] if stated else None
        yield Entry(name, annotation, text, field.line, field.column, end, place, stated, body)


def _names(field: DocstringField) -> Iterator[tuple[str, Span, Span | None]]:
    """Yield each name that a field states with its place, and the place of its type."""
    start, argument = field.start, field.argument
    nowhere = Span(field.line, field.body, field.body)
    if not argument:
        yield "", nowhere, None
    elif field.kind in ("returns", "yields") and _is_name(argument):
        yield argument, Span(field.line, start, start + len(argument)), None
    elif field.name in _RESULT_TYPES or field.kind in ("returns", "yields"):
        # Some write the type between the colons.
        yield "", nowhere, Span(field.line, start, start + len(argument))
    elif field.kind == "raises":
        place = 0
        for piece in map(str.strip, _LISTED.split(argument)):
            at = argument.index(piece, place)
            place = at + len(piece)
            if entries.bare(piece):
                yield _raised(piece), Span(field.line, start + at, start + place), None
    else:
        yield from _named(field)


def _named(field: DocstringField) -> Iterator[tuple[str, Span, Span | None]]:
    """Yield the names of parameters, or one name with its type in front or behind."""
    start, argument = field.start, field.argument
    listed, end = entries.names(argument, 0)
    if listed and end == len(argument):
        for name in listed:
            yield name.text, Span(field.line, start + name.start, start + name.end), None
    elif match := _TYPE_BEHIND.fullmatch(argument):
        place = Span(field.line, start, start + match.end(1))
        yield match[1], place, Span(field.line, start + match.start(2), start + match.end(2))
    else:
        at = max(argument.rfind(" "), argument.rfind("\t")) + 1
        optional = _OPTIONAL.fullmatch(argument, at)
        written = optional[1] if optional else argument[at:].strip("`*~!\\")
        last = entries.bare(written)
        inner = start + argument.find(written, at)
        place_of = Span(field.line, inner, inner + len(last))
        type_ = Span(field.line, start, start + len(argument[:at].rstrip())) if at else None
        yield last, place_of, type_


def _is_name(argument: str) -> bool:
    """Return whether what stands between the colons of a result names it: `:return score: text`."""
    is_word = argument.isidentifier() and argument.islower()
    return is_word and not is_built_in(argument) and argument not in _TYPE_WORDS


def _raised(text: str) -> str:
    return entries.bare(text.strip("()").rpartition(":`")[2])


def joined(outline: Outline) -> Outline:
    """Return an outline in which fields have the types that fields of their own state."""
    types = [part for part in outline.parts if part.kind == "types"]
    if not types:
        return outline
    stated: dict[tuple[str, str], list[Entry]] = {}
    for part in types:
        for entry in part.entries:
            stated.setdefault((_owner(part), entry.name), []).append(entry)
    used: set[tuple[str, int]] = set()
    typed_parts: list[Part] = []
    for part in outline.parts:
        if part.form == "fields" and part.kind in _OWNED:
            part = part._replace(
                entries=[_typed(part.kind, entry, stated, used) for entry in part.entries]
            )
        typed_parts.append(part)
    return outline._replace(parts=list(_left(typed_parts, used)))


_OWNED = {
    PARAMETERS: ("type",),
    "attributes": ("vartype", "type"),
    "returns": ("rtype",),
    "yields": ("ytype", "rtype"),
}
"""By kind, the fields that state the types of its entries."""


def _owner(part: Part) -> str:
    return "type" if part.label == "kwtype" else part.label


def _typed(
    kind: str, entry: Entry, stated: dict[tuple[str, str], list[Entry]], used: set[tuple[str, int]]
) -> Entry:
    if entry.annotation is not None:
        return entry
    owned = "" if kind in ("returns", "yields") else entry.name
    owner = next((owner for owner in _OWNED[kind] if (owner, owned) in stated), None)
    if owner is None:
        return entry
    of = stated[owner, owned]
    # Of several fields that state a type, the one right below belongs to the entry.
    below = next((candidate for candidate in of if candidate.line == entry.end), of[0])
    used.add((owned, below.line))
    annotation = " ".join(below.text.split()) or below.annotation
    if not below.text or below.end > below.line + 1:
        return entry._replace(annotation=annotation)
    place = Span(below.line, below.body.start, below.body.start + len(below.text))
    return entry._replace(annotation=annotation, stated=place, field=below.line)


def _left(parts: list[Part], used: set[tuple[str, int]]) -> Iterator[Part]:
    """Yield parts without the types that others have taken over; those of results stand alone."""
    for part in parts:
        if part.kind != "types":
            yield part
            continue
        left = [entry for entry in part.entries if (entry.name, entry.line) not in used]
        kind = _RESULT_TYPES.get(part.label)
        if left and kind is not None:
            yield part._replace(kind=kind, entries=[_result(entry) for entry in left])
        elif left:
            yield part._replace(entries=left)


def _result(entry: Entry) -> Entry:
    text = " ".join(entry.text.split())
    if not text:
        return entry
    span = entry.body if entry.end == entry.line + 1 else None
    return entry._replace(annotation=text, text="", stated=span)
