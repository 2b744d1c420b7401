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


def write_markdown(descriptor: Descriptor) -> str:
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
    lines: list[Span] = []
    token = endpoint.oauth_token
    for text in (
        endpoint.description,
        _SEEN.get(endpoint.visibility, ""),
        f"It acts for the user, with a token of theirs ({token})." if token else "",
    ):
        if text:
            lines += [*([Break()] if lines else []), *_words(text)]
    nothing = (Paragraph((Text(NOTHING),)),)
    return pieces.section(
        pieces.one_line(legible(endpoint.name or f"fn_index={endpoint.index}")) or NOTHING,
        (Paragraph(tuple(lines)),) if lines else (),
        [
            pieces.section(
                "Parameters",
                pieces.table(
                    ("Parameter", "Component", "Label"),
                    [
                        (
                            _term(value, value.name or value.label),
                            _cell(value.component),
                            _cell(value.label),
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
                        (_term(value, value.label), _cell(value.component))
                        for value in endpoint.returns
                    ],
                )
                or nothing,
            ),
        ],
    )


def _term(value: Value, name: str) -> Cell:
    details = pieces.lines(legible(value.python_type))
    if value.type_description:
        details.append(tuple(_words(value.type_description)))
    if value.has_default:
        details += pieces.lines(legible(repr(value.default)), "default: ")
    elif value.states_default:
        details.append((Text("required"),))
    return pieces.term(legible(name), details)


def _cell(text: str) -> Cell:
    return (Paragraph(tuple(_words(text)) or (Text(NOTHING),)),)


def _words(text: str) -> Line:
    words = pieces.one_line(legible(text))
    return (Text(words),) if words else ()
