"""A file of a library: its text, its tree, and edits at the places of both."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mutations.mutant import Edit

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class Module:
    """A file of a library.

    Attributes:
        file: Its path, relative to the folder that holds the package.
        text: Its text.
    """

    file: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, without their ends."""
        return self.text.split("\n")

    @cached_property
    def words(self) -> set[str]:
        """All words in it."""
        return set(re.findall(r"\w+", self.text))

    @cached_property
    def starts(self) -> list[int]:
        """The index of the first character of each line."""
        starts, start = [], 0
        for line in self.lines:
            starts.append(start)
            start += len(line) + 1
        return starts

    @cached_property
    def tree(self) -> ast.Module:
        """What it parses to."""
        return ast.parse(self.text)

    def offset(self, line: int, column: int) -> int:
        """Return the index of a place as `ast` counts: lines from 1, columns in bytes."""
        text = self.lines[line - 1]
        if not text.isascii():
            column = len(text.encode()[:column].decode(errors="ignore"))
        return self.starts[line - 1] + column

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Return the indices where a node begins and ends."""
        start = self.offset(node.lineno, node.col_offset)  # type: ignore[attr-defined]
        return start, self.offset(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]

    def source(self, node: ast.AST) -> str:
        """Return the text of a node."""
        start, end = self.span(node)
        return self.text[start:end]

    def replace(self, node: ast.AST, text: str) -> Edit:
        """Return the edit that puts a text in the place of a node."""
        return Edit(*self.span(node), text)

    def change(self, number: int, old: str, new: str, after: int = 0) -> Edit | None:
        """Return the edit of the first occurrence of a text on a line."""
        column = self.lines[number].find(old, after)
        start = self.starts[number] + column
        return None if column < 0 else Edit(start, start + len(old), new)

    def line_edit(self, first: int, last: int, lines: list[str]) -> Edit:
        """Return the edit that puts lines in the place of others; of none if last is before."""
        start = self.starts[first]
        end = self.starts[last + 1] if last + 1 < len(self.starts) else len(self.text)
        return Edit(start, end if last >= first else start, "".join(f"{line}\n" for line in lines))

    def after_line(self, number: int, text: str) -> Edit:
        """Return the edit that writes a text at the end of a line."""
        end = self.starts[number] + len(self.lines[number])
        return Edit(end, end, text)


def statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements of a body, those within `if` and `try` too."""
    for node in body:
        yield node
        if isinstance(node, ast.If | ast.Try):
            yield from statements(node.body)
            yield from statements(node.orelse)
        if isinstance(node, ast.Try):
            for handler in node.handlers:
                yield from statements(handler.body)


def own_nodes(function: Function) -> Iterator[ast.AST]:
    """Yield the nodes of a function's body, those of functions within left out."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            waiting += ast.iter_child_nodes(node)


def yields(function: Function) -> bool:
    """Say whether a function yields."""
    return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in own_nodes(function))


def returns_value(function: Function) -> bool:
    """Say whether a function returns something other than a written None."""
    return any(
        isinstance(node, ast.Return)
        and node.value is not None
        and not (isinstance(node.value, ast.Constant) and node.value.value is None)
        for node in own_nodes(function)
    )


def is_written(function: Function) -> bool:
    """Say whether a function has a body: more than a docstring, `...`, `pass` or a raise."""
    rest = [
        node
        for node in function.body
        if not isinstance(node, ast.Pass | ast.Raise)
        and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    ]
    return bool(rest)
