"""Which style a docstring is written in: Google, NumPy or Sphinx.

A docstring that shows one style and no other is of that style. Where it shows none, or several,
the library's style decides, which is the one that most of its docstrings show.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

Style = Literal["google", "numpy", "sphinx"]
STYLES: tuple[Style, ...] = ("google", "numpy", "sphinx")

_SECTION = (
    r"(?:Args?|Arguments?|Parameters?|Params?|Attributes?|Returns?|Yields?|Raises?|Receives?"
    r"|Warns|Keyword Arg(?:ument)?s|Other Parameters|Examples?|Methods|See Also|Notes?|References)"
)
_MARKS: dict[Style, re.Pattern[str]] = {
    "google": re.compile(rf"^{_SECTION}:[ \t]*$\n+[ \t]+\S", re.MULTILINE),
    "numpy": re.compile(rf"^{_SECTION}[ \t]*\n-{{3,}}[ \t]*$", re.MULTILINE),
    "sphinx": re.compile(
        r"^[ \t]*:(?:param|parameter|arg|argument|key|keyword|type|returns?|rtype|raises?|ivar"
        r"|cvar|vartype)\b[^:\n]*:",
        re.MULTILINE,
    ),
}


def shown(text: str) -> list[Style]:
    """Give the styles whose marks a docstring shows."""
    return [style for style in STYLES if _MARKS[style].search(text)]


def prevailing(texts: Iterable[str]) -> Style:
    """Give the style that most docstrings show; Google where none shows any."""
    counts: Counter[Style] = Counter()
    for text in texts:
        counts.update(shown(text))
    return max(STYLES, key=lambda style: counts[style])


def style_of(text: str, usual: Style) -> Style:
    """Give the style of one docstring, given the one that is usual in its library."""
    marks = shown(text)
    return marks[0] if len(marks) == 1 else usual
