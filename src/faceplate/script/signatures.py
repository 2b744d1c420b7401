"""The parameters and type hints of functions that are read."""

from __future__ import annotations

import ast
import builtins
import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from faceplate.script import attributes
from faceplate.script.hints import Hint
from faceplate.script.methods import Unbound
from faceplate.script.values import (
    BoundMethod,
    Class,
    Frame,
    Function,
    Instance,
    Lost,
    Namespace,
    Native,
    Partial,
    Raised,
    RuntimeValue,
    Wrapped,
)

if TYPE_CHECKING:
    from faceplate.script.machine import Machine

_POSITIONAL_ONLY, _POSITIONAL, _REST, _KEYWORD, _KEYWORDS = range(5)
_NONE = object()
_Parameters = list[tuple[str, int, Any, Any, Any]]


class Signatures:
    """What was found of functions, each of which is asked about again and again.

    A function of a module that is read to its end has one signature and one set of hints, and so
    has one without annotations. They are made outside of any trial, since what is made on trial is
    taken back with it.

    Args:
        m: The reading.
    """

    def __init__(self, m: Machine) -> None:
        self._machine = m
        self._kept: dict[tuple[str, int, bool], tuple[Function, Any]] = {}

    def get(self, kind: str, value: Any, make: Callable[[Machine, Any], Any]) -> Any:
        """Return what is to be found of a value, made now unless it is known already.

        Args:
            kind: What it is.
            value: What may be a function.
            make: Finds it.
        """
        is_bound = isinstance(value, BoundMethod)
        function = value.function if is_bound else value
        while isinstance(function, (Function, Partial)) and "__wrapped__" in function.names:
            function = function.names["__wrapped__"]
        if not isinstance(function, Function) or not _is_settled(function):
            return make(self._machine, value)
        key = kind, id(function), is_bound
        if key not in self._kept:
            levels = self._machine.trials.pause()
            try:
                self._kept[key] = function, make(self._machine, value)
            finally:
                self._machine.trials.resume(levels)
        return self._kept[key][1]


def _is_settled(function: Function) -> bool:
    """Whether nothing that is read later can change the parameters of a function and their types.

    The names in the annotations of a script may be bound anew.
    """
    if function.module.own or not function.module.ready:
        return not attributes.notes(function.node)
    return True


def signature(m: Machine, value: Any) -> Any:
    """What `inspect.signature` gives."""
    return m.signatures.get("signature", value, _signature)


def _signature(m: Machine, value: Any) -> Any:
    made = _parameters(m, value)
    if made is None:
        return m.unknown()
    parameters = []
    stand_in = m.modules.external("inspect.Parameter")
    for name, kind, default, note, frame in made:
        keywords = {}
        if default is not _NONE:
            keywords["default"] = default
        if note is not None:
            keywords["annotation"] = _annotation(m, note, frame)
        parameters.append(m.call(stand_in, [name, kind], keywords))
    result = m.call(m.modules.external("inspect.Signature"), [parameters])
    function = function_of(value)
    returns = getattr(function.node, "returns", None) if function is not None else None
    if function is not None and returns is not None:
        m.set(result, "return_annotation", _annotation(m, returns, function.frame))
    return result


def specification(m: Machine, value: Any) -> Any:
    """What `inspect.getfullargspec` gives; unlike a signature, it has the first argument, too."""
    while isinstance(value, (BoundMethod, Wrapped)):
        value = value.function
    function = function_of(value)
    if function is None:
        return m.unknown()
    spec = function.node.args
    return m.call(
        m.modules.external("inspect.FullArgSpec"),
        [
            [one.arg for one in (*spec.posonlyargs, *spec.args)],
            spec.vararg.arg if spec.vararg else None,
            spec.kwarg.arg if spec.kwarg else None,
            [one.arg for one in spec.kwonlyargs],
        ],
    )


def hints(m: Machine, value: Any, local: Any = None) -> Any:
    """What `typing.get_type_hints` gives.

    Args:
        m: The reading.
        value: A function or a class.
        local: Names that come before those around it; None for none.
    """
    if isinstance(value, Class):
        fields: dict[str, Any] = {}
        for base in reversed(value.mro):
            notes = base.names.get("__annotations__") if isinstance(base, Class) else None
            if isinstance(notes, dict) and base.frame is not None:
                for name, note in notes.items():
                    fields[name] = evaluated(m, note, base.frame)
        return fields
    if isinstance(local, dict):
        return _hints(m, value, local)
    found = m.signatures.get("hints", value, _hints)
    return dict(found) if isinstance(found, dict) else found


