"""What a page holds and in which order: a component, or a library's list of them, as a document.

This is the one place that decides on headings, columns and words of our own; the formats decide
only how it looks. A section without content is left out. An entry that nobody described shows a
dash: an empty cell would look like a fault of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from faceplate.model import (
    Attribute,
    Behaviour,
    Component,
    Event,
    Item,
    Library,
    Manifest,
    Method,
    Note,
    Parameter,
    Shortcut,
    Source,
)
from faceplate.model import Section as DocstringSection
from faceplate.render import signature
from faceplate.render.content import (
    Admonition,
    Block,
    Bullets,
    Code,
    CodeBlock,
    Document,
    Paragraph,
    Section,
    Span,
    Table,
    Term,
    Text,
    Tone,
)
from faceplate.render.prose import prose

Cell = tuple[Block, ...]
Line = tuple[Span, ...]

NOTHING = "—"
LINE = 88

_CAUTIONS = {"attention", "caution", "danger", "deprecated", "error", "important", "warning"}
_WAYS = {"keyword_only": "keyword-only", "positional_only": "positional-only"}
_ENTRIES = {
    "attributes": "Attribute",
    "methods": "Method",
    "functions": "Function",
    "classes": "Class",
    "raises": "Exception",
    "warns": "Warning",
    "returns": "Value",
    "yields": "Value",
    "receives": "Value",
    "parameters": "Parameter",
    "other parameters": "Parameter",
}


def page(component: Component, library: Library, *, line: int = LINE) -> Document:
    """The page of one component.

    Args:
        component: What the page is about.
        library: The library it belongs to.
        line: Number of columns of a line of code.

    Returns:
        Its sections in the order of the page.
    """
    sections = [
        _section(
            "Description",
            (*prose(component.description), *_told(component.deprecated, component.notes)),
        ),
        _section("Behaviour", _behaviour(component.as_input, component.as_output)),
        _section(
            "Initialization" if component.kind == "class" else "Parameters",
            _parameters(component.parameters, (component.path, component.canonical_path)),
        ),
        *_stated(component.sections, component.returns),
        _section("Shortcuts", _shortcuts(component.shortcuts)),
        _section("Event listeners", _events(component)),
        _section("Event arguments", _parameters(component.event_arguments, ())),
        _section("Methods", (), [_method(method, line) for method in component.methods]),
        _section("Attributes", _attributes(component.attributes)),
        _section("Example", _code(component.example)),
        _section("Tags", _tags(component.tags)),
        _section("Source", _source(component)),
    ]
    return Document(
        title=_one_line(component.name) or NOTHING,
        byline=_one_line(
            " · ".join(filter(None, (_version(library), component.kind, component.group)))
        ),
        lead=_call(component, line),
        sections=_anchored(sections),
        previous=_one_line(component.previous or "") or None,
        next=_one_line(component.next or "") or None,
    )


def listing(manifest: Manifest) -> Document:
    """The list of a library's components, group by group.

    Args:
        manifest: The library.

    Returns:
        A section for each group, then what could not be read.
    """
    groups: dict[str | None, list[Component]] = {}
    for component in manifest.components:
        groups.setdefault(component.group, []).append(component)
    rest = "Other" if len(groups) > 1 else "Components"
    count = len(manifest.components)
    sections = [
        _section(
            _one_line(group or "") or rest,
            _table(
                ("Component", "Summary"),
                [_listed(component, manifest.library) for component in components],
            ),
        )
        for group, components in groups.items()
    ]
    problems = [
        (
            _term(
                f"{problem.file}:{problem.line}"
                if problem.line
                else problem.file or manifest.library.name
            ),
            (Paragraph((Text(_one_line(problem.message) or NOTHING),)),),
        )
        for problem in manifest.problems
    ]
    sections.append(_section("Not read", _table(("Place", "Problem"), problems)))
    return Document(
        title=_one_line(manifest.library.name) or NOTHING,
        byline=f"{_one_line(_version(manifest.library))} · "
        f"{count} component{'' if count == 1 else 's'}",
        lead=(),
        sections=_anchored(sections),
    )


def _listed(component: Component, library: Library) -> tuple[Cell, Cell]:
    usual = f"{library.name}.{component.name}"
    details: list[Line] = []
    if component.path != usual:
        details.append((Code(_one_line(component.path)),))
    if component.deprecated is not None:
        details.append((Text("deprecated"),))
    return _term(component.name, details), _described(component.summary)


def _call(component: Component, line: int) -> Cell:
    path, parameters = _one_line(component.path) or NOTHING, component.parameters
    short = signature.short(path, parameters)
    whole = signature.whole(path, parameters, component.returns, line=line)
    code = CodeBlock(whole, "python")
    return (code,) if whole == short else (Paragraph((Code(short),)), code)


def _told(deprecated: str | None, notes: Sequence[Note]) -> Cell:
    """The deprecation once, and whole; then the notes that say something else."""
    admonitions = []
    if deprecated is not None:
        admonitions.append(Admonition("Deprecated", "warning", _described(deprecated)))
    for note in notes:
        if deprecated is not None and note.text.split() == deprecated.split():
            continue
        kind = _one_line(note.kind).lower()
        tone: Tone = "warning" if kind in _CAUTIONS else "note"
        admonitions.append(Admonition(kind.capitalize() or "Note", tone, _described(note.text)))
    return tuple(admonitions)


def _behaviour(as_input: Behaviour | None, as_output: Behaviour | None) -> Cell:
    rows = [
        (
            (Term((Text(words),), tuple(_lines(behaviour.annotation))),),
            _described(behaviour.description),
        )
        for words, behaviour in (("As input", as_input), ("As output", as_output))
        if behaviour is not None
    ]
    return _table(("Direction", "Description"), rows)


def _parameters(parameters: Sequence[Parameter], own: Iterable[str]) -> Cell:
    rows = []
    for parameter in parameters:
        details = [*_lines(parameter.annotation or parameter.stated_type), *_passing(parameter)]
        rows.append(
            (_term(signature.starred(parameter), details), _described(parameter.description))
        )
    return _table(("Parameter", "Description"), rows, _origins(parameters, own))


def _passing(parameter: Parameter) -> list[Line]:
    """How a parameter is passed: its default, or that it is required; and by keyword or not."""
    lines = _lines(parameter.default, "default: ")
    if lines and (constant := _lines(parameter.constant, " = ")):
        lines[-1:] = [(*lines[-1], *constant[0]), *constant[1:]]
    if not lines and parameter.required:
        lines = [(Text("required"),)]
    if way := _WAYS.get(parameter.kind):
        lines[-1:] = [(*lines[-1], Text(f", {way}"))] if lines else [(Text(way),)]
    return lines


def _origins(parameters: Sequence[Parameter], own: Iterable[str]) -> Line:
    """Whose docstrings the descriptions stand in, where that is not the component's own."""
    home = {path + end for path in own for end in ("", ".__init__")}
    origins: dict[str, list[Parameter]] = {}
    described = [parameter for parameter in parameters if parameter.description.strip()]
    for parameter in described:
        if parameter.described_in is not None and parameter.described_in not in home:
            origins.setdefault(parameter.described_in, []).append(parameter)
    spans: list[Span] = []
    for path, members in origins.items():
        spans.append(Text(" Descriptions " if spans else "Descriptions "))
        if len(members) < len(described):
            spans.append(Text("of "))
            spans.extend(_series(signature.starred(member) for member in members))
            spans.append(Text(" "))
        spans.extend((Text("from "), Code(_one_line(path) or NOTHING), Text(".")))
    return tuple(spans)


