"""What a tool found: a place and a message."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from mutations.modules import statements

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

    def key(self, names: tuple[str, ...] = ()) -> str:
        """Return the words of the message in an order of their own, but for some names."""
        words = re.findall(r"\w+", self.message)
        return " ".join(sorted(word for word in words if word not in names))


def spans(text: str, unit: str, file: str) -> Spans:
    """Return the lines that a unit takes: first and last of each stretch.

    All definitions of the name count: overloads, and the setter of a property. A class takes its
    header, its docstring, its own statements and its constructor; in a stub all.

    Args:
        text: The text of the file.
        unit: Its qualified name.
        file: Its path.
    """
    nodes = list(_named(ast.parse(text).body, unit.split(".")))
    return [stretch for node in nodes for stretch in _stretches(node, file)]


def _named(body: list[ast.stmt], path: list[str]) -> Iterator[ast.stmt]:
    for node in statements(body):
        if getattr(node, "name", None) != path[0]:
            continue
        if len(path) == 1:
            yield node
        else:
            yield from _named(getattr(node, "body", []), path[1:])


def _stretches(node: ast.stmt, file: str) -> Spans:
    if not isinstance(node, ast.ClassDef) or file.endswith(".pyi"):
        return [(_first(node), node.end_lineno or 0)]
    stretches = [(_first(node), node.body[0].lineno - 1)]
    for statement in node.body:
        method = isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef)
        made = getattr(statement, "name", "") in ("__init__", "__new__", "_setup")
        # A method of one statement stands for a part of its class: a listener, or a stub.
        if not method or made or len(getattr(statement, "body", [])) == 1:
            stretches.append((_first(statement), statement.end_lineno or 0))
    return stretches


def _first(node: ast.stmt) -> int:
    decorators = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def new(before: list[Finding], after: list[Finding], names: tuple[str, ...] = ()) -> list[Finding]:
    """Return the findings that were not there before, wherever their lines have gone.

    Args:
        before: What was there.
        after: What is there.
        names: Words that may differ.
    """
    known = Counter(finding.key(names) for finding in before)
    fresh = []
    for finding in after:
        key = finding.key(names)
        if known[key]:
            known[key] -= 1
        else:
            fresh.append(finding)
    return fresh


def within(findings: list[Finding], lines: Spans) -> list[Finding]:
    """Return the findings on the lines of a unit."""
    return [
        finding
        for finding in findings
        if any(first <= finding.line <= last for first, last in lines)
    ]


def says(finding: Finding, names: tuple[str, ...]) -> bool:
    """Say whether a finding names one of the things that drifted."""
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", finding.message, re.IGNORECASE)
        for name in names
        if name
    )
