"""Comments that keep findings quiet: `# faceplate: ignore[FP102]`, a rule or several in brackets.

A comment holds for its own line. On the header of a class or function, or behind the closing quotes
of its docstring, it holds for header and docstring: there is no room for a comment inside of a
docstring. Comments are found by the tokenizer, so a string that holds one is none.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from typing import NamedTuple

# The comment, with codes or names of rules in its brackets.
_COMMENT = re.compile(r"#\s*faceplate:\s*ignore\s*(?:\[([^\]]*)\])?")
SIGN = "faceplate:"
"""What a file with such a comment holds somewhere."""


class Comment(NamedTuple):
    """A comment that keeps findings quiet.

    Attributes:
        line: Its line, from 1.
        column: Where it begins on that line, from 1.
        names: Codes or names of rules; empty for all rules.
        first: First line that it holds for.
        last: Last line that it holds for.
    """

    line: int
    column: int
    names: tuple[str, ...]
    first: int
    last: int


def comments(lines: list[str]) -> list[Comment]:
    """Return the comments of a file.

    Args:
        lines: Its lines.

    Returns:
        The comments in order; none if the file is not Python.
    """
    if not any(SIGN in line for line in lines):
        return []
    text = "\n".join(lines) + "\n"
    try:
        spans = list(_spans(ast.parse(text)))
        tokens = [
            each
            for each in tokenize.generate_tokens(io.StringIO(text).readline)
            if each.type == tokenize.COMMENT
        ]
    except (SyntaxError, ValueError, RecursionError, MemoryError, tokenize.TokenError):
        return []
    listed = []
    for token in tokens:
        match = _COMMENT.search(token.string)
        if match is None:
            continue
        line, column = token.start
        first, last = line, line
        for start, header, end in spans:
            if start <= line <= header or line == end:
                first, last = min(first, start), max(last, end)
        names = tuple(part.strip() for part in (match[1] or "").split(",") if part.strip())
        listed.append(Comment(line, column + match.start() + 1, names, first, last))
    return listed


def _spans(tree: ast.Module) -> Iterator[tuple[int, int, int]]:
    """Yield, for each class and function, its first line, and the last of header and docstring."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        start = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
        first = node.body[0]
        header = max(node.lineno, first.lineno - 1)
        documented = (
            isinstance(first, ast.Expr)
            and isinstance(first.value, ast.Constant)
            and isinstance(first.value.value, str)
        )
        yield start, header, (first.end_lineno or header) if documented else header
