"""What a reader has to see of a finding: signature, the part of the docstring, the place."""

from __future__ import annotations

import ast

# Lines of a docstring that are shown on each side of the place.
_LINES = 9
# Lines of a docstring that are shown where the place is elsewhere, such as in the header.
_WHOLE = 40
# Lines of a signature, and of what stands at a place outside of docstrings.
_HEADER, _BODY = 24, 6
_WIDTH = 150


def shown(content: bytes, line: int) -> str:
    """Return the source that a finding on a line is about."""
    lines = content.decode("utf-8", "replace").splitlines()
    numbers: set[int] = set(range(line - _BODY, line + _BODY))
    try:
        around = _enclosing(ast.parse(content), line)
    except (SyntaxError, ValueError):
        around = []
    for node in around[-2:]:
        numbers |= _header(node, with_constructor=node is around[-1])
        docstring = node.body[0] if ast.get_docstring(node, clean=False) is not None else None
        if docstring is None:
            continue
        first, last = docstring.lineno, docstring.end_lineno or docstring.lineno
        if first <= line <= last:
            numbers |= set(range(max(first, line - _LINES), min(last, line + _LINES) + 1)) | {first}
        elif node is around[-1]:
            numbers |= set(range(first, min(last, first + _WHOLE) + 1))
    parts = []
    previous = 0
    for number in sorted(number for number in numbers if 1 <= number <= len(lines)):
        if number != previous + 1:
            parts.append("    ...")
        mark = ">" if number == line else " "
        parts.append(f"{mark} {number} {lines[number - 1][:_WIDTH]}")
        previous = number
    return "\n".join(parts)


def _enclosing(
    tree: ast.Module, line: int
) -> list[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Return the declarations that hold a line, the innermost last."""
    return sorted(
        (
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            and node.lineno <= line <= (node.end_lineno or node.lineno)
        ),
        key=lambda node: node.lineno,
    )


def _header(
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, *, with_constructor: bool
) -> set[int]:
    """Return the lines of a header, and of the constructor's where a class is looked at."""
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    lines = set(range(first, min(node.body[0].lineno, first + _HEADER)))
    for child in node.body if with_constructor and isinstance(node, ast.ClassDef) else ():
        if isinstance(child, ast.FunctionDef) and child.name == "__init__":
            lines |= _header(child, with_constructor=False)
    return lines
