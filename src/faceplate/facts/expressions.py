"""The source text of expressions, from the syntax tree.

`ast.unparse` writes any expression out, and takes its time. Nearly all that stands in signatures is
a name, a constant, a subscript, a union, a call or a list, which are put together here in the same
form; `ast.unparse` writes all others. Strings come out in single quotes wherever they can. Numbers
and raw strings are spelled as in the file, which is looked into only where another spelling is
possible.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

_ATOMS = (ast.Name, ast.Attribute, ast.Subscript)
_CHAINED = {ast.BitOr: " | ", ast.Add: " + "}
_OPERANDS = (*_ATOMS, ast.Constant, ast.Call, ast.List)

_CERTAIN_DIGITS = 6
"""An integer of no more digits has no other spelling of that length: `0xFFFF` is 65535."""


class _Spelled:
    """Stands for a constant while it is written out, so that it is spelled as in the file."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


class SourceWriter:
    """Writes out the expressions of one file.

    Args:
        code: The file, line ends as newlines; empty where there is no file.
    """

    def __init__(self, code: str = "") -> None:
        self._code = code
        self._lines: list[str] = []
        self._writers: dict[type[ast.AST], Callable[[Any], str]] = {
            ast.Name: self._name,
            ast.Constant: self._constant,
            ast.UnaryOp: self._minus,
            ast.Attribute: self._attribute,
            ast.Subscript: self._subscript,
            ast.BinOp: self._chain,
            ast.Tuple: self._tuple,
            ast.List: self._list,
            ast.Dict: self._dict,
            ast.Call: self._call,
        }

    def text(self, node: ast.expr) -> str:
        """Return an expression as source.

        Args:
            node: The expression.

        Returns:
            Source that parses to the same tree.
        """
        write = self._writers.get(type(node))
        return self._unparsed(node) if write is None else write(node)

    def _name(self, node: ast.Name) -> str:
        return node.id

    def _constant(self, node: ast.Constant) -> str:
        value = node.value
        if isinstance(value, str):
            return (self._raw(node) if "\\" in value else None) or repr(value)
        if isinstance(value, int | float | complex):
            return self._number(node)
        return "..." if value is ... else repr(value)

    def _number(self, node: ast.Constant) -> str:
        value = node.value
        if isinstance(value, bool):
            return repr(value)
        text = ast.unparse(node) if isinstance(value, float | complex) else repr(value)
        length = (node.end_col_offset or 0) - node.col_offset
        if isinstance(value, int) and length == len(text) <= _CERTAIN_DIGITS:
            return text
        spelled = self._segment(node)
        return spelled if spelled is not None and _is_same(spelled, value) else text

    def _raw(self, node: ast.Constant) -> str | None:
        """Return a raw string on one line as it is spelled, in single quotes if it can be."""
        segment = self._segment(node) or ""
        body = segment[2:-1]
        if segment[:1] not in ("r", "R") or body != node.value:
            return None
        quote = '"' if "'" in body else "'"
        return None if quote in body else f"r{quote}{body}{quote}"

    def _segment(self, node: ast.expr) -> str | None:
        """Return an expression as it stands in the file; None if it is not on one line of it."""
        if not self._lines:
            self._lines = self._code.split("\n")
        if node.end_lineno != node.lineno or node.lineno > len(self._lines):
            return None
        line = self._lines[node.lineno - 1]
        if line.isascii():
            return line[node.col_offset : node.end_col_offset]
        return line.encode("utf-8", "replace")[node.col_offset : node.end_col_offset].decode(
            "utf-8", "replace"
        )

    def _unparsed(self, node: ast.expr) -> str:
        if not self._code:
            return ast.unparse(node)
        spelled: list[tuple[ast.Constant, Any]] = []
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, int | float | complex):
                text = self._number(part)
                if text != repr(part.value):
                    spelled.append((part, part.value))
                    part.value = _Spelled(text)  # type: ignore[assignment]
        try:
            return ast.unparse(node)
        finally:
            for part, value in spelled:
                part.value = value

    def _minus(self, node: ast.UnaryOp) -> str:
        operand = node.operand
        if isinstance(node.op, ast.USub) and isinstance(operand, ast.Constant):
            return f"-{self._constant(operand)}"
        return self._unparsed(node)

    def _attribute(self, node: ast.Attribute) -> str:
        if not isinstance(node.value, _ATOMS):
            return self._unparsed(node)
        return f"{self.text(node.value)}.{node.attr}"

    def _subscript(self, node: ast.Subscript) -> str:
        if not isinstance(node.value, _ATOMS):
            return self._unparsed(node)
        if not isinstance(node.slice, ast.Tuple):
            return f"{self.text(node.value)}[{self.text(node.slice)}]"
        if len(node.slice.elts) < 2 or any(
            isinstance(element, ast.Starred) for element in node.slice.elts
        ):
            return self._unparsed(node)
        return f"{self.text(node.value)}[{self._listed(node.slice.elts)}]"

    def _chain(self, node: ast.BinOp) -> str:
        """Write a union or a sum of plain operands, of which there may be thousands."""
        sign = _CHAINED.get(type(node.op))
        operands = []
        left: ast.expr = node
        while isinstance(left, ast.BinOp) and type(left.op) is type(node.op):
            operands.append(left.right)
            left = left.left
        operands.append(left)
        if sign is None or not all(isinstance(operand, _OPERANDS) for operand in operands):
            return self._unparsed(node)
        return sign.join([self.text(operand) for operand in reversed(operands)])

    def _tuple(self, node: ast.Tuple) -> str:
        return self._unparsed(node) if len(node.elts) < 2 else f"({self._listed(node.elts)})"

    def _list(self, node: ast.List) -> str:
        return f"[{self._listed(node.elts)}]"

    def _dict(self, node: ast.Dict) -> str:
        if None in node.keys:
            return self._unparsed(node)
        pairs = [
            f"{self.text(key)}: {self.text(value)}"
            for key, value in zip(node.keys, node.values, strict=True)
            if key is not None
        ]
        return f"{{{', '.join(pairs)}}}"

    def _call(self, node: ast.Call) -> str:
        if not isinstance(node.func, _ATOMS):
            return self._unparsed(node)
        if any(isinstance(argument, ast.Starred) for argument in node.args):
            return self._unparsed(node)
        if len(node.args) == 1 and not node.keywords and isinstance(node.args[0], ast.GeneratorExp):
            return f"{self.text(node.func)}{self._unparsed(node.args[0])}"
        arguments = [self.text(argument) for argument in node.args]
        for argument in node.keywords:
            if argument.arg is None:
                return self._unparsed(node)
            arguments.append(f"{argument.arg}={self.text(argument.value)}")
        return f"{self.text(node.func)}({', '.join(arguments)})"

    def _listed(self, nodes: list[ast.expr]) -> str:
        return ", ".join([self.text(node) for node in nodes])


