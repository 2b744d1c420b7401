"""What a tool found: a place and a message."""

from __future__ import annotations

import ast
import re
from collections import Counter
from typing import NamedTuple

Spans = list[tuple[int, int]]


class Finding(NamedTuple):
    """A finding of any tool.

    Attributes:
        file: The file.
        line: The line, from 1.
        message: Code and message.
    """

    file: str
    line: int
    message: str

    @property
    def key(self) -> str:
        """The message, whatever the order in which it lists names."""
        return " ".join(sorted(re.findall(r"\w+", self.message)))


def spans(text: str, unit: str, file: str) -> Spans:
    """Give the lines that a unit takes: first and last of each stretch.

    A class takes its header, its docstring, its own statements and its constructor; in a stub all.

    Args:
        text: The text of the file.
        unit: Its qualified name.
        file: Its path.
    """
    body = ast.parse(text).body
    node: ast.stmt | None = None
    for name in unit.split("."):
        found = [one for one in body if getattr(one, "name", None) == name]
        if not found:
            return []
        node = found[-1]
        body = getattr(node, "body", [])
    assert node is not None
    first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", []))])
    if not isinstance(node, ast.ClassDef) or file.endswith(".pyi"):
        return [(first, node.end_lineno or 0)]
    made: Spans = []
    for one in node.body:
        method = isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
        made_here = getattr(one, "name", "") in ("__init__", "__new__")
        if method and not made_here and not _listens(one):
            continue
        decorators = getattr(one, "decorator_list", [])
        made.append((min([one.lineno, *(each.lineno for each in decorators)]), one.end_lineno or 0))
    return [(first, node.body[0].lineno - 1), *made]


def _listens(node: ast.stmt) -> bool:
    """Say whether a method stands for a part of its class: it makes listeners, or is a stub."""
    return len(getattr(node, "body", [])) == 1 or getattr(node, "name", "") == "_setup"


def new(before: list[Finding], after: list[Finding]) -> list[Finding]:
    """Give the findings that were not there before, wherever their lines have gone."""
    known = Counter(one.key for one in before)
    found = []
    for one in after:
        if known[one.key]:
            known[one.key] -= 1
        else:
            found.append(one)
    return found


def within(found: list[Finding], lines: Spans) -> list[Finding]:
    """Give the findings on the lines of a unit."""
    return [one for one in found if any(first <= one.line <= last for first, last in lines)]


def says(finding: Finding, names: tuple[str, ...]) -> bool:
    """Say whether a finding names one of the things that drifted."""
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", finding.message, re.IGNORECASE)
        for name in names
        if name
    )
