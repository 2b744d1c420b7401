"""What a decorator does to the signature of what it decorates, as far as its source shows it.

Some are known to keep it. One that was read is followed to what it returns: its argument, a wrapper
that carries the signature on, or a wrapper that has one of its own. Of all others nothing is known,
and that is what a page then says.
"""

from __future__ import annotations

import ast
from typing import NamedTuple

from faceplate.facts.declarations import ClassFact, FunctionFact, ParameterFact
from faceplate.link.expressions import dotted_name, name_of
from faceplate.link.fields.libraries import making
from faceplate.link.fields.references import Application, application, definition, path_in
from faceplate.link.fields.transforms import mark_of
from faceplate.link.handing_on import KEPT
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Symbol
from faceplate.link.wrappers import WRAPPING, wrapper_of

# Packages whose decorators keep a signature, or carry it on, or only mark what they decorate.
_KEEPING_PACKAGES = ("typing.", "typing_extensions.", "abc.", "enum.", "contextlib.", "atexit.")
_KEEPING = {
    "staticmethod", "classmethod", "property",
    "functools.cache", "functools.lru_cache", "functools.cached_property", "functools.wraps",
    "functools.singledispatch", "functools.singledispatchmethod", "functools.total_ordering",
    "types.coroutine", "asyncio.coroutine", "warnings.deprecated", "typing_extensions.deprecated",
}  # fmt: skip
# Methods of what stands in the same class or module: `@size.setter`, `@render.register`.
_ACCESSORS = ("setter", "getter", "deleter", "register", "default", "validator", "overload")
_CONSTRUCTORS = ("__init__", "__new__", "__signature__", "__call__")


class Effect(NamedTuple):
    """What a decorator does to a signature.

    Attributes:
        doubt: Why the signature may be another; empty where it is known.
        parameters: The parameters that take the place of those stated, or None.
        holder: Where these stand, for what their defaults lead to.
        is_transparent: Whether a call takes what the function takes, doubt or not: the wrapper
            hands all on, and `inspect` may show another signature all the same.
        added: Names that the wrapper takes beside.
        filled: Names that the wrapper passes by itself.
        places: The positions of arguments that the wrapper passes by itself.
        taken: Names of what a call takes, where the wrapper only tells `inspect` of the function
            and hands nothing on; None where it hands on.
        is_opaque: Whether a call may leave out or pass something else than what is shown.
    """

    doubt: str = ""
    parameters: list[ParameterFact] | None = None
    holder: Symbol | None = None
    is_transparent: bool = False
    added: frozenset[str] = frozenset()
    filled: frozenset[str] = frozenset()
    places: tuple[int, ...] = ()
    taken: tuple[str, ...] | None = None
    is_opaque: bool = False


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
    if applied.path in WRAPPING and applied.arguments:
        return _wrapped(symbol, applied)
    if _is_keeping(symbol, applied.path):
        return _KEPT
    holder = applied.symbol
    if holder is None:
        return Effect(f"its decorator `{applied.path}`, which was not read, may change it")
    # `traced = retried(3)` and then `@traced` is `@retried(3)`.
    is_called = "(" in decorator or bool(applied.arguments or applied.keywords)
    key = f"effect of {holder.path} {is_called}"
    effect: Effect = ancestry.once(key, lambda: _followed(holder, is_called))
    if effect.taken is None:
        return effect
    assert isinstance(symbol.fact, FunctionFact)
    stated = tuple(parameter.name for parameter in symbol.fact.parameters)
    if effect.taken == stated:
        return _KEPT
    return Effect(f"its decorator `{holder.name}` puts what takes other arguments in its place")


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


def _followed(holder: Symbol, is_called: bool) -> Effect:
    """Follow a decorator that was read to what it returns."""
    wrapper = wrapper_of(holder, is_called)
    if wrapper.is_kept and wrapper.parameters is not None:
        return Effect(taken=tuple(parameter.name for parameter in wrapper.parameters))
    if wrapper.is_kept:
        doubt = ""
    elif wrapper.parameters is not None:
        return Effect("", list(wrapper.parameters), holder)
    else:
        doubt = f"its decorator `{holder.name}` may change it"
    if not (wrapper.is_transparent or doubt or wrapper.added or wrapper.is_opaque):
        return _KEPT
    return Effect(
        doubt,
        is_transparent=wrapper.is_transparent,
        added=wrapper.added,
        filled=wrapper.filled,
        places=wrapper.places,
        is_opaque=wrapper.is_opaque,
    )


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
    return wrapper_of(holder, is_called=False) == KEPT
