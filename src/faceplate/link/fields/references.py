"""Where a decorator, a base or a call in a class leads, and which arguments it gets on the way.

Few libraries write `@dataclass` only. They import it under another name, bind options to it with
`partial`, or wrap it in a function of their own, whose body is then read, never run.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator
from typing import NamedTuple

from faceplate.facts.declarations import AttributeFact, ClassFact, FunctionFact, ImportFact
from faceplate.facts.reader import SourceError, decode
from faceplate.link.expressions import dotted_name, parsed
from faceplate.link.library import Symbol
from faceplate.link.names import origin

_PARTIAL = {"functools.partial"}
# A function that hands on to a function that hands on ...: nobody writes more of them.
_LONGEST_CHAIN = 6


class Application(NamedTuple):
    """A name that is applied to arguments.

    Attributes:
        path: Dotted path of what is applied.
        arguments: Those by position.
        keywords: Those by name.
        symbol: The declaration of what is applied, where it is known.
        is_open: Whether there are more arguments, such as `**options`, that are not known.
    """

    path: str
    arguments: tuple[ast.expr, ...] = ()
    keywords: dict[str, ast.expr] = {}  # noqa: RUF012 - a default that nobody changes
    symbol: Symbol | None = None
    is_open: bool = False


def path_in(owner: Symbol, name: str) -> tuple[str, Symbol | None]:
    """Return where a name leads that the body of a class, or a decorator of it, uses.

    Args:
        owner: The class or function.
        name: The name as written there, dotted or not.

    Returns:
        The dotted path, and the declaration where it is known.
    """
    first, _, rest = name.partition(".")
    if isinstance(owner.fact, ClassFact):
        member = owner.fact.members.get(first)
        if isinstance(member, ImportFact):
            target = owner.library.absolute(owner.module, member.target)
            return (f"{target}.{rest}" if rest else target), None
    return origin(owner.library, owner.module, name)


def application(owner: Symbol, source: str) -> Application | None:
    """Return what a decorator or a call applies; None for an expression of another form."""
    node = parsed(source)
    return None if node is None else _application(owner, node)


def _application(owner: Symbol, node: ast.expr, depth: int = 0) -> Application | None:
    if not isinstance(node, ast.Call):
        name = dotted_name(node)
        if name is None:
            return None
        path, symbol = path_in(owner, name)
        return _unbound(Application(path, (), {}, symbol), depth)
    inner = _application(owner, node.func, depth + 1)
    if inner is None:
        return None
    stated = {argument.arg: argument.value for argument in node.keywords if argument.arg}
    is_open = len(stated) < len(node.keywords) or any(
        isinstance(argument, ast.Starred) for argument in node.args
    )
    if inner.path in _PARTIAL and node.args:
        bound = _application(owner, node.args[0], depth + 1)
        if bound is None:
            return None
        return bound._replace(
            arguments=(*bound.arguments, *node.args[1:]), keywords=bound.keywords | stated
        )
    return inner._replace(
        arguments=(*inner.arguments, *node.args),
        keywords=inner.keywords | stated,
        is_open=inner.is_open or is_open,
    )


def _unbound(applied: Application, depth: int) -> Application:
    """Follow `frozen = partial(dataclass, frozen=True)` and `model = dataclass(kw_only=True)`."""
    symbol = applied.symbol
    if symbol is None or not isinstance(symbol.fact, AttributeFact) or depth > _LONGEST_CHAIN:
        return applied
    node = parsed(symbol.fact.value) if symbol.fact.value else None
    if not isinstance(node, ast.Call):
        return applied
    bound = _application(symbol, node, depth + 1)
    return applied if bound is None else bound


def definition(symbol: Symbol) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    """Return the syntax tree of a function, body included; None if it cannot be read."""
    node = _node(symbol) if isinstance(symbol.fact, FunctionFact) else None
    return node if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else None


def class_definition(symbol: Symbol) -> ast.ClassDef | None:
    """Return the syntax tree of a class, methods included; None if it cannot be read."""
    node = _node(symbol) if isinstance(symbol.fact, ClassFact) else None
    return node if isinstance(node, ast.ClassDef) else None


def _node(symbol: Symbol) -> ast.stmt | None:
    fact = symbol.fact
    assert isinstance(fact, FunctionFact | ClassFact)
    if symbol.module not in symbol.library.modules:
        return None
    try:
        lines = decode(symbol.library.source(symbol.module)).split("\n")
        code = textwrap.dedent("\n".join(lines[fact.line - 1 : fact.end_line]))
        (node,) = ast.parse(code).body
    except (SourceError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return node


def returned(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.expr | None]:
    """Return what the return statements of a function give, inner functions left out."""
    return [node.value for node in _own_nodes(function) if isinstance(node, ast.Return)]


def _own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    waiting = list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))


def substituted(
    function: ast.FunctionDef | ast.AsyncFunctionDef, applied: Application, call: Application
) -> Application:
    """Return a call in a function's body with the arguments that the function was given.

    Args:
        function: The function.
        applied: How it is called.
        call: A call in its body.

    Returns:
        The inner call: a parameter stands for the argument given or its default, and `**options`
        for all keywords that no parameter takes.
    """
    arguments = function.args
    values = _given(function, applied)
    named = {
        parameter.arg
        for parameter in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    }
    more = {name: value for name, value in applied.keywords.items() if name not in named}
    keywords = {
        name: values.get(value.id, value) if isinstance(value, ast.Name) else value
        for name, value in call.keywords.items()
    }
    inner = tuple(
        values.get(value.id, value) if isinstance(value, ast.Name) else value
        for value in call.arguments
        if not isinstance(value, ast.Starred)
    )
    if call.is_open and arguments.kwarg is not None:
        return call._replace(arguments=inner, keywords=more | keywords, is_open=applied.is_open)
    return call._replace(arguments=inner, keywords=keywords)


def _given(
    function: ast.FunctionDef | ast.AsyncFunctionDef, applied: Application
) -> dict[str, ast.expr]:
    """Return what the parameters of a function stand for: the arguments given, or the defaults."""
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args]
    defaulted = positional[len(positional) - len(arguments.defaults) :]
    values = {
        parameter.arg: node for parameter, node in zip(defaulted, arguments.defaults, strict=True)
    }
    for parameter, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if default is not None:
            values[parameter.arg] = default
    values |= dict(
        zip((parameter.arg for parameter in positional), applied.arguments, strict=False)
    )
    named = {parameter.arg for parameter in (*positional, *arguments.kwonlyargs)}
    return values | {name: value for name, value in applied.keywords.items() if name in named}


def result_of(
    function: ast.FunctionDef | ast.AsyncFunctionDef, applied: Application
) -> ast.expr | None:
    """Return what a call of a function gives; None where that depends on more than is known.

    Where there are several return statements, tests of its parameters decide, such as
    `if default is None`.

    Args:
        function: The function.
        applied: How it is called.
    """
    values = returned(function)
    if len(values) == 1:
        return values[0]
    return None if applied.is_open else _first_return(function.body, _given(function, applied))


def _first_return(statements: list[ast.stmt], values: dict[str, ast.expr]) -> ast.expr | None:
    for number, node in enumerate(statements):
        if isinstance(node, ast.Return):
            return node.value
        if isinstance(node, ast.If):
            holds = _holds(node.test, values)
            if holds is None:
                return None
            taken = node.body if holds else node.orelse
            return _first_return([*taken, *statements[number + 1 :]], values)
        if not isinstance(node, ast.Expr | ast.Pass):
            return None
    return None


def _holds(test: ast.expr, values: dict[str, ast.expr]) -> bool | None:
    """Say whether a test such as `default is MISSING` holds; None where that is open."""
    match test:
        case ast.Compare(ast.Name(name), [ast.Is() | ast.IsNot() as sign], [other]):
            same = _is_same(values.get(name), other)
            return None if same is None else same is isinstance(sign, ast.Is)
    return None


def _is_same(given: ast.expr | None, other: ast.expr) -> bool | None:
    """Say whether an argument is what a name or a constant stands for; None where that is open."""
    if isinstance(given, ast.Constant):
        # What is written out is not a marker such as `MISSING`.
        return isinstance(other, ast.Constant) and given.value is other.value
    if isinstance(given, ast.Name | ast.Attribute):
        first, second = dotted_name(given), dotted_name(other)
        if first and second and first.rpartition(".")[2] == second.rpartition(".")[2]:
            return True
        return None
    return False if isinstance(given, ast.List | ast.Tuple | ast.Dict | ast.Lambda) else None


def calls_within(symbol: Symbol) -> Iterator[Application]:
    """Yield the calls in the body of a function, inner functions included."""
    function = definition(symbol)
    for node in ast.walk(function) if function is not None else ():
        if isinstance(node, ast.Call) and (call := _application(symbol, node)) is not None:
            yield call


def declared_by(
    owner: Symbol, source: str | None, specifiers: frozenset[str]
) -> Application | None:
    """Return the call of a field specifier that a value is, helpers of the library followed.

    Args:
        owner: The class in whose body the value stands.
        source: The value.
        specifiers: Dotted paths of the functions that declare a field.
    """
    node = parsed(source) if source and "(" in source else None
    if not isinstance(node, ast.Call):
        return None
    applied = _application(owner, node)
    for _ in range(_LONGEST_CHAIN):
        if applied is None or applied.path in specifiers:
            return applied
        symbol = applied.symbol
        function = definition(symbol) if symbol is not None else None
        value = result_of(function, applied) if function is not None else None
        if symbol is None or function is None or not isinstance(value, ast.Call):
            return None
        call = _application(symbol, value)
        applied = None if call is None else substituted(function, applied, call)
    return None
