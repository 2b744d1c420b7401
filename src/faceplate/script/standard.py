"""The functions of Python's library that are known by their meaning."""

from __future__ import annotations

import inspect
import json
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from faceplate.script import attributes, classes, copies, models, signatures
from faceplate.script.expressions import Default, waited_for
from faceplate.script.hints import Hint
from faceplate.script.methods import Unbound
from faceplate.script.operators import LARGEST, plain
from faceplate.script.values import (
    BoundMethod,
    Class,
    Coroutine,
    Data,
    External,
    Function,
    Instance,
    Lost,
    Module,
    Namespace,
    Native,
    Partial,
    RuntimeValue,
    Wrapped,
    known,
)

if TYPE_CHECKING:
    from faceplate.script.machine import Machine

STAND_INS = {
    "contextvars.ContextVar": "ContextVar",
    **{f"hashlib.{name}": "Digest" for name in ("md5", "sha1", "sha256", "sha512", "blake2b")},
    "types.SimpleNamespace": "SimpleNamespace",
    "inspect.Parameter": "StandInParameter",
    "inspect.Signature": "StandInSignature",
    "inspect._empty": "nothing",
    "inspect.FullArgSpec": "FullArgSpec",
    "re.compile": "Pattern",
    "itertools.count": "Count",
    "contextlib.suppress": "Suppress",
    "contextlib.nullcontext": "Suppress",
}
"""Dotted names, and the classes of `stand_ins.py` that stand for them."""


