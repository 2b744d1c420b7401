"""The texts of declarations: docstrings, and comments that begin with `#:`."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator, Sequence

from faceplate.facts.declarations import Docstring

_COMMENT = re.compile(r"\s*#:[ ]?(.*)")
"""A comment that describes what is assigned on the line after it, or before it on the same line."""


def docstring(body: Sequence[ast.stmt]) -> Docstring | None:
    """Return the string that a body starts with.

    Args:
        body: The statements of a module, class or function.
    """
    first = body[0] if body else None
    node = first.value if isinstance(first, ast.Expr) else None
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return None
    text = _encodable(_cleaned(node, node.value))
    return Docstring(text, node.lineno, node.end_lineno or node.lineno)


def _cleaned(node: ast.Constant, text: str) -> str:
    r"""Return a docstring without the indentation of the block that it stands in.

    An escape in code that it shows, `print("\n")`, makes a line that no block indents. Python goes
    by that line; here it stands as deep as the line above it.
    """
    margin = node.col_offset
    if margin and text.count("\n") > (node.end_lineno or node.lineno) - node.lineno:
        text = "\n".join(_indented(text.expandtabs().split("\n"), margin))
    return inspect.cleandoc(text.rstrip())


def _indented(lines: list[str], margin: int) -> Iterator[str]:
    """Yield lines; those left of a margin stand as deep as the line above them.

    Args:
        lines: The lines, whose first stands behind the quotes.
        margin: How deep the block is indented.
    """
    depth = margin
    for number, line in enumerate(lines):
        bare = line.lstrip()
        indent = len(line) - len(bare)
        if number and bare and indent < margin:
            yield " " * depth + bare
        else:
            yield line
            depth = indent if number and bare else depth


def attribute_text(
    node: ast.stmt, following: ast.stmt | None, lines: Sequence[str]
) -> Docstring | None:
    """Return what a file says of an assignment.

    The string below it comes first, then a comment `#:` behind it, then those right above it.

    Args:
        node: The assignment.
        following: The statement after it in the same block.
        lines: The lines of the file; none where it has no such comment.
    """
    text = docstring([following]) if following is not None else None
    if text is not None or not lines:
        return text
    return _behind(node, lines) or _above(node, lines)


def _behind(node: ast.stmt, lines: Sequence[str]) -> Docstring | None:
    last = node.end_lineno or node.lineno
    if last > len(lines):
        return None
    rest = lines[last - 1].encode("utf-8", "replace")[node.end_col_offset or 0 :]
    match = _COMMENT.fullmatch(rest.decode("utf-8", "replace"))
    return Docstring(_encodable(match[1].strip()), last, last) if match and match[1] else None


def _above(node: ast.stmt, lines: Sequence[str]) -> Docstring | None:
    if node.lineno > len(lines) or lines[node.lineno - 1][: node.col_offset].strip():
        return None
    first = node.lineno - 1
    texts: list[str] = []
    while first > 0 and (match := _COMMENT.fullmatch(lines[first - 1])):
        texts.append(match[1])
        first -= 1
    text = inspect.cleandoc("\n".join(["", *reversed(texts)]).rstrip())
    return Docstring(_encodable(text), first + 1, node.lineno - 1) if text else None


def _encodable(text: str) -> str:
    """An escape may put half a surrogate pair into a string, which nobody can write down."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
