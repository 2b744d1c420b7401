"""What a page holds and in which order: a component, or a library's list of them, as a document.

This is the one place that decides on headings, columns and words of our own; the formats decide
only how it looks. A section without content is left out. An entry that nobody described shows a
dash: an empty cell would look like a fault of the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from faceplate.model import (
    Attribute,
    Component,
    Inherited,
    Item,
    LibraryInfo,
    Manifest,
    Method,
    Note,
    Overload,
    Section,
    Source,
)
from faceplate.render import pieces, signature, tables
from faceplate.render.content import (
    Admonition,
    Block,
    Bullets,
    Code,
    CodeBlock,
    Document,
    DocumentSection,
    Paragraph,
    Text,
    Tone,
)
from faceplate.render.groups import OTHER, titled
from faceplate.render.names import PageNames, is_name, names
from faceplate.render.nouns import nouns
from faceplate.render.pieces import NOTHING, Cell, Line
from faceplate.render.prose import prose

LINE = 88

# Lines of an example that stands right under the description: with more, readers who look for a
# parameter would have to scroll past it, and it comes after the tables.
_BRIEF = 12

_CAUTIONS = {"attention", "caution", "danger", "deprecated", "error", "important", "warning"}
# Sections whose entries are names of what stands elsewhere.
_OF_NAMES = {"see also", "seealso"}
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


def page(component: Component, library: LibraryInfo, *, line: int = LINE) -> Document:
    """The page of one component.

    Args:
        component: What the page is about.
        library: The library it belongs to.
        line: Number of columns of a line of code.

    Returns:
        Its sections in the order of the page.
    """
    named = names(component)
    is_brief = (component.example or "").strip().count("\n") < _BRIEF
    example = pieces.section("Example", _code(component.example) or _smallest_call(component))
    sections = [
        pieces.section(
            "Description",
            (*prose(component.description), *_told(component.deprecated, component.notes)),
        ),
        *([example] if is_brief else []),
        pieces.section("Behaviour", tables.behaviour(component.as_input, component.as_output)),
        pieces.section(
            "Initialization" if component.kind == "class" else "Parameters",
            tables.parameters(
                component.parameters,
                (component.path, component.canonical_path),
                {name: (path,) for name, path in named.parameters.items()},
            ),
        ),
        *_stated(
            [one for one in component.sections if one.kind != "attributes"], component.returns
        ),
        pieces.section("Overloads", _overloads(component.path, component.overloads, line)),
        pieces.section("Shortcuts", tables.shortcuts(component.shortcuts)),
        pieces.section("Event listeners", tables.events(component, named)),
        pieces.section(
            "Event arguments", tables.parameters(component.event_arguments, (), named.arguments)
        ),
        pieces.section("Event payloads", tables.payloads(component, named)),
        pieces.section("Slots", tables.items(component.slots, "Slot")),
        pieces.section("Key bindings", tables.bindings(component.bindings)),
        pieces.section("CSS classes", tables.items(component.css_classes, "CSS class")),
        pieces.section(
            "Methods", (), [_method(method, line, named) for method in component.methods]
        ),
        pieces.section("Attributes", tables.attributes(_described(component), named)),
        pieces.section("Inherited", _inherited(component.inherited)),
        *([] if is_brief else [example]),
        pieces.section("Tags", tables.tags(component.tags)),
        pieces.section("Source", _source(component, library)),
    ]
    return Document(
        title=pieces.one_line(component.name) or NOTHING,
        byline=pieces.one_line(
            " · ".join(filter(None, (versioned(library), component.kind, component.group)))
        ),
        lead=_call(component, line),
        sections=pieces.anchored(pieces.joined(sections)),
        previous=pieces.one_line(component.previous or "") or None,
        next=pieces.one_line(component.next or "") or None,
        name=named.subject,
    )


def listing(manifest: Manifest) -> Document:
    """The list of a library's components, group by group.

    Args:
        manifest: The library.

    Returns:
        A section for each group, then what could not be read.
    """
    words = nouns(manifest.library)
    several = len({component.group for component in manifest.components}) > 1
    sections = [
        pieces.section(
            pieces.one_line(title),
            pieces.table(
                (words.head, "Summary"),
                [_listed(component, manifest.library) for component in components],
            ),
        )
        for title, components in titled(
            manifest.components, manifest.library.name, OTHER if several else words.title
        )
    ]
    problems = [
        (
            pieces.term(
                f"{problem.file}:{problem.line}"
                if problem.line
                else problem.file or manifest.library.name
            ),
            (Paragraph((Text(pieces.one_line(problem.message) or NOTHING),)),),
        )
        for problem in manifest.problems
    ]
    sections.append(pieces.section("Not read", pieces.table(("Place", "Problem"), problems)))
    return Document(
        title=pieces.one_line(manifest.library.name) or NOTHING,
        byline=" · ".join(
            [
                pieces.one_line(versioned(manifest.library)),
                words.tallied(manifest.components),
                *read_for(manifest.library),
            ]
        ),
        lead=(),
        sections=pieces.anchored(sections),
    )


def _listed(component: Component, library: LibraryInfo) -> tuple[Cell, Cell]:
    usual = f"{library.name}.{component.name}"
    details: list[Line] = []
    if component.path != usual:
        details.append((Code(pieces.one_line(component.path)),))
    if component.deprecated is not None:
        details.append((Text("deprecated"),))
    return pieces.term(component.name, details), pieces.described(component.summary)


def _call(component: Component, line: int) -> Cell:
    path, parameters = pieces.one_line(component.path) or NOTHING, component.parameters
    if component.kind == "object":
        return (CodeBlock(path, "python"),)
    short = signature.short(path, parameters)
    whole = signature.whole(path, parameters, component.returns, line=line)
    code = CodeBlock(whole, "python")
    return (code,) if whole == short else (Paragraph((Code(short),)), code)


def _told(deprecated: str | None, notes: Sequence[Note]) -> Cell:
    """The deprecation once, and whole; then the notes that say something else."""
    admonitions = []
    if deprecated is not None:
        admonitions.append(Admonition("Deprecated", "warning", pieces.described(deprecated)))
    for note in notes:
        if deprecated is not None and note.text.split() == deprecated.split():
            continue
        kind = pieces.one_line(note.kind).lower()
        tone: Tone = "warning" if kind in _CAUTIONS else "note"
        admonitions.append(
            Admonition(kind.capitalize() or "Note", tone, pieces.described(note.text))
        )
    return tuple(admonitions)


def _stated(sections: Sequence[Section], returns: str | None) -> list[DocumentSection]:
    """Docstring sections as the author titled them; a lone unnamed return has the call's type."""
    result = []
    for section in sections:
        items = section.items
        lone = section.kind == "returns" and len(items) == 1 and not items[0].name
        if lone and not items[0].annotation:
            items = [Item("", returns, items[0].description)]
        kind = pieces.one_line(section.kind)
        title = pieces.one_line(section.title) or kind.capitalize() or NOTHING
        kind = kind.lower()
        entries = tables.items(items, _ENTRIES.get(kind, "Name"), refer=kind in _OF_NAMES)
        result.append(pieces.section(title, (*entries, *prose(section.text))))
    return result