def _identity(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    return arguments[0]


def _wraps(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    wrapped = arguments[0]
    return Native("wraps", lambda m, inner, _: _update(m, inner[0], wrapped))


def _update(m: Machine, wrapper: Any, wrapped: Any) -> Any:
    target = wrapper.function if isinstance(wrapper, BoundMethod) else wrapper
    if not isinstance(target, (Function, Partial)):
        return wrapper
    for name in ("__name__", "__qualname__", "__doc__", "__module__"):
        found = attributes.has(m, wrapped, name)
        if found is not False:
            m.set(target, name, m.get(wrapped, name) if found else m.unknown())
    if isinstance(wrapped, (Function, Partial)):
        m.trials.save(target.names)
        target.names.update({k: v for k, v in wrapped.names.items() if k not in target.names})
    m.set(target, "__wrapped__", wrapped)
    return wrapper


def _cached(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    if arguments and isinstance(arguments[0], (Function, BoundMethod)):
        return arguments[0]
    return Native("cache", _identity)


def _kind_test(test: Callable[[Any], bool]) -> Any:
    def call(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
        value = arguments[0]
        if isinstance(value, RuntimeValue):
            return m.unknown()
        while isinstance(value, (Partial, BoundMethod)) and test is not _is_function:
            value = value.function
        return test(value)

    return call


def _is_function(value: Any) -> bool:
    return isinstance(value, Function)


def _is_generator(value: Any) -> bool:
    from faceplate.script.calls import yields

    return isinstance(value, Function) and not _is_async(value) and yields(value.node)


def _is_async(value: Any) -> bool:
    import ast

    return isinstance(value, Function) and isinstance(value.node, ast.AsyncFunctionDef)


def _is_async_generator(value: Any) -> bool:
    from faceplate.script.calls import yields

    return _is_async(value) and yields(value.node)


def _is_coroutine(value: Any) -> bool:
    return _is_async(value) and not _is_async_generator(value)


def plainly(function: Callable[..., Any]) -> Any:
    """A function that is called on plain data, and else gives something unknown."""

    def call(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
        arguments = [plain(one) for one in arguments]
        if not all(map(m.settled, [*arguments, *keywords.values()])):
            return m.derived(*arguments, *keywords.values())
        if any(isinstance(one, int) and abs(one) > LARGEST for one in arguments):
            return m.unknown()
        return _lifted(m, m.native(lambda: function(*arguments, **keywords)))

    return call


def _lifted(m: Machine, value: Any) -> Any:
    """A value of Python as one of what is read: a row with names is an object that is a tuple."""
    names = getattr(value, "_fields", None)
    if not isinstance(value, tuple) or names is None:
        return value
    kind = Class(type(value).__name__, [tuple], Namespace(), _NO_MODULE)
    kind.mro = [kind, tuple, object]
    made = Instance(kind, m.line, tuple(value))
    made.names.update(zip(names, value, strict=True))
    return made


def _default_dict(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    made = Default(*(one for one in arguments[1:] if isinstance(one, dict)), **keywords)
    made.factory = arguments[0] if arguments else None
    return made


def _chain(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    made: list[Any] = []
    for one in arguments:
        found, more = m.items(one)
        made += found
        if more:
            m.trials.open(made, None, [m.unknown(*arguments)])
            break
    return made


def _origin(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    value = arguments[0]
    if isinstance(value, Hint):
        return External(f"typing.{value.origin}") if isinstance(value.origin, str) else value.origin
    return m.unknown() if type(value) is RuntimeValue else None


def _arguments(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    value = arguments[0]
    if isinstance(value, Hint):
        return value.arguments
    return m.unknown() if type(value) is RuntimeValue else ()


def _doc(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    value = arguments[0]
    if attributes.has(m, value, "__doc__") is not True:
        return m.unknown() if not isinstance(value, (Instance, Partial)) else _doc_of(m, value)
    text = m.get(value, "__doc__")
    return inspect.cleandoc(text) if isinstance(text, str) else text


def _doc_of(m: Machine, value: Any) -> Any:
    # An object has the docstring of its class.
    kind = value.cls if isinstance(value, Instance) else None
    text = kind.doc if isinstance(kind, Class) else m.unknown()
    return inspect.cleandoc(text) if isinstance(text, str) else text


def _dump(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    value = arguments[0]
    return m.native(json.dumps, value) if known(value) and not keywords else m.unknown()


def _module(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    value = arguments[0]
    if isinstance(value, (Class, Function)):
        return m.modules.named(value.module.name) or m.unknown()
    return m.unknown()


def _variable(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    # A library is read as it is without variables; what a script asks for is its own matter.
    default = arguments[1] if len(arguments) > 1 else keywords.get("default")
    if not m.in_script:
        return default
    return m.unknown_of(str) if isinstance(default, str) else Data(m.line, "os.getenv")


_QUANTIFIED = re.compile(r"\)\s*[*+{?]|\\[1-9]|\(\?P=")


def _pattern(name: str) -> Any:
    """A function of `re`, on patterns that cannot take long."""

    def call(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
        arguments = [plain(one) for one in arguments]
        kind = str if name == "sub" else None
        flags = keywords.get("flags", 0)
        if (
            not isinstance(flags, int)
            or len(keywords) > 1
            or not all(isinstance(one, str) for one in arguments)
        ):
            return m.unknown() if kind is None else m.unknown_of(kind)
        pattern, text = arguments[0], arguments[-1]
        loose = pattern.count("*") + pattern.count("+") + pattern.count("{")
        if _QUANTIFIED.search(pattern) or loose > 2 or len(text) > 10_000 or len(pattern) > 1000:
            return m.unknown() if kind is None else m.unknown_of(kind)
        found = m.native(lambda: getattr(re, name)(*arguments, flags=flags))
        if found is None or isinstance(found, (str, list)):
            return found
        kind_of_match = Class("Match", [External("re.Match")], Namespace(), _NO_MODULE)
        kind_of_match.mro = [kind_of_match, External("re.Match")]
        return Instance(kind_of_match, m.line)

    return call


def _run(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    return waited_for(m, arguments[0])


def _reduce(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    function, iterable, *start = arguments
    items, more = m.items(iterable)
    if more or not (items or start):
        return m.call(External("functools.reduce"), [function, *arguments[1:]])
    items = [*start, *items]
    value = items[0]
    for item in items[1:]:
        value = m.call(function, [value, item])
    return value


def _execute(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    if m.in_script:
        # It may bind and change anything.
        raise Lost("what exec runs is not followed")
    return None


def _gather(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    made = [waited_for(m, one) for one in arguments]
    return Coroutine(lambda: made)


_NO_MODULE = Module("re", "", False)
_FUNCTIONS: dict[str, Any] = {
    "functools.partial": lambda m, a, k: Partial(a[0], list(a[1:]), k),
    "functools.wraps": _wraps,
    "functools.update_wrapper": lambda m, a, k: _update(m, a[0], a[1]),
    "functools.lru_cache": _cached,
    "functools.cache": _identity,
    "functools.cached_property": lambda m, a, k: Wrapped("cached", a[0]),
    "functools.total_ordering": _identity,
    "abc.abstractmethod": _identity,
    "typing.cast": lambda m, a, k: a[1],
    "typing.overload": _identity,
    "typing.final": _identity,
    "typing.runtime_checkable": _identity,
    "typing.no_type_check": _identity,
    "typing.NewType": lambda m, a, k: Native(str(a[0]), _identity),
    "typing.get_type_hints": lambda m, a, k: signatures.hints(m, a[0], k.get("localns")),
    "typing.get_origin": _origin,
    "typing.get_args": _arguments,
    "inspect.signature": lambda m, a, k: signatures.signature(m, a[0]),
    "inspect.getfullargspec": lambda m, a, k: signatures.specification(m, a[0]),
    "inspect.getmro": lambda m, a, k: m.get(a[0], "__mro__"),
    "inspect.getdoc": _doc,
    "inspect.isclass": lambda m, a, k: (
        m.unknown() if isinstance(a[0], RuntimeValue) else isinstance(a[0], (Class, type))
    ),
    "inspect.isfunction": _kind_test(_is_function),
    "inspect.isroutine": lambda m, a, k: (
        m.unknown_of(bool)
        if isinstance(a[0], RuntimeValue)
        else isinstance(a[0], (Function, BoundMethod, Native, Unbound))
    ),
    "inspect.ismethod": lambda m, a, k: (
        m.unknown() if isinstance(a[0], RuntimeValue) else isinstance(a[0], BoundMethod)
    ),
    "inspect.isgeneratorfunction": _kind_test(_is_generator),
    "inspect.isasyncgenfunction": _kind_test(_is_async_generator),
    "inspect.iscoroutinefunction": _kind_test(_is_coroutine),
    "builtins.exec": _execute,
    "functools.reduce": _reduce,
    "asyncio.run": _run,
    "asyncio.gather": _gather,
    "asyncio.iscoroutinefunction": _kind_test(_is_coroutine),
    "inspect.getmodule": _module,
    "copy.copy": lambda m, a, k: copies.shallow(m, a[0]),
    "copy.deepcopy": lambda m, a, k: copies.deep(m, a[0]),
    "collections.defaultdict": _default_dict,
    "itertools.chain": _chain,
    "json.dumps": _dump,
    "warnings.warn": lambda m, a, k: None,
    "warnings.simplefilter": lambda m, a, k: None,
    "warnings.filterwarnings": lambda m, a, k: None,
    "contextlib.contextmanager": _identity,
    "dataclasses.dataclass": models.dataclass,
    "dataclasses.field": models.field,
    "dataclasses.is_dataclass": models.is_dataclass,
    "dataclasses.asdict": models.as_dict,
    "pydantic.Field": models.field,
    "pydantic.fields.Field": models.field,
    "pydantic.model_validator": lambda m, a, k: Native("validator", _identity),
    "pydantic.field_validator": lambda m, a, k: Native("validator", _identity),
    "pydantic.validator": lambda m, a, k: Native("validator", _identity),
    **{f"re.{name}": _pattern(name) for name in ("search", "match", "fullmatch", "sub", "split")},
    "os.getenv": _variable,
    "os.environ.get": _variable,
}

MEANINGS: dict[str, Any] = {
    **{path: Native(path, call) for path, call in _FUNCTIONS.items()},
    "typing.TYPE_CHECKING": False,
    "sys.platform": sys.platform,
    "abc.ABCMeta": type,
    "abc.ABC": object,
    "typing.Generic": object,
    "typing.Protocol": object,
    "collections.OrderedDict": dict,
    "pydantic.ConfigDict": dict,
    "pydantic.config.ConfigDict": dict,
    "types.NoneType": type(None),
}
"""Dotted names, and what they mean."""
MEANINGS.update(
    {
        f"typing_extensions.{path.rpartition('.')[2]}": value
        for path, value in list(MEANINGS.items())
        if path.startswith("typing.")
    }
)

__all__ = ["MEANINGS", "STAND_INS", "classes", "plainly"]
