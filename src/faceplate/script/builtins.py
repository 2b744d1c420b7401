"""Python's own functions, on what is known."""

from __future__ import annotations

import ast
import builtins as python
from typing import TYPE_CHECKING, Any

from faceplate.script import alternatives, attributes, classes, iteration
from faceplate.script.iteration import elements
from faceplate.script.operators import LARGEST, plain
from faceplate.script.values import (
    Class,
    Either,
    External,
    Instance,
    Lost,
    Module,
    Native,
    RuntimeValue,
    Wrapped,
)

if TYPE_CHECKING:
    from faceplate.script.machine import Machine


def truth(m: Machine, value: Any) -> bool | None:
    """Whether a value counts as true; None if that is not known."""
    if value is True or value is False or value is None:
        return bool(value)
    if isinstance(value, External) and value.path.startswith(("typing.", "collections.abc.")):
        return True
    if type(value) is Either:
        return alternatives.agreed(value, lambda choice: truth(m, choice))
    if isinstance(value, RuntimeValue):
        return None
    if isinstance(value, Instance):
        if value.payload is not None:
            return truth(m, value.payload)
        for name in ("__bool__", "__len__"):
            method = m.find(value, name)
            if method is not None:
                return truth(m, m.call(method, []))
        return True
    if isinstance(value, (list, dict, set)):
        return True if value else None if m.trials.is_open(value) else False
    if isinstance(value, (str, bytes, int, float, complex, tuple, frozenset, range, type(None))):
        return bool(value)
    return True


def text(m: Machine, value: Any) -> Any:
    """What `str` makes of a value."""
    if isinstance(value, Instance):
        method = m.find(value, "__str__")
        if method is not None:
            return m.call(method, [])
        if not isinstance(value.cls, Class):
            arguments = value.names.get("args", ())
            return text(m, arguments[0]) if len(arguments) == 1 else m.unknown_of(str)
        value = plain(value)
    clear = m.settled(value) and not isinstance(value, set)
    return m.native(str, value) if clear else m.unknown_of(str)