def _method(method: Method, line: int, named: PageNames) -> DocumentSection:
    whole = signature.whole(
        pieces.one_line(method.path), method.parameters, method.returns, line=line
    )
    blocks = (
        CodeBlock(whole, "python"),
        *prose(method.description or method.summary),
        *_told(method.deprecated, method.notes),
    )
    sections = [
        pieces.section(
            "Parameters",
            tables.parameters(
                method.parameters,
                (method.path,),
                {
                    one: (path,)
                    for (of, one), path in named.method_parameters.items()
                    if of == method.name
                },
            ),
        ),
        *_stated(method.sections, method.returns),
        pieces.section("Overloads", _overloads(method.path, method.overloads, line)),
        pieces.section("Example", _code(method.example)),
    ]
    if method.source is not None:
        place = Paragraph((Code(_place(method.source)),))
        doubts = tuple(Paragraph(_uncertain(sentence)) for sentence in method.uncertain)
        sections.append(pieces.section("Source", (*doubts, place)))
    title = pieces.one_line(method.name) or NOTHING
    return pieces.section(title, blocks, sections, named.methods.get(method.name, ""))


def _described(component: Component) -> list[Attribute]:
    """The attributes of a class, each once, with what both its docstring and their own say."""
    attributes = {attribute.name: attribute for attribute in component.attributes}
    for section in component.sections:
        if section.kind != "attributes":
            continue
        for item in section.items:
            known = attributes.get(item.name, Attribute(item.name))
            texts = [known.description]
            if item.description.split() != known.description.split():
                texts.append(item.description)
            attributes[item.name] = Attribute(
                known.name,
                known.annotation or item.annotation,
                known.value,
                "\n\n".join(filter(None, texts)),
            )
    return list(attributes.values())


