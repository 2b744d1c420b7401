"""What a page is about, for search engines: JSON-LD in the vocabulary of schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from markupsafe import Markup

from faceplate.render.content import Paragraph, plain
from faceplate.render.prose import prose

if TYPE_CHECKING:
    from faceplate.model import Component, LibraryInfo

# Characters that could end the element that the data stand in, or begin another one.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def structured_data(component: Component, library: LibraryInfo) -> Markup:
    """Return the data of a page, as what stands in a `script` element.

    Args:
        component: What the page is about.
        library: The library that it is of.
    """
    part = {"@type": "SoftwareSourceCode", "name": library.name, "programmingLanguage": "Python"}
    if library.version:
        part["version"] = library.version
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "APIReference",
        "headline": component.path,
        "name": component.name,
        "isPartOf": part,
    }
    blocks = prose(component.summary)
    words = [plain(block.spans) for block in blocks if isinstance(block, Paragraph)]
    if words:
        data["description"] = " ".join(words)
    text = msgspec.json.encode(data).decode()
    return Markup("".join(_ESCAPES.get(character, character) for character in text))
