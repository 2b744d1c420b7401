"""The example code of docstrings: where it stands, and what its names mean."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from faceplate.check.codebase import Unit
from faceplate.check.docstring import UnitDocstring
from faceplate.check.examples.code import PROMPT, Fault, doctest, fence_end, fenced, section
from faceplate.check.examples.reader import Reader


class Snippet(NamedTuple):
    """One stretch of example code.

    Attributes:
        docstring: The docstring that it stands in.
        first: Index of the docstring's line that is the code's first.
        tree: What of it parses.
        faults: What does not, of that which the docstring declares to be Python by a prompt or a
            fence, or the library takes for code.
    """

    docstring: UnitDocstring
    first: int
    tree: ast.Module
    faults: list[Fault]


def fails_on_purpose(snippet: Snippet, node: ast.expr) -> bool:
    """Return whether a doctest shows the error that a call ends with."""
    lines = snippet.docstring.lines
    number = snippet.first + (node.end_lineno or node.lineno)
    return number < len(lines) and lines[number].strip().startswith("Traceback (most recent")


def snippets(unit: Unit) -> list[Snippet]:
    """Return the example code of a unit's docstrings."""
    return unit.once("snippets", lambda: list(_snippets(unit)))


def readers(unit: Unit) -> list[tuple[Snippet, Reader]]:
    """Return the example code of a unit's docstrings, each with what its names mean."""
    return unit.once(
        "readers",
        lambda: [
            (snippet, Reader(unit.codebase, snippet.tree, unit.symbol))
            for snippet in snippets(unit)
        ],
    )


def _snippets(unit: Unit) -> Iterator[Snippet]:
    for docstring in unit.docstrings:
        text = docstring.fact.text
        if not ("xample" in text or "```" in text or "~~~" in text or PROMPT in text):
            continue
        lines = text.split("\n")
        inside: set[int] = set()
        for block in docstring.sections:
            if block.kind == "examples":
                inside.update(range(block.first, block.first + len(block.body)))
                taken_as_code = unit.promised and docstring.style == "google"
                yield Snippet(docstring, block.first, *section(block.body, taken_as_code))
        start = 0
        while start < len(lines):
            end = fence_end(lines, start)
            if end is not None and start not in inside:
                yield Snippet(docstring, start, *fenced(lines[start : end + 1]))
                inside.update(range(start, end + 1))
            start = end + 1 if end is not None else start + 1
        # Doctests may stand anywhere.
        others = ["" if number in inside else line for number, line in enumerate(lines)]
        if any(line.lstrip().startswith(PROMPT) for line in others):
            yield Snippet(docstring, 0, *doctest(others))
