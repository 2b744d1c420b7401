"""The body of a function of a release, parsed once."""

from __future__ import annotations

import ast
import textwrap
import warnings

from faceplate.check.codebase import Codebase
from faceplate.facts.declarations import FunctionFact
from faceplate.link.library import Symbol


def statements(codebase: Codebase, function: Symbol) -> list[ast.stmt] | None:
    """Return the statements of a function; None where they cannot be read.

    Args:
        codebase: The release.
        function: A function of it, or of a library that it extends.
    """
    fact = function.fact
    if not isinstance(fact, FunctionFact):
        return None

    def read() -> list[ast.stmt] | None:
        source = function.library.source(function.module).decode("utf-8", "replace")
        lines = source.splitlines()[fact.line - 1 : fact.end_line]
        try:
            with warnings.catch_warnings(action="ignore"):
                parsed = ast.parse(textwrap.dedent("\n".join(lines))).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
        node = parsed[0] if len(parsed) == 1 else None
        return node.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else None

    return codebase.once(f"statements of {function.path}", read)
