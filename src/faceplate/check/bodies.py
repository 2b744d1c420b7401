"""What the body of a function does, as far as labels speak of it: yield, return, raise, warn.

Facts leave bodies out, since few readers need them. They are parsed here for the functions of which
a rule has a question left, and never run. Of warnings only what is written out counts: a category
that says deprecation, or a text that does.
"""

from __future__ import annotations

import ast
import re
import textwrap
import warnings
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from faceplate.check.codebase import Unit
from faceplate.check.kept_names import handed_up, kept_names
from faceplate.facts.declarations import FunctionFact
from faceplate.facts.nodes import children, walked
from faceplate.link.library import Symbol

QUOTED = re.compile(r"""`{1,2}([^`\n]+)`{1,2}|(?<!\w)'([^'\n]+)'(?!\w)|"([^"\n]+)\"""")
"""What a warning names: a word in quotes or backticks."""

_WARNED = {"DeprecationWarning", "PendingDeprecationWarning", "FutureWarning"}
_ITS_OWN = {"DeprecationWarning", "PendingDeprecationWarning"}
"""Categories that say of themselves that something goes; others are for what changes, too."""
_GOING = re.compile(r"deprecat|remov|no longer|renamed", re.IGNORECASE)
"""Words of what a warning of another category says where something goes."""
_ANNOUNCING = ("deprecat", "futurewarning")
"""Words, in lower case, of which a call that warns of a deprecation has one."""
_WARNING = re.compile(r"warn(?:ing)?(?![a-z])", re.IGNORECASE)
# What handlers name that catch nearly all; what comes through them has another name.
_WIDE = {"Exception", "BaseException"}
_APART = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


class Announcement(NamedTuple):
    """A warning that says that something goes away.

    Attributes:
        text: What it says, as far as that is written out, a gap for what is filled in.
        always: Whether every call meets it.
        of_itself: Whether it is a plain warning of a category that says deprecation.
    """

    text: str
    always: bool
    of_itself: bool


class Body:
    """What the body of a function does itself, functions within it left out.

    Each answer is worked out when it is first asked for, as most rules ask for one of them.

    Args:
        function: The function.
    """

    def __init__(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._function = function

    @cached_property
    def _nodes(self) -> list[ast.AST]:
        return [node for statement in self._function.body for node in walked(statement)]

    @cached_property
    def _own(self) -> list[ast.AST]:
        return list(_own(self._function.body))

    @property
    def is_written(self) -> bool:
        """Whether there is more than a docstring, an ellipsis or a bare raise."""
        return _is_written(self._function.body)

    @cached_property
    def yields(self) -> bool:
        """Whether it yields."""
        return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in self._own)

    @cached_property
    def yields_nothing(self) -> bool:
        """Whether it yields without handing anything over, as some context managers do."""
        given = [node for node in self._own if isinstance(node, ast.Yield | ast.YieldFrom)]
        return all(isinstance(node, ast.Yield) and _is_none(node.value) for node in given)

    @cached_property
    def returns(self) -> bool:
        """Whether it returns a value."""
        return any(isinstance(node, ast.Return) and not _is_none(node.value) for node in self._own)

    @cached_property
    def raises(self) -> dict[str, int]:
        """The names of the exceptions that it raises by name and does not catch itself.

        Each has the line from which on it is raised, counted from the function's first.
        """
        raises: dict[str, int] = {}
        for name, line in _raised(self._function.body, frozenset()):
            raises.setdefault(name, line)
        return raises

    @cached_property
    def announcements(self) -> list[Announcement]:
        """Its warnings of a deprecation."""
        return list(_announced(self._function.body))

    @cached_property
    def kept(self) -> dict[str, str]:
        """The other names that it gives its parameters, each with the parameter."""
        return kept_names(self._function)

    @cached_property
    def handed_up(self) -> list[str]:
        """The names that a constructor hands to that of its ancestor by their places."""
        return handed_up(self._function)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names in it.

        They are those of variables, attributes and what functions within it take, and texts that
        are no more than a name.
        """
        return frozenset(_names(self._nodes))

    @cached_property
    def called(self) -> frozenset[str]:
        """The names of the functions and methods whose results it returns, a generator's `<>`."""
        return frozenset(_called_for_results(self._own))

    @cached_property
    def helpers(self) -> dict[str, int]:
        """The private functions and methods of its own that it calls outside of a `try`.

        Each has the line of the first call, counted as those of `raises` are.
        """
        return _helpers(self._function.body)


