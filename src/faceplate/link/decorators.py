"""What a decorator does to the signature of what it decorates, as far as its source shows it.

Some are known to keep it. One that was read is followed to what it returns: its argument, a wrapper
that carries the signature on, or a wrapper that has one of its own. Of all others nothing is known,
and that is what a page then says.
"""

from __future__ import annotations

import ast
from typing import NamedTuple

from faceplate.facts.declarations import ClassFact, FunctionFact, ParameterFact
from faceplate.facts.expressions import text_of
from faceplate.link.expressions import dotted_name, name_of
from faceplate.link.fields.libraries import making
from faceplate.link.fields.references import (
    Application,
    application,
    definition,
    path_in,
    returned,
)
from faceplate.link.fields.transforms import mark_of
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Symbol
from faceplate.model import ParameterKind

_Function = ast.FunctionDef | ast.AsyncFunctionDef

# Packages whose decorators keep a signature, or carry it on, or only mark what they decorate.
_KEEPING_PACKAGES = ("typing.", "typing_extensions.", "abc.", "enum.", "contextlib.", "atexit.")
_KEEPING = {
    "staticmethod", "classmethod", "property",
    "functools.cache", "functools.lru_cache", "functools.cached_property", "functools.wraps",
    "functools.singledispatch", "functools.singledispatchmethod", "functools.total_ordering",
    "types.coroutine", "asyncio.coroutine", "warnings.deprecated", "typing_extensions.deprecated",
}  # fmt: skip
_WRAPPING = {"functools.wraps", "functools.update_wrapper"}
# Methods of what stands in the same class or module: `@size.setter`, `@render.register`.
_ACCESSORS = ("setter", "getter", "deleter", "register", "default", "validator", "overload")
_CONSTRUCTORS = ("__init__", "__new__", "__signature__", "__call__")


class Effect(NamedTuple):
    """What a decorator does to a signature.

    Attributes:
        doubt: Why the signature may be another; empty where it is known.
        parameters: The parameters that take the place of those stated, or None.
        holder: Where these stand, for what their defaults lead to.
    """

    doubt: str = ""
    parameters: list[ParameterFact] | None = None
    holder: Symbol | None = None


_KEPT = Effect()


def effects(symbol: Symbol, ancestry: Ancestry) -> list[Effect]:
    """Return what each decorator of a function does to its signature, in the order of application.

    Args:
        symbol: The function or method.
        ancestry: The linearisations of the library.
    """
    if not isinstance(symbol.fact, FunctionFact):
        return []
    return [
        effect_of(symbol, decorator, ancestry) for decorator in reversed(symbol.fact.decorators)
    ]


def effect_of(symbol: Symbol, decorator: str, ancestry: Ancestry) -> Effect:
    """Return what one decorator does to the signature of a function.

    Args:
        symbol: The function or method.
        decorator: Source of the decorator, without the at sign.
        ancestry: The linearisations of the library.
    """
    name = name_of(decorator)
    applied = application(symbol, decorator)
    if name.rpartition(".")[2] in _ACCESSORS and "." in name:
        return _KEPT
    if applied is None:
        return Effect(f"its decorator `{name}` may change it")
    if applied.path in _WRAPPING and applied.arguments:
        return _wrapped(symbol, applied)
    if _is_keeping(symbol, applied.path):
        return _KEPT
    holder = applied.symbol
    if holder is None:
        return Effect(f"its decorator `{applied.path}`, which was not read, may change it")
    key = f"effect of {holder.path} {'(' in decorator}"
    effect: Effect = ancestry.once(key, lambda: _followed(holder))
    return effect


def class_doubts(symbol: Symbol, ancestry: Ancestry) -> tuple[str, ...]:
    """Return why the decorators of a class may change what a call of it takes.

    Args:
        symbol: The class.
        ancestry: The linearisations of the library.
    """
    assert isinstance(symbol.fact, ClassFact)
    doubts = []
    if symbol.member("__signature__") is not None:
        doubts.append("it states a `__signature__` of its own")
    for decorator in symbol.fact.decorators:
        applied = application(symbol, decorator)
        path = applied.path if applied is not None else name_of(decorator)
        if _is_keeping(symbol, path) or _is_maker(symbol, ancestry, path):
            continue
        holder = applied.symbol if applied is not None else None
        if holder is None:
            doubts.append(f"its decorator `{path}`, which was not read, may change it")
        elif mark_of(holder) is None and not ancestry.once(
            f"class kept by {holder.path}",
            lambda holder=holder: _keeps_class(holder),  # type: ignore[misc]
        ):
            doubts.append(f"its decorator `{path}` may change it")
    return tuple(doubts)


def _is_keeping(symbol: Symbol, path: str) -> bool:
    if path in _KEEPING or path.startswith(_KEEPING_PACKAGES):
        return True
    return path.rpartition(".")[2] in symbol.library.marks


def _is_maker(symbol: Symbol, ancestry: Ancestry, path: str) -> bool:
    maker = making(symbol, ancestry)
    return maker is not None and (
        maker.options.path == path or path.startswith(("dataclasses.", "attr.", "attrs."))
    )


def _wrapped(symbol: Symbol, applied: Application) -> Effect:
    """Follow `@functools.wraps(other)`, which carries the signature of another function."""
    name = dotted_name(applied.arguments[0])
    path, wrapped = path_in(symbol, name) if name else ("", None)
    if wrapped is None or not isinstance(wrapped.fact, FunctionFact):
        return Effect(f"it takes what `{path or 'another function'}` takes, which it wraps")
    if wrapped.path == symbol.path:
        return _KEPT
    return Effect("", wrapped.fact.parameters, wrapped)