def _inherited(inherited: Sequence[Inherited]) -> Cell:
    """What comes from each ancestor, on one line, as the ancestor's page explains it."""
    items = []
    for part in inherited:
        owner = Code(pieces.one_line(part.owner) or NOTHING)
        line = (Text("From "), owner, Text(": "), *pieces.series(part.members))
        items.append((Paragraph(line),))
    return (Bullets(tuple(items)),) if items else ()


def _overloads(path: str, overloads: Sequence[Overload], line: int) -> Cell:
    """Each signature that is stated, with what is said of it."""
    blocks: list[Block] = []
    for one in overloads:
        whole = signature.whole(pieces.one_line(path), one.parameters, one.returns, line=line)
        blocks += [CodeBlock(whole, "python"), *prose(one.description)]
    return tuple(blocks)


def _source(component: Component, library: LibraryInfo) -> Cell:
    lines: list[Line] = []
    if component.canonical_path != component.path:
        lines.append(
            (Text("Declared as "), Code(pieces.one_line(component.canonical_path) or NOTHING))
        )
    if component.aliases:
        lines.append((Text("Also "), *pieces.series(component.aliases)))
    if component.bases:
        words = "Base class: " if len(component.bases) == 1 else "Base classes: "
        lines.append((Text(words), *pieces.series(component.bases)))
    if component.unknown_bases:
        words = "Not read, so what comes from there is not shown: "
        lines.append((Text(words), *pieces.series(component.unknown_bases)))
    lines += [_uncertain(sentence) for sentence in component.uncertain]
    lines.append((Text("File: "), Code(_place(component.source))))
    lines += [(Text(f"Read for {environment}"),) for environment in read_for(library)]
    return (Bullets(tuple((Paragraph(line),) for line in lines)),)


def _uncertain(sentence: str) -> Line:
    """Say why a call may take something else than the page shows; names stand in backticks."""
    return _with_code(f"What a call takes is not certain. {pieces.one_line(sentence)}")


def _with_code(sentence: str) -> Line:
    """The spans of a sentence of ours, in which names stand in backticks."""
    return tuple(
        Code(part) if number % 2 else Text(part)
        for number, part in enumerate(sentence.split("`"))
        if part
    )


def _place(source: Source) -> str:
    last = "" if source.end_line == source.line else f"-{source.end_line}"
    return f"{pieces.one_line(source.file)}:{source.line}{last}"


def _code(example: str | None) -> Cell:
    text = (example or "").strip("\n")
    return (CodeBlock(text, "python"),) if text.strip() else ()


def _smallest_call(component: Component) -> Cell:
    """The least that makes a component, for one that has events and no example of its own.

    What a call has to pass is left open: `...` stands for it.
    """
    owner, _, name = component.path.rpartition(".")
    is_plain = component.kind == "class" and name == component.name and is_name(component.path)
    if not component.events or not owner or not is_plain:
        return ()
    passed = [
        "..." if parameter.kind == "positional_only" else f"{parameter.name}=..."
        for parameter in component.parameters
        if parameter.required
    ]
    call = f"{name}({', '.join(passed)})"
    values = "; put a value in place of each `...`" if passed else ""
    return (
        Paragraph(_with_code(f"The smallest call that the signature allows{values}.")),
        CodeBlock(f"from {owner} import {name}\n\n{call}", "python"),
    )


def read_for(library: LibraryInfo) -> list[str]:
    """The Python and the platform that a library was read for, where the manifest says it."""
    if not library.python_version:
        return []
    return [pieces.one_line(f"Python {library.python_version} on {library.platform}")]


def versioned(library: LibraryInfo) -> str:
    """The name of a library, with its version where it states one."""
    return f"{library.name} {library.version}" if library.version else library.name
