"""Links within a document: references, and names in code, lead to where they are explained."""

from __future__ import annotations

import builtins
import re
from collections.abc import Callable
from types import NoneType
from typing import TypeVar

import msgspec

from faceplate.facts.annotations import names_in
from faceplate.model import Component
from faceplate.render.content import (
    Break,
    Code,
    CodeBlock,
    Document,
    DocumentSection,
    Link,
    LinkedCode,
    Reference,
    Span,
    Term,
    Text,
)
from faceplate.render.names import names

T = TypeVar("T")

# A dotted name, and the arguments of a call of it.
_CALLED = re.compile(r"([^\W\d]\w*(?:\.[^\W\d]\w*)*)(?:\(.*\))?")
# A name with dots in a sentence, that in `@gr.render()` too: not the end of a longer one, nor of an
# address or a path.
_MENTION = re.compile(r"(?<![\w./\\:-])(?<!\w@)[^\W\d]\w*(?:\.[^\W\d]\w*)+(?![\w/])")

# What holds neither code that could be a link nor a reference; a link holds one already.
_PLAIN = frozenset({str, Text, Break, CodeBlock, Link, LinkedCode, NoneType, int, bool})


class Leading:
    """What decides where names lead; as it stands here, nowhere."""

    def code(self, span: Code) -> Span:
        """Return what stands for a name in code."""
        return span

    def annotation(self, span: Code) -> Span:
        """Return what stands for a type."""
        return span

    def reference(self, span: Reference) -> Span:
        """Return what stands for a reference."""
        return span

    def mention(self, name: str) -> Span | None:
        """Return what stands for a dotted name in a sentence; None for the name alone."""
        return None


def called(code: str) -> str:
    """Return the dotted name that a piece of code is, or calls; empty for any other code.

    Args:
        code: Such as `Button`, `gr.Button.click` or `gr.Button(value="Run")`.
    """
    match = _CALLED.fullmatch(code)
    return match[1] if match else ""


def leads_to(name: str, component: Component) -> str | None:
    """Return the dotted path that a name in the types of a page leads to.

    Args:
        name: The name as it is written.
        component: What the page is about.

    Returns:
        The path; the name itself where nothing is known of it; None for a name of Python.
    """
    path = component.annotated_names.get(name)
    return path or (None if hasattr(builtins, name) else name)


def linked_annotation(
    span: Code, leading: Callable[[str], Link | Reference | None]
) -> Code | LinkedCode:
    """Return a type in which names lead somewhere.

    Args:
        span: The type.
        leading: Gives what stands for a name; None where it leads nowhere.
    """
    parts: list[Code | Link | Reference] = []
    end = 0
    for start, stop, name in names_in(span.text):
        link = leading(name)
        if link is not None:
            if start > end:
                parts.append(Code(span.text[end:start]))
            parts.append(link)
            end = stop
    if not parts:
        return span
    if end < len(span.text):
        parts.append(Code(span.text[end:]))
    return LinkedCode(tuple(parts))


def linked(value: T, leading: Leading) -> T:
    """Return a document, or a part of one, whose names lead where they are explained.

    Args:
        value: A document, a section, a block or a tuple of them.
        leading: Decides where a name leads.

    Returns:
        The same; what stands in a link already, in a block of code or as code at the head of a row
        is left as it is.
    """
    return _linked(value, leading)


def on_page(document: Document, component: Component) -> Document:
    """Return a page that stands alone, with links to the names that are explained on it.

    Args:
        document: The page of a component.
        component: What the page is about.
    """
    leading = _OnPage(component, document)
    made = linked(document, leading)
    if not leading.used:
        return document

    def marked(section: DocumentSection) -> DocumentSection:
        return msgspec.structs.replace(
            section,
            linked=section.name in leading.used,
            sections=tuple(map(marked, section.sections)),
        )

    return msgspec.structs.replace(made, sections=tuple(map(marked, made.sections)))


class _OnPage(Leading):
    """Leads to the sections of one page that have a name, which are its methods."""

    def __init__(self, component: Component, document: Document) -> None:
        self._starts = (component.path, component.canonical_path)
        self._names: dict[str, str] = {}
        self.used: set[str] = set()
        folded: set[str] = set()

        def note(section: DocumentSection) -> None:
            # Targets of reStructuredText are equal whatever their case.
            if section.name and section.name.lower() not in folded:
                folded.add(section.name.lower())
                self._names[section.name] = section.name
            for inner in section.sections:
                note(inner)

        for section in document.sections:
            note(section)
        for name, path in names(component).methods.items():
            if path in self._names:
                for start in (*self._starts, component.name):
                    self._names.setdefault(f"{start}.{name}", path)
                self._names.setdefault(name, path)

    def reference(self, span: Reference) -> Span:
        name = self._names.get(span.target)
        if name is None:
            return span
        self.used.add(name)
        return Link(span.spans, f"#{name}")


def _linked(value: T, leading: Leading) -> T:
    made: object = value
    kind = type(value)
    if kind in _PLAIN:  # most of a page
        return value
    if kind is tuple:
        made = _parts(value, leading)  # type: ignore[arg-type]
    elif isinstance(value, Code):
        made = leading.annotation(value) if value.is_annotation else leading.code(value)
    elif isinstance(value, Reference):
        made = leading.reference(value)
    elif isinstance(value, Term):
        head = _parts(value.head, _OutsideNames(leading))
        details = _parts(value.details, leading)
        if head is not value.head or details is not value.details:
            made = Term(head, details, value.names)
    elif isinstance(value, msgspec.Struct):
        fields = value.__struct_fields__
        before = tuple([getattr(value, name) for name in fields])
        after = _parts(before, leading)
        made = value if after is before else kind(**dict(zip(fields, after, strict=True)))
    return made  # type: ignore[return-value]


class _OutsideNames(Leading):
    """Leads where another does, but for names in code, which are those of the row itself."""

    def __init__(self, leading: Leading) -> None:
        self._leading = leading

    def annotation(self, span: Code) -> Span:
        return self._leading.annotation(span)

    def reference(self, span: Reference) -> Span:
        return self._leading.reference(span)


def _parts(values: tuple[T, ...], leading: Leading) -> tuple[T, ...]:
    """Give the same parts, as the same object where none of them has changed."""
    made: list[T] | None = None
    for place, one in enumerate(values):
        if type(one) in _PLAIN:
            if (
                isinstance(one, Text)
                and "." in one.text
                and (spans := _mentions(one.text, leading))
            ):
                made = list(values[:place]) if made is None else made
                made += spans  # type: ignore[arg-type]  # a text stands among spans
            elif made is not None:
                made.append(one)
            continue
        other = _linked(one, leading)
        if made is None and other is not one:
            made = list(values[:place])
        if made is not None:
            made.append(other)
    return values if made is None else tuple(made)


def _mentions(text: str, leading: Leading) -> list[Span]:
    """Return the spans of a text in which names lead somewhere; none where no name does."""
    spans: list[Span] = []
    end = 0
    for match in _MENTION.finditer(text):
        span = leading.mention(match[0])
        if span is not None:
            spans += [Text(text[end : match.start()]), span] if match.start() > end else [span]
            end = match.end()
    if spans and end < len(text):
        spans.append(Text(text[end:]))
    return spans
