"""Attributes: where each is found, by Python's own order, and what binding makes of it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from faceplate.script import alternatives, border, contracts, methods, models
from faceplate.script.values import (
    PLAIN,
    BoundMethod,
    Class,
    Data,
    Either,
    External,
    Function,
    Generator,
    Instance,
    Lazy,
    LazyValue,
    Module,
    Namespace,
    Native,
    Partial,
    RuntimeValue,
    Super,
    Wrapped,
    is_data,
)

if TYPE_CHECKING:
    from faceplate.script.machine import Machine

_MISSING = object()
_OPEN = object()


def get(m: Machine, owner: Any, name: str) -> Any:
    """The value of `owner.name`; raises AttributeError in what is read."""
    if type(owner) is Either:
        return alternatives.each(m, owner, lambda choice: get(m, choice, name))
    value = find_attribute(m, owner, name)
    if type(value) is Either:
        return alternatives.bound(m, value)
    if value is _OPEN and isinstance(owner, Data):
        return Data(m.line, owner.path, member=True)
    if value is _OPEN:
        # What a base that is not read gives is not a part of what is read.
        return m.unknown(owner) if isinstance(owner, RuntimeValue) else m.unknown()
    if value is _MISSING:
        m.error(AttributeError, f"{_named(owner)} has no attribute {name!r}")
    return value


def _named(owner: Any) -> str:
    if isinstance(owner, Instance) and isinstance(owner.cls, Class):
        return owner.cls.name
    return str(getattr(owner, "name", type(owner).__name__))


def has(m: Machine, owner: Any, name: str) -> bool | None:
    """Whether something has an attribute; None if that is not known."""
    if type(owner) is Either:
        return alternatives.agreed(owner, lambda choice: has(m, choice, name))
    value = find_attribute(m, owner, name)
    if value is _OPEN or alternatives.may_be_absent(value):
        return None
    return value is not _MISSING


def find(m: Machine, owner: Any, name: str) -> Any:
    """A method of the class of an object, bound to the object; None if it has none."""
    kind = owner.cls if isinstance(owner, Instance) else getattr(owner, "metaclass", None)
    if not isinstance(kind, Class):
        return None
    value = in_class(m, kind, name)
    if value is _MISSING or value is _OPEN or isinstance(value, methods.Unbound):
        return None
    return bound(m, value, owner, kind)


def in_class(m: Machine, kind: Class, name: str, after: Class | None = None) -> Any:
    """What a class or one of its bases has under a name, not bound."""
    order = kind.mro
    if after is not None:
        order = order[order.index(after) + 1 :] if after in order else []
    is_open = False
    for base in order:
        if type(base) is Class:
            if name in base.names:
                value = base.names[name]
                if type(value) is Lazy:
                    value = base.names[name] = m.modules.resolve(value)
                return value
        elif isinstance(base, type):
            found = methods.of_type(base, name)
            if found is not None:
                return found
        else:
            is_open |= not isinstance(base, External) or contracts.may_have(base.path, name)
    return _OPEN if is_open else _MISSING


def bound(m: Machine, value: Any, owner: Any, kind: Any) -> Any:
    """What an attribute of a class becomes on an object of it."""
    if isinstance(value, (Function, methods.Unbound)):
        return BoundMethod(value, owner)
    if isinstance(value, Wrapped):
        if value.kind == "staticmethod":
            return value.function
        if value.kind == "classmethod":
            return BoundMethod(value.function, kind)
        return m.call(value.function, [owner])
    if isinstance(value, Native) and value.name.startswith("object."):
        return BoundMethod(value, owner)
    if isinstance(value, Instance) and isinstance(value.cls, Class):
        descriptor = in_class(m, value.cls, "__get__")
        if isinstance(descriptor, Function):
            return m.call(BoundMethod(descriptor, value), [owner, kind])
    return value


def find_attribute(m: Machine, owner: Any, name: str) -> Any:
    """The attribute, or one of two marks: that there is none, or that it is not known."""
    if type(owner) is Instance:
        return _of_instance(m, owner, name)
    if isinstance(owner, External):
        return m.modules.external(f"{owner.path}.{name}")
    if isinstance(owner, RuntimeValue):
        return _MISSING if owner.kind is not None and not hasattr(owner.kind, name) else _OPEN
    if isinstance(owner, Module):
        return _of_module(m, owner, name)
    if isinstance(owner, Class):
        return _of_class(m, owner, name)
    if isinstance(owner, Super):
        return _of_super(m, owner, name)
    if isinstance(owner, (Function, Partial, BoundMethod, Native, methods.Unbound)):
        return _of_callable(m, owner, name)
    if isinstance(owner, Wrapped):
        if name in ("setter", "getter", "deleter") and owner.kind == "property":
            return Native(name, lambda m, arguments, _: _with_setter(owner, name, arguments))
        return owner.function if name in ("fget", "__func__") else _OPEN
    if isinstance(owner, type):
        if name in ("__name__", "__qualname__", "__module__", "__doc__"):
            return getattr(owner, name)
        found = methods.of_type(owner, name)
        return _OPEN if found is None else found
    if isinstance(owner, Generator):
        return _OPEN
    return methods.of_plain(m, owner, name, _MISSING)


def _with_setter(owner: Wrapped, name: str, arguments: list[Any]) -> Wrapped:
    if name == "setter":
        return Wrapped("property", owner.function, arguments[0])
    return owner


def _of_module(m: Machine, module: Module, name: str) -> Any:
    m.modules.load(module)
    if name == "__dict__":
        return m.modules.everything(module)
    value = module.names.get(name, _MISSING)
    if type(value) is Lazy:
        value = module.names[name] = m.modules.resolve(value)
    if value is _MISSING:
        inner = m.modules.find(f"{module.name}.{name}")
        if inner is not None:
            return inner
        if "__getattr__" in module.names:
            return m.call(module.names["__getattr__"], [name])
        return _MISSING if module.ready else _OPEN
    return value


def _of_instance(m: Machine, owner: Instance, name: str) -> Any:
    if name == "__class__":
        return owner.cls
    if name == "__dict__":
        return owner.names
    if not isinstance(owner.cls, Class):
        if name in owner.names:
            return owner.names[name]
        return _MISSING if name.startswith("_") else _OPEN
    value = in_class(m, owner.cls, name)
    if isinstance(value, Wrapped) and value.kind == "property":
        return m.call(value.function, [owner])
    if isinstance(value, Wrapped) and value.kind == "cached" and name not in owner.names:
        computed = m.call(value.function, [owner])
        m.trials.save(owner.names)
        owner.names[name] = computed
    if name in owner.names:
        own = owner.names[name]
        if type(own) is LazyValue:
            own = m.call(own.method, [])
            set_attribute(m, owner, name, own)
        return m.unknown() if name in m.spoiled else own
    if name in ("model_dump", "dict") and value is _OPEN and is_data(owner.cls):
        return Native(name, lambda m, arguments, keywords: models.dump(m, owner, keywords))
    if value is _MISSING or value is _OPEN:
        fallback = in_class(m, owner.cls, "__getattr__")
        if isinstance(fallback, Function):
            return m.call(BoundMethod(fallback, owner), [name])
        if value is _MISSING and owner.payload is not None:
            return methods.of_plain(m, owner.payload, name, _MISSING)
        return value
    if isinstance(value, methods.Unbound) and owner.payload is not None:
        return methods.of_plain(m, owner.payload, name, _MISSING)
    return bound(m, value, owner, owner.cls)


def _of_class(m: Machine, owner: Class, name: str) -> Any:
    special = {
        "__name__": owner.name,
        "__qualname__": owner.name,
        "__module__": owner.module.name,
        "__doc__": owner.doc,
        "__class__": owner.metaclass,
        "__mro__": tuple(owner.mro),
        "__bases__": tuple(owner.bases),
        "__dict__": owner.names,
        "__base__": owner.bases[0] if owner.bases else object,
    }
    if name in special and name not in owner.names:
        return special[name]
    if name == "__subclasses__":
        return Native(name, lambda m, arguments, _: _subclasses(m, owner))
    if isinstance(owner.metaclass, Class):
        own = in_class(m, owner.metaclass, name)
        if isinstance(own, Wrapped) and own.kind == "property":
            return m.call(own.function, [owner])
    value = in_class(m, owner, name)
    if value is _OPEN and models.is_model(owner):
        method = models.class_method(m, owner, name)
        value = value if method is None else method
    if value is _MISSING or value is _OPEN:
        found = find(m, owner, name)
        return value if found is None else found
    if isinstance(value, Wrapped):
        if value.kind == "classmethod":
            return BoundMethod(value.function, owner)
        if value.kind == "staticmethod":
            return value.function
        return value
    if isinstance(value, Instance):
        return bound(m, value, None, owner)
    return value


def _subclasses(m: Machine, owner: Class) -> list[Any]:
    m.modules.complete(owner.module)
    return list(owner.derived)


def _of_super(m: Machine, owner: Super, name: str) -> Any:
    target = owner.owner
    kind = target.cls if isinstance(target, Instance) else target
    if isinstance(target, Class) and owner.after not in target.mro:
        kind = target.metaclass
    if not isinstance(kind, Class):
        return _OPEN
    value = in_class(m, kind, name, owner.after)
    if value is _MISSING or value is _OPEN:
        if name == "__new__":
            return Native("object.__new__", lambda m, arguments, _: m.unknown())
        if isinstance(target, Instance) and name == "__init__":
            return Native("object.__init__", _initialise(target))
        if isinstance(target, Instance) and target.payload is not None and value is _MISSING:
            return methods.of_plain(m, target.payload, name, _MISSING)
        return value
    if isinstance(value, methods.Unbound) and name == "__init__" and isinstance(target, Instance):
        return Native("object.__init__", _initialise(target))
    if isinstance(value, methods.Unbound) and isinstance(target, Instance):
        return methods.of_plain(m, target.payload, name, _MISSING)
    if name == "__new__":
        return value
    return bound(m, value, target, kind)


def _initialise(target: Instance) -> Any:
    def call(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> None:
        if isinstance(target.payload, (dict, list, set)):
            m.call(m.get(target.payload, "update"), arguments, keywords)
        target.names.setdefault("args", tuple(arguments))

    return call


def _of_callable(m: Machine, owner: Any, name: str) -> Any:
    if isinstance(owner, BoundMethod):
        if name == "__self__":
            return owner.owner
        if name == "__func__":
            return owner.function
        return find_attribute(m, owner.function, name)
    if isinstance(owner, (Function, Partial)) and name in owner.names:
        return owner.names[name]
    if isinstance(owner, Partial):
        fields = {"func": owner.function, "args": tuple(owner.arguments)}
        fields["keywords"] = owner.keywords
        if name == "__class__":
            return PARTIAL
        if name == "__call__":
            return owner
        return fields.get(name, _MISSING)
    if name == "__call__":
        return owner
    if name in ("__name__", "__qualname__"):
        return owner.name.rpartition(".")[2]
    if name == "__class__":
        return m.modules.external("types.FunctionType")
    if isinstance(owner, (Native, methods.Unbound)):
        return _OPEN if name.startswith("__") else _MISSING
    if name == "__annotations__":
        return dict.fromkeys(notes(owner.node), m.unknown())
    if name == "__doc__":
        return docstring(owner.node)
    if name == "__module__":
        return owner.module.name
    if name == "__dict__":
        return owner.names
    if name in ("__defaults__", "__kwdefaults__", "__code__", "__globals__", "__closure__"):
        return _OPEN
    return _MISSING


PARTIAL = Class("partial", [object], Namespace(), Module("functools", "", False))


def docstring(node: Any) -> str | None:
    """The docstring of a definition as it stands there."""
    if isinstance(node, ast.Lambda):
        return None
    return ast.get_docstring(node, clean=False)


def notes(node: Any) -> dict[str, ast.expr]:
    """The annotations of a function, not evaluated."""
    spec = node.args
    every = [*spec.posonlyargs, *spec.args, *spec.kwonlyargs]
    every += [one for one in (spec.vararg, spec.kwarg) if one is not None]
    found = {one.arg: one.annotation for one in every if one.annotation is not None}
    if getattr(node, "returns", None) is not None:
        found["return"] = node.returns
    return found


def set_attribute(m: Machine, owner: Any, name: str, value: Any) -> None:
    """Set `owner.name`."""
    if type(owner) is Either:
        alternatives.each(m, owner, lambda choice: set_attribute(m, choice, name, value))
    elif isinstance(owner, Instance):
        if isinstance(owner.cls, Class):
            own = in_class(m, owner.cls, name)
            if isinstance(own, Wrapped) and own.kind == "property":
                if own.setter is None:
                    m.error(AttributeError, name)
                m.call(own.setter, [owner, value])
                return
            setter = in_class(m, owner.cls, "__setattr__")
            if isinstance(setter, Function):
                m.call(BoundMethod(setter, owner), [name, value])
                return
        m.trials.save(owner.names)
        owner.names[name] = value
    elif isinstance(owner, (Class, Module, Function, Partial)):
        if isinstance(owner, Module):
            m.modules.load(owner)
        m.trials.save(owner.names)
        owner.names[name] = value
    elif isinstance(owner, BoundMethod):
        set_attribute(m, owner.function, name, value)
    elif isinstance(owner, RuntimeValue) and owner.tainted:
        if border.is_bounded(owner):
            border.assigned(m, owner, name, value)
        else:
            # It may be any object, so from now on that attribute of none is known.
            m.spoiled.add(name)
    elif isinstance(owner, PLAIN):
        m.error(AttributeError, name)
