"""From the bytes of a stub to its facts, as far as a stub is held against its source.

A stub repeats much of the source beside it, and what is asked of it is little: the names that it
binds, and the headers and docstrings of its classes and functions. That is read off the syntax tree
here, in a third of the time that a module takes; conditions are not looked at, imports are names
alone, and nothing is made of the values of assignments.
"""

from __future__ import annotations

import ast
import inspect
import warnings
from collections.abc import Iterator

from msgspec.structs import replace

from faceplate.errors import clean
from faceplate.facts.declarations import (
    AttributeFact,
    ClassFact,
    Docstring,
    FunctionFact,
    ImportFact,
    Member,
    ModuleFact,
    ParameterFact,
)
from faceplate.facts.reader import SourceError, decode
from faceplate.model import ParameterKind

_PROPERTY = ("property", "cached_property")


def read_stub(content: bytes) -> ModuleFact:
    """Read one stub.

    Args:
        content: The bytes of the file.

    Returns:
        What it declares.

    Raises:
        SourceError: If the bytes are not text in the encoding they declare, or the text does
            not parse.
    """
    code = decode(content)
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(code)
        return ModuleFact(_docstring(tree), None, _Stub(code).members(tree.body), [])
    except SyntaxError as error:
        reason = clean(str(error.msg))
        raise SourceError(f"syntax error: {reason}", error.lineno) from None
    except RecursionError:
        raise SourceError("nested too deeply to be read") from None
    except MemoryError:
        raise SourceError("too complex to be parsed") from None
    except ValueError as error:
        raise SourceError(clean(str(error))) from None


class _Stub:
    """The text of a stub, which expressions are cut from."""

    def __init__(self, code: str) -> None:
        self._lines = code.split("\n")

    def members(self, body: list[ast.stmt]) -> dict[str, Member]:
        found: dict[str, Member] = {}
        overloads: dict[str, list[FunctionFact]] = {}
        for statement in _statements(body):
            if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
                decorators = [self._source(one) for one in statement.decorator_list]
                names = {one.partition("(")[0].rpartition(".")[2] for one in decorators}
                function = self._function(statement, decorators)
                if names & {"setter", "getter", "deleter"}:
                    continue
                if "overload" in names:
                    overloads.setdefault(function.name, []).append(function)
                elif names & set(_PROPERTY):
                    found[function.name] = _attribute(statement, statement.name)
                else:
                    found[function.name] = function
            elif isinstance(statement, ast.ClassDef):
                found[statement.name] = self._class(statement)
            elif isinstance(statement, ast.Import | ast.ImportFrom):
                for alias in statement.names:
                    name = alias.asname or alias.name.partition(".")[0]
                    found[name] = ImportFact(name, alias.name, statement.lineno, False)
            else:
                for name in _bound(statement):
                    found[name] = _attribute(statement, name)
        for name, stated in overloads.items():
            # The widest stands for a function of which only overloads are stated.
            widest = max(stated, key=lambda one: len(one.parameters))
            found.setdefault(name, replace(widest, overloads=stated))
        return found

    def _class(self, node: ast.ClassDef) -> ClassFact:
        decorators = [self._source(one) for one in node.decorator_list]
        return ClassFact(
            node.name,
            _line(node),
            node.end_lineno or node.lineno,
            [self._source(one) for one in node.bases],
            {one.arg: self._source(one.value) for one in node.keywords if one.arg},
            decorators,
            _docstring(node),
            self.members(node.body),
            False,
        )

    def _function(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef, decorators: list[str]
    ) -> FunctionFact:
        return FunctionFact(
            node.name,
            _line(node),
            node.end_lineno or node.lineno,
            list(self._parameters(node.args)),
            None if node.returns is None else self._source(node.returns),
            decorators,
            _docstring(node),
            ["async"] if isinstance(node, ast.AsyncFunctionDef) else [],
            [],
            {},
            False,
        )

    def _parameters(self, arguments: ast.arguments) -> Iterator[ParameterFact]:
        positional = [*arguments.posonlyargs, *arguments.args]
        required = len(positional) - len(arguments.defaults)
        for number, one in enumerate(positional):
            default = arguments.defaults[number - required] if number >= required else None
            ahead = number < len(arguments.posonlyargs)
            kind: ParameterKind = "positional_only" if ahead else "positional_or_keyword"
            yield self._parameter(one, kind, default)
        if arguments.vararg is not None:
            yield self._parameter(arguments.vararg, "var_positional", None)
        for one, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
            yield self._parameter(one, "keyword_only", default)
        if arguments.kwarg is not None:
            yield self._parameter(arguments.kwarg, "var_keyword", None)

    def _parameter(
        self, argument: ast.arg, kind: ParameterKind, default: ast.expr | None
    ) -> ParameterFact:
        annotation = argument.annotation
        return ParameterFact(
            argument.arg,
            kind,
            None if annotation is None else self._source(annotation),
            None if default is None else self._source(default),
        )

    def _source(self, node: ast.expr) -> str:
        if node.lineno == node.end_lineno:
            line = self._lines[node.lineno - 1]
            # Columns are counted in bytes.
            if line.isascii():
                return line[node.col_offset : node.end_col_offset]
        return ast.unparse(node)


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield statements, those within conditions and attempts included."""
    for statement in body:
        if isinstance(statement, ast.If | ast.Try | ast.With):
            for block in ("body", "handlers", "orelse", "finalbody"):
                for one in getattr(statement, block, ()):
                    yield from _statements(one.body if isinstance(one, ast.ExceptHandler) else [one])
        else:
            yield statement


def _bound(statement: ast.stmt) -> Iterator[str]:
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = list(statement.targets)
    elif isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    while targets:
        target = targets.pop()
        if isinstance(target, ast.Name):
            yield target.id
        elif isinstance(target, ast.Tuple | ast.List):
            targets += target.elts


def _attribute(statement: ast.stmt, name: str) -> AttributeFact:
    last = statement.end_lineno or statement.lineno
    return AttributeFact(name, statement.lineno, last, None, None, None, [], False)


def _line(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return min([node.lineno, *(one.lineno for one in node.decorator_list)])


def _docstring(
    node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef,
) -> Docstring | None:
    first = node.body[0] if node.body else None
    if not isinstance(first, ast.Expr) or not isinstance(first.value, ast.Constant):
        return None
    text = first.value.value
    if not isinstance(text, str):
        return None
    return Docstring(inspect.cleandoc(text), first.lineno, first.end_lineno or first.lineno)