def body(unit: Unit) -> Body | None:
    """Return what the body of a function, or of a class's constructor, does; None if unknown.

    Args:
        unit: A function, a method or a class.
    """
    symbol = unit.constructor if unit.is_class else unit.symbol
    return _body_of(symbol, unit) if symbol is not None else None


def announcements(unit: Unit) -> list[Announcement]:
    """Return the warnings of a deprecation in the body of a function, or of a class's constructor.

    Args:
        unit: A function, a method or a class.
    """
    symbol = unit.constructor if unit.is_class else unit.symbol
    if symbol is None or not _may_announce(symbol, unit):
        return []
    does = _body_of(symbol, unit)
    return does.announcements if does is not None else []


def _may_announce(symbol: Symbol, unit: Unit) -> bool:
    """Return whether a warning of a deprecation is possible; asked of the file, it is cheap."""
    file = symbol.source.file
    if not any(unit.codebase.sources.holds(file, word) for word in _ANNOUNCING):
        return False
    text = "\n".join(_lines(symbol, unit)).lower()
    return "warn" in text and any(word in text for word in _ANNOUNCING)


def _lines(symbol: Symbol, unit: Unit) -> list[str]:
    fact = symbol.fact
    lines = unit.codebase.sources.lines(symbol.source.file)
    return lines[fact.line - 1 : fact.end_line] if isinstance(fact, FunctionFact) else []


def _body_of(symbol: Symbol, unit: Unit) -> Body | None:
    fact = symbol.fact
    if not isinstance(fact, FunctionFact):
        return None
    lines = _lines(symbol, unit)
    return unit.once(f"body of {symbol.name}", lambda: _body(lines))


def _body(lines: list[str]) -> Body | None:
    try:
        with warnings.catch_warnings(action="ignore"):
            parsed = ast.parse(textwrap.dedent("\n".join(lines))).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    node = parsed[0] if len(parsed) == 1 else None
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return None
    return Body(node)


def _names(nodes: list[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _called_for_results(nodes: list[ast.AST]) -> Iterator[str]:
    """Yield the names of what is called in return statements."""
    for node in nodes:
        value = node.value if isinstance(node, ast.Return) else None
        if isinstance(value, ast.GeneratorExp):
            yield "<>"
        elif isinstance(value, ast.Call):
            yield _called(value)


def _own(statements: list[ast.stmt]) -> Iterator[ast.AST]:
    left: list[ast.AST] = list(statements)
    while left:
        node = left.pop()
        yield node
        if not isinstance(node, _APART):
            left.extend(children(node))


def _is_none(value: ast.expr | None) -> bool:
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


def _is_written(statements: list[ast.stmt]) -> bool:
    if any(isinstance(each, ast.Raise) and _leaves_to_heirs(each) for each in statements):
        return False
    return any(
        not isinstance(statement, ast.Pass | ast.Raise)
        and not (isinstance(statement, ast.Return) and _is_none(statement.value))
        and not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))
        for statement in statements
    )


def _leaves_to_heirs(statement: ast.Raise) -> bool:
    """Return whether a statement says that heirs have to write a function."""
    return statement.exc is not None and _raised_name(statement.exc) == "NotImplementedError"


