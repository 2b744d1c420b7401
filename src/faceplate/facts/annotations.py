"""The names in the source of an annotation, with their places.

An annotation may be quoted as a whole or in part, `"Button | None"` or `list["Button"]`, and what
stands in the quotes is source, too; but not in `Literal["Button"]`, which is a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

# A text in quotes, a bracket, or a dotted name: `"a"`, `[`, `typing.Any`. What follows a dot or a
# digit (`f().name`, `1e5`) is no name of its own.
_PARTS = re.compile(
    r"""(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"|(?P<bracket>[\[\](){}])"
    r"|(?<![\w.])(?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)*)"
)
# Names of Python itself, which are looked up nowhere.
_KEYWORDS = frozenset({"None", "True", "False", "and", "or", "not", "if", "else", "lambda", "in"})
_LITERAL = "Literal"

# Characters of an annotation; what is longer is data, and is shown without links.
_LONGEST = 10_000


@lru_cache(maxsize=4096)
def names_in(source: str) -> tuple[tuple[int, int, str], ...]:
    """Return the dotted names in an annotation, each as start, end and name.

    Args:
        source: The annotation as it is written.
    """
    return tuple(_names(source)) if len(source) <= _LONGEST else ()


def _names(source: str, start: int = 0, *, inner: bool = False) -> Iterator[tuple[int, int, str]]:
    literal: list[bool] = [False]
    before = ""
    for part in _PARTS.finditer(source):
        text, bracket, name = part["text"], part["bracket"], part["name"]
        if name is not None:
            if name not in _KEYWORDS and not literal[-1]:
                yield start + part.start(), start + part.end(), name
        elif bracket in ("[", "(", "{"):
            opens = bracket == "[" and before.rpartition(".")[2] == _LITERAL
            literal.append(literal[-1] or opens)
        elif bracket is not None:
            if len(literal) > 1:
                literal.pop()
        elif not inner and not literal[-1]:
            yield from _names(text[1:-1], start + part.start() + 1, inner=True)
        before = name or ""
