"""The template engine as the text formats use it.

A template says where things stand, a filter how they are quoted. Jinja's own escaping knows HTML
only; so in the other formats a value that passed through no filter is refused, lest a template
that forgets one lets a docstring speak in its own markup.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from faceplate.render.content import Block, CodeBlock, Span, Term

Filter = Callable[..., str]
Cell = tuple[Block, ...]

_TEMPLATES = Path(__file__).parent / "templates"


def html_environment(*folders: Path, clean: Callable[[str], Markup] = Markup) -> Environment:
    """An environment that escapes every value for HTML.

    Args:
        folders: Where templates are looked for before those of this package.
        clean: What is done with the markup of the cells of a table; equal cells are cleaned once.
    """
    environment = _environment(*folders)
    environment.filters["shape"] = _shape
    environment.filters["listing"] = _listing
    environment.filters["cell"] = _remembered(environment, clean)
    return environment


def text_environment(**filters: Filter) -> Environment:
    """An environment that writes nothing but what one of its filters has quoted.

    Args:
        **filters: Functions from a value of the document to quoted text.

    Returns:
        The environment; a value that no filter has quoted raises TypeError.
    """
    environment = _environment()
    environment.finalize = _quoted
    environment.filters.update({name: _quoting(function) for name, function in filters.items()})
    return environment


def _environment(*folders: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader([*folders, _TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        # An environment lasts for one build at most; to look at its files each time is a waste.
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _remembered(
    environment: Environment, clean: Callable[[str], Markup]
) -> Callable[[Cell], Markup]:
    """Make the filter that writes a cell, and writes equal ones once.

    The components of a library share most of their parameters, and all of their event arguments.
    """

    @lru_cache(maxsize=4096)
    def written(cell: Cell) -> Markup:
        return clean(str(environment.get_template("blocks.html").module.inline(cell)))  # type: ignore[attr-defined]

    def cell(blocks: Cell) -> Markup:
        # The names of a term are no part of what stands in the cell.
        return written(
            tuple(Term(one.head, one.details) if isinstance(one, Term) else one for one in blocks)
        )

    return cell


def _listing(code: CodeBlock) -> Markup:
    """Write a block of code; each line is an element, so that a style can fold it."""
    lines = "".join(f'<span class="line">{escape(one)}\n</span>' for one in code.text.split("\n"))
    return Markup(f"<pre><code>{lines}</code></pre>")


def _shape(value: Span | Block) -> str:
    return type(value).__name__


def _quoting(function: Filter) -> Filter:
    @wraps(function)
    def quoted(*values: object) -> Markup:
        return Markup(function(*values))

    return quoted


def _quoted(value: object) -> Markup:
    if not isinstance(value, Markup):
        raise TypeError(f"a template writes a value that no filter has quoted: {value!r}")
    return value
