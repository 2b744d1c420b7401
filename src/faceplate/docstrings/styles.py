"""The styles of docstrings, and which of them one is written in.

Each docstring is looked at by itself: libraries change their style over the years, and not all at
once. The style says how something new is written into the docstring; the sections of the other
styles are read too, unless one is asked for.
"""

from __future__ import annotations

from collections import Counter
from typing import Literal

from faceplate.docstrings.parts import Form, Outline

Style = Literal["google", "numpy", "sphinx"]
STYLES: tuple[Style, ...] = ("google", "numpy", "sphinx")

# By form of a part, the style that it is of; other forms show none.
_FORMS: dict[Form, Style] = {
    "google": "google",
    "list": "google",
    "numpy": "numpy",
    "fields": "sphinx",
}


def style_of(outline: Outline) -> Style:
    """Return the style that a docstring has most sections in; Google where it has none."""
    counts = Counter(_FORMS[part.form] for part in outline.parts if part.form in _FORMS)
    return max(STYLES, key=lambda style: counts[style])
