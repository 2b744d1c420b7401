"""Which style a docstring is written in: Google, NumPy or Sphinx.

Each docstring is looked at by itself: libraries change their style over the years, and not all at
once. The style whose marks it shows most often is its style. One that shows none has no sections,
so that any style reads it alike.
"""

from __future__ import annotations

import re
from typing import Literal

Style = Literal["google", "numpy", "sphinx"]
STYLES: tuple[Style, ...] = ("google", "numpy", "sphinx")

_FIELDS = (
    ":param",
    ":type",
    ":return",
    ":rtype",
    ":raise",
    ":arg",
    ":key",
    ":ivar",
    ":cvar",
    ":var",
)
_SECTION = (
    r"(?:Args?|Arguments?|Parameters?|Params?|Attributes?|Returns?|Yields?|Raises?|Receives?"
    r"|Warn(?:s|ings?)|Keyword Arg(?:ument)?s|Other Parameters|Examples?|Methods|See Also|Notes?"
    r"|References)"
)
_MARKS: dict[Style, str] = {
    "google": rf"(?m)^{_SECTION}:[ \t]*$\n+[ \t]+\S",
    "numpy": rf"(?m)^{_SECTION}[ \t]*\n-{{3,}}[ \t]*$",
    "sphinx": r"(?m)^[ \t]*:(?:param|parameter|arg|argument|key|keyword|type|returns?|rtype|raises?"
    r"|ivar|cvar|vartype)\b[^:\n]*:",
}
"""What shows a style; not compiled here, since few libraries need it."""


def style_of(text: str) -> Style:
    """Give the style of a docstring.

    Args:
        text: The docstring, its indentation cleaned.
    """
    # Most docstrings are seen to be of no other style than Google without looking for marks.
    if "---" not in text and not any(field in text for field in _FIELDS):
        return "google"
    counts = {style: len(re.findall(marks, text)) for style, marks in _MARKS.items()}
    return max(STYLES, key=lambda style: counts[style])
