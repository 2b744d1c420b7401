"""The HTML form: one page that stands alone, without scripts and without a single request.

The template escapes every value; what it makes is then cleaned against the short list of elements
that a page is made of. So a docstring would have to get past the parser that reads HTML as text,
the escaping, the cleaner and the page's own content security policy.
"""

from __future__ import annotations

from functools import lru_cache

import nh3
from jinja2 import Environment
from markupsafe import Markup

from faceplate.render.content import Document
from faceplate.render.environment import html_environment

_OUTLINE = {"main", "header", "nav", "section", "h1", "h2", "h3", "h4", "h5", "h6"}
_FLOW = {"p", "div", "blockquote", "pre", "ul", "ol", "li", "hr"}
_TABLE = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
_PHRASE = {"a", "br", "code", "em", "span", "strong"}
_ATTRIBUTES = {
    "a": {"href"},
    "div": {"role"},
    "ol": {"start"},
    "th": {"scope"},
    "nav": {"aria-label"},
    "*": {"class", "id"},
}


def write(document: Document, *, width: int, color: bool) -> str:
    """A document as a complete HTML page.

    Args:
        document: What to write.
        width: Not used; the page fits its window.
        color: Not used; the page follows the reader's colour scheme.

    Returns:
        The page.
    """
    body = _environment().get_template("main.html").render(document=document)
    frame = _environment().get_template("document.html")
    return frame.render(document=document, body=cleaned(body)) + "\n"


def cleaned(markup: str, link_rel: str = "noopener noreferrer nofollow") -> Markup:
    """Markup with nothing in it but what a page is made of.

    Args:
        markup: What a template has written.
        link_rel: What links say of themselves; empty for nothing.
    """
    return Markup(_cleaner(link_rel).clean(markup))


@lru_cache(maxsize=2)
def _cleaner(link_rel: str) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_OUTLINE | _FLOW | _TABLE | _PHRASE,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=link_rel or None,
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return html_environment()