def _stated(sections: Sequence[DocstringSection], returns: str | None) -> list[Section]:
    """Docstring sections as the author titled them; a lone unnamed return has the call's type."""
    result = []
    for section in sections:
        items = section.items
        lone = section.kind == "returns" and len(items) == 1 and not items[0].name
        if lone and not items[0].annotation:
            items = [Item("", returns, items[0].description)]
        kind = _one_line(section.kind)
        title = _one_line(section.title) or kind.capitalize() or NOTHING
        result.append(_section(title, _items(items, _ENTRIES.get(kind.lower(), "Name"))))
    return result


def _items(items: Sequence[Item], entry: str) -> Cell:
    if not any(item.name or item.annotation for item in items):
        return tuple(block for item in items for block in prose(item.description))
    rows = []
    for item in items:
        lines = _lines(item.annotation)
        if item.name:
            term = _term(item.name, lines)
        else:
            term = (Term(lines[0], tuple(lines[1:])),) if lines else _term(NOTHING)
        rows.append((term, _described(item.description)))
    return _table((entry, "Description"), rows)


def _shortcuts(shortcuts: Sequence[Shortcut]) -> Cell:
    rows = [
        (
            _term(shortcut.class_),
            (Paragraph((Code(f'"{_one_line(shortcut.string)}"'),)),),
            (Paragraph((Text(_one_line(shortcut.initialization) or NOTHING),)),),
        )
        for shortcut in shortcuts
    ]
    return _table(("Class", "Interface string shortcut", "Initialization"), rows)


def _events(component: Component) -> Cell:
    if not component.events:
        return ()
    rows = [
        (
            _term(signature.short(f"{component.path}.{event.name}", component.event_arguments, 1)),
            (*_described(event.description), *_differences(event)),
        )
        for event in component.events
    ]
    table = _table(("Listener", "Description"), rows)
    if not component.event_arguments:
        return table
    return (Paragraph((Text("Each listener takes the event arguments below."),)), *table)


