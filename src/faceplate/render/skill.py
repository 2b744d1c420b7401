"""A skill: what an agent needs to use an app, as the Markdown file that agents look for.

The file opens with a name and a line that says when to use it. An agent reads these of every skill,
and the rest only once it has chosen this one: the address, each endpoint with its parameters, and
calls to copy. The texts of an app are plain words there; none is read as markup, or as a heading.
"""

from __future__ import annotations

import json
import re

from faceplate.api.descriptor import Descriptor, Endpoint, open_lines
from faceplate.api.forms import page, shell
from faceplate.api.forms.docstring import parameter_texts
from faceplate.characters import encodable, legible
from faceplate.render import markdown, pieces
from faceplate.render.content import (
    Bullets,
    Code,
    CodeBlock,
    Document,
    DocumentSection,
    Paragraph,
    Text,
)
from faceplate.render.endpoints import cell, introduced, term, title_of, words

# The limits of the format, in characters.
_NAME, _DESCRIPTION = 64, 1024


def write(descriptor: Descriptor) -> str:
    """The descriptor as a skill.

    Args:
        descriptor: What to write.

    Returns:
        The content of a file `SKILL.md`.
    """
    head = {"name": _name(descriptor), "description": _description(descriptor)}
    # A text in JSON is one in YAML, too.
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    body = markdown.write(_document(descriptor), width=0, color=False)
    return encodable("\n".join(["---", *lines, "---", "", body]))


def _name(descriptor: Descriptor) -> str:
    """A name of lower-case letters, digits and single hyphens."""
    title = descriptor.title or descriptor.library or ""
    words = re.sub(r"[^a-z0-9]+", "-", title.lower())[:_NAME].strip("-")
    return words or "app"


def _description(descriptor: Descriptor) -> str:
    title = pieces.one_line(legible(descriptor.title)) or "an app"
    names = [title_of(endpoint) for endpoint in _shown(descriptor)]
    text = f"Call the API of {title}: {', '.join(names) or 'it has no endpoint'}."
    return text if len(text) <= _DESCRIPTION else text[: _DESCRIPTION - 1] + "…"


def _shown(descriptor: Descriptor) -> list[Endpoint]:
    return [endpoint for endpoint in descriptor.served if endpoint.visibility != "private"]


def _document(descriptor: Descriptor) -> Document:
    library = " ".join(filter(None, (descriptor.library, descriptor.version)))
    address = Code(pieces.one_line(legible(descriptor.url or page.URL)))
    sections = [
        pieces.section(
            "Before the first call",
            (
                Paragraph((Text("The app is called at "), address, Text("."))),
                Paragraph((Text("Calls from Python need its client:"),)),
                CodeBlock("pip install gradio_client", "sh"),
                Paragraph(
                    (Text("Pass parameters by name. Those with a default can be left out."),)
                ),
            ),
        ),
        *(_endpoint(descriptor, endpoint) for endpoint in _shown(descriptor)),
    ]
    left = [(Paragraph(words(line)),) for line in open_lines(descriptor.open or ())]
    if left:
        lead = Paragraph((Text("This was read from source, and is known only at run time:"),))
        sections.append(pieces.section("What is open", (lead, Bullets(tuple(left)))))
    return Document(
        title=pieces.one_line(legible(descriptor.title)) or "API",
        byline=f"for {legible(library)}" if library else "",
        lead=(),
        sections=pieces.anchored(sections),
    )


def _endpoint(descriptor: Descriptor, endpoint: Endpoint) -> DocumentSection:
    texts = parameter_texts(endpoint)
    nothing = cell("")
    return pieces.section(
        title_of(endpoint),
        introduced(endpoint),
        [
            pieces.section(
                "Parameters",
                pieces.table(
                    ("Parameter", "What it is"),
                    [
                        (
                            term(value, value.name or value.label),
                            cell(texts.get(value.name or "", "") or value.label),
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
            pieces.section(
                "From Python", (CodeBlock(page.call(descriptor, endpoint, "python"), "python"),)
            ),
            pieces.section("From the shell", (CodeBlock(shell.call(descriptor, endpoint), "sh"),)),
        ],
    )