def _raised(
    statements: list[ast.stmt], caught: frozenset[str], again: tuple[str, ...] = ()
) -> Iterator[tuple[str, int]]:
    """Yield what statements raise by name, apart from what is caught around them.

    Args:
        statements: The statements.
        caught: The names of what is caught around them.
        again: The names of what a bare `raise` in them raises once more.

    Yields:
        A name, and its line.
    """
    for statement in statements:
        if isinstance(statement, _APART):
            continue
        if isinstance(statement, ast.Raise) and not _WIDE & caught:
            names = again if statement.exc is None else (_raised_name(statement.exc),)
            for name in names:
                if name and name not in caught:
                    yield name, statement.lineno
        within = caught
        if isinstance(statement, ast.Try):
            handled = {name for each in statement.handlers for name in _handled(each)}
            within = caught | handled
        for field, value in ast.iter_fields(statement):
            if field == "body" and isinstance(value, list):
                yield from _raised(value, within, again)
            elif field in ("orelse", "finalbody") and isinstance(value, list):
                yield from _raised(value, caught, again)
            elif field == "cases":
                for each in value:
                    yield from _raised(each.body, caught, again)
            elif field == "handlers":
                for each in value:
                    once_more = tuple(name for name in _handled(each) if name not in _WIDE)
                    yield from _raised(each.body, caught, once_more)


def _raised_name(node: ast.expr) -> str | None:
    return _name(node.func if isinstance(node, ast.Call) else node)


def _helpers(statements: list[ast.stmt]) -> dict[str, int]:
    """Return `_check` and `self._check` of what is called outside of a `try`, with their lines."""
    helpers: dict[str, int] = {}
    waiting: list[ast.AST] = list(reversed(statements))
    while waiting:
        node = waiting.pop()
        if isinstance(node, (*_APART, ast.Try)):
            continue
        if isinstance(node, ast.Call):
            path = _dotted(node.func)
            if re.fullmatch(r"(?:self\.|cls\.)?_[a-z]\w*", path):
                helpers.setdefault(path, node.lineno)
        waiting.extend(reversed(children(node)))
    return helpers


def _dotted(node: ast.expr) -> str:
    """Return `name` or `name.attribute`; empty for any other expression."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def _handled(handler: ast.ExceptHandler) -> Iterator[str]:
    stated = handler.type
    if stated is None:
        yield "Exception"
        return
    for element in stated.elts if isinstance(stated, ast.Tuple) else [stated]:
        name = _name(element)
        if name:
            yield name


def _name(node: ast.expr | None) -> str | None:
    """Return the name of a class of exceptions; None for an object, which has no such name."""
    if isinstance(node, ast.Attribute):
        name = node.attr
    elif isinstance(node, ast.Name):
        name = node.id
    else:
        return None
    return name if name[:1].isupper() else None


def _announced(statements: list[ast.stmt]) -> Iterator[Announcement]:
    always = True
    for statement in statements:
        leaves = False
        for node in walked(statement):
            leaves |= isinstance(node, ast.Return | ast.Raise)
            if isinstance(node, ast.Call) and _is_warning(node):
                text = text_of(node.args[0]) if node.args else ""
                own = isinstance(statement, ast.Expr) and node is statement.value
                category = _WARNED if _GOING.search(text) else _ITS_OWN
                plain = _called(node) == "warn" and _names_category(node, category)
                yield Announcement(text, always and own, plain)
        # What stands behind a way out is not met by every call.
        always = always and not leaves


def _is_warning(node: ast.Call) -> bool:
    """Return whether a call warns of a deprecation."""
    if not _WARNING.search(_called(node)):
        return False
    text = text_of(node.args[0]) if node.args else ""
    return "deprecat" in text.lower() or _names_category(node)


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return (
        node.func.id
        if isinstance(node.func, ast.Name)
        else ast.unparse(node.func).rpartition(".")[2]
    )


def _names_category(node: ast.Call, categories: set[str] = _WARNED) -> bool:
    given = [*node.args[1:], *(keyword.value for keyword in node.keywords)]
    return any(
        isinstance(argument, ast.Name | ast.Attribute)
        and ast.unparse(argument).rpartition(".")[2] in categories
        for argument in given
    )


def text_of(node: ast.expr) -> str:
    """Return the text that an expression writes out, a gap in its place for what it fills in."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(
            text_of(value) if isinstance(value, ast.Constant) else "_" for value in node.values
        )
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return text_of(node.left) + text_of(node.right)
    return ""
