"""Python in guides: what parses, and what does not though it is meant to.

Guides show parts of things: headers, annotations, arguments. A part that is whole in its place is
no fault. Neither are the commands of a notebook or a shell, nor gaps that the reader is to fill.
"""

from __future__ import annotations

import ast
import re

from faceplate.check.examples.code import NO_PYTHON, Fault, doctest, parsed, reads_as_python
from faceplate.check.guides.pieces import Piece

# A line for the shell or for IPython: `!pip install knobs`, `%timeit turn()`.
_MAGIC = re.compile(r"^([ \t]*)[!%?][^\n]*$", re.MULTILINE)
# What the reader has to fill in: `<your name>`, `...`, `{{ version }}`, `${HOME}`.
_PLACEHOLDER = re.compile(r"<[\w ./-]+>|^\s*(?:\.\.\.|…)|\{\{|\{%|\$\{|…|\[\.\.\.\]", re.MULTILINE)
_NOT_PYTHON = {
    "text", "txt", "bash", "sh", "shell", "console", "json", "yaml", "toml", "html", "css", "diff",
    "output", "markdown", "md", "rst",
}  # fmt: skip


def read(piece: Piece) -> tuple[ast.Module | None, list[Fault]]:
    """Parse a piece, if it can be Python.

    Args:
        piece: The piece.

    Returns:
        What of it parses, None if it is not Python, and what does not parse, where the guide says
        that it is Python.
    """
    if piece.inline:
        return _expression(piece.lines[0]), []
    if piece.language in _NOT_PYTHON or (piece.language and not piece.is_python):
        return None, []
    if piece.is_session:
        tree, faults = doctest(piece.lines)
        return tree, faults if piece.is_python else []
    margin = margin_of(piece.lines)
    lines = [line[margin:] for line in piece.lines]
    if not piece.language and not reads_as_python(lines):
        return None, []
    code = "\n".join(lines)
    module, fault = parsed(code)
    if module is None and _MAGIC.search(code):
        module, fault = parsed(_MAGIC.sub(r"\1pass", code))
    if module is None:
        # Quotes of one kind within each other are new in Python 3.12, whichever this is.
        fault = None if fault and fault.message.startswith("f-string") else fault
        declared = (
            piece.is_python
            and not NO_PYTHON.search(code)
            and not _PLACEHOLDER.search(code)
            and not _is_part(code)
        )
        return ast.Module([], []), [fault] if fault and declared else []
    return module, []


def _is_part(code: str) -> bool:
    """Return whether code is a whole part of something, such as an annotation or a header."""
    if code.lstrip().startswith("."):
        return True
    frames = (
        f"({code}\n)",
        f"call({code}\n)",
        f"{{{code}\n}}",
        f"{code}\n    pass",
        f"{code}\ndef function(): pass",
        f"{code}:\n    pass",
    )
    return any(parsed(frame)[0] is not None for frame in frames)


def _expression(text: str) -> ast.Module | None:
    if "." not in text and "(" not in text:
        return None
    tree, _ = parsed(text.strip())
    if tree is None or len(tree.body) != 1 or not isinstance(tree.body[0], ast.Expr):
        return None
    return tree


def margin_of(lines: list[str]) -> int:
    """Return how far code as a whole is indented.

    Args:
        lines: The code.
    """
    return min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
