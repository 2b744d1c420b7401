"""Code in the colours of a site: its words have the classes of Pygments, which themes know.

Each line stays an element of its own, so that a long one can be folded, and every word is escaped.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from pygments.lexer import Lexer

    from faceplate.render.content import CodeBlock

# What may go on in the next line of Python: strings, lines that are joined, lists of imports.
_SPANNING = re.compile(r"\"\"\"|'''|\\\n|\bimport\b|\r|\f")

_LONGEST = 20_000
"""Characters; longer code is shown without colours, for some lexers take their time."""


def listing(code: CodeBlock) -> Markup:
    """Write a block of code.

    Args:
        code: The code, with the name of its language, which need not be one that is known.
    """
    return Markup(f'<pre class="highlight"><code class="nohighlight">{_lines(code)}</code></pre>')


def coloured(text: str, language: str) -> Markup | None:
    """Write code with its words marked.

    Args:
        text: The code.
        language: Name of its language.

    Returns:
        The markup, in which each element ends on its own line; None if the language is unknown or
        the code is too long.
    """
    if not 0 < len(text) <= _LONGEST or _lexer(language) is None:
        return None
    if language == "python" and _SPANNING.search(text) is None:
        return Markup("\n".join(_marked(line, language) for line in text.split("\n")))
    return Markup(_marked(text, language))


@lru_cache(maxsize=4096)
def _marked(text: str, language: str) -> str:
    """Mark the words of a text; the calls of a library have most of their lines in common."""
    from pygments import highlight

    lexer = _lexer(language)
    marked: str = highlight(text, lexer, _formatter()) if lexer else str(escape(text))
    return marked.removesuffix("\n")


def _lines(code: CodeBlock) -> str:
    text = coloured(code.text, code.language)
    lines = (escape(code.text) if text is None else text).split("\n")
    return "".join(f'<span class="line">{one}\n</span>' for one in lines)


def version() -> str:
    """Give the version of what finds the words, on which their classes depend."""
    from pygments import __version__

    return str(__version__)


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=True) if language else None
    except ClassNotFound:
        return None


@lru_cache(maxsize=1)
def _formatter() -> Any:
    from pygments.formatters import HtmlFormatter

    return HtmlFormatter(nowrap=True)
