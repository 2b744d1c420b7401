"""What an app lets clients call, as a part of a page: the words, code and looks of its own page.

The parts, the snippets and the style are those of the kit. They are put into the page without its
frame, and the style is held back to that part of the page.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from faceplate.sites.pages import TEMPLATES

if TYPE_CHECKING:
    from faceplate.api.descriptor import Descriptor

_HEADING = re.compile(
    r'<article id="(?P<anchor>[^"]+)".*?<h2[^>]*><code>(?P<title>.*?)</code>', re.DOTALL
)


class Part(NamedTuple):
    """A part of a page.

    Attributes:
        html: Its markup.
        headings: Anchor and title of each endpoint.
    """

    html: str
    headings: list[tuple[str, str]]


def part(descriptor: Descriptor, templates: str | None = None) -> Part:
    """Write what an app lets clients call as a part of a page.

    Args:
        descriptor: The app's descriptor.
        templates: A folder with templates that come first, or None.
    """
    from faceplate.api.forms.page import environment, values

    folders = [Path(templates)] if templates else []
    page = environment(*folders, TEMPLATES, html=True).get_template("view_api.html")
    html = page.render(values(descriptor)).strip("\n")
    headings = [
        (unescape(one["anchor"]), unescape(one["title"])) for one in _HEADING.finditer(html)
    ]
    return Part(html, headings)


def style() -> str:
    """Give the style of such a part, which says nothing of the rest of the page."""
    from faceplate.api.forms.page import environment

    templates = environment(html=False)
    assert templates.loader is not None
    source, _, _ = templates.loader.get_source(templates, "view_api.css")
    # Named more than once, it comes before what a theme says of tables and headings; and sizes are
    # those of the text around it, not of a page of its own.
    sized = re.sub(r"(?<=\d)rem\b", "em", source)
    return f"{'.faceplate-api' * 3} {{\n{sized}}}\n"
