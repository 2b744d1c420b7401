"""Links within a document: references, and names in code, lead to where they are explained."""

from __future__ import annotations

from types import NoneType
from typing import TypeVar

import msgspec

from faceplate.model import Component
from faceplate.render.content import (
    Break,
    Code,
    CodeBlock,
    Document,
    DocumentSection,
    Link,
    Reference,
    Span,
    Term,
    Text,
)
from faceplate.render.names import names

T = TypeVar("T")

# What holds neither code that could be a link nor a reference; a link holds one already.
_PLAIN = frozenset({str, Text, Break, CodeBlock, Link, NoneType, int, bool})


class Leading:
    """What decides where names lead; as it stands here, nowhere."""

    def code(self, span: Code) -> Span:
        """Return what stands for a name in code."""
        return span

    def reference(self, span: Reference) -> Span:
        """Return what stands for a reference."""
        return span


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
        made = leading.code(value)
    elif isinstance(value, Reference):
        made = leading.reference(value)
    elif isinstance(value, Term):
        head = _parts(value.head, _References(leading))
        details = _parts(value.details, leading)
        if head is not value.head or details is not value.details:
            made = Term(head, details, value.names)
    elif isinstance(value, msgspec.Struct):
        fields = value.__struct_fields__
        before = tuple([getattr(value, name) for name in fields])
        after = _parts(before, leading)
        made = value if after is before else kind(**dict(zip(fields, after, strict=True)))
    return made  # type: ignore[return-value]


class _References(Leading):
    """Leads where another does, but for code."""

    def __init__(self, leading: Leading) -> None:
        self._leading = leading

    def reference(self, span: Reference) -> Span:
        return self._leading.reference(span)


def _parts(values: tuple[T, ...], leading: Leading) -> tuple[T, ...]:
    """Give the same parts, as the same object where none of them has changed."""
    made: list[T] | None = None
    for place, one in enumerate(values):
        if type(one) in _PLAIN:
            continue
        other = _linked(one, leading)
        if other is not one:
            made = made or list(values)
            made[place] = other
    return values if made is None else tuple(made)