def _differences(event: Event) -> Cell:
    if not event.defaults:
        return ()
    codes = _series(f"{name} = {default}" for name, default in event.defaults.items())
    return (Paragraph((Text("Default here: "), *codes)),)


def _method(method: Method, line: int) -> Section:
    whole = signature.whole(_one_line(method.path), method.parameters, method.returns, line=line)
    blocks = (
        CodeBlock(whole, "python"),
        *prose(method.description or method.summary),
        *_told(method.deprecated, method.notes),
    )
    sections = [
        _section("Parameters", _parameters(method.parameters, (method.path,))),
        *_stated(method.sections, method.returns),
        _section("Example", _code(method.example)),
    ]
    if method.source is not None:
        sections.append(_section("Source", (Paragraph((Code(_place(method.source)),)),)))
    return _section(_one_line(method.name) or NOTHING, blocks, sections)


def _attributes(attributes: Sequence[Attribute]) -> Cell:
    rows = [
        (
            _term(
                attribute.name,
                [*_lines(attribute.annotation), *_lines(attribute.value, "value: ")],
            ),
            _described(attribute.description),
        )
        for attribute in attributes
    ]
    return _table(("Attribute", "Description"), rows)


def _tags(tags: dict[str, str]) -> Cell:
    rows = [
        ((Term((Text(_one_line(label) or NOTHING),)),), _described(text))
        for label, text in tags.items()
    ]
    return _table(("Tag", "Text"), rows)


def _source(component: Component) -> Cell:
    lines: list[Line] = []
    if component.canonical_path != component.path:
        lines.append((Text("Declared as "), Code(_one_line(component.canonical_path) or NOTHING)))
    if component.bases:
        words = "Base class: " if len(component.bases) == 1 else "Base classes: "
        lines.append((Text(words), *_series(component.bases)))
    if component.unknown_bases:
        words = "Not read, so what comes from there is not shown: "
        lines.append((Text(words), *_series(component.unknown_bases)))
    lines.append((Text("File: "), Code(_place(component.source))))
    return (Bullets(tuple((Paragraph(line),) for line in lines)),)


def _place(source: Source) -> str:
    last = "" if source.end_line == source.line else f"-{source.end_line}"
    return f"{_one_line(source.file)}:{source.line}{last}"


def _code(example: str | None) -> Cell:
    text = (example or "").strip("\n")
    return (CodeBlock(text, "python"),) if text.strip() else ()


def _described(markdown: str) -> Cell:
    return prose(markdown) or (Paragraph((Text(NOTHING),)),)


def _term(name: str, details: Sequence[Line] = ()) -> Cell:
    return (Term((Code(_one_line(name) or NOTHING),), tuple(details)),)


def _lines(source: str | None, label: str = "") -> list[Line]:
    """Source that may run over several lines, as lines of code; the label before the first."""
    lines: list[Line] = [
        (Code(line.rstrip()),) for line in (source or "").split("\n") if line.strip()
    ]
    if lines and label:
        lines[0] = (Text(label), *lines[0])
    return lines


def _series(codes: Iterable[str]) -> list[Span]:
    spans: list[Span] = []
    for code in codes:
        if spans:
            spans.append(Text(", "))
        spans.append(Code(_one_line(code) or NOTHING))
    return spans


def _table(header: Sequence[str], rows: Sequence[tuple[Cell, ...]], caption: Line = ()) -> Cell:
    if not rows:
        return ()
    heads = tuple((Paragraph((Text(words),)),) for words in header)
    return (Table(heads, tuple(rows), caption),)


def _section(title: str, blocks: Iterable[Block], sections: Iterable[Section] = ()) -> Section:
    """A section that has no anchor yet."""
    kept = tuple(section for section in sections if section.blocks or section.sections)
    return Section(title, "", tuple(blocks), kept)


def _anchored(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections that have content, each with an anchor of its own."""
    taken: set[str] = set()

    def anchored(section: Section, above: str) -> Section:
        words = re.sub(r"[^a-z0-9]+", "-", (above + section.title).lower()).strip("-") or "section"
        anchor, number = words, 1
        while anchor in taken:
            number += 1
            anchor = f"{words}-{number}"
        taken.add(anchor)
        inner = tuple(anchored(section, f"{anchor}-") for section in section.sections)
        return Section(section.title, anchor, section.blocks, inner)

    return tuple(
        anchored(section, "") for section in sections if section.blocks or section.sections
    )


def _version(library: Library) -> str:
    return f"{library.name} {library.version}" if library.version else library.name


def _one_line(text: str) -> str:
    return " ".join(text.split())
