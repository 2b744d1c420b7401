"""The API endpoints of an app, as a document: a section for each endpoint.

The texts of an app are plain words, not Markdown, so none of them is read as markup.
"""

from __future__ import annotations

from faceplate.api.descriptor import Descriptor, Endpoint, Value
from faceplate.characters import legible
from faceplate.render import markdown, pieces
from faceplate.render.content import (
    Break,
    Code,
    Document,
    DocumentSection,
    Paragraph,
    Span,
    Text,
)
from faceplate.render.pieces import NOTHING, Cell, Line

_SEEN = {"undocumented": "The app does not list this endpoint, but it can be called."}


def write(descriptor: Descriptor) -> str:
    """The descriptor as a Markdown page.

    Args:
        descriptor: What to write.
    """
    return markdown.write(document(descriptor), width=0, color=False)


def document(descriptor: Descriptor) -> Document:
    """The descriptor as a document.

    Args:
        descriptor: What it is about.

    Returns:
        A section for each endpoint, those with a name first.
    """
    shown = [one for one in descriptor.endpoints if one.visibility != "private"]
    count = len(shown)
    library = " ".join(filter(None, (descriptor.library, descriptor.version)))
    lead: Cell = ()
    if descriptor.url:
        lead = (Paragraph((Text("Address: "), Code(pieces.one_line(legible(descriptor.url))))),)
    return Document(
        title=pieces.one_line(legible(descriptor.title)) or "API",
        byline=" · ".join(
            filter(None, (legible(library), f"{count} endpoint{'' if count == 1 else 's'}"))
        ),
        lead=lead,
        sections=pieces.anchored(_endpoint(endpoint) for endpoint in shown),
    )


def _endpoint(endpoint: Endpoint) -> DocumentSection:
    nothing = (Paragraph((Text(NOTHING),)),)
    return pieces.section(
        title_of(endpoint),
        introduced(endpoint),
        [
            pieces.section(
                "Parameters",
                pieces.table(
                    ("Parameter", "Component", "Label"),
                    [
                        (
                            term(value, value.name or value.label),
                            cell(value.component),
                            cell(value.label),
                        )
                        for value in endpoint.parameters
                    ],
                )
                or nothing,
            ),
            pieces.section(
                "Returns",
                pieces.table(
                    ("Value", "Component"),
                    [
                        (term(value, value.label), cell(value.component))
                        for value in endpoint.returns
                    ],
                )
                or nothing,
            ),
        ],
    )


def title_of(endpoint: Endpoint) -> str:
    """What the section of an endpoint is called."""
    return pieces.one_line(legible(endpoint.name or f"fn_index={endpoint.index}")) or NOTHING


def introduced(endpoint: Endpoint) -> Cell:
    """What is said of an endpoint as a whole; empty if nothing is."""
    lines: list[Span] = []
    token = endpoint.oauth_token
    for text in (
        endpoint.description,
        _SEEN.get(endpoint.visibility, ""),
        f"It acts for the user, with a token of theirs ({token})." if token else "",
    ):
        if text:
            lines += [*([Break()] if lines else []), *words(text)]
    return (Paragraph(tuple(lines)),) if lines else ()


def term(value: Value, name: str) -> Cell:
    """The name of a value with its type, and with its default or that it is required."""
    details = pieces.lines(legible(value.python_type))
    if value.type_description:
        details.append(tuple(words(value.type_description)))
    if value.states_value:
        details += pieces.lines(legible(repr(value.default)), "default: ")
    elif value.states_default and not value.has_default:
        details.append((Text("required"),))
    return pieces.term(legible(name), details)


def cell(text: str) -> Cell:
    """A text of an app as the cell of a table."""
    return (Paragraph(tuple(words(text)) or (Text(NOTHING),)),)


def words(text: str) -> Line:
    """A text of an app as plain words on one line."""
    line = pieces.one_line(legible(text))
    return (Text(line),) if line else ()