def _length(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    value = arguments[0]
    method = m.find(value, "__len__") if isinstance(value, Instance) else None
    if method is not None:
        return m.call(method, [])
    value = plain(value)
    if isinstance(value, (str, bytes, list, tuple, dict, set, frozenset, range)):
        return m.unknown_of(int) if m.trials.is_open(value) else len(value)
    return m.unknown_of(int)


def _or_unknown(m: Machine, value: bool | None) -> Any:
    return m.unknown_of(bool) if value is None else value


def _attribute(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    owner, name, *default = arguments
    name = plain(name)
    if not isinstance(name, str):
        return m.unknown(owner, *default)
    if default and (not isinstance(owner, RuntimeValue) or owner.kind is not None):
        from faceplate.script.values import Raised

        try:
            return m.get(owner, name)
        except Raised as error:
            if m.is_instance(error.value, AttributeError):
                return default[0]
            raise
    return m.get(owner, name)


def _has_attribute(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    from faceplate.script.values import Raised

    owner, name = arguments[0], plain(arguments[1])
    if not isinstance(name, str):
        return m.unknown()
    try:
        return _or_unknown(m, attributes.has(m, owner, name))
    except Raised:
        return False


def _set_attribute(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    owner, name, value = arguments
    name = plain(name)
    if isinstance(name, str):
        m.set(owner, name, value)
    elif isinstance(owner, (Instance, Class, Module)):
        if m.in_script:
            raise Lost("which attribute is set, is not known")
        m.trials.save(owner.names)
        for other in owner.names:
            owner.names[other] = m.trials.merged(owner.names[other], value, m.line)
    return None


def _extreme(name: str) -> Any:
    def call(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
        found, more = elements(m, arguments[0]) if len(arguments) == 1 else (arguments, False)
        if more or not all(map(m.settled, found)) or set(keywords) - {"default"}:
            # An object of those that are seen, where they are ordered by something.
            if more or not found:
                return m.unknown(found, *arguments)
            return m.any_of(found)
        return m.native(lambda: getattr(python, name)(found, **keywords))

    return call


def _sum(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    found, more = elements(m, arguments[0])
    if more:
        return m.unknown(found, arguments[0])
    total = arguments[1] if len(arguments) > 1 else keywords.get("start", 0)
    for one in found:
        total = m.binary(ast.Add, total, one)
    return total


def _quantified(stops: bool) -> Any:
    def call(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
        found, more = elements(m, arguments[0])
        answers = [truth(m, one) for one in found]
        if stops in answers:
            return stops
        return m.unknown() if more or None in answers else not stops

    return call


def _names(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    if not arguments:
        return iteration.opened(m, [], True)
    owner = arguments[0]
    kind = owner.cls if isinstance(owner, Instance) else owner
    if not isinstance(kind, Class):
        return iteration.opened(m, [], True)
    found = {name for base in kind.mro if isinstance(base, Class) for name in base.names}
    if isinstance(owner, Instance):
        found |= set(owner.names)
    return sorted(found)


def _variables(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    if arguments and isinstance(arguments[0], Instance):
        return arguments[0].names
    if arguments and isinstance(arguments[0], Module):
        return m.modules.everything(arguments[0])
    return m.unknown(arguments)


def _settled(name: str) -> Native:
    function = getattr(python, name)

    def call(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
        arguments = [plain(one) for one in arguments]
        if not all(map(m.settled, arguments)) or keywords or len(str(arguments)) > LARGEST:
            return m.unknown(arguments)
        if name == "pow" and any(isinstance(one, int) and abs(one) > 1000 for one in arguments):
            return m.unknown()
        return m.native(function, *arguments)

    return Native(name, call)


def _wrapper(kind: str) -> Native:
    return Native(kind, lambda m, arguments, keywords: Wrapped(kind, *arguments[:2]))


_FUNCTIONS: dict[str, Any] = {
    "len": _length,
    "isinstance": lambda m, a, k: _or_unknown(m, m.is_instance(a[0], a[1])),
    "issubclass": lambda m, a, k: _or_unknown(m, classes.is_subclass(m, a[0], a[1])),
    "callable": lambda m, a, k: _or_unknown(m, classes.is_callable(m, a[0])),
    "getattr": _attribute,
    "hasattr": _has_attribute,
    "setattr": _set_attribute,
    "enumerate": iteration.enumerated,
    "zip": iteration.zipped,
    "map": iteration.mapped,
    "filter": iteration.filtered,
    "sorted": iteration.sorted_,
    "reversed": iteration.reversed_,
    "min": _extreme("min"),
    "max": _extreme("max"),
    "sum": _sum,
    "any": _quantified(True),
    "all": _quantified(False),
    "next": iteration.next_,
    "iter": iteration.iterator,
    "dir": _names,
    "vars": _variables,
    "print": lambda m, a, k: None,
    "id": lambda m, a, k: m.unknown(),
    "hash": lambda m, a, k: m.unknown(),
    "locals": lambda m, a, k: m.unknown(),
    "globals": lambda m, a, k: m.unknown(),
}

NAMES: dict[str, Any] = {
    **{
        name: value
        for name, value in vars(python).items()
        if isinstance(value, type) and not name.startswith("_")
    },
    **{name: Native(name, call) for name, call in _FUNCTIONS.items()},
    **{
        name: _settled(name)
        for name in ("abs", "round", "repr", "chr", "ord", "bin", "hex", "oct", "divmod", "pow")
    },
    **{name: _wrapper(name) for name in ("property", "staticmethod", "classmethod")},
    **{
        name: External(f"builtins.{name}")
        for name in ("open", "input", "exec", "eval", "compile", "__import__", "super", "exit")
    },
    "quit": External("builtins.quit"),
    "NotImplemented": External("builtins.NotImplemented"),
    "Ellipsis": ...,
    "__debug__": True,
    "__file__": External("builtins.__file__"),
    "__doc__": None,
    "__spec__": None,
}
"""What a name means that nothing has bound."""

for _iterating in ("map", "zip", "enumerate", "filter", "reversed", "memoryview"):
    if not isinstance(NAMES[_iterating], Native):
        NAMES[_iterating] = External(f"builtins.{_iterating}")

__all__ = ["NAMES", "text", "truth"]