def _hints(m: Machine, value: Any, local: dict[str, Any] | None = None) -> Any:
    function = function_of(value)
    if function is None:
        if isinstance(value, BoundMethod):
            value = value.function
        return {} if isinstance(value, (Native, Unbound)) else m.unknown()
    frame = function.frame
    if local is not None:
        frame = Frame(frame.module, frame, Namespace(local))
    return {
        name: evaluated(m, note, frame) for name, note in attributes.notes(function.node).items()
    }


def evaluated(m: Machine, note: Any, frame: Frame) -> Any:
    """The type that an annotation names."""
    if isinstance(note, ast.Constant) and isinstance(note.value, str):
        try:
            note = ast.parse(note.value, mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            m.error(NameError, "an annotation")
    value = m.evaluate(note, frame)
    return type(None) if value is None else value


def _annotation(m: Machine, note: ast.expr, frame: Frame) -> Any:
    try:
        return evaluated(m, note, frame)
    except (Raised, Lost):
        return m.unknown()


def function_of(value: Any) -> Function | None:
    """The function that something calls in the end; None if that is not one that is read."""
    seen = 0
    while seen < 50:
        seen += 1
        if isinstance(value, (BoundMethod, Wrapped)):
            value = value.function
        elif isinstance(value, (Function, Partial)) and "__wrapped__" in value.names:
            value = value.names["__wrapped__"]
        elif isinstance(value, Partial):
            value = value.function
        else:
            break
    return value if isinstance(value, Function) else None


def _parameters(m: Machine, value: Any) -> _Parameters | None:
    """Name, kind, default, annotation and its frame of each parameter; None if not known."""
    if isinstance(value, Wrapped):
        return _parameters(m, value.function)
    if isinstance(value, BoundMethod):
        found = _parameters(m, value.function)
        if found and found[0][1] in (_POSITIONAL_ONLY, _POSITIONAL):
            return found[1:]
        return found
    if isinstance(value, (Function, Partial)) and "__wrapped__" in value.names:
        return _parameters(m, value.names["__wrapped__"])
    if isinstance(value, Function):
        return _of_function(value)
    if isinstance(value, Partial):
        return _of_partial(value, _parameters(m, value.function))
    if isinstance(value, Class):
        found_init = attributes.in_class(m, value, "__init__")
        if isinstance(found_init, (Function, Partial)):
            return _parameters(m, BoundMethod(found_init, None))
        return None
    if isinstance(value, Instance):
        method = m.find(value, "__call__")
        return None if method is None else _parameters(m, method)
    if isinstance(value, Unbound):
        return _of_python(m, getattr(value.kind, value.name))
    if isinstance(value, Native):
        found = getattr(builtins, value.name, None)
        return None if found is None else _of_python(m, found)
    if isinstance(value, RuntimeValue):
        return None
    if isinstance(value, type):
        return _of_python(m, value)
    return None


def _of_python(m: Machine, value: Any) -> _Parameters | None:
    try:
        made = inspect.signature(value)
    except (ValueError, TypeError):
        m.error(ValueError, "no signature")
    return [
        (one.name, int(one.kind), _NONE if one.default is one.empty else one.default, None, None)
        for one in made.parameters.values()
    ]


def _of_function(value: Function) -> _Parameters:
    spec = value.node.args
    positional = [(one, _POSITIONAL_ONLY) for one in spec.posonlyargs]
    positional += [(one, _POSITIONAL) for one in spec.args]
    offset = len(positional) - len(value.defaults)
    frame = value.frame
    made = [
        (
            one.arg,
            kind,
            value.defaults[place - offset] if place >= offset else _NONE,
            one.annotation,
            frame,
        )
        for place, (one, kind) in enumerate(positional)
    ]
    if spec.vararg is not None:
        made.append((spec.vararg.arg, _REST, _NONE, spec.vararg.annotation, frame))
    for one in spec.kwonlyargs:
        default = value.keyword_defaults.get(one.arg, _NONE)
        made.append((one.arg, _KEYWORD, default, one.annotation, frame))
    if spec.kwarg is not None:
        made.append((spec.kwarg.arg, _KEYWORDS, _NONE, spec.kwarg.annotation, frame))
    return made


def _of_partial(value: Partial, found: _Parameters | None) -> _Parameters | None:
    if found is None:
        return None
    left = len(value.arguments)
    made: _Parameters = []
    keyword_only = False
    for name, kind, default, note, frame in found:
        if left and kind in (_POSITIONAL_ONLY, _POSITIONAL):
            left -= 1
            continue
        if name in value.keywords and kind in (_POSITIONAL, _KEYWORD):
            keyword_only = True
            default = value.keywords[name]
            kind = _KEYWORD
        elif keyword_only and kind == _POSITIONAL:
            kind = _KEYWORD
        elif keyword_only and kind == _REST:
            continue
        made.append((name, kind, default, note, frame))
    return made


__all__ = ["Hint", "hints", "signature", "specification"]
