"""From the bytes of a stub to its facts, as far as a stub is held against its source.

A stub repeats much of the source beside it, and what is asked of it is little: the names that it
binds, and the headers and docstrings of its classes and functions. That is read off the syntax tree
here; conditions are not looked at, imports are names alone, and nothing is made of the values of
assignments. Generated stubs have the same long methods in class after class, so the text of a
method is parsed once, however many methods of however many stubs have it.
"""

from __future__ import annotations

import ast
import inspect
import re
import warnings
from collections.abc import Iterator
from functools import lru_cache

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
_METHOD = re.compile(r"^    def (\w+)(\(self\b.*\n(?:(?: {5}.*| *)\n)+)", re.MULTILINE)
_QUOTES = '"""'


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
            return _read(code)
    except SyntaxError as error:
        reason = clean(str(error.msg))
        raise SourceError(f"syntax error: {reason}", error.lineno) from None
    except RecursionError:
        raise SourceError("nested too deeply to be read") from None
    except MemoryError:
        raise SourceError("too complex to be parsed") from None
    except ValueError as error:
        raise SourceError(clean(str(error))) from None


def _read(code: str) -> ModuleFact:
    shortened, methods = _without_methods(code)
    if methods:
        try:
            tree = ast.parse(shortened)
        except SyntaxError:
            # The file itself shall tell what is wrong with it.
            shortened, methods = code, {}
    if not methods:
        tree = ast.parse(code)
    return ModuleFact(_docstring(tree), None, _Stub(shortened, methods).members(tree.body), [])


def _without_methods(code: str) -> tuple[str, dict[int, FunctionFact]]:
    """Take out methods that can be read by themselves.

    Args:
        code: The stub.

    Returns:
        The stub with an empty method on the line of each that was taken out, and these by line.
    """
    if "'''" in code:
        return code, {}
    code = code if code.endswith("\n") else f"{code}\n"
    parts: list[str] = []
    methods: dict[int, FunctionFact] = {}
    done, line, quotes = 0, 1, 0
    for match in _METHOD.finditer(code):
        start, text = match.start(), match[2]
        quotes += code.count(_QUOTES, done, start)
        line += code.count("\n", done, start)
        found = None
        # What stands in a string, or ends in one, is no method by itself.
        if quotes % 2 == 0 and text.count(_QUOTES) % 2 == 0:
            found = _method(text)
        parts.append(code[done:start])
        if found is None:
            parts.append(match[0])
        else:
            methods[line] = found
            parts += [f"    def {match[1]}(self): ...", "\n" * text.count("\n")]
        quotes += text.count(_QUOTES)
        line += text.count("\n")
        done = match.end()
    return "".join([*parts, code[done:]]), methods


@lru_cache(maxsize=512)
def _method(text: str) -> FunctionFact | None:
    """Read a method from behind its name; None if it is not whole."""
    code = f"def _{text}"
    try:
        body = ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    node = body[0] if len(body) == 1 else None
    return _Stub(code, {}).function(node, []) if isinstance(node, ast.FunctionDef) else None


class _Stub:
    """The text of a stub, which expressions are cut from.

    Args:
        code: The text.
        methods: Methods that were read by themselves, by their line.
    """

    def __init__(self, code: str, methods: dict[int, FunctionFact]) -> None:
        self._lines = code.split("\n")
        self._methods = methods

    def members(self, body: list[ast.stmt]) -> dict[str, Member]:
        found: dict[str, Member] = {}
        overloads: dict[str, list[FunctionFact]] = {}
        for statement in _statements(body):
            if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
                decorators = [self._source(one) for one in statement.decorator_list]
                names = {one.partition("(")[0].rpartition(".")[2] for one in decorators}
                function = self.function(statement, decorators)
                if names & {"setter", "getter", "deleter"}:
                    continue
                if "overload" in names:
                    overloads.setdefault(function.name, []).append(function)
                elif names & set(_PROPERTY):
                    found[function.name] = _attribute(
                        function.name, function.line, function.end_line
                    )
                else:
                    found[function.name] = function
            elif isinstance(statement, ast.ClassDef):
                found[statement.name] = self._class(statement)
            elif isinstance(statement, ast.Import | ast.ImportFrom):
                for alias in statement.names:
                    name = alias.asname or alias.name.partition(".")[0]
                    found[name] = ImportFact(name, alias.name, statement.lineno, False)
            else:
                last = statement.end_lineno or statement.lineno
                for name in _bound(statement):
                    found[name] = _attribute(name, statement.lineno, last)
        for name, stated in overloads.items():
            # The widest stands for a function of which only overloads are stated.
            widest = max(stated, key=lambda one: len(one.parameters))
            found.setdefault(name, replace(widest, overloads=stated))
        return found

    def _class(self, node: ast.ClassDef) -> ClassFact:
        decorators = [self._source(one) for one in node.decorator_list]
        members = self.members(node.body)
        ends = [getattr(one, "end_line", 0) for one in members.values()]
        return ClassFact(
            node.name,
            _line(node),
            max([node.end_lineno or node.lineno, *ends]),
            [self._source(one) for one in node.bases],
            {one.arg: self._source(one.value) for one in node.keywords if one.arg},
            decorators,
            _docstring(node),
            members,
            False,
        )

    def function(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef, decorators: list[str]
    ) -> FunctionFact:
        known = self._methods.get(node.lineno)
        if known is not None:
            return _placed(known, node, decorators)
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


def _placed(
    method: FunctionFact, node: ast.FunctionDef | ast.AsyncFunctionDef, decorators: list[str]
) -> FunctionFact:
    """Give a method that was read by itself the name, the lines and the decorators it has."""
    lines = node.lineno - 1
    docstring = method.docstring
    if docstring is not None:
        docstring = Docstring(docstring.text, docstring.line + lines, docstring.end_line + lines)
    return replace(
        method,
        name=node.name,
        line=_line(node),
        end_line=method.end_line + lines,
        decorators=decorators,
        docstring=docstring,
    )


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield statements, those within conditions and attempts included."""
    for statement in body:
        if isinstance(statement, ast.If | ast.Try | ast.With):
            for block in ("body", "handlers", "orelse", "finalbody"):
                for one in getattr(statement, block, ()):
                    yield from _statements(
                        one.body if isinstance(one, ast.ExceptHandler) else [one]
                    )
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


def _attribute(name: str, line: int, end_line: int) -> AttributeFact:
    return AttributeFact(name, line, end_line, None, None, None, [], False)


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