def text_of(node: ast.expr) -> str:
    """Return an expression as source that parses to the same tree."""
    return _WRITER.text(node)


_WRITER = SourceWriter()


def _is_same(spelled: str, value: object) -> bool:
    """Say whether a stretch of a file is a spelling of a number."""
    try:
        number = ast.literal_eval(spelled)
    except (SyntaxError, ValueError):
        return False
    return type(number) is type(value) and repr(number) == repr(value)


def evaluated(node: ast.expr, is_literal: Callable[[ast.expr], bool]) -> ast.expr:
    """Put what the strings of an annotation hold in their places.

    Args:
        node: The annotation.
        is_literal: Says of what stands before a bracket whether it is `Literal`, within which a
            string is a string.

    Returns:
        The annotation; strings that are no expressions stay. The tree given is not used any more.
    """
    changed: ast.expr = _StringAnnotations(is_literal).visit(node)
    return changed


class _StringAnnotations(ast.NodeTransformer):
    def __init__(self, is_literal: Callable[[ast.expr], bool]) -> None:
        self._is_literal = is_literal

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        if self._is_literal(node.value):
            return node
        if text_of(node.value).rpartition(".")[2] == "Annotated":
            # Only the first thing in its brackets is a type.
            types = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            types[:1] = [self.visit(annotation) for annotation in types[:1]]
            return node
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        return node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if not isinstance(node.value, str):
            return node
        try:
            return ast.parse(node.value.strip(), mode="eval").body
        except (SyntaxError, ValueError, MemoryError):
            return node
