"""The headings of a page as a site wants them: renamed, or left out with what stands under them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from faceplate.render.content import Document


def headed(document: Document, titles: Mapping[str, str]) -> Document:
    """Return a page with the headings that a site wants.

    Args:
        document: The page.
        titles: Title of a section to the title that it gets; an empty one leaves the section out.
    """
    if not titles:
        return document
    return replace(
        document,
        sections=tuple(
            replace(section, title=titles.get(section.title, section.title))
            for section in document.sections
            if titles.get(section.title, section.title)
        ),
    )
