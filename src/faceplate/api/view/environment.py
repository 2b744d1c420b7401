"""The templates of the view API page and its snippets, with their filters.

The kit shows this page for its own apps and faceplate for any descriptor, so page, snippets and the
filters that write values as source code are kept here once. The filters are what keeps a text of an
app from becoming code.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from faceplate.api.view.literals import FILTERS, TESTS

_TEMPLATES = Path(__file__).parent / "templates"


# A process writes with the templates of one project or two, each as HTML and as text.
@lru_cache(maxsize=8)
def environment(*folders: Path, html: bool) -> Environment:
    """Return the environment that finds these templates, the same one for the same folders.

    Templates are compiled once in it; to compile them takes longer than to write most pages.

    Args:
        *folders: Where templates are looked for first.
        html: Whether values are escaped for HTML.
    """
    made = Environment(
        loader=FileSystemLoader([*folders, _TEMPLATES]),
        autoescape=html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(FILTERS)
    made.tests.update(TESTS)
    return made
