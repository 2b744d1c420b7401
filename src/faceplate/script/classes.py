"""Classes: how a definition makes one, how a call makes an object of one, and who is of which."""

from __future__ import annotations

import ast
import importlib
from typing import TYPE_CHECKING, Any

from faceplate.script import alternatives, contracts, models
from faceplate.script.hints import Hint
from faceplate.script.operators import LARGEST, plain
from faceplate.script.values import (
    DESCRIBING,
    LAUNCH,
    PLAIN,
    BoundMethod,
    Class,
    Data,
    Either,
    External,
    Frame,
    Function,
    Generator,
    Instance,
    Lazy,
    Lost,
    Module,
    Namespace,
    Native,
    Partial,
    RuntimeValue,
    Wrapped,
)

if TYPE_CHECKING:
    from faceplate.script.machine import Machine

_PAYLOADS: tuple[type, ...] = (str, dict, list, int, float, tuple, set)
_CALLABLE = (Class, Function, BoundMethod, Native, Partial, type)
_ABSTRACT: dict[str, tuple[type, ...]] = {
    "Sequence": (list, tuple, str, bytes, range),
    "MutableSequence": (list,),
    "Mapping": (dict,),
    "MutableMapping": (dict,),
    "Set": (set, frozenset),
    "Iterable": (list, tuple, str, bytes, range, dict, set, frozenset, Generator),
    "Collection": (list, tuple, str, bytes, range, dict, set, frozenset),
    "Sized": (list, tuple, str, bytes, range, dict, set, frozenset),
    "Hashable": (str, int, float, tuple, bytes, bool, type(None)),
    "Iterator": (Generator,),
    "Generator": (Generator,),
    "Number": (int, float, complex),
}


# Modules of Python whose names we may look at: importing them does nothing else.
_PYTHON = ("collections.abc", "dataclasses", "datetime", "enum", "pathlib", "types", "typing")


def make(m: Machine, node: ast.ClassDef, frame: Frame) -> Any:
    """The class that a definition makes."""
    bases = [_evaluated(m, base, frame) for base in node.bases]
    keywords = {one.arg: m.evaluate(one.value, frame) for one in node.keywords if one.arg}
    metaclass = keywords.pop("metaclass", None)
    if metaclass is None:
        found = [base.metaclass for base in bases if isinstance(base, Class)]
        metaclass = next((one for one in found if isinstance(one, Class)), type)
    inner = Frame(frame.module, frame, Namespace())
    inner.is_class = True
    cell: list[Class] = []
    inner.cell = cell
    inner.names["__qualname__"] = node.name
    inner.names["__module__"] = frame.module.name
    m.execute(node.body, inner)
    made = None
    if isinstance(metaclass, Class):
        from faceplate.script.attributes import in_class

        maker = in_class(m, metaclass, "__new__")
        if isinstance(maker, Wrapped):
            maker = maker.function
        if isinstance(maker, Function):
            attributes = dict(inner.names)
            made = m.call(maker, [metaclass, node.name, tuple(bases), attributes], keywords)
    if made is None:
        made = create(m, node.name, bases, inner.names, frame.module)
    if not isinstance(made, Class):
        raise Lost(f"what the class {node.name} is, is not known")
    cell.append(made)
    made.metaclass, made.node, made.frame = metaclass, node, frame
    made.doc = ast.get_docstring(node, clean=False)
    models.complete(m, made)
    for base in made.mro[1:]:
        hook = base.names.get("__init_subclass__") if isinstance(base, Class) else None
        if hook is not None:
            hook = hook.function if isinstance(hook, Wrapped) else hook
            m.call(hook, [made], keywords)
            break
    return made


def _evaluated(m: Machine, base: ast.expr, frame: Frame) -> Any:
    # Of `Base[int]`, the base counts.
    if isinstance(base, ast.Subscript):
        origin = m.evaluate(base.value, frame)
        if isinstance(origin, External):
            return origin
    value = m.evaluate(base, frame)
    return value.origin if isinstance(value, Hint) and not isinstance(value.origin, str) else value


