"""The API endpoints of an app, as a part of a page: the words, code and looks of its own page.

The parts, the snippets and the style are those of the kit. They are put into the page without its
frame, and the style is held back to that part of the page. The code gets the colours of the site.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from faceplate.sites.arrangement import slug
from faceplate.sites.colours import coloured
from faceplate.sites.markup import TEMPLATES

if TYPE_CHECKING:
    from faceplate.api.descriptor import Descriptor

_HEADING = re.compile(
    r'<article id="(?P<anchor>[^"]+)".*?<h2[^>]*><code>(?P<title>.*?)</code>', re.DOTALL
)
# The template escapes what stands in the code, so this end of it is its own.
_CODE = re.compile(
    r'<pre tabindex="0"><code data-language="(?P<language>\w+)">(?P<text>.*?)</code>', re.DOTALL
)
_LEXERS = {"curl": "bash"}


class ApiPart(NamedTuple):
    """A part of a page.

    Attributes:
        html: Its markup.
        headings: Anchor and title of each endpoint.
        start: What its anchors begin with.
    """

    html: str
    headings: list[tuple[str, str]]
    start: str = ""


def part(
    descriptor: Descriptor, name: str, before: Sequence[ApiPart] = (), templates: str | None = None
) -> ApiPart:
    """Write the API endpoints of an app as a part of a page.

    The first app of a page has the anchors of its own page; those of another one begin with its
    name.

    Args:
        descriptor: The app's descriptor.
        name: Where it comes from, as the page says it.
        before: The apps that stand in the page already.
        templates: A folder with templates that come first, or None.
    """
    from faceplate.api.forms.page import values
    from faceplate.api.view.environment import environment

    folders = [Path(templates)] if templates else []
    page = environment(*folders, TEMPLATES, html=True).get_template("view_api.html")
    start = _start(name, {one.start for one in before}) if before else ""
    scope = f"app-{len(before) + 1}-"
    html = page.render(values(descriptor) | {"start": start, "scope": scope}).strip("\n")
    headings = [
        (unescape(one["anchor"]), unescape(one["title"])) for one in _HEADING.finditer(html)
    ]
    return ApiPart(_CODE.sub(_coloured, html), headings, start)


def _start(name: str, taken: set[str]) -> str:
    stem = slug(os.path.basename(name).removesuffix(".json").replace(".py", ""))
    start, number = f"{stem}-", 1
    while start in taken:
        number += 1
        start = f"{stem}-{number}-"
    return start


def _coloured(found: re.Match[str]) -> str:
    language = found["language"]
    marked = coloured(unescape(found["text"]), _LEXERS.get(language, language))
    code = found["text"] if marked is None else marked
    return f'<pre class="highlight" tabindex="0"><code class="nohighlight">{code}</code>'


def style() -> str:
    """Give the style of such a part, which says nothing of the rest of the page."""
    from faceplate.api.view.environment import environment

    templates = environment(html=False)
    assert templates.loader is not None
    source, _, _ = templates.loader.get_source(templates, "view_api.css")
    # Named more than once, it comes before what a theme says of tables and headings; and sizes are
    # those of the text around it, not of a page of its own.
    sized = re.sub(r"(?<=\d)rem\b", "em", source)
    return f"{'.faceplate-api' * 3} {{\n{sized}}}\n"
