"""What code says of its own end: decorators that deprecate, and warnings in bodies.

Only what is written out counts: a warning whose category says deprecation, or whose text does.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator
from typing import NamedTuple

from faceplate.check.units import Unit
from faceplate.link.library import Symbol

SAYS = re.compile(
    r"\b(?:deprecat\w*|remov(?:e|ed|al)|obsolete|no longer|superseded|legacy|replaced)\b", re.I
)
"""Words by which a docstring says that something goes away."""

QUOTED = re.compile(r"""`{1,2}([^`\n]+)`{1,2}|(?<!\w)'([^'\n]+)'(?!\w)|"([^"\n]+)\"""")
"""A word in quotes or backticks."""

_CATEGORIES = {"DeprecationWarning", "PendingDeprecationWarning", "FutureWarning"}
_ANNOUNCING = ("deprecat", "futurewarning")
"""Words, in lower case, of which a call that warns of a deprecation has one."""


class Announcement(NamedTuple):
    """A warning, or a decorator, that says that something goes away.

    Attributes:
        text: What it says, as far as that is written out.
        always: Whether every call meets it.
    """

    text: str
    always: bool


def announcements(unit: Unit) -> list[Announcement]:
    """Give what the code of a declaration says of deprecation, its constructor's included."""
    found = [
        Announcement(one, True)
        for one in unit.fact.decorators
        if "deprecat" in one.partition("(")[0].lower()
    ]
    function = unit.constructor if unit.is_class else unit.symbol
    return found + (list(_warned(function, unit)) if function is not None else [])


def _warned(function: Symbol, unit: Unit) -> Iterator[Announcement]:
    fact = function.function
    if fact is None:
        return
    file = function.source.file
    if not any(unit.survey.sources.holds(file, word) for word in _ANNOUNCING):
        return
    text = "\n".join(unit.survey.sources.lines(file)[fact.line - 1 : fact.end_line])
    if "arn" not in text or not any(word in text.lower() for word in _ANNOUNCING):
        return
    try:
        made = ast.parse(textwrap.dedent(text)).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    body = (
        made[0].body if made and isinstance(made[0], ast.FunctionDef | ast.AsyncFunctionDef) else []
    )
    always = True
    for statement in body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Call) and is_warning(node):
                text = text_of(node.args[0]) if node.args else ""
                own = isinstance(statement, ast.Expr) and node is statement.value
                yield Announcement(text, always and own)
        # What stands behind a way out is not met by every call.
        leaving = (one for one in ast.walk(statement) if isinstance(one, ast.Return | ast.Raise))
        always = always and next(leaving, None) is None


def is_warning(node: ast.Call) -> bool:
    """Say whether a call warns of a deprecation."""
    if not re.search(r"warn", ast.unparse(node.func).rpartition(".")[2], re.I):
        return False
    given = [*node.args[1:], *(one.value for one in node.keywords)]
    named = any(
        isinstance(one, ast.Name | ast.Attribute)
        and ast.unparse(one).rpartition(".")[2] in _CATEGORIES
        for one in given
    )
    return named or bool(node.args and re.search(r"deprecat", text_of(node.args[0]), re.I))


def text_of(node: ast.expr) -> str:
    """Give the text that an expression writes out, a gap in its place for what it fills in."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(
            text_of(one) if isinstance(one, ast.Constant) else "_" for one in node.values
        )
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return text_of(node.left) + text_of(node.right)
    return ""