def create(m: Machine, name: str, bases: list[Any], names: Any, module: Module) -> Class:
    """A class out of its parts."""
    made = Class(name, [base for base in bases if base is not object], Namespace(names), module)
    made.mro = [made, *_order([_mro(base) for base in made.bases], list(made.bases)), object]
    for base in made.bases:
        if isinstance(base, Class):
            m.trials.save(base.derived)
            base.derived.append(made)
    return made


def _mro(base: Any) -> list[Any]:
    if isinstance(base, Class):
        return [one for one in base.mro if one is not object]
    if isinstance(base, type):
        return [one for one in base.__mro__ if one is not object]
    return [base]


def _order(lines: list[list[Any]], bases: list[Any]) -> list[Any]:
    """Python's order of bases (C3)."""
    lines = [list(line) for line in [*lines, bases] if line]
    order: list[Any] = []
    while lines:
        for line in lines:
            head = line[0]
            if not any(_has(other[1:], head) for other in lines):
                break
        else:
            raise Lost("the bases of a class have no order")
        order.append(head)
        lines = [rest for line in lines if (rest := [one for one in line if not _alike(one, head)])]
    return order


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, External) and isinstance(other, External):
        return one.path == other.path
    return one is other


def _has(line: list[Any], head: Any) -> bool:
    return any(_alike(one, head) for one in line)


def declares(kind: Class, name: str) -> bool:
    """Whether a class or a base of it that is read has a name."""
    return any(isinstance(base, Class) and name in base.names for base in kind.mro)


def is_app(kind: Any) -> bool:
    """Whether the objects of a class are apps: they can be launched, and say what they offer."""
    return (
        isinstance(kind, Class)
        and declares(kind, LAUNCH)
        and any(declares(kind, name) for name in DESCRIBING)
    )


def instantiate(
    m: Machine, kind: Class, arguments: list[Any], keywords: dict[str, Any], loose: Any
) -> Any:
    """What a call of a class gives."""
    from faceplate.script.attributes import in_class

    if isinstance(kind.metaclass, Class):
        caller = in_class(m, kind.metaclass, "__call__")
        if isinstance(caller, Function):
            return m.call(caller, [kind, *arguments], keywords, loose)
    return construct(m, kind, arguments, keywords, loose)


def construct(
    m: Machine, kind: Class, arguments: list[Any], keywords: dict[str, Any], loose: Any = False
) -> Any:
    """A new object of a class, initialised."""
    from faceplate.script.attributes import in_class

    if any(base in (type,) for base in kind.mro):
        raise Lost("a class is made at run time")
    special = models.construct(m, kind, arguments, keywords, loose)
    if special is not None:
        return special
    made = Instance(kind, m.line)
    m.trials.made(made.names)
    if is_app(kind):
        m.apps.append(made)
    payload = next((base for base in kind.mro if base in _PAYLOADS), None)
    maker = in_class(m, kind, "__new__")
    maker = maker.function if isinstance(maker, Wrapped) else maker
    if isinstance(maker, Function):
        other = m.call(maker, [kind, *arguments], keywords, loose)
        if isinstance(other, Instance):
            made = other
        elif payload is None and not isinstance(other, RuntimeValue):
            return other
    if payload is not None:
        value = plain(arguments[0]) if arguments and payload not in (dict, list) else payload()
        made.payload = value if isinstance(value, payload) else payload()
        if arguments and not isinstance(made.payload, (dict, list)) and value is not made.payload:
            return m.unknown(made)
    initialise = in_class(m, kind, "__init__")
    if isinstance(initialise, (Function, Native, Partial)):
        m.call(BoundMethod(initialise, made), arguments, keywords, loose)
    elif not isinstance(initialise, (Function, Native)):
        made.names["args"] = tuple(arguments)
        if isinstance(made.payload, dict):
            m.call(m.get(made.payload, "update"), arguments, keywords)
    return made