def _followed(holder: Symbol) -> Effect:
    """Follow a decorator that was read to what it returns."""
    function = definition(holder)
    short = holder.name
    if function is None:
        return Effect(f"its decorator `{short}` may change it")
    if _is_typed_to_keep(function):
        return _KEPT
    outcomes = _outcomes(function, holder, 0)
    if not outcomes or None in outcomes:
        return Effect(f"its decorator `{short}` may change it")
    changed = [outcome for outcome in outcomes if outcome is not None and outcome is not _KEPT]
    if not changed:
        return _KEPT
    if len(changed) == 1 and len(outcomes) == 1 and changed[0].parameters is not None:
        return changed[0]._replace(holder=holder)
    return Effect(f"its decorator `{short}` may change it")


def _is_typed_to_keep(function: _Function) -> bool:
    """Say whether annotations promise the same callable: `def marked(function: F) -> F`."""
    first = next(iter([*function.args.posonlyargs, *function.args.args]), None)
    if first is None or first.annotation is None or function.returns is None:
        return False
    same = ast.dump(first.annotation) == ast.dump(function.returns)
    return same and isinstance(function.returns, ast.Name)


def _outcomes(function: _Function, holder: Symbol, depth: int) -> list[Effect | None]:
    """Return what each return statement of a decorator, or of one it makes, does; None: unknown."""
    inner = {
        node.name: node
        for node in ast.walk(function)
        if isinstance(node, _Function) and node is not function
    }
    parameters = [*function.args.posonlyargs, *function.args.args]
    first = parameters[0].arg if parameters else None
    outcomes: list[Effect | None] = []
    for value in returned(function):
        outcomes += _outcome(value, first, inner, holder, depth)
    return outcomes


def _outcome(
    value: ast.expr | None,
    first: str | None,
    inner: dict[str, _Function],
    holder: Symbol,
    depth: int,
) -> list[Effect | None]:
    if isinstance(value, ast.IfExp):
        parts = (value.body, value.orelse)
        return [
            outcome for part in parts for outcome in _outcome(part, first, inner, holder, depth)
        ]
    if isinstance(value, ast.Name):
        if value.id in inner:
            return _of_inner(inner[value.id], inner, holder, depth)
        return [_KEPT if value.id == first else None]
    if isinstance(value, ast.Call):
        name = dotted_name(value.func)
        if name in inner:  # `return decorate(function)`
            return _of_inner(inner[name], inner, holder, depth)
        if name and path_in(holder, name)[0] in _WRAPPING:
            return [_KEPT]
        outer = dotted_name(value.func.func) if isinstance(value.func, ast.Call) else None
        if outer and path_in(holder, outer)[0] in _WRAPPING:
            return [_KEPT]
    return [None]


def _of_inner(
    function: _Function, inner: dict[str, _Function], holder: Symbol, depth: int
) -> list[Effect | None]:
    """Return what an inner function means: a wrapper, or the decorator that a factory makes."""
    for decorator in function.decorator_list:
        applied = application(holder, ast.unparse(decorator))
        if applied is None or applied.path not in _WRAPPING | {"contextlib.contextmanager"}:
            return [None]
        if applied.path in _WRAPPING:
            return [_KEPT]
    values = returned(function)
    makes = [value for value in values if isinstance(value, ast.Name) and value.id in inner]
    parameters = [*function.args.posonlyargs, *function.args.args]
    first = parameters[0].arg if parameters else None
    gives_argument = any(isinstance(value, ast.Name) and value.id == first for value in values)
    if (makes or (gives_argument and len(parameters) == 1)) and depth < 3:
        return _outcomes(function, holder, depth + 1)
    if not parameters and not function.args.kwonlyargs and function.args.kwarg:
        # It hands all on to what it wraps, and does not say so to `inspect`.
        return [None]
    return [Effect("", _facts_of(function))]


def _facts_of(function: _Function) -> list[ParameterFact]:
    """Return the parameters of a function that stands in another one."""
    arguments = function.args
    ahead = len(arguments.posonlyargs)
    positional = [*arguments.posonlyargs, *arguments.args]
    required = len(positional) - len(arguments.defaults)
    facts = []

    def add(argument: ast.arg | None, kind: ParameterKind, default: ast.expr | None = None) -> None:
        if argument is not None:
            annotation = text_of(argument.annotation) if argument.annotation is not None else None
            stated = text_of(default) if default is not None else None
            facts.append(ParameterFact(argument.arg, kind, annotation, stated, 0, 0))

    for index, argument in enumerate(positional):
        default = arguments.defaults[index - required] if index >= required else None
        add(argument, "positional_only" if index < ahead else "positional_or_keyword", default)
    add(arguments.vararg, "var_positional")
    for argument, stated in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        add(argument, "keyword_only", stated)
    add(arguments.kwarg, "var_keyword")
    return facts


def _keeps_class(holder: Symbol) -> bool:
    """Say whether a decorator of classes gives back its class with the constructor it had."""
    function = definition(holder)
    if function is None:
        return False
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute | ast.Constant | ast.Name):
            word = getattr(node, "attr", None) or getattr(node, "value", None)
            if isinstance(word, str) and word in _CONSTRUCTORS:
                return False
    outcomes = _outcomes(function, holder, 0)
    return bool(outcomes) and all(outcome is _KEPT for outcome in outcomes)
