"""Parameters of functions, with annotations and defaults in one spelling."""

from __future__ import annotations

import ast
import inspect

from independent.package import Function


class Unquoted(ast.NodeTransformer):
    """Takes an annotation out of its quotes, and `Doc(...)` out of `Annotated`."""

    def __init__(self) -> None:
        self.said = ""

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        """Look into a type in brackets, but not into `Literal`."""
        called = ast.unparse(node.value).rpartition(".")[2]
        if called == "Literal":
            return node
        self.generic_visit(node)
        if called == "Annotated" and isinstance(node.slice, ast.Tuple):
            kept = [one for one in node.slice.elts if not _is_doc(one)]
            self.said += " ".join(_strings(one) for one in node.slice.elts if _is_doc(one))
            if len(kept) == 1 and len(kept) < len(node.slice.elts):
                return kept[0]
            node.slice.elts = kept
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """Parse a string, which stands for the type that it names."""
        if isinstance(node.value, str):
            try:
                return self.visit(ast.parse(node.value.strip(), mode="eval").body)
            except SyntaxError:
                return node
        return node


def _is_doc(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "Doc"


def _strings(node: ast.AST) -> str:
    found = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant))
    return " ".join(inspect.cleandoc(one) for one in found if isinstance(one, str))


def plain(source: ast.expr | str | None, annotation: bool = False) -> str | None:
    """Bring an expression into one spelling, whatever its quotes, spaces and brackets."""
    if source is None:
        return None
    try:
        node = ast.parse(source if isinstance(source, str) else ast.unparse(source), mode="eval")
    except SyntaxError:
        return str(source)
    return ast.unparse(Unquoted().visit(node) if annotation else node)


Stated = tuple[str, str, str | None, str | None]
"""Name, kind, annotation and default of a parameter."""


def stated(function: Function, bound: bool) -> list[Stated]:
    """List the parameters of a function.

    Args:
        function: The function.
        bound: Whether the first parameter is filled in by the call, as `self` is.
    """
    arguments = function.args
    early = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(early) - len(arguments.defaults)) + list(arguments.defaults)
    rows: list[tuple[ast.arg, str, ast.expr | None]] = []
    for index, (one, default) in enumerate(zip(early, defaults, strict=True)):
        only = index < len(arguments.posonlyargs)
        rows.append((one, "positional_only" if only else "positional_or_keyword", default))
    rows = rows[1:] if bound else rows
    if arguments.vararg:
        rows.append((arguments.vararg, "var_positional", None))
    pairs = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    rows += [(one, "keyword_only", default) for one, default in pairs]
    if arguments.kwarg:
        rows.append((arguments.kwarg, "var_keyword", None))
    return [(one.arg, kind, plain(one.annotation, True), plain(d)) for one, kind, d in rows]