def made_by_python(m: Machine, callee: Any, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    """What `type.__new__`, `object.__new__` or the call of a class by Python gives."""
    if callee.kind is type and callee.name == "__new__" and len(arguments) >= 4:
        _, name, bases, names = arguments[:4]
        module = m.modules.named(names.get("__module__", "")) or Module("", "", False)
        return create(m, name, list(bases), names, module)
    if callee.kind is type and callee.name == "__call__" and arguments:
        return construct(m, arguments[0], arguments[1:], keywords)
    if arguments and isinstance(arguments[0], Class):
        made = Instance(arguments[0], m.line)
        m.trials.made(made.names)
        payload = next((base for base in arguments[0].mro if base in _PAYLOADS), None)
        if payload is not None:
            made.payload = plain(arguments[1]) if len(arguments) > 1 else payload()
        return made
    return m.unknown(arguments)


def of_python(m: Machine, kind: type, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    """What a call of a type of Python gives."""
    if issubclass(kind, BaseException):
        made = Instance(kind, m.line)
        made.names["args"] = tuple(arguments)
        return made
    if kind is object:
        return Instance(Class("object", [], Namespace(), Module("builtins", "", False)), m.line)
    if kind is type and len(arguments) == 1:
        return class_of(m, arguments[0])
    if kind is type and len(arguments) == 3:
        return create(m, arguments[0], list(arguments[1]), arguments[2], Module("", "", False))
    if kind in (list, tuple, set, frozenset):
        items, more = m.items(arguments[0]) if arguments else ([], False)
        if kind is tuple:
            return m.unknown(items, *arguments) if more else tuple(items)
        if kind in (set, frozenset):
            more |= any(isinstance(one, RuntimeValue) for one in items)
            items = [m.hashable(plain(one)) for one in items if not isinstance(one, RuntimeValue)]
        result = m.trials.made(kind(items))
        if more:
            tail = m.trials.tail(arguments[0]) if kind is list else None
            m.trials.open(result, tail, [m.hidden_item(arguments[0])] if tail is None else [])
        return result
    if kind is dict:
        made_dict: dict[Any, Any] = m.trials.made({})
        m.call(m.get(made_dict, "update"), arguments, keywords)
        return made_dict
    if kind is str and len(arguments) == 1 and not keywords:
        return m.text(arguments[0])
    if kind is bool:
        truth = m.truth(arguments[0]) if arguments else False
        return m.unknown() if truth is None else truth
    arguments = [plain(one) for one in arguments]
    if not all(map(m.settled, [*arguments, *keywords.values()])):
        m.doubts += 1  # `int(text)` may fail
        return m.unknown(arguments, keywords)
    size = arguments[0] if kind is bytes and arguments else 0
    if isinstance(size, int) and size > LARGEST:
        raise Lost("a value is too large")
    if kind in (int, float, complex, str, bytes, slice, range):
        return m.native(lambda: kind(*arguments, **keywords))
    return m.unknown(arguments)


def class_of(m: Machine, value: Any) -> Any:
    """The class of a value."""
    if isinstance(value, Instance):
        return value.cls
    if isinstance(value, Class):
        return value.metaclass
    if isinstance(value, (Function, BoundMethod, Native, Partial, Module, RuntimeValue, Generator)):
        return m.unknown()
    return type(value)


def is_callable(m: Machine, value: Any) -> bool | None:
    """Whether a value can be called; None if that is not known."""
    from faceplate.script.methods import Unbound

    if type(value) is Either:
        return alternatives.agreed(value, lambda choice: is_callable(m, choice))
    if isinstance(value, Data):
        return None if value.member else False
    if isinstance(value, RuntimeValue):
        return None if value.kind is None else False
    if isinstance(value, Instance) and isinstance(value.cls, Class):
        return declares(value.cls, "__call__")
    return isinstance(value, (*_CALLABLE, Unbound))


def _is_type(path: str) -> bool | None:
    """Whether something that is not read is a class: a module is none, and of Python we know."""
    module, _, name = path.rpartition(".")
    if not module:
        return False
    if module in _PYTHON:
        return isinstance(getattr(importlib.import_module(module), name, None), type)
    return None


def is_instance(m: Machine, value: Any, kind: Any) -> bool | None:
    """Whether a value is of a class; None if that is not known."""
    if isinstance(kind, Hint):
        kind = kind.arguments if kind.origin == "Union" else kind.origin
    if isinstance(kind, (tuple, list)):
        answers = [is_instance(m, value, one) for one in kind]
        return True if True in answers else None if None in answers else False
    if kind is None:
        return value is None
    if type(value) is Either:
        return alternatives.agreed(value, lambda choice: is_instance(m, choice, kind))
    if isinstance(value, External) and kind is type:
        return False if m.modules.is_module(value.path) else _is_type(value.path)
    if isinstance(value, RuntimeValue):
        if isinstance(value, Data) and isinstance(kind, Class):
            return False
        if isinstance(value, Data) and value.path and not value.member:
            return _among([External(value.path)], kind)
        if value.kind is None or type(kind) is RuntimeValue:
            return None
        value = value.kind()  # any value of that type is as good as another one
    if isinstance(kind, Native):
        name = kind.name.rpartition(".")[2]
        return isinstance(value, Partial) if name == "partial" else False
    if isinstance(value, Class):
        value_mro = value.metaclass.mro if isinstance(value.metaclass, Class) else [type, object]
        if kind in (type, object):
            return True
    elif isinstance(value, Instance):
        value_mro = value.cls.mro if isinstance(value.cls, Class) else list(value.cls.__mro__)
    else:
        value_mro = None
    if isinstance(kind, External):
        return _is_external(m, value, kind, value_mro)
    if isinstance(kind, RuntimeValue):
        return None
    if value_mro is not None:
        return _among(value_mro, kind)
    if isinstance(kind, type):
        if isinstance(value, type):
            return isinstance(value, kind)
        if isinstance(value, (*PLAIN, list, dict, set, tuple, frozenset, range, slice)):
            return isinstance(value, kind)
        return kind is object
    return False


def _is_external(m: Machine, value: Any, kind: External, mro: list[Any] | None) -> bool | None:
    name = kind.path.rpartition(".")[2]
    package = kind.path.partition(".")[0]
    if package in ("typing", "collections", "numbers", "abc"):
        if name == "Callable":
            return is_callable(m, value)
        if name in _ABSTRACT:
            if isinstance(value, Instance) and not isinstance(value.payload, _ABSTRACT[name]):
                return None if isinstance(value.cls, Class) and _opaque(value.cls) else False
            return isinstance(plain(value), _ABSTRACT[name])
    if package == "types":
        if name in ("FunctionType", "LambdaType"):
            return isinstance(value, Function)
        if name == "MethodType":
            return isinstance(value, BoundMethod)
        if name == "ModuleType":
            return isinstance(value, Module)
        if name == "GeneratorType":
            return isinstance(value, Generator)
    if mro is not None:
        return _among(mro, kind)
    return False


def _among(order: list[Any], kind: Any) -> bool | None:
    """Whether a class is one of those in an order of bases, or may be a base of one of them."""
    if any(_alike(one, kind) for one in order):
        return True
    if isinstance(kind, Class):
        # What is not read cannot build on what is.
        return None if any(type(one) is RuntimeValue for one in order) else False
    name = kind.path if isinstance(kind, External) else getattr(kind, "__name__", "")
    answers = [
        contracts.derives(one.path, name) if isinstance(one, External) else None
        for one in order
        if isinstance(one, RuntimeValue)
    ]
    return True if True in answers else None if None in answers else False


def _opaque(kind: Class) -> bool:
    return any(isinstance(one, RuntimeValue) or declares(kind, "__iter__") for one in kind.mro)


def is_subclass(m: Machine, kind: Any, other: Any) -> bool | None:
    """Whether a class derives from another one; None if that is not known."""
    if isinstance(other, Hint) and other.origin == "Union":
        other = other.arguments
    if isinstance(other, tuple):
        answers = [is_subclass(m, kind, one) for one in other]
        return True if True in answers else None if None in answers else False
    if isinstance(kind, Class):
        if any(_alike(one, other) for one in kind.mro):
            return True
        return None if type(other) is RuntimeValue else _among(kind.mro, other)
    if isinstance(kind, External) and isinstance(other, Class):
        return False  # what is not read cannot build on what is
    if isinstance(kind, External) and isinstance(other, External):
        return contracts.derives(kind.path, other.path)
    if isinstance(kind, type) and isinstance(other, type):
        return issubclass(kind, other)
    if isinstance(kind, type) and isinstance(other, Class):
        return False
    return None


__all__ = ["Lazy", "make"]
