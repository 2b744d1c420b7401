"""Small questions to source text that the facts hold: quotes, literals, calls.

The facts keep expressions as text. Few of them are ever looked into, and those are short, so they
are parsed when they are asked about.
"""

from __future__ import annotations

import ast
import inspect
import re
from functools import lru_cache

_STRING = re.compile(r"""([A-Za-z]*)('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""", re.DOTALL)


def double_quoted(source: str) -> str:
    """Put strings into double quotes where that needs no escape.

    Args:
        source: Source of an expression, strings in single quotes.

    Returns:
        The same expression. Strings that hold a double quote stay as they are, and so do formatted
        strings, which may hold other strings.
    """
    return _STRING.sub(_requoted, source) if "'" in source else source


def _requoted(match: re.Match[str]) -> str:
    prefix, string = match.groups()
    body = string[1:-1]
    if string[0] == '"' or '"' in body or "\\'" in body or "f" in prefix.lower():
        return match[0]
    return f'{prefix}"{body}"'


@lru_cache(maxsize=4096)
def parsed(source: str) -> ast.expr | None:
    """Parse an expression; None if it is none. The result is shared: nobody may change it."""
    try:
        return ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def is_literal(source: str) -> bool:
    """Say whether an expression is made of constants only."""
    try:
        ast.literal_eval(source)
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return False
    return True


def literal_string(node: ast.expr | None) -> str | None:
    """Return the value of a string constant, or None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def dotted_name(node: ast.expr) -> str | None:
    """Return a name or a chain of attributes as dotted text, or None for anything else."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    return ".".join([node.id, *reversed(parts)])


def call_of(source: str) -> tuple[str, ast.Call] | None:
    """Return the dotted name of what an expression calls, and the call; None if it is not a call.

    A decorator may be written with or without arguments: see `name_of`.
    """
    node = parsed(source)
    if not isinstance(node, ast.Call):
        return None
    name = dotted_name(node.func)
    return None if name is None else (name, node)


def name_of(source: str) -> str:
    """Return the dotted name of a decorator or base, arguments taken off."""
    return re.split(r"[(\[]", source, maxsplit=1)[0].strip()


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    """Return a keyword argument of a call, or None."""
    return next((argument.value for argument in call.keywords if argument.arg == name), None)


def documented(annotation: str | None) -> tuple[str | None, str]:
    """Split an annotation into the type and what `Annotated[..., Doc("...")]` says of it.

    Args:
        annotation: Source of an annotation, or None.

    Returns:
        The annotation without the text, and the text; both as they are if there is none.
    """
    if annotation is None or "Doc(" not in annotation:
        return annotation, ""
    node = parsed(annotation)
    if not (isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple)):
        return annotation, ""
    text = ""
    rest: list[ast.expr] = []
    for element in node.slice.elts:
        name = dotted_name(element.func) if isinstance(element, ast.Call) else None
        if isinstance(element, ast.Call) and name and name.rpartition(".")[2] == "Doc":
            text = text or (literal_string(element.args[0]) if element.args else None) or ""
        else:
            rest.append(element)
    if not text:
        return annotation, ""
    if len(rest) == 1:
        return source_of(rest[0]), inspect.cleandoc(text)
    kept = ", ".join(source_of(element) for element in rest)
    return f"{source_of(node.value)}[{kept}]", inspect.cleandoc(text)


def source_of(node: ast.expr) -> str:
    """Write an expression as source, strings in single quotes."""
    return ast.unparse(node)
